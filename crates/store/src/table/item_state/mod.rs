//! How each item stands, in small rows: what the lead's table of items shows, filters and sorts by.

mod condition;
mod filter;
mod listing;
mod plan;

pub use filter::{Compared, Counted, Figure, ItemFilter, ItemSort, ItemTerm, ItemTest, SortKey, Where};

use super::comparison::Exposure;
use super::facet::FacetKind;
use super::pending::Scope;
use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::ItemId;
use touchstone_domain::item::Item;
use touchstone_domain::sample::Kind;

/// Characters of the sample that a row shows.
const EXCERPT: usize = 160;

/// How far the reviews of an item are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemStatus {
    /// Nobody began.
    NotStarted,
    /// Someone began and has not finished, whatever others did.
    InProgress,
    /// At least one review counts, and none is unfinished.
    Submitted,
    /// Everyone who met it passed it over.
    Skipped,
}

impl ItemStatus {
    /// All of them, in the order they are sorted by.
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Submitted, Self::Skipped];

    /// The name in files, the same as that of a review's state.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Submitted => "submitted",
            Self::Skipped => "skipped",
        }
    }

    /// The status with this name in files.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    pub(super) const fn tally(self) -> &'static str {
        match self {
            Self::NotStarted => "items-not-started",
            Self::InProgress => "items-in-progress",
            Self::Submitted => "items-submitted",
            Self::Skipped => "items-skipped",
        }
    }

    const fn number(self) -> i64 {
        self as i64
    }

    fn from_number(number: i64) -> Self {
        Self::ALL.into_iter().find(|status| status.number() == number).unwrap_or(Self::NotStarted)
    }

    const fn of(submitted: i64, in_progress: i64, skipped: i64) -> Self {
        match (submitted, in_progress, skipped) {
            (_, 1.., _) => Self::InProgress,
            (1.., _, _) => Self::Submitted,
            (_, _, 1..) => Self::Skipped,
            _ => Self::NotStarted,
        }
    }
}

/// A row of the lead's table of items. Not for reviewers in blind mode.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRow {
    /// Place in file order, from 1.
    pub ordinal: u64,
    /// Opaque.
    pub id: ItemId,
    /// What its file calls it.
    pub external_id: String,
    /// The beginning of the sample, at most 160 characters.
    pub excerpt: String,
    /// Length of the sample in scalar values.
    pub length: u32,
    /// How its sample is laid out.
    pub kind: Kind,
    /// BCP 47 language tag of the sample.
    pub language: Option<String>,
    /// The generator's model.
    pub model: Option<String>,
    /// The batch.
    pub batch: Option<String>,
    /// How far its reviews are.
    pub status: ItemStatus,
    /// Reviews that count.
    pub submitted: u32,
    /// Reviews begun, or taken up again.
    pub in_progress: u32,
    /// Reviewers who passed it over.
    pub skipped: u32,
    /// Reviews with a flag.
    pub flagged: u32,
    /// Annotations in reviews that count.
    pub annotations: u32,
    /// How far reviewers are apart, 0 to 1, where two or more reviews count.
    pub disagreement: Option<f64>,
    /// How much of the sample was copied, where that was measured.
    pub exposure: Option<Exposure>,
}

/// How a review changes the sums of its item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StateChange {
    pub(super) submitted: i64,
    pub(super) in_progress: i64,
    pub(super) skipped: i64,
    pub(super) flagged: i64,
    pub(super) annotations: i64,
}

