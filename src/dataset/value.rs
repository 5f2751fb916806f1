//! The typed values of a block by position, the days they stand for, and how a remark writes them.
//!
//! Parses nothing but periods, which a block keeps as text; cells were judged when the block was made.

use crate::dataset::block::{Block, Cells};
use crate::dataset::found::shown;
use crate::field::contract::{ColumnType, Dataset};
use crate::field::period::Period;
use chrono::{Datelike, NaiveDate, Weekday};
use polars::prelude::{Int32Chunked, Int64Chunked, StringChunked};

/// The days that dates may have: 1900-01-01 to 2199-12-31.
pub(super) const DAYS: std::ops::Range<i32> = -25_567..84_006;

/// Minutes of a day.
pub(super) const DAY: i64 = 24 * 60;

/// The values of one column.
#[derive(Clone, Copy)]
pub(super) enum Values<'b> {
    Text(&'b StringChunked),
    Day(&'b Int32Chunked),
    Number(&'b Int64Chunked),
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'b> {
    Text(&'b str),
    Day(i32),
    Number(i64),
}

impl<'b> Values<'b> {
    /// The values of a column of a block; `None` when they have none of the types that a block keeps.
    pub(super) fn of(cells: &'b Cells) -> Option<Self> {
        let column = &cells.values;
        if let Ok(texts) = column.str() {
            return Some(Self::Text(texts));
        }
        if let Ok(days) = column.i32() {
            return Some(Self::Day(days));
        }
        column.i64().ok().map(Self::Number)
    }

    /// The value of a row; `None` where the cell is empty, suppressed or faulty.
    pub(super) fn get(self, at: usize) -> Option<Value<'b>> {
        match self {
            Self::Text(texts) => texts.get(at).map(Value::Text),
            Self::Day(days) => days.get(at).map(Value::Day),
            Self::Number(numbers) => numbers.get(at).map(Value::Number),
        }
    }

    /// The values of all rows in order.
    pub(super) fn iter(self) -> Box<dyn Iterator<Item = Option<Value<'b>>> + 'b> {
        match self {
            Self::Text(texts) => Box::new(texts.iter().map(|v| v.map(Value::Text))),
            Self::Day(days) => Box::new(days.iter().map(|v| v.map(Value::Day))),
            Self::Number(numbers) => Box::new(numbers.iter().map(|v| v.map(Value::Number))),
        }
    }
}

/// Where a column stands among those of its contract.
pub(super) fn position(contract: &Dataset, name: &str) -> Option<usize> {
    contract.columns.iter().position(|c| c.name == name)
}

/// Days since 1970-01-01.
pub(super) fn days(date: NaiveDate) -> i32 {
    date.to_epoch_days()
}

/// The day that lies so many days after 1970-01-01.
pub(super) fn date(days: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(days).unwrap_or_default()
}

/// The week that a Monday begins.
pub(super) fn week(monday: i32) -> Period {
    let week = date(monday).iso_week();
    Period::Week { year: week.year(), week: week.week() }
}

/// The month that a day lies in.
pub(super) fn month(day: i32) -> Period {
    let day = date(day);
    Period::Month { year: day.year(), month: day.month() }
}

/// The day that a time falls on.
pub(super) fn day_of(minutes: i64) -> i32 {
    i32::try_from(minutes.div_euclid(DAY)).unwrap_or(i32::MAX)
}

/// Whether a week is taken as all of its days, or as its Thursday, which says where it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weeks {
    Whole,
    Thursday,
}

/// The first and last day that a value stands for; `None` for what is no time at all.
pub(super) fn span(kind: &ColumnType, value: Value<'_>, weeks: Weeks) -> Option<(i32, i32)> {
    let week = |monday: i32| match weeks {
        Weeks::Whole => (monday, monday + 6),
        Weeks::Thursday => (monday + 3, monday + 3),
    };
    match (kind, value) {
        (ColumnType::Date, Value::Day(day)) => Some((day, day)),
        (ColumnType::Month, Value::Day(first)) => Some((first, days(month(first).last_day()))),
        (ColumnType::Week, Value::Day(monday)) => Some(week(monday)),
        (ColumnType::Time, Value::Number(minutes)) => Some((day_of(minutes), day_of(minutes))),
        (ColumnType::Period, Value::Text(text)) => Some(match Period::parse(text).ok()? {
            Period::Week { year, week: number } => week(days(NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?)),
            other @ (Period::Years { .. }
            | Period::Year(_)
            | Period::Tertial { .. }
            | Period::Month { .. }
            | Period::Rolling { .. }) => (days(other.first_day()), days(other.last_day())),
        }),
        (_, Value::Text(_) | Value::Day(_) | Value::Number(_)) => None,
    }
}

/// A value as a remark writes it, without backticks.
pub(super) fn written(kind: &ColumnType, value: Value<'_>) -> String {
    match (kind, value) {
        (_, Value::Text(text)) => shown(text),
        (ColumnType::Month, Value::Day(day)) => month(day).to_string(),
        (ColumnType::Week, Value::Day(day)) => week(day).to_string(),
        (_, Value::Day(day)) => date(day).to_string(),
        (ColumnType::Time, Value::Number(minutes)) => {
            let minute = minutes.rem_euclid(DAY);
            format!("{} {:02}:{:02}", date(day_of(minutes)), minute / 60, minute % 60)
        }
        (_, Value::Number(n)) => number(kind, i128::from(n)),
    }
}

/// A number in the smallest part of its column, as a remark writes it.
pub(super) fn number(kind: &ColumnType, n: i128) -> String {
    let (sign, size) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
    let parts = |decimals: u32| {
        let one = 10_u128.pow(decimals);
        format!("{sign}{},{:0width$}", size / one, size % one, width = decimals as usize)
    };
    match kind {
        ColumnType::Decimal(decimals) => parts(u32::from(*decimals)),
        ColumnType::Percent if size.is_multiple_of(10) => format!("{sign}{} %", size / 10),
        ColumnType::Percent => format!("{} %", parts(1)),
        ColumnType::Hours if size.is_multiple_of(60) => format!("{sign}{}", size / 60),
        ColumnType::Hours => format!("{sign}{}:{:02}", size / 60, size % 60),
        ColumnType::Integer
        | ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::OneOf(_) => format!("{sign}{size}"),
    }
}

/// What stands in a cell, in backticks, or that it is empty or hidden.
pub(super) fn cell(contract: &Dataset, block: &Block, column: usize, at: usize) -> String {
    let Some((cells, declared)) = block.cells.get(column).zip(contract.columns.get(column)) else {
        return String::new();
    };
    match Values::of(cells).and_then(|values| values.get(at)) {
        Some(value) => format!("`{}`", written(&declared.kind, value)),
        None if is_suppressed(cells, at) => "dolt tal".to_owned(),
        None => "cellen är tom".to_owned(),
    }
}

/// Whether the cell at a position holds something that cannot be used.
pub(super) fn is_bad(cells: &Cells, at: usize) -> bool {
    cells.bad.binary_search_by_key(&at, |b| b.at as usize).is_ok()
}

/// Whether the number at a position is hidden because it is small.
pub(super) fn is_suppressed(cells: &Cells, at: usize) -> bool {
    cells.suppressed.binary_search_by_key(&at, |s| *s as usize).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_write_them() {
        for (kind, n, text) in [
            (ColumnType::Integer, 290_128, "290128"),
            (ColumnType::Decimal(2), 1205, "12,05"),
            (ColumnType::Decimal(1), -5, "-0,5"),
            (ColumnType::Percent, 620, "62 %"),
            (ColumnType::Percent, 625, "62,5 %"),
            (ColumnType::Hours, 2250, "37:30"),
            (ColumnType::Hours, 2220, "37"),
            (ColumnType::Time, 26_911_145, "2021-03-02 07:05"),
            (ColumnType::Time, -1, "1969-12-31 23:59"),
        ] {
            assert_eq!(written(&kind, Value::Number(n)), text);
        }
        let monday = days(NaiveDate::from_isoywd_opt(2020, 53, Weekday::Mon).expect("a week"));
        assert_eq!(written(&ColumnType::Week, Value::Day(monday)), "2020-W53");
        assert_eq!(written(&ColumnType::Month, Value::Day(0)), "1970-01");
        assert_eq!(written(&ColumnType::Date, Value::Day(-1)), "1969-12-31");
    }

    #[test]
    fn a_week_stands_for_its_days_or_for_its_thursday() {
        let week = Value::Text("2020-W53");
        let span = |weeks| span(&ColumnType::Period, week, weeks).map(|(a, b)| (date(a), date(b)));
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(span(Weeks::Whole), Some((day(2020, 12, 28), day(2021, 1, 3))));
        assert_eq!(span(Weeks::Thursday), Some((day(2020, 12, 31), day(2020, 12, 31))));
    }
}
