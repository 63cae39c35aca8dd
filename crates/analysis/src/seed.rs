//! Random numbers from a seed: the same on every machine, without entropy.

/// `SplitMix64` (Steele, Lea and Flood 2014): 64 bits of state, passes `BigCrush`, and streams of
/// different seeds are independent for our purpose.
#[derive(Debug, Clone)]
pub struct Draws {
    state: u64,
}

impl Draws {
    /// The stream `number` of a seed, so that each draw of many has a stream of its own and the
    /// result does not depend on who computes which.
    pub const fn new(seed: u64, number: u64) -> Self {
        let mut draws = Self { state: seed ^ 0x9E37_79B9_7F4A_7C15 };
        let first = draws.next();
        draws.state = first ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03);
        draws.next();
        draws
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 to `below` − 1. The bias is below 2⁻³², which no figure here can show.
    pub const fn below(&mut self, below: u32) -> u32 {
        let (high, below) = (self.next() >> 32, below as u64);
        let drawn = (high * below) >> 32;
        drawn as u32
    }

    /// Evenly from 0 up to 1.
    pub const fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let bits = (self.next() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }
}

#[cfg(test)]
mod tests {
    use super::Draws;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut draws = Draws::new(0, 0);
        let first: Vec<u64> = (0..2).map(|_| draws.next()).collect();
        let mut again = Draws::new(0, 0);
        assert_eq!(first, [again.next(), again.next()]);
        assert_ne!(Draws::new(0, 1).next(), first[0]);
        assert_ne!(Draws::new(1, 0).next(), first[0]);
    }

    #[test]
    fn numbers_below_are_even() {
        let mut draws = Draws::new(7, 0);
        let mut counts = [0_u32; 5];
        for _ in 0..50_000 {
            counts[draws.below(5) as usize] += 1;
        }
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 400), "{counts:?}");
        let mean = (0..10_000).map(|_| draws.unit()).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "{mean}");
    }
}
