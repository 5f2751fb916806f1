//! Kinds that give an amount, the ratio, the spread and the gap, and what a measure is told in.

use super::super::codes;
use super::super::datasets::{Columns, unknown_column};
use super::super::forms::Id;
use super::super::forms::measures::{
    ComputesForm, FilterForm, GapForm, MeasureForm, MeasureUnitForm, RatioForm, SideForm, SpreadForm, TakesForm,
    ValuedForm,
};
use super::filter::Rows;
use super::{exclusions, kept, possible};
use crate::catalog::check::Check;
use crate::diag::Remark;
use crate::field::atom::{Filter, Valued};
use crate::field::contract::ColumnType;
use crate::field::measure::{Counted, Kind, Middle, Side, Unit, UnitOf};
use crate::placed::At;

/// The most decimals that are shown.
const MOST_DECIMALS: u8 = 4;

/// What a measure is told in: what follows from its kind, or what fits it.
pub(super) fn unit(check: &mut Check<'_>, form: &MeasureForm) -> Unit {
    use MeasureUnitForm as U;
    let amounts: &[U] = &[U::Percent, U::Kronor, U::Hours, U::Minutes, U::Days, U::Count];
    let fitting = match &form.computes {
        Some(ComputesForm::Count(_)) => &[U::Count][..],
        Some(ComputesForm::Share(_)) | None => &[U::Share],
        Some(ComputesForm::Ratio(_)) => amounts,
        Some(ComputesForm::Spread(_) | ComputesForm::Gap(_)) => &amounts[1..],
    };
    let given = form.unit.value;
    if !fitting.iter().any(|unit| key(*unit) == key(given)) {
        let words = fitting.iter().map(|unit| format!("`unit: {}`", key(*unit)));
        let remark = Remark::new(&codes::UNIT_DOES_NOT_FIT, "måttet räknas i något annat än det som `unit` säger")
            .at(check.place(&form.unit), "stämmer inte med måttslaget")
            .help(format!("skriv {}", crate::words::either(words)));
        check.say(remark);
    }
    let decimals = form.decimals.as_ref().map_or(0, |d| d.value);
    let shows_decimals = !matches!(given, U::Share | U::Count)
        || matches!(form.computes, Some(ComputesForm::Ratio(_) | ComputesForm::Spread(_)));
    if let Some(written) = form.decimals.as_ref().filter(|d| d.value > MOST_DECIMALS || !shows_decimals) {
        let remark = Remark::new(&codes::UNIT_DOES_NOT_FIT, format!("{} decimaler går inte att visa", written.value))
            .at(check.place(written), "andelar visas i hela procent, antal i hela tal, annat med högst fyra decimaler")
            .help("ta bort `decimals`, eller skriv 0 till 4");
        check.say(remark);
    }
    Unit { of: of(given), decimals: decimals.min(MOST_DECIMALS) }
}

fn of(unit: MeasureUnitForm) -> UnitOf {
    match unit {
        MeasureUnitForm::Share => UnitOf::Share,
        MeasureUnitForm::Count => UnitOf::Count,
        MeasureUnitForm::Percent => UnitOf::Percent,
        MeasureUnitForm::Kronor => UnitOf::Kronor,
        MeasureUnitForm::Hours => UnitOf::Hours,
        MeasureUnitForm::Minutes => UnitOf::Minutes,
        MeasureUnitForm::Days => UnitOf::Days,
    }
}

fn key(unit: MeasureUnitForm) -> &'static str {
    match unit {
        MeasureUnitForm::Share => "share",
        MeasureUnitForm::Count => "count",
        MeasureUnitForm::Percent => "percent",
        MeasureUnitForm::Kronor => "kronor",
        MeasureUnitForm::Hours => "hours",
        MeasureUnitForm::Minutes => "minutes",
        MeasureUnitForm::Days => "days",
    }
}

/// The columns of a dataset while a kind is read.
struct Numbers<'d> {
    dataset: &'d str,
    columns: Option<&'d Columns>,
    unit: MeasureUnitForm,
}

impl<'d> Numbers<'d> {
    fn of(form: &'d MeasureForm, columns: Option<&'d Columns>) -> Self {
        Self { dataset: &form.dataset.value.0, columns, unit: form.unit.value }
    }

    /// How many of the smallest part of a column make one of the measure's own unit. A column of other than numbers is remarked on.
    fn scale(&self, check: &mut Check<'_>, column: &At<Id>) -> u32 {
        let Some(columns) = self.columns else { return 1 };
        columns.names.require(check, column, unknown_column(self.dataset, &column.value.0));
        let Some(typed) = columns.types.get(&column.value.0) else { return 1 };
        match (&typed.kind, self.unit) {
            (ColumnType::Integer, MeasureUnitForm::Kronor) if typed.unit == "öre" => 100,
            (ColumnType::Integer, MeasureUnitForm::Hours) if typed.unit == "minuter" => 60,
            (ColumnType::Integer, _) => 1,
            (ColumnType::Decimal(decimals), _) => 10_u32.pow(u32::from(*decimals)),
            // Hours are kept as whole minutes.
            (ColumnType::Hours, MeasureUnitForm::Minutes) => 1,
            (ColumnType::Hours, _) => 60,
            (
                ColumnType::Text
                | ColumnType::Unit
                | ColumnType::Moment
                | ColumnType::Period
                | ColumnType::Month
                | ColumnType::Week
                | ColumnType::Date
                | ColumnType::Time
                | ColumnType::Percent
                | ColumnType::OneOf(_),
                _,
            ) => {
                let what = format!("kolumnen `{}` går inte att summera", column.value.0);
                let remark = Remark::new(&codes::SUM_NOT_INTEGER, what)
                    .at(check.place(column), "innehåller inte tal som går att lägga ihop")
                    .help("välj en kolumn med typen `integer`, `decimal` eller `hours`");
                check.say(remark);
                1
            }
        }
    }

