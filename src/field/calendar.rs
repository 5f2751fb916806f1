//! The Swedish calendar of public holidays, as plain rules of dates.
//!
//! Source: lag (1989:253) om allmänna helgdagar; the eves are those on which most workplaces are closed (semesterlag 1977:480, 3 a §).

use chrono::{Datelike, NaiveDate, Weekday};

/// Days on which something may be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closed {
    /// Public holidays (*allmänna helgdagar*) beside Sundays.
    PublicHolidays,
    /// Midsummer Eve, Christmas Eve and New Year's Eve.
    Eves,
}

impl Closed {
    /// Whether a day is one of them.
    pub fn includes(self, day: NaiveDate) -> bool {
        match self {
            Self::PublicHolidays => is_public_holiday(day),
            Self::Eves => is_eve(day),
        }
    }
}

/// Whether a day is a public holiday, Sundays that are nothing else not counted: New Year's Day, Epiphany, Good Friday, Easter Sunday and
/// Monday, 1 May, Ascension Day, Whit Sunday, the National Day, Midsummer Day, All Saints' Day, Christmas Day and Boxing Day.
pub fn is_public_holiday(day: NaiveDate) -> bool {
    let from_easter = (day - easter(day.year())).num_days();
    let saturday_from = |month, first: u32, last: u32| {
        day.month() == month && day.weekday() == Weekday::Sat && (first..=last).contains(&day.day())
    };
    let all_saints = saturday_from(10, 31, 31) || saturday_from(11, 1, 6);
    matches!(from_easter, -2 | 0 | 1 | 39 | 49)
        || saturday_from(6, 20, 26)
        || all_saints
        || matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 25 | 26))
}

/// Whether a day is Midsummer Eve, Christmas Eve or New Year's Eve.
pub fn is_eve(day: NaiveDate) -> bool {
    let midsummer = day.month() == 6 && day.weekday() == Weekday::Fri && (19..=25).contains(&day.day());
    midsummer || matches!((day.month(), day.day()), (12, 24 | 31))
}

/// Easter Sunday of a year, by the Gregorian rule (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn easter_falls_where_it_fell() {
        for on in ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2038-04-25"] {
            assert_eq!(easter(day(on).year()), day(on));
        }
    }

    #[test]
    fn a_year_has_its_thirteen_holidays() {
        // Almanackan för 2025.
        let of_2025 = [
            "2025-01-01",
            "2025-01-06",
            "2025-04-18",
            "2025-04-20",
            "2025-04-21",
            "2025-05-01",
            "2025-05-29",
            "2025-06-06",
            "2025-06-08",
            "2025-06-21",
            "2025-11-01",
            "2025-12-25",
            "2025-12-26",
        ];
        let found: Vec<String> =
            day("2025-01-01").iter_days().take(365).filter(|d| is_public_holiday(*d)).map(|d| d.to_string()).collect();
        assert_eq!(found, of_2025);
        let eves: Vec<String> =
            day("2025-01-01").iter_days().take(365).filter(|d| is_eve(*d)).map(|d| d.to_string()).collect();
        assert_eq!(eves, ["2025-06-20", "2025-12-24", "2025-12-31"]);
        assert!(is_public_holiday(day("2026-10-31")), "All Saints' Day may fall in October");
    }
}
