//! The division's open actions in the follow-up register: what the form asks about them, and the entries that answers become.
//!
//! An owner reports; what others decide or verify is never asked here. Actions are the division's when their owner is named after it or
//! after one of its units.

use super::build::{Ask, asked};
use super::model::{Answer, Column, Current, Fill, GroupCell, Kind, Row, Sheet};
use super::value::{iso_day, tidy};
use crate::field::id::{EntryId, PartId};
use crate::field::recommendation::{About, Entry, StatusCode, What};
use crate::field::scale::Wording;
use crate::field::standing::{Due, Status};
use crate::follow_up;
use crate::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an owner can report.
const REPORTED: [StatusCode; 4] =
    [StatusCode::EjPaborjad, StatusCode::Pagar, StatusCode::Delvis, StatusCode::Rapporterad];

/// A report on an action, ready to become an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it is about: `recommendation: R1`, `part: R1a`, `improvement: F1`.
    pub about: (&'static str, String),
    /// The function that owns the action.
    pub by: String,
    /// The status.
    pub code: StatusCode,
    /// What is done or has been done.
    pub text: String,
    /// When it is expected to be done.
    pub forecast: Option<NaiveDate>,
    /// Parts that remain.
    pub remains: Vec<PartId>,
    /// Evidence.
    pub evidence: String,
}

/// What a report lacks: the column, and what is wanted there.
pub type Lack = (&'static str, &'static str);

/// An open action of the division.
struct Open<'a> {
    about: About,
    what: &'a str,
    action: &'a str,
    owner: &'a str,
    due: Option<&'a Due>,
    status: Option<&'a Status>,
    reported: Option<&'a Entry>,
}

/// The sheet of actions.
pub(super) fn sheet(ask: &Ask<'_>) -> Sheet {
    let shown = |id: &str, head: &str, width| Column {
        id: id.to_owned(),
        head: head.to_owned(),
        width,
        fill: Fill::Shown,
        required: false,
    };
    let labels = REPORTED.iter().map(|c| label(ask.wording, *c)).collect();
    let columns = vec![
        shown("galler", "Gäller", 8),
        shown("vad", "Vad som rekommenderas", 30),
        shown("atgard", "Åtgärd", 27),
        shown("ansvarig", "Ansvarig funktion", 17),
        shown("klar", "Ska vara klar", 12),
        shown("nu", "Status i registret", 15),
        asked("status", "Status", 18, Answer::Word(labels)),
        asked("text", "Vad som görs eller har gjorts", 30, Answer::Text(4_000)),
        asked("prognos", "Väntas vara klar, ÅÅÅÅ-MM-DD", 13, Answer::Day),
        asked("aterstar", "Delar som återstår", 11, Answer::Text(1_000)),
        asked("underlag", "Underlag som går att slå upp", 22, Answer::Text(2_000)),
    ];
    let follow_up = follow_up::follow_up(&ask.audit.recommendations, ask.improvements, ask.entries, ask.as_of());
    let mut open = Vec::new();
    for standing in &follow_up.standings {
        let Some(item) = ask.audit.recommendations.get(&standing.recommendation) else { continue };
        let about = About::Recommendation(standing.recommendation.clone());
        let in_force = in_force(&standing.entries, &standing.withdrawn);
        open.extend(one(ask, about, &item.quote.text, &in_force, standing.due.as_ref(), standing.status.as_ref()));
        for part in &standing.parts {
            let gloss = item.parts.iter().find(|p| p.id == part.part).map_or("", |p| p.gloss.as_str());
            let about = About::Part(part.part.clone());
            open.extend(one(ask, about, gloss, &in_force, part.due.as_ref(), part.status.as_ref()));
        }
    }
    for standing in &follow_up.improvements {
        let Some(item) = ask.improvements.iter().find(|i| i.id == standing.improvement) else { continue };
        let about = About::Improvement(standing.improvement.clone());
        let in_force = in_force(&standing.entries, &standing.withdrawn);
        open.extend(one(ask, about, &item.quote.text, &in_force, standing.due.as_ref(), standing.status.as_ref()));
    }
    let mut current = BTreeMap::new();
    let mut rows = Vec::new();
    for action in open {
        let (kind, id) = key(&action.about);
        let key = format!("{kind}:{id}");
        let values = reported(ask.wording, &action);
        let value = |id: &str| values.get(id).cloned().unwrap_or_default();
        let status = action.status.map_or_else(|| words::UNSTATED.to_owned(), |s| label(ask.wording, s.code));
        let cells = vec![
            id.clone(),
            action.what.to_owned(),
            action.action.to_owned(),
            action.owner.to_owned(),
            action.due.map(|d| words::iso(d.current)).unwrap_or_default(),
            status,
            value("status"),
            value("text"),
            value("prognos"),
            value("aterstar"),
            value("underlag"),
        ];
        if let Some(entry) = action.reported {
            let (file, row) = (entry.place.file.clone(), entry.place.line);
            current.insert(key.clone(), Current { values, file, row });
        }
        rows.push(Row { key, about: format!("{id}, {}", action.action), cells, group: GroupCell::Known });
    }
    let division = ask.tree.name(&ask.facts.division);
    let empty = format!(
        "Registret har inga öppna åtgärder som {division} eller dess enheter ansvarar för. Här finns inget att fylla i."
    );
    Sheet { kind: Kind::Actions, columns, rows, empty, due: None, current }
}