fn exposure(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Exposure>> {
    let Some(longest) = row.get(16)? else { return Ok(None) };
    Ok(Some(Exposure { longest, coverage: row.get(17)?, density: row.get(18)? }))
}

impl Reader {
    /// The rows of items at these places in file order, in the order given; unknown ones are left out.
    pub fn item_rows(&self, ordinals: &[u64]) -> Result<Vec<ItemRow>, StoreError> {
        let mut rows = Vec::with_capacity(ordinals.len());
        for ordinal in ordinals {
            let found = self.one(include_str!("row.sql"), [crate::column::stored(*ordinal)?], |row| {
                let item = ItemRow {
                    ordinal: count(row, 0)?,
                    id: ItemId::from_bytes(row.get(1)?),
                    external_id: row.get(2)?,
                    excerpt: String::new(),
                    length: row.get(4)?,
                    kind: crate::column::named(row, 5, Kind::parse)?,
                    language: row.get(6)?,
                    model: row.get(7)?,
                    batch: row.get(8)?,
                    status: ItemStatus::from_number(row.get(9)?),
                    submitted: row.get(10)?,
                    in_progress: row.get(11)?,
                    skipped: row.get(12)?,
                    flagged: row.get(13)?,
                    annotations: row.get(14)?,
                    disagreement: row.get(15)?,
                    exposure: exposure(row)?,
                };
                Ok((item, row.get::<_, i64>(3)?))
            })?;
            if let Some((mut item, sample)) = found {
                item.excerpt = self.beginning(sample, EXCERPT)?;
                rows.push(item);
            }
        }
        Ok(rows)
    }

    /// The beginning of an item's sample, for lists.
    pub(in super::super) fn excerpt(&self, ordinal: i64) -> Result<String, StoreError> {
        let sample = self.value("SELECT sample FROM item WHERE ordinal = ?1", [ordinal])?;
        sample.map_or(Ok(String::new()), |sample| self.beginning(sample, EXCERPT))
    }

    /// How far reviewers are apart on an item, as it was last stored.
    pub fn disagreement(&self, item: ItemId) -> Result<Option<f64>, StoreError> {
        self.value("SELECT value FROM disagreement WHERE item = ?1", [self.known_ordinal(item)?])
    }
}

impl Transaction<'_> {
    /// All projections of a new item without reviews.
    pub(crate) fn project_item(&mut self, ordinal: i64, item: &Item, batch: Option<&str>) -> Result<(), StoreError> {
        let mut facet = |kind, value: Option<&str>| value.map(|value| self.use_facet(kind, value, 1)).transpose();
        let model = facet(FacetKind::Model, item.sample.generator.model.as_deref())?;
        let batch = facet(FacetKind::Batch, batch)?;
        let language = facet(FacetKind::Language, item.sample.language.as_deref())?;
        let kind = facet(FacetKind::Kind, Some(item.sample.kind.as_str()))?;
        let row = params![ordinal, model, batch, language, kind, item.sample.text.length().0];
        self.run(include_str!("insert.sql"), row)?;
        self.add(Scope::Project, ItemStatus::NotStarted.tally(), 1);
        self.add_to_blocks(ordinal, item.id);
        self.index_item(ordinal, item)
    }

    /// What a review changed for its item.
    pub(super) fn change_item_state(&mut self, ordinal: i64, change: StateChange) -> Result<(), StoreError> {
        if change == StateChange::default() {
            return Ok(());
        }
        let sums = self.one(include_str!("sums.sql"), [ordinal], |row| {
            Ok([row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        })?;
        let missing = || StoreError::Unknown { what: "item at place", id: ordinal.to_string() };
        let [status, submitted, in_progress, skipped] = sums.ok_or_else(missing)?;
        let before = ItemStatus::from_number(status);
        let after =
            ItemStatus::of(submitted + change.submitted, in_progress + change.in_progress, skipped + change.skipped);
        if after != before {
            self.add(Scope::Project, before.tally(), -1);
            self.add(Scope::Project, after.tally(), 1);
        }
        let row = params![
            ordinal,
            after.number(),
            change.submitted,
            change.in_progress,
            change.skipped,
            change.flagged,
            change.annotations,
        ];
        self.run(include_str!("change.sql"), row).map(|_| ())
    }

    /// Stores how far reviewers are apart on an item (0 to 1), or that there is nothing to compare.
    pub fn set_disagreement(&mut self, item: ItemId, value: Option<f64>) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        let value = value.filter(|value| value.is_finite());
        match value {
            Some(value) => {
                let row = params![ordinal, value];
                self.run("INSERT OR REPLACE INTO disagreement (item, value) VALUES (?1, ?2)", row)?
            }
            None => self.run("DELETE FROM disagreement WHERE item = ?1", [ordinal])?,
        };
        let changed = "UPDATE item_state SET disagreement = ?2 WHERE item = ?1 AND disagreement IS NOT ?2";
        self.run(changed, params![ordinal, value]).map(|_| ())
    }
}
