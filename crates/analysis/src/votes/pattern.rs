//! Items by what was said of them: counts of classes, each different one once.
//!
//! Every chance-corrected figure over class labels depends on the counts of an item only, and real
//! tables have few different ones. So a draw of the bootstrap costs one addition for each item.

use crate::votes::VoteTable;
use std::collections::{BTreeMap, HashMap};

/// How many labels of each class an item has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Class and count, by class, without zeros.
    pub counts: Vec<(u32, u32)>,
    /// Sum of the counts.
    pub labels: u32,
}

/// All items of a table by pattern, in an order that depends on nothing but the patterns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Patterns {
    /// How many classes were declared.
    pub classes: usize,
    /// The different patterns.
    pub patterns: Vec<Pattern>,
    /// Which pattern each item has.
    pub of_item: Vec<u32>,
    /// How many items have each pattern.
    pub items: Vec<u32>,
}

/// Up to this many keys a plain array finds the pattern.
const DENSE: u64 = 1 << 16;

impl Patterns {
    /// Counts what was said of each item.
    pub fn new(table: &VoteTable) -> Self {
        let largest = table.by_item().map(<[_]>::len).max().unwrap_or(0);
        let base = largest as u64 + 1;
        // Each class is a digit of the key.
        let mut power = Some(1_u64);
        let powers: Option<Vec<u64>> = (0..table.classes())
            .map(|_| {
                let this = power?;
                power = this.checked_mul(base);
                Some(this)
            })
            .collect();
        let mut found = match (powers, power) {
            (Some(powers), Some(keys)) => by_key(table, &powers, keys),
            _ => by_counts(table),
        };
        found.order();
        found
    }

    fn add(&mut self, counts: Vec<(u32, u32)>) -> u32 {
        let labels = counts.iter().map(|(_, count)| count).sum();
        self.patterns.push(Pattern { counts, labels });
        self.items.push(0);
        u32::try_from(self.patterns.len() - 1).unwrap_or(u32::MAX)
    }

    fn put(&mut self, pattern: u32) {
        self.items[pattern as usize] += 1;
        self.of_item.push(pattern);
    }

    /// By content instead of by first appearance.
    fn order(&mut self) {
        let mut order: Vec<usize> = (0..self.patterns.len()).collect();
        order.sort_by(|a, b| self.patterns[*a].counts.cmp(&self.patterns[*b].counts));
        let mut place = vec![0_u32; order.len()];
        for (new, old) in (0..).zip(&order) {
            place[*old] = new;
        }
        self.patterns = order.iter().map(|old| self.patterns[*old].clone()).collect();
        self.items = order.iter().map(|old| self.items[*old]).collect();
        for pattern in &mut self.of_item {
            *pattern = place[*pattern as usize];
        }
    }
}

fn empty(table: &VoteTable) -> Patterns {
    Patterns { classes: table.classes(), of_item: Vec::with_capacity(table.items()), ..Patterns::default() }
}

fn counts_of(table: &VoteTable, item: usize) -> Vec<(u32, u32)> {
    let mut classes: Vec<u32> = table.of(item).iter().map(|vote| vote.class).collect();
    classes.sort_unstable();
    classes.chunk_by(|a, b| a == b).map(|equal| (equal[0], u32::try_from(equal.len()).unwrap_or(u32::MAX))).collect()
}

fn by_key(table: &VoteTable, powers: &[u64], keys: u64) -> Patterns {
    let mut found = empty(table);
    let mut dense = vec![u32::MAX; if keys <= DENSE { usize::try_from(keys).unwrap_or(0) } else { 0 }];
    let mut sparse: HashMap<u64, u32> = HashMap::new();
    for item in 0..table.items() {
        let key: u64 = table.of(item).iter().map(|vote| powers[vote.class as usize]).sum();
        let place = match usize::try_from(key).ok().and_then(|key| dense.get_mut(key)) {
            Some(place) => place,
            None => sparse.entry(key).or_insert(u32::MAX),
        };
        if *place == u32::MAX {
            *place = found.add(counts_of(table, item));
        }
        let pattern = *place;
        found.put(pattern);
    }
    found
}

fn by_counts(table: &VoteTable) -> Patterns {
    let mut found = empty(table);
    let mut known: BTreeMap<Vec<(u32, u32)>, u32> = BTreeMap::new();
    for item in 0..table.items() {
        let counts = counts_of(table, item);
        let pattern = match known.get(&counts) {
            Some(pattern) => *pattern,
            None => *known.entry(counts.clone()).or_insert_with(|| found.add(counts)),
        };
        found.put(pattern);
    }
    found
}
