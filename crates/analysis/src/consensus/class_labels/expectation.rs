//! The part that Dawid-Skene and its one-coin form share: from reviewers' matrices to posteriors,
//! and back to counts, in one walk over the labels.
//!
//! Items are parted into chunks by their number alone, each with sums of its own that are added in
//! order: the result is the same on any number of threads.

use crate::consensus::class_labels::{divide, float};
use crate::threads::{at_once, threads};
use crate::votes::VoteTable;

/// Probabilities are never taken to be smaller.
pub(super) const FLOOR: f64 = 1e-10;

/// After so many factors a product is scaled up again: each is at least 1e-10 over the number of
/// labels, so none comes near the smallest number.
const FACTORS: usize = 14;

/// Items of one chunk.
const CHUNK: usize = 1 << 15;

/// Tables of counts larger than this are not kept several times.
const MOST_COUNTS: usize = 1 << 18;

/// What one walk over the labels gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Walk {
    /// Expected number of labels by reviewer, class given and true class.
    pub(super) counts: Vec<f64>,
    /// Sum of the posteriors by class.
    pub(super) classes: Vec<f64>,
    /// Logarithm of the likelihood.
    pub(super) log_likelihood: f64,
}

impl Walk {
    fn zero(table: &VoteTable) -> Self {
        let classes = table.classes();
        Self {
            counts: vec![0.0; table.reviewers() * classes * classes],
            classes: vec![0.0; classes],
            log_likelihood: 0.0,
        }
    }

    fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, part)| *sum += part);
        self.classes.iter_mut().zip(&other.classes).for_each(|(sum, part)| *sum += part);
        self.log_likelihood += other.log_likelihood;
    }
}

/// The counts that follow from posteriors which are vote shares: where every method begins.
pub(super) fn begin(table: &VoteTable, posterior: &mut [f64]) -> Walk {
    walk(table, posterior, &|item, row, sums| {
        let votes = table.of(item);
        for vote in votes {
            row[vote.class as usize] += 1.0;
        }
        let count = float(votes.len().max(1));
        divide(row, count);
        scatter(table, item, row, sums);
    })
}

/// Posteriors from a prior and matrices (reviewer, class given, true class), and the counts that
/// follow from them.
pub(super) fn expect(table: &VoteTable, prior: &[f64], matrices: &[f64], posterior: &mut [f64]) -> Walk {
    // With the number of classes known to the compiler the inner loops have no branches.
    match table.classes() {
        2 => expect_of::<2>(table, prior, matrices, posterior),
        3 => expect_of::<3>(table, prior, matrices, posterior),
        4 => expect_of::<4>(table, prior, matrices, posterior),
        5 => expect_of::<5>(table, prior, matrices, posterior),
        6 => expect_of::<6>(table, prior, matrices, posterior),
        _ => walk(table, posterior, &|item, row, sums| {
            row.copy_from_slice(prior);
            let classes = row.len();
            for (at, vote) in table.of(item).iter().enumerate() {
                let start = (vote.reviewer as usize * classes + vote.class as usize) * classes;
                row.iter_mut().zip(&matrices[start..start + classes]).for_each(|(p, given)| *p *= given);
                if at % FACTORS == FACTORS - 1 {
                    sums.log_likelihood += rescale(row);
                }
            }
            sums.log_likelihood += normalise(row);
            scatter(table, item, row, sums);
        }),
    }
}

fn expect_of<const N: usize>(table: &VoteTable, prior: &[f64], matrices: &[f64], posterior: &mut [f64]) -> Walk {
    let (rows, _) = matrices.as_chunks::<N>();
    let Some(prior) = prior.first_chunk::<N>() else { return Walk::zero(table) };
    walk(table, posterior, &|item, row, sums| {
        let mut product = *prior;
        let votes = table.of(item);
        for (at, vote) in votes.iter().enumerate() {
            let given = &rows[vote.reviewer as usize * N + vote.class as usize];
            for (p, given) in product.iter_mut().zip(given) {
                *p *= given;
            }
            if at % FACTORS == FACTORS - 1 {
                sums.log_likelihood += rescale(&mut product);
            }
        }
        sums.log_likelihood += normalise(&mut product);
        row.copy_from_slice(&product);
        let (counts, _) = sums.counts.as_chunks_mut::<N>();
        for vote in votes {
            let count = &mut counts[vote.reviewer as usize * N + vote.class as usize];
            for (count, p) in count.iter_mut().zip(&product) {
                *count += p;
            }
        }
        for (sum, p) in sums.classes.iter_mut().zip(&product) {
            *sum += p;
        }
    })
}

#[inline]
fn scatter(table: &VoteTable, item: usize, row: &[f64], sums: &mut Walk) {
    let classes = row.len();
    for vote in table.of(item) {
        let start = (vote.reviewer as usize * classes + vote.class as usize) * classes;
        sums.counts[start..start + classes].iter_mut().zip(row).for_each(|(count, p)| *count += p);
    }
    sums.classes.iter_mut().zip(row).for_each(|(sum, p)| *sum += p);
}

/// Divides by the sum and gives its logarithm.
#[inline]
fn normalise(row: &mut [f64]) -> f64 {
    let total: f64 = row.iter().sum();
    divide(row, total);
    total.ln()
}

fn rescale(row: &mut [f64]) -> f64 {
    let largest = row.iter().copied().fold(0.0, f64::max);
    divide(row, largest);
    largest.ln()
}

/// Carries `each` out for every item, with a row of the posterior and sums to add to.
pub(super) fn walk(
    table: &VoteTable,
    posterior: &mut [f64],
    each: &(impl Fn(usize, &mut [f64], &mut Walk) + Sync),
) -> Walk {
    let classes = table.classes().max(1);
    let zero = Walk::zero(table);
    let chunk = if zero.counts.len() > MOST_COUNTS { table.items().max(1) } else { CHUNK };
    let part = |at: usize, rows: &mut [f64]| {
        let mut sums = zero.clone();
        for (offset, row) in rows.chunks_exact_mut(classes).enumerate() {
            each(at * chunk + offset, row, &mut sums);
        }
        sums
    };
    let mut total = zero.clone();
    let mut chunks: Vec<(usize, &mut [f64])> = posterior.chunks_mut(chunk * classes).enumerate().collect();
    let threads = threads() as usize;
    if threads < 2 || chunks.len() < 2 {
        for (at, rows) in chunks {
            total.add(&part(at, rows));
        }
        return total;
    }
    while !chunks.is_empty() {
        let wave = chunks.drain(..threads.min(chunks.len()));
        let sums = at_once(wave.collect(), |(at, rows): (usize, &mut [f64])| part(at, rows));
        for part in &sums {
            total.add(part);
        }
    }
    total
}
