//! Writes a folded review into every table that is projected from it.

use super::super::facet::FacetKind;
use super::super::item_state::StateChange;
use super::super::pending::Scope;
use super::{ReviewStage, assistance_name};
use crate::column::{Queries as _, stored, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::review::{Content, Review, ReviewState, fold};

/// What of a review enters the sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Standing {
    /// None when there is no review.
    stage: Option<i64>,
    counts: bool,
    flagged: bool,
    annotations: i64,
    omissions: i64,
    elapsed_ms: i64,
    notes: String,
}

impl Standing {
    fn of(review: &Review) -> Result<Self, StoreError> {
        let submitted = review.submitted.as_ref();
        Ok(Self {
            stage: Some(ReviewStage::of(&review.state).number()),
            counts: review.counts(),
            flagged: review.content.flag.is_some(),
            annotations: submitted.map_or(Ok(0), |content| stored(content.annotations.len() as u64))?,
            omissions: submitted.map_or(Ok(0), |content| stored(content.omissions.len() as u64))?,
            elapsed_ms: stored(review.elapsed_ms.unwrap_or(0))?,
            notes: notes(&review.content),
        })
    }

    fn is(&self, stage: ReviewStage) -> bool {
        self.stage == Some(stage.number())
    }

    fn is_closed(&self) -> bool {
        ReviewStage::ALL.into_iter().any(|stage| stage.is_closed() && self.is(stage))
    }
}

