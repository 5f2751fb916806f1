//! Answers questions of integers from delivered rows, while the files are read.
//!
//! Knows no measure: no ratios, no rounding, no calendar. Floats are used nowhere, and answers are sorted before they leave.

mod cells;
mod holds;
mod lanes;
#[cfg(test)]
mod tests;

use crate::dataset::{Rows, Watch};
use crate::field::atom::{AtomQuery, AtomTable};
use cells::Cells;
use holds::Holds;
use lanes::Lanes;
use std::collections::BTreeSet;

/// The answers to some questions about one dataset, while the rows of a file are being met.
#[derive(Clone, Debug)]
pub struct Fold<'q> {
    columns: BTreeSet<&'q str>,
    asked: Vec<Asked<'q>>,
    used: u64,
}

#[derive(Clone, Debug)]
struct Asked<'q> {
    query: &'q AtomQuery,
    rows: Holds<'q>,
    holds: Vec<Holds<'q>>,
    cells: Cells,
}

/// What the rows of one file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// One answer per question, in their order.
    pub tables: Vec<AtomTable>,
    /// Rows that a value of any question is made of.
    pub used: u64,
}

impl<'q> Fold<'q> {
    /// Begins with the questions about one dataset.
    pub fn new(queries: impl IntoIterator<Item = &'q AtomQuery>) -> Self {
        let mut columns = BTreeSet::new();
        let asked: Vec<Asked<'q>> = queries
            .into_iter()
            .map(|query| {
                columns.extend(query.columns());
                let holds = query.atoms.iter().map(|atom| Holds::new(&atom.when)).collect();
                Asked { query, rows: Holds::new(&query.rows), holds, cells: Cells::default() }
            })
            .collect();
        Self { columns, asked, used: 0 }
    }

    /// The answers.
    pub fn finish(self) -> Answered {
        Answered { tables: self.asked.into_iter().map(|asked| asked.cells.finish()).collect(), used: self.used }
    }
}

impl Watch for Fold<'_> {
    fn rows(&mut self, rows: &Rows<'_>) {
        let lanes = Lanes::new(rows, &self.columns);
        let mut taken = vec![false; rows.lines().len()];
        for asked in &mut self.asked {
            asked.cells.add((asked.query, &asked.rows, &asked.holds), &lanes, rows, &mut taken);
        }
        self.used += taken.iter().filter(|taken| **taken).count() as u64;
    }
}
