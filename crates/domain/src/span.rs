//! Half-open ranges of a text, in Unicode scalar values.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A position in a text: the number of Unicode scalar values (code points) before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScalarOffset(pub u32);

impl ScalarOffset {
    /// As an index.
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for ScalarOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a pair of offsets is not a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// Start and end are equal: a span of no characters says nothing.
    #[error("the span {start}..{start} is empty")]
    Empty {
        /// Where it stands.
        start: u64,
    },
    /// The end is before the start.
    #[error("the span ends at {end}, before its start {start}")]
    Backwards {
        /// Start, in scalar values.
        start: u64,
        /// End, in scalar values.
        end: u64,
    },
    /// The end is beyond the text.
    #[error("the span {start}..{end} reaches beyond the text of {length} characters")]
    Outside {
        /// Start, in scalar values.
        start: u64,
        /// End, in scalar values.
        end: u64,
        /// Length of the text, in scalar values.
        length: u32,
    },
}

/// A range `[start, end)` of one text, never empty. Made by [`crate::text::Text::span`], which
/// checks it against the text; a span read from an event is checked when the event is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawSpan")]
pub struct Span {
    start: ScalarOffset,
    end: ScalarOffset,
}

#[derive(Deserialize)]
struct RawSpan {
    start: u32,
    end: u32,
}

impl TryFrom<RawSpan> for Span {
    type Error = SpanError;
    fn try_from(raw: RawSpan) -> Result<Self, SpanError> {
        Self::new(ScalarOffset(raw.start), ScalarOffset(raw.end))
    }
}

impl Span {
    /// A span whose order is checked, not yet its text.
    pub const fn new(start: ScalarOffset, end: ScalarOffset) -> Result<Self, SpanError> {
        if start.0 == end.0 {
            return Err(SpanError::Empty { start: start.0 as u64 });
        }
        if start.0 > end.0 {
            return Err(SpanError::Backwards { start: start.0 as u64, end: end.0 as u64 });
        }
        Ok(Self { start, end })
    }

    /// First scalar value.
    pub const fn start(self) -> ScalarOffset {
        self.start
    }

    /// One past the last scalar value.
    pub const fn end(self) -> ScalarOffset {
        self.end
    }

    /// Number of scalar values, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// The part that both cover.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }

    /// Whether any character is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A span with the characters it covers, kept so that a wrong offset is noticed, never shifted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Segment {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// Exactly the characters of the span.
    pub quote: String,
}

/// The segments of an annotation must be in order and must not overlap.
pub fn are_disjoint_and_ordered(segments: &[Segment]) -> bool {
    !segments.is_empty() && segments.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start())
}
