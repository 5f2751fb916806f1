//! The years that are simulated: days, working days, weeks and months, and how the seasons weigh on need and capacity.
//!
//! Knows nothing of units.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days since 1 January 2018.
pub(super) type Day = i32;

/// The first year that is delivered.
pub(super) const FIRST_YEAR: i32 = 2021;
const FROM: i32 = 2018;

/// What is known of every day.
pub(super) struct Calendar {
    text: Vec<[u8; 10]>,
    month: Vec<i16>,
    need: Vec<u16>,
    supply: Vec<u16>,
    /// Years that are delivered.
    pub years: i32,
    /// The first day that is simulated: a year before the first that is delivered, so that queues have found their level.
    pub start: Day,
    /// The first day that is delivered.
    pub first: Day,
    /// The last day that is delivered.
    pub last: Day,
    /// The Monday of the first ISO week of the first year.
    pub monday: Day,
}

/// A strain on everything at once (*pandemi*), in thousandths.
pub(super) struct Shock {
    /// When capacity falls.
    pub from: NaiveDate,
    /// When it is back.
    pub to: NaiveDate,
    /// What is left of planned capacity.
    pub supply: u32,
    /// What is left of the need that is seen.
    pub need: u32,
    /// Until when the need that was put off comes in.
    pub backlog_to: NaiveDate,
    /// The need then.
    pub backlog: u32,
}

impl Shock {
    /// The invented one.
    pub fn spring_2021() -> Self {
        let day = |m, d| NaiveDate::from_ymd_opt(2021, m, d).unwrap_or_default();
        Self { from: day(2, 15), to: day(5, 31), supply: 560, need: 780, backlog_to: day(12, 31), backlog: 1090 }
    }
}

impl Calendar {
    /// The calendar of so many years from 2021.
    pub fn new(years: i32) -> Self {
        let origin = date(FROM, 1, 1);
        let count = day_of(date(FIRST_YEAR + years + 1, 3, 1)) as u64;
        let shock = Shock::spring_2021();
        let mut calendar = Self {
            text: Vec::new(),
            month: Vec::new(),
            need: Vec::new(),
            supply: Vec::new(),
            years,
            start: day_of(date(FIRST_YEAR - 1, 1, 6)),
            first: day_of(date(FIRST_YEAR, 1, 1)),
            last: day_of(date(FIRST_YEAR + years - 1, 12, 31)),
            monday: day_of(NaiveDate::from_isoywd_opt(FIRST_YEAR, 1, Weekday::Mon).unwrap_or_default()),
        };
        for i in 0..count {
            let day = origin.checked_add_days(Days::new(i)).unwrap_or(origin);
            let text = day.format("%Y-%m-%d").to_string();
            calendar.text.push(text.as_bytes().try_into().unwrap_or([b'0'; 10]));
            calendar.month.push(((day.year() - FIRST_YEAR) * 12 + day.month0() as i32) as i16);
            let free = day.weekday().number_from_monday() > 5 || holiday(day);
            let (mut need, mut supply) = (need(day), if free { 0 } else { supply(day) });
            if shock.from <= day && day <= shock.to {
                need = need * shock.need / 1000;
                supply = supply * shock.supply / 1000;
            } else if shock.to < day && day <= shock.backlog_to {
                need = need * shock.backlog / 1000;
            }
            // Those who refer rest on the same days, but not as completely.
            let need = if free { need / 12 } else { need };
            calendar.need.push(need as u16);
            calendar.supply.push(supply as u16);
        }
        calendar
    }

    /// A day as text.
    pub fn text(&self, day: Day) -> &[u8; 10] {
        &self.text[day as usize]
    }

    /// The month of a day, 0 for January of the first year; negative before that.
    pub fn month(&self, day: Day) -> i32 {
        i32::from(self.month[day as usize])
    }

    /// Months that are delivered.
    pub fn months(&self) -> usize {
        self.years as usize * 12
    }

    /// The week of a day, 0 for the first ISO week of the first year; `None` outside the years that are delivered.
    pub fn week(&self, day: Day) -> Option<usize> {
        let week = (day - self.monday).div_euclid(7);
        usize::try_from(week).ok().filter(|w| *w < self.weeks())
    }

    /// ISO weeks whose Thursday lies in the years that are delivered.
    pub fn weeks(&self) -> usize {
        ((self.last - 3 - self.monday).div_euclid(7) + 1) as usize
    }

    /// The name of a week, and its year.
    pub fn week_name(&self, week: usize) -> (String, i32) {
        let thursday = date_of(self.monday + week as i32 * 7 + 3).iso_week();
        (format!("{}-W{:02}", thursday.year(), thursday.week()), thursday.year())
    }

