//! A reviewer's judgement of one span of a sample, and of what it left out.

use crate::id::{AnnotationId, TextDigest};
use crate::label::{LabelId, SeverityId};
use crate::span::Segment;
use serde::{Deserialize, Serialize};

/// How a passage of a source stands to an annotated claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It says otherwise.
    Contradicts,
    /// It says the same.
    Supports,
    /// It comes nearest, and does not decide.
    Nearest,
}

/// A passage of a source, named as evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Which source: the digest of its text.
    pub source: TextDigest,
    /// Where in it, with the characters there.
    #[serde(flatten)]
    pub segment: Segment,
    /// How it stands to the claim.
    pub stance: Stance,
}

/// What the reviewer says of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Nothing yet.
    #[default]
    NotGiven,
    /// Searched all sources; none exists.
    NoneExists,
    /// These passages, at least one.
    Passages(Vec<Passage>),
}

impl Evidence {
    /// The passages, if any.
    pub fn passages(&self) -> &[Passage] {
        match self {
            Self::Passages(passages) => passages,
            Self::NotGiven | Self::NoneExists => &[],
        }
    }
}

/// The labels of an annotation: a set, one of them primary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Labels {
    /// The one that counts where only one can.
    pub primary: Option<LabelId>,
    /// The others, in the order given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<LabelId>,
}

impl Labels {
    /// A single label.
    pub fn one(label: LabelId) -> Self {
        Self { primary: Some(label), others: Vec::new() }
    }

    /// All labels, the primary first.
    pub fn iter(&self) -> impl Iterator<Item = &LabelId> {
        self.primary.iter().chain(&self.others)
    }
}

/// A reviewer's judgement of one span of the sample. It counts as one, however many segments it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its own.
    pub id: AnnotationId,
    /// 1 to n disjoint, ordered segments of the sample.
    pub segments: Vec<Segment>,
    /// What kind of hallucination.
    pub labels: Labels,
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityId>,
    /// What the sources say of it.
    #[serde(default)]
    pub evidence: Evidence,
    /// What it should read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Annotation {
    /// The quotes of its segments, joined as they are shown.
    pub fn quote(&self) -> String {
        self.segments.iter().map(|segment| segment.quote.as_str()).collect::<Vec<_>>().join(" … ")
    }
}

/// A passage of a source that the sample should have covered. Never counted as an annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omission {
    /// Its own.
    pub id: AnnotationId,
    /// Which source: the digest of its text.
    pub source: TextDigest,
    /// Where in it.
    #[serde(flatten)]
    pub segment: Segment,
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityId>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
