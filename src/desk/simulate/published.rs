//! What is reported to others: waiting by length of wait, published shares, standardised pathways.
//!
//! Made from the same counts as the rows of those who wait, so that the two agree.

use super::calendar::Calendar;
use super::dice::Dice;
use super::region::{Contact, UNITS};
use super::table::{Row, Rows};
use super::tally::{Month, Tally};
use super::{ORGANISATION, Options, Size};

/// Where the figures come from, said in every row.
const SOURCE: &str = "simulerad";
/// Streams of chance of pathways, apart from those of units.
const PATHWAYS: u64 = 1 << 48;

/// Waiting by length of wait: unit × kind × month.
pub(super) fn buckets(options: &Options, tally: &Tally, calendar: &Calendar, files: &mut [Rows]) {
    for month in 0..calendar.months() {
        let rows = &mut files[options.files.of(month)];
        let as_of = reported(month);
        for (unit, counted) in UNITS.iter().zip(&tally.units) {
            for (line, months) in unit.lines.iter().zip(&counted.months) {
                if line.contact == Contact::Return {
                    continue;
                }
                let m = &months[month];
                for (code, count) in [
                    ("0-30", m.dagar_0_30),
                    ("31-60", m.dagar_31_60),
                    ("61-90", m.dagar_61_90),
                    ("over-90", m.dagar_over_90),
                    ("totalt", total(m)),
                ] {
                    let row = rows
                        .row(unit.name(month as i32).id)
                        .text(line.contact.code())
                        .text(&Calendar::month_name(month))
                        .text(code)
                        .whole(count);
                    source(row, calendar, as_of);
                }
            }
        }
    }
}

/// Published shares within 90 days: region and units × kind × month.
pub(super) fn shares(options: &Options, tally: &Tally, calendar: &Calendar, files: &mut [Rows]) {
    for month in 0..calendar.months() {
        let rows = &mut files[options.files.of(month)];
        let as_of = reported(month);
        for contact in [Contact::New, Contact::Operation, Contact::Examination] {
            let mut all = Month::default();
            let mut units = Vec::new();
            for (unit, counted) in UNITS.iter().zip(&tally.units) {
                if let Some(line) = unit.line(contact) {
                    all.add(&counted.months[line][month]);
                    units.push((unit.name(month as i32).id, counted.months[line][month]));
                }
            }
            units.insert(0, (ORGANISATION, all));
            for (unit, count) in units {
                if let Some(share) = percent(total(&count) - count.dagar_over_90, total(&count)) {
                    let row = rows
                        .row(unit)
                        .text(contact.code())
                        .text(&Calendar::month_name(month))
                        .text(&format!("{share} %"));
                    source(row, calendar, as_of);
                }
            }
        }
    }
}

/// Standardised pathways: unit × pathway × month; small numbers are hidden.
pub(super) fn pathways(options: &Options, size: Size, calendar: &Calendar, files: &mut [Rows]) {
    for (at, unit) in UNITS.iter().enumerate() {
        for (number, (name, cases)) in unit.pathways.iter().enumerate() {
            let mut dice = Dice::new(options.seed, PATHWAYS | (at as u64) << 8 | number as u64);
            for month in 0..calendar.months() {
                let [new, included, started, in_time] =
                    cases_of(&mut dice, *cases, size, unit.adopted(month as i32).is_some());
                files[options.files.of(month)]
                    .row(unit.name(month as i32).id)
                    .text(name)
                    .text(&Calendar::month_name(month))
                    .text(&hidden(new))
                    .text(&hidden(included))
                    .text(&hidden(started))
                    .text(&hidden(in_time))
                    .end();
            }
        }
    }
}

fn cases_of(dice: &mut Dice, cases: u32, size: Size, adopted: bool) -> [u32; 4] {
    let mut left = u64::from(cases) * size.total() / 1000;
    let mut new = 0;
    while left > 0 {
        let part = left.min(20_000);
        new += dice.poisson(part as u32);
        left -= part;
    }
    let mut of = |count: u32, permille: u32| (0..count).filter(|_| dice.chance(permille)).count() as u32;
    let included = of(new, if adopted { 800 } else { 730 });
    let started = of(included, 620);
    [new, included, started, of(started, if adopted { 690 } else { 560 })]
}

fn hidden(count: u32) -> String {
    if (1..5).contains(&count) { "<5".to_owned() } else { count.to_string() }
}

fn total(m: &Month) -> u64 {
    m.dagar_0_30 + m.dagar_31_60 + m.dagar_61_90 + m.dagar_over_90
}

/// Whole percent, halves upwards.
fn percent(part: u64, whole: u64) -> Option<u64> {
    (part * 200 + whole).checked_div(whole * 2)
}

/// The day that a month is reported: the 20th of the next.
fn reported(month: usize) -> i32 {
    Calendar::first_of(month as i32 + 1) + 19
}

fn source(row: Row<'_>, calendar: &Calendar, as_of: i32) {
    row.day(calendar, as_of).empty().text(SOURCE).end();
}
