//! Words and numbers of a text as evidence, copied runs, differences and hints compare them: case
//! folded, signs left out, a number with its separators as one word.

use crate::tokenize::{cut_by_dictionary, is_written_without_spaces};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::ops::Range;
use touchstone_domain::span::{ScalarOffset, Span};
use unicode_normalization::char::is_combining_mark;

/// A map whose order is never read: the same on every machine all the same.
pub(crate) type Fixed = BuildHasherDefault<DefaultHasher>;

/// A count, to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

/// With four decimals: enough to look at, and the same after it was written and read.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// A word or number where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In scalar values.
    pub(crate) span: Span,
    /// In bytes.
    pub(crate) bytes: Range<usize>,
}

/// The words and numbers of `text` in order; `from` counts the scalar values before it.
pub(crate) fn words(text: &str, from: ScalarOffset) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut open: Option<(usize, u32)> = None;
    let mut scalar = from.0;
    let mut before: Option<char> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((byte, character)) = characters.next() {
        let joins = matches!(character, '.' | ',')
            && before.is_some_and(char::is_numeric)
            && characters.peek().is_some_and(|(_, next)| next.is_numeric());
        if is_of_a_word(character) || (joins && open.is_some()) {
            open.get_or_insert((byte, scalar));
        } else if let Some(start) = open.take() {
            push(text, start, (byte, scalar), &mut found);
        }
        before = Some(character);
        scalar += 1;
    }
    if let Some(start) = open {
        push(text, start, (text.len(), scalar), &mut found);
    }
    found
}

fn is_of_a_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || is_combining_mark(character)
}

fn push(text: &str, start: (usize, u32), end: (usize, u32), found: &mut Vec<Word>) {
    let written = &text[start.0..end.0];
    let mut add = |bytes: Range<usize>, from: u32, to: u32| {
        found.extend(Span::new(ScalarOffset(from), ScalarOffset(to)).ok().map(|span| Word { span, bytes }));
    };
    if written.is_ascii() || !written.chars().any(is_written_without_spaces) {
        return add(start.0..end.0, start.1, end.1);
    }
    let mut scalar = start.1;
    for part in cut_by_dictionary(written) {
        let characters = written[part.clone()].chars().count();
        let to = scalar + u32::try_from(characters).unwrap_or(u32::MAX);
        add(start.0 + part.start..start.0 + part.end, scalar, to);
        scalar = to;
    }
}

/// Numbers for words: equal words have equal numbers.
pub(crate) struct Lexicon {
    /// By the word as it is written.
    written: HashMap<String, u32, Fixed>,
    /// By the word as it is compared.
    folded: HashMap<String, u32, Fixed>,
    stemmer: Option<Stemmer>,
}

impl Lexicon {
    /// With word stems for English, without for every other language.
    pub(crate) fn new(stems: bool) -> Self {
        let stemmer = stems.then(|| Stemmer::create(Algorithm::English));
        Self { written: HashMap::default(), folded: HashMap::default(), stemmer }
    }

    /// The number of a word, a new one when it was not seen before.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.written.get(word) {
            return *number;
        }
        let key = self.key(word);
        let next = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        let number = *self.folded.entry(key).or_insert(next);
        self.written.insert(word.to_owned(), number);
        number
    }

    /// The number of a word that was seen, else the word as it is compared.
    pub(crate) fn find(&self, word: &str) -> Result<u32, String> {
        if let Some(number) = self.written.get(word) {
            return Ok(*number);
        }
        let key = self.key(word);
        self.folded.get(&key).copied().ok_or(key)
    }

    fn key(&self, word: &str) -> String {
        let folded = word.to_lowercase();
        match &self.stemmer {
            Some(stemmer) if folded.is_ascii() => stemmer.stem(&folded).into_owned(),
            Some(_) | None => folded,
        }
    }
}

/// Words that stand in nearly every English sentence, for telling the language where none is named.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to",
    "was", "were", "which", "who", "will", "with",
];

/// Whether a text is English: as its tag says, else as its commonest words say.
pub fn is_english(language: Option<&str>, text: &str) -> bool {
    if let Some(language) = language.filter(|tag| !tag.is_empty()) {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        return primary.eq_ignore_ascii_case("en") || primary.eq_ignore_ascii_case("eng");
    }
    let (mut all, mut common) = (0_u32, 0_u32);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(2_000) {
        all += 1;
        common += u32::from(ENGLISH.binary_search(&word.to_lowercase().as_str()).is_ok());
    }
    all > 0 && 5 * common >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        words(text, ScalarOffset(0)).into_iter().map(|word| &text[word.bytes]).collect()
    }

    #[test]
    fn a_number_keeps_its_separators_and_signs_are_left_out() {
        assert_eq!(written("It's 181,674,817 (3.5%), e.g. 2."), ["It", "s", "181,674,817", "3.5", "e", "g", "2"]);
        assert_eq!(written("cafe\u{301}s — हिन्दी"), ["cafe\u{301}s", "हिन्दी"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_dictionary_with_exact_offsets() {
        let text = "👩 我们在北京大学。";
        let found = words(text, ScalarOffset(0));
        let cut: Vec<&str> = found.iter().map(|word| &text[word.bytes.clone()]).collect();
        assert_eq!(cut, ["我们", "在", "北京", "大学"]);
        assert_eq!(found[2].span.to_string(), "5..7");
    }

    #[test]
    fn english_is_told_by_its_tag_or_its_commonest_words() {
        assert!(ENGLISH.is_sorted());
        assert!(is_english(Some("en-GB"), "") && !is_english(Some("de"), "the of and to"));
        assert!(is_english(None, "The bridge was opened in 1932 by the king."));
        assert!(!is_english(None, "Die Brücke wurde 1932 vom König eröffnet."));
        assert!(!is_english(None, ""));
    }
}
