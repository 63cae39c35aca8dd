//! Sentences of a text: Unicode's rules, with guards for abbreviations, initials and list marks.
//! A line break always ends a sentence.

use icu_segmenter::options::SentenceBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};
use regex::Regex;
use std::sync::LazyLock;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

static SENTENCES: LazyLock<SentenceSegmenterBorrowed<'static>> =
    LazyLock::new(|| SentenceSegmenter::new(SentenceBreakInvariantOptions::default()));

/// An end after which the sentence may go on: a title (1), an abbreviation before a number (2),
/// letters with points, a lone initial or a word that ends a name (3), or a list mark that is all
/// there is (4).
#[expect(clippy::expect_used, reason = "a constant pattern, compiled in every test")]
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[\s(\[\x22'“‘«/-])(?:",
        r"((?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Gov|Sen|Rep|Pres|St|Mt|Ft|Mme|Mlle|Sra|",
        r"vs|v|cf|approx|ca|esp|incl|bzw|vgl|sog|evtl|ggf)\.)",
        r"|((?:No|Nos|Nr|Vol|Figs?|Eq|Ch|Sec|pp?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)",
        r"|((?:\p{L}\.){2,}|\p{Lu}\.|(?:Jr|Sr|al|eds?|Inc|Ltd|Co|Corp)\.)",
        r")$|^\s*[(\[]?(\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]$",
    ))
    .expect("the pattern of guards is well formed")
});

/// Words that begin a new sentence even after letters with points ("in the U.S. He left").
const BEGINNERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "As", "At", "But", "For", "He", "Her", "His", "However", "I", "If", "In",
    "It", "Its", "On", "She", "Since", "So", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those",
    "We", "When", "While", "You",
];

/// The sentences of `text` in order, without the white space around them. Every character but white
/// space stands in exactly one.
pub fn sentences(text: &Text) -> Vec<Span> {
    let string = text.as_str();
    let mut found = Vec::new();
    let (mut start, mut scalar, mut counted) = (0, 0_u32, 0);
    let mut at = |byte: usize| {
        scalar += u32::try_from(string[counted..byte].chars().count()).unwrap_or(u32::MAX);
        counted = byte;
        ScalarOffset(scalar)
    };
    for end in SENTENCES.segment_str(string).skip(1) {
        let piece = &string[start..end];
        if end < string.len() && goes_on(piece, &string[end..]) {
            continue;
        }
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            let (from, to) = (at(from), at(from + trimmed.len()));
            found.extend(Span::new(from, to));
        }
        start = end;
    }
    found
}

/// Whether the sentence goes on beyond a break that Unicode's rules see.
fn goes_on(piece: &str, rest: &str) -> bool {
    if piece.ends_with(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        return false;
    }
    let written = piece.trim_end();
    // The longest abbreviation is short: a sentence of a megabyte is not read twice.
    let tail = written.char_indices().rev().nth(15).map_or(written, |(byte, _)| &written[byte..]);
    let Some(guard) = GOES_ON.captures(tail) else { return false };
    let next = rest.trim_start();
    if guard.get(2).is_some() {
        return next.starts_with(char::is_numeric);
    }
    if guard.get(3).is_some() {
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        return BEGINNERS.binary_search(&word).is_err();
    }
    guard.get(1).is_some() || tail.len() == written.len()
}
