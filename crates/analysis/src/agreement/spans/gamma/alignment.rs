//! The best alignment, exactly: a search over the unitary alignments that can be part of it.

use crate::agreement::spans::continuum::Unit;
use std::collections::HashMap;

/// Unitary alignments that are looked at in one item, at most ...
const CANDIDATES: usize = 500_000;

/// ... and steps of the search in it. Beyond either there is no answer, rather than a near one.
const STEPS: usize = 2_000_000;

/// Disorder of a pair of which one or both are missing.
const EMPTY: f64 = 1.0;

/// Equation 4 of the paper (position, squared) and 5 (1 where categories differ), with weights of 1.
fn dissimilarity(a: &Unit, b: &Unit) -> f64 {
    let apart = f64::from(a.start.abs_diff(b.start)) + f64::from(a.end.abs_diff(b.end));
    let position = apart / (f64::from(a.end - a.start) + f64::from(b.end - b.start));
    position * position + f64::from(u8::from(a.category != b.category))
}

/// A unitary alignment of two units or more, and what it is better by than those units alone.
#[derive(Debug, Clone)]
struct Candidate {
    units: Vec<usize>,
    gain: f64,
}

/// The sum of the disorders of the best alignment; none where it would take too long to be sure of it.
pub(super) fn best(coders: &[Vec<Unit>]) -> Option<f64> {
    let units: usize = coders.iter().map(Vec::len).sum();
    let candidates = candidates(coders)?;
    // A unit alone is 1: it is missing a partner in every pair.
    let alone = f64::from(u32::try_from(units).ok()?) * EMPTY;
    let mut steps = STEPS;
    let mut gain = 0.0;
    for part in parts(units, candidates) {
        gain += Search::of(part).run(&mut steps)?;
    }
    Some(alone - gain)
}

/// All unitary alignments of two or more units that are better than the same units alone, and than
/// the same units in two alignments. Units are numbered by place, whoever marked them.
fn candidates(coders: &[Vec<Unit>]) -> Option<Vec<Candidate>> {
    let mut order: Vec<(Unit, usize, usize)> = Vec::new();
    for (coder, units) in coders.iter().enumerate() {
        order.extend(units.iter().enumerate().map(|(at, unit)| (*unit, coder, at)));
    }
    order.sort_unstable();
    let mut numbered: Vec<Vec<(usize, Unit)>> = vec![Vec::new(); coders.len()];
    for (number, (unit, coder, _)) in order.into_iter().enumerate() {
        numbered[coder].push((number, unit));
    }
    numbered.retain(|units| !units.is_empty());
    let pairs = coders.len() * (coders.len() - 1) / 2;
    let mut maker = Maker { coders: &numbered, pairs: number(pairs), found: Vec::new(), left: CANDIDATES };
    maker.extend(0, &mut Vec::new(), 0.0)?;
    Some(undivided(maker.found))
}

/// The candidates that no division into two parts equals.
fn undivided(mut found: Vec<Candidate>) -> Vec<Candidate> {
    for candidate in &mut found {
        candidate.units.sort_unstable();
    }
    let gains: HashMap<Vec<usize>, f64> = found.iter().map(|one| (one.units.clone(), one.gain)).collect();
    let gain = |units: &[usize]| gains.get(units).copied().unwrap_or(0.0);
    let whole = |one: &Candidate| {
        let count = one.units.len();
        // The first unit stays in the first part, so that each division comes once.
        (0..(1_u32 << (count - 1)) - 1).all(|in_first| {
            let (mut first, mut second) = (vec![one.units[0]], Vec::new());
            for (bit, unit) in one.units[1..].iter().enumerate() {
                if in_first >> bit & 1 == 1 { first.push(*unit) } else { second.push(*unit) }
            }
            gain(&first) + gain(&second) < one.gain
        })
    };
    let keep: Vec<bool> = found.iter().map(whole).collect();
    found.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(one, _)| one).collect()
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

struct Maker<'a> {
    coders: &'a [Vec<(usize, Unit)>],
    pairs: f64,
    found: Vec<Candidate>,
    left: usize,
}

impl Maker<'_> {
    /// What units that are `apart` in sum over their pairs are better by than alone.
    fn gain(&self, units: usize, apart: f64) -> f64 {
        let real = number(units * units.saturating_sub(1) / 2);
        number(units) * EMPTY - (apart + (self.pairs - real) * EMPTY) / self.pairs
    }

    /// Goes on from the units of the coders before `coder`. None when it looked at too many.
    fn extend(&mut self, coder: usize, chosen: &mut Vec<(usize, Unit)>, apart: f64) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        let Some(units) = self.coders.get(coder) else {
            let gain = self.gain(chosen.len(), apart);
            if chosen.len() > 1 && gain > 0.0 {
                self.found.push(Candidate { units: chosen.iter().map(|(unit, _)| *unit).collect(), gain });
            }
            return Some(());
        };
        self.extend(coder + 1, chosen, apart)?;
        let rest = self.coders.len() - coder - 1;
        for (number, unit) in units {
            let apart = apart + chosen.iter().map(|(_, other)| dissimilarity(other, unit)).sum::<f64>();
            // As if all that may still join were equal to all that is there.
            if self.gain(chosen.len() + 1 + rest, apart) <= 0.0 {
                continue;
            }
            chosen.push((*number, *unit));
            let done = self.extend(coder + 1, chosen, apart);
            chosen.pop();
            done?;
        }
        Some(())
    }
}

/// The unit that stands for all that are connected with this one.
fn find(root: &mut [usize], mut unit: usize) -> usize {
    while root[unit] != unit {
        root[unit] = root[root[unit]];
        unit = root[unit];
    }
    unit
}

