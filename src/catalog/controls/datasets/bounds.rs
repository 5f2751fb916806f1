//! Values of bounds, read exactly by the type of their column. Knows no file and makes no remark.

use crate::field::contract::ColumnType;
use crate::field::period::Period;
use chrono::{Datelike, NaiveDate};

/// Which end of a range a bound is: a month begins it with its first day and ends it with its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The least.
    Least,
    /// The most.
    Most,
}

/// A number in the smallest part of a column; `None` when the text is no such number.
pub fn number(kind: &ColumnType, text: &str) -> Option<i64> {
    let text = text.trim();
    match kind {
        ColumnType::Integer => signed(text, |t| parts(t, 0)),
        ColumnType::Decimal(decimals) => signed(text, |t| parts(t, u32::from(*decimals))),
        ColumnType::Hours => signed(text, minutes),
        ColumnType::Percent => parts(text.strip_suffix('%')?.trim_end_matches([' ', '\u{a0}', '\u{202f}']), 1),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::OneOf(_) => None,
    }
}

/// The first or last day of what a text names; `None` when it names nothing in a column of this type.
pub fn day(kind: &ColumnType, text: &str, end: End) -> Option<NaiveDate> {
    let of = |period: Period| match end {
        End::Least => period.first_day(),
        End::Most => period.last_day(),
    };
    let period = || Period::parse(text).ok();
    match kind {
        ColumnType::Date | ColumnType::Time => {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            // The round trip refuses the looser forms that the parser lets through, `2021-3-2`.
            ((1900..2200).contains(&day.year()) && day.to_string() == text).then_some(day)
        }
        ColumnType::Month => period().filter(|p| matches!(p, Period::Month { .. })).map(of),
        ColumnType::Week => period().filter(|p| matches!(p, Period::Week { .. })).map(of),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Integer
        | ColumnType::Decimal(_)
        | ColumnType::Hours
        | ColumnType::Percent
        | ColumnType::OneOf(_) => None,
    }
}

/// How a bound of a column is written, for those who got it wrong.
pub fn example(kind: &ColumnType) -> &'static str {
    match kind {
        ColumnType::Integer => "0",
        ColumnType::Decimal(_) => "\"12,5\"",
        ColumnType::Hours => "37:30",
        ColumnType::Percent => "62 %",
        ColumnType::Month => "2020-02",
        ColumnType::Week => "2020-W07",
        ColumnType::Date
        | ColumnType::Time
        | ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::OneOf(_) => "2000-01-01",
    }
}

fn signed(text: &str, read: impl Fn(&str) -> Option<i64>) -> Option<i64> {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => read(rest)?.checked_neg(),
        None => read(text),
    }
}

fn digits(text: &str) -> Option<i64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A number with at most so many decimals, as a whole number of the smallest part.
fn parts(text: &str, decimals: u32) -> Option<i64> {
    let (whole, rest) = match text.split_once([',', '.']) {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (text, None),
    };
    let places = rest.map_or(0, |rest| rest.len() as u32);
    if places > decimals {
        return None;
    }
    let rest = rest.map_or(Some(0), digits)?.checked_mul(10_i64.pow(decimals - places))?;
    digits(whole)?.checked_mul(10_i64.pow(decimals))?.checked_add(rest)
}

/// `37:30` or `37,5` as minutes; `None` when it is no whole number of them.
fn minutes(text: &str) -> Option<i64> {
    if let Some((hours, minutes)) = text.split_once(':') {
        let minutes = digits(minutes).filter(|m| minutes.len() == 2 && *m < 60)?;
        return digits(hours)?.checked_mul(60)?.checked_add(minutes);
    }
    let ten_thousandths = parts(text, 4)?.checked_mul(60)?;
    (ten_thousandths % 10_000 == 0).then_some(ten_thousandths / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly_in_their_smallest_part() {
        for (kind, text, expected) in [
            (ColumnType::Integer, "100000000000", Some(100_000_000_000)),
            (ColumnType::Integer, "-5", Some(-5)),
            (ColumnType::Integer, "1,5", None),
            (ColumnType::Integer, "99999999999999999999", None),
            (ColumnType::Decimal(4), "0.1", Some(1_000)),
            (ColumnType::Decimal(4), "12,3456", Some(123_456)),
            (ColumnType::Decimal(1), "12,34", None),
            (ColumnType::Decimal(1), "12,", None),
            (ColumnType::Hours, "37:30", Some(2_250)),
            (ColumnType::Hours, "37,5", Some(2_250)),
            (ColumnType::Hours, "0,01", None),
            (ColumnType::Hours, "1:60", None),
            (ColumnType::Percent, "62,5 %", Some(625)),
            (ColumnType::Percent, "62", None),
            (ColumnType::Text, "1", None),
        ] {
            assert_eq!(number(&kind, text), expected, "{} {text}", kind.key());
        }
    }

    #[test]
    fn a_month_begins_a_range_with_its_first_day_and_ends_it_with_its_last() {
        let shown = |kind, text, end| day(&kind, text, end).map(|d| d.to_string());
        assert_eq!(shown(ColumnType::Month, "2020-02", End::Least).as_deref(), Some("2020-02-01"));
        assert_eq!(shown(ColumnType::Month, "2020-02", End::Most).as_deref(), Some("2020-02-29"));
        assert_eq!(shown(ColumnType::Week, "2020-W53", End::Most).as_deref(), Some("2021-01-03"));
        for (kind, text) in [
            (ColumnType::Date, "2020-02-30"),
            (ColumnType::Date, "2020-2-3"),
            (ColumnType::Month, "2020-02-01"),
            (ColumnType::Week, "2021-W53"),
        ] {
            assert_eq!(day(&kind, text, End::Least), None, "{text}");
        }
    }
}
