//! Where a row is counted: its unit and its day, as the number of a cell.

use super::masks::Masks;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places that were met lately are known without being looked up.
const LATELY: usize = 1 << 10;
/// How many units.
const UNITS: usize = 1 << 6;

/// The units and days that have been met, numbered in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    units: BTreeMap<String, u32>,
    numbers: BTreeMap<(u32, i32), u32>,
}

/// Where the rows of a block are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    /// Rows beside each other that have the same place.
    pub runs: Vec<Run>,
    /// Rows that are counted nowhere, since they have no unit or no day.
    pub nowhere: Vec<usize>,
}

/// Rows beside each other that have the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The place.
    pub place: usize,
    /// The rows.
    pub rows: Range<usize>,
}

impl Places {
    /// The place of each row of a block.
    pub(super) fn of(&mut self, masks: &mut Masks<'_>, unit: &str, at: &str) -> Placed {
        let (Some(units), Some(days)) = (masks.texts(unit), masks.days(at)) else {
            return Placed { runs: Vec::new(), nowhere: (0..masks.height()).collect() };
        };
        let mut placed = Placed::default();
        // Rows that belong together mostly stand together; where they do not, the same few come in turn.
        let mut lately: Vec<(u32, i32, u32)> = vec![(u32::MAX, 0, 0); LATELY];
        let mut rows = days.iter().enumerate();
        for array in units.downcast_iter() {
            let mut known: [(u128, u32); UNITS] = [(u128::MAX, 0); UNITS];
            for (view, unit) in array.views().iter().zip(array.iter()) {
                let Some((row, day)) = rows.next() else { break };
                let (Some(unit), Some(day)) = (unit, day.and_then(|day| i32::try_from(day).ok())) else {
                    placed.nowhere.push(row);
                    continue;
                };
                // The same form is the same text; the same text may have two.
                let form = view.as_u128();
                let seen = &mut known[folded(form, UNITS)];
                if seen.0 != form {
                    *seen = (form, self.unit(unit));
                }
                let number = seen.1;
                let seen = &mut lately[folded((u128::from(number) << 32) | u128::from(day.cast_unsigned()), LATELY)];
                if (seen.0, seen.1) != (number, day) {
                    let next = self.numbers.len() as u32;
                    *seen = (number, day, *self.numbers.entry((number, day)).or_insert(next));
                }
                let place = seen.2 as usize;
                match placed.runs.last_mut() {
                    Some(run) if run.place == place && run.rows.end == row => run.rows.end += 1,
                    Some(_) | None => placed.runs.push(Run { place, rows: row..row + 1 }),
                }
            }
        }
        placed
    }

    fn unit(&mut self, name: &str) -> u32 {
        if let Some(number) = self.units.get(name) {
            return *number;
        }
        let number = self.units.len() as u32;
        self.units.insert(name.to_owned(), number);
        number
    }

    /// Every place with its unit and day, sorted by those.
    pub(super) fn sorted(&self) -> Vec<(&str, i32, u32)> {
        let names: BTreeMap<u32, &str> = self.units.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let mut all: Vec<(&str, i32, u32)> =
            self.numbers.iter().filter_map(|((unit, day), place)| Some((*names.get(unit)?, *day, *place))).collect();
        all.sort_unstable();
        all
    }
}

/// One of so many places in a table, a power of two, by all of a number.
fn folded(number: u128, places: usize) -> usize {
    let number = ((number ^ (number >> 64)) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (number >> 32) as usize & (places - 1)
}
