//! Sums over rows: the parts of a group add up to its total.
//!
//! Keeps one small record for each group and no texts. Says nothing of a group that lacks a part, or where a number is missing, hidden
//! or faulty.

use super::tuple::{ByHash, Grain, tuples};
use crate::dataset::block::Block;
use crate::dataset::value::{Values, is_bad, number, position};
use crate::field::contract::{ColumnType, Dataset, Demand, Rule};
use std::collections::HashMap;

/// Whether all files of a dataset can be read as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    AllRead,
    SomeTorn,
}

/// A file, a row of it, and what a remark says.
pub(super) type Broken = (u32, u32, String);

/// The most groups that a rule is judged over, to bound the memory.
pub(super) const MOST: usize = 5_000_000;

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    parts: i128,
    total: i128,
    /// Which parts have been seen, the total last.
    seen: u128,
    /// The file and row of the first total.
    at: (u32, u32),
    /// A number is missing, hidden or faulty.
    unsure: bool,
    /// The file of its first row, counted from 1.
    file: u32,
    /// Whether it has rows of several files.
    spread: bool,
}

/// One rule of sums over the rows of a dataset.
pub(super) struct Sums<'c> {
    /// Its position among the rules of the contract.
    pub rule: usize,
    /// The column that the fault stands in.
    pub column: usize,
    kind: &'c ColumnType,
    per: Vec<usize>,
    by: usize,
    /// The codes of the parts, and last that of the total.
    codes: Vec<&'c str>,
    groups: HashMap<u128, Group, ByHash>,
    pub(super) most: usize,
}

impl<'c> Sums<'c> {
    /// Prepares a rule; `None` when it is none of sums.
    pub(super) fn new(contract: &'c Dataset, at: usize, rule: &'c Rule) -> Option<Self> {
        let Demand::AddsUp { per, by, parts, total, value } = &rule.demand else { return None };
        let column = position(contract, value)?;
        let codes: Vec<&str> = parts.iter().chain([total]).map(String::as_str).collect();
        (codes.len() <= 128).then_some(())?;
        Some(Self {
            rule: at,
            column,
            kind: &contract.columns[column].kind,
            per: per.iter().map(|name| position(contract, name)).collect::<Option<_>>()?,
            by: position(contract, by)?,
            codes,
            groups: HashMap::default(),
            most: MOST,
        })
    }

    /// Takes the rows of a block of a file, by its number.
    pub(super) fn block(&mut self, block: &Block, file: u32) {
        let (by, cells) = (&block.cells[self.by], &block.cells[self.column]);
        let (Some(Values::Text(codes)), Some(Values::Number(numbers))) = (Values::of(by), Values::of(cells)) else {
            return;
        };
        if self.gave_up() {
            return;
        }
        let keys = tuples(block, self.per.iter().map(|at| (*at, Grain::Exact)));
        let mut faulty = keys.faulty.iter().copied().peekable();
        for (((at, key), code), n) in (0_u32..).zip(&keys.hashes).zip(codes.iter()).zip(numbers.iter()) {
            // Which group a row belongs to is not known when its key is faulty: its own group then lacks a part.
            if faulty.next_if_eq(&at).is_some() {
                continue;
            }
            let part = code.and_then(|code| self.codes.iter().position(|c| *c == code));
            let unsure_part = code.is_none() && is_bad(by, at as usize);
            if part.is_none() && !unsure_part {
                continue;
            }
            let group = self.groups.entry(*key).or_default();
            group.spread |= group.file != 0 && group.file != file + 1;
            group.file = file + 1;
            group.unsure |= unsure_part || n.is_none();
            let (Some(part), Some(n)) = (part, n) else { continue };
            let total = self.codes.len() - 1;
            if part == total {
                if group.seen & (1 << total) == 0 {
                    group.at = (file, block.rows[at as usize]);
                }
                group.total += i128::from(n);
            } else {
                group.parts += i128::from(n);
            }
            group.seen |= 1 << part;
        }
    }

    /// Whether there were more groups than can be judged.
    pub(super) fn gave_up(&self) -> bool {
        self.groups.len() > self.most
    }

    /// The rows of totals that do not hold, each with its file, in order, and what a remark says of each.
    ///
    /// Where some file cannot be read as it stands, a group with rows of several files may lack some: then only those of one file are told.
    pub(super) fn broken(self, files: Files) -> Vec<Broken> {
        if self.gave_up() {
            return Vec::new();
        }
        let all = u128::MAX >> (128 - self.codes.len());
        let whole = self
            .groups
            .into_values()
            .filter(|g| !g.unsure && g.seen == all && g.parts != g.total && (files == Files::AllRead || !g.spread));
        let mut broken: Vec<Broken> = whole
            .map(|g| {
                let text = format!(
                    "`{}`, men delarna är tillsammans `{}`",
                    number(self.kind, g.total),
                    number(self.kind, g.parts)
                );
                (g.at.0, g.at.1, text)
            })
            .collect();
        broken.sort_unstable();
        broken
    }
}
