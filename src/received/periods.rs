//! Periods of delivery: which ones end within a period asked for, and which was the latest to fall due.

use crate::field::contract::{Cadence, Dataset, Schedule};
use crate::field::period::{AsOf, Period};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// No period falls due later than this many periods after itself.
const LONGEST_WAIT: usize = 4;

/// The periods of a cadence that end within the period asked for, in order of time: a year has twelve months, three tertials and itself;
/// a month that is no December ends no year.
///
/// What is delivered when something changes has no periods of its own.
pub fn of_cadence(cadence: Cadence, asked: Period) -> Vec<Period> {
    let (first, last) = (asked.first_day(), asked.last_day());
    let each = |year: i32| -> Vec<Period> {
        match cadence {
            Cadence::Month => (1..=12).map(|month| Period::Month { year, month }).collect(),
            Cadence::Tertial => (1..=3).map(|number| Period::Tertial { year, number }).collect(),
            Cadence::Year => vec![Period::Year(year)],
            Cadence::OnChange => Vec::new(),
        }
    };
    let within = |p: &Period| first <= p.last_day() && p.last_day() <= last;
    (first.year()..=last.year()).flat_map(each).filter(within).collect()
}

/// The latest period whose last day to deliver has come, of the shortest cadence that any of the contracts has.
///
/// `None` when nothing is ever due.
pub fn latest_due<'a>(contracts: impl IntoIterator<Item = &'a Dataset>, as_of: AsOf) -> Option<Period> {
    let scheduled = contracts.into_iter().filter_map(|c| c.schedule.as_ref());
    let latest = |of: &Schedule| {
        let mut period = around(of.cadence, as_of.0)?;
        for _ in 0..LONGEST_WAIT {
            if of.due(period).is_some_and(|due| due <= as_of.0) {
                return Some((of.cadence, period));
            }
            period = period.previous();
        }
        None
    };
    let length = |cadence| match cadence {
        Cadence::Month => 0,
        Cadence::Tertial => 1,
        Cadence::Year => 2,
        Cadence::OnChange => 3,
    };
    let all = scheduled.filter_map(latest);
    all.min_by_key(|(cadence, period)| (length(*cadence), Reverse(period.last_day()))).map(|(_, period)| period)
}

/// The period of a cadence that a day lies in.
fn around(cadence: Cadence, day: NaiveDate) -> Option<Period> {
    let (year, month) = (day.year(), day.month());
    match cadence {
        Cadence::Month => Some(Period::Month { year, month }),
        Cadence::Tertial => Some(Period::Tertial { year, number: month.div_ceil(4) }),
        Cadence::Year => Some(Period::Year(year)),
        Cadence::OnChange => None,
    }
}
