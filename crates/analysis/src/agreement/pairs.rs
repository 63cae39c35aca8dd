//! Cohen's kappa (1960) for each pair of reviewers, on the items both answered.

use crate::figure::{Figure, Undefined};
use crate::interval::{Interval, draw_all, of_draws};
use crate::seed::Draws;
use crate::votes::VoteTable;
use std::collections::HashMap;

/// Pairs with fewer shared items stay out of the mean.
pub const ENOUGH: u32 = 10;

/// Drawing all pairs anew is offered up to this many steps.
const MOST_STEPS: u64 = 4_000_000_000;

/// Two reviewers, and what they said of the items both answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The first by number.
    pub first: u32,
    /// The second.
    pub second: u32,
    /// How many items both answered.
    pub shared: u32,
    /// Of how many both said the same.
    pub same: u32,
    /// Items by the class of the first (rows) and of the second (columns).
    pub table: Vec<u32>,
    /// Kappa, with each one's own margins.
    pub kappa: Figure,
}

/// All pairs that share an item, and their mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    /// By the numbers of the reviewers.
    pub pairs: Vec<Pair>,
    /// Mean kappa over the pairs with at least [`ENOUGH`] shared items.
    pub mean: Figure,
    /// How many pairs share at least [`ENOUGH`] items.
    pub enough: u32,
    /// Pairs, of all, whose kappa is undefined since chance alone agrees always.
    pub undefined: u32,
}

/// Counts every pair.
pub fn of(table: &VoteTable) -> Pairs {
    let mut counts = Counts::new(table);
    for votes in table.by_item() {
        for (at, first) in votes.iter().enumerate() {
            for second in &votes[at + 1..] {
                counts.add(first.reviewer, second.reviewer, first.class, second.class, 1);
            }
        }
    }
    counts.finish()
}

/// Intervals of the mean and of each pair of `pairs`, by drawing the items anew.
pub fn intervals(table: &VoteTable, pairs: &Pairs, draws: u32, seed: u64) -> (Interval, Vec<Interval>) {
    let steps: u64 = table.by_item().map(|votes| (votes.len() * votes.len() / 2) as u64).sum();
    if steps.saturating_mul(u64::from(draws)) > MOST_STEPS {
        return (Err(Undefined::TooLarge), vec![Err(Undefined::TooLarge); pairs.pairs.len()]);
    }
    let items = u32::try_from(table.items()).unwrap_or(u32::MAX);
    let place: HashMap<(u32, u32), usize> =
        pairs.pairs.iter().enumerate().map(|(at, pair)| ((pair.first, pair.second), at)).collect();
    let samples: Vec<(Option<f64>, Vec<Option<f64>>)> = draw_all(draws, |number| {
        let mut stream = Draws::new(seed, u64::from(number));
        let mut weights = vec![0_u32; table.items()];
        for _ in 0..items {
            weights[stream.below(items) as usize] += 1;
        }
        let mut counts = Counts::new(table);
        for (votes, weight) in table.by_item().zip(weights).filter(|(_, weight)| *weight > 0) {
            for (at, first) in votes.iter().enumerate() {
                for second in &votes[at + 1..] {
                    counts.add(first.reviewer, second.reviewer, first.class, second.class, weight);
                }
            }
        }
        let found = counts.finish();
        let mut each = vec![None; pairs.pairs.len()];
        let mut enough = Vec::new();
        for pair in &found.pairs {
            let Some(at) = place.get(&(pair.first, pair.second)) else { continue };
            each[*at] = pair.kappa.as_ref().ok().copied();
            // The mean is over the same pairs in every draw.
            if pairs.pairs[*at].shared >= ENOUGH {
                enough.extend(each[*at]);
            }
        }
        (mean(&enough), each)
    });
    let of_pair = |at: usize| of_draws(samples.iter().map(|(_, each)| each[at]));
    (of_draws(samples.iter().map(|(mean, _)| *mean)), (0..pairs.pairs.len()).map(of_pair).collect())
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
    (count > 0).then(|| values.iter().sum::<f64>() / f64::from(count))
}

/// Up to this many possible pairs a plain array finds a pair.
const DENSE: usize = 1 << 22;

/// Up to this many cells of all possible pairs there is a place for each from the start.
const DIRECT: usize = 1 << 20;

/// A table of classes by classes for each pair that was met.
struct Counts {
    reviewers: usize,
    classes: usize,
    /// The tables of all possible pairs, where they are few: one step for each count.
    direct: Vec<u32>,
    dense: Vec<u32>,
    sparse: HashMap<(u32, u32), u32>,
    pairs: Vec<(u32, u32)>,
    tables: Vec<u32>,
}

