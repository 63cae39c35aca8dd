//! Consensus over class labels: from several answers to one, with how sure it is.

mod dawid_skene;
mod expectation;
mod mace;
mod one_coin;
mod vote;

use crate::votes::VoteTable;
pub use touchstone_domain::gold::Method;

/// When an iterative method ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stop {
    /// When the likelihood stands still.
    #[default]
    Converged,
    /// After exactly so many iterations.
    After(u32),
}

/// What an estimate came to. `posterior` holds a row of classes for each item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClassConsensus {
    /// Number of classes.
    pub classes: usize,
    /// Probability, or share of votes, of each class for each item.
    pub posterior: Vec<f64>,
    /// The class of each item; none where it is unresolved.
    pub labels: Vec<Option<u32>>,
    /// For each reviewer, how far they are to be believed, from 0 to 1; what it is exactly depends
    /// on the method.
    pub reliability: Vec<f64>,
    /// For each reviewer a matrix: row the class given, column the true class; columns sum to 1.
    pub confusion: Vec<f64>,
    /// Share of each class among all items.
    pub prior: Vec<f64>,
    /// Rounds of an iterative method; 0 of others.
    pub iterations: u32,
    /// Whether the likelihood stood still at the end.
    pub converged: bool,
    /// Logarithm of the likelihood, of iterative methods.
    pub log_likelihood: Option<f64>,
}

impl ClassConsensus {
    /// The probabilities of one item.
    pub fn of(&self, item: usize) -> &[f64] {
        &self.posterior[item * self.classes..][..self.classes]
    }

    /// The most probable class of an item, of equal ones the first: for accuracy against gold only.
    pub fn most_probable(&self, item: usize) -> Option<u32> {
        let row = self.of(item);
        let mut best = None;
        for (class, probability) in (0..).zip(row) {
            if best.is_none_or(|(_, most)| *probability > most) {
                best = Some((class, *probability));
            }
        }
        best.map(|(class, _)| class)
    }

    /// How unsure an item is, in bits.
    pub fn entropy(&self, item: usize) -> f64 {
        -self.of(item).iter().filter(|p| **p > 0.0).map(|p| p * p.log2()).sum::<f64>() + 0.0
    }

    /// How many items have no class.
    pub fn unresolved(&self) -> usize {
        self.labels.iter().filter(|label| label.is_none()).count()
    }
}

/// Estimates the class of every item. `seed` matters to [`Method::Mace`] only.
pub fn estimate(table: &VoteTable, method: Method, stop: Stop, seed: u64) -> ClassConsensus {
    match method {
        Method::Majority => vote::majority(table),
        Method::Weighted => vote::weighted(table),
        Method::DawidSkene => dawid_skene::estimate(table, stop),
        Method::OneCoin => one_coin::estimate(table, stop),
        Method::Mace => mace::estimate(table, stop, seed),
    }
}

/// The first class with the largest value, and none when another is as large. Sums of the same
/// numbers in another order differ in the last bits, so values that close are equal.
fn only_largest(values: &[f64]) -> Option<u32> {
    const SAME: f64 = 1e-12;
    let largest = values.iter().copied().fold(0.0, f64::max);
    let mut near = (0..).zip(values).filter(|(_, value)| largest > 0.0 && **value >= largest * (1.0 - SAME));
    let (first, _) = near.next()?;
    near.next().is_none().then_some(first)
}

/// Divides each value.
#[inline]
fn divide(values: &mut [f64], by: f64) {
    for value in values {
        *value /= by;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(crate) const fn float(count: usize) -> f64 {
    count as f64
}
