//! Production plans and capacity, week by week: what was decided before, and what the queues then did.
//!
//! Outcomes are the counts of the simulation; only what people decide and write down is made here.

use super::calendar::{Calendar, Day, FIRST_YEAR};
use super::dice::Dice;
use super::queue::{daily, season, usual_capacity};
use super::region::{Contact, UNITS, Unit};
use super::table::Rows;
use super::tally::{Tally, UnitTally, Week};
use super::{Options, Size};

/// Streams of chance of schedules, apart from those of units.
const SCHEDULES: u64 = 1 << 49;

/// A version of the plan of a year.
struct Version {
    /// The first week of the year it holds from, 0 for the first.
    from: i32,
    decided: Day,
    /// Whether it knows of the shock.
    knows_shock: bool,
    /// Planned contacts for a thousand of capacity.
    ambition: i64,
}

/// Plan and outcome: unit × group × week.
pub(super) fn plans(options: &Options, size: Size, tally: &Tally, calendar: &Calendar, files: &mut [Rows]) {
    let season = season(calendar);
    for (unit, counted) in UNITS.iter().zip(&tally.units) {
        for (line, weeks) in counted.weeks.iter().enumerate() {
            let weekly = weekly(unit, line, season) * size.total() as i64 / 1000;
            let mut carry = 0;
            for (week, count) in weeks.iter().enumerate() {
                let (name, year) = calendar.week_name(week);
                let (number, version) = version(unit, calendar, week, year);
                let monday = calendar.monday + week as i32 * 7;
                let supply: i64 = (monday..monday + 7)
                    .map(|d| {
                        daily(d, if version.knows_shock { calendar.supply(d) } else { Calendar::planned_supply(d) })
                    })
                    .sum();
                // Half of what the model gives is dared to be planned on.
                let month = calendar.month(version.decided);
                let model = unit.adopted(month).map_or(1000, |a| 500 + i64::from(a.throughput) / 2);
                carry += weekly * supply / 1000 * model / 1000 * version.ambition / 1000;
                let plan = carry / 1_000_000;
                carry -= plan * 1_000_000;
                let month = calendar.month_of_week(week);
                let row = files[options.files.of(month)]
                    .row(unit.name(month as i32).id)
                    .text(&year.to_string())
                    .text(group(unit, line))
                    .text(&name)
                    .whole(plan as u64)
                    .whole(count.utfall)
                    .whole(count.inflode);
                // Primary care has no queue at the turn of the week.
                let row = if unit.lines.is_empty() {
                    row.empty().empty().empty()
                } else {
                    row.whole(count.ovriga_avslut).whole(count.ko_start).whole(count.ko_slut)
                };
                row.text(&format!("{year}-{number}")).day(calendar, version.decided).end();
            }
        }
    }
}

/// Capacity of an ordinary week in thousandths of a contact, at the smallest size.
fn weekly(unit: &Unit, line: usize, season: i64) -> i64 {
    match unit.inflow().get(line) {
        Some(inflow) => usual_capacity(unit, line, *inflow, season),
        None => i64::from(unit.primary[line]) * season / 1000,
    }
}

fn group(unit: &Unit, line: usize) -> &'static str {
    match unit.lines.get(line) {
        None => ["kontakt", "bedömning"][line],
        Some(line) => match line.contact {
            Contact::New => "nybesök",
            Contact::Return => "återbesök",
            Contact::Operation => "operation",
            Contact::Examination => "undersökning",
        },
    }
}

/// The plan in force: decided in December; decided anew in the spring of the shock, and when the unit takes up the model.
fn version(unit: &Unit, calendar: &Calendar, week: usize, year: i32) -> (usize, Version) {
    let first = Calendar::first_of((year - FIRST_YEAR) * 12);
    let mut versions = vec![Version { from: 0, decided: first - 21, knows_shock: year > FIRST_YEAR, ambition: 1010 }];
    if year == FIRST_YEAR {
        versions.push(Version { from: 13, decided: first + 81, knows_shock: true, ambition: 1020 });
    }
    if let Some(adoption) = unit.adoption {
        let day = Calendar::first_of(adoption.month);
        let from = (day - calendar.monday).div_euclid(7) + 3;
        let start = (first - calendar.monday + 3).div_euclid(7);
        if calendar.month(first) <= adoption.month && adoption.month < calendar.month(first) + 12 {
            versions.push(Version { from: from - start, decided: day + 3, knows_shock: true, ambition: 990 });
        }
    }
    let in_year = (0..=week).rev().take_while(|w| calendar.week_name(*w).1 == year).count() as i32 - 1;
    let at = versions.iter().rposition(|v| v.from <= in_year).unwrap_or(0);
    (at + 1, versions.swap_remove(at))
}

