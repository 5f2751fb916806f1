//! The atoms of one unit and period added up, with the files they came from.

use super::Answer;
use crate::field::atom::{AtomQuery, AtomRow, AtomValue, MOST_LINES, Summed};
use crate::field::dataset::InferredDate;
use crate::field::measure::Counted;
use crate::field::observation::FileUse;
use std::collections::{BTreeMap, BTreeSet};

/// Names of atoms.
pub(super) const WHOLE: &str = "whole";
pub(super) const PART: &str = "part";
pub(super) const UNDECIDED: &str = "undecided";
pub(super) const INFERRED: &str = "inferred";
pub(super) const SOURCE: &str = "source";
pub(super) const PRESENT: &str = "present";
pub(super) const START: &str = "start";
pub(super) const END: &str = "end";
pub(super) const PRODUCED: &str = "produced";
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

/// Where rows stand: file, unit and day.
pub type Stood = (String, String, i32);

/// Sums of atoms that add up whatever they were split by.
#[derive(Clone, Debug)]
pub(super) struct Sums<'q> {
    query: &'q AtomQuery,
    atoms: Vec<AtomValue>,
    files: BTreeMap<String, FileUse>,
    /// The days, weeks or months that rows stand at.
    slots: BTreeSet<i32>,
    /// Where its rows stand: file, unit and day; gathered only when someone asks for the rows themselves.
    pub(super) places: Option<BTreeSet<Stood>>,
    /// Of what should be there, how much is, and how much should be.
    pub(super) covered: (u64, u64),
}

impl<'q> Sums<'q> {
    pub(super) fn nothing(query: &'q AtomQuery) -> Self {
        let atoms = query.atoms.iter().map(|atom| AtomValue::nothing(&atom.takes)).collect();
        Self { query, atoms, files: BTreeMap::new(), slots: BTreeSet::new(), places: None, covered: (0, 0) }
    }

    /// The same, and gathers where its rows stand.
    pub(super) fn tracking(self) -> Self {
        Self { places: Some(BTreeSet::new()), ..self }
    }

    /// Adds the atoms of a unit and day, from a file: those whose name is wanted.
    pub(super) fn row(&mut self, row: &AtomRow, answer: &Answer<'_>, wanted: impl Fn(&str) -> bool) {
        let named = self.atoms.iter_mut().zip(&self.query.atoms).zip(&row.atoms);
        named.filter(|((_, atom), _)| wanted(&atom.name)).for_each(|((sum, _), more)| sum.add(more));
        if row.used > 0 {
            self.slots.insert(row.at);
            if let Some(places) = &mut self.places {
                places.insert((answer.delivery.file.clone(), row.unit.clone(), row.at));
            }
        }
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
        self.slots.extend(&other.slots);
        if let (Some(places), Some(more)) = (&mut self.places, &other.places) {
            places.extend(more.iter().cloned());
        }
        self.covered = (self.covered.0 + other.covered.0, self.covered.1 + other.covered.1);
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

    /// The same without what some atoms came to.
    pub(super) fn without_atoms(&self, names: &[&str]) -> Self {
        let mut rest = self.clone();
        for (value, atom) in rest.atoms.iter_mut().zip(&self.query.atoms) {
            if names.contains(&atom.name.as_str()) {
                *value = AtomValue::nothing(&atom.takes);
            }
        }
        rest
    }

    fn atom(&self, name: &str) -> Option<&AtomValue> {
        let at = self.query.atoms.iter().position(|atom| atom.name == name)?;
        self.atoms.get(at)
    }

    /// How many rows an atom took; none when the question has no such atom.
    pub(super) fn rows(&self, name: &str) -> i128 {
        if let Some(AtomValue::Rows(n)) = self.atom(name) { i128::from(*n) } else { 0 }
    }

    /// What an atom counted: rows, a sum or different texts.
    pub(super) fn number(&self, name: &str, of: &Counted) -> i128 {
        match of {
            Counted::Rows => self.rows(name),
            Counted::Sum(_) => self.sum(name).sum,
            Counted::Different(_) => match self.atom(name) {
                Some(AtomValue::Keys(keys)) => i128::try_from(keys.len()).unwrap_or(i128::MAX),
                Some(_) | None => 0,
            },
        }
    }

    /// The least or largest value of an atom.
    pub(super) fn extreme(&self, name: &str) -> Option<i64> {
        if let Some(AtomValue::Least(n) | AtomValue::Most(n)) = self.atom(name) { *n } else { None }
    }

    /// How many days, weeks or months there are rows of.
    pub(super) fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The sum of an atom.
    pub(super) fn sum(&self, name: &str) -> Summed {
        if let Some(AtomValue::Sum(sum)) = self.atom(name) { *sum } else { Summed::default() }
    }

    /// Rows per value of an atom.
    pub(super) fn values(&self, name: &str) -> &BTreeMap<i64, u64> {
        const NONE: &BTreeMap<i64, u64> = &BTreeMap::new();
        if let Some(AtomValue::Values(values)) = self.atom(name) { values } else { NONE }
    }

    fn codes(&self, name: &str) -> impl Iterator<Item = &str> {
        let codes = if let Some(AtomValue::Codes(codes)) = self.atom(name) { Some(codes) } else { None };
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
pub(super) fn lines(to: &mut Vec<u32>, more: &[u32]) {
    to.extend(more);
    to.sort_unstable();
    to.truncate(MOST_LINES);
}
