//! What one item adds to the u-alpha family, so that the family is measured over many items at once.
//!
//! Every sum of a continuum is divided by its own number of coders less one, as in alpha for unequal
//! numbers of values. So where all items have the same coders, the sums of the items are those of
//! the items put one behind the other as one continuum; where they have not, the formulas still hold.

use crate::agreement::spans::continuum::{OfCategory, Sums, Unit, between};
use crate::agreement::spans::sums::{Mark, at};
use crate::consensus::class_labels::float;
use crate::figure::Figure;
use std::collections::BTreeMap;

/// Columns for each label: met, same, squares of what is met.
const EACH: usize = 3;

/// Columns of the family in a row of sums, for so many labels.
pub(super) const fn width(labels: usize) -> usize {
    1 + EACH * labels
}

/// The u-alpha family over all items.
pub(super) struct Family {
    pub(super) u: Figure,
    pub(super) binary: Figure,
    pub(super) cu: Figure,
    pub(super) ku: Vec<Figure>,
}

/// Units that do not overlap: where marks of one reviewer do, the label with the highest number
/// counts. Marks that touch stay apart, also where their labels are the same. `ordered` are different
/// marks, in order.
pub(super) fn units(ordered: &[Mark]) -> Vec<Unit> {
    let unit = |mark: &Mark| Unit { start: mark.start, end: mark.end, category: mark.label };
    if ordered.windows(2).all(|pair| pair[0].end <= pair[1].start) {
        return ordered.iter().map(unit).collect();
    }
    let mut cuts: Vec<u32> = ordered.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut units: Vec<Unit> = Vec::new();
    for stretch in cuts.windows(2) {
        let (start, end) = (stretch[0], stretch[1]);
        let over = || ordered.iter().take_while(move |mark| mark.start <= start).filter(move |mark| mark.end >= end);
        let Some(category) = over().map(|mark| mark.label).max() else { continue };
        let goes_on = over().any(|mark| mark.label == category && mark.start < start);
        match units.last_mut() {
            Some(last) if last.end == start && last.category == category && goes_on => last.end = end,
            Some(_) | None => units.push(Unit { start, end, category }),
        }
    }
    units
}

/// Adds an item's units to the columns of the family, which begin with the squared lengths.
pub(super) fn fill(coders: &[Vec<Unit>], columns: &mut [f64]) {
    for unit in coders.iter().flatten() {
        let length = f64::from(unit.end - unit.start);
        columns[0] += length * length;
    }
    let others = float(coders.len()) - 1.0;
    for (number, coder) in coders.iter().enumerate() {
        for (_, other) in coders.iter().enumerate().filter(|(other, _)| *other != number) {
            between(coder, other, others, |category, add| {
                let first = 1 + EACH * category as usize;
                columns[first] += add.met;
                columns[first + 1] += add.same;
                columns[first + 2] += add.met_squares;
            });
        }
    }
}

/// The family from a total of rows. The lengths of each label are those of the characters.
pub(super) fn family(total: &[f64], labels: usize) -> Family {
    let kinds = &total[at::KINDS..][..=labels];
    let columns = &total[at::KINDS + 1 + labels..];
    let categories: BTreeMap<u32, OfCategory> = (0..)
        .zip(&kinds[1..])
        .zip(columns[1..].chunks_exact(EACH))
        .map(|((label, length), of)| {
            (label, OfCategory { length: *length, met: of[0], same: of[1], met_squares: of[2] })
        })
        .collect();
    let sums = Sums { positions: kinds.iter().sum(), squares: columns[0], categories };
    Family { u: sums.u(), binary: sums.binary(), cu: sums.cu(), ku: sums.ku().into_values().collect() }
}
