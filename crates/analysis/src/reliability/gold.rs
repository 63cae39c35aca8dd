//! Attention checks: one reviewer against the gold of items that an adjudicator settled.
//!
//! - verdict = share of the items with the verdict of the gold, of those where the reviewer gave one
//! - found = share of the gold's spans that a span of the reviewer overlaps; the rest is missed
//! - beside the gold = share of own spans that overlap no span of the gold

use crate::consensus::class_labels::float;
use crate::figure::Undefined;
use crate::reliability::Sampling;
use crate::reliability::rows::{Measured, Rows};

/// A reviewed item with its gold. Spans are half-open, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The reviewer's verdict.
    pub verdict: Option<u32>,
    /// The verdict of the gold.
    pub gold_verdict: u32,
    /// The reviewer's spans.
    pub spans: Vec<(u32, u32)>,
    /// The spans of the gold.
    pub gold: Vec<(u32, u32)>,
}

/// How a reviewer did on items with gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Items with gold that the reviewer submitted.
    pub items: u64,
    /// Share of right verdicts.
    pub verdict: Measured,
    /// Share of the gold's spans that were found.
    pub found: Measured,
    /// Share of own spans beside the gold.
    pub beside: Measured,
}

const ITEMS: usize = 0;
const VERDICTS: usize = 1;
const RIGHT: usize = 2;
const GOLD: usize = 3;
const FOUND: usize = 4;
const OWN: usize = 5;
const BESIDE: usize = 6;

impl Check {
    /// Whether anything is wrong with it: verdict, a missed span or one beside the gold.
    pub fn is_wrong(&self) -> bool {
        let row = self.row();
        row[RIGHT] < row[VERDICTS] || row[FOUND] < row[GOLD] || row[BESIDE] > 0.0
    }

    /// Whether the verdict is another.
    pub fn verdict_is_wrong(&self) -> bool {
        self.verdict.is_some_and(|verdict| verdict != self.gold_verdict)
    }

    /// Whether a span of the gold was missed.
    pub fn misses(&self) -> bool {
        let row = self.row();
        row[FOUND] < row[GOLD]
    }

    /// Whether a span stands beside the gold.
    pub fn marks_beside(&self) -> bool {
        self.row()[BESIDE] > 0.0
    }

    fn row(&self) -> [f64; 7] {
        let touches = |one: &(u32, u32), all: &[(u32, u32)]| all.iter().any(|other| one.0 < other.1 && other.0 < one.1);
        let mut row = [0.0; 7];
        row[ITEMS] = 1.0;
        row[VERDICTS] = f64::from(u8::from(self.verdict.is_some()));
        row[RIGHT] = f64::from(u8::from(self.verdict == Some(self.gold_verdict)));
        row[GOLD] = float(self.gold.len());
        row[FOUND] = float(self.gold.iter().filter(|span| touches(span, &self.spans)).count());
        row[OWN] = float(self.spans.len());
        row[BESIDE] = float(self.spans.iter().filter(|span| !touches(span, &self.gold)).count());
        row
    }
}

/// Measures one reviewer on items with gold, in any order.
pub fn measure(checks: &[Check], sampling: Sampling) -> Checked {
    let rows = Rows::new(checks.iter().map(Check::row).collect(), sampling);
    let reason = |reason: Undefined| if checks.is_empty() { Undefined::NoGold } else { reason };
    Checked {
        items: rows.count(),
        verdict: rows.ratio(RIGHT, VERDICTS, &reason(Undefined::NoSharedVerdict)),
        found: rows.ratio(FOUND, GOLD, &reason(Undefined::NoGoldSpan)),
        beside: rows.ratio(BESIDE, OWN, &reason(Undefined::OwnNothing)),
    }
}
