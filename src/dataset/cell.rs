//! The text of one cell held against the type of its column.
//!
//! Knows no table and makes no remark; empty cells never come here.

use crate::field::period::Period;
use crate::field::quantity::Fraction;
use chrono::{Datelike, NaiveDate};

/// The most digits of an integer cell: 999 billion of anything, so that sums of many rows still fit.
const MAX_DIGITS: usize = 12;

/// A whole number without sign, `1273` or with spaces between thousands, `1 273`; ordinary and no-break spaces are the same.
pub(crate) fn integer(text: &str) -> Option<u64> {
    let groups: Vec<&str> = text.split([' ', '\u{a0}', '\u{202f}', '\u{2009}']).collect();
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    let whole = (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if grouped && whole { digits.parse().ok() } else { None }
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

    #[test]
    fn thousands_may_be_spaced_and_nothing_else_may_stand_in_a_number() {
        for (text, value) in [
            ("0", 0),
            ("1273", 1273),
            ("1 273", 1273),
            ("12\u{a0}345\u{202f}678", 12_345_678),
            ("999999999999", 999_999_999_999),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for bad in [
            "",
            " ",
            "-1",
            "+1",
            "1.0",
            "1,5",
            "1 27",
            "12 3456",
            "1  273",
            "1234 567",
            "1e3",
            "<5",
            "ca 5",
            "１",
            "9999999999999",
        ] {
            assert_eq!(integer(bad), None, "{bad}");
        }
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
