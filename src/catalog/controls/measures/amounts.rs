//! Kinds that give an amount, the ratio, the spread and the gap, and what a measure is told in.

use super::super::codes;
use super::super::datasets::{Amount, Columns, unknown_column};
use super::super::forms::Id;
use super::super::forms::kinds::{AgainstForm, FlowForm, FlowTakesForm, FulfilmentForm, IndexForm, SumForm};
use super::super::forms::measures::{
    ComputesForm, CountsForm, ExclusionForm, FilterForm, GapForm, MeasureForm, MeasureUnitForm, RatioForm, SideForm,
    SpreadForm, TakesForm,
};
use super::filter::Rows;
use super::{different_of, exclusions, kept, possible};
use crate::catalog::check::Check;
use crate::diag::{Place, Remark};
use crate::field::atom::{Filter, Valued};
use crate::field::contract::ColumnType;
use crate::field::measure::{Against, Counted, Exclusion, FlowTakes, Kind, Middle, Side, Unit, UnitOf};
use crate::placed::At;

/// The most decimals that are shown.
const MOST_DECIMALS: u8 = 4;

/// What a measure is told in: what follows from its kind, or what fits it.
pub(super) fn unit(check: &mut Check<'_>, form: &MeasureForm, computes: Option<&ComputesForm>) -> Unit {
    use MeasureUnitForm as U;
    let amounts: &[U] = &[U::Percent, U::Kronor, U::Hours, U::Minutes, U::Days, U::Count];
    let fitting = match computes {
        Some(ComputesForm::Count(_)) => &[U::Count][..],
        Some(
            ComputesForm::Share(_)
            | ComputesForm::Within(_)
            | ComputesForm::Completeness(_)
            | ComputesForm::Coverage(_)
            | ComputesForm::Attested(_),
        )
        | None => &[U::Share],
        Some(ComputesForm::Ratio(_)) => amounts,
        Some(ComputesForm::Spread(_) | ComputesForm::Gap(_) | ComputesForm::Sum(_)) => &amounts[1..],
        Some(ComputesForm::Elapsed(_)) => &[U::Days, U::Minutes, U::Hours],
        Some(ComputesForm::Fulfilment(_) | ComputesForm::Utilisation(_)) => &[U::Percent],
        Some(ComputesForm::Index(_)) => &[U::Index],
        Some(ComputesForm::Flow(flow)) => match flow.value.takes {
            FlowTakesForm::Change | FlowTakesForm::End => &[U::Count],
            FlowTakesForm::Weeks(_) => &[U::Weeks],
        },
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
        || matches!(computes, Some(ComputesForm::Ratio(_) | ComputesForm::Spread(_)));
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
        MeasureUnitForm::Weeks => UnitOf::Weeks,
        MeasureUnitForm::Index => UnitOf::Index,
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
        MeasureUnitForm::Weeks => "weeks",
        MeasureUnitForm::Index => "index",
    }
}

/// The columns of a dataset while a kind is read.
pub(super) struct Numbers<'d> {
    pub dataset: &'d str,
    columns: Option<&'d Columns>,
    unit: MeasureUnitForm,
}

impl<'d> Numbers<'d> {
    pub(super) fn of(form: &'d MeasureForm, columns: Option<&'d Columns>) -> Self {
        Self { dataset: &form.dataset.value.0, columns, unit: form.unit.value }
    }

    /// How many of the smallest part of a column make one of the measure's own unit. A column of other than numbers is remarked on.
    pub(super) fn scale(&self, check: &mut Check<'_>, column: &At<Id>) -> u32 {
        let Some(columns) = self.columns else { return 1 };
        columns.names.require(check, column, unknown_column(self.dataset, &column.value.0));
        let Some(typed) = columns.types.get(&column.value.0) else { return 1 };
        let Some(amount) = typed.amount() else {
            let what = format!("kolumnen `{}` går inte att summera", column.value.0);
            let remark = Remark::new(&codes::SUM_NOT_INTEGER, what)
                .at(check.place(column), "innehåller inte tal som går att lägga ihop")
                .help("välj en kolumn med typen `integer`, `decimal` eller `hours`");
            check.say(remark);
            return 1;
        };
        let in_hours = matches!(self.unit, MeasureUnitForm::Hours);
        let in_kronor = matches!(self.unit, MeasureUnitForm::Kronor | MeasureUnitForm::Index);
        match (amount, &typed.kind) {
            (_, ColumnType::Decimal(decimals)) => 10_u32.pow(u32::from(*decimals)),
            (Amount::Money, _) if in_kronor => 100,
            // Hours are kept as whole minutes, and are told in hours unless someone asks for minutes.
            (Amount::Time, ColumnType::Hours) if !matches!(self.unit, MeasureUnitForm::Minutes) => 60,
            (Amount::Time, _) if in_hours => 60,
            (Amount::Money | Amount::Time | Amount::Number, _) => 1,
        }
    }

