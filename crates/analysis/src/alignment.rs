//! Evidence: the passages of the sources that share most words with a claim, by BM25 over the
//! sentences of all sources of an item.
//!
//! Shared words are all there is to it: a passage that is listed need not support the claim, and one
//! that is not listed may.

use crate::sentence::sentences;
use crate::words::{Lexicon, real, rounded, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Passages for each claim.
pub const PASSAGES: usize = 3;

/// A long source has words in every second sentence; above this many sentences, words in more than
/// a tenth of them only count where a claim has no others.
const MANY: usize = 2_000;

/// A passage of a source that shares words with a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Which source, in the item's order.
    pub source: usize,
    /// A sentence of it.
    #[serde(flatten)]
    pub span: Span,
    /// The part of the claim's words, weighted by how rare they are, that the passage has: 0 to 1.
    pub strength: f64,
}

/// The sentences of some texts, ready to be asked.
pub struct Index {
    lexicon: Lexicon,
    passages: Vec<(usize, Span)>,
    lengths: Vec<f64>,
    mean: f64,
    /// For each word, the passages that have it and how often, in order.
    postings: Vec<Vec<(u32, u32)>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("passages", &self.passages.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Of the sentences of `texts`. `english` joins the forms of a word ("opened", "opening").
    pub fn new(texts: &[&Text], english: bool) -> Self {
        let parts = texts.iter().enumerate().flat_map(|(source, text)| {
            let cut = sentences(text);
            cut.into_iter().map(move |span| (source, span))
        });
        let passages: Vec<(usize, Span)> = parts.collect();
        let mut index = Self {
            lexicon: Lexicon::new(english),
            lengths: Vec::with_capacity(passages.len()),
            passages,
            mean: 0.0,
            postings: Vec::new(),
        };
        let mut here: Vec<u32> = Vec::new();
        for (number, (source, span)) in (0_u32..).zip(&index.passages) {
            let mut length = 0_u32;
            let string = texts[*source].slice(*span);
            here.extend(words(string, span.start()).into_iter().map(|word| {
                length += 1;
                index.lexicon.number(&string[word.bytes])
            }));
            here.sort_unstable();
            for same in here.chunk_by(|a, b| a == b) {
                let word = same[0] as usize;
                if index.postings.len() <= word {
                    index.postings.resize(word + 1, Vec::new());
                }
                index.postings[word].push((number, u32::try_from(same.len()).unwrap_or(u32::MAX)));
            }
            here.clear();
            index.lengths.push(f64::from(length));
        }
        index.mean = index.lengths.iter().sum::<f64>() / real(index.lengths.len().max(1));
        index
    }

    /// The passages nearest to `claim`, best first; of equal ones the first in the text.
    pub fn nearest(&self, claim: &str, count: usize) -> Vec<Nearest> {
        let all = self.passages.len();
        let weight = |have: usize| (1.0 + (real(all - have) + 0.5) / (real(have) + 0.5)).ln();
        let mut asked: Vec<(Option<u32>, f64)> = Vec::new();
        let mut seen = BTreeSet::new();
        for word in words(claim, ScalarOffset(0)) {
            let found = self.lexicon.find(&claim[word.bytes]);
            let number = found.as_ref().ok().copied();
            if seen.insert(found) {
                asked.push((number, weight(number.map_or(0, |number| self.postings[number as usize].len()))));
            }
        }
        let total: f64 = asked.iter().map(|(_, weight)| weight).sum();
        let is_common = |number: u32| all > MANY && self.postings[number as usize].len() * 10 > all;
        let known = || asked.iter().filter_map(|(number, weight)| Some(((*number)?, *weight)));
        let any_rare = known().any(|(number, _)| !is_common(number));
        let mut scores = vec![(0.0, 0.0); self.passages.len()];
        let mut touched = Vec::new();
        for (number, weight) in known().filter(|(number, _)| !any_rare || !is_common(*number)) {
            for (passage, often) in &self.postings[number as usize] {
                let often = f64::from(*often);
                let length = self.lengths[*passage as usize] / self.mean;
                let sums: &mut (f64, f64) = &mut scores[*passage as usize];
                if sums.0 == 0.0 {
                    touched.push(*passage);
                }
                sums.0 += weight * often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * length));
                sums.1 += weight;
            }
        }
        let ranked = touched.into_iter().map(|passage| (passage, scores[passage as usize]));
        let mut ranked: Vec<(u32, (f64, f64))> = ranked.collect();
        let order = |a: &(u32, (f64, f64)), b: &(u32, (f64, f64))| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0));
        if ranked.len() > count && count > 0 {
            ranked.select_nth_unstable_by(count - 1, order);
        }
        ranked.truncate(count);
        ranked.sort_by(order);
        let told = |(passage, (_, shared)): (u32, (f64, f64))| {
            let (source, span) = self.passages[passage as usize];
            Nearest { source, span, strength: if total > 0.0 { rounded((shared / total).min(1.0)) } else { 0.0 } }
        };
        ranked.into_iter().map(told).collect()
    }
}
