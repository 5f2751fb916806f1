//! Which units and periods the rows of a delivery stand for: what `deliveries` says about who has delivered what.
//!
//! Counts rows and gathers codes; what is complete or late is for the floors above. Rows whose unit or time is faulty stand for nothing.

use super::block::Block;
use super::runs;
use super::seen::Seen;
use super::value::{DAYS, Value, Values, day_of, month, position, week};
use crate::field::contract::{ColumnType, Complete, Dataset};
use crate::field::id::UnitId;
use crate::field::period::Period;
use polars::prelude::BooleanChunked;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the deliveries of a dataset for each unit and period. A row of a day or a time stands for its month, or its week when
/// weeks are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage(pub BTreeMap<(UnitId, Period), Covered>);

/// The rows of one unit and period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Rows in use.
    pub rows: u64,
    /// Rows in quarantine.
    pub quarantined: u64,
    /// Of the rows in use, those with a number that the deliverer has hidden.
    pub suppressed: u64,
    /// The codes or moments of the rows in use, when completeness asks for them.
    pub codes: BTreeSet<String>,
}

#[derive(Default)]
struct Tally {
    rows: u64,
    quarantined: u64,
    suppressed: u64,
    codes: BTreeSet<u32>,
}

/// Numbers texts in the order they are met.
#[derive(Default)]
struct Numbered(BTreeMap<String, u32>);

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(text.to_owned(), number);
        number
    }

    /// The texts by number.
    fn texts(self) -> Vec<String> {
        let mut texts: Vec<(u32, String)> = self.0.into_iter().map(|(text, number)| (number, text)).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

/// Counts the rows of one file.
pub(super) struct Counter<'c> {
    kind: &'c ColumnType,
    unit: usize,
    period: usize,
    code: Option<usize>,
    /// Days stand for weeks rather than months.
    by_week: bool,
    units: Numbered,
    codes: Numbered,
    periods: BTreeMap<Period, u32>,
    /// Of each day of [`DAYS`] one more than the number of its period, 0 until it is known; empty until a day is met.
    of_day: Vec<u32>,
    /// By number of unit, then of period.
    tallies: Vec<Vec<Tally>>,
}

impl<'c> Counter<'c> {
    /// `None` when the dataset has no unit or no period.
    pub(super) fn new(contract: &'c Dataset) -> Option<Self> {
        let unit = position(contract, contract.unit_column.as_deref()?)?;
        let period = position(contract, contract.period_column.as_deref()?)?;
        let complete = contract.schedule.as_ref().map(|s| &s.complete);
        let code = match complete {
            Some(Complete::EveryCode(column)) => position(contract, column),
            Some(Complete::EveryMoment) => contract.columns.iter().position(|c| c.kind == ColumnType::Moment),
            Some(Complete::AnyRow | Complete::EveryWeek | Complete::EveryMonth) | None => None,
        };
        Some(Self {
            kind: &contract.columns[period].kind,
            unit,
            period,
            code,
            by_week: complete == Some(&Complete::EveryWeek),
            units: Numbered::default(),
            codes: Numbered::default(),
            periods: BTreeMap::new(),
            of_day: Vec::new(),
            tallies: Vec::new(),
        })
    }

    /// Counts the rows of a block, each in use or in quarantine.
    pub(super) fn block(&mut self, block: &Block, stay: &BooleanChunked) {
        let of = |at: usize| Values::of(&block.cells[at]);
        let (Some(Values::Text(units)), Some(times)) = (of(self.unit), of(self.period)) else { return };
        let mut of_unit = Vec::new();
        let mut seen = Seen::default();
        runs::of_texts(units, |run| {
            let number = run.text.map(|text| {
                let known = run.short.and_then(|short| seen.find(short));
                let number = known.unwrap_or_else(|| self.units.number(text));
                if let (Some(short), None) = (run.short, known) {
                    seen.keep(short, number);
                }
                number
            });
            of_unit.push((run.rows.end, number));
        });
        let mut of_time = Vec::new();
        runs::of_values(times, |rows, time| of_time.push((rows.end, time.and_then(|time| self.period_number(time)))));
        let codes = self.code.and_then(of);
        let hidden: BTreeSet<u32> = block.cells.iter().flat_map(|c| c.suppressed.iter().copied()).collect();
        let all_stay = stay.all();
        let (mut of_unit, mut of_time) = (of_unit.into_iter().peekable(), of_time.into_iter().peekable());
        let mut from = 0;
        while let (Some((unit_end, unit)), Some((time_end, time))) = (of_unit.peek().copied(), of_time.peek().copied())
        {
            let rows = from..unit_end.min(time_end);
            from = rows.end;
            _ = of_unit.next_if(|(end, _)| *end == rows.end);
            _ = of_time.next_if(|(end, _)| *end == rows.end);
            let (Some(unit), Some(period)) = (unit, time) else { continue };
            if all_stay && codes.is_none() && hidden.is_empty() {
                self.tally(unit, period).rows += rows.len() as u64;
            } else {
                rows.for_each(|at| self.row(at, (unit, period), (stay, codes, &hidden)));
            }
        }
    }