fn in_force<'a>(entries: &'a [Entry], withdrawn: &[EntryId]) -> Vec<&'a Entry> {
    entries.iter().filter(|e| !withdrawn.contains(&e.id)).collect()
}

/// The open action on exactly this thing, when the division owns it.
fn one<'a>(
    ask: &Ask<'_>,
    about: About,
    what: &'a str,
    entries: &[&'a Entry],
    due: Option<&'a Due>,
    status: Option<&'a Status>,
) -> Option<Open<'a>> {
    let of_it = || entries.iter().rev().filter(|e| e.about == about);
    let (action, owner) = of_it().find_map(|e| match &e.what {
        What::Action { text, owner, .. } => Some((text.as_str(), owner.as_str())),
        What::Request { .. }
        | What::Reply { .. }
        | What::Status { .. }
        | What::Extension { .. }
        | What::Decision { .. }
        | What::AcceptRisk { .. }
        | What::Verification { .. }
        | What::Closed { .. }
        | What::Replaced { .. }
        | What::Reopened { .. }
        | What::Corrects { .. } => None,
    })?;
    let closed = status.is_some_and(|s| {
        matches!(s.code, StatusCode::Verifierad | StatusCode::EjAktuell | StatusCode::Ersatt | StatusCode::Risk)
    });
    if closed || !owned(ask, owner) {
        return None;
    }
    let reported = of_it().copied().find(|e| matches!(e.what, What::Status { .. }));
    Some(Open { about, what, action, owner, due, status, reported })
}

/// Whether a function is named after the division or one of its units. The form of the whole organisation has all actions.
fn owned(ask: &Ask<'_>, owner: &str) -> bool {
    if ask.facts.division == ask.tree.top().id {
        return true;
    }
    let owner = owner.to_lowercase();
    let units = ask.tree.units.iter().filter(|u| ask.tree.is_within(&u.id, &ask.facts.division));
    let mut names = units.flat_map(|u| [u.label.as_str(), u.short(), u.id.as_str()]);
    names.any(|name| mentions(&owner, &name.to_lowercase()))
}

/// Whether a name stands in a text as words of its own, with or without a genitive *s*.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + name.len()..].chars();
        let next = after.next();
        let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        ends(before) && (ends(next) || (next == Some('s') && ends(after.next())))
    })
}

fn key(about: &About) -> (&'static str, String) {
    match about {
        About::Audit => ("audit", String::new()),
        About::Recommendation(id) => ("recommendation", id.to_string()),
        About::Part(id) => ("part", id.to_string()),
        About::Improvement(id) => ("improvement", id.to_string()),
    }
}

fn label(wording: &Wording, code: StatusCode) -> String {
    wording.statuses.get(&code).map_or_else(|| code.key().to_owned(), |w| w.label.clone())
}

