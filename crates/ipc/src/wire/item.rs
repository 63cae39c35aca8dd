//! An item as the lead sees it: with what wrote it, and everyone's answers.

use super::{ItemStatus, ReviewState, SampleView, Segment, SourceView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An item by id.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ByItem {
    pub item: String,
}

/// Something known of a text, as a name and a value.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A source with what only the lead sees.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct SourceInFull {
    pub shown: SourceView,
    pub facts: Vec<Fact>,
}

/// What wrote a sample.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct GeneratorView {
    pub model: Option<String>,
    pub prompt: Option<String>,
    pub temperature: Option<f64>,
    pub batch: Option<String>,
}

/// A self-grade, judge or detector score.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Score {
    pub name: String,
    pub value: f64,
}

/// One reviewer's review, with whose it is.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedReview {
    /// Of the reviewer.
    pub reviewer: String,
    /// Of the reviewer.
    pub name: String,
    /// How far it is.
    pub status: ItemStatus,
    /// Whether it was handed in once: what was said then counts, also while it is changed.
    pub counts: bool,
    /// Why it was passed over.
    pub skipped_because: Option<String>,
    /// Whether all of it was made blind.
    pub blind: bool,
    /// Time of work, where it is known.
    pub elapsed_ms: Option<u64>,
    /// As it stands.
    pub review: ReviewState,
}

/// A span of the right answer that a file gave.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct GivenSpan {
    pub segment: Segment,
    pub label: Option<String>,
    pub severity: Option<String>,
}

/// The right answer that a file gave: neither an annotation nor a decision of this project.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GivenAnswer {
    /// Of the schema.
    pub verdict: String,
    /// Those that stand in the sample, in its order.
    pub spans: Vec<GivenSpan>,
    /// How many do not stand in it, which only a damaged file has.
    pub displaced: u64,
}

/// An item with everything that is known of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ItemInFull {
    pub item: String,
    pub ordinal: u64,
    pub external_id: String,
    pub sample: SampleView,
    pub language: Option<String>,
    pub sources: Vec<SourceInFull>,
    pub generator: GeneratorView,
    pub scores: Vec<Score>,
    pub metadata: Vec<Fact>,
    pub reviews: Vec<NamedReview>,
    pub disagreement: Option<f64>,
    /// The right answer, where the file gave one.
    pub given: Option<GivenAnswer>,
}
