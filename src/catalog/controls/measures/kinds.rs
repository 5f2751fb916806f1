//! Kinds of shares and times, and the utilisation of what stands in a dataset of its own.

use super::super::codes;
use super::super::datasets::bounds::End;
use super::super::datasets::{Amount, Columns, Contracts, unknown_column, unknown_dataset};
use super::super::forms::Id;
use super::super::forms::kinds::{
    AttestedForm, ClosedForm, CompletenessForm, CoverageForm, EachForm, ElapsedForm, UtilisationForm, WeekdayForm,
    WindowForm, WithinForm,
};
use super::super::forms::measures::{CountsForm, FilterForm, MeasureForm, MeasureUnitForm, ValuedForm};
use super::amounts::{self, Numbers};
use super::filter::{self, Rows};
use super::{possible, stands_by};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Remark, nearest};
use crate::field::atom::{Filter, Valued, Windows};
use crate::field::calendar::Closed;
use crate::field::contract::ColumnType;
use crate::field::id::{DatasetId, MomentId};
use crate::field::measure::{Available, Counts, Grain, Kind, RowsAre};
use crate::placed::{At, Scalar};
use crate::words;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn elapsed(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &ElapsedForm,
    columns: Option<&Columns>,
) -> Option<Kind> {
    let numbers = Numbers::of(measure, columns);
    let (from, to) = (form.from.value.0.clone(), form.to.value.0.clone());
    let in_days = matches!(measure.unit.value, MeasureUnitForm::Days);
    for column in [&form.from, &form.to] {
        if in_days {
            filter::day(check, column, numbers.dataset, columns);
        } else {
            time(check, column, numbers.dataset, columns);
        }
    }
    let (of, scale) = match measure.unit.value {
        MeasureUnitForm::Hours => (Valued::Minutes { from, to }, 60),
        MeasureUnitForm::Minutes => (Valued::Minutes { from, to }, 1),
        // Another unit is remarked on where units are read.
        MeasureUnitForm::Days
        | MeasureUnitForm::Share
        | MeasureUnitForm::Count
        | MeasureUnitForm::Percent
        | MeasureUnitForm::Kronor
        | MeasureUnitForm::Weeks
        | MeasureUnitForm::Index => (Valued::Days { from, to }, 1),
    };
    let takes = amounts::takes(check, &form.takes)?;
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    Some(Kind::Elapsed { of, scale, takes, when, excluding })
}

/// A column that minutes are counted from or to.
fn time(check: &mut Check<'_>, column: &At<Id>, dataset: &str, columns: Option<&Columns>) {
    let Some(columns) = columns else { return };
    columns.names.require(check, column, unknown_column(dataset, &column.value.0));
    let kind = columns.types.get(&column.value.0).map(|typed| &typed.kind);
    let Some(kind) = kind.filter(|kind| !matches!(kind, ColumnType::Time)) else { return };
    let what = format!("kolumnen `{}` med typen `{}` har inget klockslag", column.value.0, kind.key());
    let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
        .at(check.place(column), "minuter räknas mellan kolumner av typen `time`")
        .help("välj en kolumn med typen `time`, eller räkna dagar med `unit: days`");
    check.say(remark);
}

