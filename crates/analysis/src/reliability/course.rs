//! The course of the work: time of an item, and how agreement and pace change over a sitting.

use crate::figure::Undefined;
use crate::interval::{draw_all, of_draws};
use crate::reliability::against::at;
use crate::reliability::rows::{Measured, Rows, by_value};
use crate::reliability::{Basis, Entry, Sampling};
use crate::seed::Draws;

/// A pause longer than this begins a new sitting: half an hour.
pub const SITTING_GAP_MS: i64 = 30 * 60 * 1000;

/// Reviews of a sitting from which on it has thirds: two each.
pub const SITTING_LEAST: u32 = 6;

/// A figure in the first, middle and last third of sittings, and what changes from first to last.
#[derive(Debug, Clone, PartialEq)]
pub struct Thirds {
    /// Each third.
    pub thirds: [Measured; 3],
    /// Last less first.
    pub change: Measured,
}

/// For each entry the third of its sitting, 0 to 2, and the number of sittings that have thirds.
pub(super) fn thirds(entries: &[Entry]) -> (Vec<Option<usize>>, u64) {
    let mut found = vec![None; entries.len()];
    let mut order: Vec<(i64, usize)> =
        entries.iter().enumerate().filter_map(|(place, entry)| Some((entry.at?, place))).collect();
    // Equal moments in an order that follows from what the reviews hold.
    order.sort_unstable_by(|(at, one), (other, two)| {
        let (one, two) = (&entries[*one], &entries[*two]);
        let sums = |entry: &Entry| entry.compared.as_ref().map_or([-1.0; at::WIDTH], |compared| compared.sums);
        let held = || by_value(&sums(one), &sums(two));
        at.cmp(other).then_with(|| one.elapsed_ms.cmp(&two.elapsed_ms)).then_with(held)
    });
    let mut sittings = 0;
    let is_one = |before: &(i64, usize), after: &(i64, usize)| {
        let worked = i64::try_from(entries[after.1].elapsed_ms.unwrap_or(0)).unwrap_or(i64::MAX);
        after.0.saturating_sub(worked).saturating_sub(before.0) <= SITTING_GAP_MS
    };
    for sitting in order.chunk_by(is_one) {
        // Work that came in one moment has no course.
        let moves = sitting.first().map(|first| first.0) != sitting.last().map(|last| last.0);
        if sitting.len() >= SITTING_LEAST as usize && moves {
            sittings += 1;
            for (position, (_, place)) in sitting.iter().enumerate() {
                found[*place] = Some(position * 3 / sitting.len());
            }
        }
    }
    (found, sittings)
}

const NO_SITTING: Undefined = Undefined::NoSitting { at_least: SITTING_LEAST };

/// Agreement by thirds.
pub(super) fn of_rows(rows: &Rows<{ at::WIDTH }>, basis: Basis) -> Thirds {
    let reason = if basis == Basis::None { Undefined::NobodyElse } else { NO_SITTING };
    let columns = |third: usize| (at::THIRDS + 2 * third + 1, at::THIRDS + 2 * third);
    let third = |third: usize| {
        let (part, of) = columns(third);
        rows.ratio(part, of, &reason)
    };
    Thirds { thirds: [third(0), third(1), third(2)], change: rows.difference(columns(2), columns(0), &reason) }
}

/// Times in order, each with its third.
struct Times(Vec<(u64, Option<usize>)>);

/// Medians of all, of each third, and the last less the first.
type Medians = [Option<f64>; 5];

impl Times {
    fn medians(&self, weights: &[u32]) -> Medians {
        let [first, middle, last] = [0, 1, 2].map(|wanted| self.median(weights, |third| third == Some(wanted)));
        let change = last.zip(first).map(|(last, first)| last - first);
        [self.median(weights, |_| true), first, middle, last, change]
    }

    /// The median of the weighed times that `takes` takes; between two, half-way.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of work are far below 2^53")]
    fn median(&self, weights: &[u32], takes: impl Fn(Option<usize>) -> bool) -> Option<f64> {
        let weighed = || self.0.iter().zip(weights).filter(|((_, third), _)| takes(*third));
        let total: u64 = weighed().map(|(_, weight)| u64::from(*weight)).sum();
        let at = |place: u64| {
            let mut passed = 0;
            weighed().find_map(|((time, _), weight)| {
                passed += u64::from(*weight);
                (passed > place).then_some(*time)
            })
        };
        let (lower, upper) = (at(total.checked_sub(1)? / 2)?, at(total / 2)?);
        Some(f64::midpoint(lower as f64, upper as f64))
    }
}

/// The median time of an item, and its course in sittings.
pub(super) fn times(entries: &[Entry], thirds: &[Option<usize>], sampling: Sampling) -> (Measured, Thirds) {
    let known = entries.iter().zip(thirds).filter_map(|(entry, third)| Some((entry.elapsed_ms?, *third)));
    let mut times = Times(known.collect());
    times.0.sort_unstable();
    let found = times.medians(&vec![1; times.0.len()]);
    let count = u32::try_from(times.0.len()).unwrap_or(u32::MAX);
    let samples: Vec<Medians> = draw_all(if count == 0 { 0 } else { sampling.draws }, |number| {
        let mut stream = Draws::new(sampling.seed, u64::from(number));
        let mut weights = vec![0_u32; times.0.len()];
        for _ in 0..count {
            weights[stream.below(count) as usize] += 1;
        }
        times.medians(&weights)
    });
    let in_third = |wanted: usize| times.0.iter().filter(|(_, third)| *third == Some(wanted)).count() as u64;
    let measured = |figure: usize, n: u64, reason: Undefined| match found[figure] {
        None => Measured::none(reason),
        Some(value) => Measured { value: Ok(value), interval: of_draws(samples.iter().map(|all| all[figure])), n },
    };
    let all = measured(0, times.0.len() as u64, Undefined::NoTime);
    let reason = || if count == 0 { Undefined::NoTime } else { NO_SITTING };
    let third = |third: usize| measured(third + 1, in_third(third), reason());
    let change = measured(4, in_third(0) + in_third(2), reason());
    (all, Thirds { thirds: [third(0), third(1), third(2)], change })
}
