//! The text of one cell held against the type of its column.
//!
//! Knows no table and makes no remark; empty cells never come here.

mod calendar;
mod number;

pub(super) use calendar::{day_number, is_day};

use super::found::Kind;
use crate::field::contract::{ColumnType, DateForm, Writing};
use crate::field::period::Period;
use crate::field::quantity::Fraction;
use calendar::{iso_text, time_text, week_text};
use chrono::{Datelike, NaiveDate};
use number::{Marks, Why};

/// How cells of a column with days or numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// A month, as its first day.
    Month(Dates),
    /// A week, as its Monday.
    Week,
    /// A day.
    Date(Dates),
    /// A time, in minutes.
    Time,
    /// A whole number.
    Integer(Marks),
    /// A number in parts, so many decimals.
    Decimal(Marks, u8),
    /// Hours, in minutes.
    Hours(Marks),
    /// A share, in tenths of a percent.
    Percent(Marks),
}

/// The forms of dates besides ISO that a contract declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    compact: bool,
    serial: bool,
}

impl Reader {
    /// The reader of a type; `None` for types whose values are words.
    pub(super) fn of(kind: &ColumnType, writing: &Writing) -> Option<Self> {
        let dates = Dates {
            compact: writing.dates.contains(&DateForm::Compact),
            serial: writing.dates.contains(&DateForm::Serial),
        };
        let marks = Marks::of(writing);
        match kind {
            ColumnType::Month => Some(Self::Month(dates)),
            ColumnType::Week => Some(Self::Week),
            ColumnType::Date => Some(Self::Date(dates)),
            ColumnType::Time => Some(Self::Time),
            ColumnType::Integer => Some(Self::Integer(marks)),
            ColumnType::Decimal(places) => Some(Self::Decimal(marks, *places)),
            ColumnType::Hours => Some(Self::Hours(marks)),
            ColumnType::Percent => Some(Self::Percent(marks)),
            ColumnType::Text | ColumnType::Unit | ColumnType::Moment | ColumnType::Period | ColumnType::OneOf(_) => {
                None
            }
        }
    }

    /// The value of a cell: days and minutes since 1970-01-01, numbers in their smallest part.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(self, text: &str) -> Result<i64, Kind> {
        let bytes = text.as_bytes();
        match self {
            Self::Date(dates) => calendar::iso(bytes)
                .or_else(|| if dates.compact { calendar::compact(bytes) } else { None })
                .or_else(|| if dates.serial { calendar::serial(bytes) } else { None })
                .map(i64::from)
                .ok_or(Kind::NotADate),
            Self::Month(dates) => calendar::month(bytes)
                .or_else(|| if dates.compact { calendar::compact_month(bytes) } else { None })
                .map(i64::from)
                .ok_or(Kind::NotAMonth),
            Self::Week => calendar::week(bytes).map(i64::from).ok_or(Kind::NotAWeek),
            Self::Time => calendar::time(bytes).ok_or(Kind::NotATime),
            Self::Integer(marks) => parts(marks, text, 0, Kind::NotAnInteger),
            Self::Decimal(marks, places) => parts(marks, text, u32::from(places), Kind::NotADecimal),
            Self::Hours(marks) => hours(marks, text),
            Self::Percent(marks) => {
                let number = text.strip_suffix('%').ok_or(Kind::NotAPercentage)?;
                parts(marks, number.trim_end(), 1, Kind::NotAPercentage)
            }
        }
    }

    /// A value in the one form that every reader of kept tables expects.
    pub(super) fn canonical(self, value: i64) -> String {
        let day = i32::try_from(value).unwrap_or_default();
        match self {
            Self::Date(_) => iso_text(day),
            Self::Month(_) => iso_text(day).chars().take(7).collect(),
            Self::Week => week_text(day),
            Self::Time => time_text(value),
            Self::Integer(_) | Self::Hours(_) => value.to_string(),
            Self::Decimal(_, places) => decimal(value, u32::from(places), '.'),
            Self::Percent(_) if value % 10 == 0 => format!("{} %", value / 10),
            Self::Percent(_) => format!("{} %", decimal(value, 1, '.')),
        }
    }

    /// A value as people write it.
    pub(super) fn said(self, value: i64) -> String {
        match self {
            Self::Date(_) | Self::Month(_) | Self::Week | Self::Time | Self::Integer(_) => self.canonical(value),
            Self::Decimal(_, places) => decimal(value, u32::from(places), ','),
            Self::Hours(_) => {
                let sign = if value < 0 { "-" } else { "" };
                format!("{sign}{}:{:02}", value.unsigned_abs() / 60, value.unsigned_abs() % 60)
            }
            Self::Percent(_) => self.canonical(value).replace('.', ","),
        }
    }

    /// What a cell is when it has a sign and the column takes none: no number of its kind.
    pub(super) fn refused(self) -> Kind {
        match self {
            Self::Integer(_) => Kind::NotAnInteger,
            Self::Decimal(..) => Kind::NotADecimal,
            Self::Hours(_) => Kind::NotHours,
            Self::Percent(_) => Kind::NotAPercentage,
            Self::Date(_) | Self::Month(_) | Self::Week | Self::Time => Kind::OutOfRange,
        }
    }

    /// Whether its values are numbers.
    pub(super) fn is_number(self) -> bool {
        match self {
            Self::Integer(_) | Self::Decimal(..) | Self::Hours(_) | Self::Percent(_) => true,
            Self::Date(_) | Self::Month(_) | Self::Week | Self::Time => false,
        }
    }

    /// Whether its values are days.
    pub(super) fn is_day(self) -> bool {
        matches!(self, Self::Date(_) | Self::Month(_) | Self::Week)
    }
}