pub(super) fn within(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    placed: &At<WithinForm>,
    columns: Option<&Columns>,
) -> Kind {
    let numbers = Numbers::of(measure, columns);
    let form = &placed.value;
    let (of, least, most) = match &form.of {
        ValuedForm::Column(column) => {
            let mut rows = Rows { check, dataset: numbers.dataset, columns };
            let least = form.at_least.as_ref().and_then(|value| rows.bound(column, value, End::Least));
            let most = form.at_most.as_ref().and_then(|value| rows.bound(column, value, End::Most));
            (Valued::Column(column.value.0.clone()), least, most)
        }
        ValuedForm::Days(span) => {
            for column in [&span.from, &span.to] {
                filter::day(check, column, numbers.dataset, columns);
            }
            let mut days = |value: Option<&At<Scalar>>| value.and_then(|value| whole(check, value));
            let (least, most) = (days(form.at_least.as_ref()), days(form.at_most.as_ref()));
            (Valued::Days { from: span.from.value.0.clone(), to: span.to.value.0.clone() }, least, most)
        }
    };
    if form.at_least.is_none() && form.at_most.is_none() {
        let remark = Remark::new(&codes::NEVER_HOLDS, "`within` har ingen gräns")
            .at(check.place(placed), "varken `at-least` eller `at-most`")
            .help("lägg till gränsen, till exempel `at-most: 60`");
        check.say(remark);
    }
    if let (Some(least), Some(most), Some(place)) = (least, most, &form.at_most)
        && least > most
    {
        let remark = Remark::new(&codes::NEVER_HOLDS, "inget värde ryms inom gränsen")
            .at(check.place(place), "mindre än `at-least`")
            .help("rätta gränserna");
        check.say(remark);
    }
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    Kind::Within { of, least, most, when, excluding }
}

/// A whole number of days.
fn whole(check: &mut Check<'_>, value: &At<Scalar>) -> Option<i64> {
    let found = value.value.0.trim().parse().ok();
    if found.is_none() {
        let what = format!("`{}` är inget helt antal dagar", value.value.0);
        let remark = Remark::new(&codes::contracts::BAD_BOUND, what)
            .at(check.place(value), "går inte att jämföra med")
            .help("skriv ett heltal, till exempel `60`");
        check.say(remark);
    }
    found
}

pub(super) fn completeness(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &CompletenessForm,
    columns: Option<&Columns>,
) -> Kind {
    let numbers = Numbers::of(measure, columns);
    if form.columns.value.is_empty() {
        check.empty_list("columns", check.place(&form.columns));
    }
    let mut named = Vec::new();
    for column in &form.columns.value {
        let name = &column.value.0;
        if let Some(columns) = columns {
            columns.names.require(check, column, unknown_column(numbers.dataset, name));
            if columns.required.contains(name) {
                let remark = Remark::new(&codes::NEVER_HOLDS, format!("kolumnen `{name}` är alltid ifylld"))
                    .at(check.place(column), "kontraktet kräver den, så en rad utan den finns inte")
                    .help("ta bort kolumnen ur måttet");
                check.say(remark);
            }
        }
        named.push(name.clone());
    }
    let (when, excluding) = numbers.rows(check, form.when.as_ref(), &form.excluding);
    Kind::Completeness { columns: named, when, excluding }
}

fn condition(check: &mut Check<'_>, form: Option<&At<FilterForm>>, dataset: &str, columns: Option<&Columns>) -> Filter {
    let Some(place) = form else { return Filter::All(Vec::new()) };
    let filter = Rows { check: &mut *check, dataset, columns }.filter(&place.value);
    possible(check, place, &filter, "ingen rad kan räknas");
    filter
}

pub(super) fn coverage(
    check: &mut Check<'_>,
    (measure, counts): (&MeasureForm, Option<&CountsForm>),
    form: &CoverageForm,
    columns: Option<&Columns>,
) -> Kind {
    let dataset = measure.dataset.value.0.as_str();
    let by = counts.map(|counts| counts.column().1);
    let is_monthly = by.and_then(|by| columns?.types.get(&by.value.0)).is_some_and(|t| t.kind == ColumnType::Month);
    if let (EachForm::Week, true, Some(by)) = (form.each, is_monthly, by) {
        let remark = Remark::new(&codes::STOCK_OR_FLOW, "det som lämnas per månad säger inget om en vecka")
            .at(check.place(by), "kolumnen har månader, men `each` är `week`")
            .help("skriv `each: month`");
        check.say(remark);
    }
    let has = condition(check, form.has.as_ref(), dataset, columns);
    let per = form.per.as_ref().map(|per| {
        let mut listed = Names::default();
        per.values.value.iter().for_each(|code| {
            let place = check.place(code);
            listed.list_name(check, &code.value.0, place);
        });
        // Read as a condition, so that an unknown column or code is told.
        Rows { check: &mut *check, dataset, columns }.one_of(&per.column, &per.values);
        let values = per.values.value.iter().map(|value| value.value.0.clone()).collect();
        (per.column.value.0.clone(), values)
    });
    let each = match form.each {
        EachForm::Week => Grain::Week,
        EachForm::Month => Grain::Month,
    };
    Kind::Coverage { each, per, has }
}

