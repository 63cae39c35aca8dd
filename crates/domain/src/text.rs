//! An immutable text with its digest, addressed by Unicode scalar values.

use crate::id::TextDigest;
use crate::span::{ScalarOffset, Segment, Span, SpanError};
use std::{ops::Range, sync::Arc};

/// Scalar values between two checkpoints: a look-up walks at most this many.
const STRIDE: usize = 256;

/// A text as it came: never normalised, never changed. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Text(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    string: String,
    digest: TextDigest,
    length: u32,
    /// Byte offset of every [`STRIDE`]th scalar value; empty when the text is ASCII.
    checkpoints: Vec<u32>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl Eq for Text {}

/// A text of 4 GiB or more cannot be addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has {bytes} bytes; a text may have at most {} bytes", u32::MAX)]
pub struct TextTooLong {
    bytes: usize,
}

/// Why a segment does not belong to a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The span itself is wrong.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// The characters at the span are others than the quote.
    #[error("at {span} the text reads {found:?}, but the quote is {quote:?}")]
    QuoteMismatch {
        /// Where the quote was said to be.
        span: Span,
        /// The quote, at most 80 characters of it.
        quote: String,
        /// What stands there, at most 80 characters of it.
        found: String,
    },
}

impl Text {
    /// Takes `string` as it is.
    pub fn new(string: impl Into<String>) -> Result<Self, TextTooLong> {
        let string = string.into();
        let digest = TextDigest::of(&string);
        Self::with_digest(string, digest)
    }

    /// As [`Text::new`] with a digest that is known to be right (it was stored with the text).
    pub fn with_digest(string: String, digest: TextDigest) -> Result<Self, TextTooLong> {
        let too_long = TextTooLong { bytes: string.len() };
        u32::try_from(string.len()).map_err(|_| too_long)?;
        let (mut length, mut checkpoints) = (string.len(), Vec::new());
        if !string.is_ascii() {
            length = 0;
            for (byte, _) in string.char_indices() {
                if length % STRIDE == 0 {
                    checkpoints.push(u32::try_from(byte).map_err(|_| too_long)?);
                }
                length += 1;
            }
        }
        let length = u32::try_from(length).map_err(|_| too_long)?;
        Ok(Self(Arc::new(Inner { string, digest, length, checkpoints })))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0.string
    }

    /// SHA-256 of the characters.
    pub fn digest(&self) -> TextDigest {
        self.0.digest
    }

    /// Number of scalar values.
    pub fn length(&self) -> ScalarOffset {
        ScalarOffset(self.0.length)
    }

    /// A span of this text.
    pub fn span(&self, start: u64, end: u64) -> Result<Span, SpanError> {
        let outside = SpanError::Outside { start, end, length: self.0.length };
        if start > end {
            return Err(SpanError::Backwards { start, end });
        }
        let end = u32::try_from(end).map_err(|_| outside)?;
        let start = u32::try_from(start).map_err(|_| outside)?;
        if end > self.0.length {
            return Err(outside);
        }
        Span::new(ScalarOffset(start), ScalarOffset(end))
    }

    /// The byte before which `offset` stands; the end of the text for anything beyond it.
    pub fn byte_of(&self, offset: ScalarOffset) -> usize {
        let (string, offset) = (&self.0.string, offset.get());
        if offset >= self.0.length as usize {
            return string.len();
        }
        if self.0.checkpoints.is_empty() {
            return offset;
        }
        let from = self.0.checkpoints[offset / STRIDE] as usize;
        string[from..].char_indices().nth(offset % STRIDE).map_or(string.len(), |(byte, _)| from + byte)
    }

    /// The scalar value that holds `byte`, or the length of the text.
    pub fn scalar_of(&self, byte: usize) -> ScalarOffset {
        if self.0.checkpoints.is_empty() {
            return ScalarOffset(u32::try_from(byte).unwrap_or(u32::MAX).min(self.0.length));
        }
        let block = self.0.checkpoints.partition_point(|&at| at as usize <= byte).saturating_sub(1);
        let from = self.0.checkpoints[block] as usize;
        let within =
            self.0.string[from..].char_indices().take_while(|&(at, c)| from + at + c.len_utf8() <= byte).count();
        ScalarOffset(u32::try_from(block * STRIDE + within).unwrap_or(u32::MAX))
    }

    /// The bytes of a span of this text.
    pub fn byte_range(&self, span: Span) -> Range<usize> {
        self.byte_of(span.start())..self.byte_of(span.end())
    }

    /// The characters of a span of this text (cut at the end of the text).
    pub fn slice(&self, span: Span) -> &str {
        &self.0.string[self.byte_range(span)]
    }

    /// The span with its quote.
    pub fn segment(&self, span: Span) -> Segment {
        Segment { span, quote: self.slice(span).to_owned() }
    }

    /// Whether the segment's span lies in this text and its quote stands there.
    pub fn check(&self, segment: &Segment) -> Result<(), SegmentError> {
        let span = segment.span;
        self.span(u64::from(span.start().0), u64::from(span.end().0))?;
        let found = self.slice(span);
        if found == segment.quote {
            return Ok(());
        }
        let short = |text: &str| text.chars().take(80).collect();
        Err(SegmentError::QuoteMismatch { span, quote: short(&segment.quote), found: short(found) })
    }

    /// Where `quote` stands when it stands exactly once: the only repair of an offset allowed.
    pub fn find_unique(&self, quote: &str) -> Option<Span> {
        if quote.is_empty() {
            return None;
        }
        let mut found = self.0.string.match_indices(quote);
        let (byte, _) = found.next()?;
        // Overlapping repeats count too ("aa" stands twice in "aaa").
        let step = self.0.string[byte..].chars().next().map_or(1, char::len_utf8);
        if self.0.string[byte + step..].contains(quote) {
            return None;
        }
        Span::new(self.scalar_of(byte), self.scalar_of(byte + quote.len())).ok()
    }
}
