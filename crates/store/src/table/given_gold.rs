//! The right answers that files gave.

use crate::column::{Queries as _, json, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::gold::GivenGold;
use touchstone_domain::id::ItemId;

impl Reader {
    /// What the item's file told as its right answer.
    pub fn given_gold(&self, item: ItemId) -> Result<Option<GivenGold>, StoreError> {
        self.one("SELECT content FROM given_gold WHERE item = ?1", [self.known_ordinal(item)?], |row| json(row, 0))
    }

    /// How many items came with their right answer.
    pub fn given_gold_count(&self) -> Result<u64, StoreError> {
        Ok(self.one("SELECT count(*) FROM given_gold", [], |row| crate::column::count(row, 0))?.unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Keeps what the item's file told as its right answer, in place of what was known.
    pub fn put_given_gold(&mut self, item: ItemId, gold: &GivenGold) -> Result<(), StoreError> {
        let row = params![self.known_ordinal(item)?, to_json(gold)];
        self.run("INSERT OR REPLACE INTO given_gold (item, content) VALUES (?1, ?2)", row).map(|_| ())
    }
}
