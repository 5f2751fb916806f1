//! Primary care: those who seek care, are met the same day or later, and are assessed within three days or not.
//!
//! Nobody waits at the turn of the month here; what counts is the time from the day that care was asked for.

use super::calendar::{Calendar, Day};
use super::dice::Dice;
use super::facts::{Carried, Desk};
use super::tally::Primary;

/// Met the same day, of a thousand first contacts, and how many more with the model.
pub(super) const SAME_DAY: [u32; 2] = [900, 45];
/// Assessed within three days, of a thousand, and how many more with the model.
pub(super) const WITHIN_THREE_DAYS: [u32; 2] = [880, 60];

/// Runs the primary care of a unit through all days that are delivered.
pub(super) fn run(desk: &mut Desk<'_>, seed: u64, volume: u32) {
    let calendar = desk.calendar;
    let mut dice = Dice::new(seed, ((desk.number as u64) << 32) | u64::from(desk.replica));
    let mut number = 0;
    for asked in calendar.first - 10..=calendar.last {
        for (group, weekly) in desk.unit.primary.into_iter().enumerate() {
            let mean = u64::from(weekly) * u64::from(volume) * u64::from(calendar.need(asked)) / 5_000_000;
            for _ in 0..dice.poisson(mean as u32) {
                number += 1;
                one(desk, &mut dice, asked, group, number);
            }
        }
    }
}

fn one(desk: &mut Desk<'_>, dice: &mut Dice, asked: Day, group: usize, number: u32) {
    let calendar = desk.calendar;
    let model = u32::from(desk.unit.adopted(calendar.month(asked)).is_some());
    // Mondays are full, and in the shock everything is.
    let strain = if Calendar::weekday(asked) == 0 { 60 } else { 0 }
        + if calendar.supply(asked) * 4 < Calendar::planned_supply(asked) * 3 { 130 } else { 0 };
    let (contact, earliest, latest) = if group == 0 {
        let same_day = dice.chance(SAME_DAY[0] + SAME_DAY[1] * model - strain);
        ("kontakt", asked + if same_day { 0 } else { dice.between(1, 3) }, asked + 9)
    } else {
        let in_time = dice.chance(WITHIN_THREE_DAYS[0] + WITHIN_THREE_DAYS[1] * model - strain);
        let after = if in_time { dice.between(0, 3) } else { dice.between(4, 12) };
        ("bedomning", asked + after, asked + 21)
    };
    // Nobody is met on a free day.
    let Some(day) = (earliest..=latest).find(|d| calendar.supply(*d) > 0) else { return };
    if let Some(week) = calendar.week(asked) {
        desk.tally.weeks[group][week].inflode += 1;
    }
    if day < calendar.first || day > calendar.last {
        return;
    }
    if let Some(week) = calendar.week(day) {
        desk.tally.weeks[group][week].utfall += 1;
    }
    let count = if group == 0 {
        Primary { kontakter: 1, samma_dag: u64::from(day == asked), ..Primary::default() }
    } else {
        Primary { bedomningar: 1, inom_tre_dagar: u64::from(day - asked <= 3), ..Primary::default() }
    };
    let profession = match (group, dice.weighted(&[60, 30, 10])) {
        (0, 0) => "sjukskoterska",
        (_, 2) => "psykolog",
        (0, _) | (_, 0) => "lakare",
        _ => "sjukskoterska",
    };
    let done = Carried { number, person: 0, contact, day, asked, referral: 0, target: 0, deviation: "", profession };
    desk.primary(&done, &count);
}
