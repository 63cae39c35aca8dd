//! How much each reviewer's marks are to be believed: weights for the vote on words (methods.md,
//! 'Consensus, spans', step 7).
//!
//! The weight of a reviewer is Cohen's kappa (1960) of their words against those of everyone else on
//! the items they share, pooled over items, and 0 where it is negative. Weighing a vote by agreement
//! with the others is what Wawa does for class labels; kappa takes its place since nearly all words
//! are unmarked, so that even a reviewer who marks nothing would agree on most of them.

use crate::consensus::item::SubmittedReview;
use crate::tokenize::{tokenize, tokens_in};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::gold::SpanWeighing;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::text::Text;

/// Fewer reviewers are not weighed.
pub const REVIEWERS: usize = 5;

/// Shared items from which a reviewer's own weight is believed.
pub const SHARED: u64 = 10;

/// Words of one reviewer against those of one other: both mark, only this one, only the other, none.
/// Whole numbers, so that no sum depends on the order of items.
type Words = [u64; 4];

/// Counts what reviewers mark together, item by item.
#[derive(Debug, Clone, Default)]
pub struct TokenAgreement {
    everyone: BTreeSet<ReviewerId>,
    shared: BTreeMap<ReviewerId, u64>,
    /// By how many others there are, since each of many counts less.
    words: BTreeMap<(ReviewerId, u32), Words>,
}

impl TokenAgreement {
    /// Adds an item; the reviews are one for each reviewer, in any order.
    pub fn add(&mut self, sample: &Text, reviews: &[SubmittedReview<'_>]) {
        self.everyone.extend(reviews.iter().map(|review| review.reviewer));
        let Some(others) = u32::try_from(reviews.len()).ok().and_then(|k| k.checked_sub(1)).filter(|k| *k > 0) else {
            return;
        };
        let tokens = tokenize(sample);
        let marked: Vec<Vec<bool>> = reviews
            .iter()
            .map(|review| {
                let mut marked = vec![false; tokens.len()];
                for segment in review.content.annotations.iter().flat_map(|annotation| &annotation.segments) {
                    marked[tokens_in(&tokens, segment.span)].fill(true);
                }
                marked
            })
            .collect();
        for (review, own) in reviews.iter().zip(&marked) {
            *self.shared.entry(review.reviewer).or_default() += 1;
            let words = self.words.entry((review.reviewer, others)).or_default();
            for (token, own) in own.iter().enumerate() {
                let all = marked.iter().filter(|one| one[token]).count() as u64;
                let marking = all - u64::from(*own);
                words[if *own { 0 } else { 2 }] += marking;
                words[if *own { 1 } else { 3 }] += u64::from(others) - marking;
            }
        }
    }

    /// The weights, by reviewer, or equal ones with the reason in a sentence. A reviewer who shares
    /// too little gets the mean of the others.
    pub fn weighing(&self) -> SpanWeighing {
        let equal = |reason: String| SpanWeighing { weights: Vec::new(), equal: Some(reason) };
        if self.everyone.len() < REVIEWERS {
            return equal(format!(
                "Words are not weighed below {REVIEWERS} reviewers, and there are {}: every reviewer counts the same.",
                self.everyone.len()
            ));
        }
        let known: BTreeMap<ReviewerId, f64> = self
            .everyone
            .iter()
            .filter(|reviewer| self.shared.get(reviewer).is_some_and(|shared| *shared >= SHARED))
            .filter_map(|reviewer| Some((*reviewer, self.kappa(*reviewer)?.max(0.0))))
            .collect();
        if known.len() < REVIEWERS {
            return equal(format!(
                "Only {} reviewers share {SHARED} items or more with others in which something is marked; words are \
                 weighed from {REVIEWERS} on: every reviewer counts the same.",
                known.len()
            ));
        }
        let count = f64::from(u32::try_from(known.len()).unwrap_or(u32::MAX));
        let mean = known.values().sum::<f64>() / count;
        if mean <= 0.0 {
            return equal(
                "No reviewer agrees with the others beyond chance: every reviewer counts the same.".to_owned(),
            );
        }
        let weight = |reviewer: &ReviewerId| known.get(reviewer).copied().unwrap_or(mean) / mean;
        SpanWeighing { weights: self.everyone.iter().map(|one| (*one, weight(one))).collect(), equal: None }
    }

    /// None where chance alone would agree always.
    fn kappa(&self, reviewer: ReviewerId) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^53")]
        let of = |count: u64, others: u32| count as f64 / f64::from(others);
        let mut sums = [0.0; 4];
        for ((_, others), words) in self.words.range((reviewer, 0)..=(reviewer, u32::MAX)) {
            for (sum, count) in sums.iter_mut().zip(words) {
                *sum += of(*count, *others);
            }
        }
        let all: f64 = sums.iter().sum();
        let [both, own, other, none] = sums.map(|sum| sum / all);
        let (marks, marked) = (both + own, both + other);
        let expected = marks * marked + (1.0 - marks) * (1.0 - marked);
        let defined = all > 0.0 && expected < 1.0 - 1e-12;
        defined.then(|| (both + none - expected) / (1.0 - expected))
    }
}
