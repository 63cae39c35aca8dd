//! Dawid-Skene with one number for each reviewer: the probability of being right. A wrong answer is
//! any other class with the same probability.

use crate::consensus::class_labels::dawid_skene::{expected_right, rounds};
use crate::consensus::class_labels::expectation::FLOOR;
use crate::consensus::class_labels::{ClassConsensus, Stop, float};
use crate::votes::VoteTable;

pub(super) fn estimate(table: &VoteTable, stop: Stop) -> ClassConsensus {
    let (mut found, counts) = rounds(table, stop, to_matrices);
    found.reliability = expected_right(table, &counts);
    found.confusion = counts;
    to_matrices(table, &mut found.confusion);
    found
}

fn to_matrices(table: &VoteTable, counts: &mut [f64]) {
    let classes = table.classes();
    let skills = expected_right(table, counts);
    let others = float(classes.saturating_sub(1).max(1));
    for (matrix, skill) in counts.chunks_exact_mut((classes * classes).max(1)).zip(skills) {
        for (at, given) in matrix.iter_mut().enumerate() {
            let right = at / classes == at % classes;
            *given = if right { skill } else { (1.0 - skill) / others }.max(FLOOR);
        }
    }
}
