//! The values that items are filtered by, with how often each occurs: never counted by a scan.

use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use std::collections::BTreeMap;

/// By what items are filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKind {
    /// The generator's model.
    Model,
    /// The batch.
    Batch,
    /// The sample's language.
    Language,
    /// How the sample is laid out.
    Kind,
    /// A label of an annotation that counts.
    Label,
}

impl FacetKind {
    /// The name in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Batch => "batch",
            Self::Language => "language",
            Self::Kind => "kind",
            Self::Label => "label",
        }
    }
}

/// A value and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// Items that have it; for labels, annotations.
    pub uses: u64,
}

impl Reader {
    /// The values that occur, by name. For the lead only: models and batches are not for reviewers.
    pub fn facets(&self, kind: FacetKind) -> Result<Vec<FacetCount>, StoreError> {
        self.all(include_str!("of_kind.sql"), [kind.as_str()], |row| {
            Ok(FacetCount { value: row.get(0)?, uses: count(row, 1)? })
        })
    }

    /// Number and uses of a value; none when it never occurred.
    pub(super) fn facet(&self, kind: FacetKind, value: &str) -> Result<Option<(i64, u64)>, StoreError> {
        let query = "SELECT number, uses FROM facet WHERE kind = ?1 AND value = ?2";
        self.one(query, [kind.as_str(), value], |row| Ok((row.get(0)?, count(row, 1)?)))
    }

    /// Numbers and uses of a label and of the labels that refine it (`parent.child`).
    pub(super) fn label_facets(&self, label: &str) -> Result<Vec<(i64, u64)>, StoreError> {
        self.all(include_str!("label_and_below.sql"), [label], |row| Ok((row.get(0)?, count(row, 1)?)))
    }
}

impl Transaction<'_> {
    /// Adds to the uses of a value and gives its number.
    pub(super) fn use_facet(&mut self, kind: FacetKind, value: &str, more: i64) -> Result<i64, StoreError> {
        let key = (kind, value.to_owned());
        let number = if let Some(number) = self.pending.facet_numbers.get(&key) {
            *number
        } else {
            let number = if let Some((number, _)) = self.facet(kind, value)? {
                number
            } else {
                let row = params![kind.as_str(), value];
                self.run("INSERT INTO facet (kind, value, uses) VALUES (?1, ?2, 0)", row)?;
                self.connection().last_insert_rowid()
            };
            self.pending.facet_numbers.insert(key, number);
            number
        };
        *self.pending.facets.entry(number).or_default() += more;
        Ok(number)
    }

    pub(super) fn write_facets(&self, uses: BTreeMap<i64, i64>) -> Result<(), StoreError> {
        for (number, more) in uses.into_iter().filter(|(_, more)| *more != 0) {
            self.run("UPDATE facet SET uses = uses + ?2 WHERE number = ?1", [number, more])?;
        }
        Ok(())
    }
}
