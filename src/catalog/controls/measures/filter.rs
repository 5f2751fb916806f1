//! Conditions on rows: read by the types of the columns they name, and held to be possible.

use super::super::codes;
use super::super::datasets::bounds::{self, End};
use super::super::datasets::{Columns, unknown_column, unknown_value};
use super::super::forms::Id;
use super::super::forms::measures::{DaysForm, FilterForm};
use crate::catalog::check::Check;
use crate::diag::{Place, Remark};
use crate::field::atom::{Filter, Value};
use crate::field::contract::ColumnType;
use crate::placed::{At, Scalar};
use chrono::NaiveDate;

/// Which rows of a dataset a filter keeps.
pub(super) struct Rows<'c, 'a, 'd> {
    pub check: &'c mut Check<'a>,
    pub dataset: &'d str,
    pub columns: Option<&'d Columns>,
}

impl Rows<'_, '_, '_> {
    pub(super) fn filter(&mut self, form: &FilterForm) -> Filter {
        match form {
            FilterForm::All(forms) => Filter::All(forms.iter().map(|form| self.filter(form)).collect()),
            FilterForm::Any(forms) => Filter::Any(forms.iter().map(|form| self.filter(form)).collect()),
            FilterForm::Not(form) => self.filter(form).negated(),
            FilterForm::Equals(pairs) => {
                if pairs.value.0.is_empty() {
                    self.check.empty_list("equals", self.check.place(pairs));
                }
                let mut all = Vec::new();
                for (column, value) in &pairs.value.0 {
                    let (column_place, value_place) = (self.check.place(column), self.check.place(value));
                    let values = vec![self.value(&column.value, column_place, &value.value.0, value_place)];
                    all.push(Filter::OneOf { column: column.value.clone(), values });
                }
                match all.pop() {
                    Some(only) if all.is_empty() => only,
                    last => Filter::All(all.into_iter().chain(last).collect()),
                }
            }
            FilterForm::OneOf(form) => self.one_of(&form.column, &form.values),
            FilterForm::Missing(column) => Filter::Missing(self.column(column)),
            FilterForm::Filled(column) => Filter::Missing(self.column(column)).negated(),
            FilterForm::AtLeast(form) => {
                let least = self.bound(&form.column, &form.value, End::Least);
                Filter::Within { column: self.column(&form.column), least, most: None }
            }
            FilterForm::AtMost(form) => {
                let most = self.bound(&form.column, &form.value, End::Most);
                Filter::Within { column: self.column(&form.column), least: None, most }
            }
            FilterForm::Between(form) => {
                let least = self.bound(&form.column, &form.least, End::Least);
                let most = self.bound(&form.column, &form.most, End::Most);
                Filter::Within { column: self.column(&form.column), least, most }
            }
            FilterForm::DaysBetween(form) => self.days(form),
        }
    }

    /// Rows where a column has one of some values.
    pub(super) fn one_of(&mut self, column: &At<Id>, list: &At<Vec<At<Scalar>>>) -> Filter {
        if list.value.is_empty() {
            self.check.empty_list("values", self.check.place(list));
        }
        let column_place = self.check.place(column);
        let values = list.value.iter().map(|value| {
            let place = self.check.place(value);
            self.value(&column.value.0, column_place.clone(), &value.value.0, place)
        });
        Filter::OneOf { values: values.collect(), column: column.value.0.clone() }
    }

    fn column(&mut self, column: &At<Id>) -> String {
        if let Some(columns) = self.columns {
            columns.names.require(self.check, column, unknown_column(self.dataset, &column.value.0));
        }
        column.value.0.clone()
    }

    /// A value as the cells of its column are read.
    fn value(&mut self, column: &str, column_place: Place, text: &str, place: Place) -> Value {
        let as_text = || Value::Text(text.to_owned());
        let Some(columns) = self.columns else { return as_text() };
        columns.names.require_name(self.check, column, column_place, unknown_column(self.dataset, column));
        let Some(typed) = columns.types.get(column) else { return as_text() };
        match &typed.kind {
            ColumnType::OneOf(_) => {
                typed.codes.require_name(self.check, text, place, unknown_value(column, text));
                as_text()
            }
            ColumnType::Text | ColumnType::Unit | ColumnType::Moment | ColumnType::Period => as_text(),
            ColumnType::Month
            | ColumnType::Week
            | ColumnType::Date
            | ColumnType::Time
            | ColumnType::Integer
            | ColumnType::Decimal(_)
            | ColumnType::Hours
            | ColumnType::Percent => match read(&typed.kind, text, End::Least) {
                Some(number) => Value::Number(number),
                None => {
                    self.no_value(&typed.kind, text, place);
                    as_text()
                }
            },
        }
    }

    pub(super) fn bound(&mut self, column: &At<Id>, value: &At<Scalar>, end: End) -> Option<i64> {
        let kind = &self.columns?.types.get(&column.value.0)?.kind;
        let place = self.check.place(value);
        if !kind.is_ordered() {
            let what = format!("kolumnen `{}` med typen `{}` har ingen ordning", column.value.0, kind.key());
            let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
                .at(self.check.place(column), "inget är mer eller mindre")
                .help("jämför med `equals` eller `one-of`");
            self.check.say(remark);
            return None;
        }
        let number = read(kind, &value.value.0, end);
        if number.is_none() {
            self.no_value(kind, &value.value.0, place);
        }
        number
    }

    fn no_value(&mut self, kind: &ColumnType, text: &str, place: Place) {
        let remark = Remark::new(
            &codes::contracts::BAD_BOUND,
            format!("`{text}` är inget värde i en kolumn av typen `{}`", kind.key()),
        )
        .at(place, "går inte att jämföra med")
        .help(format!("skriv värdet så som kolumnens värden skrivs, till exempel `{}`", bounds::example(kind)));
        self.check.say(remark);
    }

    fn days(&mut self, form: &At<DaysForm>) -> Filter {
        let DaysForm { from, to, at_least, at_most } = &form.value;
        for column in [from, to] {
            day(self.check, column, self.dataset, self.columns);
        }
        if at_least.is_none() && at_most.is_none() {
            let remark = Remark::new(&codes::NEVER_HOLDS, "`days-between` har ingen gräns")
                .at(self.check.place(form), "varken `at-least` eller `at-most`")
                .help("lägg till `at-most: 90`, eller skriv `filled` om det bara gäller att dagarna finns");
            self.check.say(remark);
        }
        let (from, to) = (from.value.0.clone(), to.value.0.clone());
        Filter::DaysBetween { from, to, least: *at_least, most: *at_most }
    }
}

