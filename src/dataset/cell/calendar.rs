//! Days, months, weeks and times as they are written in cells, in the years 1900 to 2199.
//!
//! Made for files of many million rows: no allocation, and the calendar is a table.

use chrono::{Datelike, NaiveDate, Weekday};

const FIRST_YEAR: u32 = 1900;
const YEARS: u32 = 300;
/// Days from year 1 to 1970-01-01, as chrono counts days.
const EPOCH: i32 = 719_163;
/// Spreadsheets count days from 1899-12-30.
const SERIAL_ZERO: i32 = -25_569;
/// The last day, 2199-12-31.
const LAST_DAY: i32 = MONTHS[(YEARS * 12) as usize] - 1;

/// The first day of each month, counted from 1970-01-01, and the day after the last.
static MONTHS: [i32; (YEARS * 12 + 1) as usize] = months();

const fn months() -> [i32; (YEARS * 12 + 1) as usize] {
    let mut firsts = [0; (YEARS * 12 + 1) as usize];
    // 1900-01-01.
    let mut day = -25_567;
    let mut month = 0;
    while month < (YEARS * 12) as usize {
        firsts[month] = day;
        let year = FIRST_YEAR as usize + month / 12;
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        day += match month % 12 {
            1 if leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        month += 1;
    }
    firsts[(YEARS * 12) as usize] = day;
    firsts
}

/// A day, counted from 1970-01-01.
fn day(year: u32, month: u32, day: u32) -> Option<i32> {
    let first = month_start(year, month)?;
    let next = MONTHS[((year - FIRST_YEAR) * 12 + month) as usize];
    let found = first + day as i32 - 1;
    (day >= 1 && found < next).then_some(found)
}

fn month_start(year: u32, month: u32) -> Option<i32> {
    let years = year.wrapping_sub(FIRST_YEAR);
    (years < YEARS && month.wrapping_sub(1) < 12).then(|| MONTHS[(years * 12 + month - 1) as usize])
}

/// Whether a day exists.
pub(in crate::dataset) fn is_day(year: u32, month: u32, number: u32) -> bool {
    number <= 31 && day(year, month, number).is_some()
}

/// Two digits; anything else is more than a thousand.
fn two(bytes: &[u8], at: usize) -> u32 {
    let digit = |b: u8| u32::from(b.wrapping_sub(b'0'));
    let (ten, one) = (digit(bytes[at]), digit(bytes[at + 1]));
    if ten < 10 && one < 10 { ten * 10 + one } else { 10_000 }
}

fn four(bytes: &[u8]) -> u32 {
    two(bytes, 0).saturating_mul(100).saturating_add(two(bytes, 2))
}

/// `2020-02-29`
pub(super) fn iso(text: &[u8]) -> Option<i32> {
    let dashed = text.len() == 10 && text[4] == b'-' && text[7] == b'-';
    if dashed { day(four(text), two(text, 5), two(text, 8)) } else { None }
}

/// `20200229`
pub(super) fn compact(text: &[u8]) -> Option<i32> {
    if text.len() == 8 { day(four(text), two(text, 4), two(text, 6)) } else { None }
}

/// `43890`: five or six digits, from 1927 on, since a shorter number may be anything.
pub(super) fn serial(text: &[u8]) -> Option<i32> {
    let plain = matches!(text.len(), 5 | 6) && text[0] != b'0' && text.iter().all(u8::is_ascii_digit);
    if !plain {
        return None;
    }
    let number = text.iter().fold(0, |n, b| n * 10 + i32::from(b - b'0'));
    (number + SERIAL_ZERO <= LAST_DAY).then_some(number + SERIAL_ZERO)
}

/// `2020-02`, as its first day.
pub(super) fn month(text: &[u8]) -> Option<i32> {
    if text.len() == 7 && text[4] == b'-' { month_start(four(text), two(text, 5)) } else { None }
}

/// `202002`, as its first day.
pub(super) fn compact_month(text: &[u8]) -> Option<i32> {
    if text.len() == 6 { month_start(four(text), two(text, 4)) } else { None }
}

/// `2020-W07`, as its Monday.
pub(super) fn week(text: &[u8]) -> Option<i32> {
    if text.len() != 8 || &text[4..6] != b"-W" || !(FIRST_YEAR..FIRST_YEAR + YEARS).contains(&four(text)) {
        return None;
    }
    let monday = NaiveDate::from_isoywd_opt(four(text) as i32, two(text, 6), Weekday::Mon)?;
    Some(monday.num_days_from_ce() - EPOCH)
}

/// `2020-02-29 07:45` or `2020-02-29T07:45`, with or without `:00`, as minutes since 1970-01-01 00:00.
pub(super) fn time(text: &[u8]) -> Option<i64> {
    let whole_minute = text.len() == 16 || (text.len() == 19 && &text[16..] == b":00");
    if !whole_minute || !matches!(text[10], b' ' | b'T') || text[13] != b':' {
        return None;
    }
    let (hour, minute) = (two(text, 11), two(text, 14));
    let day = iso(&text[..10])?;
    (hour < 24 && minute < 60).then(|| i64::from(day) * 1440 + i64::from(hour * 60 + minute))
}

/// A day as people write it, `2020-02-29`.
pub(in crate::dataset) fn iso_text(day: i32) -> String {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(EPOCH)).map_or_else(String::new, |d| d.to_string())
}