    /// The month a week belongs to: that of its Thursday.
    pub fn month_of_week(&self, week: usize) -> usize {
        self.month(self.monday + week as i32 * 7 + 3).max(0) as usize
    }

    /// The name of a month.
    pub fn month_name(month: usize) -> String {
        format!("{}-{:02}", FIRST_YEAR + month as i32 / 12, month % 12 + 1)
    }

    /// The first day of a month.
    pub fn first_of(month: i32) -> Day {
        day_of(date(FIRST_YEAR + month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1))
    }

    /// Whether a day is the last of its month.
    pub fn ends_month(&self, day: Day) -> bool {
        self.month[day as usize] != self.month[day as usize + 1]
    }

    /// 0 for Monday.
    pub fn weekday(day: Day) -> usize {
        // 1 January 2018 was a Monday.
        day.rem_euclid(7) as usize
    }

    /// How much of the need of an ordinary day comes, in thousandths.
    pub fn need(&self, day: Day) -> u32 {
        u32::from(self.need[day as usize])
    }

    /// How much of the capacity of an ordinary day there is, in thousandths; 0 on free days.
    pub fn supply(&self, day: Day) -> u32 {
        u32::from(self.supply[day as usize])
    }

    /// What was planned for a day before anyone knew of the shock.
    pub fn planned_supply(day: Day) -> u32 {
        let date = date_of(day);
        if date.weekday().number_from_monday() > 5 || holiday(date) { 0 } else { supply(date) }
    }
}

/// The day with a date.
pub(super) fn day_of(date: NaiveDate) -> Day {
    (date - self::date(FROM, 1, 1)).num_days() as Day
}

/// The date of a day.
pub(super) fn date_of(day: Day) -> NaiveDate {
    let origin = date(FROM, 1, 1);
    origin.checked_add_days(Days::new(day.max(0) as u64)).unwrap_or(origin)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Capacity by ISO week: holidays of schools, the long summer, Christmas.
fn supply(day: NaiveDate) -> u32 {
    match day.iso_week().week() {
        1 => 780,
        9 | 10 => 940,
        24 => 930,
        25 => 850,
        26 => 690,
        27 | 32 => 560,
        28..=31 => 440,
        33 => 880,
        44 => 940,
        51 => 880,
        52 | 53 => 480,
        34..=43 | 45..=50 => 1060,
        _ => 1020,
    }
}

fn need(day: NaiveDate) -> u32 {
    match day.iso_week().week() {
        27..=31 => 720,
        26 | 32 => 860,
        1 | 52 | 53 => 700,
        36..=48 => 1080,
        _ => 1020,
    }
}

/// The days on which no planned care is given beside weekends.
fn holiday(day: NaiveDate) -> bool {
    let from_easter = (day - easter(day.year())).num_days();
    let midsummer_eve = day.month() == 6 && day.weekday() == Weekday::Fri && (19..=25).contains(&day.day());
    midsummer_eve
        || matches!(from_easter, -2 | 1 | 39)
        || matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24 | 25 | 26 | 31))
}

/// Easter Sunday, by the rule of Gauss and Butcher.
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        let calendar = Calendar::new(5);
        assert_eq!(calendar.weeks(), 260);
        assert_eq!(calendar.week_name(0), ("2021-W01".to_owned(), 2021));
        assert_eq!(calendar.week_name(259), ("2025-W52".to_owned(), 2025));
        assert_eq!(calendar.week(calendar.first), None, "1 January 2021 lies in 2020-W53");
        assert_eq!(calendar.text(calendar.last), b"2025-12-31");
    }

    #[test]
    fn holidays_are_where_they_were() {
        for (y, m, d) in [(2021, 4, 2), (2021, 4, 5), (2022, 5, 26), (2023, 6, 23), (2025, 4, 21), (2024, 12, 24)] {
            assert!(holiday(date(y, m, d)), "{y}-{m}-{d}");
        }
        assert!(!holiday(date(2021, 4, 6)) && !holiday(date(2023, 6, 16)));
    }

    #[test]
    fn capacity_dips_in_summer_and_falls_in_the_shock() {
        let calendar = Calendar::new(5);
        let on = |y, m, d| calendar.supply(day_of(date(y, m, d)));
        assert!(on(2022, 7, 20) * 2 < on(2022, 9, 20));
        assert!(on(2021, 4, 20) * 3 < on(2022, 4, 20) * 2);
        assert_eq!(on(2022, 6, 6), 0);
    }
}
