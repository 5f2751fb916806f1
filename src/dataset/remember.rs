//! What is known of a file from an earlier run, so that it need not be read again.
//!
//! Only of files without a single remark, in datasets where no rule looks at other files' rows but through the key: everything else is read
//! every time. Keeps nothing itself: whoever remembers decides where.

use super::key_set::{KeptKeys, KeySet};
use crate::field::contract::{Dataset, Demand};
use crate::field::id::UnitId;
use crate::field::period::Period;
use crate::store::Source;
use std::collections::BTreeSet;

/// What one file held, in which nothing was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its SHA-256.
    pub sha256: String,
    /// Rows with something in them, the header apart.
    pub rows: u64,
    /// How the file was read, in Swedish.
    pub says: String,
    /// The rows of each unit and period, with those that hide a number, and the codes that completeness asks for.
    pub coverage: Vec<(UnitId, Period, [u64; 2], BTreeSet<String>)>,
}

/// Someone who remembers files, each as it is now: by its content, and by all that it was held against.
pub trait Remember<C> {
    /// Whether a file still looks as it did when what is known of it was looked up.
    fn looks_the_same(&self, source: &Source) -> bool;
    /// What is known of a file.
    fn recall(&self, source: &Source, dataset: &Dataset) -> Option<Remembered>;
    /// Keeps what was found out about a file.
    fn keep(&self, source: &Source, dataset: &Dataset, found: &Remembered);
    /// What was counted in a file, of all that is asked for now.
    fn counted(&self, source: &Source, dataset: &Dataset) -> Option<Vec<C>>;
    /// Keeps what was counted.
    fn keep_counted(&self, source: &Source, dataset: &Dataset, counted: &[C]);
    /// Whether the keys of a file are known.
    fn has_keys(&self, source: &Source, dataset: &Dataset) -> bool;
    /// Meets the keys of some files, in any order and on several threads; `None` when those of one of them cannot be had.
    fn keys(&self, sources: &[&Source], dataset: &Dataset, meet: &(dyn Fn(KeptKeys) + Sync)) -> Option<()>;
    /// Keeps the keys of a file.
    fn keep_keys(&self, source: &Source, dataset: &Dataset, keys: &KeySet);
    /// Whether it is known that no key stands twice in some files.
    fn are_apart(&self, sources: &[&Source], dataset: &Dataset) -> bool;
    /// Keeps that no key stands twice in some files.
    fn keep_apart(&self, sources: &[&Source], dataset: &Dataset);
}

/// Whether files of a dataset can be known by themselves: no rule adds up or follows rows over files, or refers to another dataset, and
/// none of another refers to it.
pub(super) fn stands_alone(contract: &Dataset, contracts: &[Dataset]) -> bool {
    let looks_elsewhere =
        |demand: &Demand| matches!(demand, Demand::AddsUp { .. } | Demand::Follows { .. } | Demand::ExistsIn { .. });
    let refers = |demand: &Demand| matches!(demand, Demand::ExistsIn { dataset, .. } if *dataset == contract.id);
    !super::registers::is_register(&contract.id)
        && !contract.rules.iter().any(|rule| looks_elsewhere(&rule.demand))
        && !contracts.iter().flat_map(|c| &c.rules).any(|rule| refers(&rule.demand))
}

#[cfg(test)]
mod tests;
