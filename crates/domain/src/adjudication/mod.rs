//! Adjudication: what was decided where reviewers differ, by whom and why.
//!
//! An item has one adjudication, folded from the facts of everyone who adjudicates it; reviews are
//! not touched by it. Gold is what stands at the end.

pub mod cause;
pub mod corrected;
pub mod deciding;
pub mod difference;
pub mod omission;
mod parts;

use crate::annotation::{Annotation, Omission};
use crate::event::{Event, EventKind};
use crate::id::{AnnotationId, Digest, EventId, ReviewerId};
use crate::label::{LabelId, VerdictId};
use crate::migration::{Migrations, Named, Naming, Tagged, Use};
use crate::span::ScalarOffset;
use crate::timestamp::Timestamp;
use cause::Reason;
use omission::{GoldOmission, OmissionRuling, in_order};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A reviewer's annotation that a ruling heard. When the review says something else later, the
/// digest differs and the difference is open again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Heard {
    /// Which.
    pub annotation: AnnotationId,
    /// Its own label at that time, for the report on labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// Of what it said: bounds, labels, severity and correction.
    pub digest: Digest,
}

impl Heard {
    /// The annotation as it stands. Evidence and note may change without being heard again.
    pub fn of(annotation: &Annotation) -> Self {
        let said = (&annotation.segments, &annotation.labels, &annotation.severity, &annotation.correction);
        Self {
            annotation: annotation.id,
            label: annotation.labels.primary.clone(),
            digest: Digest::of(serde_json::to_string(&said).unwrap_or_default().as_bytes()),
        }
    }
}

/// What an adjudicator did with a difference or a piece of gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A candidate was taken as it stands.
    Accepted,
    /// Something else than bounds or labels was changed, or several things at once.
    Edited,
    /// Its bounds were changed.
    Rebound,
    /// Its labels or severity were changed.
    Relabelled,
    /// Several became one.
    Merged,
    /// One became two.
    Split,
    /// Nothing of it is gold.
    Rejected,
    /// Something that no reviewer marked is gold.
    Added,
}

/// One decision over spans: what was heard, what goes and what comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What was done.
    pub act: Act,
    /// The reviewers' annotations that it settles; all of those of a difference.
    pub heard: Vec<Heard>,
    /// Pieces of gold that go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<AnnotationId>,
    /// Pieces of gold that come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gold: Vec<Annotation>,
    /// Why reviewers differed.
    pub reason: Reason,
}

/// What happened in an adjudication. The payload of [`EventKind::Adjudicated`]; frozen once released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Fact {
    /// Spans were decided.
    Ruled {
        /// How.
        ruling: Ruling,
    },
    /// Omissions were decided.
    OmissionRuled {
        /// How.
        ruling: OmissionRuling,
    },
    /// The verdict was decided, or left open again.
    VerdictDecided {
        /// Before.
        from: Option<VerdictId>,
        /// After.
        to: Option<VerdictId>,
        /// Why reviewers differed.
        reason: Reason,
    },
    /// The item is settled: its gold is what rulings made and what all reviewers agree on.
    Settled {
        /// The verdict.
        verdict: VerdictId,
        /// What all agreed on at that time, beside the rulings.
        agreed: Vec<Annotation>,
        /// The omissions that all marked at that time, beside the rulings.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreed_omissions: Vec<Omission>,
    },
    /// A settled item was taken up again.
    Reopened,
    /// An earlier act was undone.
    Undone {
        /// Which.
        step: EventId,
    },
    /// An undone act was done again.
    Redone {
        /// Which.
        step: EventId,
    },
}

/// A piece of gold that a ruling made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gold {
    /// All of it.
    pub annotation: Annotation,
    /// The reviewers' annotations it was made from.
    pub heard: Vec<Heard>,
}

