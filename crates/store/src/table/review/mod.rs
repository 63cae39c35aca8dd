//! Reviews as they stand: one row for each reviewer and item, with what of it counts.

mod counted;
mod own_filter;
mod own_list;
mod project;

pub use counted::SampleRow;
pub use own_filter::{OwnFilter, OwnTerm, OwnTest};
pub use own_list::OwnRow;

use crate::column::{Queries as _, count, json, named};
use crate::error::StoreError;
use crate::reader::Reader;
use rusqlite::{Row, params};
use touchstone_domain::annotation::{Annotation, Omission};
use touchstone_domain::event::Assistance;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::label::VerdictId;
use touchstone_domain::review::ReviewState;
use touchstone_domain::timestamp::Timestamp;

use super::pending::Scope;

/// How far a review is, without the reason of a skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewStage {
    /// Nothing was done.
    NotStarted,
    /// Begun, or taken up again.
    InProgress,
    /// Handed in.
    Submitted,
    /// Passed over.
    Skipped,
    /// Withdrawn.
    Withdrawn,
}

impl ReviewStage {
    const ALL: [Self; 5] = [Self::NotStarted, Self::InProgress, Self::Submitted, Self::Skipped, Self::Withdrawn];

    /// The stage of a state.
    pub const fn of(state: &ReviewState) -> Self {
        match state {
            ReviewState::NotStarted => Self::NotStarted,
            ReviewState::InProgress => Self::InProgress,
            ReviewState::Submitted => Self::Submitted,
            ReviewState::Skipped(_) => Self::Skipped,
            ReviewState::Withdrawn => Self::Withdrawn,
        }
    }

    /// The name in files, the same as [`ReviewState::as_str`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Submitted => "submitted",
            Self::Skipped => "skipped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage with this name in files.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == name)
    }

    pub(super) const fn number(self) -> i64 {
        self as i64
    }

    /// Whether the reviewer is done with the item.
    const fn is_closed(self) -> bool {
        matches!(self, Self::Submitted | Self::Skipped | Self::Withdrawn)
    }

    fn state(number: i64, reason: Option<String>) -> ReviewState {
        match Self::ALL.into_iter().find(|stage| stage.number() == number) {
            None | Some(Self::NotStarted) => ReviewState::NotStarted,
            Some(Self::InProgress) => ReviewState::InProgress,
            Some(Self::Submitted) => ReviewState::Submitted,
            Some(Self::Skipped) => ReviewState::Skipped(reason.unwrap_or_default()),
            Some(Self::Withdrawn) => ReviewState::Withdrawn,
        }
    }
}

/// A review without its annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Of which item.
    pub item: ItemId,
    /// Whose.
    pub reviewer: ReviewerId,
    /// How far it is.
    pub state: ReviewState,
    /// The verdict as it stands.
    pub verdict: Option<VerdictId>,
    /// Annotations as they stand.
    pub annotations: u32,
    /// Omissions as they stand.
    pub omissions: u32,
    /// The flag's remark, where there is a flag.
    pub flag: Option<String>,
    /// What counts, where anything does.
    pub submitted: Option<SubmittedRow>,
    /// Whether all of it was made blind.
    pub blind: bool,
    /// The strongest assistance that any of it had.
    pub assistance: Assistance,
    /// Time of work in milliseconds.
    pub elapsed_ms: Option<u64>,
    /// The last event's moment.
    pub at: Option<Timestamp>,
}

/// What of a review counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedRow {
    /// The verdict handed in.
    pub verdict: Option<VerdictId>,
    /// Annotations handed in.
    pub annotations: u32,
    /// Omissions handed in.
    pub omissions: u32,
}

impl SubmittedRow {
    /// Whether anything was annotated. Omissions do not count.
    pub const fn found(&self) -> bool {
        self.annotations > 0
    }
}

const fn assistance_name(assistance: Assistance) -> &'static str {
    match assistance {
        Assistance::None => "none",
        Assistance::Hints => "hints",
        Assistance::Unknown => "unknown",
    }
}