/// A column that days are counted from or to.
pub(super) fn day(check: &mut Check<'_>, column: &At<Id>, dataset: &str, columns: Option<&Columns>) {
    let Some(columns) = columns else { return };
    columns.names.require(check, column, unknown_column(dataset, &column.value.0));
    let kind = columns.types.get(&column.value.0).map(|typed| &typed.kind);
    let Some(kind) = kind.filter(|kind| !matches!(kind, ColumnType::Date | ColumnType::Time)) else { return };
    let what = format!("kolumnen `{}` med typen `{}` är ingen dag", column.value.0, kind.key());
    let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
        .at(check.place(column), "dagar räknas mellan kolumner av typen `date` eller `time`")
        .help("välj en kolumn med typen `date` eller `time`");
    check.say(remark);
}

/// A number in the smallest part of its column, or days since 1970-01-01; a time as minutes since then.
fn read(kind: &ColumnType, text: &str, end: End) -> Option<i64> {
    if let Some(number) = bounds::number(kind, text) {
        return Some(number);
    }
    let date = bounds::day(kind, text, end)?;
    // Of a month the column has its first day, of a week its Monday.
    let date =
        if matches!(kind, ColumnType::Month | ColumnType::Week) { bounds::day(kind, text, End::Least)? } else { date };
    let days = (date - NaiveDate::from_ymd_opt(1970, 1, 1)?).num_days();
    Some(match (kind, end) {
        (ColumnType::Time, End::Least) => days * 1440,
        (ColumnType::Time, End::Most) => days * 1440 + 1439,
        (_, _) => days,
    })
}

/// Whether a condition can be seen never to hold, whatever a row says: what it demands of one column excludes itself.
pub(super) fn never_holds(filter: &Filter) -> bool {
    let mut demands = Vec::new();
    demanded(filter, &mut demands);
    let mut columns: Vec<&str> = Vec::new();
    for demand in &demands {
        match demand {
            Filter::Any(any) if any.iter().all(never_holds) => return true,
            Filter::Within { least: Some(least), most: Some(most), .. }
            | Filter::DaysBetween { least: Some(least), most: Some(most), .. }
                if least > most =>
            {
                return true;
            }
            Filter::Not(inner) if demands.iter().any(|d| *d == inner.as_ref()) => return true,
            Filter::Not(inner) if matches!(inner.as_ref(), Filter::All(all) if all.is_empty()) => return true,
            Filter::OneOf { column, .. } | Filter::Within { column, .. } => columns.push(column),
            Filter::DaysBetween { from, to, .. } => columns.extend([from.as_str(), to.as_str()]),
            Filter::Missing(_) | Filter::Not(_) | Filter::All(_) | Filter::Any(_) => {}
        }
    }
    let days = |of: &Filter| -> (i64, i64) {
        let bounds = demands.iter().filter_map(|demand| match (demand, of) {
            (Filter::DaysBetween { from: a, to: b, least, most }, Filter::DaysBetween { from, to, .. })
                if (a, b) == (from, to) =>
            {
                Some((least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX)))
            }
            _ => None,
        });
        // From a column to itself there are no days.
        let own = matches!(of, Filter::DaysBetween { from, to, .. } if from == to);
        let start = if own { (0, 0) } else { (i64::MIN, i64::MAX) };
        bounds.fold(start, |(least, most), (from, until)| (least.max(from), most.min(until)))
    };
    let is_days = |demand: &&&Filter| matches!(demand, Filter::DaysBetween { .. });
    if demands.iter().filter(is_days).any(|demand| matches!(days(demand), (least, most) if least > most)) {
        return true;
    }
    columns.iter().any(|column| {
        let is_missing = demands.iter().any(|d| matches!(d, Filter::Missing(missing) if missing == column));
        is_missing || apart(column, &demands)
    })
}

