//! Adjudication: what reviewers differ in, what is decided, and why.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the domain")]
mod types {
    use super::{Deserialize, Serialize, TS};
    use crate::offset::Utf16Offset;
    use crate::wire::{Annotation, Omission, Refusal, SampleView, SourceView};

    /// How far the adjudication of an item is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum CaseState {
        Open,
        Ready,
        Settled,
        Changed,
    }

    /// How many items are how far.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    pub struct CaseCounts {
        pub open: u64,
        pub ready: u64,
        pub settled: u64,
        pub changed: u64,
    }

    /// An item of the queue. `at` is its place in file order, `bits` what a decision would tell.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CaseRow {
        pub item: String,
        pub at: u64,
        pub opening: String,
        pub bits: f64,
        pub open: u64,
        pub reviewers: u64,
    }

    /// Which part of the queue.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct CasesPage {
        pub state: CaseState,
        pub offset: u64,
        pub limit: u64,
    }

    /// A part of the queue.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Cases {
        pub counts: CaseCounts,
        pub rows: Vec<CaseRow>,
    }

    /// Which item to open: a certain one, or the next one to decide after another.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct OpenCase {
        pub item: Option<String>,
        pub after: Option<String>,
    }

    /// What one reviewer says. Nobody's name is told; the order is another one for each item.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Track {
        pub name: String,
        pub annotations: Vec<Annotation>,
        pub omissions: Vec<Omission>,
        pub verdict: Option<String>,
    }

    /// What one reviewer said of the item as a whole. No track where the review does not count.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CaseRemark {
        pub track: Option<String>,
        pub remark: Option<String>,
        pub flag: Option<String>,
        pub skip: Option<String>,
    }

    /// How the shares of the consensus track come about where the newest run weighs reviewers; `equal`
    /// says why all count the same, where they do.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Weighing {
        pub equal: Option<String>,
    }

    /// A run of words with one vote share.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SharedSpan {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub share: f64,
        pub votes: u32,
    }

    /// A run of words of a source that so many mark as left out by the sample.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct LeftOutSpan {
        pub source: String,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub share: f64,
        pub votes: u32,
    }

    /// A piece of gold; filled in where all agree and nothing was decided.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct GoldView {
        pub annotation: Annotation,
        pub filled_in: bool,
    }

    /// In what reviewers differ.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Aspect {
        Found,
        Where,
        Kind,
        Severity,
        Correction,
    }

    /// A correction with who wrote it.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CorrectionVotes {
        pub text: String,
        pub tracks: Vec<String>,
    }

    /// One way to see a difference; `weighted` is its share where the newest run weighs reviewers.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct Candidate {
        pub annotation: Annotation,
        pub tracks: Vec<String>,
        pub share: f64,
        pub weighted: Option<f64>,
        pub from_consensus: bool,
        pub from_reviewers: bool,
        pub notes: Vec<String>,
        pub corrections: Vec<CorrectionVotes>,
    }

    /// What was done with a difference.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Act {
        Accepted,
        Edited,
        Rebound,
        Relabelled,
        Merged,
        Split,
        Rejected,
        Added,
    }

    /// Why reviewers differed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Cause {
        AmbiguousText,
        GuidelineGap,
        ReviewerError,
        Taste,
    }

    /// The cause, in free words too.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Reason {
        pub cause: Cause,
        pub words: Option<String>,
    }

    /// What was decided last.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Decided {
        pub act: Act,
        pub reason: Reason,
    }

    /// A place where reviewers differ. `gold` names what was made of it.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CaseDifference {
        pub id: String,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub quote: String,
        pub aspects: Vec<Aspect>,
        pub candidates: Vec<Candidate>,
        pub silent: Vec<String>,
        pub bits: f64,
        pub decided: Option<Decided>,
        pub gold: Vec<String>,
    }

    /// An omission that is gold; filled in where all agree and nothing was decided.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct GoldOmission {
        pub omission: Omission,
        pub filled_in: bool,
    }

    /// One way to see a difference in omissions.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct OmissionCandidate {
        pub omission: Omission,
        pub tracks: Vec<String>,
        pub share: f64,
        pub notes: Vec<String>,
    }

    /// A passage of a source that not all mark alike as left out. `gold` names what was made of it.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct OmissionDifference {
        pub id: String,
        pub source: String,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub quote: String,
        pub aspects: Vec<Aspect>,
        pub candidates: Vec<OmissionCandidate>,
        pub silent: Vec<String>,
        pub bits: f64,
        pub decided: Option<Decided>,
        pub gold: Vec<String>,
    }

    /// Who gives a verdict; none for no verdict.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct VerdictVotes {
        pub verdict: Option<String>,
        pub tracks: Vec<String>,
    }

    /// What changes while an item is adjudicated.
    #[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own in the window")]
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct CaseStand {
        pub gold: Vec<GoldView>,
        pub differences: Vec<CaseDifference>,
        pub omissions: Vec<OmissionDifference>,
        pub gold_omissions: Vec<GoldOmission>,
        pub verdict: Option<String>,
        pub verdict_reason: Option<Reason>,
        pub settled: bool,
        pub changed: bool,
        pub can_undo: bool,
        pub can_redo: bool,
        pub corrected: Option<String>,
    }

    /// An item at the desk of the adjudicator.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct CaseView {
        pub item: String,
        pub at: u64,
        pub counts: CaseCounts,
        pub sample: SampleView,
        pub sources: Vec<SourceView>,
        pub tracks: Vec<Track>,
        pub consensus: Vec<SharedSpan>,
        pub left_out: Vec<LeftOutSpan>,
        pub weighing: Option<Weighing>,
        pub remarks: Vec<CaseRemark>,
        pub verdicts: Vec<VerdictVotes>,
        pub stand: CaseStand,
    }

    /// What the adjudicator wants to do. An added annotation's id is ignored.
    #[derive(Debug, Clone, Deserialize, TS)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum Wish {
        Accept { candidate: String, reason: Reason },
        Reject { id: String, reason: Reason },
        Change { annotation: Annotation, reason: Reason },
        Merge { ids: Vec<String>, reason: Reason },
        Split { id: String, at: Utf16Offset, reason: Reason },
        Add { annotation: Annotation, reason: Reason },
        ChangeOmission { omission: Omission, reason: Reason },
        AddOmission { omission: Omission, reason: Reason },
        DecideVerdict { verdict: Option<String>, reason: Reason },
        Settle { confirmed: bool },
        Reopen,
        Undo,
        Redo,
    }

    /// A wish on an item.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct RecordWish {
        pub item: String,
        pub wish: Wish,
    }

    /// What became of it.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(tag = "outcome", rename_all = "snake_case")]
    pub enum CaseRecorded {
        Recorded { stand: Box<CaseStand> },
        Refused { refusal: Refusal },
    }

    /// How often each cause was given.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct CauseCounts {
        pub ambiguous_text: u64,
        pub guideline_gap: u64,
        pub reviewer_error: u64,
        pub taste: u64,
    }

    /// Causes where one label was at stake, or two.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct LabelCauses {
        pub label: String,
        pub other: Option<String>,
        pub causes: CauseCounts,
    }

    /// What an adjudicator said.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CauseWords {
        pub label: Option<String>,
        pub cause: Cause,
        pub words: String,
    }

    /// Why reviewers differed, over all items; the label that needs most work first.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CauseReport {
        pub items: u64,
        pub spans: CauseCounts,
        pub verdicts: CauseCounts,
        pub omissions: CauseCounts,
        pub labels: Vec<LabelCauses>,
        pub pairs: Vec<LabelCauses>,
        pub words: Vec<CauseWords>,
    }
}

pub use types::*;