/// The end of an adjudication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The verdict.
    pub verdict: VerdictId,
    /// Gold, in the order of the text.
    pub gold: Vec<Annotation>,
    /// Passages the sample should have covered, by source and place. Never counted as annotations.
    pub omissions: Vec<Omission>,
    /// Who settled it.
    pub by: ReviewerId,
    /// When, for display.
    pub at: Option<Timestamp>,
}

/// The adjudication of an item as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adjudication {
    /// Gold that rulings made, in the order they were made.
    pub gold: Vec<Gold>,
    /// The rulings that stand, oldest first.
    pub rulings: Vec<Ruling>,
    /// Omissions that rulings made gold, in the order they were made.
    pub omissions: Vec<GoldOmission>,
    /// The rulings on omissions that stand, oldest first.
    pub omission_rulings: Vec<OmissionRuling>,
    /// The verdict decided, with why reviewers differed in it.
    pub verdict: Option<(VerdictId, Reason)>,
    /// Where it is settled.
    pub settled: Option<Settlement>,
    /// Steps that can be undone, oldest first.
    pub undo: Vec<EventId>,
    /// Steps that can be done again, oldest first.
    pub redo: Vec<EventId>,
}

impl Adjudication {
    /// What the rulings that stand have heard.
    pub fn heard(&self) -> BTreeSet<&Heard> {
        self.rulings.iter().flat_map(|ruling| &ruling.heard).collect()
    }

    /// Whether anything stands in it.
    pub fn is_begun(&self) -> bool {
        let ruled = !self.rulings.is_empty() || !self.omission_rulings.is_empty();
        ruled || self.verdict.is_some() || self.settled.is_some()
    }
}

/// The place of an annotation in its text: where it starts, then where it ends.
pub fn place(annotation: &Annotation) -> (ScalarOffset, ScalarOffset) {
    let start = annotation.segments.first().map(|segment| segment.span.start()).unwrap_or_default();
    let end = annotation.segments.last().map(|segment| segment.span.end()).unwrap_or_default();
    (start, end)
}

/// Whether two annotations share a character.
pub fn overlap(one: &Annotation, other: &Annotation) -> bool {
    let shared = |segment: &crate::span::Segment| other.segments.iter().any(|own| own.span.overlaps(segment.span));
    one.segments.iter().any(shared)
}

/// Folds the facts of everyone who adjudicates one item. The order of `events` does not matter, a
/// repeated event counts once, and events of reviews are passed over. Migrations of the label schema
/// among them say how older names are read.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Adjudication {
    let events: Vec<&Event> = events.into_iter().collect();
    fold_named(&events, &Migrations::of(events.iter().copied()))
}

/// The names that stand in an adjudication, with the version of the schema that each belongs to.
pub fn uses<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Use> {
    let events: Vec<&Event> = events.into_iter().collect();
    let migrations = Migrations::of(events.iter().copied());
    let adjudication = fold_named(&events, &Tagged(&migrations));
    let made = adjudication.gold.iter().map(|gold| &gold.annotation);
    let settled = adjudication.settled.iter().flat_map(|settled| &settled.gold);
    let mut uses: Vec<Use> = made.chain(settled).flat_map(Use::of_annotation).collect();
    let left_out = adjudication.omissions.iter().map(|piece| &piece.omission);
    let left_out = left_out.chain(adjudication.settled.iter().flat_map(|settled| &settled.omissions));
    let severities = left_out.filter_map(|omission| omission.severity.as_ref());
    uses.extend(severities.filter_map(|severity| Use::of(Named::Severity, severity.as_str())));
    let settled = adjudication.settled.iter().map(|settled| &settled.verdict);
    let verdicts = adjudication.verdict.iter().map(|(verdict, _)| verdict).chain(settled);
    uses.extend(verdicts.filter_map(|verdict| Use::of(Named::Verdict, verdict.as_str())));
    uses.sort();
    uses.dedup();
    uses
}

