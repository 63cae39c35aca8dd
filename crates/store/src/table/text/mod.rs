//! Texts as they came, each once.

use super::pending::Scope;
use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use std::io::Read as _;
use touchstone_domain::id::TextDigest;
use touchstone_domain::text::Text;

/// What a text is to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Sample,
    Source,
}

/// A text of two columns: digest and content.
pub(super) fn text(row: &Row<'_>, digest: usize, content: usize) -> rusqlite::Result<Text> {
    let stored: [u8; 32] = row.get(digest)?;
    let text = Text::with_digest(row.get(content)?, TextDigest::from_bytes(stored));
    text.map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(content, rusqlite::types::Type::Text, Box::new(error))
    })
}

impl Reader {
    /// The text with this digest, whatever items it belongs to.
    pub fn text(&self, digest: TextDigest) -> Result<Option<Text>, StoreError> {
        let query = "SELECT digest, content FROM text WHERE digest = ?1";
        self.one(query, [digest.as_bytes()], |row| text(row, 0, 1))
    }

    /// The beginning of a stored text, without reading the rest of it.
    pub(super) fn beginning(&self, number: i64, characters: usize) -> Result<String, StoreError> {
        let blob = self.connection().blob_open("main", "text", "content", number, true)?;
        let mut bytes = Vec::new();
        let most = u64::try_from(characters * 4).unwrap_or(u64::MAX);
        blob.take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| StoreError::Damaged { path: "".into(), detail: error.to_string() })?;
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(cut) => std::str::from_utf8(&bytes[..cut.valid_up_to()]).unwrap_or_default(),
        };
        Ok(valid.chars().take(characters).collect())
    }
}

impl Transaction<'_> {
    /// Stores a text unless it is there; gives its number and whether it is new in this role.
    pub(super) fn put_text(&mut self, text: &Text, role: Role) -> Result<(i64, bool), StoreError> {
        let known = self.one(include_str!("known.sql"), [text.digest().as_bytes()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?))
        })?;
        let (number, new_in_role) = match (known, role) {
            (Some((number, true, _)), Role::Sample) | (Some((number, _, true)), Role::Source) => (number, false),
            (Some((number, false, _)), Role::Sample) => {
                self.run("UPDATE text SET is_sample = 1 WHERE number = ?1", [number])?;
                (number, true)
            }
            (Some((number, _, false)), Role::Source) => {
                self.run("UPDATE text SET is_source = 1 WHERE number = ?1", [number])?;
                (number, true)
            }
            (None, _) => {
                let digest = text.digest();
                let row = params![digest.as_bytes(), role == Role::Sample, role == Role::Source, text.as_str()];
                self.run(include_str!("insert.sql"), row)?;
                (self.connection().last_insert_rowid(), true)
            }
        };
        if new_in_role {
            let name = if role == Role::Sample { "samples" } else { "sources" };
            self.add(Scope::Project, name, 1);
        }
        Ok((number, new_in_role))
    }
}
