//! Whatever runs on several threads gives the same bits on 1, 2 and 7 of them.

use std::fmt::Debug;
use touchstone_analysis::agreement::class_labels::{Scale, intervals};
use touchstone_analysis::agreement::pairs;
use touchstone_analysis::agreement::spans::continuum::Unit;
use touchstone_analysis::agreement::spans::gamma::{Coded, gamma};
use touchstone_analysis::agreement::spans::{self, Mark, ReviewedSpans, SpanItem, SpanTable};
use touchstone_analysis::consensus::class_labels::{Method, Stop, estimate};
use touchstone_analysis::seed::Draws;
use touchstone_analysis::threads::on_threads;
use touchstone_analysis::votes::{Patterns, VoteTable};

#[track_caller]
fn alike<T: PartialEq + Debug>(work: impl Fn() -> T) {
    let one = on_threads(1, &work);
    for threads in [2, 7] {
        assert!(on_threads(threads, &work) == one, "{threads} threads give something else");
    }
}

/// More items than one chunk of the rounds of Dawid-Skene holds, several times over.
fn table(items: u32) -> VoteTable {
    let mut draws = Draws::new(3, 0);
    let mut rows = Vec::new();
    for item in 0..items {
        let (truth, first) = (draws.below(3), draws.below(9));
        for place in 0..3 {
            let class = if draws.unit() < 0.6 { truth } else { draws.below(3) };
            rows.push((item, (first + place * 4) % 9, class));
        }
    }
    VoteTable::new(items as usize, 9, 3, &rows).unwrap()
}

#[test]
fn consensus_of_many_items() {
    let table = table(150_000);
    for method in [Method::DawidSkene, Method::OneCoin, Method::Mace, Method::Weighted, Method::Majority] {
        alike(|| estimate(&table, method, Stop::After(3), 5));
    }
}

#[test]
fn intervals_of_classes_and_pairs() {
    let table = table(300);
    let patterns = Patterns::new(&table);
    alike(|| intervals(&patterns, &[Scale::Nominal, Scale::Ordinal], 101, 9));
    let found = pairs::of(&table);
    alike(|| pairs::intervals(&table, &found, 101, 9));
}

#[test]
fn intervals_of_spans_and_the_samples_of_gamma() {
    let mut draws = Draws::new(8, 0);
    let mut table = SpanTable::new(2);
    let mut coded = Vec::new();
    for _ in 0..60 {
        let mut mark = || {
            let start = draws.below(60);
            Mark { start, end: start + 1 + draws.below(20), label: draws.below(2) }
        };
        let marks: Vec<Vec<Mark>> = (0..3).map(|_| vec![mark()]).collect();
        let unit = |mark: &Mark| Unit { start: mark.start, end: mark.end, category: mark.label };
        coded.push(Coded { length: 80, coders: marks.iter().map(|marks| marks.iter().map(unit).collect()).collect() });
        let reviews = (0..).zip(marks).map(|(reviewer, marks)| ReviewedSpans { reviewer, marks });
        let tokens = (0..16).map(|token| (token * 5, token * 5 + 4)).collect();
        table.add(&SpanItem { length: 80, tokens, reviews: reviews.collect() });
    }
    alike(|| spans::intervals(&table, 101, 4));
    alike(|| gamma(&coded, 4));
}
