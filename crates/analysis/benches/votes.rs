//! A million labels of 200 reviewers in five classes: every figure and every method.

#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

use touchstone_analysis::agreement::{class_labels as agreement, pairs};
use touchstone_analysis::consensus::class_labels::{Method, Stop, estimate};
use touchstone_analysis::seed::Draws;
use touchstone_analysis::votes::{Patterns, VoteTable};

fn main() {
    divan::main();
}

const REVIEWERS: u32 = 200;
const CLASSES: u32 = 5;

/// Five labels for each of 200,000 items; most reviewers are right most of the time.
fn table() -> VoteTable {
    let mut draws = Draws::new(1, 0);
    let mut rows = Vec::with_capacity(1_000_000);
    for item in 0..200_000 {
        let (truth, first) = (draws.below(CLASSES), draws.below(REVIEWERS));
        for place in 0..5 {
            let class = if draws.unit() < 0.7 { truth } else { draws.below(CLASSES) };
            rows.push((item, (first + place * 37) % REVIEWERS, class));
        }
    }
    VoteTable::new(200_000, REVIEWERS as usize, CLASSES as usize, &rows).unwrap_or_default()
}

#[divan::bench(sample_count = 5)]
fn alpha_and_kappas(bencher: divan::Bencher) {
    let table = table();
    bencher.bench(|| agreement::of(&Patterns::new(&table), &[agreement::Scale::Nominal]));
}

#[divan::bench(sample_count = 5)]
fn cohen_of_all_pairs(bencher: divan::Bencher) {
    let table = table();
    bencher.bench(|| pairs::of(&table));
}

#[divan::bench(sample_count = 3)]
fn a_thousand_draws(bencher: divan::Bencher) {
    let patterns = Patterns::new(&table());
    bencher.bench(|| agreement::intervals(&patterns, &[agreement::Scale::Nominal], 1_000, 0));
}

#[divan::bench(sample_count = 5, args = ["majority", "weighted", "dawid-skene", "one-coin"])]
fn consensus(bencher: divan::Bencher, method: &str) {
    let table = table();
    let method = match method {
        "majority" => Method::Majority,
        "weighted" => Method::Weighted,
        "one-coin" => Method::OneCoin,
        _ => Method::DawidSkene,
    };
    bencher.bench(|| estimate(&table, method, Stop::After(15), 0));
}
