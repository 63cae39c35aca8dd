//! What the machine reads in an item beside its sources: kept, never asked to be true.

use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::ItemId;

/// How much of a sample was copied, as the lead's table shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// Words of the longest copied fragment.
    pub longest: u32,
    /// Part of the sample that is copied, 0 to 1.
    pub coverage: f64,
    /// Mean length of the fragment that a word stands in.
    pub density: f64,
}

impl Reader {
    /// What is kept of an item by this version of the rules.
    pub fn comparison(&self, item: ItemId, method: u32) -> Result<Option<String>, StoreError> {
        self.value(include_str!("of_item.sql"), params![item.as_bytes(), method])
    }

    /// How much of an item's sample was copied, where this version of the rules measured it.
    pub fn exposure(&self, item: ItemId, method: u32) -> Result<Option<Exposure>, StoreError> {
        self.one(include_str!("exposure.sql"), params![item.as_bytes(), method], |row| {
            Ok(Exposure { longest: row.get(0)?, coverage: row.get(1)?, density: row.get(2)? })
        })
    }

    /// Everything kept by this version of the rules, in file order.
    pub fn for_each_comparison<E: From<StoreError>>(
        &self,
        method: u32,
        mut each: impl FnMut(ItemId, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("all.sql"), [method], |row| {
            let content = row.get_ref(1).and_then(|value| Ok(value.as_str()?)).map_err(StoreError::from)?;
            each(ItemId::from_bytes(row.get(0).map_err(StoreError::from)?), content)
        })
    }

    /// Up to `limit` items of which nothing is kept, in file order from `after` on.
    pub fn items_without_comparison(&self, method: u32, after: u64, limit: u32) -> Result<Vec<ItemId>, StoreError> {
        let after = crate::column::stored(after)?;
        let row = params![method, after, limit];
        self.all(include_str!("missing.sql"), row, |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// The items that have a source in common with `item`, itself among them, by their random ids.
    pub fn siblings(&self, item: ItemId, limit: u32) -> Result<Vec<ItemId>, StoreError> {
        let row = params![item.as_bytes(), limit];
        self.all(include_str!("siblings.sql"), row, |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// How many comparisons are kept by this version of the rules.
    pub fn comparison_count(&self, method: u32) -> Result<u64, StoreError> {
        let counted = self.one("SELECT count(*) FROM comparison WHERE method = ?1", [method], |row| count(row, 0))?;
        Ok(counted.unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Keeps what was read, in place of what was there.
    pub fn put_comparison(
        &mut self,
        item: ItemId,
        method: u32,
        content: &str,
        exposure: Exposure,
    ) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        let row = params![ordinal, method, content, exposure.longest, exposure.coverage, exposure.density];
        self.run(include_str!("put.sql"), row).map(|_| ())
    }
}
