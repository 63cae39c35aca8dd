//! Gamma (Mathet, Widlöcher and Métivier 2015): how well the units of several coders can be put
//! together, against how well units at random places can.
//!
//! A unitary alignment takes at most one unit of each coder; its disorder is the mean, over all pairs
//! of coders, of the dissimilarity of their two units, 1 where either has none. The observed disorder
//! is that of the best partition of all units into unitary alignments, over the mean number of units
//! of a coder. It is exact. The expected disorder is the mean over samples, so it has a spread.
//!
//! Items are independent: units of two items are never aligned, their disorders are added up.

use crate::agreement::spans::continuum::Unit;
use crate::consensus::class_labels::float;
use crate::figure::{Figure, Undefined};
use crate::interval::draw_all;
use crate::seed::Draws;

mod alignment;

/// Items put together at random for the expected disorder; what the authors' program does.
pub const SAMPLES: u32 = 30;

/// The units of one item, by coder; those of one coder may overlap, but no two are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coded {
    /// Length of its text.
    pub length: u32,
    /// Units of each coder.
    pub coders: Vec<Vec<Unit>>,
}

/// What gamma came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Gamma {
    /// 1 less observed over expected.
    pub gamma: Figure,
    /// Disorder of the best alignment.
    pub observed: Figure,
    /// Mean disorder of the best alignments of the samples.
    pub expected: Figure,
    /// Standard deviation of the samples' disorders.
    pub expected_spread: Figure,
}

/// Disorder of a best alignment, and units for each coder: both are added up over items.
#[derive(Debug, Clone, Copy, Default)]
struct Disorder {
    disorder: f64,
    units: f64,
}

impl Disorder {
    fn add(&mut self, item: &Coded) -> Result<(), Undefined> {
        let units: usize = item.coders.iter().map(Vec::len).sum();
        self.units += float(units) / float(item.coders.len());
        self.disorder += alignment::best(&item.coders).ok_or(Undefined::TooManyAlignments)?;
        Ok(())
    }

    fn mean(self) -> f64 {
        self.disorder / self.units
    }
}

/// Measures gamma over `items`; those with fewer than two coders are left out. The samples come from
/// `seed`, whatever the number of threads.
pub fn gamma(items: &[Coded], seed: u64) -> Gamma {
    let items: Vec<&Coded> = items.iter().filter(|item| item.coders.len() > 1).collect();
    measured(&items, seed).unwrap_or_else(|reason| {
        let none = || Err(reason.clone());
        Gamma { gamma: none(), observed: none(), expected: none(), expected_spread: none() }
    })
}

fn measured(items: &[&Coded], seed: u64) -> Result<Gamma, Undefined> {
    if items.is_empty() {
        return Err(Undefined::NothingShared);
    }
    if items.iter().all(|item| item.coders.iter().all(Vec::is_empty)) {
        return Err(Undefined::NothingMarked);
    }
    let mut observed = Disorder::default();
    for item in items {
        observed.add(item)?;
    }
    let samples = draw_all(SAMPLES, |number| {
        let mut draws = Draws::new(seed, u64::from(number));
        let mut sum = Disorder::default();
        for item in items {
            sum.add(&sample(item, &mut draws))?;
        }
        Ok((sum.units > 0.0).then(|| sum.mean()))
    });
    let samples: Vec<Option<f64>> = samples.into_iter().collect::<Result<_, Undefined>>()?;
    let samples: Vec<f64> = samples.into_iter().flatten().collect();
    let observed = observed.mean();
    let count = float(samples.len());
    let expected = samples.iter().sum::<f64>() / count;
    let squares: f64 = samples.iter().map(|sample| (sample - expected).powi(2)).sum();
    if samples.len() < 2 || expected <= 0.0 {
        let none = || Err(Undefined::NoChance);
        return Ok(Gamma { gamma: none(), observed: Ok(observed), expected: none(), expected_spread: none() });
    }
    Ok(Gamma {
        gamma: Ok(1.0 - observed / expected),
        observed: Ok(observed),
        expected: Ok(expected),
        expected_spread: Ok((squares / (count - 1.0)).sqrt()),
    })
}

/// An item put together at random (section 5.2 of the paper): in place of each coder any of its
/// coders, turned by a pivot. Pivots keep half a mean unit apart from each other while there is room
/// for it. A unit that would begin behind the end goes round to the beginning.
fn sample(item: &Coded, draws: &mut Draws) -> Coded {
    let units: Vec<&Unit> = item.coders.iter().flatten().collect();
    let coders = u32::try_from(item.coders.len()).unwrap_or(u32::MAX);
    if units.is_empty() {
        return item.clone();
    }
    let lengths: u64 = units.iter().map(|unit| u64::from(unit.end - unit.start)).sum();
    let apart = u32::try_from(lengths / (2 * units.len() as u64)).unwrap_or(u32::MAX);
    let mut taken: Vec<u32> = Vec::new();
    let turned = (0..coders).map(|_| {
        let pivot = pivot(item.length, apart, &taken, draws);
        taken.push(pivot);
        let coder = &item.coders[draws.below(coders) as usize];
        let turn = |unit: &Unit| {
            let start =
                if unit.start + pivot > item.length { unit.start + pivot - item.length } else { unit.start + pivot };
            Unit { start, end: start + (unit.end - unit.start), category: unit.category }
        };
        coder.iter().map(turn).collect()
    });
    Coded { length: item.length, coders: turned.collect() }
}

/// A place at least `apart` from all that are taken; any place where there is none.
fn pivot(length: u32, apart: u32, taken: &[u32], draws: &mut Draws) -> u32 {
    let mut free = Vec::new();
    let mut from = 0;
    let mut ordered = taken.to_vec();
    ordered.sort_unstable();
    for pivot in ordered {
        let until = (pivot + 1).saturating_sub(apart);
        if until > from {
            free.push((from, until));
        }
        from = from.max(pivot + apart);
    }
    if length > from {
        free.push((from, length));
    }
    let room: u32 = free.iter().map(|(from, to)| to - from).sum();
    if room == 0 {
        return draws.below(length.max(1));
    }
    let mut place = draws.below(room);
    for (from, to) in free {
        if place < to - from {
            return from + place;
        }
        place -= to - from;
    }
    0
}
