//! Krippendorff's u-alpha family (Krippendorff, Mathet, Bouvry and Widlöcher 2016).

use crate::consensus::class_labels::float as count;
use crate::figure::{Figure, Undefined};
use std::collections::BTreeMap;

/// A unit: a stretch with a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// First position.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Its category.
    pub category: u32,
}

/// A continuum, and what each coder found in it. Units of one coder do not overlap, unless only
/// `alpha_u_1995` is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Continuum {
    /// Its length.
    pub length: u32,
    /// Units of each coder, in order.
    pub coders: Vec<Vec<Unit>>,
}

/// The family.
#[derive(Debug, Clone, PartialEq)]
pub struct UAlpha {
    /// Units and categories, gaps included.
    pub u: Figure,
    /// Units against gaps, whatever the category.
    pub binary: Figure,
    /// Categories, where units of two coders meet (equation 10).
    pub cu: Figure,
    /// Each category against the others, where units meet.
    pub ku: BTreeMap<u32, Figure>,
    /// Share of the positions of all coders where units of two coders meet.
    pub coverage: f64,
}

pub(super) fn float(count: u32) -> f64 {
    f64::from(count)
}

/// Computes the family for one continuum that at least two coded.
pub fn u_alpha(continuum: &Continuum) -> UAlpha {
    let coders = continuum.coders.len();
    if coders < 2 || continuum.length == 0 {
        let none = || Err(Undefined::NothingShared);
        return UAlpha { u: none(), binary: none(), cu: none(), ku: BTreeMap::new(), coverage: 0.0 };
    }
    let sums = Sums::of(continuum);
    UAlpha { u: sums.u(), binary: sums.binary(), cu: sums.cu(), ku: sums.ku(), coverage: sums.met / sums.positions }
}

/// Sums over a continuum.
struct Sums {
    /// Length times coders.
    positions: f64,
    /// Length of all units by category.
    lengths: BTreeMap<u32, f64>,
    /// Length of all gaps.
    gaps: f64,
    /// Squared lengths of all units.
    squares: f64,
    /// Positions of different value, over coders less one, both ways.
    apart: f64,
    /// Of those, a unit against a gap.
    unit_against_gap: f64,
    /// Where units meet, by both categories.
    meetings: BTreeMap<(u32, u32), f64>,
    /// Sum of the meetings.
    met: f64,
    /// By category, squared lengths of what each unit shares with each other coder, over coders less
    /// one: a unit does not meet itself by chance.
    met_squares: BTreeMap<u32, f64>,
}

impl Sums {
    fn of(continuum: &Continuum) -> Self {
        let others = count(continuum.coders.len()) - 1.0;
        let mut sums = Self {
            positions: float(continuum.length) * (others + 1.0),
            lengths: BTreeMap::new(),
            gaps: 0.0,
            squares: 0.0,
            apart: 0.0,
            unit_against_gap: 0.0,
            meetings: BTreeMap::new(),
            met: 0.0,
            met_squares: BTreeMap::new(),
        };
        for unit in continuum.coders.iter().flatten() {
            let length = float(unit.end - unit.start);
            *sums.lengths.entry(unit.category).or_default() += length;
            sums.squares += length * length;
        }
        let units: f64 = sums.lengths.values().sum();
        sums.gaps = sums.positions - units;
        for (at, coder) in continuum.coders.iter().enumerate() {
            for (_, other) in continuum.coders.iter().enumerate().filter(|(other, _)| *other != at) {
                sums.between(coder, other, others);
            }
        }
        sums.met = sums.meetings.values().sum();
        let different: f64 = sums.meetings.iter().filter(|((a, b), _)| a != b).map(|(_, met)| met).sum();
        // Of each unit's positions, paired with each other coder, what is no meeting is a gap there.
        sums.unit_against_gap = 2.0 * (units - sums.met);
        sums.apart = sums.unit_against_gap + different;
        sums
    }

    /// What the units of one coder share with those of another.
    fn between(&mut self, coder: &[Unit], other: &[Unit], others: f64) {
        for unit in coder {
            let first = other.partition_point(|one| one.end <= unit.start);
            let mut shared = 0.0;
            for one in other[first..].iter().take_while(|one| one.start < unit.end) {
                let both = float(unit.end.min(one.end) - unit.start.max(one.start));
                *self.meetings.entry((unit.category, one.category)).or_default() += both / others;
                shared += both;
            }
            *self.met_squares.entry(unit.category).or_default() += shared * shared / others;
        }
    }

    /// All positions paired by chance, less those of a unit or of a gap's position with itself.
    fn chance(&self) -> f64 {
        self.positions * self.positions - self.squares - self.gaps
    }

    fn u(&self) -> Figure {
        if self.lengths.is_empty() {
            return Err(Undefined::NothingMarked);
        }
        let squares: f64 = self.lengths.values().map(|length| length * length).sum::<f64>() + self.gaps * self.gaps;
        let different = self.positions * self.positions - squares;
        if different <= 0.0 {
            return Err(Undefined::OneClass { class: None });
        }
        Ok(1.0 - self.apart * self.chance() / (different * self.positions))
    }

    fn binary(&self) -> Figure {
        let units = self.positions - self.gaps;
        if self.lengths.is_empty() {
            return Err(Undefined::NothingMarked);
        }
        if self.gaps <= 0.0 {
            return Err(Undefined::AllMarked);
        }
        Ok(1.0 - self.unit_against_gap * self.chance() / (2.0 * units * self.gaps * self.positions))
    }

    /// Length of a category where it meets any.
    fn met_of(&self, category: u32) -> f64 {
        self.meetings.iter().filter(|((one, _), _)| *one == category).map(|(_, met)| met).sum()
    }

    fn cu(&self) -> Figure {
        if self.met == 0.0 {
            return Err(Undefined::NoOverlap);
        }
        let met: Vec<f64> = self.lengths.keys().map(|category| self.met_of(*category)).collect();
        let different = self.met * self.met - met.iter().map(|met| met * met).sum::<f64>();
        if met.iter().filter(|met| **met > 0.0).count() < 2 {
            return Err(Undefined::OneClass { class: None });
        }
        let observed: f64 = self.meetings.iter().filter(|((a, b), _)| a != b).map(|(_, met)| met).sum();
        let chance = self.met * self.met - self.met_squares.values().sum::<f64>();
        Ok(1.0 - observed / self.met * chance / different)
    }

    fn ku(&self) -> BTreeMap<u32, Figure> {
        let of = |category: u32| {
            let met = self.met_of(category);
            if met == 0.0 {
                return Err(Undefined::NoOverlap);
            }
            let same = self.meetings.get(&(category, category)).copied().unwrap_or(0.0);
            let others = self.met - met;
            if others <= 0.0 {
                return Err(Undefined::OneClass { class: Some(category) });
            }
            let chance = self.met * met - self.met_squares.get(&category).copied().unwrap_or(0.0);
            Ok(1.0 - (met - same) / met * chance / others / met)
        };
        self.lengths.keys().map(|category| (*category, of(*category))).collect()
    }
}
