//! The words of reviewers' remarks, for the lead.

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::{Query, fold};
use crate::transaction::Transaction;
use rusqlite::params;

impl Reader {
    /// The items with the words in a remark, in file order, each once.
    pub(super) fn remarked_items(&self, query: &Query) -> Result<Vec<i64>, StoreError> {
        self.all(include_str!("find.sql"), [query.expression(None)], |row| row.get(0))
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
