//! Who delivers, under which key, when, and what is enough. Knows no delivery.

use super::super::codes::contracts as codes;
use super::super::forms::datasets::{CadenceForm, CompleteForm, DatasetForm, ScheduleForm};
use super::roles::{EVERY_CODE, Scope};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::contract::{Cadence, ColumnType, Complete, Schedule};
use crate::field::id::LevelId;
use crate::placed::At;

/// The columns of the key.
pub fn key(check: &mut Check<'_>, form: &DatasetForm, scope: &Scope<'_>) -> Vec<String> {
    let Some(key) = &form.key else { return Vec::new() };
    if key.value.is_empty() {
        check.empty_list("key", check.place(key));
    }
    let mut names = Names::default();
    for column in &key.value {
        names.list(check, column);
        scope.column(check, column);
    }
    key.value.iter().map(|column| column.value.0.clone()).collect()
}

/// The level that delivers; the outer `None` is one that could not be read.
#[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
pub fn level(check: &mut Check<'_>, form: &DatasetForm) -> Option<Option<LevelId>> {
    match &form.level {
        None => Some(None),
        Some(level) => check.id(level, LevelId::new).map(Some),
    }
}

/// The schedule; the outer `None` is one that could not be read.
#[expect(clippy::option_option, reason = "left out and unreadable are different things here")]
pub fn read(check: &mut Check<'_>, form: &DatasetForm, scope: &Scope<'_>) -> Option<Option<Schedule>> {
    let Some(schedule) = &form.schedule else { return Some(None) };
    let cadence = match schedule.value.cadence {
        CadenceForm::Month => Cadence::Month,
        CadenceForm::Tertial => Cadence::Tertial,
        CadenceForm::Year => Cadence::Year,
        CadenceForm::OnChange => Cadence::OnChange,
    };
    if form.period.is_none() && cadence != Cadence::OnChange {
        let remark = Remark::new(&codes::SCHEDULE_NEEDS, "det framgår inte vilken period en rad hör till")
            .at(check.place(schedule), "leveransen följs per period")
            .help("lägg till `period: …`, kolumnen med dag, vecka, månad eller period");
        check.say(remark);
    }
    let due_day = due_day(check, schedule);
    let complete = complete(check, form, &schedule.value.complete, scope);
    Some(Some(Schedule { cadence, due_day: due_day?, complete }))
}

fn due_day(check: &mut Check<'_>, schedule: &At<ScheduleForm>) -> Option<u32> {
    let on_change = schedule.value.cadence == CadenceForm::OnChange;
    let (message, place, label, help): (String, Place, _, _) = match &schedule.value.due_day {
        Some(day) if on_change => (
            "en datamängd som lämnas när något ändras har ingen leveransdag".to_owned(),
            check.place(day),
            "ska inte stå här",
            "ta bort `due-day`, eller ange hur ofta den lämnas i `cadence`",
        ),
        Some(day) if (1..=28).contains(&day.value) => return Some(day.value),
        Some(day) => (
            format!("dagen {} finns inte i varje månad", day.value),
            check.place(day),
            "ska vara 1–28",
            "skriv en dag mellan 1 och 28",
        ),
        // Nothing is ever due, so the day is never asked for.
        None if on_change => return Some(1),
        None => (
            "det framgår inte när leveransen ska ha kommit".to_owned(),
            check.place(schedule),
            "`due-day` saknas",
            "lägg till `due-day: …`, dagen i månaden efter perioden",
        ),
    };
    check.say(Remark::new(&codes::BAD_DUE_DAY, message).at(place, label).help(help));
    None
}

fn complete(check: &mut Check<'_>, form: &DatasetForm, complete: &At<CompleteForm>, scope: &Scope<'_>) -> Complete {
    let period = form.period.as_ref().and_then(|p| scope.columns.types.get(&p.value.0)).map(|t| &t.kind);
    // Without a period, or with one of the wrong type, that has been remarked on.
    let mut needs = |key: &str, serves: &[&ColumnType], what: &str| {
        let Some(kind) = period.filter(|kind| kind.is_time() && !serves.contains(kind)) else { return };
        let remark = Remark::new(
            &codes::SCHEDULE_NEEDS,
            format!("`{key}` går inte att pröva, eftersom periodkolumnen har typen `{}`", kind.key()),
        )
        .at(check.place(complete), format!("kräver att varje rad har {what}"))
        .help(format!("välj en periodkolumn med {what}, eller ett annat `complete`"));
        check.say(remark);
    };
    match &complete.value {
        CompleteForm::AnyRow => Complete::AnyRow,
        CompleteForm::EveryWeek => {
            needs("every-week", &[&ColumnType::Week, &ColumnType::Date, &ColumnType::Time], "en vecka eller en dag");
            Complete::EveryWeek
        }
        CompleteForm::EveryMonth => {
            let serves = [&ColumnType::Month, &ColumnType::Week, &ColumnType::Date, &ColumnType::Time];
            needs("every-month", &serves, "en månad, en vecka eller en dag");
            Complete::EveryMonth
        }
        CompleteForm::EveryMoment => {
            if !scope.columns.types.values().any(|t| t.kind == ColumnType::Moment) {
                let remark = Remark::new(&codes::SCHEDULE_NEEDS, "datamängden har ingen kolumn med typen `moment`")
                    .at(check.place(complete), "kräver ett moment i varje rad")
                    .help("lägg till en kolumn med typen `moment`, eller välj ett annat `complete`");
                check.say(remark);
            }
            Complete::EveryMoment
        }
        CompleteForm::EveryCode(column) => Complete::EveryCode(scope.named(check, column, &EVERY_CODE)),
    }
}
