//! What one reviewer did with one item, folded from events.

use crate::annotation::{Annotation, Omission};
use crate::event::{Assistance, Event, EventKind};
use crate::id::{AnnotationId, EventId};
use crate::label::VerdictId;
use crate::migration::{Migrations, Named, Naming, Tagged, Use};
use crate::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// How far a review is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ReviewState {
    /// Nothing was done.
    #[default]
    NotStarted,
    /// Begun, not handed in (or taken up again).
    InProgress,
    /// Handed in: it counts.
    Submitted,
    /// Passed over, with the reason.
    Skipped(String),
    /// Withdrawn: it counts nowhere.
    Withdrawn,
}

impl ReviewState {
    /// The name in files.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Submitted => "submitted",
            Self::Skipped(_) => "skipped",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What a review says, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Of the sample, in the order they were made.
    pub annotations: Vec<Annotation>,
    /// Of the sources.
    pub omissions: Vec<Omission>,
    /// The answer for the whole item.
    pub verdict: Option<VerdictId>,
    /// Flagged for the lead, with a remark that may be empty.
    pub flag: Option<String>,
    /// On the whole item.
    pub remark: Option<String>,
}

/// A review as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// How far it is.
    pub state: ReviewState,
    /// What it says now.
    pub content: Content,
    /// What it said when it was last submitted: that is what every figure counts, until it is
    /// submitted again. None when it never was, or was withdrawn or skipped since.
    pub submitted: Option<Content>,
    /// Steps that can be undone, oldest first.
    pub undo: Vec<EventId>,
    /// Steps that can be done again, oldest first.
    pub redo: Vec<EventId>,
    /// Whether all of it was made blind.
    pub blind: bool,
    /// The strongest assistance that any of it had.
    pub assistance: Assistance,
    /// Time of work in milliseconds; none when no event told it.
    pub elapsed_ms: Option<u64>,
    /// The last event's moment, for display.
    pub at: Option<Timestamp>,
}

impl Review {
    /// The annotation with this id, as it stands.
    pub fn annotation(&self, id: AnnotationId) -> Option<&Annotation> {
        self.content.annotations.iter().find(|annotation| annotation.id == id)
    }

    /// The omission with this id, as it stands.
    pub fn omission(&self, id: AnnotationId) -> Option<&Omission> {
        self.content.omissions.iter().find(|omission| omission.id == id)
    }

    /// Whether it counts in k.
    pub const fn counts(&self) -> bool {
        self.submitted.is_some()
    }
}

/// Folds the events of one reviewer on one item. The order of `events` does not matter: they are
/// taken in folding order, and a repeated event counts once. Migrations of the label schema among them
/// say how older names are read.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Review {
    let events: Vec<&Event> = events.into_iter().collect();
    fold_named(&events, &Migrations::of(events.iter().copied()))
}

/// The names that a review uses, as it stands and as it was last submitted, with the version of the
/// schema that each belongs to by the migrations among the events.
pub fn uses<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Use> {
    let events: Vec<&Event> = events.into_iter().collect();
    let migrations = Migrations::of(events.iter().copied());
    let review = fold_named(&events, &Tagged(&migrations));
    let submitted = review.submitted.filter(|submitted| *submitted != review.content);
    let mut uses = Vec::new();
    for content in [Some(review.content), submitted].into_iter().flatten() {
        uses.extend(content.annotations.iter().flat_map(Use::of_annotation));
        let severities = content.omissions.iter().filter_map(|omission| omission.severity.as_ref());
        uses.extend(severities.filter_map(|severity| Use::of(Named::Severity, severity.as_str())));
        uses.extend(content.verdict.iter().filter_map(|verdict| Use::of(Named::Verdict, verdict.as_str())));
    }
    uses
}

/// Up to which event a review was handed in, and the steps that were undone then.
type Submission = (usize, BTreeSet<EventId>);

