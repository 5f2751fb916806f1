//! The rows behind a figure, as they were delivered.

use super::masks::Masks;
use crate::dataset::{Rows, Watch};
use crate::field::atom::{AtomQuery, Filter};
use std::collections::BTreeSet;

/// Gathers the rows that a value is made of, of some units and days.
#[derive(Clone, Debug)]
pub struct Pick<'q> {
    query: &'q AtomQuery,
    places: &'q BTreeSet<(String, i32)>,
    /// The most rows that are kept; the others are counted.
    most: usize,
    picked: Picked,
}

/// Rows as they were delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Of each row its number in the file, whether it is of the part, its unit and day, and its cells.
    pub rows: Vec<PickedRow>,
    /// How many there were.
    pub count: usize,
}

/// A row as it was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedRow {
    /// Its number in the file, as Excel counts them.
    pub line: u32,
    /// The unit and day that it counts under.
    pub at: (String, i32),
    /// Whether it is of the part, where there is one.
    pub is_part: Option<bool>,
    /// Its cells, as they are written in a delivery.
    pub cells: Vec<String>,
}

impl<'q> Pick<'q> {
    /// Begins with a question, and the units and days whose rows are wanted.
    pub fn new(query: &'q AtomQuery, places: &'q BTreeSet<(String, i32)>, most: usize) -> Self {
        Self { query, places, most, picked: Picked::default() }
    }

    /// The rows, in the order of the file.
    pub fn finish(mut self) -> Picked {
        self.picked.rows.sort_by_key(|row| row.line);
        self.picked
    }

    /// The rows that are of the part, where that says something of them.
    fn part(&self) -> Option<&'q Filter> {
        let part = self.query.atoms.iter().find(|atom| atom.name == "part")?;
        (part.when != self.query.rows).then_some(&part.when)
    }
}

impl Watch for Pick<'_> {
    type Counted = Picked;

    fn counted(self) -> Picked {
        self.finish()
    }

    fn rows(&mut self, rows: &Rows<'_>) {
        let mut masks = Masks::new(rows);
        let (Some(units), Some(days)) = (masks.texts(&self.query.unit), masks.days(&self.query.at)) else { return };
        let of = masks.in_use(&self.query.rows);
        let part = self.part().map(|when| masks.in_use(when));
        if self.picked.columns.is_empty() {
            self.picked.columns = rows.columns().map(str::to_owned).collect();
        }
        for (at, (unit, day)) in units.iter().zip(days.iter()).enumerate().filter(|(at, _)| of[*at]) {
            let (Some(unit), Some(day)) = (unit, day.and_then(|day| i32::try_from(day).ok())) else { continue };
            let place = (unit.to_owned(), day);
            if !self.places.contains(&place) {
                continue;
            }
            self.picked.count += 1;
            if self.picked.rows.len() < self.most {
                let cells = (0..self.picked.columns.len()).map(|column| rows.written(column, at)).collect();
                let line = rows.lines().get(at).copied().unwrap_or_default();
                let is_part = part.as_ref().map(|part| part[at]);
                self.picked.rows.push(PickedRow { line, at: place, is_part, cells });
            }
        }
    }
}
