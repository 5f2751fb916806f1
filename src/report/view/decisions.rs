//! What of the follow-up needs a decision, in the imperative, with its ground.
//!
//! Decides nothing itself: each line rests on a status, a date or a reply that the outcome holds, or on the lack of all of them.

use super::shared;
use super::uppfoljning::{anything_is_known, reply_by};
use super::{item, say, shared::UNSTATED};
use crate::field::outcome::Outcome;
use crate::field::recommendation::{Acceptance, Called, Entry, StatusCode, What};
use crate::field::standing::{ImprovementStanding, Standing};
use crate::words;
use chrono::NaiveDate;
use serde::Serialize;

/// Something that needs a decision.
#[derive(Serialize)]
pub(super) struct Decision {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

fn about_all(text: impl Into<String>, why: impl Into<String>) -> Decision {
    Decision { id: None, text: text.into(), why: Some(why.into()) }
}

/// All decisions needed, recommendations first, then improvements.
pub(super) fn decisions(outcome: &Outcome) -> Vec<Decision> {
    let mut decisions = if anything_is_known(outcome) {
        outcome.follow_up.standings.iter().flat_map(|s| of(outcome, s)).collect()
    } else {
        nothing_known(outcome)
    };
    decisions.extend(outcome.follow_up.improvements.iter().filter_map(|i| overdue_improvement(outcome, i)));
    decisions
}

/// When no source says anything of what became of the recommendations.
fn nothing_known(outcome: &Outcome) -> Vec<Decision> {
    if outcome.audit.recommendations.items.is_empty() {
        return Vec::new();
    }
    let body = shared::body(outcome).unwrap_or("styrelsen");
    let asked = outcome.established.as_ref().and_then(|e| e.observations.reply_requested.as_ref());
    if asked.is_some() {
        return vec![about_all(
            format!("Ta reda på om {body} har lämnat det begärda svaret."),
            "Ett svar är begärt, men källan säger inte om det har lämnats.",
        )];
    }
    let (each, none) = match outcome.audit.recommendations.called {
        Called::Recommendation => (
            "varje rekommendation: godtas den, vem ansvarar och när ska den vara genomförd?",
            "någon av rekommendationerna",
        ),
        Called::Proposal => {
            ("varje förslag: godtas det, vem ansvarar och när ska det vara genomfört?", "något av förslagen")
        }
    };
    vec![
        about_all(
            format!("Begär {} svar på {each}", say::genitive(body)),
            format!("Svar, ansvarig och förfallodag {UNSTATED} för {none}."),
        ),
        about_all(
            "Bestäm vem som verifierar att åtgärderna har genomförts.",
            "Den som ansvarar för en åtgärd kan inte verifiera den.",
        ),
    ]
}

/// What one recommendation needs: at most one thing, the most pressing.
fn of(outcome: &Outcome, standing: &Standing) -> Option<Decision> {
    let (text, why) = needed(outcome, standing)?;
    Some(Decision { id: Some(standing.recommendation.to_string()), text, why: Some(why) })
}

fn needed(outcome: &Outcome, standing: &Standing) -> Option<(String, String)> {
    let today = outcome.as_of.0;
    let Some(status) = &standing.status else {
        return Some(("Begär besked om hur det går.".to_owned(), format!("Status {UNSTATED}.")));
    };
    match status.code {
        StatusCode::EjBesvarad => {
            let by = reply_by(outcome, standing);
            let text = match by {
                Some(day) => format!("Begär det svar som skulle ha lämnats {}.", words::date(day)),
                None => "Begär det svar som saknas.".to_owned(),
            };
            let why = match by.filter(|day| *day < today) {
                Some(day) => format!("Svarsdagen passerades för {} sedan.", words::elapsed(day, today)),
                None => "Svarsdagen har passerat.".to_owned(),
            };
            Some((text, why))
        }
        StatusCode::Risk => {
            let until = standing.entries.iter().rev().find_map(accepted_until);
            let why = until.map_or_else(
                || "Tiden har gått ut.".to_owned(),
                |day| format!("Den gällde till {}.", words::date(day)),
            );
            standing.risk_expired.then(|| ("Ompröva den accepterade risken.".to_owned(), why))
        }
        StatusCode::Ateroppnad => {
            let why =
                reopened(&standing.entries).unwrap_or_else(|| "Den var avslutad men har öppnats igen.".to_owned());
            Some(("Begär en ny åtgärd med ansvarig och dag.".to_owned(), why))
        }
        StatusCode::Rapporterad => Some((
            "Bestäm vem som verifierar att åtgärden är genomförd.".to_owned(),
            "Verksamheten uppger att den är det, men ingen annan har kontrollerat det.".to_owned(),
        )),
        StatusCode::Verifierad | StatusCode::EjAktuell | StatusCode::Ersatt => None,
        StatusCode::EjPaborjad | StatusCode::Pagar | StatusCode::Delvis => late_or_rejected(outcome, standing),
    }
}

fn late_or_rejected(outcome: &Outcome, standing: &Standing) -> Option<(String, String)> {
    if let Some(due) = standing.due.as_ref().filter(|_| item::is_late(standing)) {
        let moved = match due.extensions {
            0 => String::new(),
            n => format!(
                " Ursprunglig dag var {}; den har flyttats {}.",
                words::date(due.original),
                words::counted(u64::from(n), "gång", "gånger")
            ),
        };
        let why = format!("Förfallodagen {} har passerat.{moved}", words::date(due.current));
        return Some((format!("Ta ställning till att åtgärden är {}.", say::late(due.current, outcome.as_of.0)), why));
    }
    (standing.acceptance == Some(Acceptance::Rejected)).then(|| {
        let body = shared::body(outcome).unwrap_or("styrelsen");
        (
            format!("Ta ställning till att {body} har avvisat rekommendationen."),
            "Ingen accepterad risk är beslutad.".to_owned(),
        )
    })
}

fn accepted_until(entry: &Entry) -> Option<NaiveDate> {
    if let What::AcceptRisk { valid_until, .. } = entry.what { Some(valid_until) } else { None }
}

fn reopened(entries: &[Entry]) -> Option<String> {
    entries.iter().rev().find_map(|e| if let What::Reopened { reason } = &e.what { Some(reason.clone()) } else { None })
}

fn overdue_improvement(outcome: &Outcome, standing: &ImprovementStanding) -> Option<Decision> {
    let due = standing.due.as_ref().filter(|due| due.overdue)?;
    let day = words::date(due.current);
    let said = if standing.status.is_some() {
        "den är inte genomförd"
    } else {
        "källan säger inte om den blev genomförd"
    };
    Some(Decision {
        id: Some(standing.improvement.to_string()),
        text: format!("Begär besked om förbättringen var klar {day}."),
        why: Some(format!("Dagen passerades för {} sedan, och {said}.", words::elapsed(due.current, outcome.as_of.0))),
    })
}
