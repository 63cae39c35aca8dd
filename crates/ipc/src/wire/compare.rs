//! What the machine reads in an item beside its sources, and what the window asks of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's comparison")]
mod types {
    use super::{Deserialize, Serialize, TS};
    use crate::offset::Utf16Offset;

    /// Which item.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct OfItem {
        pub item: String,
    }

    /// A passage that shares words with what it was asked for.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct NearPassage {
        /// The source; null in the sample.
        pub source: Option<String>,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        /// The part of the words, weighted by how rare they are, that it has: 0 to 1.
        pub strength: f64,
    }

    /// A sentence of the sample with its nearest passages, best first.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct AlignedSentence {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub passages: Vec<NearPassage>,
    }

    /// A run of words that stands in a source.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct CopiedRun {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub passage: NearPassage,
        pub words: u32,
        pub long: bool,
        pub quoted: bool,
    }

    /// How much of a sample was copied.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    pub struct Exposure {
        pub coverage: f64,
        pub density: f64,
        pub longest: u32,
    }

    /// Of how many items the copied runs are measured.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    pub struct Measured {
        pub measured: u64,
        pub items: u64,
    }

    /// From when on copied runs are told: words of the shortest, words or characters of a long one.
    #[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct CopiedLimits {
        pub shown: u32,
        pub long_words: u32,
        pub long_characters: u32,
    }

    /// What a hint is about.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum HintKind {
        Number,
        Name,
    }

    /// A number or name that no source has.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Hint {
        pub start: Utf16Offset,
        pub end: Utf16Offset,
        pub kind: HintKind,
    }

    /// The hints of an item, if this reviewer is to see them.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(tag = "state", rename_all = "kebab-case")]
    pub enum Hints {
        /// Not for this reviewer, or not now.
        Hidden,
        /// The rules do not hold for these texts.
        Unavailable { why: String },
        /// Here they are; there may be none.
        Shown { hints: Vec<Hint> },
    }

    /// All that was read in an item.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Comparison {
        pub item: String,
        pub sentences: Vec<AlignedSentence>,
        pub copies: Vec<CopiedRun>,
        pub exposure: Exposure,
        pub hints: Hints,
    }

    /// What became of some words.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ChangeKind {
        Inserted,
        Deleted,
        Replaced,
        Moved,
    }

    /// How much a difference weighs.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ChangeWeight {
        Plain,
        Name,
        Number,
    }

    /// A stretch of a text.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Stretch {
        /// The source; null in the sample.
        pub source: Option<String>,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
    }

    /// One difference.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Change {
        pub kind: ChangeKind,
        pub weight: ChangeWeight,
        pub sample: Option<Stretch>,
        pub passage: Option<Stretch>,
    }

    /// The differences of one sentence of the sample.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Difference {
        pub changes: Vec<Change>,
        pub approximate: bool,
    }

    /// What differs between two samples of one source, with the text of the other one. Stretches of
    /// `passage` are of that text.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SiblingDifference {
        pub text: String,
        pub difference: Difference,
    }

    /// Two items that have a source in common.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct TwoSiblings {
        pub item: String,
        pub other: String,
    }

    /// What is done with a sentence.
    #[derive(Debug, Clone, Copy, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Recut {
        Part,
        Join,
    }

    /// A sentence to be parted at a place, or joined with the next one.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct RecutSentence {
        pub item: String,
        pub act: Recut,
        pub at: Utf16Offset,
    }

    /// A selection whose nearest passages on the other side are wanted.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct NearestTo {
        pub item: String,
        /// The source it stands in; null in the sample.
        pub source: Option<String>,
        pub start: Utf16Offset,
        pub end: Utf16Offset,
    }

    /// An item that has a source in common, unnamed.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Sibling {
        pub item: String,
        pub current: bool,
        pub status: super::super::ReviewStatus,
    }

    /// How a hint had to do with the reviewer.
    #[derive(Debug, Clone, Copy, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum HintNotice {
        Shown,
        Seen,
        Taken,
    }

    /// A hint, noticed; the hints as a whole without words.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct NoticeHint {
        pub item: String,
        pub notice: HintNotice,
        pub hint: Option<super::super::Segment>,
    }

    /// When hints are shown.
    #[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
    #[serde(tag = "policy", rename_all = "kebab-case")]
    pub enum HintPolicy {
        Off,
        AfterSubmit,
        Always,
        Randomised { probability: f64 },
    }
}

pub use types::*;
