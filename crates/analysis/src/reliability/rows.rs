//! Rows of sums, one for each item, and figures over them with their intervals.

use crate::figure::{Figure, Undefined};
use crate::interval::{Interval, draw_all, of_draws};
use crate::reliability::Sampling;
use crate::seed::Draws;

/// A figure with its interval and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The figure, or why there is none.
    pub value: Figure,
    /// The middle 95 % of the draws, or why there is none.
    pub interval: Interval,
    /// How many spans, characters or items it is a share or a mean of.
    pub n: u64,
}

impl Measured {
    pub(super) fn none(reason: Undefined) -> Self {
        Self { interval: Err(reason.clone()), value: Err(reason), n: 0 }
    }
}

/// Rows in an order that follows from what they hold, and the sums of every draw.
pub(super) struct Rows<const W: usize> {
    count: u32,
    total: [f64; W],
    drawn: Vec<[f64; W]>,
}

impl<const W: usize> Rows<W> {
    pub(super) fn new(mut rows: Vec<[f64; W]>, sampling: Sampling) -> Self {
        rows.sort_unstable_by(by_value);
        let mut total = [0.0; W];
        for row in &rows {
            add(&mut total, row);
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let times = if count == 0 { 0 } else { sampling.draws };
        let drawn = draw_all(times, |number| {
            let mut stream = Draws::new(sampling.seed, u64::from(number));
            let mut sums = [0.0; W];
            for _ in 0..count {
                add(&mut sums, &rows[stream.below(count) as usize]);
            }
            sums
        });
        Self { count, total, drawn }
    }

    pub(super) fn count(&self) -> u64 {
        u64::from(self.count)
    }

    /// A figure of the sums; `of` is the sum that counts what it rests on.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of counts")]
    pub(super) fn figure(&self, of: usize, figure: impl Fn(&[f64; W]) -> Figure) -> Measured {
        let value = figure(&self.total);
        let interval = match &value {
            Ok(_) => of_draws(self.drawn.iter().map(|sums| figure(sums).ok())),
            Err(reason) => Err(reason.clone()),
        };
        Measured { value, interval, n: self.total[of] as u64 }
    }

    /// One sum by another; `reason` says what is missing where the other is 0.
    pub(super) fn ratio(&self, part: usize, of: usize, reason: &Undefined) -> Measured {
        self.figure(of, |sums| if sums[of] > 0.0 { Ok(sums[part] / sums[of]) } else { Err(reason.clone()) })
    }

    /// One ratio less another.
    pub(super) fn difference(&self, first: (usize, usize), second: (usize, usize), reason: &Undefined) -> Measured {
        let found = self.figure(first.1, |sums| {
            if sums[first.1] > 0.0 && sums[second.1] > 0.0 {
                Ok(sums[first.0] / sums[first.1] - sums[second.0] / sums[second.1])
            } else {
                Err(reason.clone())
            }
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of counts")]
        let n = (self.total[first.1] + self.total[second.1]) as u64;
        Measured { n, ..found }
    }
}

fn add<const W: usize>(sums: &mut [f64; W], row: &[f64; W]) {
    sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
}

/// By the first value that differs.
pub(super) fn by_value<const W: usize>(one: &[f64; W], other: &[f64; W]) -> std::cmp::Ordering {
    one.iter().zip(other).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
}
