//! What hints do to reviewers: reviews that were drawn to see them against reviews that were drawn
//! not to, on items that have hints.
//!
//! - anchoring = share of the hints' places that are annotated, shown less hidden
//! - tunnel vision = share of annotations that touch no hint, shown less hidden; annotations away
//!   from hints for each review; and recall away from hints: share of the spans that the other
//!   reviewers hold away from any hint and the reviewer found
//!
//! Who sees hints is drawn for each reviewer and item, so that a difference is the hints' doing and
//! not that of the items. Intervals by drawing items anew, with all their reviews.

use crate::consensus::class_labels::float;
use crate::figure::Undefined;
use crate::reliability::rows::{Measured, Rows};
use crate::reliability::{Reference, Sampling};
use std::collections::BTreeMap;

/// A review of an item that has hints, drawn to see them or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial<'a> {
    /// Number of the item.
    pub item: usize,
    /// Whether hints were shown.
    pub shown: bool,
    /// Places of the hints.
    pub hints: &'a [(u32, u32)],
    /// The reviewer's spans.
    pub spans: Vec<(u32, u32)>,
    /// What the other reviewers hold; none where there are none.
    pub reference: &'a [Reference],
}

/// A figure with hints, without, and the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// With hints.
    pub shown: Measured,
    /// Without.
    pub hidden: Measured,
    /// With less without.
    pub difference: Measured,
}

/// What hints do.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// Reviews with hints shown.
    pub shown: u64,
    /// Reviews with hints hidden.
    pub hidden: u64,
    /// Share of hints that are annotated.
    pub at_hints: Contrast,
    /// Share of annotations that touch no hint.
    pub outside: Contrast,
    /// Annotations that touch no hint, for each review.
    pub away: Contrast,
    /// Share of the spans that others hold away from hints and the reviewer found.
    pub recall_away: Contrast,
}

const REVIEWS: usize = 0;
const HINTS: usize = 1;
const MARKED: usize = 2;
const SPANS: usize = 3;
const AWAY: usize = 4;
const HELD_AWAY: usize = 5;
const FOUND_AWAY: usize = 6;
/// Sums of one arm; those of the other follow.
const ARM: usize = 7;

fn touches(one: (u32, u32), all: &[(u32, u32)]) -> bool {
    all.iter().any(|other| one.0 < other.1 && other.0 < one.1)
}

/// Measures. The order of `trials` does not matter.
pub fn measure(trials: &[Trial<'_>], sampling: Sampling) -> Influence {
    let mut items: BTreeMap<usize, [f64; 2 * ARM]> = BTreeMap::new();
    for trial in trials {
        let arm = if trial.shown { 0 } else { ARM };
        let row = items.entry(trial.item).or_insert([0.0; 2 * ARM]);
        row[arm + REVIEWS] += 1.0;
        row[arm + HINTS] += float(trial.hints.len());
        row[arm + MARKED] += float(trial.hints.iter().filter(|hint| touches(**hint, &trial.spans)).count());
        row[arm + SPANS] += float(trial.spans.len());
        row[arm + AWAY] += float(trial.spans.iter().filter(|span| !touches(**span, trial.hints)).count());
        let held = trial.reference.iter().filter(|span| !touches((span.start, span.end), trial.hints));
        let (held, found) =
            held.fold((0.0, 0.0), |(held, found), span| (held + 1.0, found + f64::from(u8::from(span.found))));
        row[arm + HELD_AWAY] += held;
        row[arm + FOUND_AWAY] += found;
    }
    let rows = Rows::new(items.into_values().collect(), sampling);
    let contrast = |part: usize, of: usize| Contrast {
        shown: rows.ratio(part, of, &Undefined::OneArm),
        hidden: rows.ratio(ARM + part, ARM + of, &Undefined::OneArm),
        difference: rows.difference((part, of), (ARM + part, ARM + of), &Undefined::OneArm),
    };
    Influence {
        shown: trials.iter().filter(|trial| trial.shown).count() as u64,
        hidden: trials.iter().filter(|trial| !trial.shown).count() as u64,
        at_hints: contrast(MARKED, HINTS),
        outside: contrast(AWAY, SPANS),
        away: contrast(AWAY, REVIEWS),
        recall_away: contrast(FOUND_AWAY, HELD_AWAY),
    }
}
