//! Copied runs: passages of a sample that stand word for word in a source, and how much of the
//! sample they are (coverage and density of Grusky et al. 2018).
//!
//! Copying is exposure, not error: a quotation is a copy too, and is told apart.

use crate::words::{Fixed, Lexicon, Word, real, rounded, words};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

/// Words of a seed: shorter runs are not told at all.
const SEED: usize = 5;

/// Places of one seed that are tried, newest first: bounds the work on a source that repeats itself.
const TRIED: usize = 256;

/// From when on a run is told, and from when on it is told loudly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Words of the shortest run shown.
    pub shown: u32,
    /// Words of a long run.
    pub long_words: u32,
    /// Characters of a long run.
    pub long_characters: u32,
}

impl Limits {
    /// The shortest run that can be asked for.
    pub const SHORTEST: u32 = 5;

    /// Whether a run is told.
    pub const fn shows(&self, run: &CopiedRun) -> bool {
        run.words >= self.shown
    }

    /// Whether a run is told loudly.
    pub fn is_long(&self, run: &CopiedRun) -> bool {
        run.words >= self.long_words || run.sample.len() >= self.long_characters
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { shown: 8, long_words: 25, long_characters: 150 }
    }
}

/// A run of words that stands in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedRun {
    /// Where in the sample.
    pub sample: Span,
    /// Which source, in the item's order.
    pub source: usize,
    /// Where in the source.
    pub passage: Span,
    /// How many words.
    pub words: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// How much of a sample was copied.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Exposure {
    /// Part of the words that stand in a fragment of a source, 0 to 1.
    pub coverage: f64,
    /// Mean length of the fragment that a word stands in.
    pub density: f64,
    /// Words of the longest fragment.
    pub longest: u32,
}

/// Runs and figures of one sample.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Copies {
    /// In the order of the sample, of five words and more; they never overlap.
    pub runs: Vec<CopiedRun>,
    /// Of the whole sample.
    pub exposure: Exposure,
}

/// What of `sample` stands word for word in `sources`: every run of five words and more, so that the
/// limits of a project choose from what was read once. Signs and case do not count.
pub fn copies(sample: &Text, sources: &[&Text]) -> Copies {
    let mut lexicon = Lexicon::new(false);
    let sources = Sources::new(sources, &mut lexicon);
    let own = words(sample.as_str(), ScalarOffset(0));
    let numbers: Vec<u32> = own.iter().map(|word| lexicon.number(&sample.as_str()[word.bytes.clone()])).collect();
    let quotations = quotations(sample.as_str());
    let mut found = Copies::default();
    let (mut covered, mut squared) = (0, 0.0);
    let mut at = 0;
    while at < numbers.len() {
        let (length, place) = sources.longest(&numbers[at..]);
        covered += length;
        squared += real(length) * real(length);
        found.exposure.longest = found.exposure.longest.max(count(length));
        if let Some(place) = place
            && let Some(run) = sources.run(&own[at..at + length], place)
        {
            let quoted = quotations
                .iter()
                .any(|(from, to)| *from <= own[at].bytes.start && own[at + length - 1].bytes.end <= *to);
            found.runs.push(CopiedRun { quoted, ..run });
        }
        at += length.max(1);
    }
    if !numbers.is_empty() {
        let all = real(numbers.len());
        found.exposure.coverage = rounded(real(covered) / all);
        found.exposure.density = rounded(squared / all);
    }
    found
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The words of all sources in one row, a mark of its own between two.
struct Sources {
    numbers: Vec<u32>,
    places: Vec<Option<(usize, Span)>>,
    /// Runs of one to four words that stand anywhere.
    short: [HashSet<u128, Fixed>; SEED - 1],
    /// The last place of each seed, and for each place the one before with the same seed.
    last: HashMap<[u32; SEED], u32, Fixed>,
    before: Vec<u32>,
}

impl Sources {
    fn new(texts: &[&Text], lexicon: &mut Lexicon) -> Self {
        let mut sources = Self {
            numbers: Vec::new(),
            places: Vec::new(),
            short: std::array::from_fn(|_| HashSet::default()),
            last: HashMap::default(),
            before: Vec::new(),
        };
        for (source, text) in texts.iter().enumerate() {
            for Word { span, bytes } in words(text.as_str(), ScalarOffset(0)) {
                sources.numbers.push(lexicon.number(&text.as_str()[bytes]));
                sources.places.push(Some((source, span)));
            }
            // No word has this number: a run never crosses it.
            sources.numbers.push(u32::MAX);
            sources.places.push(None);
        }
        sources.before = vec![u32::MAX; sources.numbers.len()];
        for at in 0..sources.numbers.len() {
            for (shorter, set) in sources.short.iter_mut().enumerate() {
                if let Some(run) = sources.numbers.get(at..=at + shorter) {
                    set.insert(packed(run));
                }
            }
            if let Some(seed) = sources.numbers.get(at..at + SEED).and_then(|run| run.try_into().ok()) {
                sources.before[at] = sources.last.insert(seed, count(at)).unwrap_or(u32::MAX);
            }
        }
        sources
    }

    /// How many words from the start of `numbers` stand together in a source, and where (for runs
    /// as long as a seed).
    fn longest(&self, numbers: &[u32]) -> (usize, Option<usize>) {
        let seed: Option<[u32; SEED]> = numbers.get(..SEED).and_then(|run| run.try_into().ok());
        if let Some(last) = seed.and_then(|seed| self.last.get(&seed)) {
            let (mut best, mut place, mut at) = (0, 0, *last);
            for _ in 0..TRIED {
                let from = at as usize;
                let pairs = numbers.iter().zip(&self.numbers[from..]);
                let length = pairs.take_while(|(own, theirs)| own == theirs).count();
                // The first place of equal ones: places come last first.
                if length >= best {
                    (best, place) = (length, from);
                }
                at = self.before[from];
                if at == u32::MAX {
                    break;
                }
            }
            return (best, Some(place));
        }
        let shorter =
            |length: &usize| numbers.get(..*length).is_some_and(|run| self.short[length - 1].contains(&packed(run)));
        ((1..SEED).rev().find(shorter).unwrap_or(0), None)
    }

    fn run(&self, own: &[Word], place: usize) -> Option<CopiedRun> {
        let sample = Span::new(own.first()?.span.start(), own.last()?.span.end()).ok()?;
        let ((source, first), (_, last)) = (self.places[place]?, self.places[place + own.len() - 1]?);
        Some(CopiedRun {
            sample,
            source,
            passage: Span::new(first.start(), last.end()).ok()?,
            words: count(own.len()),
            quoted: false,
        })
    }
}

/// One to four numbers as one.
fn packed(run: &[u32]) -> u128 {
    run.iter().fold(0, |packed, number| packed << 32 | u128::from(*number))
}

/// The stretches in quotation marks, in bytes. A mark that is never closed opens nothing.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (byte, character) in text.char_indices() {
        match open {
            Some((from, close)) if character == close => {
                found.push((from, byte));
                open = None;
            }
            // A quotation ends with its paragraph.
            Some(_) if character == '\n' => open = None,
            Some(_) => {}
            None => {
                let close = match character {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '»' => Some('«'),
                    '「' => Some('」'),
                    _ => None,
                };
                open = close.map(|close| (byte + character.len_utf8(), close));
            }
        }
    }
    found
}
