//! Answers questions of integers from delivered rows, while the files are read.
//!
//! Knows no measure: no ratios, no rounding, no calendar. Floats are used nowhere, and answers are sorted before they leave.

mod cells;
mod masks;
mod numbers;
mod pick;
mod places;
#[cfg(test)]
mod tests;

pub use pick::{Pick, Picked, PickedRow};

use crate::dataset::{Rows, Watch};
use crate::field::atom::{AtomQuery, AtomTable};
use cells::Cells;
use masks::Masks;
use places::Places;

/// The answers to some questions about one dataset, while the rows of a file are being met.
///
/// Each condition is tried once on a block of rows however many atoms share it, and the place of each row is found once for all questions
/// that are told by the same columns.
#[derive(Clone, Debug)]
pub struct Fold<'q> {
    groups: Vec<Group<'q>>,
    /// How many questions there are.
    count: usize,
}

/// Questions that are told by the same columns.
#[derive(Clone, Debug)]
struct Group<'q> {
    unit: &'q str,
    at: &'q str,
    places: Places,
    asked: Vec<Asked<'q>>,
}

#[derive(Clone, Debug)]
struct Asked<'q> {
    /// Its place among all questions.
    number: usize,
    query: &'q AtomQuery,
    cells: Cells,
}

impl<'q> Fold<'q> {
    /// Begins with the questions about one dataset.
    pub fn new(queries: impl IntoIterator<Item = &'q AtomQuery>) -> Self {
        let mut groups: Vec<Group<'q>> = Vec::new();
        let mut count = 0;
        for query in queries {
            let asked = Asked { number: count, query, cells: Cells::default() };
            count += 1;
            match groups.iter_mut().find(|g| (g.unit, g.at) == (query.unit.as_str(), query.at.as_str())) {
                Some(group) => group.asked.push(asked),
                None => {
                    let places = Places::default();
                    groups.push(Group { unit: &query.unit, at: &query.at, places, asked: vec![asked] });
                }
            }
        }
        Self { groups, count }
    }
}

impl Watch for Fold<'_> {
    type Counted = Vec<AtomTable>;

    /// The answers, one per question, in their order.
    fn counted(self) -> Vec<AtomTable> {
        let mut tables = vec![AtomTable::default(); self.count];
        for Group { places, asked, .. } in self.groups {
            for Asked { number, query, cells } in asked {
                tables[number] = cells.finish(query, &places);
            }
        }
        tables
    }

    fn rows(&mut self, rows: &Rows<'_>) {
        let mut masks = Masks::new(rows);
        for Group { unit, at, places, asked } in &mut self.groups {
            let placed = places.of(&mut masks, unit, at);
            for Asked { query, cells, .. } in asked {
                cells.add(query, &mut masks, &placed, rows.lines());
            }
        }
    }
}