    fn row(
        &mut self,
        at: usize,
        (unit, period): (u32, u32),
        (stay, codes, hidden): (&BooleanChunked, Option<Values<'_>>, &BTreeSet<u32>),
    ) {
        let code = match codes.and_then(|codes| codes.get(at)) {
            Some(Value::Text(code)) => Some(self.codes.number(code)),
            Some(Value::Day(_) | Value::Number(_)) | None => None,
        };
        let tally = self.tally(unit, period);
        if stay.get(at) == Some(true) {
            tally.rows += 1;
            tally.suppressed += u64::from(hidden.contains(&(at as u32)));
            tally.codes.extend(code);
        } else {
            tally.quarantined += 1;
        }
    }

    /// The number of the period that a value stands for.
    fn period_number(&mut self, time: Value<'_>) -> Option<u32> {
        let day = match time {
            Value::Day(day) => Some(day),
            Value::Number(minutes) => Some(day_of(minutes)),
            Value::Text(_) => None,
        };
        // Rows that are not in order of time change it at every row.
        let place = day.and_then(|day| usize::try_from(day.checked_sub(DAYS.start)?).ok());
        let known = place.and_then(|place| self.of_day.get(place)).copied().unwrap_or_default();
        if known > 0 {
            return Some(known - 1);
        }
        let period = self.period(time)?;
        let next = self.periods.len() as u32;
        let number = *self.periods.entry(period).or_insert(next);
        if let Some(place) = place.filter(|place| *place < DAYS.len()) {
            if self.of_day.is_empty() {
                self.of_day = vec![0; DAYS.len()];
            }
            self.of_day[place] = number + 1;
        }
        Some(number)
    }

    fn tally(&mut self, unit: u32, period: u32) -> &mut Tally {
        let (unit, period) = (unit as usize, period as usize);
        if self.tallies.len() <= unit {
            self.tallies.resize_with(unit + 1, Vec::new);
        }
        let periods = &mut self.tallies[unit];
        if periods.len() <= period {
            periods.resize_with(period + 1, Tally::default);
        }
        &mut periods[period]
    }

    /// The period that a value stands for.
    fn period(&self, time: Value<'_>) -> Option<Period> {
        let of_day = |day: i32| if self.by_week { week(day) } else { month(day) };
        match (self.kind, time) {
            (ColumnType::Month, Value::Day(day)) => Some(month(day)),
            (ColumnType::Week, Value::Day(day)) => Some(week(day)),
            (_, Value::Day(day)) => Some(of_day(day)),
            (_, Value::Number(minutes)) => Some(of_day(day_of(minutes))),
            (_, Value::Text(text)) => Period::parse(text).ok(),
        }
    }

    /// What the file covers.
    pub(super) fn finish(self) -> Coverage {
        let (units, codes) = (self.units.texts(), self.codes.texts());
        let mut periods: Vec<(u32, Period)> =
            self.periods.into_iter().map(|(period, number)| (number, period)).collect();
        periods.sort_unstable_by_key(|(number, _)| *number);
        let name = |code: u32| codes.get(code as usize).cloned();
        let by_unit = self.tallies.into_iter().enumerate();
        let each = by_unit.flat_map(|(unit, tallies)| {
            tallies.into_iter().enumerate().map(move |(period, tally)| (unit, period, tally))
        });
        let met = each.filter(|(_, _, tally)| tally.rows + tally.quarantined > 0);
        let covered = met.filter_map(|(unit, period, tally)| {
            let unit = UnitId::new(units.get(unit)?).ok()?;
            let codes = tally.codes.into_iter().filter_map(name).collect();
            let period = periods.get(period)?.1;
            Some((
                (unit, period),
                Covered { rows: tally.rows, quarantined: tally.quarantined, suppressed: tally.suppressed, codes },
            ))
        });
        Coverage(covered.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::rules::sample::{block, contract};
    use crate::field::contract::{Cadence, Schedule};
    use polars::prelude::NewChunkedArray;

    /// Counts rows, of which those after `quarantined` are in quarantine, and compares each as `unit period rows/quarantined codes`.
    fn check(kind: &str, complete: Complete, text: &str, quarantined: usize, expected: &[&str]) {
        let mut contract = contract("x", &format!("enhet:unit tid:{kind} del:a|b"));
        contract.unit_column = Some("enhet".to_owned());
        contract.period_column = Some("tid".to_owned());
        contract.schedule = Some(Schedule { cadence: Cadence::Month, due_day: 20, complete });
        let mut counter = Counter::new(&contract).expect("a unit and a period");
        let rows = text.lines().count();
        let stay: Vec<bool> = (0..rows).map(|at| at + quarantined < rows).collect();
        counter.block(&block(&contract, 2, text), &BooleanChunked::from_slice("stay".into(), &stay));
        let Coverage(covered) = counter.finish();
        let told = covered.iter().map(|((unit, period), c)| {
            let codes: Vec<&str> = c.codes.iter().map(String::as_str).collect();
            format!("{unit} {period} {}/{} {}", c.rows, c.quarantined, codes.join(","))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_stand_for_their_unit_and_period() {
        check(
            "date",
            Complete::AnyRow,
            "u;2020-01-01;a\nu;2020-02-29;a\nv;2020-01-31;\nu;2020-01-31;b\n!x;2020-01-01;a\nu;;a",
            0,
            &["u 2020-01 2/0 ", "u 2020-02 1/0 ", "v 2020-01 1/0 "],
        );
        check("date", Complete::EveryWeek, "u;2020-12-31;a\nu;2021-01-03;a", 0, &["u 2020-W53 2/0 "]);
        check(
            "time",
            Complete::AnyRow,
            "u;2020-01-31 23:59;a\nu;2020-02-01 00:00;a",
            1,
            &["u 2020-01 1/0 ", "u 2020-02 0/1 "],
        );
        check("week", Complete::EveryWeek, "u;2020-W53;a", 0, &["u 2020-W53 1/0 "]);
        check(
            "month",
            Complete::EveryCode("del".into()),
            "u;2020-01;b\nu;2020-02;a\nu;2020-01;a\nu;2020-01;\nu;2020-02;b",
            1,
            &["u 2020-01 3/0 a,b", "u 2020-02 1/1 a"],
        );
        check("period", Complete::AnyRow, "u;2020T1;a\nu;2020;a", 0, &["u 2020 1/0 ", "u 2020T1 1/0 "]);
    }
}
