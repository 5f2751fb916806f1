//! One replica of the region: all its units, one after the other, each with a stream of chance of its own.

use super::calendar::Calendar;
use super::facts::{Desk, Facts, Shape};
use super::region::UNITS;
use super::table::Rows;
use super::tally::Tally;
use super::{primary, queue};

/// Counts of a region in which nothing has happened.
pub(super) fn nothing(calendar: &Calendar) -> Tally {
    // Primary care has two groups and no queue at the turn of the month.
    let queues: Vec<usize> = UNITS.iter().map(|u| if u.primary[0] > 0 { 2 } else { u.lines.len() }).collect();
    Tally::new(&queues, calendar.weeks(), calendar.months())
}

/// Runs a replica: its rows by table and file, and its counts.
pub(super) fn run(number: u32, seed: u64, volume: u32, shape: Shape, calendar: &Calendar) -> (Vec<Rows>, Tally) {
    let mut tally = nothing(calendar);
    let mut facts = Facts::new(shape);
    let years = calendar.years as usize;
    let mut everyone = vec![Vec::new(); years];
    for (at, unit) in UNITS.iter().enumerate() {
        let mut desk = Desk {
            calendar,
            unit,
            number: at,
            replica: number,
            facts: &mut facts,
            tally: &mut tally.units[at],
            patients: vec![Vec::new(); years],
        };
        if unit.primary[0] > 0 {
            primary::run(&mut desk, seed, volume);
        } else {
            queue::run(&mut desk, seed, volume);
        }
        let patients = std::mem::take(&mut desk.patients);
        for (year, mut patients) in patients.into_iter().enumerate() {
            patients.sort_unstable();
            patients.dedup();
            tally.units[at].patients[year] = patients.len() as u64;
            everyone[year].append(&mut patients);
        }
    }
    for (year, mut patients) in everyone.into_iter().enumerate() {
        patients.sort_unstable();
        patients.dedup();
        tally.patients[year] = patients.len() as u64;
    }
    (facts.into_rows(), tally)
}
