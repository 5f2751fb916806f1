//! Atoms per unit and day, as rows are met.

use super::holds::Holds;
use super::lanes::Lanes;
use crate::dataset::Rows;
use crate::field::atom::{AtomQuery, AtomRow, AtomTable, AtomValue, MOST_LINES, Takes, Valued};
use std::collections::BTreeMap;

/// The cells of one question.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    units: BTreeMap<String, u32>,
    places: BTreeMap<(u32, i32), usize>,
    cells: Vec<Cell>,
    unplaced: u64,
    unplaced_lines: Vec<u32>,
    /// The cell of the row before: rows that belong together mostly stand together.
    last: Option<(String, i32, usize)>,
}

#[derive(Clone, Debug)]
struct Cell {
    atoms: Vec<AtomValue>,
    used: u64,
    lines: Vec<u32>,
}

impl Cells {
    /// Adds some rows, and marks those that a value is made of.
    pub(super) fn add(
        &mut self,
        (query, made_of, holds): (&AtomQuery, &Holds<'_>, &[Holds<'_>]),
        lanes: &Lanes<'_>,
        rows: &Rows<'_>,
        taken: &mut [bool],
    ) {
        let mut matched = Vec::with_capacity(holds.len());
        for (row, in_use) in rows.in_use().iter().enumerate() {
            if in_use != Some(true) {
                continue;
            }
            matched.clear();
            matched.extend((0..holds.len()).filter(|at| holds[*at].on(lanes, row)));
            if matched.is_empty() {
                continue;
            }
            let line = rows.lines().get(row).copied().unwrap_or_default();
            let day = lanes.day(&query.at, row).and_then(|day| i32::try_from(day).ok());
            let (Some(unit), Some(day)) = (lanes.text(&query.unit, row), day) else {
                self.unplaced += 1;
                if self.unplaced_lines.len() < MOST_LINES {
                    self.unplaced_lines.push(line);
                }
                continue;
            };
            let at = self.cell(query, unit, day);
            let cell = &mut self.cells[at];
            if made_of.on(lanes, row) {
                taken[row] = true;
                cell.used += 1;
                if cell.lines.len() < MOST_LINES {
                    cell.lines.push(line);
                }
            }
            for at in &matched {
                let atom = &query.atoms[*at];
                match (&mut cell.atoms[*at], &atom.takes) {
                    (AtomValue::Rows(n), Takes::Rows) => *n += 1,
                    (AtomValue::Sum(sum), Takes::Sum(column)) => match lanes.number(column, row) {
                        Some(number) => {
                            sum.sum += i128::from(number);
                            sum.rows += 1;
                        }
                        None if lanes.is_hidden(column, row) => sum.hidden += 1,
                        None => sum.empty += 1,
                    },
                    (AtomValue::Codes(codes), Takes::Codes(column)) => {
                        let code = lanes.text(column, row).unwrap_or_default();
                        match codes.get_mut(code) {
                            Some(n) => *n += 1,
                            None => {
                                codes.insert(code.to_owned(), 1);
                            }
                        }
                    }
                    (AtomValue::Values(values), Takes::Values(valued)) => {
                        if let Some(value) = value(lanes, valued, row) {
                            *values.entry(value).or_default() += 1;
                        }
                    }
                    // Cells are made from the same question.
                    (AtomValue::Rows(_) | AtomValue::Sum(_) | AtomValue::Codes(_) | AtomValue::Values(_), _) => {}
                }
            }
        }
    }

    fn cell(&mut self, query: &AtomQuery, unit: &str, day: i32) -> usize {
        if let Some((last, at, cell)) = &self.last
            && *at == day
            && last == unit
        {
            return *cell;
        }
        let number = match self.units.get(unit) {
            Some(number) => *number,
            None => {
                let number = self.units.len() as u32;
                self.units.insert(unit.to_owned(), number);
                number
            }
        };
        let cells = &mut self.cells;
        let at = *self.places.entry((number, day)).or_insert_with(|| {
            let atoms = query.atoms.iter().map(|atom| AtomValue::nothing(&atom.takes)).collect();
            cells.push(Cell { atoms, used: 0, lines: Vec::new() });
            cells.len() - 1
        });
        self.last = Some((unit.to_owned(), day, at));
        at
    }

    /// The answer.
    pub(super) fn finish(self) -> AtomTable {
        let names: BTreeMap<u32, String> = self.units.into_iter().map(|(name, number)| (number, name)).collect();
        let mut cells: Vec<Option<Cell>> = self.cells.into_iter().map(Some).collect();
        let mut rows: Vec<AtomRow> = self
            .places
            .into_iter()
            .filter_map(|((unit, at), place)| {
                let Cell { atoms, used, lines } = cells.get_mut(place)?.take()?;
                Some(AtomRow { unit: names.get(&unit)?.clone(), at, atoms, used, lines })
            })
            .collect();
        rows.sort_by(|a, b| (&a.unit, a.at).cmp(&(&b.unit, b.at)));
        AtomTable { rows, unplaced: self.unplaced, unplaced_lines: self.unplaced_lines }
    }
}

/// What a row has a value of.
fn value(lanes: &Lanes<'_>, valued: &Valued, row: usize) -> Option<i64> {
    match valued {
        Valued::Column(column) => lanes.number(column, row),
        Valued::Days { from, to } => Some(lanes.day(to, row)? - lanes.day(from, row)?),
    }
}