fn assistance_named(name: &str) -> Option<Assistance> {
    [Assistance::None, Assistance::Hints, Assistance::Unknown].into_iter().find(|known| assistance_name(*known) == name)
}

fn review_row(row: &Row<'_>) -> rusqlite::Result<ReviewRow> {
    let submitted = if row.get(8)? {
        let (verdict, annotations, omissions) = (row.get::<_, Option<_>>(9)?, row.get(10)?, row.get(11)?);
        Some(SubmittedRow { verdict: verdict.map(VerdictId), annotations, omissions })
    } else {
        None
    };
    let elapsed: Option<i64> = row.get(14)?;
    Ok(ReviewRow {
        item: ItemId::from_bytes(row.get(0)?),
        reviewer: ReviewerId::from_bytes(row.get(1)?),
        state: ReviewStage::state(row.get(2)?, row.get(3)?),
        verdict: row.get::<_, Option<_>>(4)?.map(VerdictId),
        annotations: row.get(5)?,
        omissions: row.get(6)?,
        flag: row.get(7)?,
        submitted,
        blind: row.get(12)?,
        assistance: named(row, 13, assistance_named)?,
        elapsed_ms: elapsed.map(i64::unsigned_abs),
        at: row.get::<_, Option<_>>(15)?.map(Timestamp),
    })
}

impl Reader {
    /// A reviewer's review of an item, if they did anything with it.
    pub fn review_row(&self, item: ItemId, reviewer: ReviewerId) -> Result<Option<ReviewRow>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        self.one(include_str!("one.sql"), params![item.as_bytes(), reviewer.as_bytes()], review_row)
    }

    /// Everyone's reviews of an item, by reviewer.
    pub fn review_rows_of_item(&self, item: ItemId) -> Result<Vec<ReviewRow>, StoreError> {
        self.all(include_str!("of_item.sql"), [item.as_bytes()], review_row)
    }

    /// Every review: items in file order, reviewers by identity. An error of `each` ends it.
    pub fn for_each_review_row<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(ReviewRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("all.sql"), [], |row| each(review_row(row).map_err(StoreError::from)?))
    }

    /// The annotations that count of a review.
    pub fn submitted_annotations(&self, item: ItemId, reviewer: ReviewerId) -> Result<Vec<Annotation>, StoreError> {
        let review = params![item.as_bytes(), reviewer.as_bytes()];
        self.all(include_str!("annotations.sql"), review, |row| json(row, 0))
    }

    /// The omissions that count of a review.
    pub fn submitted_omissions(&self, item: ItemId, reviewer: ReviewerId) -> Result<Vec<Omission>, StoreError> {
        let review = params![item.as_bytes(), reviewer.as_bytes()];
        self.all(include_str!("omissions.sql"), review, |row| json(row, 0))
    }

    /// The items a reviewer last did anything with, the last one first.
    pub fn recent_items(&self, reviewer: ReviewerId, limit: u32) -> Result<Vec<ItemId>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        self.all(include_str!("recent.sql"), params![reviewer.as_bytes(), limit], |row| {
            Ok(ItemId::from_bytes(row.get(0)?))
        })
    }

    /// How many reviews a reviewer has, of one stage or of all.
    pub fn review_count(&self, reviewer: ReviewerId, stage: Option<ReviewStage>) -> Result<u64, StoreError> {
        let stages = ReviewStage::ALL.into_iter().filter(|other| stage.is_none_or(|stage| stage == *other));
        let mut reviews = 0;
        for stage in stages {
            reviews += self.tally(Scope::Reviewer(reviewer), stage.as_str())?;
        }
        Ok(reviews)
    }

    /// How many reviews of an item count: the k of methods.
    pub fn submitted_count(&self, item: ItemId) -> Result<u64, StoreError> {
        Ok(self.one(include_str!("submitted_count.sql"), [item.as_bytes()], |row| count(row, 0))?.unwrap_or(0))
    }
}