fn fold_named(events: &[&Event], naming: &dyn Naming) -> Adjudication {
    let mut events: Vec<(&Event, &Fact)> = events.iter().filter_map(|event| Some((*event, fact(event)?))).collect();
    events.sort_by_key(|(event, _)| event.folding_key());
    events.dedup_by_key(|(event, _)| event.event_id);

    let mut adjudication = Adjudication::default();
    let mut undone = BTreeSet::new();
    for (event, fact) in &events {
        match fact {
            Fact::Undone { step } => {
                // Two people may undo the same step: it is done again once.
                if undone.insert(*step) {
                    adjudication.undo.retain(|other| other != step);
                    adjudication.redo.push(*step);
                }
            }
            Fact::Redone { step } => {
                if undone.remove(step) {
                    adjudication.redo.retain(|other| other != step);
                    adjudication.undo.push(*step);
                }
            }
            Fact::Ruled { .. }
            | Fact::OmissionRuled { .. }
            | Fact::VerdictDecided { .. }
            | Fact::Settled { .. }
            | Fact::Reopened => {
                if adjudication.undo.last() != Some(&event.step) {
                    adjudication.undo.push(event.step);
                    adjudication.redo.clear();
                }
            }
        }
    }
    for (event, fact) in events.iter().filter(|(event, _)| !undone.contains(&event.step)) {
        apply(&mut adjudication, event, fact, naming);
    }
    adjudication
}

/// The fact of an event of an adjudication.
pub fn fact(event: &Event) -> Option<&Fact> {
    match event.kind() {
        Some(EventKind::Adjudicated { fact }) => Some(fact),
        Some(_) | None => None,
    }
}

fn apply(adjudication: &mut Adjudication, event: &Event, fact: &Fact, naming: &dyn Naming) {
    let version = event.schema_version;
    match fact {
        Fact::Ruled { ruling } => {
            let gold = &mut adjudication.gold;
            gold.retain(|piece| !ruling.replaces.contains(&piece.annotation.id));
            for annotation in &ruling.gold {
                if gold.iter().all(|piece| piece.annotation.id != annotation.id) {
                    let annotation = naming.annotation(annotation, version);
                    gold.push(Gold { annotation, heard: ruling.heard.clone() });
                }
            }
            adjudication.rulings.push(ruling.clone());
        }
        Fact::OmissionRuled { ruling } => {
            let gold = &mut adjudication.omissions;
            gold.retain(|piece| !ruling.replaces.contains(&piece.omission.id));
            for omission in &ruling.gold {
                if gold.iter().all(|piece| piece.omission.id != omission.id) {
                    let omission = naming.omission(omission, version);
                    gold.push(GoldOmission { omission, heard: ruling.heard.clone() });
                }
            }
            adjudication.omission_rulings.push(ruling.clone());
        }
        Fact::VerdictDecided { to, reason, .. } => {
            adjudication.verdict = to.as_ref().map(|verdict| (naming.verdict(verdict, version), reason.clone()));
        }
        Fact::Settled { verdict, agreed, agreed_omissions } => {
            let made = adjudication.gold.iter().map(|piece| &piece.annotation);
            let agreed = agreed.iter().map(|annotation| naming.annotation(annotation, version));
            let mut gold: Vec<Annotation> = made.cloned().chain(agreed).collect();
            gold.sort_by_key(|annotation| (place(annotation), annotation.id));
            gold.dedup_by_key(|annotation| annotation.id);
            let made = adjudication.omissions.iter().map(|piece| piece.omission.clone());
            let agreed = agreed_omissions.iter().map(|omission| naming.omission(omission, version));
            let mut omissions: Vec<Omission> = made.chain(agreed).collect();
            omissions.sort_by(in_order);
            omissions.dedup_by_key(|omission| omission.id);
            let verdict = naming.verdict(verdict, version);
            adjudication.settled = Some(Settlement { verdict, gold, omissions, by: event.reviewer_id, at: event.at });
        }
        Fact::Reopened => adjudication.settled = None,
        Fact::Undone { .. } | Fact::Redone { .. } => {}
    }
}