impl Counts {
    fn new(table: &VoteTable) -> Self {
        let possible = table.reviewers().saturating_mul(table.reviewers().saturating_sub(1)) / 2;
        let cells = possible.saturating_mul(table.classes() * table.classes());
        Self {
            reviewers: table.reviewers(),
            classes: table.classes(),
            direct: vec![0; if cells <= DIRECT { cells } else { 0 }],
            dense: vec![u32::MAX; if possible <= DENSE { possible } else { 0 }],
            sparse: HashMap::new(),
            pairs: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// `first` is below `second`, as votes of an item stand by reviewer.
    #[inline]
    fn add(&mut self, first: u32, second: u32, of_first: u32, of_second: u32, weight: u32) {
        // A place for each pair, in a triangle: half as much memory to go about in.
        let key = (second as usize * (second as usize).saturating_sub(1)) / 2 + first as usize;
        let cell = of_first as usize * self.classes + of_second as usize;
        if let Some(count) = self.direct.get_mut(key * self.classes * self.classes + cell) {
            *count += weight;
            return;
        }
        let place = match self.dense.get_mut(key) {
            Some(place) => place,
            None => self.sparse.entry((first, second)).or_insert(u32::MAX),
        };
        if *place == u32::MAX {
            *place = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
            self.pairs.push((first, second));
            self.tables.resize(self.tables.len() + self.classes * self.classes, 0);
        }
        let start = *place as usize * self.classes * self.classes;
        self.tables[start + cell] += weight;
    }

    /// Moves the tables of pairs that were met to where those of many possible pairs stand.
    fn gather(&mut self) {
        let size = self.classes * self.classes;
        let triangle = (0..self.reviewers).flat_map(|second| (0..second).map(move |first| (first, second)));
        for ((first, second), table) in triangle.zip(self.direct.chunks_exact(size.max(1))) {
            if table.iter().any(|count| *count > 0) {
                let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
                self.pairs.push((number(first), number(second)));
                self.tables.extend_from_slice(table);
            }
        }
    }

    fn finish(mut self) -> Pairs {
        self.gather();
        let size = (self.classes * self.classes).max(1);
        let of_pair = |((first, second), table): (&(u32, u32), &[u32])| {
            let (shared, same, kappa) = kappa(table, self.classes);
            Pair { first: *first, second: *second, shared, same, table: table.to_vec(), kappa }
        };
        let mut pairs: Vec<Pair> = self.pairs.iter().zip(self.tables.chunks_exact(size)).map(of_pair).collect();
        pairs.sort_unstable_by_key(|pair| (pair.first, pair.second));
        let count =
            |keep: &dyn Fn(&&Pair) -> bool| u32::try_from(pairs.iter().filter(keep).count()).unwrap_or(u32::MAX);
        let enough = count(&|pair| pair.shared >= ENOUGH);
        let undefined = count(&|pair| pair.kappa.is_err());
        let defined: Vec<f64> = pairs
            .iter()
            .filter(|pair| pair.shared >= ENOUGH)
            .filter_map(|pair| pair.kappa.as_ref().ok().copied())
            .collect();
        let none = match (pairs.is_empty(), enough) {
            (true, _) => Undefined::NothingShared,
            (false, 0) => Undefined::FewShared { at_least: ENOUGH },
            (false, pairs) => Undefined::NoPairDefined { pairs },
        };
        Pairs { mean: mean(&defined).ok_or(none), pairs, enough, undefined }
    }
}

/// Shared items, same answers, and kappa of one table.
fn kappa(table: &[u32], classes: usize) -> (u32, u32, Figure) {
    let shared: u32 = table.iter().sum();
    let same: u32 = (0..classes).map(|class| table[class * classes + class]).sum();
    if shared == 0 {
        return (0, 0, Err(Undefined::NothingShared));
    }
    let rows =
        |class: usize| -> u64 { table[class * classes..][..classes].iter().map(|count| u64::from(*count)).sum() };
    let columns = |class: usize| -> u64 { (0..classes).map(|row| u64::from(table[row * classes + class])).sum() };
    let chance: u64 = (0..classes).map(|class| rows(class) * columns(class)).sum();
    let all = u64::from(shared) * u64::from(shared);
    if chance == all {
        let class = (0..classes).find(|class| rows(*class) > 0).and_then(|class| u32::try_from(class).ok());
        return (shared, same, Err(Undefined::OneClass { class }));
    }
    // Whole numbers up to the last division, so that equal tables give equal kappas.
    let observed = u64::from(same) * u64::from(shared);
    #[expect(clippy::cast_precision_loss, reason = "counts of items are far below 2^26")]
    let kappa = (observed as f64 - chance as f64) / (all - chance) as f64;
    (shared, same, Ok(kappa))
}