/// A number with at most so many decimals, in its smallest part.
fn parts(marks: Marks, text: &str, places: u32, otherwise: Kind) -> Result<i64, Kind> {
    let number = marks.read(text).map_err(|why| kind(why, otherwise))?;
    if number.places > places {
        return Err(otherwise);
    }
    10_i64.checked_pow(places).and_then(|unit| number.in_parts(unit)).ok_or(otherwise)
}

/// `37,5` or `37:30`, in minutes.
fn hours(marks: Marks, text: &str) -> Result<i64, Kind> {
    let Some((whole, minutes)) = text.split_once(':') else {
        let number = marks.read(text).map_err(|why| kind(why, Kind::NotHours))?;
        return number.in_parts(60).ok_or(Kind::NotHours);
    };
    let number = marks.read(whole).map_err(|why| kind(why, Kind::NotHours))?;
    let two = minutes.len() == 2 && minutes.bytes().all(|b| b.is_ascii_digit());
    let minutes = minutes.parse::<i64>().ok().filter(|m| two && *m < 60 && number.places == 0).ok_or(Kind::NotHours)?;
    let hours = number.in_parts(60).ok_or(Kind::NotHours)?;
    Ok(if number.negative { hours - minutes } else { hours + minutes })
}

fn kind(why: Why, otherwise: Kind) -> Kind {
    match why {
        Why::Ambiguous => Kind::Ambiguous,
        Why::NotANumber => otherwise,
    }
}

/// A number of parts with its decimals written out.
fn decimal(value: i64, places: u32, mark: char) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let unit = 10_u64.pow(places);
    let (whole, rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{mark}{rest:0width$}", width = places as usize)
    }
}

/// A share with its percent sign, `62 %`.
pub(super) fn percent(text: &str) -> Option<Fraction> {
    text.ends_with('%').then(|| Fraction::parse(text).ok()).flatten()
}

/// A month, `2020-02`.
pub(super) fn month(text: &str) -> Option<Period> {
    Period::parse(text).ok().filter(|p| matches!(p, Period::Month { .. }))
}

