//! The register as it was known on a date: which entries exist and which of them were withdrawn.
//!
//! Says nothing of what the entries mean.

use crate::field::id::EntryId;
use crate::field::period::AsOf;
use crate::field::recommendation::{About, Entry, What};
use std::collections::{BTreeMap, BTreeSet};

/// Entries up to a date, oldest first.
pub(super) struct Register<'a> {
    entries: Vec<&'a Entry>,
    withdrawn: BTreeSet<&'a EntryId>,
}

impl<'a> Register<'a> {
    /// Leaves out what is dated after the day of the run. Entries of the same day keep the order they are written in.
    pub(super) fn read(entries: &'a [Entry], as_of: AsOf) -> Self {
        let mut entries: Vec<&Entry> = entries.iter().filter(|e| e.date <= as_of.0).collect();
        entries.sort_by_key(|e| e.date);
        let mut order: BTreeMap<&EntryId, usize> = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            order.entry(&entry.id).or_insert(i);
        }
        let mut withdrawn = BTreeSet::new();
        // Newest first: a correction that was itself corrected has withdrawn nothing.
        for (i, entry) in entries.iter().enumerate().rev() {
            if let What::Corrects { entry: target, .. } = &entry.what
                && !withdrawn.contains(&entry.id)
                && order.get(target).is_some_and(|earlier| *earlier < i)
            {
                withdrawn.insert(target);
            }
        }
        Self { entries, withdrawn }
    }

    /// Entries that concern something, withdrawn ones included.
    pub(super) fn about(&self, concerns: impl Fn(&About) -> bool) -> Vec<&'a Entry> {
        self.entries.iter().copied().filter(|e| concerns(&e.about)).collect()
    }

    /// Entries that stand, each with its place in the order.
    pub(super) fn in_force(&self) -> impl Iterator<Item = (usize, &'a Entry)> {
        self.entries.iter().copied().enumerate().filter(|(_, e)| !self.is_withdrawn(&e.id))
    }

    /// Whether an entry was withdrawn.
    pub(super) fn is_withdrawn(&self, id: &EntryId) -> bool {
        self.withdrawn.contains(id)
    }

    /// The ids among entries that were withdrawn.
    pub(super) fn withdrawn_among(&self, entries: &[&Entry]) -> Vec<EntryId> {
        entries.iter().filter(|e| self.is_withdrawn(&e.id)).map(|e| e.id.clone()).collect()
    }
}
