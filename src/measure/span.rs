//! Which days of an answer a period means, and which months must be there for it.

use crate::field::contract::{Cadence, Schedule};
use crate::field::measure::Grain;
use crate::field::period::{AsOf, Period};
use chrono::{Datelike, Days, NaiveDate};

/// The date of a day number, days since 1970-01-01.
pub(super) fn date(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

/// The days that a figure is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    first: NaiveDate,
    last: NaiveDate,
    is_week: bool,
}

impl Span {
    /// Those of a period.
    pub(super) fn of(period: Period) -> Self {
        let is_week = matches!(period, Period::Week { .. });
        Self { first: period.first_day(), last: period.last_day(), is_week }
    }

    /// Those from the turn of the year, that a period ends in, to its end.
    pub(super) fn year_to(period: Period) -> Self {
        let whole = Self::of(period);
        // A week belongs to the year of its Thursday.
        let ends = if whole.is_week { whole.first + Days::new(3) } else { whole.last };
        let first = NaiveDate::from_ymd_opt(ends.year(), 1, 1).unwrap_or(whole.first);
        let spans_years = matches!(period, Period::Years { .. });
        Self { first: if spans_years { whole.first } else { first }, ..whole }
    }

    /// Whether a day, week or month lies in it. A week lies where its Thursday lies.
    pub(super) fn holds(self, day: i32, grain: Grain) -> bool {
        let within = |day: NaiveDate| self.first <= day && day <= self.last;
        let day = date(day);
        match grain {
            Grain::Day => within(day),
            Grain::Week => within(day + Days::new(3)),
            Grain::Month => within(day) && within(Period::month_of(day).last_day()),
        }
    }

    /// Its months, in order. A week of days may lie in two; one that is delivered as a week belongs to the month of its Thursday.
    pub(super) fn months(self, grain: Grain) -> Vec<Period> {
        let by_thursday = self.is_week && grain == Grain::Week;
        let last = Period::month_of(if by_thursday { self.last - Days::new(3) } else { self.last });
        let first = if by_thursday { self.first + Days::new(3) } else { self.first };
        let mut months = vec![last];
        while let Some(next) = months.last().filter(|m| m.first_day() > first) {
            months.push(next.previous());
        }
        months.reverse();
        months
    }

    /// The weeks or months that things should be there for.
    pub(super) fn slots(self, each: Grain) -> Vec<Period> {
        match each {
            // A month lies in no week.
            Grain::Month => self
                .months(Grain::Month)
                .into_iter()
                .filter(|m| self.first <= m.first_day() && m.last_day() <= self.last)
                .collect(),
            Grain::Week | Grain::Day => {
                let mut week = Period::week_of(self.first);
                let mut weeks = Vec::new();
                while week.first_day() <= self.last {
                    let thursday = week.first_day() + Days::new(3);
                    if self.first <= thursday && thursday <= self.last {
                        weeks.push(week);
                    }
                    week = Period::week_of(week.first_day() + Days::new(7));
                }
                weeks
            }
        }
    }
}

/// The month of a day, week or month of a column.
pub(super) fn month_at(day: i32, grain: Grain) -> Period {
    match grain {
        Grain::Day | Grain::Month => Period::month_of(date(day)),
        Grain::Week => Period::month_of(date(day.saturating_add(3))),
    }
}

/// Whether the delivery for a month has fallen due: its last day to deliver has passed.
pub(super) fn is_due(month: Period, schedule: Option<&Schedule>, as_of: AsOf) -> bool {
    let monthly = schedule.filter(|s| s.cadence == Cadence::Month);
    monthly.and_then(|s| s.due(month)).is_some_and(|due| due < as_of.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    fn day(text: &str) -> i32 {
        let date: NaiveDate = text.parse().expect(text);
        (date - NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day")).num_days() as i32
    }

    #[test]
    fn a_week_belongs_to_the_month_and_year_of_its_thursday() {
        // 2020-W53 begins on 28 December 2020 and ends on 3 January 2021; its Thursday is 31 December.
        let lies_in = |text: &str, day: i32, grain| Span::of(period(text)).holds(day, grain);
        assert!(lies_in("2020", day("2020-12-28"), Grain::Week));
        assert!(!lies_in("2021", day("2020-12-28"), Grain::Week));
        assert_eq!(month_at(day("2020-12-28"), Grain::Week), period("2020-12"));
        // As a day, 1 January 2021 lies in 2021 and in that week.
        assert!(lies_in("2021", day("2021-01-01"), Grain::Day));
        assert!(lies_in("2020-W53", day("2021-01-01"), Grain::Day));
        assert!(!lies_in("2020-W53", day("2021-01-01"), Grain::Month), "a month lies in no week");
    }

    #[test]
    fn the_months_of_a_period_are_those_that_end_in_it() {
        let of = |text: &str, grain| {
            Span::of(period(text)).months(grain).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let told = |text: &str| of(text, Grain::Day);
        assert_eq!(told("2020T2"), ["2020-05", "2020-06", "2020-07", "2020-08"]);
        assert_eq!((told("2020").len(), told("2015-2016").len(), told("2020-02").len()), (12, 24, 1));
        assert_eq!(
            (told("2020-W53"), of("2020-W53", Grain::Week)),
            (vec!["2020-12".to_owned(), "2021-01".to_owned()], vec!["2020-12".to_owned()])
        );
    }

    #[test]
    fn what_accumulates_begins_with_the_year() {
        let from = |text: &str| Span::year_to(period(text));
        assert_eq!(
            (from("2021-03").first, from("2021-03").last),
            (period("2021").first_day(), period("2021-03").last_day())
        );
        assert_eq!(from("2020-W53").first, period("2020").first_day(), "its Thursday is 31 December 2020");
        assert_eq!(from("2021-W01").first, period("2021").first_day());
        assert_eq!(from("2020-2021").first, period("2020").first_day(), "several years are never cut");
        assert!(
            from("2021-W02").slots(Grain::Month).is_empty()
                && Span::of(period("2021-W05")).slots(Grain::Month).is_empty()
        );
        assert_eq!(from("2020-W53").slots(Grain::Week).len(), 53);
        assert_eq!(from("2021-W02").months(Grain::Week).len(), 1);
    }

    #[test]
    fn days_before_1970_are_days_too() {
        assert_eq!(date(day("1969-12-31")).to_string(), "1969-12-31");
        assert_eq!(date(day("2020-02-29")).to_string(), "2020-02-29");
    }
}
