//! What a reviewer wants to do, and why it may not be allowed now.

use crate::annotation::{Annotation, Labels, Omission, Passage};
use crate::id::{AnnotationId, TextDigest};
use crate::label::{LabelId, SeverityId, VerdictId};
use crate::span::Segment;
use crate::text::SegmentError;

/// What a reviewer wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Annotate a span of the sample.
    Annotate(Annotation),
    /// Annotate more places as one annotation is: its labels and severity, and with `whole` also what it
    /// says of evidence, correction and note. One step, however many places.
    AnnotateAlike {
        /// The one that is repeated.
        like: AnnotationId,
        /// An identity and the segments for each.
        places: Vec<(AnnotationId, Vec<Segment>)>,
        /// Whether more than labels and severity is repeated.
        whole: bool,
    },
    /// Take an annotation back.
    Withdraw(AnnotationId),
    /// Change its bounds.
    Rebound(AnnotationId, Vec<Segment>),
    /// Change its labels.
    Relabel(AnnotationId, Labels),
    /// Change its severity.
    Grade(AnnotationId, Option<SeverityId>),
    /// Name one more passage as evidence, or change the stance of one named before.
    AddEvidence(AnnotationId, Passage),
    /// Take the n-th passage (from 0) back.
    RemoveEvidence(AnnotationId, usize),
    /// State that none exists, or take that back.
    StateNoneExists(AnnotationId, bool),
    /// Write what it should read.
    Correct(AnnotationId, Option<String>),
    /// Write a note.
    Note(AnnotationId, Option<String>),
    /// Mark a passage of a source as left out.
    MarkOmission(Omission),
    /// Change one; the same id.
    ChangeOmission(Omission),
    /// Take one back.
    WithdrawOmission(AnnotationId),
    /// Answer for the whole item, or take the answer back.
    GiveVerdict(Option<VerdictId>),
    /// Flag for the lead with a remark (may be empty), or take the flag down.
    Flag(Option<String>),
    /// Remark on the whole item.
    Remark(Option<String>),
    /// Hand in. `confirmed` answers the one question: hallucinated without any annotation?
    Submit {
        /// Time of work in milliseconds.
        elapsed_ms: Option<u64>,
        /// Whether the question was answered with yes.
        confirmed: bool,
    },
    /// Pass over.
    Skip {
        /// Why.
        reason: String,
        /// Time of work in milliseconds.
        elapsed_ms: Option<u64>,
    },
    /// Take a finished review up again.
    Reopen,
    /// Withdraw the whole review: it counts nowhere, until that is undone.
    WithdrawReview,
    /// Undo the last act.
    Undo,
    /// Do the last undone act again.
    Redo,
}

/// Why an intent is not allowed now. Not an error: the reviewer reads it and goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing to undo.
    #[error("There is nothing to undo in this item.")]
    NothingToUndo,
    /// Nothing to redo.
    #[error("There is nothing to redo in this item.")]
    NothingToRedo,
    /// Already submitted, skipped or withdrawn, or not yet finished.
    #[error("This review is {state}; this needs one that is {needed}.")]
    WrongState {
        /// What it is.
        state: &'static str,
        /// What it would have to be.
        needed: &'static str,
    },
    /// It was withdrawn, or never was.
    #[error("That annotation is no longer there.")]
    UnknownAnnotation {
        /// Which.
        annotation: AnnotationId,
    },
    /// The schema has no such label.
    #[error("The label schema has no label “{label}”.")]
    UnknownLabel {
        /// Which.
        label: LabelId,
    },
    /// The schema has no such severity.
    #[error("The label schema has no severity “{severity}”.")]
    UnknownSeverity {
        /// Which.
        severity: SeverityId,
    },
    /// The schema has no such verdict.
    #[error("The label schema has no verdict “{verdict}”.")]
    UnknownVerdict {
        /// Which.
        verdict: VerdictId,
    },
    /// The item has no such source.
    #[error("That source does not belong to this item.")]
    UnknownSource {
        /// Its digest.
        digest: TextDigest,
    },
    /// The segment does not belong to the text.
    #[error("The selection does not fit the text: {0}.")]
    Segment(#[from] SegmentError),
    /// Segments overlap or stand out of order.
    #[error("The parts of one annotation must not overlap and must stand in order.")]
    SegmentsOverlap,
    /// An item without sources has nothing to point to.
    #[error("This item has no source. You can only state that no evidence exists.")]
    NoSources,
    /// Submit without an answer.
    #[error("Give a verdict first: clean, hallucinated or unsure.")]
    VerdictMissing,
    /// Clean beside annotations.
    #[error(
        "“Clean” says that nothing was found, but annotations are there ({count}). Withdraw them or choose another verdict."
    )]
    CleanWithAnnotations {
        /// How many.
        count: usize,
    },
    /// Hallucinated without any annotation: asks once.
    #[error("Nothing is marked. Submit as hallucinated all the same?")]
    HallucinatedWithoutAnnotations,
    /// A label demands evidence.
    #[error("“{label}” needs {demand} for “{quote}”.")]
    EvidenceMissing {
        /// Which annotation.
        annotation: AnnotationId,
        /// Its label's name.
        label: String,
        /// What is needed, in words.
        demand: &'static str,
        /// What was annotated, at most 40 characters of it.
        quote: String,
    },
    /// A label demands a note.
    #[error("“{label}” needs a note that says what is wrong with “{quote}”.")]
    NoteMissing {
        /// Which annotation.
        annotation: AnnotationId,
        /// Its label's name.
        label: String,
        /// What was annotated, at most 40 characters of it.
        quote: String,
    },
    /// Skip without a reason.
    #[error("Say why you skip this item; the lead reads it.")]
    ReasonMissing,
}
