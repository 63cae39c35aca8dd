//! Dawid and Skene (1979): a confusion matrix for each reviewer, by expectation maximisation.

use crate::consensus::class_labels::expectation::{FLOOR, Walk, begin, expect};
use crate::consensus::class_labels::{ClassConsensus, Stop, float, only_largest};
use crate::votes::VoteTable;

/// Rounds at most.
const MOST: u32 = 2_000;

/// The likelihood stands still when it changes by less than this part.
const STILL: f64 = 1e-10;

/// Rounds until the likelihood stands still, or as many as asked for. `matrices` makes the matrices
/// of reviewers from expected counts.
pub(super) fn rounds(
    table: &VoteTable,
    stop: Stop,
    matrices: impl Fn(&VoteTable, &mut [f64]),
) -> (ClassConsensus, Vec<f64>) {
    let classes = table.classes();
    let mut posterior = vec![0.0; table.items() * classes];
    let mut walk = begin(table, &mut posterior);
    let most = if let Stop::After(rounds) = stop { rounds } else { MOST };
    let (mut iterations, mut converged, mut likelihood) = (0, false, None);
    while iterations < most && !table.all().is_empty() {
        let prior = prior(&walk, table.items());
        let mut given = std::mem::take(&mut walk.counts);
        matrices(table, &mut given);
        walk = expect(table, &prior, &given, &mut posterior);
        iterations += 1;
        let now = walk.log_likelihood;
        // Equal where labels tell nothing at all: then both are 0.
        converged = likelihood
            .is_some_and(|before: f64| before.total_cmp(&now).is_eq() || (now - before).abs() < STILL * now.abs());
        likelihood = Some(now);
        if converged && stop == Stop::Converged {
            break;
        }
    }
    let prior = prior(&walk, table.items());
    let labels = posterior.chunks_exact(classes.max(1)).map(only_largest).collect();
    let counts = std::mem::take(&mut walk.counts);
    let found = ClassConsensus {
        classes,
        posterior,
        labels,
        prior,
        iterations,
        converged,
        log_likelihood: likelihood,
        ..ClassConsensus::default()
    };
    (found, counts)
}

fn prior(walk: &Walk, items: usize) -> Vec<f64> {
    walk.classes.iter().map(|sum| (sum / float(items.max(1))).max(FLOOR)).collect()
}

/// For each reviewer, the expected share of labels that are right.
pub(super) fn expected_right(table: &VoteTable, counts: &[f64]) -> Vec<f64> {
    let classes = table.classes();
    let labels = table.labels_of_reviewers();
    let of_reviewer = |(matrix, labels): (&[f64], u64)| {
        let right: f64 = (0..classes).map(|class| matrix[class * classes + class]).sum();
        right / float(usize::try_from(labels).unwrap_or(usize::MAX).max(1))
    };
    counts.chunks_exact((classes * classes).max(1)).zip(labels).map(of_reviewer).collect()
}

pub(super) fn estimate(table: &VoteTable, stop: Stop) -> ClassConsensus {
    let used = used(table);
    let (mut found, counts) = rounds(table, stop, |table, counts| to_matrices(table, &used, counts));
    found.reliability = expected_right(table, &counts);
    found.confusion = counts;
    to_matrices(table, &used, &mut found.confusion);
    found
}

/// Whether a reviewer ever gave a class: only those rows of the matrix exist.
fn used(table: &VoteTable) -> Vec<bool> {
    let mut used = vec![false; table.reviewers() * table.classes()];
    for vote in table.all() {
        used[vote.reviewer as usize * table.classes() + vote.class as usize] = true;
    }
    used
}

/// Floors the expected counts of the rows in use and makes every column sum to 1.
fn to_matrices(table: &VoteTable, used: &[bool], counts: &mut [f64]) {
    let classes = table.classes();
    for (matrix, used) in counts.chunks_exact_mut((classes * classes).max(1)).zip(used.chunks_exact(classes.max(1))) {
        for column in 0..classes {
            let rows = || used.iter().enumerate().filter(|(_, used)| **used).map(|(row, _)| row * classes + column);
            let mut total = 0.0;
            for at in rows() {
                matrix[at] = matrix[at].max(FLOOR);
                total += matrix[at];
            }
            for at in rows() {
                matrix[at] /= total;
            }
        }
    }
}