pub(super) fn utilisation(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &UtilisationForm,
    contracts: Option<&Contracts>,
) -> Option<Kind> {
    let dataset = measure.dataset.value.0.as_str();
    let columns = contracts.and_then(|c| c.columns.get(dataset));
    for column in [&form.used.from, &form.used.to] {
        time(check, column, dataset, columns);
    }
    let numbers = Numbers::of(measure, columns);
    let (when, excluding) = numbers.rows(check, form.used.when.as_ref(), &form.excluding);
    let there = &form.available;
    let other = there.dataset.value.0.as_str();
    if let Some(contracts) = contracts {
        contracts.names.require(check, &there.dataset, unknown_dataset(other));
    }
    let columns = contracts.and_then(|c| c.columns.get(other));
    let stands = stands_by(check, &there.dataset, columns, ("day", &there.day), (Counts::Flow, RowsAre::Own));
    minutes(check, &there.minutes, other, columns);
    let of = condition(check, there.when.as_ref(), other, columns);
    let (windows, said) = windows(check, &form.windows, &form.closed)?;
    let available = Available {
        dataset: DatasetId::new(other).ok()?,
        stands: stands?,
        minutes: there.minutes.value.0.clone(),
        when: of,
    };
    let (from, to) = (form.used.from.value.0.clone(), form.used.to.value.0.clone());
    Some(Kind::Utilisation { from, to, when, available, windows: Arc::new(windows), said, excluding })
}

/// A column of minutes.
fn minutes(check: &mut Check<'_>, column: &At<Id>, dataset: &str, columns: Option<&Columns>) {
    let Some(columns) = columns else { return };
    columns.names.require(check, column, unknown_column(dataset, &column.value.0));
    let Some(typed) = columns.types.get(&column.value.0) else { return };
    if typed.amount() != Some(Amount::Time) {
        let what = format!("kolumnen `{}` räknar inte minuter", column.value.0);
        let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
            .at(check.place(column), "går inte att hålla mot minuter som används")
            .help("välj en kolumn med typen `hours`, eller `integer` med enheten `minuter`");
        check.say(remark);
    }
}

/// The years that windows are laid out for: those that a delivery may be dated.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2060;

/// The windows of each date, and in words.
fn windows(check: &mut Check<'_>, forms: &At<Vec<WindowForm>>, closed: &[ClosedForm]) -> Option<(Windows, String)> {
    let mut of_weekday = [(0_u16, 0_u16); 7];
    let mut said = Vec::new();
    if forms.value.is_empty() {
        check.empty_list("windows", check.place(forms));
    }
    for form in &forms.value {
        let (from, to) = (minute(check, &form.from)?, minute(check, &form.to)?);
        if from >= to {
            let remark = Remark::new(&codes::NEVER_HOLDS, "fönstret stänger innan det öppnar")
                .at(check.place(&form.to), "inte senare än `from`")
                .help("rätta klockslagen");
            check.say(remark);
        }
        for day in &form.days {
            let window = &mut of_weekday[*day as usize];
            if *window != (0, 0) {
                let what = format!("{} har två fönster", named(*day));
                let remark = Remark::new(&codes::SHARE_PARTS, what)
                    .at(check.place(&form.from), "det andra")
                    .help("låt varje veckodag stå i ett fönster");
                check.say(remark);
            }
            *window = (from, to);
        }
        let days = words::list(form.days.iter().map(|day| named(*day).to_owned()));
        said.push(format!("{days} {}–{}", form.from.value.0, form.to.value.0));
    }
    let closed: Vec<Closed> = closed
        .iter()
        .map(|closed| match closed {
            ClosedForm::PublicHolidays => Closed::PublicHolidays,
            ClosedForm::Eves => Closed::Eves,
        })
        .collect();
    for kind in &closed {
        said.push(match kind {
            Closed::PublicHolidays => "stängt på allmänna helgdagar".to_owned(),
            Closed::Eves => "stängt på midsommarafton, julafton och nyårsafton".to_owned(),
        });
    }
    let first = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1)?;
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
    let on = |day: NaiveDate| {
        let is_closed = closed.iter().any(|kind| kind.includes(day));
        if is_closed { (0, 0) } else { of_weekday[day.weekday().num_days_from_monday() as usize] }
    };
    let open = first.iter_days().take_while(|day| day.year() <= *YEARS.end()).map(on).collect();
    let first = i32::try_from((first - epoch).num_days()).ok()?;
    Some((Windows { first, open }, said.join("; ")))
}

