//! Periods that are measured or audited, and the date a run is made for.

use chrono::{Datelike, NaiveDate, Weekday};

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPeriod(pub String);

impl std::fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "`{}` är ingen period; skriv år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02`, rullande tolv månader `2020-02R12` eller vecka `2020-W07`",
            self.0
        )
    }
}

impl std::error::Error for NotAPeriod {}

/// A period (*mätperiod*, *granskningsperiod*). Built only by [`Period::parse`], so it always exists in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Several calendar years in a row, as an audit may cover.
    Years {
        /// First year.
        from: i32,
        /// Last year, later than the first.
        to: i32,
    },
    /// A calendar year.
    Year(i32),
    /// Four months: 1 January–April, 2 May–August, 3 September–December.
    Tertial {
        /// Year.
        year: i32,
        /// 1 to 3.
        number: u32,
    },
    /// A calendar month.
    Month {
        /// Year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
    /// The twelve months that end with a month (*rullande tolv månader*).
    Rolling {
        /// Year of the last month.
        year: i32,
        /// The last month, 1 to 12.
        month: u32,
    },
    /// An ISO week; it belongs to the month and year of its Thursday.
    Week {
        /// ISO year.
        year: i32,
        /// 1 to 53.
        week: u32,
    },
}

impl Period {
    /// Reads `2020`, `2015-2016`, `2020T2`, `2020-02`, `2020-02R12` or `2020-W07`.
    ///
    /// # Errors
    /// When the form is another, or the period does not exist (week 53 of a year with 52). Years are 1900 to 2199.
    pub fn parse(text: &str) -> Result<Self, NotAPeriod> {
        let fail = || NotAPeriod(text.to_owned());
        let digits = |t: &str, n: usize| -> Result<u32, NotAPeriod> {
            if t.len() == n && t.bytes().all(|b| b.is_ascii_digit()) {
                t.parse().map_err(|_| fail())
            } else {
                Err(fail())
            }
        };
        let year = |t: &str| -> Result<i32, NotAPeriod> {
            let y = digits(t, 4)? as i32;
            if (1900..2200).contains(&y) { Ok(y) } else { Err(fail()) }
        };
        let found = if let Some((y, n)) = text.split_once('T') {
            Self::Tertial { year: year(y)?, number: digits(n, 1)? }
        } else if let Some((y, w)) = text.split_once("-W") {
            Self::Week { year: year(y)?, week: digits(w, 2)? }
        } else if let Some((y, m)) = text.strip_suffix("R12").and_then(|last| last.split_once('-')) {
            Self::Rolling { year: year(y)?, month: digits(m, 2)? }
        } else if let Some((a, b)) = text.split_once('-') {
            if b.len() == 2 {
                Self::Month { year: year(a)?, month: digits(b, 2)? }
            } else {
                Self::Years { from: year(a)?, to: year(b)? }
            }
        } else {
            Self::Year(year(text)?)
        };
        let exists = match found {
            Self::Years { from, to } => from < to,
            Self::Year(_) => true,
            Self::Tertial { number, .. } => (1..=3).contains(&number),
            Self::Month { month, .. } | Self::Rolling { month, .. } => (1..=12).contains(&month),
            Self::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, Weekday::Thu).is_some(),
        };
        if exists { Ok(found) } else { Err(fail()) }
    }

    /// The first day of the period.
    pub fn first_day(self) -> NaiveDate {
        let date = match self {
            Self::Years { from, .. } => NaiveDate::from_ymd_opt(from, 1, 1),
            Self::Year(y) => NaiveDate::from_ymd_opt(y, 1, 1),
            Self::Tertial { year, number } => NaiveDate::from_ymd_opt(year, number * 4 - 3, 1),
            Self::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Rolling { year, month: 12 } => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Rolling { year, month } => NaiveDate::from_ymd_opt(year - 1, month + 1, 1),
            Self::Week { year, week } => NaiveDate::from_isoywd_opt(year, week, Weekday::Mon),
        };
        date.unwrap_or_default()
    }

    /// The last day of the period.
    pub fn last_day(self) -> NaiveDate {
        let after = match self {
            Self::Years { to, .. } => NaiveDate::from_ymd_opt(to + 1, 1, 1),
            Self::Year(y) => NaiveDate::from_ymd_opt(y + 1, 1, 1),
            Self::Tertial { year, number: 3 } => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Self::Tertial { year, number } => NaiveDate::from_ymd_opt(year, number * 4 + 1, 1),
            Self::Month { year, month: 12 } | Self::Rolling { year, month: 12 } => {
                NaiveDate::from_ymd_opt(year + 1, 1, 1)
            }
            Self::Month { year, month } | Self::Rolling { year, month } => NaiveDate::from_ymd_opt(year, month + 1, 1),
            Self::Week { year, week } => {
                return NaiveDate::from_isoywd_opt(year, week, Weekday::Sun).unwrap_or_default();
            }
        };
        after.and_then(|d| d.pred_opt()).unwrap_or_default()
    }

    /// Whether a whole period lies within this one. A week lies where its Thursday lies.
    pub fn contains(self, other: Self) -> bool {
        match other {
            // A month holds no month but itself; that is asked often, and takes no calendar.
            Self::Month { .. } if matches!(self, Self::Month { .. }) => self == other,
            Self::Week { year, week } if !matches!(self, Self::Week { .. }) => {
                let thursday = NaiveDate::from_isoywd_opt(year, week, Weekday::Thu).unwrap_or_default();
                self.first_day() <= thursday && thursday <= self.last_day()
            }
            Self::Years { .. }
            | Self::Year(_)
            | Self::Tertial { .. }
            | Self::Month { .. }
            | Self::Rolling { .. }
            | Self::Week { .. } => self.first_day() <= other.first_day() && other.last_day() <= self.last_day(),
        }
    }

    /// The ISO week of a day.
    pub fn week_of(day: NaiveDate) -> Self {
        Self::Week { year: day.iso_week().year(), week: day.iso_week().week() }
    }

    /// The month of a day.
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month { year: day.year(), month: day.month() }
    }

    /// The twelve months up to and with the month of a day.
    pub fn rolling_to(day: NaiveDate) -> Self {
        Self::Rolling { year: day.year(), month: day.month() }
    }

    /// The tertial of a day.
    pub fn tertial_of(day: NaiveDate) -> Self {
        Self::Tertial { year: day.year(), number: day.month0() / 4 + 1 }
    }

    /// The year of a day.
    pub fn year_of(day: NaiveDate) -> Self {
        Self::Year(day.year())
    }

    /// The period of the same kind just before.
    pub fn previous(self) -> Self {
        match self {
            Self::Years { from, to } => {
                let span = to - from + 1;
                Self::Years { from: from - span, to: to - span }
            }
            Self::Year(y) => Self::Year(y - 1),
            Self::Tertial { year, number: 1 } => Self::Tertial { year: year - 1, number: 3 },
            Self::Tertial { year, number } => Self::Tertial { year, number: number - 1 },
            Self::Month { year, month: 1 } => Self::Month { year: year - 1, month: 12 },
            Self::Month { year, month } => Self::Month { year, month: month - 1 },
            Self::Rolling { year, month } => Self::Rolling { year: year - 1, month },
            Self::Week { .. } => {
                let week = (self.first_day() - chrono::Duration::days(7)).iso_week();
                Self::Week { year: week.year(), week: week.week() }
            }
        }
    }

    /// The same part of another year; several years have none.
    pub fn in_year(self, of: i32) -> Option<Self> {
        Some(match self {
            Self::Years { .. } => return None,
            Self::Year(_) => Self::Year(of),
            Self::Tertial { number, .. } => Self::Tertial { year: of, number },
            Self::Month { month, .. } => Self::Month { year: of, month },
            Self::Rolling { month, .. } => Self::Rolling { year: of, month },
            Self::Week { week, .. } => {
                NaiveDate::from_isoywd_opt(of, week, Weekday::Mon)?;
                Self::Week { year: of, week }
            }
        })
    }

    /// The same period a year earlier: the same month, tertial or week number. Week 53 has none where the year before has 52 weeks.
    pub fn year_before(self) -> Option<Self> {
        match self {
            Self::Years { .. } => Some(self.previous()),
            Self::Year(year)
            | Self::Tertial { year, .. }
            | Self::Month { year, .. }
            | Self::Rolling { year, .. }
            | Self::Week { year, .. } => self.in_year(year - 1),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Years { from, to } => write!(f, "{from}-{to}"),
            Self::Year(y) => write!(f, "{y}"),
            Self::Tertial { year, number } => write!(f, "{year}T{number}"),
            Self::Month { year, month } => write!(f, "{year}-{month:02}"),
            Self::Rolling { year, month } => write!(f, "{year}-{month:02}R12"),
            Self::Week { year, week } => write!(f, "{year}-W{week:02}"),
        }
    }
}

