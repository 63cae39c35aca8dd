//! How far one reviewer can be relied on, measured against the others on the same items.
//!
//! Leave one out: the reference of an item is the vote on words of all *other* reviewers who
//! submitted it (a word is in where more than half of them mark it; runs are split where at least
//! half of those who mark both sides have a boundary). Of a reviewer who shares items with two or
//! more others, only those items count; of one who never does, the single other review of an item is
//! the reference, and the basis says so.
//!
//! With S the spans of the reference, O the reviewer's own spans (places once each, white space at
//! their ends cut), both summed over the items:
//! - misses = |{s ∈ S: no o overlaps s}| / |S|
//! - over-marking = |{o ∈ O: no other marks a word of o}| / |O|, and the same of characters
//! - matched pairs M: one to one at an overlap (intersection over union) of a half or more, the
//!   closest first; starts = mean of start(o) − start(s), ends = mean of end(o) − end(s) over M,
//!   in characters: below 0 is earlier
//! - severity = mean of rank(o) − median rank of the others at s, over pairs where both are stated
//! - same label = share of pairs with the label that most of the others' characters at s have
//! - same verdict = share of items with the verdict of more than half of the others
//! - agreement = mean over items of the mean F1 of characters with each other review (both empty 1)
//!
//! The shares are recall and precision of spans seen from the other side (Tjong Kim Sang and De
//! Meulder 2003 for spans, Snow and others 2008 for reviewers against the rest of a crowd); the
//! intervals are Efron's percentile bootstrap over items.
//!
//! Rows are put in order by what they hold before anything is summed or drawn, so that neither the
//! order of items nor that of reviewers changes a bit of any figure.

mod against;
mod course;
pub mod gold;
pub mod influence;
mod rows;

pub use against::{Compared, Reference, Reviewed, Said, compare};
pub use course::{SITTING_GAP_MS, SITTING_LEAST, Thirds};
pub use rows::Measured;

use crate::figure::Undefined;
use against::at;
use rows::Rows;
use std::collections::BTreeMap;

/// How intervals are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// How often.
    pub draws: u32,
    /// From which seed.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { draws: 1_000, seed: 0 }
    }
}

/// What the reviewer is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The vote of the others, on items that two or more others submitted.
    Several,
    /// The one other review of each item.
    One,
    /// Nobody else submitted the same items.
    None,
}

/// One review of the reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When it was last touched, in milliseconds since 1970.
    pub at: Option<i64>,
    /// Time of work, in milliseconds.
    pub elapsed_ms: Option<u64>,
    /// Against the others; none where nobody else submitted the item.
    pub compared: Option<Compared>,
}

/// The figures of one reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// What it is compared with.
    pub basis: Basis,
    /// Reviews of the reviewer, all told.
    pub reviews: u64,
    /// Items that are compared.
    pub compared: u64,
    /// Mean F1 of characters with each other review of an item.
    pub agreement: Measured,
    /// Items with the verdict that most others give.
    pub same_verdict: Measured,
    /// Spans that the others hold and the reviewer lacks.
    pub misses: Measured,
    /// Own spans that nobody else marks any word of.
    pub over_marking: Measured,
    /// Own characters that nobody else marks.
    pub over_marked_characters: Measured,
    /// Characters by which own spans start later; below 0 earlier.
    pub starts: Measured,
    /// Characters by which own spans end later; below 0 earlier.
    pub ends: Measured,
    /// Steps by which own severities are higher; below 0 lower.
    pub severity: Measured,
    /// Matched spans with the label of the others.
    pub same_label: Measured,
    /// What most often stands in place of what: own label, label of the others, how often.
    pub confused: Option<(u32, u32, u64)>,
    /// Median time of work of an item, in milliseconds.
    pub time: Measured,
    /// Sittings that are long enough to show a course.
    pub sittings: u64,
    /// For each entry the third of its sitting, from 0; none outside of such sittings.
    pub third_of: Vec<Option<usize>>,
    /// Agreement in the first, middle and last third of a sitting.
    pub agreement_thirds: Thirds,
    /// Median time in the thirds.
    pub time_thirds: Thirds,
}

/// Measures one reviewer. The order of `entries` does not matter.
pub fn measure(entries: &[Entry], sampling: Sampling) -> Reliability {
    let basis = basis(entries);
    let counts = |compared: &Compared| match basis {
        Basis::Several => compared.others > 1,
        Basis::One => true,
        Basis::None => false,
    };
    let (thirds, sittings) = course::thirds(entries);
    let mut rows = Vec::new();
    let mut confused: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for (entry, third) in entries.iter().zip(&thirds) {
        let Some(compared) = entry.compared.as_ref().filter(|compared| counts(compared)) else { continue };
        let mut row = compared.sums;
        if let Some(third) = third {
            row[at::THIRDS + 2 * third] = 1.0;
            row[at::THIRDS + 2 * third + 1] = row[at::AGREEMENT];
        }
        rows.push(row);
        for pair in &compared.confused {
            *confused.entry(*pair).or_default() += 1;
        }
    }
    let rows = Rows::new(rows, sampling);
    let nobody = |reason: Undefined| if basis == Basis::None { Undefined::NobodyElse } else { reason };
    let share = |part: usize, of: usize, reason: Undefined| rows.ratio(part, of, &nobody(reason));
    let (time, time_thirds) = course::times(entries, &thirds, sampling);
    let worst = confused.into_iter().max_by_key(|((own, others), times)| (*times, std::cmp::Reverse((*own, *others))));
    Reliability {
        basis,
        reviews: entries.len() as u64,
        compared: rows.count(),
        agreement: share(at::AGREEMENT, at::ITEMS, Undefined::NobodyElse),
        same_verdict: share(at::SAME_VERDICT, at::VERDICTS, Undefined::NoSharedVerdict),
        misses: share(at::MISSED, at::REFERENCE, Undefined::NothingHeld),
        over_marking: share(at::LONE, at::OWN, Undefined::OwnNothing),
        over_marked_characters: share(at::LONE_CHARACTERS, at::CHARACTERS, Undefined::OwnNothing),
        starts: share(at::STARTS, at::MATCHED, Undefined::NoMatch),
        ends: share(at::ENDS, at::MATCHED, Undefined::NoMatch),
        severity: share(at::SEVERITY, at::SEVERITIES, Undefined::NoSeverity),
        same_label: share(at::SAME_LABEL, at::LABELS, Undefined::NoMatch),
        confused: worst.map(|((own, others), times)| (own, others, times)),
        time,
        sittings,
        agreement_thirds: course::of_rows(&rows, basis),
        time_thirds,
        third_of: thirds,
    }
}

fn basis(entries: &[Entry]) -> Basis {
    let most = entries.iter().filter_map(|entry| entry.compared.as_ref()).map(|compared| compared.others).max();
    match most {
        None | Some(0) => Basis::None,
        Some(1) => Basis::One,
        Some(_) => Basis::Several,
    }
}