/// Everything that must hold at once.
fn demanded<'f>(filter: &'f Filter, to: &mut Vec<&'f Filter>) {
    match filter {
        Filter::All(all) => all.iter().for_each(|f| demanded(f, to)),
        Filter::OneOf { .. }
        | Filter::Missing(_)
        | Filter::Within { .. }
        | Filter::DaysBetween { .. }
        | Filter::Not(_)
        | Filter::Any(_) => to.push(filter),
    }
}

/// Whether no value of a column is within all that is demanded of it.
fn apart(column: &str, demands: &[&Filter]) -> bool {
    let mut values: Option<Vec<&Value>> = None;
    let (mut least, mut most) = (i64::MIN, i64::MAX);
    for demand in demands {
        match demand {
            Filter::OneOf { column: of, values: these } if of == column => {
                values = Some(match values {
                    None => these.iter().collect(),
                    Some(kept) => kept.into_iter().filter(|v| these.contains(v)).collect(),
                });
            }
            Filter::Within { column: of, least: from, most: until } if of == column => {
                least = least.max(from.unwrap_or(i64::MIN));
                most = most.min(until.unwrap_or(i64::MAX));
            }
            Filter::Not(inner) => {
                // A value that is asked for and excluded.
                if let (Filter::OneOf { column: of, values: those }, Some(kept)) = (inner.as_ref(), &values)
                    && of == column
                    && kept.iter().all(|v| those.contains(v))
                {
                    return true;
                }
            }
            Filter::OneOf { .. }
            | Filter::Missing(_)
            | Filter::Within { .. }
            | Filter::DaysBetween { .. }
            | Filter::All(_)
            | Filter::Any(_) => {}
        }
    }
    let within = |value: &&Value| match value {
        Value::Number(number) => (least..=most).contains(number),
        Value::Text(_) => true,
    };
    least > most || values.is_some_and(|values| !values.iter().any(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(column: &str, least: i64, most: i64) -> Filter {
        Filter::Within { column: column.to_owned(), least: Some(least), most: Some(most) }
    }

    fn days(from: &str, to: &str, least: Option<i64>, most: Option<i64>) -> Filter {
        Filter::DaysBetween { from: from.to_owned(), to: to.to_owned(), least, most }
    }

    #[test]
    fn conditions_that_exclude_each_other_never_hold() {
        let is = Filter::equals;
        for never in [
            is("a", "x").and(is("a", "y")),
            is("a", "x").and(is("a", "x").negated()),
            is("a", "x").and(
                Filter::OneOf { column: "a".into(), values: vec![Value::Text("x".into()), Value::Text("z".into())] }
                    .negated(),
            ),
            is("a", "x").and(Filter::Missing("a".into())),
            within("n", 5, 4),
            within("n", 0, 4).and(within("n", 5, 9)),
            Filter::Any(vec![within("n", 5, 4), is("a", "x").and(is("a", "y"))]),
            Filter::Any(Vec::new()),
            days("a", "b", None, Some(30)).and(days("a", "b", Some(31), None)),
            days("a", "a", Some(1), None),
        ] {
            assert!(never_holds(&never), "{never:?}");
        }
        for may in [
            is("a", "x").and(is("b", "y")),
            is("a", "x").and(is("a", "y").negated()),
            is("a", "x").negated().and(is("a", "y").negated()),
            within("n", 0, 4).and(within("n", 4, 9)),
            Filter::Missing("a".into()).and(is("b", "y")),
            Filter::All(Vec::new()),
            days("a", "b", None, Some(30)).and(days("a", "c", Some(31), None)),
        ] {
            assert!(!never_holds(&may), "{may:?}");
        }
    }
}