/// A week as people write it, `2020-W07`, from any of its days.
pub(in crate::dataset) fn week_text(day: i32) -> String {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(EPOCH))
        .map_or_else(String::new, |d| format!("{}-W{:02}", d.iso_week().year(), d.iso_week().week()))
}

/// A time as people write it, `2020-02-29 07:45`.
pub(in crate::dataset) fn time_text(minutes: i64) -> String {
    let (day, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    format!("{} {:02}:{:02}", iso_text(i32::try_from(day).unwrap_or_default()), minute / 60, minute % 60)
}

/// A day counted from 1970-01-01.
pub(in crate::dataset) fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_three_centuries_is_the_day_that_chrono_says() {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");
        for (offset, date) in (0..).zip(first.iter_days().take_while(|d| d.year() < 2200)) {
            let number = day(date.year() as u32, date.month(), date.day()).expect("a day of the calendar");
            assert_eq!((number, number), (-25_567 + offset, day_number(date)));
            let text = date.to_string();
            assert_eq!((iso(text.as_bytes()), iso_text(number)), (Some(number), text.clone()));
            assert_eq!(compact(text.replace('-', "").as_bytes()), Some(number));
            let serial_text = (number - SERIAL_ZERO).to_string();
            assert_eq!(serial(serial_text.as_bytes()), (serial_text.len() >= 5).then_some(number));
            if date.weekday() == Weekday::Mon && (1900..2200).contains(&date.iso_week().year()) {
                assert_eq!(week(week_text(number).as_bytes()), Some(number));
            }
        }
    }

    #[test]
    fn what_is_not_in_the_calendar_is_no_day() {
        for bad in [
            "2021-02-29",
            "2020-00-01",
            "2020-13-01",
            "2020-01-00",
            "2020-01-32",
            "1899-12-31",
            "2200-01-01",
            "2020-1-011",
            "2020/01/01",
            "20 0-01-01",
            "2020-0a-01",
            "+020-01-01",
        ] {
            assert_eq!(iso(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["20210229", "20201301", "2020022", "202002291", "2020 229"] {
            assert_eq!(compact(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["9999", "2020", "999999", "043890", "4389a", "", "109575"] {
            assert_eq!(serial(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["2020-13", "2020-00", "2020-2", "202002", "2020", "2020-W07"] {
            assert_eq!(month(bad.as_bytes()), None, "{bad}");
        }
        for bad in ["2021-W53", "2020-W00", "2020-W7", "2020W07", "2020-w07", "1066-W01", "2020-02"] {
            assert_eq!(week(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(week_text(week(b"2020-W53").expect("a long year")), "2020-W53");
    }

    #[test]
    fn times_are_whole_minutes() {
        let quarter_to_eight = day(2020, 2, 29).map(|d| i64::from(d) * 1440 + 465);
        for text in ["2020-02-29 07:45", "2020-02-29T07:45", "2020-02-29 07:45:00", "2020-02-29T07:45:00"] {
            assert_eq!(time(text.as_bytes()), quarter_to_eight, "{text}");
        }
        assert_eq!(quarter_to_eight.map(time_text).as_deref(), Some("2020-02-29 07:45"));
        for bad in [
            "2020-02-29",
            "2020-02-29 7:45",
            "2020-02-29 24:00",
            "2020-02-29 07:60",
            "2020-02-29 07:45:30",
            "2021-02-29 07:45",
            "2020-02-29  07:45",
            "2020-02-29 07.45",
            "2020-02-29T07:45Z",
        ] {
            assert_eq!(time(bad.as_bytes()), None, "{bad}");
        }
    }
}
