//! Sources of items: links to texts, with what is known of them in this item.

use super::text::{Role, text};
use crate::column::{Queries as _, json_or_default, json_unless, named};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::TextDigest;
use touchstone_domain::sample::Kind;
use touchstone_domain::source::Source;

impl Reader {
    pub(super) fn sources(&self, item: i64) -> Result<Vec<Source>, StoreError> {
        self.all(include_str!("of_item.sql"), [item], |row| {
            Ok(Source {
                text: text(row, 0, 1)?,
                external_id: row.get(2)?,
                title: row.get(3)?,
                licence: row.get(4)?,
                origin: row.get(5)?,
                language: row.get(6)?,
                kind: named(row, 7, Kind::parse)?,
                structure: json_or_default(row, 8)?,
            })
        })
    }

    pub(super) fn source_digests(&self, item: i64) -> Result<Vec<TextDigest>, StoreError> {
        self.all(include_str!("digests.sql"), [item], |row| Ok(TextDigest::from_bytes(row.get(0)?)))
    }
}

impl Transaction<'_> {
    /// Links the sources; gives how many texts are sources for the first time.
    pub(super) fn insert_sources(&mut self, item: i64, sources: &[Source]) -> Result<u32, StoreError> {
        let mut added = 0;
        for (position, source) in (0_i64..).zip(sources) {
            let (number, new) = self.put_text(&source.text, Role::Source)?;
            added += u32::from(new);
            let row = params![
                item,
                position,
                number,
                source.external_id,
                source.title,
                source.licence,
                source.origin,
                source.language,
                source.kind.as_str(),
                json_unless(&source.structure, source.structure.is_empty()),
            ];
            self.run(include_str!("insert.sql"), row)?;
        }
        Ok(added)
    }
}
