//! What reviewers of an item say, cut into what all agree on and what they differ in.
//!
//! These are the words only; `touchstone-analysis` computes them from submitted reviews.

use super::Heard;
use crate::annotation::{Annotation, Omission};
use crate::id::{AnnotationId, ReviewerId, TextDigest};
use crate::label::VerdictId;
use crate::span::Span;

/// In what reviewers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Whether there is anything.
    Found,
    /// Where it starts and ends.
    Where,
    /// Which label it has.
    Kind,
    /// How bad it is.
    Severity,
    /// What it should read.
    Correction,
}

/// One way to see a difference: what some reviewers say, or what the consensus makes of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What would become gold; the id names the candidate.
    pub annotation: Annotation,
    /// Who says so; for a candidate of the consensus alone, who supports it.
    pub voters: Vec<ReviewerId>,
    /// Of all who submitted; for a candidate of the consensus alone, the smallest of its tokens.
    pub share: f64,
    /// Whether the consensus says just this.
    pub from_consensus: bool,
    /// Whether any reviewer says just this.
    pub from_reviewers: bool,
    /// What its voters wrote beside it.
    pub notes: Vec<String>,
    /// Every correction its voters wrote, with who wrote it.
    pub corrections: Vec<(String, Vec<ReviewerId>)>,
}

/// A place where reviewers differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Made of what was heard, so it stays the same while the reviews do.
    pub id: AnnotationId,
    /// From the first to the last character that anyone marks.
    pub span: Span,
    /// In what; never empty.
    pub aspects: Vec<Aspect>,
    /// The strongest first; never empty.
    pub candidates: Vec<Candidate>,
    /// Who marks nothing here.
    pub silent: Vec<ReviewerId>,
    /// Every annotation in it.
    pub heard: Vec<Heard>,
    /// Expected information of a decision, in bits.
    pub information: f64,
    /// Where everyone marks one place with one label: how many words their bounds are apart at most.
    pub apart: Option<u32>,
}

/// What all reviewers say alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed {
    /// As it is filled in.
    pub annotation: Annotation,
    /// Every annotation in it.
    pub heard: Vec<Heard>,
}

/// One way to see a difference in omissions.
#[derive(Debug, Clone, PartialEq)]
pub struct OmissionCandidate {
    /// What would become gold; the id names the candidate.
    pub omission: Omission,
    /// Who says so.
    pub voters: Vec<ReviewerId>,
    /// Of all who submitted.
    pub share: f64,
    /// What its voters wrote beside it.
    pub notes: Vec<String>,
}

/// A passage of a source that not all reviewers mark alike as left out.
#[derive(Debug, Clone, PartialEq)]
pub struct OmissionDifference {
    /// Made of what was heard, so it stays the same while the reviews do.
    pub id: AnnotationId,
    /// In which source.
    pub source: TextDigest,
    /// From the first to the last character that anyone marks.
    pub span: Span,
    /// In what: found, where or severity; never empty.
    pub aspects: Vec<Aspect>,
    /// The most given first; never empty.
    pub candidates: Vec<OmissionCandidate>,
    /// Who marks nothing here.
    pub silent: Vec<ReviewerId>,
    /// Every omission in it.
    pub heard: Vec<Heard>,
    /// Expected information of a decision, in bits.
    pub information: f64,
}

/// An omission that all reviewers mark alike.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreedOmission {
    /// As it is filled in.
    pub omission: Omission,
    /// Every omission in it.
    pub heard: Vec<Heard>,
}

/// What the reviewers of an item say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Differences {
    /// How many submitted: the k of methods.
    pub reviewers: u32,
    /// What all say alike.
    pub agreed: Vec<Agreed>,
    /// Where they differ, in the order of the text.
    pub differences: Vec<Difference>,
    /// Omissions that all mark alike.
    pub agreed_omissions: Vec<AgreedOmission>,
    /// Where they differ in omissions, by source and place.
    pub omissions: Vec<OmissionDifference>,
    /// Who gives which verdict, the most given first; none for no verdict.
    pub verdicts: Vec<(Option<VerdictId>, Vec<ReviewerId>)>,
    /// The verdict that all give.
    pub unanimous: Option<VerdictId>,
    /// Expected information of a decision on the verdict, in bits; 0 where all give the same.
    pub verdict_information: f64,
}