    /// A column in a unit that the measure cannot be told in is remarked on: kronor are no hours.
    fn fits(&self, check: &mut Check<'_>, column: &At<Id>) {
        let Some(typed) = self.columns.and_then(|c| c.types.get(&column.value.0)) else { return };
        use MeasureUnitForm as U;
        let units: &[U] = match typed.amount() {
            Some(Amount::Money) => &[U::Kronor],
            Some(Amount::Time) => &[U::Hours, U::Minutes],
            Some(Amount::Number) => &[U::Count, U::Days, U::Weeks],
            // No numbers at all: told by `scale`.
            None => return,
        };
        if !units.iter().any(|unit| key(*unit) == key(self.unit)) {
            let what = format!("kolumnen `{}` räknas i något annat än `{}`", column.value.0, key(self.unit));
            let said = crate::words::either(units.iter().map(|unit| format!("`unit: {}`", key(*unit))));
            let remark = Remark::new(&codes::UNIT_DOES_NOT_FIT, what)
                .at(check.place(column), "måttets enhet är en annan")
                .help(format!("skriv {said}, eller välj en annan kolumn"));
            check.say(remark);
        }
    }

    /// Columns that are added to and taken from each other: all must be counted in the same parts. Gives how many make one of the unit.
    fn alike<'f>(&self, check: &mut Check<'_>, columns: impl Iterator<Item = &'f At<Id>>) -> u32 {
        let mut scales: Vec<(u32, Place)> = Vec::new();
        for column in columns {
            let scale = self.scale(check, column);
            // One that is not there has been told already.
            if self.columns.is_none_or(|c| c.types.contains_key(&column.value.0)) {
                scales.push((scale, check.place(column)));
            }
        }
        let scale = scales.first().map_or(1, |(scale, _)| *scale);
        if let Some((_, place)) = scales.into_iter().find(|(other, _)| *other != scale) {
            let what = "kolumnerna räknas i olika delar och går inte att dra från varandra";
            let remark = Remark::new(&codes::UNIT_DOES_NOT_FIT, what)
                .at(place, "räknas i något annat än den första")
                .help("välj kolumner av samma typ");
            check.say(remark);
        }
        scale
    }

    /// Which rows count and which are left out; rows that can never be are remarked on.
    pub(super) fn rows(
        &self,
        check: &mut Check<'_>,
        when: Option<&At<FilterForm>>,
        excluding: &[ExclusionForm],
    ) -> (Filter, Vec<Exclusion>) {
        let rows = self.filter(check, when);
        let excluding = exclusions(check, excluding, self.dataset, self.columns);
        if let Some(place) = when {
            possible(check, place, &kept(&rows, &excluding), "ingen rad kan räknas");
        }
        (rows, excluding)
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
        let (of, scale) = match (&form.sum, &form.different) {
            (None, None) => (Counted::Rows, 1),
            (sum, Some(column)) => (different_of(check, sum.as_ref(), column, self.dataset, self.columns), 1),
            (Some(column), None) => (Counted::Sum(column.value.0.clone()), self.scale(check, column)),
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

pub(super) fn index(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &IndexForm,
    columns: Option<&Columns>,
) -> Option<Kind> {
    let numbers = Numbers::of(measure, columns);
    let (part, whole) = (numbers.side(check, &form.part), numbers.side(check, &form.whole));
    let excluding = exclusions(check, &form.excluding, numbers.dataset, columns);
    let against = match &form.against {
        AgainstForm::Organisation => Against::Organisation,
        AgainstForm::Year(year) if (1900..2200).contains(&year.value) => Against::Year(i32::from(year.value)),
        AgainstForm::Year(year) => {
            let remark = Remark::new(&codes::contracts::BAD_BOUND, format!("{} är inget år", year.value))
                .at(check.place(year), "ska vara 1900 till 2199")
                .help("skriv året som måttet hålls mot, till exempel `{ year: 2021 }`");
            check.say(remark);
            return None;
        }
    };
    Some(Kind::Index { part, whole, against, excluding })
}

pub(super) fn spread(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &SpreadForm,
    columns: Option<&Columns>,
) -> Option<Kind> {
    let numbers = Numbers::of(measure, columns);
    let (of, scale) = (Valued::Column(form.column.value.0.clone()), numbers.scale(check, &form.column));
    numbers.fits(check, &form.column);
    let takes = takes(check, &form.takes)?;
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    Some(Kind::Spread { of, scale, takes, when, excluding })
}

/// A point among many values.
pub(super) fn takes(check: &mut Check<'_>, form: &TakesForm) -> Option<Middle> {
    Some(match form {
        TakesForm::Mean => Middle::Mean,
        TakesForm::Median => Middle::Median,
        TakesForm::Least => Middle::Least,
        TakesForm::Most => Middle::Most,
        TakesForm::Percentile(percent) if (1..=99).contains(&percent.value) => Middle::Percentile(percent.value),
        TakesForm::Percentile(percent) => {
            let remark = Remark::new(&codes::BAD_PERCENTILE, format!("percentilen {} finns inte", percent.value))
                .at(check.place(percent), "ska vara 1 till 99")
                .help("skriv ett heltal från 1 till 99; medianen är `median`");
            check.say(remark);
            return None;
        }
    })
}

pub(super) fn sum(check: &mut Check<'_>, measure: &MeasureForm, form: &SumForm, columns: Option<&Columns>) -> Kind {
    let numbers = Numbers::of(measure, columns);
    let (column, scale) = (form.column.value.0.clone(), numbers.scale(check, &form.column));
    numbers.fits(check, &form.column);
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    Kind::Sum { column, scale, when, excluding }
}

pub(super) fn fulfilment(
    check: &mut Check<'_>,
    (measure, counts): (&MeasureForm, Option<&CountsForm>),
    form: &FulfilmentForm,
    columns: Option<&Columns>,
) -> Kind {
    let numbers = Numbers::of(measure, columns);
    if let Some(CountsForm::StockAt(at)) = counts.filter(|_| form.accumulates) {
        let remark = Remark::new(&codes::STOCK_OR_FLOW, "ett bestånd kan inte ackumuleras")
            .at(check.place(at), "`accumulates: true` lägger ihop över tid")
            .help("skriv `flow-by`, eller ta bort `accumulates`");
        check.say(remark);
    }
    numbers.alike(check, [&form.outcome, &form.plan].into_iter());
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    let (outcome, plan) = (form.outcome.value.0.clone(), form.plan.value.0.clone());
    Kind::Fulfilment { outcome, plan, accumulates: form.accumulates, when, excluding }
}

pub(super) fn flow(
    check: &mut Check<'_>,
    (measure, counts): (&MeasureForm, Option<&CountsForm>),
    form: &FlowForm,
    columns: Option<&Columns>,
) -> Kind {
    let numbers = Numbers::of(measure, columns);
    let by = counts.map(|counts| counts.column().1);
    let kind = by.and_then(|by| columns?.types.get(&by.value.0)).map(|typed| &typed.kind);
    let is_sound = matches!(counts, Some(CountsForm::FlowBy(_)) | None)
        && kind.is_none_or(|kind| matches!(kind, ColumnType::Week | ColumnType::Month));
    if let Some(by) = by.filter(|_| !is_sound) {
        let remark = Remark::new(&codes::STOCK_OR_FLOW, "en kö som ska gå ihop står per vecka eller månad")
            .at(check.place(by), "är inte `flow-by` en vecka eller månad")
            .help("skriv `counts: { flow-by: KOLUMN }` med en kolumn av typen `week` eller `month`");
        check.say(remark);
    }
    for (key, list) in [("plus", &form.plus), ("minus", &form.minus)] {
        if list.value.is_empty() {
            check.empty_list(key, check.place(list));
        }
    }
    let flows = form.plus.value.iter().chain(&form.minus.value);
    numbers.alike(check, [&form.start, &form.end].into_iter().chain(flows));
    let takes = match &form.takes {
        FlowTakesForm::Change => FlowTakes::Change,
        FlowTakesForm::End => FlowTakes::End,
        FlowTakesForm::Weeks(column) => {
            numbers.alike(check, [&form.end, column].into_iter());
            FlowTakes::Weeks(column.value.0.clone())
        }
    };
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    let name = |column: &At<Id>| column.value.0.clone();
    let names = |list: &At<Vec<At<Id>>>| list.value.iter().map(name).collect();
    let (start, end) = (name(&form.start), name(&form.end));
    Kind::Flow { start, plus: names(&form.plus), minus: names(&form.minus), end, takes, when, excluding }
}

pub(super) fn gap(check: &mut Check<'_>, measure: &MeasureForm, form: &GapForm, columns: Option<&Columns>) -> Kind {
    let numbers = Numbers::of(measure, columns);
    for (key, list) in [("plus", &form.plus), ("minus", &form.minus)] {
        if list.value.is_empty() {
            check.empty_list(key, check.place(list));
        }
    }
    let scale = numbers.alike(check, form.plus.value.iter().chain(&form.minus.value));
    form.plus.value.iter().take(1).for_each(|column| numbers.fits(check, column));
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    let names = |list: &At<Vec<At<Id>>>| list.value.iter().map(|column| column.value.0.clone()).collect();
    Kind::Gap { plus: names(&form.plus), minus: names(&form.minus), scale, when, excluding }
}
