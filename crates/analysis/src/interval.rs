//! Intervals by drawing items anew (Efron's percentile bootstrap).

use crate::figure::Undefined;
use crate::threads::{at_once, threads};

/// The middle 95 % of the draws, or why there is none.
pub type Interval = Result<(f64, f64), Undefined>;

/// An interval from the figures of the draws. Draws in which the figure is undefined are left out;
/// when they are more than a tenth, there is no interval.
pub fn of_draws(draws: impl Iterator<Item = Option<f64>>) -> Interval {
    let mut count = 0_usize;
    let mut defined: Vec<f64> = draws.inspect(|_| count += 1).flatten().collect();
    if defined.is_empty() || 10 * (count - defined.len()) > count {
        return Err(Undefined::RarelyDefined);
    }
    defined.sort_by(f64::total_cmp);
    Ok((quantile(&defined, 0.025), quantile(&defined, 0.975)))
}

/// Between the two nearest values, as most statistics programs do (type 7 of Hyndman and Fan).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among some thousand draws"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * share;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
}

/// The 95 % interval of a share of items that are or are not so (Wilson 1927). Near 0 and 1, and of few items, it stays
/// honest where drawing anew gives an interval of no width (Brown and others 2001).
#[expect(clippy::cast_precision_loss, reason = "counts of items are far below 2^53")]
pub fn of_share(so: u64, of: u64) -> Interval {
    if of == 0 {
        return Err(Undefined::NothingShared);
    }
    // The quantile of the normal distribution at .975.
    let z = 1.959_963_984_540_054_f64;
    let (share, n) = (so as f64 / of as f64, of as f64);
    let middle = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    Ok((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
}

/// Computes all draws, on as many threads as the machine has; the results stand by number.
pub fn draw_all<T: Send>(draws: u32, draw: impl Fn(u32) -> T + Sync) -> Vec<T> {
    let threads = threads().min(draws.max(1));
    if threads < 2 {
        return (0..draws).map(draw).collect();
    }
    let share = draws / threads;
    let ranges = (0..threads).map(|worker| {
        let end = if worker + 1 == threads { draws } else { share * (worker + 1) };
        share * worker..end
    });
    at_once(ranges.collect(), |range| range.map(&draw).collect::<Vec<T>>()).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{draw_all, of_draws, of_share};
    use crate::figure::Undefined;

    #[test]
    fn the_middle_of_the_draws_is_the_interval() {
        let interval = of_draws((0..=1000).rev().map(|draw| Some(f64::from(draw))));
        assert_eq!(interval, Ok((25.0, 975.0)));
    }

    #[test]
    fn a_figure_that_is_rarely_defined_has_no_interval() {
        let interval = of_draws((0..100).map(|draw| (draw > 20).then_some(1.0)));
        assert_eq!(interval, Err(Undefined::RarelyDefined));
        let none = of_draws(std::iter::empty());
        assert_eq!(none, Err(Undefined::RarelyDefined));
    }

    #[test]
    fn an_interval_of_a_share_is_wilsons() {
        // 81 of 263: the example of Newcombe (1998), table I, method 3.
        let (low, high) = of_share(81, 263).unwrap();
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
        // 0 of 20, and its mirror.
        let (low, high) = of_share(0, 20).unwrap();
        assert!(low.abs() < 1e-12 && (high - 0.1611).abs() < 5e-5, "{low} {high}");
        let (mirrored, whole) = of_share(20, 20).unwrap();
        assert!((mirrored - (1.0 - high)).abs() < 1e-12 && (whole - 1.0).abs() < 1e-12);
        assert_eq!(of_share(0, 0), Err(Undefined::NothingShared));
    }

    #[test]
    fn draws_stand_by_number() {
        assert_eq!(draw_all(7, |number| number), [0, 1, 2, 3, 4, 5, 6]);
        assert!(draw_all(0, |number| number).is_empty());
    }
}