fn fold_named(events: &[&Event], naming: &dyn Naming) -> Review {
    // Who also adjudicates the item does not review it by that; what concerns the project is no review.
    let is_of_review = |event: &&Event| {
        !matches!(
            event.kind(),
            Some(
                EventKind::Adjudicated { .. } | EventKind::SchemaMigrated { .. } | EventKind::MigrationTakenBack { .. }
            )
        )
    };
    let mut events: Vec<&Event> = events.iter().copied().filter(is_of_review).collect();
    events.sort_by_key(|event| event.folding_key());
    events.dedup_by_key(|event| event.event_id);

    let mut review = Review { blind: true, ..Review::default() };
    let mut undone = BTreeSet::new();
    let mut submitted_at: Option<Submission> = None;
    // What stood before each withdrawal: undone, it stands again.
    let mut withdrawals: BTreeMap<EventId, (ReviewState, Option<Submission>)> = BTreeMap::new();
    for (index, event) in events.iter().enumerate() {
        let Some(kind) = event.kind() else { continue };
        // Hints shown once the review is handed in did not help to make it.
        let is_late_hint =
            matches!(kind, EventKind::HintNoticed { .. }) && matches!(review.state, ReviewState::Submitted);
        if is_late_hint {
            continue;
        }
        review.blind &= event.context.blind;
        review.assistance = review.assistance.max(event.context.assistance);
        review.at = event.at.or(review.at);
        match kind {
            EventKind::Submitted { elapsed_ms } => {
                review.state = ReviewState::Submitted;
                submitted_at = Some((index, undone.clone()));
                add_time(&mut review.elapsed_ms, *elapsed_ms);
            }
            EventKind::Skipped { reason, elapsed_ms } => {
                review.state = ReviewState::Skipped(reason.clone());
                submitted_at = None;
                add_time(&mut review.elapsed_ms, *elapsed_ms);
            }
            EventKind::ReviewWithdrawn => {
                let state = std::mem::replace(&mut review.state, ReviewState::Withdrawn);
                withdrawals.insert(event.step, (state, submitted_at.take()));
                if !event.context.imported {
                    review.undo.push(event.step);
                    review.redo.clear();
                }
            }
            EventKind::Reopened => review.state = ReviewState::InProgress,
            EventKind::StepUndone { step } => {
                // Two devices may undo the same step: it is done again once.
                if undone.insert(*step) {
                    review.undo.retain(|other| other != step);
                    review.redo.push(*step);
                    if let Some(before) = withdrawals.get(step) {
                        (review.state, submitted_at) = before.clone();
                    }
                }
            }
            EventKind::StepRedone { step } => {
                if undone.remove(step) {
                    review.redo.retain(|other| other != step);
                    review.undo.push(*step);
                    if withdrawals.contains_key(step) {
                        review.state = ReviewState::Withdrawn;
                        submitted_at = None;
                    }
                }
            }
            EventKind::Unblinded { .. }
            | EventKind::ReviewersMerged { .. }
            | EventKind::HintNoticed { .. }
            | EventKind::SchemaMigrated { .. }
            | EventKind::MigrationTakenBack { .. }
            | EventKind::Adjudicated { .. } => {}
            EventKind::AnnotationAdded { .. }
            | EventKind::AnnotationWithdrawn { .. }
            | EventKind::SegmentsChanged { .. }
            | EventKind::LabelsChanged { .. }
            | EventKind::SeverityChanged { .. }
            | EventKind::EvidenceChanged { .. }
            | EventKind::CorrectionChanged { .. }
            | EventKind::NoteChanged { .. }
            | EventKind::OmissionMarked { .. }
            | EventKind::OmissionChanged { .. }
            | EventKind::OmissionWithdrawn { .. }
            | EventKind::VerdictGiven { .. }
            | EventKind::FlagChanged { .. }
            | EventKind::RemarkChanged { .. } => {
                if !matches!(review.state, ReviewState::InProgress) {
                    review.state = ReviewState::InProgress;
                }
                if !event.context.imported && review.undo.last() != Some(&event.step) {
                    review.undo.push(event.step);
                    review.redo.clear();
                }
            }
        }
    }
    review.content = content(&events, &undone, naming);
    review.submitted = submitted_at.map(|(index, undone)| content(&events[..=index], &undone, naming));
    review
}

fn add_time(total: &mut Option<u64>, more: Option<u64>) {
    if let Some(more) = more {
        *total = Some(total.unwrap_or(0).saturating_add(more));
    }
}

/// What the events say, without those of undone steps.
fn content(events: &[&Event], undone: &BTreeSet<EventId>, naming: &dyn Naming) -> Content {
    let mut content = Content::default();
    for event in events.iter().filter(|event| !undone.contains(&event.step)) {
        if let Some(kind) = event.kind() {
            apply(&mut content, kind, event.schema_version, naming);
        }
    }
    content
}

/// One fact, made under a version of the schema. A change to something that is not there (its adding was
/// undone) changes nothing.
fn apply(content: &mut Content, kind: &EventKind, version: u32, naming: &dyn Naming) {
    let find = |annotations: &mut Vec<Annotation>, id: AnnotationId| {
        annotations.iter().position(|annotation| annotation.id == id)
    };
    let annotations = &mut content.annotations;
    match kind {
        EventKind::AnnotationAdded { annotation } => {
            if find(annotations, annotation.id).is_none() {
                annotations.push(naming.annotation(annotation, version));
            }
        }
        EventKind::AnnotationWithdrawn { annotation } => annotations.retain(|other| other.id != *annotation),
        EventKind::SegmentsChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].segments.clone_from(to);
            }
        }
        EventKind::LabelsChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].labels = naming.labels(to, version);
            }
        }
        EventKind::SeverityChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].severity = naming.severity(to.as_ref(), version);
            }
        }
        EventKind::EvidenceChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].evidence.clone_from(to);
            }
        }
        EventKind::CorrectionChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].correction.clone_from(to);
            }
        }
        EventKind::NoteChanged { annotation, to, .. } => {
            if let Some(at) = find(annotations, *annotation) {
                annotations[at].note.clone_from(to);
            }
        }
        EventKind::OmissionMarked { omission } => {
            if content.omissions.iter().all(|other| other.id != omission.id) {
                content.omissions.push(naming.omission(omission, version));
            }
        }
        EventKind::OmissionChanged { to, .. } => {
            if let Some(omission) = content.omissions.iter_mut().find(|other| other.id == to.id) {
                *omission = naming.omission(to, version);
            }
        }
        EventKind::OmissionWithdrawn { omission } => content.omissions.retain(|other| other.id != *omission),
        EventKind::VerdictGiven { to, .. } => {
            content.verdict = to.as_ref().map(|verdict| naming.verdict(verdict, version));
        }
        EventKind::FlagChanged { to, .. } => content.flag.clone_from(to),
        EventKind::RemarkChanged { to, .. } => content.remark.clone_from(to),
        EventKind::Submitted { .. }
        | EventKind::Reopened
        | EventKind::Skipped { .. }
        | EventKind::ReviewWithdrawn
        | EventKind::StepUndone { .. }
        | EventKind::StepRedone { .. }
        | EventKind::Unblinded { .. }
        | EventKind::ReviewersMerged { .. }
        | EventKind::HintNoticed { .. }
        | EventKind::SchemaMigrated { .. }
        | EventKind::MigrationTakenBack { .. }
        | EventKind::Adjudicated { .. } => {}
    }
}