/// Need, capacity and schedule in hours: unit × profession × week.
pub(super) fn capacity(options: &Options, tally: &Tally, calendar: &Calendar, size: Size, files: &mut [Rows]) {
    for (at, (unit, counted)) in UNITS.iter().zip(&tally.units).enumerate() {
        for (number, (profession, minutes)) in unit.professions.iter().enumerate() {
            let mut dice = Dice::new(options.seed, SCHEDULES | (at as u64) << 8 | number as u64);
            for week in 0..calendar.weeks() {
                let hours = Hours::of(unit, counted, week, minutes, size, calendar);
                let month = calendar.month_of_week(week);
                let (least, most) = if unit.adopted(month as i32).is_some() { (960, 995) } else { (880, 985) };
                let scheduled = hours.capacity * dice.between(least, most) as u64 / 1000 / 15 * 15;
                let (name, year) = calendar.week_name(week);
                files[options.files.of(month)]
                    .row(unit.name(month as i32).id)
                    .text(&year.to_string())
                    .text(profession)
                    .text(&name)
                    .text(&written(hours.need))
                    .text(&written(hours.reduction))
                    .text(&written(hours.returns))
                    .text(&written(hours.capacity))
                    .text(&written(scheduled))
                    .text(if *profession == "lakare" { "läkarschema" } else { "personalschema" })
                    .end();
            }
        }
    }
}

/// Minutes in whole quarters of an hour.
struct Hours {
    need: u64,
    reduction: u64,
    returns: u64,
    capacity: u64,
}

impl Hours {
    fn of(unit: &Unit, counted: &UnitTally, week: usize, minutes: &[u32; 4], size: Size, calendar: &Calendar) -> Self {
        let quarters = |minutes: u64| minutes.div_ceil(15) * 15;
        if unit.lines.is_empty() {
            let minutes = u64::from(minutes[0]);
            let supply: u64 = (0..7)
                .map(|d| {
                    daily(calendar.monday + week as i32 * 7 + d, calendar.supply(calendar.monday + week as i32 * 7 + d))
                        as u64
                })
                .sum();
            let asked: u64 = counted.weeks.iter().map(|w| w[week].inflode).sum();
            let weekly: u64 = unit.primary.iter().map(|p| u64::from(*p)).sum::<u64>() * size.total() / 1000;
            let capacity = weekly * supply / 1_000_000 * minutes * 1060 / 1_000_000;
            return Self { need: quarters(asked * minutes), reduction: 0, returns: 0, capacity: quarters(capacity) };
        }
        let (mut inflow, mut reduction, mut returns, mut capacity) = (0, 0, 0, 0);
        for ((line, weeks), usual) in unit.lines.iter().zip(&counted.weeks).zip(unit.inflow()) {
            let Week { ko_start, inflode, forfaller, kapacitet, .. } = weeks[week];
            let each = u64::from(match line.contact {
                Contact::New => minutes[0],
                Contact::Return => minutes[1],
                Contact::Operation => minutes[2],
                Contact::Examination => minutes[3],
            });
            capacity += kapacitet * each / 1000;
            if line.contact == Contact::Return {
                returns += forfaller * each;
            } else {
                inflow += inflode * each;
                // What is above the usual queue should be gone within half a year.
                let usual = u64::from(usual) * size.total() / 1000 * u64::from(line.usual_queue) / 10_000;
                reduction += ko_start.saturating_sub(usual) * each / 26;
            }
        }
        let (reduction, returns) = (quarters(reduction), quarters(returns));
        Self { need: quarters(inflow) + reduction + returns, reduction, returns, capacity: quarters(capacity) }
    }
}

/// Hours with a decimal comma; a quarter of an hour is exact.
fn written(minutes: u64) -> String {
    let decimals = ["", ",25", ",5", ",75"][(minutes % 60 / 15) as usize];
    format!("{}{decimals}", minutes / 60)
}