/// A day, `2020-03-31`, in the same years as periods.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let iso = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !iso {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|d| (1900..2200).contains(&d.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::contract::{DecimalMark, Thousands};

    /// Reads cells of one type in turn, each against its value in canonical form or the fault it has.
    fn check(kind: &ColumnType, writing: &Writing, cells: &[(&str, Result<&str, Kind>)]) {
        let reader = Reader::of(kind, writing).expect("a type of days or numbers");
        for (text, expected) in cells {
            let read = reader.read(text).map(|value| reader.canonical(value));
            assert_eq!(read.as_deref().map_err(|k| *k), *expected, "{text}");
        }
    }

    fn all_dates() -> Writing {
        Writing { dates: vec![DateForm::Iso, DateForm::Compact, DateForm::Serial], ..Writing::default() }
    }

    #[test]
    fn dates_are_read_in_the_forms_that_are_declared() {
        let day = Ok("2020-02-29");
        check(&ColumnType::Date, &all_dates(), &[("2020-02-29", day), ("20200229", day), ("43890", day)]);
        let not = Err(Kind::NotADate);
        check(&ColumnType::Date, &Writing::default(), &[("2020-02-29", day), ("20200229", not), ("43890", not)]);
        check(
            &ColumnType::Date,
            &all_dates(),
            &[("2021-02-29", not), ("31/3 2020", not), ("2020", not), ("2020-02", not)],
        );
        check(&ColumnType::Month, &all_dates(), &[("2020-02", Ok("2020-02")), ("202002", Ok("2020-02"))]);
        let not = Err(Kind::NotAMonth);
        check(&ColumnType::Month, &Writing::default(), &[("202002", not), ("2020-02-01", not), ("2020-13", not)]);
        check(&ColumnType::Week, &all_dates(), &[("2020-W07", Ok("2020-W07")), ("2021-W53", Err(Kind::NotAWeek))]);
        let time = Ok("2020-02-29 07:45");
        check(&ColumnType::Time, &all_dates(), &[("2020-02-29 07:45", time), ("2020-02-29T07:45:00", time)]);
        check(&ColumnType::Time, &all_dates(), &[("2020-02-29", Err(Kind::NotATime))]);
    }

    #[test]
    fn numbers_are_exact_and_never_guessed() {
        let comma = Writing::default();
        let point = Writing { decimal: DecimalMark::Point, thousands: vec![Thousands::Space], ..Writing::default() };
        let grouped = Writing { thousands: vec![Thousands::Point], ..Writing::default() };
        let not = Err(Kind::NotAnInteger);
        check(
            &ColumnType::Integer,
            &comma,
            &[("1 273", Ok("1273")), ("1.273", Err(Kind::Ambiguous)), ("1,273", not), ("1,0", not)],
        );
        check(&ColumnType::Integer, &grouped, &[("1.273", Ok("1273")), ("1 273", not), ("-5", Ok("-5"))]);
        let not = Err(Kind::NotADecimal);
        check(
            &ColumnType::Decimal(2),
            &comma,
            &[("12,5", Ok("12.50")), ("12", Ok("12.00")), ("-0,05", Ok("-0.05")), ("12,505", not), ("12.5", not)],
        );
        check(&ColumnType::Decimal(2), &point, &[("12.5", Ok("12.50")), ("1,273", Err(Kind::Ambiguous))]);
        let not = Err(Kind::NotAPercentage);
        check(
            &ColumnType::Percent,
            &comma,
            &[("62 %", Ok("62 %")), ("62,5\u{a0}%", Ok("62.5 %")), ("62", not), ("62,55 %", not), ("%", not)],
        );
    }

    #[test]
    fn hours_are_whole_minutes_or_nothing() {
        let not = Err(Kind::NotHours);
        check(
            &ColumnType::Hours,
            &Writing::default(),
            &[
                ("37,5", Ok("2250")),
                ("37:30", Ok("2250")),
                ("0,1", Ok("6")),
                ("1 273,25", Ok("76395")),
                ("-0:30", Ok("-30")),
                ("0,33", not),
                ("37:5", not),
                ("37:60", not),
                ("37,5:30", not),
                ("37:30:00", not),
                ("1.273", Err(Kind::Ambiguous)),
            ],
        );
    }

    #[test]
    fn values_are_said_as_people_write_them() {
        let said = |kind: ColumnType, value| Reader::of(&kind, &Writing::default()).map(|r| r.said(value));
        assert_eq!(said(ColumnType::Hours, -2250).as_deref(), Some("-37:30"));
        assert_eq!(said(ColumnType::Decimal(2), 1205).as_deref(), Some("12,05"));
        assert_eq!(said(ColumnType::Percent, 625).as_deref(), Some("62,5 %"));
    }

    #[test]
    fn a_share_needs_its_percent_sign() {
        assert_eq!(percent("62 %"), Fraction::of(62, 100));
        assert_eq!(percent("62\u{a0}%"), Fraction::of(62, 100));
        for bad in ["62", "1", "0,62", "1/4", "101 %", "%", "-1 %"] {
            assert_eq!(percent(bad), None, "{bad}");
        }
    }

    #[test]
    fn dates_and_months_exist_in_the_calendar() {
        assert!(date("2020-02-29").is_some() && month("2020-02").is_some());
        for bad in ["2021-02-29", "2020-2-1", "31/3 2020", "20200201", "0999-01-01", "2020-02-01T00:00", "+020-01-01"] {
            assert_eq!(date(bad), None, "{bad}");
        }
        assert_eq!((month("2020"), month("2020-13"), month("2020-W07")), (None, None, None));
    }
}
