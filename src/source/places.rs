//! Where a row is counted: its unit and its day, as the number of a cell.

use super::masks::Masks;
use std::collections::BTreeMap;
use std::ops::Range;

/// A row that is counted nowhere.
const NOWHERE: u32 = u32::MAX;
/// Places change often when they do so more than once in so many rows.
const OFTEN: usize = 8;
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
    /// Rows that have the same place.
    pub runs: Vec<Run>,
    /// The rows in the order of the runs; empty when that is the order of the block.
    order: Vec<u32>,
    /// Rows that are counted nowhere, since they have no unit or no day.
    pub nowhere: Vec<usize>,
}

/// Rows that have the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The place.
    pub place: usize,
    /// Which rows, by where they stand in the order of the runs.
    among: Range<usize>,
}

impl Placed {
    /// The rows of a run, in the order of the block.
    pub(super) fn each(&self, run: &Run, mut take: impl FnMut(usize)) {
        if self.order.is_empty() {
            run.among.clone().for_each(take);
        } else {
            self.order[run.among.clone()].iter().for_each(|row| take(*row as usize));
        }
    }

    /// On how many rows of a run something holds.
    pub(super) fn count(&self, run: &Run, holds: &[bool]) -> u64 {
        let mut count = 0;
        if self.order.is_empty() {
            count = holds[run.among.clone()].iter().filter(|holds| **holds).count() as u64;
        } else {
            self.each(run, |row| count += u64::from(holds[row]));
        }
        count
    }

    /// The runs of rows, each with its place or [`NOWHERE`]. Where the places change often rows are put together by place.
    fn of(at: &[u32], places: usize) -> Self {
        let nowhere = (0..at.len()).filter(|row| at[*row] == NOWHERE).collect();
        let mut runs = Vec::new();
        let changes = at.windows(2).filter(|pair| pair[0] != pair[1]).count();
        if changes < at.len() / OFTEN {
            let mut begins = 0;
            for same in at.chunk_by(|one, other| one == other) {
                let among = begins..begins + same.len();
                begins = among.end;
                runs.extend(same.first().filter(|p| **p != NOWHERE).map(|p| Run { place: *p as usize, among }));
            }
            return Self { runs, order: Vec::new(), nowhere };
        }
        let mut begins = vec![0; places + 1];
        at.iter().filter(|place| **place != NOWHERE).for_each(|place| begins[*place as usize + 1] += 1);
        for place in 0..places {
            begins[place + 1] += begins[place];
            let among = begins[place]..begins[place + 1];
            runs.extend((!among.is_empty()).then_some(Run { place, among }));
        }
        let mut order = vec![0; begins[places]];
        for (row, place) in (0..).zip(at).filter(|(_, place)| **place != NOWHERE) {
            let next = &mut begins[*place as usize];
            order[*next] = row;
            *next += 1;
        }
        Self { runs, order, nowhere }
    }
}

impl Places {
    /// The place of each row of a block.
    pub(super) fn of(&mut self, masks: &mut Masks<'_>, unit: &str, at: &str) -> Placed {
        let (Some(units), Some(days)) = (masks.texts(unit), masks.days(at)) else {
            return Placed::of(&vec![NOWHERE; masks.height()], 0);
        };
        let mut placed: Vec<u32> = Vec::with_capacity(masks.height());
        // Rows that belong together mostly stand together; where they do not, the same few come in turn.
        let mut lately: Vec<(u32, i32, u32)> = vec![(u32::MAX, 0, 0); LATELY];
        let mut days = days.iter();
        for array in units.downcast_iter() {
            let mut known: [(u128, u32); UNITS] = [(u128::MAX, 0); UNITS];
            for (view, unit) in array.views().iter().zip(array.iter()) {
                let day = days.next().flatten().and_then(|day| i32::try_from(day).ok());
                let (Some(unit), Some(day)) = (unit, day) else {
                    placed.push(NOWHERE);
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
                placed.push(seen.2);
            }
        }
        Placed::of(&placed, self.numbers.len())
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