fn named(day: WeekdayForm) -> &'static str {
    match day {
        WeekdayForm::Monday => "måndag",
        WeekdayForm::Tuesday => "tisdag",
        WeekdayForm::Wednesday => "onsdag",
        WeekdayForm::Thursday => "torsdag",
        WeekdayForm::Friday => "fredag",
        WeekdayForm::Saturday => "lördag",
        WeekdayForm::Sunday => "söndag",
    }
}

/// `07:30` as minutes of the day, up to `24:00`.
fn minute(check: &mut Check<'_>, text: &At<Scalar>) -> Option<u16> {
    let two = |t: &str| (t.len() == 2).then(|| t.parse::<u16>().ok()).flatten();
    let found = text.value.0.split_once(':').and_then(|(hour, minute)| Some((two(hour)?, two(minute)?)));
    let found = found.filter(|(hour, minute)| *minute < 60 && hour * 60 + minute <= 1440);
    if found.is_none() {
        let remark = Remark::new(&codes::contracts::BAD_BOUND, format!("`{}` är inget klockslag", text.value.0))
            .at(check.place(text), "ska skrivas som `07:00`")
            .help("skriv timme och minut med två siffror var, inom citattecken");
        check.say(remark);
    }
    found.map(|(hour, minute)| hour * 60 + minute)
}

pub(super) fn attested(check: &mut Check<'_>, form: &AttestedForm, known: Option<&BTreeSet<&str>>) -> Kind {
    for (key, is_empty, place) in [
        ("moments", form.moments.value.is_empty(), check.place(&form.moments)),
        ("words", form.words.value.is_empty(), check.place(&form.words)),
    ] {
        if is_empty {
            check.empty_list(key, place);
        }
    }
    for moment in form.moments.value.iter().filter(|m| known.is_some_and(|known| !known.contains(m.value.0.as_str()))) {
        let name = &moment.value.0;
        let remark = Remark::new(&codes::UNKNOWN_MOMENT, format!("inget moment heter `{name}`"))
            .at(check.place(moment), "finns inte i någon granskning");
        let near = nearest(name, known.into_iter().flatten().copied());
        check.say(match near {
            Some(near) => remark.help(format!("menades `{near}`?")),
            None => remark.help("`granska list moments` räknar upp dem som finns"),
        });
    }
    let (mut moments, mut words) = (Names::default(), Names::default());
    form.moments.value.iter().for_each(|moment| moments.list(check, moment));
    form.words.value.iter().for_each(|word| {
        let place = check.place(word);
        words.list_name(check, &word.value.0, place);
    });
    let moments = form.moments.value.iter().filter_map(|moment| check.id(moment, MomentId::new)).collect();
    Kind::Attested { moments, words: form.words.value.iter().map(|word| word.value.0.clone()).collect() }
}
