//! Chance that falls the same on every machine: whole numbers, and decimals only by the four rules of arithmetic.
//!
//! Uses no logarithm or power of the system's mathematical library: those may differ in the last bit from machine to machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// One stream of chance.
pub(super) struct Dice(ChaCha8Rng);

/// Quantiles of a skewed cost or duration, in thousandths of its middle: most near the middle, a few far above.
const SKEWED: [u32; 17] = [480, 610, 680, 735, 785, 830, 875, 920, 965, 1010, 1065, 1125, 1195, 1290, 1420, 1640, 2250];

impl Dice {
    /// The stream with a number under a seed; streams do not touch each other.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// A whole number between two, both allowed.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        least + self.below((most - least + 1).max(1) as u32) as i32
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// The index of a weight, drawn in proportion to the weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|w| {
                if left < *w {
                    true
                } else {
                    left -= w;
                    false
                }
            })
            .unwrap_or(0)
    }

    /// A Poisson count with a mean in thousandths.
    pub fn poisson(&mut self, mean: u32) -> u32 {
        let mean = f64::from(mean) / 1000.0;
        let u = f64::from(self.0.next_u32()) / 4_294_967_296.0;
        let mut term = exp_of_minus(mean);
        let (mut sum, mut k) = (term, 0);
        // Beyond ten times the mean nothing of the sum is left to find.
        while u >= sum && f64::from(k) < mean * 10.0 + 20.0 {
            k += 1;
            term *= mean / f64::from(k);
            sum += term;
        }
        k
    }

    /// A skewed factor in thousandths, about 1000 in the middle.
    pub fn skewed(&mut self) -> u32 {
        let at = self.below(16) as usize;
        SKEWED[at] + self.below(SKEWED[at + 1] - SKEWED[at] + 1)
    }
}

/// e to the power of −x, by a short series and squaring.
fn exp_of_minus(x: f64) -> f64 {
    let y = x / 1024.0;
    let mut value = 1.0 - y * (1.0 - y / 2.0 * (1.0 - y / 3.0 * (1.0 - y / 4.0)));
    for _ in 0..10 {
        value *= value;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_mean_and_spread_of_poisson() {
        for mean in [40, 900, 7300, 30_000] {
            let mut dice = Dice::new(1, u64::from(mean));
            let counts: Vec<f64> = (0..20_000).map(|_| f64::from(dice.poisson(mean))).collect();
            let average = counts.iter().sum::<f64>() / 20_000.0;
            let spread = counts.iter().map(|c| (c - average) * (c - average)).sum::<f64>() / 20_000.0;
            let mean = f64::from(mean) / 1000.0;
            assert!((average / mean - 1.0).abs() < 0.05, "{mean}: {average}");
            assert!((spread / mean - 1.0).abs() < 0.07, "{mean}: {spread}");
        }
    }

    #[test]
    fn the_same_stream_falls_the_same_and_another_differently() {
        let throw = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throw(1, 2), throw(1, 2));
        assert_ne!(throw(1, 2), throw(1, 3));
        assert_ne!(throw(1, 2), throw(2, 2));
        assert_eq!(throw(7, 0), THROWN, "the numbers of a seed never change: shipped data depend on them");
    }

    const THROWN: [u32; 8] = [140, 157, 182, 167, 270, 704, 36, 726];
}
