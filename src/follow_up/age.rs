//! How long something has been open, by the calendar.
//!
//! Counts months, never days divided by thirty.

use super::track;
use crate::field::period::AsOf;
use crate::field::standing::{Age, Status};
use chrono::{Months, NaiveDate};

/// The age since the first dated entry; `None` when nothing is dated, or the thing is verified, closed or replaced.
///
/// A bucket begins on the very day its months are full; *over 4 years* the day after.
pub(super) fn open_for(first: Option<NaiveDate>, status: Option<&Status>, as_of: AsOf) -> Option<Age> {
    if track::is_ended(status.map(|s| s.code)) {
        return None;
    }
    let first = first?;
    let full = |months: u32| first.checked_add_months(Months::new(months)).is_some_and(|day| day <= as_of.0);
    let past = |months: u32| first.checked_add_months(Months::new(months)).is_some_and(|day| day < as_of.0);
    Some(if past(48) {
        Age::OverFourYears
    } else if full(24) {
        Age::TwoToFourYears
    } else if full(12) {
        Age::OneToTwoYears
    } else if full(6) {
        Age::SixToTwelveMonths
    } else {
        Age::UnderSixMonths
    })
}
