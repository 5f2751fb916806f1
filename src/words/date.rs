//! Dates, periods and spans of time in Swedish.
//!
//! Takes years, numbers and dates, never the domain's own types; asks no clock.

use super::phrase::counted;
use chrono::{Datelike, Months, NaiveDate};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// `2 juni 2021`.
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

/// `2021-06-02`.
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// `februari`; `None` for a number that is no month.
pub fn month_name(month: u32) -> Option<&'static str> {
    MONTHS.get(month.checked_sub(1)? as usize).copied()
}

/// `februari 2020`; a number that is no month is left as `2020-13`.
pub fn month(year: i32, month: u32) -> String {
    month_name(month).map_or_else(|| format!("{year}-{month:02}"), |name| format!("{name} {year}"))
}

/// `april 2019–mars 2020`: the twelve months that end with a month.
pub fn rolling(year: i32, last: u32) -> String {
    let (first_year, first) = if last == 12 { (year, 1) } else { (year - 1, last + 1) };
    format!("{}–{}", month(first_year, first), month(year, last))
}

/// `2015–2016`, or `2015` when both are the same.
pub fn years(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// `tertial 2 2020`.
pub fn tertial(year: i32, number: u32) -> String {
    format!("tertial {number} {year}")
}

/// `vecka 7 2020`.
pub fn week(year: i32, week: u32) -> String {
    format!("vecka {week} {year}")
}

/// `12 dagar`, `1 månad`, `11 månader`, `1 år och 2 månader`: full months between two days, days under a month.
///
/// `0 dagar` when the second day is not later than the first.
pub fn elapsed(from: NaiveDate, to: NaiveDate) -> String {
    if to <= from {
        return counted(0, "dag", "dagar");
    }
    let months = full_months(from, to);
    if months == 0 {
        return counted(to.signed_duration_since(from).num_days().unsigned_abs(), "dag", "dagar");
    }
    let (years, months) = (u64::from(months / 12), u64::from(months % 12));
    match (years, months) {
        (0, _) => counted(months, "månad", "månader"),
        (_, 0) => counted(years, "år", "år"),
        (_, _) => format!("{} och {}", counted(years, "år", "år"), counted(months, "månad", "månader")),
    }
}

/// Whole calendar months from one day to a later one: 31 January to 28 February is one month.
fn full_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let apart = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let apart = apart.max(0).unsigned_abs();
    let reached = from.checked_add_months(Months::new(apart)).is_some_and(|day| day <= to);
    if reached { apart } else { apart.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(elapsed(day(from), day(to)), expected, "{from} to {to}");
    }

    #[test]
    fn dates_are_written_out_or_iso() {
        assert_eq!(date(day("2021-06-02")), "2 juni 2021");
        assert_eq!(date(day("2017-12-31")), "31 december 2017");
        assert_eq!(iso(day("2021-06-02")), "2021-06-02");
    }

    #[test]
    fn periods_are_written_in_words() {
        assert_eq!(month(2020, 2), "februari 2020");
        assert_eq!(month(2020, 13), "2020-13");
        assert_eq!(month(2020, 0), "2020-00");
        assert_eq!(years(2015, 2016), "2015–2016");
        assert_eq!(years(2020, 2020), "2020");
        assert_eq!(tertial(2020, 2), "tertial 2 2020");
        assert_eq!(week(2020, 7), "vecka 7 2020");
    }

    #[test]
    fn elapsed_time_counts_full_calendar_months() {
        check("2026-04-30", "2026-05-29", "29 dagar");
        check("2026-04-30", "2026-05-01", "1 dag");
        check("2026-04-30", "2026-05-30", "1 månad");
        check("2026-01-31", "2026-02-28", "1 månad");
        check("2025-12-31", "2026-11-22", "10 månader");
        check("2025-11-22", "2026-11-22", "1 år");
        check("2017-06-30", "2026-11-22", "9 år och 4 månader");
    }

    #[test]
    fn time_does_not_run_backwards() {
        check("2026-05-01", "2026-05-01", "0 dagar");
        check("2026-05-02", "2026-05-01", "0 dagar");
    }
}
