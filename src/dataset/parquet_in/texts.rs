//! A value of a typed column as the text that a person would have written.
//!
//! Never prints a day that the calendar lacks through the calendar.

use crate::dataset::sheet::{dated, plain_number, span};
use crate::field::contract::{ColumnType, DecimalMark, Writing};
use chrono::NaiveDate;
use polars::prelude::*;

const DAY: i64 = 86_400;

/// The most figures of a decimal number that can be read.
const LONGEST_DECIMAL: usize = 38;

/// What a type is that holds no values, and what to do; `None` for types that do.
#[expect(clippy::wildcard_enum_match_arm, reason = "polars has many types; these are the ones that are read")]
pub(super) fn what(kind: &DataType) -> Option<(&'static str, &'static str)> {
    const OTHERWISE: &str = "skriv om filen med text, tal eller datum i kolumnen";
    match kind {
        DataType::Boolean
        | DataType::String
        | DataType::Null
        | DataType::Date
        | DataType::Datetime(_, None)
        | DataType::Duration(_)
        | DataType::Decimal(..=LONGEST_DECIMAL, _)
        | DataType::Categorical(..)
        | DataType::Enum(..) => None,
        kind if kind.is_primitive_numeric() => None,
        DataType::Datetime(_, Some(_)) => {
            Some(("tidpunkter med tidszon", "skriv om filen med lokal tid utan tidszon i kolumnen"))
        }
        DataType::Time => Some(("klockslag utan dag", "skriv om filen med dag och klockslag i kolumnen")),
        DataType::Binary => Some(("binärt innehåll", "skriv om filen med kolumnen märkt som text (UTF-8)")),
        DataType::Decimal(..) => {
            Some(("decimaltal med plats för fler än 38 siffror", "skriv om filen med kortare decimaltal i kolumnen"))
        }
        DataType::List(_) | DataType::Array(..) => Some(("listor", OTHERWISE)),
        DataType::Struct(_) => Some(("strukturer", OTHERWISE)),
        _ => Some(("en typ som inte läses", OTHERWISE)),
    }
}

/// The text of a value in a column of a type; empty for null.
#[expect(clippy::wildcard_enum_match_arm, reason = "polars has many types; these are the ones that are read")]
pub(super) fn text(column: &Column, at: usize, kind: Option<&ColumnType>, writing: &Writing) -> String {
    let Ok(value) = column.get(at) else { return String::new() };
    match value {
        AnyValue::Null => String::new(),
        AnyValue::Boolean(true) => "ja".to_owned(),
        AnyValue::Boolean(false) => "nej".to_owned(),
        AnyValue::String(text) => text.to_owned(),
        // A day is no time: what is missing is not made up.
        AnyValue::Date(day) => moment(i64::from(day) * DAY, kind.filter(|kind| **kind != ColumnType::Time)),
        AnyValue::Datetime(value, unit, _) => match seconds(value, unit) {
            Ok(seconds) => moment(seconds, kind),
            Err(rest) => format!("{}.{rest}", moment(value.div_euclid(per_second(unit)), kind)),
        },
        AnyValue::Duration(value, unit) => {
            span(value as f64 / per_second(unit) as f64).unwrap_or_else(|| value.to_string())
        }
        AnyValue::Float32(value) => {
            let shortest = value.to_string().parse().unwrap_or(f64::from(value));
            plain_number(shortest, writing.decimal)
        }
        AnyValue::Float64(value) => plain_number(value, writing.decimal),
        // Half precision holds three figures.
        AnyValue::Float16(value) => {
            plain_number(format!("{:.3e}", f64::from(value)).parse().unwrap_or(f64::NAN), writing.decimal)
        }
        AnyValue::Decimal(value, _, scale) => decimal(value, scale, writing.decimal),
        other => match (other.extract::<i128>(), other.get_str()) {
            (_, Some(text)) => text.to_owned(),
            (Some(number), None) => number.to_string(),
            (None, None) => String::new(),
        },
    }
}

/// A decimal number without the zeros at its end: it has as many places as its column, whatever was meant.
fn decimal(value: i128, scale: usize, mark: DecimalMark) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let part = part.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    let mark = match (part, mark) {
        ("", _) => "",
        (_, DecimalMark::Comma) => ",",
        (_, DecimalMark::Point) => ".",
    };
    format!("{sign}{whole}{mark}{part}")
}

/// Whether a type that holds no values may hold texts all the same: they are not read, but looked through for personal identity numbers.
pub(super) fn may_hide_texts(kind: &DataType) -> bool {
    matches!(kind, DataType::Binary | DataType::List(_) | DataType::Array(..) | DataType::Struct(_))
}

/// Everything in a value that could be a text.
#[expect(clippy::wildcard_enum_match_arm, reason = "polars has many types; these are the ones that hold others")]
pub(super) fn inside(value: &AnyValue<'_>) -> Vec<String> {
    match value {
        AnyValue::Null => Vec::new(),
        AnyValue::String(text) => vec![(*text).to_owned()],
        AnyValue::StringOwned(text) => vec![text.to_string()],
        AnyValue::Binary(bytes) => vec![String::from_utf8_lossy(bytes).into_owned()],
        AnyValue::BinaryOwned(bytes) => vec![String::from_utf8_lossy(bytes).into_owned()],
        AnyValue::List(series) | AnyValue::Array(series, _) => series.iter().flat_map(|value| inside(&value)).collect(),
        // A struct shows its fields whole, with commas between.
        other => other.to_string().split(',').map(|part| part.trim_matches(['{', '}', '"', ' ']).to_owned()).collect(),
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => 1_000_000_000,
        TimeUnit::Microseconds => 1_000_000,
        TimeUnit::Milliseconds => 1000,
    }
}

/// Whole seconds, or what is left of one.
pub(super) fn seconds(value: i64, unit: TimeUnit) -> Result<i64, i64> {
    match value.rem_euclid(per_second(unit)) {
        0 => Ok(value.div_euclid(per_second(unit))),
        rest => Err(rest),
    }
}

/// Seconds since 1970-01-01 as a day and a time.
fn moment(seconds: i64, kind: Option<&ColumnType>) -> String {
    const EPOCH: i64 = 719_163;
    let (day, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let known = i32::try_from(day + EPOCH).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    match known {
        Some(day) => dated(day, second as u32, kind),
        None => format!("dag {day} efter 1970-01-01"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_with_the_places_they_need() {
        for (value, scale, text) in [
            (123_400, 4, "12,34"),
            (-5, 2, "-0,05"),
            (700, 2, "7"),
            (0, 3, "0"),
            (42, 0, "42"),
            (811_228_987_400, 2, "8112289874"),
        ] {
            assert_eq!(decimal(value, scale, DecimalMark::Comma), text);
        }
        assert_eq!(decimal(123_400, 4, DecimalMark::Point), "12.34");
    }
}
