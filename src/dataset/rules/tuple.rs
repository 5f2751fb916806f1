//! Hashes of 128 bits over cells of a row, so that groups and references need not keep their texts.
//!
//! Not made against someone who wants two values to look the same; two rows of the same delivery meet by chance once in 10²⁵.

use crate::dataset::block::Block;
use crate::dataset::value::{DAY, Value, Values};
use std::hash::{BuildHasherDefault, Hasher};

/// How the values of a column are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    /// As they stand.
    Exact,
    /// By the day: of a time, the day it falls on.
    Day,
}

/// Some columns of every row of a block.
pub(super) struct Tuples {
    /// One hash for each row. An empty cell is a value of its own, a suppressed one too.
    pub hashes: Vec<u128>,
    /// Positions of rows where one of the cells is empty or suppressed, or faulty; sorted, each once.
    pub lacking: Vec<u32>,
    /// Positions of rows where one of the cells is faulty; sorted, each once.
    pub faulty: Vec<u32>,
}

const SEED: [u64; 2] = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344];
const FACTOR: [u64; 2] = [0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db];
const TEXT: u64 = 0x8ebc_6af0_9c88_c6e3;
const EMPTY: u64 = 0x5899_65cc_7537_4cc3;
const SUPPRESSED: u64 = 0x1d8e_4e27_c47d_124f;

fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ ((wide >> 64) as u64)
}

fn fold(lanes: [u64; 2], value: u64) -> [u64; 2] {
    [mix(lanes[0] ^ value, FACTOR[0]), mix(lanes[1] ^ value.rotate_left(32), FACTOR[1])]
}

fn fold_text(mut lanes: [u64; 2], text: &str) -> [u64; 2] {
    lanes = fold(lanes, TEXT ^ text.len() as u64);
    for word in text.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..word.len()].copy_from_slice(word);
        lanes = fold(lanes, u64::from_le_bytes(bytes));
    }
    lanes
}

fn fold_value(lanes: [u64; 2], value: Value<'_>, grain: Grain) -> [u64; 2] {
    match (value, grain) {
        (Value::Text(text), Grain::Exact | Grain::Day) => fold_text(lanes, text),
        (Value::Day(day), Grain::Exact | Grain::Day) => fold(lanes, i64::from(day) as u64),
        (Value::Number(n), Grain::Exact) => fold(lanes, n as u64),
        (Value::Number(minutes), Grain::Day) => fold(lanes, minutes.div_euclid(DAY) as u64),
    }
}

/// The hashes of some columns, by position in the contract, over the rows of a block.
pub(super) fn tuples(block: &Block, columns: impl Iterator<Item = (usize, Grain)>) -> Tuples {
    let mut lanes = vec![SEED; block.rows.len()];
    let (mut lacking, mut faulty) = (Vec::new(), Vec::new());
    for (column, grain) in columns {
        let Some((cells, values)) = block.cells.get(column).and_then(|c| Some((c, Values::of(c)?))) else { continue };
        let mut suppressed = cells.suppressed.iter().copied().peekable();
        for ((at, lanes), value) in (0_u32..).zip(&mut lanes).zip(values.iter()) {
            let hidden = suppressed.next_if_eq(&at).is_some();
            *lanes = match value {
                Some(value) => fold_value(*lanes, value, grain),
                None => {
                    lacking.push(at);
                    fold(*lanes, if hidden { SUPPRESSED } else { EMPTY })
                }
            };
        }
        faulty.extend(cells.bad.iter().map(|b| b.at));
    }
    for positions in [&mut lacking, &mut faulty] {
        positions.sort_unstable();
        positions.dedup();
    }
    // Both lanes meet at the end: a short tuple has been through each of them only once or twice.
    let close = |[a, b]: [u64; 2]| {
        (u128::from(mix(a ^ b.rotate_left(17), FACTOR[1])) << 64) | u128::from(mix(b ^ SEED[1], FACTOR[0]) ^ a)
    };
    Tuples { hashes: lanes.into_iter().map(close).collect(), lacking, faulty }
}

/// Takes what is hashed already as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u64::from(*byte) ^ TEXT, FACTOR[0]);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 ^= value;
    }

    fn write_u128(&mut self, value: u128) {
        self.0 ^= value as u64;
    }
}

/// For maps and sets whose keys are hashes.
pub(super) type ByHash = BuildHasherDefault<Hashed>;