/// What the owner last reported, by column.
fn reported(wording: &Wording, action: &Open<'_>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let Some(Entry { what: What::Status { code, text, forecast, remains, evidence }, .. }) = action.reported else {
        return values;
    };
    let mut put = |id: &str, value: String| {
        let value = tidy(&value);
        if !value.is_empty() {
            values.insert(id.to_owned(), value);
        }
    };
    // After a verification or a reopening the last report no longer says how it stands.
    if action.status.is_none_or(|s| s.code == *code) {
        put("status", label(wording, *code));
    }
    put("text", text.clone().unwrap_or_default());
    put("prognos", forecast.map(words::iso).unwrap_or_default());
    put("aterstar", remains.iter().map(PartId::to_string).collect::<Vec<_>>().join(", "));
    put("underlag", evidence.join("; "));
    values
}

/// The report that a row of the form makes; what it lacks otherwise.
///
/// # Errors
/// Columns that must be filled in or changed.
pub fn report(ask: &Ask<'_>, sheet: &Sheet, row: &Row, given: &[String]) -> Result<Report, Vec<Lack>> {
    let value = |id: &str| sheet.position(id).and_then(|at| given.get(at)).map_or("", String::as_str);
    let mut lacks = Vec::new();
    let code = REPORTED.into_iter().find(|c| label(ask.wording, *c) == value("status"));
    if code.is_none() {
        lacks.push(("status", "välj en status i listan"));
    }
    let (kind, id) = row.key.split_once(':').unwrap_or_default();
    let kind = match kind {
        "recommendation" => "recommendation",
        "part" => "part",
        _ => "improvement",
    };
    let items = &ask.audit.recommendations.items;
    let parts: Vec<&PartId> = items
        .iter()
        .filter(|r| match kind {
            "recommendation" => r.id.as_str() == id,
            _ => r.parts.iter().any(|p| p.id.as_str() == id),
        })
        .flat_map(|r| r.parts.iter().map(|p| &p.id))
        .collect();
    let mut remains = Vec::new();
    for name in value("aterstar").split([',', ';', ' ']).filter(|n| !n.is_empty()) {
        match parts.iter().find(|p| p.as_str().eq_ignore_ascii_case(name)) {
            Some(part) => remains.push((*part).clone()),
            None => lacks.push(("aterstar", "skriv delarnas id med komma emellan, till exempel `R2a, R2b`")),
        }
    }
    match code {
        Some(StatusCode::Pagar) => {
            if value("text").is_empty() {
                lacks.push(("text", "skriv vad som görs"));
            }
            if value("prognos").is_empty() {
                lacks.push(("prognos", "skriv när åtgärden väntas vara klar"));
            }
        }
        Some(StatusCode::Delvis) if kind == "recommendation" && remains.is_empty() => {
            lacks.push(("aterstar", "skriv vilka delar som återstår, till exempel `R2a, R2b`"));
        }
        Some(StatusCode::Rapporterad) if value("underlag").is_empty() => {
            lacks.push(("underlag", "skriv vilket underlag som visar att åtgärden är genomförd; en plan räknas inte"));
        }
        Some(
            StatusCode::EjPaborjad
            | StatusCode::Delvis
            | StatusCode::Rapporterad
            | StatusCode::EjBesvarad
            | StatusCode::Verifierad
            | StatusCode::Risk
            | StatusCode::EjAktuell
            | StatusCode::Ersatt
            | StatusCode::Ateroppnad,
        )
        | None => {}
    }
    let owner = sheet.position("ansvarig").and_then(|at| row.cells.get(at)).cloned().unwrap_or_default();
    match code {
        Some(code) if lacks.is_empty() => Ok(Report {
            about: (kind, id.to_owned()),
            by: owner,
            code,
            text: value("text").to_owned(),
            forecast: iso_day(value("prognos")),
            remains,
            evidence: value("underlag").to_owned(),
        }),
        Some(_) | None => Err(lacks),
    }
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_function_is_the_divisions_when_it_is_named_after_it() {
        for (owner, is) in [
            ("divisionschef länssjukvård", true),
            ("länssjukvårds controller", true),
            ("länssjukvårdschef", false),
            ("fastighetschef", false),
        ] {
            assert_eq!(mentions(owner, "länssjukvård"), is, "{owner}");
        }
    }
}
