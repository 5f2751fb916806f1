//! The atoms of one unit and period added up, with the files they came from.

use super::Answer;
use crate::field::atom::{AtomQuery, AtomRow, AtomValue, MOST_LINES, Summed};
use crate::field::dataset::InferredDate;
use crate::field::observation::FileUse;
use std::collections::BTreeMap;

/// Names of atoms.
pub(super) const WHOLE: &str = "whole";
pub(super) const PART: &str = "part";
pub(super) const UNDECIDED: &str = "undecided";
pub(super) const INFERRED: &str = "inferred";
pub(super) const SOURCE: &str = "source";
pub(super) const PRESENT: &str = "present";
/// Before the id of an exclusion.
pub(super) const EXCLUDED: &str = "without-";

/// The name of an atom that is added, by its place.
pub(super) fn plus(at: usize) -> String {
    format!("plus-{at}")
}

/// The name of an atom that is taken away, by its place.
pub(super) fn minus(at: usize) -> String {
    format!("minus-{at}")
}

/// Sums of atoms that add up whatever they were split by.
#[derive(Clone, Debug)]
pub(super) struct Sums<'q> {
    query: &'q AtomQuery,
    atoms: Vec<AtomValue>,
    files: BTreeMap<String, FileUse>,
}

impl<'q> Sums<'q> {
    pub(super) fn nothing(query: &'q AtomQuery) -> Self {
        let atoms = query.atoms.iter().map(|atom| AtomValue::nothing(&atom.takes)).collect();
        Self { query, atoms, files: BTreeMap::new() }
    }

    /// Adds the atoms of a unit and day, from a file.
    pub(super) fn row(&mut self, row: &AtomRow, answer: &Answer<'_>) {
        self.atoms.iter_mut().zip(&row.atoms).for_each(|(sum, more)| sum.add(more));
        let delivery = answer.delivery;
        let used = self.files.entry(delivery.file.clone()).or_insert_with(|| FileUse {
            file: delivery.file.clone(),
            sha256: delivery.sha256.clone(),
            rows_read: delivery.rows_read,
            rows_used: 0,
            lines: Vec::new(),
        });
        used.rows_used += row.used;
        lines(&mut used.lines, &row.lines);
    }

    /// Adds those of another unit.
    pub(super) fn add(&mut self, other: &Self) {
        self.atoms.iter_mut().zip(&other.atoms).for_each(|(sum, more)| sum.add(more));
        for (file, more) in &other.files {
            match self.files.get_mut(file) {
                Some(used) => {
                    used.rows_used += more.rows_used;
                    lines(&mut used.lines, &more.lines);
                }
                None => {
                    self.files.insert(file.clone(), more.clone());
                }
            }
        }
    }

    fn atom(&self, name: &str) -> Option<&AtomValue> {
        let at = self.query.atoms.iter().position(|atom| atom.name == name)?;
        self.atoms.get(at)
    }

    /// How many rows an atom took; none when the question has no such atom.
    pub(super) fn rows(&self, name: &str) -> i128 {
        match self.atom(name) {
            Some(AtomValue::Rows(n)) => i128::from(*n),
            Some(AtomValue::Sum(_) | AtomValue::Codes(_) | AtomValue::Values(_)) | None => 0,
        }
    }

    /// The sum of an atom.
    pub(super) fn sum(&self, name: &str) -> Summed {
        match self.atom(name) {
            Some(AtomValue::Sum(sum)) => *sum,
            Some(AtomValue::Rows(_) | AtomValue::Codes(_) | AtomValue::Values(_)) | None => Summed::default(),
        }
    }

    /// Rows per value of an atom.
    pub(super) fn values(&self, name: &str) -> &BTreeMap<i64, u64> {
        const NONE: &BTreeMap<i64, u64> = &BTreeMap::new();
        match self.atom(name) {
            Some(AtomValue::Values(values)) => values,
            Some(AtomValue::Rows(_) | AtomValue::Sum(_) | AtomValue::Codes(_)) | None => NONE,
        }
    }

    fn codes(&self, name: &str) -> impl Iterator<Item = &str> {
        let codes = match self.atom(name) {
            Some(AtomValue::Codes(codes)) => Some(codes),
            Some(AtomValue::Rows(_) | AtomValue::Sum(_) | AtomValue::Values(_)) | None => None,
        };
        codes.into_iter().flatten().map(|(code, _)| code.as_str())
    }

    /// The least sure of what is said about the time.
    pub(super) fn inferred(&self) -> InferredDate {
        let all = self.codes(INFERRED).map(|code| InferredDate::of_code(code).unwrap_or(InferredDate::MonthAndYear));
        all.max().unwrap_or(InferredDate::Nothing)
    }

    /// The sources of the rows, each once.
    pub(super) fn source(&self) -> String {
        self.codes(SOURCE).filter(|source| !source.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Rows left out by an exclusion.
    pub(super) fn without(&self, exclusion: &str) -> u64 {
        u64::try_from(self.rows(&format!("{EXCLUDED}{exclusion}"))).unwrap_or(0)
    }

    /// The files, in order.
    pub(super) fn files(&self) -> Vec<FileUse> {
        self.files.values().cloned().collect()
    }
}

/// Keeps the first of both.
fn lines(to: &mut Vec<u32>, more: &[u32]) {
    to.extend(more);
    to.sort_unstable();
    to.truncate(MOST_LINES);
}
