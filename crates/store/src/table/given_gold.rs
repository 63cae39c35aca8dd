//! The right answers that files gave. Each keeps the names of the label schema version under which it was
//! given; they are read as reviews' names are.

use crate::column::{Queries as _, json, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::gold::GivenGold;
use touchstone_domain::id::ItemId;
use touchstone_domain::migration::Migrations;

/// A right answer as its file gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldGold {
    /// The answer, with its names of then.
    pub gold: GivenGold,
    /// The version of the label schema that the names belong to.
    pub schema_version: u32,
}

impl Reader {
    /// What the item's file told as its right answer, with the names that are read for it now.
    pub fn given_gold(&self, item: ItemId) -> Result<Option<GivenGold>, StoreError> {
        let Some(told) = self.told_gold(item)? else { return Ok(None) };
        let migrations = Migrations::of(&self.migration_events()?);
        Ok(Some(told.gold.read_by(&migrations, told.schema_version)))
    }

    /// The same as it was told.
    pub fn told_gold(&self, item: ItemId) -> Result<Option<ToldGold>, StoreError> {
        let query = "SELECT content, schema_version FROM given_gold WHERE item = ?1";
        let read = self.one(query, [self.known_ordinal(item)?], |row| {
            Ok(ToldGold { gold: json(row, 0)?, schema_version: row.get(1)? })
        });
        match read {
            Err(StoreError::Damaged { detail, .. }) => {
                let item = self.external_id(item)?.unwrap_or_else(|| item.to_string());
                Err(StoreError::GivenGoldDamaged { item, detail })
            }
            read => read,
        }
    }

    /// How many items came with their right answer.
    pub fn given_gold_count(&self) -> Result<u64, StoreError> {
        Ok(self.one("SELECT count(*) FROM given_gold", [], |row| crate::column::count(row, 0))?.unwrap_or(0))
    }

    /// The items whose right answer was given under a version of the label schema before this one, in file order.
    pub fn given_gold_older_than(&self, version: u32) -> Result<Vec<ItemId>, StoreError> {
        let query = "SELECT i.item_id FROM given_gold AS g JOIN item AS i ON i.ordinal = g.item \
                     WHERE g.schema_version < ?1 ORDER BY g.item";
        self.all(query, [version], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }
}

impl Transaction<'_> {
    /// Keeps what the item's file told as its right answer, in place of what was known.
    pub fn put_given_gold(&mut self, item: ItemId, told: &ToldGold) -> Result<(), StoreError> {
        let row = params![self.known_ordinal(item)?, to_json(&told.gold), told.schema_version];
        let put = "INSERT OR REPLACE INTO given_gold (item, content, schema_version) VALUES (?1, ?2, ?3)";
        self.run(put, row).map(|_| ())
    }
}
