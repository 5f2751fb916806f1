//! One number for the key of a row, the same for every reader, file and run.
//!
//! Parts are added in the order of the contract's columns, by their typed values, so that `2020-02-29` and `20200229` are one key.

const ONE: u64 = 0x9e37_79b9_7f4a_7c15;
const TWO: u64 = 0xd1b5_4a32_d192_ed03;
const EMPTY: u64 = 0x51;
const SUPPRESSED: u64 = 0x52;

/// The key of a row while its parts are being added.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeyHash(u64);

impl KeyHash {
    /// No parts so far.
    pub(super) fn new() -> Self {
        Self(TWO)
    }

    /// A text, a unit, a moment, a period in canonical form or a code.
    pub(super) fn text(&mut self, text: &str) {
        self.hashed(hash_text(text));
    }

    /// A text that is already hashed by [`hash_text`].
    pub(super) fn hashed(&mut self, hash: u64) {
        self.add(hash, 1);
    }

    /// A number, date, month, week or time, as it stands in the block.
    pub(super) fn number(&mut self, number: i64) {
        self.add(number as u64, 2);
    }

    /// An empty cell: a value of its own.
    pub(super) fn empty(&mut self) {
        self.add(EMPTY, 3);
    }

    /// A hidden number: a value of its own.
    pub(super) fn suppressed(&mut self) {
        self.add(SUPPRESSED, 4);
    }

    /// The hash; never 0, which means that a row has no whole key.
    pub(super) fn finish(self) -> u64 {
        self.0.max(1)
    }

    fn add(&mut self, part: u64, kind: u64) {
        self.0 = fold(self.0.rotate_left(23) ^ part, ONE ^ kind) ^ self.0.wrapping_mul(TWO);
    }
}

/// The hash of a text.
pub(super) fn hash_text(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut state = (bytes.len() as u64).wrapping_mul(ONE) ^ TWO;
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        state = fold(state ^ word, ONE);
    }
    let last = words.remainder().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    fold(state ^ last, TWO)
}

/// Multiplies to twice the width and folds the halves together, so that every bit in touches every bit out.
fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ ((wide >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_that_differ_have_different_numbers() {
        let mut seen = BTreeSet::new();
        for id in 0..50_000_i64 {
            let mut key = KeyHash::new();
            key.text(&format!("VT-{id:08}"));
            key.number(18_262 + id % 7);
            seen.insert(key.finish());
        }
        for parts in [["ab", "c"], ["a", "bc"], ["", "abc"], ["abc", ""]] {
            let mut key = KeyHash::new();
            parts.iter().for_each(|p| key.text(p));
            seen.insert(key.finish());
        }
        let mut empty = KeyHash::new();
        empty.empty();
        let mut hidden = KeyHash::new();
        hidden.suppressed();
        seen.extend([empty.finish(), hidden.finish(), KeyHash::new().finish()]);
        assert_eq!(seen.len(), 50_007);
        assert!(!seen.contains(&0));
    }
}
