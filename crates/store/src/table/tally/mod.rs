//! Sums shown at once, of the project and of each reviewer.

use super::item_state::ItemStatus;
use super::pending::Scope;
use crate::column::{Queries as _, count};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use std::collections::BTreeMap;
use touchstone_domain::id::ReviewerId;

/// Sums of the whole project.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counts {
    /// Items.
    pub items: u64,
    /// Different texts that are the sample of an item.
    pub samples: u64,
    /// Different texts that are a source of an item.
    pub sources: u64,
    /// Reviewers, whether they did anything or not.
    pub reviewers: u64,
    /// Reviews whose last state is submitted.
    pub reviews_submitted: u64,
    /// Reviews begun, or taken up again.
    pub reviews_in_progress: u64,
    /// Reviews of items passed over.
    pub reviews_skipped: u64,
    /// Reviews withdrawn.
    pub reviews_withdrawn: u64,
    /// Reviews that every figure counts: submitted, and not withdrawn or skipped since.
    pub reviews_counted: u64,
    /// Reviews with a flag.
    pub reviews_flagged: u64,
    /// Annotations in reviews that count.
    pub annotations: u64,
    /// Omissions in reviews that count.
    pub omissions: u64,
    /// Items by how far they are.
    pub items_by_status: BTreeMap<ItemStatus, u64>,
    /// Mean of the items' disagreement, over those that have one.
    pub disagreement: Option<f64>,
    /// Items that have a disagreement (two reviews or more that count).
    pub items_compared: u64,
}

/// How far a reviewer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub reviewer: ReviewerId,
    /// Reviews whose last state is submitted.
    pub submitted: u64,
    /// Begun, or taken up again.
    pub in_progress: u64,
    /// Passed over.
    pub skipped: u64,
    /// Withdrawn.
    pub withdrawn: u64,
    /// With a flag.
    pub flagged: u64,
    /// Annotations in the reviews that count.
    pub annotations: u64,
    /// Time of work in milliseconds, as far as it is known.
    pub elapsed_ms: u64,
}

impl Reader {
    /// Sums of the whole project.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let sums = self.tallies(Scope::Project)?;
        let sum = |name: &str| sums.get(name).copied().unwrap_or(0);
        let reviewers = self.one("SELECT count(*) FROM reviewer", [], |row| count(row, 0))?;
        let (disagreement, items_compared) = self
            .one("SELECT avg(value), count(*) FROM disagreement", [], |row| Ok((row.get(0)?, count(row, 1)?)))?
            .unwrap_or_default();
        let by_status = ItemStatus::ALL.into_iter().map(|status| (status, sum(status.tally())));
        Ok(Counts {
            items: self.item_count()?,
            samples: sum("samples"),
            sources: sum("sources"),
            reviewers: reviewers.unwrap_or(0),
            reviews_submitted: sum("submitted"),
            reviews_in_progress: sum("in-progress"),
            reviews_skipped: sum("skipped"),
            reviews_withdrawn: sum("withdrawn"),
            reviews_counted: sum("counted"),
            reviews_flagged: sum("flagged"),
            annotations: sum("annotations"),
            omissions: sum("omissions"),
            items_by_status: by_status.collect(),
            disagreement,
            items_compared,
        })
    }

    /// How far a reviewer is.
    pub fn progress(&self, reviewer: ReviewerId) -> Result<Progress, StoreError> {
        let sums = self.tallies(Scope::Reviewer(reviewer))?;
        let sum = |name: &str| sums.get(name).copied().unwrap_or(0);
        Ok(Progress {
            reviewer,
            submitted: sum("submitted"),
            in_progress: sum("in-progress"),
            skipped: sum("skipped"),
            withdrawn: sum("withdrawn"),
            flagged: sum("flagged"),
            annotations: sum("annotations"),
            elapsed_ms: sum("elapsed-ms"),
        })
    }

    pub(crate) fn tally(&self, scope: Scope, name: &str) -> Result<u64, StoreError> {
        let query = "SELECT value FROM tally WHERE scope = ?1 AND name = ?2";
        Ok(self.one(query, params![scope.key(), name], |row| count(row, 0))?.unwrap_or(0))
    }

    fn tallies(&self, scope: Scope) -> Result<BTreeMap<String, u64>, StoreError> {
        let query = "SELECT name, value FROM tally WHERE scope = ?1";
        Ok(self.all(query, [scope.key()], |row| Ok((row.get(0)?, count(row, 1)?)))?.into_iter().collect())
    }
}

impl Transaction<'_> {
    pub(super) fn write_tallies(&self, sums: BTreeMap<(Scope, &'static str), i64>) -> Result<(), StoreError> {
        for ((scope, name), more) in sums.into_iter().filter(|(_, more)| *more != 0) {
            self.run(include_str!("add.sql"), params![scope.key(), name, more])?;
        }
        Ok(())
    }
}
