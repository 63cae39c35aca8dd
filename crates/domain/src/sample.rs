//! A synthetic text and what is known of its generator.

use crate::span::Span;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a text is laid out. The characters are the same whatever the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Running text: an essay, a summary, an answer.
    #[default]
    Prose,
    /// A problem, its steps and its answer.
    ProblemSet,
    /// Turns of speakers.
    Conversation,
    /// A JSON value, read as text.
    Json,
}

impl Kind {
    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::ProblemSet => "problem-set",
            Self::Conversation => "conversation",
            Self::Json => "json",
        }
    }

    /// The kind with this name in files.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Prose, Self::ProblemSet, Self::Conversation, Self::Json].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A turn, step or other part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it stands in the text.
    #[serde(flatten)]
    pub span: Span,
    /// Whose turn or which kind of step: `customer`, `step`, `answer`.
    pub role: String,
}

/// What wrote a sample. Never shown to a reviewer in blind mode.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Generator {
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The prompt it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Its sampling temperature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f64>,
    /// The batch it was made in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Self-grades, judge and detector scores by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<String, f64>,
}

/// A synthetic text.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The text as it came; turns and steps are joined by an empty line.
    pub text: Text,
    /// How it is laid out.
    pub kind: Kind,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Its turns or steps, where it has any.
    pub structure: Vec<Part>,
    /// What wrote it.
    pub generator: Generator,
}
