//! What a file says of a review against what is there: the facts that lead from one to the other.

use touchstone_domain::annotation::Annotation;
use touchstone_domain::event::{Event, EventKind};
use touchstone_domain::exchange::{ImportedReview, ImportedState};
use touchstone_domain::review::{Content, Review, ReviewState, fold};

/// Why what a file says now of a known review does not go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeldBack {
    /// The review, or its latest change, was made by hand: that is never lost to a file.
    MadeHere,
    /// A part of the file's review could not stand: what is missing in it is not gone.
    Incomplete,
}

/// The facts that make the review what the file says. Where files alone brought it, what the newer file
/// no longer has is withdrawn; what was done by hand stands.
pub(super) fn facts(
    before: &Review,
    events: &[Event],
    wanted: &Content,
    told: &ImportedReview,
) -> Result<Vec<EventKind>, HeldBack> {
    let facts = difference(before, wanted, told);
    if facts.is_empty() || before.state == ReviewState::NotStarted {
        return Ok(facts);
    }
    if events.iter().any(is_by_hand) {
        let of_files = fold(events.iter().filter(|event| !is_by_hand(event)));
        let says_nothing_new =
            of_files.state != ReviewState::NotStarted && difference(&of_files, wanted, told).is_empty();
        return if says_nothing_new { Ok(Vec::new()) } else { Err(HeldBack::MadeHere) };
    }
    if told.incomplete { Err(HeldBack::Incomplete) } else { Ok(facts) }
}

/// Whether an event of a review is someone's work here. That hints were on the screen is none.
pub(super) fn is_by_hand(event: &Event) -> bool {
    let is_work = !matches!(event.kind(), Some(EventKind::HintNoticed { .. }));
    event.item_id.is_some() && !event.context.imported && is_work
}

fn difference(before: &Review, wanted: &Content, told: &ImportedReview) -> Vec<EventKind> {
    let now = &before.content;
    let mut facts = Vec::new();
    for gone in now.annotations.iter().filter(|from| wanted.annotations.iter().all(|to| to.id != from.id)) {
        facts.push(EventKind::AnnotationWithdrawn { annotation: gone.id });
    }
    for to in &wanted.annotations {
        match before.annotation(to.id) {
            None => facts.push(EventKind::AnnotationAdded { annotation: to.clone() }),
            Some(from) => changes(from, to, &mut facts),
        }
    }
    for gone in now.omissions.iter().filter(|from| wanted.omissions.iter().all(|to| to.id != from.id)) {
        facts.push(EventKind::OmissionWithdrawn { omission: gone.id });
    }
    for to in &wanted.omissions {
        match before.omission(to.id) {
            None => facts.push(EventKind::OmissionMarked { omission: to.clone() }),
            Some(from) if from != to => facts.push(EventKind::OmissionChanged { from: from.clone(), to: to.clone() }),
            Some(_) => {}
        }
    }
    if now.verdict != wanted.verdict {
        facts.push(EventKind::VerdictGiven { from: now.verdict.clone(), to: wanted.verdict.clone() });
    }
    // Files without them exist of every format: they take none down.
    if wanted.flag.is_some() && now.flag != wanted.flag {
        facts.push(EventKind::FlagChanged { from: now.flag.clone(), to: wanted.flag.clone() });
    }
    if wanted.remark.is_some() && now.remark != wanted.remark {
        facts.push(EventKind::RemarkChanged { from: now.remark.clone(), to: wanted.remark.clone() });
    }
    // A change of content takes a finished review up again, so the state is told after it.
    let (elapsed_ms, is_changed) = (told.elapsed_ms, !facts.is_empty());
    match &told.state {
        ImportedState::Submitted if is_changed || before.state != ReviewState::Submitted => {
            facts.push(EventKind::Submitted { elapsed_ms });
        }
        ImportedState::Skipped(reason) if is_changed || before.state != ReviewState::Skipped(reason.clone()) => {
            facts.push(EventKind::Skipped { reason: reason.clone(), elapsed_ms });
        }
        ImportedState::Withdrawn if is_changed || before.state != ReviewState::Withdrawn => {
            facts.push(EventKind::ReviewWithdrawn);
        }
        ImportedState::InProgress if !is_changed && before.state != ReviewState::InProgress => {
            facts.push(EventKind::Reopened);
        }
        ImportedState::Submitted | ImportedState::Skipped(_) | ImportedState::Withdrawn | ImportedState::InProgress => {
        }
    }
    facts
}

fn changes(from: &Annotation, to: &Annotation, facts: &mut Vec<EventKind>) {
    let annotation = to.id;
    if from.segments != to.segments {
        facts.push(EventKind::SegmentsChanged { annotation, from: from.segments.clone(), to: to.segments.clone() });
    }
    if from.labels != to.labels {
        facts.push(EventKind::LabelsChanged { annotation, from: from.labels.clone(), to: to.labels.clone() });
    }
    if from.severity != to.severity {
        facts.push(EventKind::SeverityChanged { annotation, from: from.severity.clone(), to: to.severity.clone() });
    }
    if from.evidence != to.evidence {
        facts.push(EventKind::EvidenceChanged { annotation, from: from.evidence.clone(), to: to.evidence.clone() });
    }
    if from.correction != to.correction {
        let (from, to) = (from.correction.clone(), to.correction.clone());
        facts.push(EventKind::CorrectionChanged { annotation, from, to });
    }
    if from.note != to.note {
        facts.push(EventKind::NoteChanged { annotation, from: from.note.clone(), to: to.note.clone() });
    }
}
