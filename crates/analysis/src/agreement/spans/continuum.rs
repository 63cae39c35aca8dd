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
    UAlpha { u: sums.u(), binary: sums.binary(), cu: sums.cu(), ku: sums.ku(), coverage: sums.met() / sums.positions }
}

/// What a continuum, or many, add up to for one category.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfCategory {
    /// Length of its units.
    pub(super) length: f64,
    /// Length where they meet units of other coders, over coders less one.
    pub(super) met: f64,
    /// Of that, where those are of the same category.
    pub(super) same: f64,
    /// Squared lengths of what each unit shares with each other coder, over coders less one: a unit
    /// does not meet itself by chance.
    pub(super) met_squares: f64,
}

/// Sums over a continuum, or over many: each is added as it stands, so the same formulas hold.
pub(super) struct Sums {
    /// Length times coders.
    pub(super) positions: f64,
    /// Squared lengths of all units.
    pub(super) squares: f64,
    /// By category.
    pub(super) categories: BTreeMap<u32, OfCategory>,
}

/// What the units of one coder share with those of another: with each unit its category's sums.
pub(super) fn between(coder: &[Unit], other: &[Unit], others: f64, mut add: impl FnMut(u32, OfCategory)) {
    for unit in coder {
        let first = other.partition_point(|one| one.end <= unit.start);
        let (mut shared, mut same) = (0.0, 0.0);
        for one in other[first..].iter().take_while(|one| one.start < unit.end) {
            let both = float(unit.end.min(one.end) - unit.start.max(one.start));
            shared += both;
            if one.category == unit.category {
                same += both;
            }
        }
        if shared > 0.0 {
            let (met, same, met_squares) = (shared / others, same / others, shared * shared / others);
            add(unit.category, OfCategory { length: 0.0, met, same, met_squares });
        }
    }
}

impl Sums {
    fn of(continuum: &Continuum) -> Self {
        let others = count(continuum.coders.len()) - 1.0;
        let positions = float(continuum.length) * (others + 1.0);
        let mut sums = Self { positions, squares: 0.0, categories: BTreeMap::new() };
        for unit in continuum.coders.iter().flatten() {
            let length = float(unit.end - unit.start);
            sums.categories.entry(unit.category).or_default().length += length;
            sums.squares += length * length;
        }
        for (at, coder) in continuum.coders.iter().enumerate() {
            for (_, other) in continuum.coders.iter().enumerate().filter(|(other, _)| *other != at) {
                between(coder, other, others, |category, add| {
                    let sums = sums.categories.entry(category).or_default();
                    sums.met += add.met;
                    sums.same += add.same;
                    sums.met_squares += add.met_squares;
                });
            }
        }
        sums
    }

    fn units(&self) -> f64 {
        self.categories.values().map(|one| one.length).sum()
    }

    /// Where units of two coders meet.
    pub(super) fn met(&self) -> f64 {
        self.categories.values().map(|one| one.met).sum()
    }

    /// Where units of different categories meet.
    fn different(&self) -> f64 {
        self.categories.values().map(|one| one.met - one.same).sum()
    }

    /// Of each unit's positions, paired with each other coder, what is no meeting is a gap there;
    /// both ways.
    fn unit_against_gap(&self) -> f64 {
        2.0 * (self.units() - self.met())
    }

    /// All positions paired by chance, less those of a unit or of a gap's position with itself.
    fn chance(&self) -> f64 {
        self.positions * self.positions - self.squares - (self.positions - self.units())
    }

    fn is_unmarked(&self) -> bool {
        self.categories.values().all(|one| one.length == 0.0)
    }

    pub(super) fn u(&self) -> Figure {
        if self.is_unmarked() {
            return Err(Undefined::NothingMarked);
        }
        let gaps = self.positions - self.units();
        let squares: f64 = self.categories.values().map(|one| one.length * one.length).sum::<f64>() + gaps * gaps;
        let different = self.positions * self.positions - squares;
        if different <= 0.0 {
            return Err(Undefined::OneClass { class: None });
        }
        let apart = self.unit_against_gap() + self.different();
        Ok(1.0 - apart * self.chance() / (different * self.positions))
    }

    pub(super) fn binary(&self) -> Figure {
        if self.is_unmarked() {
            return Err(Undefined::NothingMarked);
        }
        let (units, gaps) = (self.units(), self.positions - self.units());
        if gaps <= 0.0 {
            return Err(Undefined::AllMarked);
        }
        Ok(1.0 - self.unit_against_gap() * self.chance() / (2.0 * units * gaps * self.positions))
    }

    pub(super) fn cu(&self) -> Figure {
        let met = self.met();
        if met == 0.0 {
            return Err(Undefined::NoOverlap);
        }
        let different = met * met - self.categories.values().map(|one| one.met * one.met).sum::<f64>();
        if self.categories.values().filter(|one| one.met > 0.0).count() < 2 {
            return Err(Undefined::OneClass { class: None });
        }
        let chance = met * met - self.categories.values().map(|one| one.met_squares).sum::<f64>();
        Ok(1.0 - self.different() / met * chance / different)
    }

    pub(super) fn ku(&self) -> BTreeMap<u32, Figure> {
        let all = self.met();
        let of = |category: u32, one: &OfCategory| {
            if one.met == 0.0 {
                return Err(Undefined::NoOverlap);
            }
            if self.categories.iter().all(|(other, sums)| *other == category || sums.met == 0.0) {
                return Err(Undefined::OneClass { class: Some(category) });
            }
            let others = all - one.met;
            let chance = all * one.met - one.met_squares;
            Ok(1.0 - (one.met - one.same) / one.met * chance / others / one.met)
        };
        self.categories.iter().map(|(category, one)| (*category, of(*category, one))).collect()
    }
}
