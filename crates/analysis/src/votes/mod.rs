//! Which reviewer gave which item which class: compact, so that ten million labels fit.

mod label_table;
mod names;
mod pattern;

pub use label_table::{LabelTable, LabelTableBuilder, TablePart};
pub use names::Names;
pub use pattern::{Pattern, Patterns};

use crate::threads::{at_once, threads};
use std::ops::Range;

/// One label: who said what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vote {
    /// Number of the reviewer.
    pub reviewer: u32,
    /// Number of the class.
    pub class: u32,
}

/// All labels, by item. Items, reviewers and classes are numbers; within an item labels stand by
/// reviewer, so that no sum depends on the order in which rows came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VoteTable {
    reviewers: usize,
    classes: usize,
    /// Where the votes of each item begin, and where the last ends.
    starts: Vec<u32>,
    votes: Vec<Vote>,
}

/// So many items are worth a thread of their own.
const LEAST_ITEMS: usize = 1 << 12;

/// Item and number of rows of each run of rows of one item.
type Runs<'a> = &'a [(u32, u32)];

/// One label as it was read: item, reviewer, class.
pub type Row = (u32, u32, u32);

impl VoteTable {
    /// Orders `rows` by item and reviewer. Each number is below its count.
    ///
    /// # Errors
    /// The first item, in order, to which one reviewer gave two labels.
    pub fn new(items: usize, reviewers: usize, classes: usize, rows: &[Row]) -> Result<Self, Repeated> {
        let runs: Vec<(u32, u32)> = rows.iter().map(|(item, _, _)| (*item, 1)).collect();
        let votes: Vec<Vote> =
            rows.iter().map(|(_, reviewer, class)| Vote { reviewer: *reviewer, class: *class }).collect();
        Self::of_runs((items, reviewers, classes), &[(&runs, &votes)], |_, vote| vote)
    }

    /// Orders the rows of several parts, each with item and number of its runs; `renamed` has the
    /// numbers that count of a vote of a part.
    fn of_runs(
        (items, reviewers, classes): (usize, usize, usize),
        parts: &[(Runs<'_>, &[Vote])],
        renamed: impl Fn(usize, Vote) -> Vote + Sync,
    ) -> Result<Self, Repeated> {
        let mut starts = vec![0_u32; items + 1];
        for (item, count) in parts.iter().flat_map(|(runs, _)| *runs) {
            starts[*item as usize + 1] += count;
        }
        for item in 0..items {
            starts[item + 1] += starts[item];
        }
        let rows = parts.iter().map(|(_, rows)| rows.len()).sum();
        let mut votes = vec![Vote { reviewer: 0, class: 0 }; rows];
        let share = items.div_ceil(threads() as usize).max(LEAST_ITEMS);
        let mut rest = votes.as_mut_slice();
        let ranges = (0..items).step_by(share).map(|first| {
            let last = items.min(first + share);
            let (own, later) = std::mem::take(&mut rest).split_at_mut((starts[last] - starts[first]) as usize);
            rest = later;
            (first..last, own)
        });
        let ranges: Vec<(Range<usize>, &mut [Vote])> = ranges.collect();
        at_once(ranges, |(range, votes)| Self::order(range, &starts, parts, &renamed, votes))
            .into_iter()
            .collect::<Result<(), Repeated>>()?;
        Ok(Self { reviewers, classes, starts, votes })
    }

    /// Orders the votes of the items of `range` into `votes`, which is theirs alone.
    fn order(
        range: Range<usize>,
        starts: &[u32],
        parts: &[(Runs<'_>, &[Vote])],
        renamed: impl Fn(usize, Vote) -> Vote,
        votes: &mut [Vote],
    ) -> Result<(), Repeated> {
        let base = starts[range.start];
        let mut next: Vec<u32> = starts[range.clone()].iter().map(|start| start - base).collect();
        for (part, (runs, rows)) in parts.iter().enumerate() {
            let mut from = 0;
            for (item, count) in *runs {
                let run = from..from + *count as usize;
                from = run.end;
                let Some(at) = (*item as usize).checked_sub(range.start).and_then(|own| next.get_mut(own)) else {
                    continue;
                };
                let places = &mut votes[*at as usize..][..run.len()];
                for (place, vote) in places.iter_mut().zip(&rows[run]) {
                    *place = renamed(part, *vote);
                }
                *at += count;
            }
        }
        for item in range {
            let votes = &mut votes[(starts[item] - base) as usize..(starts[item + 1] - base) as usize];
            if !votes.is_sorted() {
                votes.sort_unstable();
            }
            if let Some(pair) = votes.windows(2).find(|pair| pair[0].reviewer == pair[1].reviewer) {
                let item = u32::try_from(item).unwrap_or(u32::MAX);
                return Err(Repeated { item, reviewer: pair[0].reviewer });
            }
        }
        Ok(())
    }

    fn range(&self, item: usize) -> Range<usize> {
        self.starts[item] as usize..self.starts[item + 1] as usize
    }

    /// The labels of one item, by reviewer.
    #[inline]
    pub fn of(&self, item: usize) -> &[Vote] {
        &self.votes[self.range(item)]
    }

    /// The labels of each item.
    pub fn by_item(&self) -> impl ExactSizeIterator<Item = &[Vote]> {
        (0..self.items()).map(|item| self.of(item))
    }

    /// Every label, by item and reviewer.
    pub fn all(&self) -> &[Vote] {
        &self.votes
    }

    /// How many items.
    pub const fn items(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many reviewers.
    pub const fn reviewers(&self) -> usize {
        self.reviewers
    }

    /// How many classes were declared.
    pub const fn classes(&self) -> usize {
        self.classes
    }

    /// Labels of each class.
    pub fn prevalence(&self) -> Vec<u64> {
        let mut counts = vec![0; self.classes];
        for vote in &self.votes {
            counts[vote.class as usize] += 1;
        }
        counts
    }

    /// Labels of each reviewer.
    pub fn labels_of_reviewers(&self) -> Vec<u64> {
        let mut counts = vec![0; self.reviewers];
        for vote in &self.votes {
            counts[vote.reviewer as usize] += 1;
        }
        counts
    }

    /// The table of some of the items, in the order given.
    #[must_use]
    pub fn subset(&self, items: impl IntoIterator<Item = usize>) -> Self {
        let mut part = Self { reviewers: self.reviewers, classes: self.classes, starts: vec![0], votes: Vec::new() };
        for item in items {
            part.votes.extend_from_slice(self.of(item));
            part.starts.push(u32::try_from(part.votes.len()).unwrap_or(u32::MAX));
        }
        part
    }
}

/// One reviewer gave an item two labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// Which item.
    pub item: u32,
    /// Which reviewer.
    pub reviewer: u32,
}
