//! An item at the desk: texts, the review as it stands, and what the reviewer wants to do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the domain")]
mod types {
    use super::{Deserialize, Serialize, TS};
    use crate::offset::Utf16Offset;

    /// How a text is laid out.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Kind {
        Prose,
        ProblemSet,
        Conversation,
        Json,
    }

    /// A turn or step.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Part {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub role: String,
    }

    /// A source without what could betray the item it belongs to.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SourceView {
        pub source: String,
        pub title: Option<String>,
        pub kind: Kind,
        pub facts: Vec<String>,
        pub text: String,
        pub parts: Vec<Part>,
    }

    /// A sample without its generator.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SampleView {
        pub text: String,
        pub kind: Kind,
        pub parts: Vec<Part>,
    }

    /// A segment with its quote.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
    pub struct Segment {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub quote: String,
    }

    /// How a passage stands to a claim.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Stance {
        Contradicts,
        Supports,
        Nearest,
    }

    /// A passage of a source.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
    pub struct Passage {
        pub source: String,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub quote: String,
        pub stance: Stance,
    }

    /// What is said of evidence.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    #[serde(tag = "state", rename_all = "kebab-case")]
    pub enum Evidence {
        NotGiven,
        NoneExists,
        Passages { passages: Vec<Passage> },
    }

    /// An annotation.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Annotation {
        pub id: String,
        pub segments: Vec<Segment>,
        pub primary: Option<String>,
        pub others: Vec<String>,
        pub severity: Option<String>,
        pub evidence: Evidence,
        pub correction: Option<String>,
        pub note: Option<String>,
    }

    /// A passage that the sample should have covered.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Omission {
        pub id: String,
        pub source: String,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub quote: String,
        pub severity: Option<String>,
        pub note: Option<String>,
    }

    /// How far a review is, for the window.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReviewStatus {
        Open,
        Submitted,
        Skipped,
        Withdrawn,
    }

    /// A review as it stands.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewState {
        pub annotations: Vec<Annotation>,
        #[serde(flatten)]
        #[ts(flatten)]
        pub rest: ReviewRest,
    }

    /// Everything of a review but its annotations.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewRest {
        pub omissions: Vec<Omission>,
        pub verdict: Option<String>,
        pub flag: Option<String>,
        pub status: ReviewStatus,
        pub can_undo: bool,
        pub can_redo: bool,
    }

    /// An annotation that is new or changed, and its place in the list that comes out.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Put {
        pub at: u32,
        pub annotation: Annotation,
    }

    /// What an act changed in a review: take out those `gone` and those `put`, then set these in, in order.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ReviewChange {
        pub gone: Vec<String>,
        pub put: Vec<Put>,
        /// How many annotations there are now. With another number, the window saw another review: read it anew.
        pub of: u32,
        pub rest: ReviewRest,
    }

    /// Ends of a selection.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Ends {
        pub anchor: Utf16Offset,
        pub focus: Utf16Offset,
    }

    /// Text in a field that is not yet part of the review.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Draft {
        pub annotation: String,
        #[ts(type = "\"correction\" | \"note\"")]
        pub field: String,
        pub text: String,
    }

    /// Where the reviewer was, to go on from there.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct Position {
        pub source_index: u32,
        pub sample: Ends,
        pub source: Ends,
        pub sample_scroll: f64,
        pub source_scroll: f64,
        pub focused: Option<String>,
        pub drafts: Vec<Draft>,
    }

    /// All the desk shows of an item.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ReviewView {
        pub item: String,
        pub at: u64,
        pub of: u64,
        pub done: u64,
        pub sample: SampleView,
        pub sources: Vec<SourceView>,
        pub review: ReviewState,
        pub position: Option<Position>,
        /// The queue that is walked; null in the reviewer's own order.
        pub queue: Option<super::super::WalkedQueue>,
    }

    /// What a reviewer wants to do.
    #[derive(Debug, Clone, Deserialize, TS)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum Intent {
        Annotate {
            segments: Vec<Segment>,
            primary: Option<String>,
            others: Vec<String>,
            severity: Option<String>,
            #[serde(default)]
            #[ts(optional)]
            note: Option<String>,
        },
        /// More places, each with its segments, judged as `like` is; `whole` with its evidence, correction and note.
        AnnotateAlike {
            like: String,
            places: Vec<Vec<Segment>>,
            whole: bool,
        },
        Withdraw {
            annotation: String,
        },
        Rebound {
            annotation: String,
            segments: Vec<Segment>,
        },
        Relabel {
            annotation: String,
            primary: Option<String>,
            others: Vec<String>,
        },
        Grade {
            annotation: String,
            severity: Option<String>,
        },
        AddEvidence {
            annotation: String,
            passage: Passage,
        },
        RemoveEvidence {
            annotation: String,
            index: u32,
        },
        StateNoneExists {
            annotation: String,
            stated: bool,
        },
        Correct {
            annotation: String,
            text: Option<String>,
        },
        Note {
            annotation: String,
            text: Option<String>,
        },
        MarkOmission {
            omission: Omission,
        },
        ChangeOmission {
            omission: Omission,
        },
        WithdrawOmission {
            omission: String,
        },
        GiveVerdict {
            verdict: Option<String>,
        },
        Flag {
            text: Option<String>,
        },
        Reopen,
        WithdrawReview,
        Undo,
        Redo,
    }

    /// What is missing.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Need {
        Evidence,
        Note,
        Verdict,
        Label,
        Confirmation,
    }

    /// Not allowed now, in a plain sentence.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Refusal {
        pub code: String,
        pub message: String,
        pub hint: String,
        pub annotation: Option<String>,
        pub needs: Option<Need>,
    }

    /// What became of an intent.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(tag = "outcome", rename_all = "snake_case")]
    pub enum Recorded {
        Recorded { change: ReviewChange, created: Option<String> },
        Refused { refusal: Refusal },
    }

    /// What became of submitting or skipping.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(tag = "outcome", rename_all = "snake_case")]
    pub enum Finished {
        Finished { next: Option<Box<ReviewView>> },
        Refused { refusal: Refusal },
    }

    /// One of the items touched last.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct RecentItem {
        pub item: String,
        pub at: u64,
        pub opening: String,
        pub status: ReviewStatus,
        pub verdict: Option<String>,
    }

    /// Which item to open; the next one without a name.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct OpenReview {
        pub item: Option<String>,
    }

    /// An intent on an item.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct RecordIntent {
        pub item: String,
        pub intent: Intent,
    }

    /// Handing in.
    #[derive(Debug, Clone, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct SubmitReview {
        pub item: String,
        pub elapsed_ms: u64,
        pub confirmed: bool,
    }

    /// Passing over.
    #[derive(Debug, Clone, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct SkipReview {
        pub item: String,
        pub reason: String,
        pub elapsed_ms: u64,
    }

    /// Where the reviewer is in an item.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct SavePosition {
        pub item: String,
        pub position: Position,
    }
}

pub use types::*;
