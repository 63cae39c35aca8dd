//! Stored consensus runs, each with what it says of every item.

use crate::column::{Queries as _, count, json, stored, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use touchstone_domain::gold::{ConsensusRun, ConsensusSettings, ItemConsensus, ReviewInput, SpanWeighing};
use touchstone_domain::id::{Digest, ItemId, RunId};
use touchstone_domain::timestamp::Timestamp;

/// A run, and when it was computed first; runs of older programs do not say.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRun {
    /// The run.
    pub run: ConsensusRun,
    /// When.
    pub at: Option<Timestamp>,
}

/// What a run says of an item, and the reviews that went in; runs of older programs do not name them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredItem {
    /// What it says.
    #[serde(flatten)]
    pub consensus: ItemConsensus,
    /// By reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<Vec<ReviewInput>>,
}

/// The column of settings. What older programs do not know stands beside what they read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Told {
    #[serde(flatten)]
    settings: ConsensusSettings,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weighing: Option<SpanWeighing>,
}

fn stored_run(row: &Row<'_>) -> rusqlite::Result<StoredRun> {
    let told: Told = json(row, 1)?;
    let run = ConsensusRun {
        id: RunId::from_bytes(row.get(0)?),
        settings: told.settings,
        input_digest: Digest::from_bytes(row.get(2)?),
        items: count(row, 3)?,
        weighing: told.weighing,
    };
    Ok(StoredRun { run, at: told.at })
}

impl Reader {
    /// All runs, the one asked for last first.
    pub fn runs(&self) -> Result<Vec<StoredRun>, StoreError> {
        self.all(include_str!("all.sql"), [], stored_run)
    }

    /// The run asked for last.
    pub fn newest_run(&self) -> Result<Option<ConsensusRun>, StoreError> {
        Ok(self.one(include_str!("newest.sql"), [], stored_run)?.map(|stored| stored.run))
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

    /// The same with the reviews that went in.
    pub fn stored_items(&self, run: RunId) -> Result<Vec<StoredItem>, StoreError> {
        self.all(include_str!("items.sql"), [run.as_bytes()], |row| json(row, 0))
    }
}

impl Transaction<'_> {
    /// Stores a run and makes it the newest. A run that is there already is not computed again:
    /// `items` is then not asked, and the answer is false.
    pub fn put_consensus_run(
        &mut self,
        run: &ConsensusRun,
        at: Timestamp,
        items: impl IntoIterator<Item = StoredItem>,
    ) -> Result<bool, StoreError> {
        if self.run(include_str!("ask_again.sql"), [run.id.as_bytes()])? > 0 {
            return Ok(false);
        }
        let told = Told { settings: run.settings.clone(), at: Some(at), weighing: run.weighing.clone() };
        let row = params![run.id.as_bytes(), to_json(&told), run.input_digest.as_bytes(), stored(run.items)?];
        self.run(include_str!("insert.sql"), row)?;
        let number = self.connection().last_insert_rowid();
        for item in items {
            let ordinal = self.known_ordinal(item.consensus.item)?;
            let row = params![number, ordinal, to_json(&item)];
            self.run("INSERT INTO consensus_item (run, item, consensus) VALUES (?1, ?2, ?3)", row)?;
        }
        Ok(true)
    }
}
