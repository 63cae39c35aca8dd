//! Gamma over a project: asked for by itself, since it aligns the marks of every item.

use crate::agreement::figures::Figures;
use crate::agreement::gathered::{Gathered, GatheredItem};
use touchstone_analysis::agreement::spans::continuum::Unit;
use touchstone_analysis::agreement::spans::gamma::{Coded, gamma};

/// Adds gamma, its two disorders and the spread of the expected one.
pub(super) fn add(gathered: &Gathered, seed: u64, figures: &mut Figures) {
    let items: Vec<Coded> = gathered.items.iter().filter(|item| item.reviews.len() > 1).map(coded).collect();
    let found = gamma(&items, seed);
    figures.add("gamma", found.gamma, None);
    figures.add("gamma_observed", found.observed, None);
    figures.add("gamma_expected", found.expected, None);
    figures.add("gamma_expected_sd", found.expected_spread, None);
}

fn coded(item: &GatheredItem) -> Coded {
    let coders = item.spans.reviews.iter().map(|review| {
        let marks = review.marks.iter().filter(|mark| mark.start < mark.end);
        let mut units: Vec<Unit> =
            marks.map(|mark| Unit { start: mark.start, end: mark.end, category: mark.label }).collect();
        units.sort_unstable();
        units.dedup();
        units
    });
    Coded { length: item.spans.length, coders: coders.collect() }
}