/// The date a run is made for (*per datum*): an input, so that the same inputs give the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsOf(pub NaiveDate);

/// A period and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedPeriod {
    /// The period.
    pub is: Period,
    /// Whether the source states it or it was inferred.
    pub certainty: super::text::Certainty,
    /// Why it was inferred, in our words.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    #[test]
    fn periods_are_read_and_written_the_same() {
        for text in ["2020", "2015-2016", "2020T2", "2020-02", "2020-02R12", "2020-W53"] {
            assert_eq!(period(text).to_string(), text);
        }
        for bad in ["", "20", "2016-2015", "2020T4", "2020-13", "2021-W53", "2020-W00", "1066", "2020-2", "2020-02-01"]
        {
            assert!(Period::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        assert!(period("2020").contains(period("2020-W53")), "its Thursday is 31 December 2020");
        assert!(!period("2021").contains(period("2020-W53")));
        assert!(period("2020T1").contains(period("2020-02")));
    }

    #[test]
    fn the_previous_period_crosses_the_new_year() {
        for (now, before) in [
            ("2020", "2019"),
            ("2015-2016", "2013-2014"),
            ("2020T1", "2019T3"),
            ("2020-01", "2019-12"),
            ("2021-W01", "2020-W53"),
            ("2021-03R12", "2020-03R12"),
        ] {
            assert_eq!(period(now).previous(), period(before));
        }
    }

    #[test]
    fn twelve_months_end_with_a_month_and_a_year_before_may_lack_its_week() {
        let rolling = |text: &str| (period(text).first_day().to_string(), period(text).last_day().to_string());
        assert_eq!(rolling("2021-03R12"), ("2020-04-01".to_owned(), "2021-03-31".to_owned()));
        assert_eq!(rolling("2020-12R12"), ("2020-01-01".to_owned(), "2020-12-31".to_owned()));
        assert!(period("2021-03R12").contains(period("2020-04")) && !period("2021-03R12").contains(period("2020-03")));
        assert_eq!(period("2020-W53").year_before(), None);
        assert_eq!(period("2021T2").year_before(), Some(period("2020T2")));
    }

    #[test]
    fn a_leap_february_ends_on_the_29th() {
        assert_eq!(period("2020-02").last_day().to_string(), "2020-02-29");
        assert_eq!(period("2020T3").last_day().to_string(), "2020-12-31");
    }
}
