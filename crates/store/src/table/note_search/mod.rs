//! The words of reviewers' remarks: all of them for the lead, their own for a reviewer.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::{Query, fold};
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::ReviewerId;

impl Reader {
    /// The items with the words in a remark, in file order, each once.
    pub(super) fn remarked_items(&self, query: &Query) -> Result<Vec<i64>, StoreError> {
        self.all(include_str!("find.sql"), [query.expression(None)], |row| row.get(0))
    }

    /// The same for the remarks of one reviewer.
    pub(super) fn own_remarked_items(&self, query: &Query, reviewer: ReviewerId) -> Result<Vec<i64>, StoreError> {
        let row = params![query.expression(None), reviewer.as_bytes()];
        self.all(include_str!("find_own.sql"), row, |row| row.get(0))
    }
}

impl Transaction<'_> {
    /// Replaces the words of a review's remarks.
    pub(super) fn index_notes(&mut self, review: i64, before: &str, notes: &str) -> Result<(), StoreError> {
        if before == notes {
            return Ok(());
        }
        if !before.is_empty() {
            self.run("DELETE FROM note_search WHERE rowid = ?1", [review])?;
        }
        if !notes.is_empty() {
            self.run("INSERT INTO note_search (rowid, notes) VALUES (?1, ?2)", params![review, fold(notes)])?;
        }
        Ok(())
    }
}
