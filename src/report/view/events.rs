//! Entries of the follow-up register in words: what happened, and what was written.

use super::say;
use crate::field::id::EntryId;
use crate::field::outcome::Outcome;
use crate::field::rating::MarkKind;
use crate::field::recommendation::{About, Acceptance, Entry, Finds, What};
use crate::words;
use serde::Serialize;

/// An entry in a history, oldest first.
#[derive(Serialize)]
pub(super) struct Event {
    date: String,
    by: String,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// An entry; one that was withdrawn later says so.
pub(super) fn event(outcome: &Outcome, entry: &Entry, withdrawn: &[&EntryId], all: &[&Entry]) -> Event {
    let (what, text) = what(outcome, entry, all);
    let what = match &entry.about {
        About::Part(part) => format!("{part}: {}", say::lower_first(&what)),
        About::Audit | About::Recommendation(_) | About::Improvement(_) => what,
    };
    Event {
        date: words::date(entry.date),
        by: entry.by.clone(),
        what: if withdrawn.contains(&&entry.id) { format!("{what} ({})", words::WITHDRAWN) } else { what },
        text,
        source: entry.source.clone(),
    }
}

fn what(outcome: &Outcome, entry: &Entry, all: &[&Entry]) -> (String, Option<String>) {
    match &entry.what {
        What::Request { reply_by: Some(day) } => (format!("Svar begärt till {}", words::date(*day)), None),
        What::Request { reply_by: None } => ("Svar begärt".to_owned(), None),
        What::Reply { acceptance, text } => {
            (format!("Svar: {}", say::lower_first(accepted(*acceptance))), text.clone())
        }
        What::Action { text, owner, due } => {
            let by = due.map_or_else(String::new, |day| format!(", klar senast {}", words::date(day)));
            (format!("Åtgärd: ansvarig {owner}{by}"), Some(text.clone()))
        }
        What::Status { code, text, forecast, remains, evidence } => {
            let label = outcome.wording.statuses.get(code).map_or(code.key(), |s| s.label.as_str());
            let expected = forecast.map_or_else(String::new, |day| format!(", väntas klar {}", words::date(day)));
            let mut said: Vec<String> = text.iter().cloned().collect();
            if !remains.is_empty() {
                said.push(format!("Återstår: {}.", words::list(remains.iter().map(|p| p.as_str()))));
            }
            if !evidence.is_empty() {
                said.push(format!("Underlag: {}.", evidence.join("; ")));
            }
            (format!("Status: {}{expected}", say::lower_first(label)), joined(said))
        }
        What::Extension { due, reason } => (format!("Förlängning till {}", words::date(*due)), Some(reason.clone())),
        What::Decision { dnr, paragraph, text } => {
            (format!("Beslut, dnr {}, {paragraph}", number(dnr)), Some(text.clone()))
        }
        What::AcceptRisk { dnr, paragraph, reason, valid_until } => (
            format!("Risken accepterad till {}, dnr {}, {paragraph}", words::date(*valid_until), number(dnr)),
            Some(reason.clone()),
        ),
        What::Verification { finds, evidence, text } => {
            let mut said: Vec<String> = text.iter().cloned().collect();
            if !evidence.is_empty() {
                said.push(format!("Underlag: {}.", evidence.join("; ")));
            }
            (format!("Verifiering: {}", say::lower_first(found(*finds).1)), joined(said))
        }
        What::Closed { reason } => ("Avslutad, ej längre aktuell".to_owned(), Some(reason.clone())),
        What::Replaced { by, audit, reason } => {
            let of = audit.as_ref().map_or_else(String::new, |audit| format!(" i granskningen {audit}"));
            (format!("Ersatt av {by}{of}"), Some(reason.clone()))
        }
        What::Reopened { reason } => ("Återöppnad".to_owned(), Some(reason.clone())),
        What::Corrects { entry, reason } => {
            let day = all.iter().find(|e| e.id == *entry).map(|e| format!(" från {}", words::date(e.date)));
            (format!("Tar tillbaka uppgiften{}", day.unwrap_or_default()), Some(reason.clone()))
        }
    }
}

/// A diarienummer without a `dnr` of its own.
fn number(dnr: &str) -> &str {
    dnr.strip_prefix("dnr ").unwrap_or(dnr)
}

fn joined(said: Vec<String>) -> Option<String> {
    (!said.is_empty()).then(|| said.join(" "))
}

/// The board's stand.
pub(crate) fn accepted(acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Accepted => "Godtagen",
        Acceptance::Partly => "Godtagen i delar",
        Acceptance::Rejected => "Avvisad",
    }
}

/// What a verifier found, as mark and word.
pub(super) fn found(finds: Finds) -> (MarkKind, &'static str) {
    match finds {
        Finds::Implemented => (MarkKind::Met, "Genomförd"),
        Finds::Partly => (MarkKind::PartlyMet, "Delvis genomförd"),
        Finds::NotImplemented => (MarkKind::NotMet, "Ej genomförd"),
    }
}