/// Candidates that share no unit with those of another part.
fn parts(units: usize, candidates: Vec<Candidate>) -> Vec<Vec<Candidate>> {
    let mut root: Vec<usize> = (0..units).collect();
    for candidate in &candidates {
        let first = find(&mut root, candidate.units[0]);
        for unit in &candidate.units[1..] {
            let other = find(&mut root, *unit);
            root[other] = first;
        }
    }
    let mut parts: std::collections::BTreeMap<usize, Vec<Candidate>> = std::collections::BTreeMap::new();
    for candidate in candidates {
        let part = find(&mut root, candidate.units[0]);
        parts.entry(part).or_default().push(candidate);
    }
    parts.into_values().collect()
}

/// A search for the disjoint candidates with the largest gain: unit by unit, the most promising
/// first, given up where even the best that is left cannot reach what was found.
struct Search {
    candidates: Vec<Candidate>,
    /// For each unit, the candidates of which it is the first, best first.
    of_unit: Vec<Vec<usize>>,
    /// For each unit, the most it can add: the units of a candidate make up for its gain.
    prices: Vec<f64>,
    taken: Vec<bool>,
    best: f64,
}

impl Search {
    fn of(mut candidates: Vec<Candidate>) -> Self {
        // Units of this part alone, from 0.
        let mut units: Vec<usize> = candidates.iter().flat_map(|candidate| candidate.units.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        for unit in candidates.iter_mut().flat_map(|candidate| &mut candidate.units) {
            *unit = units.binary_search(unit).unwrap_or_default();
        }
        let mut of_unit = vec![Vec::new(); units.len()];
        for (at, candidate) in candidates.iter().enumerate() {
            let first = candidate.units.iter().copied().min().unwrap_or_default();
            of_unit[first].push(at);
        }
        for of in &mut of_unit {
            of.sort_by(|a: &usize, b| candidates[*b].gain.total_cmp(&candidates[*a].gain));
        }
        let prices = prices(units.len(), &candidates);
        Self { candidates, of_unit, taken: vec![false; units.len()], prices, best: 0.0 }
    }

    fn run(mut self, steps: &mut usize) -> Option<f64> {
        let open = self.prices.iter().sum();
        self.step(0, 0.0, open, steps)?;
        Some(self.best)
    }

    /// From `unit` on. `open` is the most that all units not yet decided can add.
    fn step(&mut self, unit: usize, gain: f64, open: f64, steps: &mut usize) -> Option<()> {
        *steps = steps.checked_sub(1)?;
        self.best = self.best.max(gain);
        if unit == self.taken.len() || gain + open <= self.best + 1e-12 {
            return Some(());
        }
        if self.taken[unit] {
            return self.step(unit + 1, gain, open, steps);
        }
        for place in 0..self.of_unit[unit].len() {
            let candidate = self.candidates[self.of_unit[unit][place]].clone();
            if candidate.units.iter().any(|one| self.taken[*one]) {
                continue;
            }
            let share: f64 = candidate.units.iter().map(|one| self.prices[*one]).sum();
            for one in &candidate.units {
                self.taken[*one] = true;
            }
            let done = self.step(unit + 1, gain + candidate.gain, open - share, steps);
            for one in &candidate.units {
                self.taken[*one] = false;
            }
            done?;
        }
        // Alone.
        let share = self.prices[unit];
        self.step(unit + 1, gain, open - share, steps)
    }
}

/// Rounds in which prices are improved.
const ROUNDS: u32 = 300;

/// Prices of units, as low as they come, so that no candidate gains more than its units cost: by
/// subgradients of the relaxation (Held and Karp 1971), then raised where they are too low.
fn prices(units: usize, candidates: &[Candidate]) -> Vec<f64> {
    let mut prices = vec![0.0; units];
    make_good(&mut prices, candidates);
    if candidates.len() < 8 {
        return prices;
    }
    let mut best: f64 = prices.iter().sum();
    let mut free = prices.clone();
    for round in 0..ROUNDS {
        let mut slope = vec![1.0; units];
        for candidate in candidates {
            if candidate.gain > candidate.units.iter().map(|unit| free[*unit]).sum::<f64>() {
                for unit in &candidate.units {
                    slope[*unit] -= 1.0;
                }
            }
        }
        let length: f64 = slope.iter().map(|one: &f64| one * one).sum();
        if length == 0.0 {
            break;
        }
        let step = 0.2 * best / (length * (1.0 + f64::from(round) / 20.0));
        for (price, slope) in free.iter_mut().zip(slope) {
            *price = (*price - step * slope).max(0.0);
        }
        let mut good = free.clone();
        make_good(&mut good, candidates);
        let sum: f64 = good.iter().sum();
        if sum < best {
            best = sum;
            prices = good;
        }
    }
    prices
}

/// Raises prices until every candidate's units cost its gain, then lowers each as far as it may.
fn make_good(prices: &mut [f64], candidates: &[Candidate]) {
    let lack = |prices: &[f64], candidate: &Candidate| {
        candidate.gain - candidate.units.iter().map(|unit| prices[*unit]).sum::<f64>()
    };
    for candidate in candidates {
        let lack = lack(prices, candidate);
        if lack > 0.0 {
            for unit in &candidate.units {
                prices[*unit] += lack / number(candidate.units.len());
            }
        }
    }
    let mut room = prices.to_vec();
    for candidate in candidates {
        let over = -lack(prices, candidate);
        for unit in &candidate.units {
            room[*unit] = room[*unit].min(over);
        }
    }
    for unit in 0..prices.len() {
        if room[unit] <= 0.0 {
            continue;
        }
        let over = candidates
            .iter()
            .filter(|candidate| candidate.units.contains(&unit))
            .map(|candidate| -lack(prices, candidate))
            .fold(prices[unit], f64::min);
        prices[unit] -= over.max(0.0);
    }
}