    fn filter(&self, check: &mut Check<'_>, form: Option<&At<FilterForm>>) -> Filter {
        let mut rows = Rows { check, dataset: self.dataset, columns: self.columns };
        form.map_or_else(|| Filter::All(Vec::new()), |form| rows.filter(&form.value))
    }

    fn side(&self, check: &mut Check<'_>, form: &SideForm) -> Side {
        let when = self.filter(check, form.when.as_ref());
        if let Some(place) = &form.when {
            possible(check, place, &when, "ingen rad kan räknas");
        }
        let (of, scale) = match &form.sum {
            None => (Counted::Rows, 1),
            Some(column) => (Counted::Sum(column.value.0.clone()), self.scale(check, column)),
        };
        Side { of, scale, when }
    }
}

pub(super) fn ratio(check: &mut Check<'_>, measure: &MeasureForm, form: &RatioForm, columns: Option<&Columns>) -> Kind {
    let numbers = Numbers::of(measure, columns);
    let (part, whole) = (numbers.side(check, &form.part), numbers.side(check, &form.whole));
    let excluding = exclusions(check, &form.excluding, numbers.dataset, columns);
    Kind::Ratio { part, whole, excluding }
}

pub(super) fn spread(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &At<SpreadForm>,
    columns: Option<&Columns>,
) -> Option<Kind> {
    let numbers = Numbers::of(measure, columns);
    let SpreadForm { of, takes, when, excluding } = &form.value;
    let (of, scale) = match of {
        ValuedForm::Column(column) => (Valued::Column(column.value.0.clone()), numbers.scale(check, column)),
        ValuedForm::Days(span) => {
            for column in [&span.from, &span.to] {
                super::filter::day(check, column, numbers.dataset, columns);
            }
            if !matches!(measure.unit.value, MeasureUnitForm::Days) {
                let remark = Remark::new(&codes::UNIT_DOES_NOT_FIT, "måttet räknar dagar men `unit` säger något annat")
                    .at(check.place(&measure.unit), "stämmer inte med `days`")
                    .help("skriv `unit: days`");
                check.say(remark);
            }
            (Valued::Days { from: span.from.value.0.clone(), to: span.to.value.0.clone() }, 1)
        }
    };
    let takes = match takes {
        TakesForm::Mean => Middle::Mean,
        TakesForm::Median => Middle::Median,
        TakesForm::Percentile(percent) if (1..=99).contains(&percent.value) => Middle::Percentile(percent.value),
        TakesForm::Percentile(percent) => {
            let remark = Remark::new(&codes::BAD_PERCENTILE, format!("percentilen {} finns inte", percent.value))
                .at(check.place(percent), "ska vara 1 till 99")
                .help("skriv ett heltal från 1 till 99; medianen är `median`");
            check.say(remark);
            return None;
        }
    };
    let rows = numbers.filter(check, when.as_ref());
    let excluding = exclusions(check, excluding, numbers.dataset, columns);
    if let Some(place) = when {
        possible(check, place, &kept(&rows, &excluding), "ingen rad kan räknas");
    }
    Some(Kind::Spread { of, scale, takes, when: rows, excluding })
}

pub(super) fn gap(check: &mut Check<'_>, measure: &MeasureForm, form: &GapForm, columns: Option<&Columns>) -> Kind {
    let numbers = Numbers::of(measure, columns);
    let mut scales = Vec::new();
    let mut names = |check: &mut Check<'_>, key: &str, list: &At<Vec<At<Id>>>| -> Vec<String> {
        if list.value.is_empty() {
            check.empty_list(key, check.place(list));
        }
        let mut named = Vec::new();
        for column in &list.value {
            let scale = numbers.scale(check, column);
            scales.push((scale, check.place(column)));
            named.push(column.value.0.clone());
        }
        named
    };
    let (plus, minus) = (names(check, "plus", &form.plus), names(check, "minus", &form.minus));
    let scale = scales.first().map_or(1, |(scale, _)| *scale);
    if let Some((_, place)) = scales.iter().find(|(other, _)| *other != scale) {
        let remark = Remark::new(
            &codes::UNIT_DOES_NOT_FIT,
            "kolumnerna räknas i olika delar och går inte att dra från varandra",
        )
        .at(place.clone(), "räknas i något annat än den första")
        .help("välj kolumner av samma typ");
        check.say(remark);
    }
    let when = numbers.filter(check, form.when.as_ref());
    let excluding = exclusions(check, &form.excluding, numbers.dataset, columns);
    Kind::Gap { plus, minus, scale, when, excluding }
}
