//! Votes: each reviewer's counts the same, or as much as they agree with the others.

use crate::consensus::class_labels::{ClassConsensus, divide, float, only_largest};
use crate::votes::VoteTable;

/// Strict majority. The posterior is the share of votes; reliability is how much a reviewer agrees
/// with the votes (see [`agreement_with`]).
pub(super) fn majority(table: &VoteTable) -> ClassConsensus {
    let posterior = shares(table, |_| 1.0);
    let row_of = |row: &[f64]| only_largest(row).filter(|label| row[*label as usize] > 0.5);
    let labels = posterior.chunks_exact(table.classes().max(1)).map(row_of).collect();
    let reliability = agreement_with(table, &posterior);
    finish(table, posterior, labels, reliability)
}

/// Wawa: each vote weighs as much as its reviewer agrees with the votes of all.
pub(super) fn weighted(table: &VoteTable) -> ClassConsensus {
    let skills = agreement_with(table, &shares(table, |_| 1.0));
    let posterior = shares(table, |reviewer| skills[reviewer as usize]);
    let labels = posterior.chunks_exact(table.classes().max(1)).map(only_largest).collect();
    finish(table, posterior, labels, skills)
}

/// Shares of votes.
fn shares(table: &VoteTable, weight: impl Fn(u32) -> f64) -> Vec<f64> {
    // Written once: adding up in place would have the system hand out every page twice.
    let mut posterior = Vec::with_capacity(table.items() * table.classes());
    let mut row = vec![0.0; table.classes()];
    for votes in table.by_item() {
        row.fill(0.0);
        for vote in votes {
            row[vote.class as usize] += weight(vote.reviewer);
        }
        let total: f64 = row.iter().sum();
        if total > 0.0 {
            divide(&mut row, total);
        }
        posterior.extend_from_slice(&row);
    }
    posterior
}

/// For each reviewer, the share of labels that equal the class with the most votes. Where several
/// classes have as many, each of them is right by its part: no order of names decides.
fn agreement_with(table: &VoteTable, shares: &[f64]) -> Vec<f64> {
    let mut given = vec![(0.0, 0_u32); table.reviewers()];
    for (votes, row) in table.by_item().zip(shares.chunks_exact(table.classes().max(1))) {
        let largest = row.iter().copied().fold(0.0, f64::max);
        let ahead = |share: f64| share >= largest * (1.0 - 1e-12);
        let part = 1.0 / float(row.iter().filter(|share| ahead(**share)).count());
        for vote in votes {
            let (right, all) = &mut given[vote.reviewer as usize];
            if ahead(row[vote.class as usize]) {
                *right += part;
            }
            *all += 1;
        }
    }
    given.into_iter().map(|(right, all)| right / f64::from(all.max(1))).collect()
}

fn finish(table: &VoteTable, posterior: Vec<f64>, labels: Vec<Option<u32>>, reliability: Vec<f64>) -> ClassConsensus {
    let classes = table.classes();
    let mut confusion = vec![0.0; table.reviewers() * classes * classes];
    let mut prior = vec![0.0; classes];
    for (votes, label) in table.by_item().zip(&labels) {
        let Some(label) = label.map(|label| label as usize) else { continue };
        prior[label] += 1.0;
        for vote in votes {
            confusion[(vote.reviewer as usize * classes + vote.class as usize) * classes + label] += 1.0;
        }
    }
    columns_to_shares(&mut confusion, classes);
    let resolved: f64 = prior.iter().sum();
    divide(&mut prior, resolved.max(1.0));
    ClassConsensus { classes, posterior, labels, reliability, confusion, prior, converged: true, ..Default::default() }
}

/// Each column of each reviewer's matrix sums to 1, or is 0 throughout.
fn columns_to_shares(confusion: &mut [f64], classes: usize) {
    for matrix in confusion.chunks_exact_mut((classes * classes).max(1)) {
        for column in 0..classes {
            let total: f64 = (0..classes).map(|row| matrix[row * classes + column]).sum();
            for row in (0..classes).filter(|_| total > 0.0) {
                matrix[row * classes + column] /= total;
            }
        }
    }
}
