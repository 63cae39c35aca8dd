//! Reviews as Touchstone JSONL writes them, before anything of them is checked.

use serde::Deserialize;
use serde_json::Value;
use touchstone_domain::event::Assistance;

#[derive(Deserialize)]
#[serde(untagged, expecting = "a name, or an object with a text as “id” or “name”")]
pub(crate) enum RawReviewer {
    Name(String),
    Full { id: Option<String>, name: Option<String> },
}

/// A review.
#[derive(Deserialize)]
#[serde(expecting = "an object with “reviewer”")]
pub(crate) struct RawReview {
    pub(crate) reviewer: Option<RawReviewer>,
    pub(crate) state: Option<String>,
    pub(crate) verdict: Option<String>,
    pub(crate) skip_reason: Option<String>,
    pub(crate) flag: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) at: Option<String>,
    pub(crate) elapsed_ms: Option<u64>,
    pub(crate) blind: Option<bool>,
    pub(crate) assistance: Option<Assistance>,
    #[serde(default)]
    pub(crate) annotations: Vec<RawAnnotation>,
    #[serde(default)]
    pub(crate) omissions: Vec<RawOmission>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with “start” and “end”")]
pub(crate) struct RawSegment {
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) quote: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "“none-exists”, or a list of objects with whole numbers as “start” and “end”")]
pub(crate) enum RawEvidence {
    Said(String),
    Passages(Vec<RawPassage>),
}

#[derive(Deserialize)]
#[serde(expecting = "an object with “start” and “end”")]
pub(crate) struct RawPassage {
    pub(crate) source: Option<Value>,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) quote: Option<String>,
    pub(crate) stance: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with “start” and “end”")]
pub(crate) struct RawAnnotation {
    pub(crate) id: Option<Value>,
    pub(crate) start: Option<i64>,
    pub(crate) end: Option<i64>,
    pub(crate) quote: Option<String>,
    pub(crate) segments: Option<Vec<RawSegment>>,
    pub(crate) label: Option<String>,
    #[serde(default)]
    pub(crate) labels: Vec<String>,
    pub(crate) severity: Option<String>,
    pub(crate) evidence: Option<RawEvidence>,
    pub(crate) correction: Option<String>,
    pub(crate) note: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with “source”, “start” and “end”")]
pub(crate) struct RawOmission {
    pub(crate) id: Option<Value>,
    pub(crate) source: Option<Value>,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) quote: Option<String>,
    pub(crate) severity: Option<String>,
    pub(crate) note: Option<String>,
}
