//! Words and signs of a text: the units that reviewers vote on.
//!
//! Scripts with spaces: `[\p{L}\p{M}\p{N}_]+`, and every other character that is not white space on
//! its own. Scripts without (Chinese, Japanese, Thai, Lao, Khmer, Burmese): the words of Unicode's
//! dictionaries. Combining marks belong to their word. Every character but white space stands in
//! exactly one token.

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

/// `[^\w\s]` written out: the `\w` of this engine takes signs such as Ⓐ in, which would then be in
/// no token at all.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled in every test")]
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\s]").expect("the pattern of tokens is well formed")
});

/// Dictionaries, not the neural models: the same words on every machine.
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The tokens of `text` in order. They never overlap and are never empty.
pub fn tokenize(text: &Text) -> Vec<Span> {
    let string = text.as_str();
    let mut tokens = Walk { string, byte: 0, scalar: 0, tokens: Vec::with_capacity(string.len() / 5) };
    for found in TOKEN.find_iter(string) {
        if found.as_str().chars().any(is_written_without_spaces) {
            for word in cut_by_dictionary(found.as_str()) {
                tokens.push(found.start() + word.start, found.start() + word.end);
            }
        } else {
            tokens.push(found.start(), found.end());
        }
    }
    tokens.tokens
}

/// The words of a run of letters that has no spaces, in bytes.
pub(crate) fn cut_by_dictionary(run: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    WORDS.segment_str(run).skip(1).map(move |to| std::mem::replace(&mut from, to)..to)
}

/// The tokens of which `span` covers any character.
pub fn tokens_in(tokens: &[Span], span: Span) -> Range<usize> {
    let first = tokens.partition_point(|token| token.end() <= span.start());
    first..first + tokens[first..].partition_point(|token| token.start() < span.end())
}

/// Counts scalar values while it walks the bytes once.
struct Walk<'a> {
    string: &'a str,
    byte: usize,
    scalar: u32,
    tokens: Vec<Span>,
}

impl Walk<'_> {
    fn push(&mut self, start: usize, end: usize) {
        let (start, end) = (self.at(start), self.at(end));
        self.tokens.extend(Span::new(start, end));
    }

    fn at(&mut self, byte: usize) -> ScalarOffset {
        let characters = self.string[self.byte..byte].chars().count();
        self.scalar += u32::try_from(characters).unwrap_or(u32::MAX); // a `Text` has fewer than 2^32 bytes
        self.byte = byte;
        ScalarOffset(self.scalar)
    }
}

/// Whether words of its script stand without spaces between them, so that only a dictionary knows
/// where they end.
pub(crate) const fn is_written_without_spaces(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF // Thai, Lao
        | 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F // Burmese and its extensions
        | 0x1780..=0x17FF // Khmer
        | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3031..=0x303C // ideographic marks and numerals
        | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F | 0x1AFF0..=0x1B16F // kana
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF // ideographs
    )
}
