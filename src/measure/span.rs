//! Which days of an answer a period means, and which months must be there for it.

use crate::field::contract::{Cadence, Schedule};
use crate::field::measure::Grain;
use crate::field::period::{AsOf, Period};
use chrono::{Days, NaiveDate};

/// The date of a day number, days since 1970-01-01.
pub(super) fn date(day: i32) -> NaiveDate {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
    let days = Days::new(u64::from(day.unsigned_abs()));
    let found = if day < 0 { epoch.checked_sub_days(days) } else { epoch.checked_add_days(days) };
    found.unwrap_or(epoch)
}

/// What a day number of a column stands for.
fn meant(day: i32, grain: Grain) -> Option<Period> {
    let date = date(day);
    match grain {
        Grain::Day => None,
        Grain::Week => Some(Period::week_of(date)),
        Grain::Month => Some(Period::month_of(date)),
    }
}

/// Whether a day, week or month lies in a period. A week lies where its Thursday lies.
pub(super) fn lies_in(period: Period, day: i32, grain: Grain) -> bool {
    match meant(day, grain) {
        Some(meant) => period.contains(meant),
        None => (period.first_day()..=period.last_day()).contains(&date(day)),
    }
}

/// The month of a day, week or month of a column.
pub(super) fn month_at(day: i32, grain: Grain) -> Period {
    match grain {
        Grain::Day | Grain::Month => Period::month_of(date(day)),
        Grain::Week => Period::month_of(date(day.saturating_add(3))),
    }
}

/// The months of a period, in order. A week of days may lie in two; one that is delivered as a week belongs to the month of its Thursday.
pub(super) fn months(period: Period, grain: Grain) -> Vec<Period> {
    if let (Period::Week { .. }, Grain::Week) = (period, grain) {
        return vec![Period::month_of(period.first_day() + Days::new(3))];
    }
    let last = Period::month_of(period.last_day());
    let mut months = vec![last];
    while let Some(first) = months.last().filter(|m| m.first_day() > period.first_day()) {
        months.push(first.previous());
    }
    months.reverse();
    months
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
        assert!(lies_in(period("2020"), day("2020-12-28"), Grain::Week));
        assert!(!lies_in(period("2021"), day("2020-12-28"), Grain::Week));
        assert_eq!(month_at(day("2020-12-28"), Grain::Week), period("2020-12"));
        // As a day, 1 January 2021 lies in 2021 and in that week.
        assert!(lies_in(period("2021"), day("2021-01-01"), Grain::Day));
        assert!(lies_in(period("2020-W53"), day("2021-01-01"), Grain::Day));
        assert!(!lies_in(period("2020-W53"), day("2021-01-01"), Grain::Month), "a month lies in no week");
    }

    #[test]
    fn the_months_of_a_period_are_those_that_end_in_it() {
        let of = |text: &str, grain| months(period(text), grain).iter().map(ToString::to_string).collect::<Vec<_>>();
        let told = |text: &str| of(text, Grain::Day);
        assert_eq!(told("2020T2"), ["2020-05", "2020-06", "2020-07", "2020-08"]);
        assert_eq!((told("2020").len(), told("2015-2016").len(), told("2020-02").len()), (12, 24, 1));
        assert_eq!(
            (told("2020-W53"), of("2020-W53", Grain::Week)),
            (vec!["2020-12".to_owned(), "2021-01".to_owned()], vec!["2020-12".to_owned()])
        );
    }

    #[test]
    fn days_before_1970_are_days_too() {
        assert_eq!(date(day("1969-12-31")).to_string(), "1969-12-31");
        assert_eq!(date(day("2020-02-29")).to_string(), "2020-02-29");
    }
}