/// Every remark of the reviewer on the item.
fn notes(content: &Content) -> String {
    let annotations = content.annotations.iter().flat_map(|annotation| [&annotation.note, &annotation.correction]);
    let omissions = content.omissions.iter().map(|omission| &omission.note);
    let remarks = [&content.remark, &content.flag].into_iter().chain(annotations).chain(omissions);
    remarks.flatten().filter(|remark| !remark.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// What one side has more than the other.
fn difference(before: bool, after: bool) -> i64 {
    i64::from(after) - i64::from(before)
}

impl Reader {
    fn standing(&self, ordinal: i64, reviewer: ReviewerId) -> Result<Option<(i64, Standing)>, StoreError> {
        self.one(include_str!("standing.sql"), params![ordinal, reviewer.as_bytes()], |row| {
            let standing = Standing {
                stage: Some(row.get(1)?),
                flagged: row.get(2)?,
                counts: row.get(3)?,
                annotations: row.get(4)?,
                omissions: row.get(5)?,
                elapsed_ms: row.get(6)?,
                notes: row.get(7)?,
            };
            Ok((row.get(0)?, standing))
        })
    }
}

impl Transaction<'_> {
    /// Writes a review, as folded from the events of [`Reader::events_for`], into all projections.
    pub fn project_review(&mut self, item: ItemId, reviewer: ReviewerId, review: &Review) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        let reviewer = self.merged_reviewer(reviewer)?;
        let (known, before) = match self.standing(ordinal, reviewer)? {
            Some((number, standing)) => (Some(number), standing),
            None => (None, Standing::default()),
        };
        let after = Standing::of(review)?;
        if let Some(number) = known.filter(|_| before.counts) {
            self.forget_content(number, ordinal)?;
        }
        let number = self.put_row(ordinal, item, reviewer, review, &after)?;
        if let Some(content) = &review.submitted {
            self.put_content(number, ordinal, content)?;
        }
        self.index_notes(number, &before.notes, &after.notes)?;
        self.sum_up(ordinal, item, reviewer, &before, &after)
    }

    /// Folds the events of a reviewer on an item and projects them.
    pub(crate) fn project_from_events(&mut self, item: ItemId, reviewer: ReviewerId) -> Result<(), StoreError> {
        let events = self.events_for(item, reviewer)?;
        if events.is_empty() {
            return Ok(());
        }
        self.project_review(item, reviewer, &fold(&events))
    }

    /// Takes a review out of all projections.
    pub(in super::super) fn forget_review(&mut self, item: ItemId, reviewer: ReviewerId) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        let Some((number, before)) = self.standing(ordinal, reviewer)? else { return Ok(()) };
        self.forget_content(number, ordinal)?;
        self.index_notes(number, &before.notes, "")?;
        self.run("DELETE FROM review WHERE number = ?1", [number])?;
        self.sum_up(ordinal, item, reviewer, &before, &Standing::default())
    }

    fn put_row(
        &self,
        ordinal: i64,
        item: ItemId,
        reviewer: ReviewerId,
        review: &Review,
        standing: &Standing,
    ) -> Result<i64, StoreError> {
        let reason = match &review.state {
            ReviewState::Skipped(reason) => Some(reason),
            ReviewState::NotStarted | ReviewState::InProgress | ReviewState::Submitted | ReviewState::Withdrawn => None,
        };
        let content = &review.content;
        let submitted = review.submitted.as_ref();
        let row = params![
            ordinal,
            reviewer.as_bytes(),
            standing.stage,
            reason,
            content.verdict.as_ref().map(|verdict| &verdict.0),
            stored(content.annotations.len() as u64)?,
            stored(content.omissions.len() as u64)?,
            content.flag,
            standing.counts,
            submitted.and_then(|content| content.verdict.as_ref()).map(|verdict| &verdict.0),
            submitted.map(|_| standing.annotations),
            submitted.map(|_| standing.omissions),
            review.blind,
            assistance_name(review.assistance),
            review.elapsed_ms.map(stored).transpose()?,
            review.at.map(|at| at.0),
            self.last_event(item, reviewer)?,
            standing.notes,
        ];
        let number = self.value(include_str!("put.sql"), row)?;
        number.ok_or_else(|| StoreError::Unknown { what: "review of item", id: item.to_string() })
    }

    fn put_content(&mut self, review: i64, ordinal: i64, content: &Content) -> Result<(), StoreError> {
        for (position, annotation) in (0_i64..).zip(&content.annotations) {
            let row = params![review, position, annotation.id.as_bytes(), to_json(annotation)];
            self.run(include_str!("put_annotation.sql"), row)?;
            for label in annotation.labels.iter() {
                let facet = self.use_facet(FacetKind::Label, label.as_str(), 0)?;
                if self.run(include_str!("put_label.sql"), [facet, ordinal, review, position])? > 0 {
                    self.use_facet(FacetKind::Label, label.as_str(), 1)?;
                }
            }
        }
        for (position, omission) in (0_i64..).zip(&content.omissions) {
            let row = params![review, position, omission.id.as_bytes(), to_json(omission)];
            self.run(include_str!("put_omission.sql"), row)?;
        }
        Ok(())
    }

    /// Takes the annotations and omissions that counted out again.
    fn forget_content(&mut self, review: i64, ordinal: i64) -> Result<(), StoreError> {
        let annotations: Vec<touchstone_domain::annotation::Annotation> =
            self.all(include_str!("annotations_of.sql"), [review], |row| crate::column::json(row, 0))?;
        for (position, annotation) in (0_i64..).zip(&annotations) {
            for label in annotation.labels.iter() {
                let facet = self.use_facet(FacetKind::Label, label.as_str(), 0)?;
                if self.run(include_str!("forget_label.sql"), [facet, ordinal, review, position])? > 0 {
                    self.use_facet(FacetKind::Label, label.as_str(), -1)?;
                }
            }
        }
        self.run("DELETE FROM annotation WHERE review = ?1", [review])?;
        self.run("DELETE FROM omission WHERE review = ?1", [review]).map(|_| ())
    }

    /// What changed, in the sums of project, reviewer and item.
    fn sum_up(
        &mut self,
        ordinal: i64,
        item: ItemId,
        reviewer: ReviewerId,
        before: &Standing,
        after: &Standing,
    ) -> Result<(), StoreError> {
        for scope in [Scope::Project, Scope::Reviewer(reviewer)] {
            for stage in ReviewStage::ALL {
                self.add(scope, stage.as_str(), difference(before.is(stage), after.is(stage)));
            }
            self.add(scope, "counted", difference(before.counts, after.counts));
            self.add(scope, "flagged", difference(before.flagged, after.flagged));
            self.add(scope, "annotations", after.annotations - before.annotations);
            self.add(scope, "omissions", after.omissions - before.omissions);
            self.add(scope, "elapsed-ms", after.elapsed_ms - before.elapsed_ms);
        }
        let begun = after.stage.is_some() && !after.is(ReviewStage::NotStarted);
        let place = self.place_in_list(reviewer, ordinal, begun)?;
        match difference(before.is_closed(), after.is_closed()) {
            0 => {}
            more => self.close_in_blocks(reviewer, (ordinal, item), place, more),
        }
        let change = |stage| difference(before.is(stage), after.is(stage));
        let change = StateChange {
            submitted: difference(before.counts, after.counts),
            in_progress: change(ReviewStage::InProgress),
            skipped: change(ReviewStage::Skipped),
            flagged: difference(before.flagged, after.flagged),
            annotations: after.annotations - before.annotations,
        };
        self.change_item_state(ordinal, change)
    }
}
