//! Hints: numbers and names of a sample that its sources do not have. A word check, not a verdict.
//!
//! Only strict rules, because a hint biases whoever sees it: number words and list marks are
//! ignored, a rounded number is supported by the exact one, a name by any spelling one letter away.
//! The rules were made for English and measured on English; elsewhere there are no hints.

mod name;
mod number;

use crate::sentence::sentences;
use crate::words::is_english;
use serde::{Deserialize, Serialize};
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// What is not found in the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintKind {
    /// A number.
    Number,
    /// A name.
    Name,
}

/// A number or name of the sample that no source has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hint {
    /// Where in the sample.
    #[serde(flatten)]
    pub span: Span,
    /// Which of both.
    pub kind: HintKind,
}

/// The hints of a sample, or why there are none to be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Hints {
    /// The rules hold for this text; the list may be empty.
    Found {
        /// In the order of the sample.
        hints: Vec<Hint>,
    },
    /// The rules were made for English.
    OtherLanguage,
    /// There is nothing to compare with.
    NoSource,
}

/// The numbers and names of `sample` that `sources` do not have.
pub fn hints(sample: &Text, language: Option<&str>, sources: &[(&Text, Option<&str>)]) -> Hints {
    if sources.is_empty() {
        return Hints::NoSource;
    }
    let english = |(text, language): &(&Text, Option<&str>)| is_english(*language, text.as_str());
    if !is_english(language, sample.as_str()) || !sources.iter().all(english) {
        return Hints::OtherLanguage;
    }
    let texts: Vec<&str> = sources.iter().map(|(text, _)| text.as_str()).collect();
    let cut = sentences(sample);
    let mut hints = number::unsupported(sample, &cut, &texts);
    hints.extend(name::unsupported(sample, &cut, &texts));
    hints.sort_unstable();
    Hints::Found { hints }
}
