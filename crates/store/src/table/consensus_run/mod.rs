//! Stored consensus runs, each with what it says of every item.

use crate::column::{Queries as _, count, json, stored, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use touchstone_domain::gold::{ConsensusRun, ItemConsensus};
use touchstone_domain::id::{Digest, ItemId, RunId};

fn run(row: &Row<'_>) -> rusqlite::Result<ConsensusRun> {
    Ok(ConsensusRun {
        id: RunId::from_bytes(row.get(0)?),
        settings: json(row, 1)?,
        input_digest: Digest::from_bytes(row.get(2)?),
        items: count(row, 3)?,
    })
}

impl Reader {
    /// All runs, the one asked for last first.
    pub fn runs(&self) -> Result<Vec<ConsensusRun>, StoreError> {
        self.all(include_str!("all.sql"), [], run)
    }

    /// The run asked for last.
    pub fn newest_run(&self) -> Result<Option<ConsensusRun>, StoreError> {
        self.one(include_str!("newest.sql"), [], run)
    }

    /// What a run says of one item.
    pub fn run_item(&self, run: RunId, item: ItemId) -> Result<Option<ItemConsensus>, StoreError> {
        self.one(include_str!("item.sql"), params![run.as_bytes(), item.as_bytes()], |row| json(row, 0))
    }

    /// What a run says, item by item in file order.
    pub fn run_items<E: From<StoreError>>(
        &self,
        run: RunId,
        mut each: impl FnMut(ItemConsensus) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("items.sql"), [run.as_bytes()], |row| each(json(row, 0).map_err(StoreError::from)?))
    }
}

impl Transaction<'_> {
    /// Stores a run and makes it the newest. A run that is there already is not computed again:
    /// `items` is then not asked, and the answer is false.
    pub fn put_consensus_run(
        &mut self,
        run: &ConsensusRun,
        items: impl IntoIterator<Item = ItemConsensus>,
    ) -> Result<bool, StoreError> {
        if self.run(include_str!("ask_again.sql"), [run.id.as_bytes()])? > 0 {
            return Ok(false);
        }
        let row = params![run.id.as_bytes(), to_json(&run.settings), run.input_digest.as_bytes(), stored(run.items)?];
        self.run(include_str!("insert.sql"), row)?;
        let number = self.connection().last_insert_rowid();
        for item in items {
            let ordinal = self.known_ordinal(item.item)?;
            let row = params![number, ordinal, to_json(&item)];
            self.run("INSERT INTO consensus_item (run, item, consensus) VALUES (?1, ?2, ?3)", row)?;
        }
        Ok(true)
    }
}
