//! `granska status`: where each recommendation or proposal stands, and where that is known from.

use super::args::Form;
use super::context::Context;
use super::list::called;
use super::table::Table;
use super::{Exit, Stop};
use crate::diag::Remark;
use crate::field::outcome::Outcome;
use crate::field::standing::{Due, Lateness, Standing, Status};
use crate::report;
use crate::run::{Purpose, codes, suggest};
use crate::words::{UNSTATED, counted};
use std::io::Write;

pub(super) fn status(
    context: &Context,
    id: Option<&str>,
    form: Form,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Catalogue)?;
    let catalog = context.valid(&loaded)?;
    let outcomes = super::run::outcomes(context, &loaded, catalog)?;
    let mut rows = Vec::new();
    for (_, outcome) in &outcomes {
        rows.extend(
            outcome
                .follow_up
                .standings
                .iter()
                .flat_map(|s| lines(outcome, s))
                .filter(|r| id.is_none_or(|id| asked_for(r, id))),
        );
    }
    if let Some(id) = id.filter(|_| rows.is_empty()) {
        let known: Vec<&str> = outcomes
            .iter()
            .flat_map(|(_, o)| &o.audit.recommendations.items)
            .flat_map(|r| std::iter::once(r.id.as_str()).chain(r.parts.iter().map(|p| p.id.as_str())))
            .collect();
        let remark = Remark::new(&codes::NOTHING_NAMED, format!("ingen rekommendation och inget förslag heter `{id}`"));
        return Err(Stop::one(suggest(remark, id, known.into_iter()), Exit::Usage));
    }
    let table = Table {
        numbers: &[],
        title: "Status för rekommendationer och förslag",
        columns: vec![
            ("organisation", "Organisation"),
            ("audit", "Granskning"),
            ("kind", "Slag"),
            ("id", "Id"),
            ("what", "Vad"),
            ("status", "Status"),
            ("since", "Sedan"),
            ("acceptance", "Svar"),
            ("owner", "Ansvarig"),
            ("due", "Ska vara klar"),
            ("from", "Uppgift från"),
        ],
        rows,
    };
    match form {
        Form::Text => text(&table, &outcomes.iter().map(|(_, o)| o).collect::<Vec<_>>(), context.width, out)?,
        Form::Json | Form::Csv | Form::Xlsx | Form::Parquet => table.write(form, context.width, out)?,
    }
    super::say(&[], &loaded.sources, context.colour, err)?;
    Ok(Exit::Done)
}

fn asked_for(row: &[String], id: &str) -> bool {
    row[3] == id || (row[3].strip_prefix(id).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_lowercase())))
}

/// A table per case, without the columns that are the same all through.
fn text(table: &Table, outcomes: &[&Outcome], width: usize, out: &mut dyn Write) -> std::io::Result<()> {
    let mut first = true;
    for outcome in outcomes {
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .filter(|r| r[0] == outcome.organisation.id.as_str() && r[1] == outcome.audit.id.as_str())
            .map(|r| r[3..].to_vec())
            .collect();
        if rows.is_empty() {
            continue;
        }
        if !first {
            writeln!(out)?;
        }
        first = false;
        writeln!(
            out,
            "{}: {} ({}), per {}",
            outcome.organisation.label, outcome.audit.title, outcome.audit.year.is, outcome.as_of.0
        )?;
        // When nothing at all is known, one sentence says it better than a column of the same words.
        let unstated = rows.iter().all(|r| r[2] == UNSTATED);
        let rows = if unstated {
            rows.into_iter()
                .map(|mut r| {
                    r[2].clear();
                    r
                })
                .collect()
        } else {
            rows
        };
        Table { title: table.title, columns: table.columns[3..].to_vec(), rows, numbers: &[] }.write(
            Form::Text,
            width,
            out,
        )?;
        if unstated {
            writeln!(out, "Status, svar, ansvarig och slutdatum {UNSTATED}.")?;
        }
    }
    Ok(())
}

fn lines(outcome: &Outcome, s: &Standing) -> Vec<Vec<String>> {
    let Some(r) = outcome.audit.recommendations.get(&s.recommendation) else { return Vec::new() };
    let line = |id: String,
                what: String,
                status: Option<&Status>,
                acceptance: String,
                owner: Option<&String>,
                due: Option<&Due>| {
        vec![
            outcome.organisation.id.to_string(),
            outcome.audit.id.to_string(),
            called(outcome.audit.recommendations.called).to_owned(),
            id,
            what,
            status.map_or_else(|| UNSTATED.to_owned(), |s| outcome.wording.statuses[&s.code].label.clone()),
            status.and_then(|s| s.since).map(|d| d.to_string()).unwrap_or_default(),
            acceptance,
            owner.cloned().unwrap_or_default(),
            due.map(due_text).unwrap_or_default(),
            status.map(|s| from(s, &outcome.organisation.id.to_string())).unwrap_or_default(),
        ]
    };
    let acceptance = s.acceptance.map_or("", report::accepted);
    let whole = line(
        r.id.to_string(),
        r.quote.text.clone(),
        s.status.as_ref(),
        acceptance.to_owned(),
        s.owner.as_ref(),
        s.due.as_ref(),
    );
    let parts = s.parts.iter().map(|p| {
        let gloss = r.parts.iter().find(|x| x.id == p.part).map(|x| x.gloss.clone()).unwrap_or_default();
        line(p.part.to_string(), gloss, p.status.as_ref(), String::new(), p.owner.as_ref(), p.due.as_ref())
    });
    std::iter::once(whole).chain(parts).collect()
}

fn from(status: &Status, organisation: &str) -> String {
    match &status.by_entry {
        Some(entry) => format!("notering {entry} i data/{organisation}/uppfoljning"),
        None => "beräknad av datum eller delar".to_owned(),
    }
}

fn due_text(due: &Due) -> String {
    let mut text = due.current.to_string();
    if due.extensions > 0 {
        text.push_str(&format!(
            ", från början {}, flyttad {}",
            due.original,
            counted(u64::from(due.extensions), "gång", "gånger")
        ));
    }
    match due.lateness {
        Lateness::InTime => {}
        Lateness::DayPassed => text.push_str(", dagen har passerat"),
        Lateness::Late => text.push_str(", försenad"),
    }
    text
}
