//! What of the follow-up needs a decision, in the imperative, with its ground.
//!
//! Decides nothing: `follow_up` says what is needed and why; here it is put into words.

use super::shared;
use super::{say, shared::UNSTATED};
use crate::field::outcome::Outcome;
use crate::field::recommendation::Called;
use crate::follow_up::{self, Done, Need, Subject};
use crate::words;
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

/// All decisions needed, recommendations first, then improvements.
pub(super) fn decisions(outcome: &Outcome) -> Vec<Decision> {
    let requested = outcome.made.whenever().and_then(|e| e.observations.reply_requested.as_ref());
    let needed = follow_up::decisions(&outcome.follow_up, requested);
    needed
        .iter()
        .map(|decision| {
            let (text, why) = worded(outcome, &decision.need);
            let id = match &decision.about {
                Subject::All => None,
                Subject::Recommendation(id) => Some(id.to_string()),
                Subject::Improvement(id) => Some(id.to_string()),
            };
            Decision { id, text, why: Some(why) }
        })
        .collect()
}

fn worded(outcome: &Outcome, need: &Need) -> (String, String) {
    let today = outcome.as_of.0;
    let body = shared::body(outcome).unwrap_or("styrelsen");
    let called = outcome.audit.recommendations.called;
    let (text, why): (String, String) = match need {
        Need::LearnOfReply => (
            format!("Ta reda på om {body} har lämnat det begärda svaret."),
            "Ett svar är begärt, men källan säger inte om det har lämnats.".into(),
        ),
        Need::AskForReplies => {
            let (each, none) = match called {
                Called::Recommendation => (
                    "varje rekommendation: godtas den, vem ansvarar och när ska den vara genomförd?",
                    "någon av rekommendationerna",
                ),
                Called::Proposal => {
                    ("varje förslag: godtas det, vem ansvarar och när ska det vara genomfört?", "något av förslagen")
                }
            };
            (format!("Ta ställning till {each}"), format!("Svar, ansvarig och slutdatum {UNSTATED} för {none}."))
        }
        Need::NameVerifiers => (
            "Bestäm vem som verifierar att åtgärderna har genomförts.".into(),
            "Den som ansvarar för en åtgärd kan inte verifiera den.".into(),
        ),
        Need::AskHowItGoes => ("Begär besked om hur det går.".into(), format!("Status {UNSTATED}.")),
        Need::AskForReply(by) => (
            match by {
                Some(day) => format!("Lämna det svar som skulle ha lämnats {}.", words::date(*day)),
                None => "Lämna det svar som saknas.".into(),
            },
            match by.filter(|day| *day < today) {
                Some(day) => format!("Svarsdagen passerades för {} sedan.", words::elapsed(day, today)),
                None => "Svarsdagen har passerat.".into(),
            },
        ),
        Need::ReconsiderRisk(until) => (
            "Ompröva den accepterade risken.".into(),
            until.map_or_else(
                || "Tiden har gått ut.".to_owned(),
                |day| format!("Den gällde till {}.", words::date(day)),
            ),
        ),
        Need::AskForNewAction(reason) => (
            "Besluta om en ny åtgärd med ansvarig och slutdatum.".into(),
            reason.clone().unwrap_or_else(|| match called {
                Called::Recommendation => "Den var avslutad men har öppnats igen.".to_owned(),
                Called::Proposal => "Det var avslutat men har öppnats igen.".to_owned(),
            }),
        ),
        Need::NameVerifier => (
            "Bestäm vem som verifierar att åtgärden är genomförd.".into(),
            "Verksamheten uppger att den är det, men ingen annan har kontrollerat det.".into(),
        ),
        Need::StandOnDelay(part, due) => {
            let what = part.as_ref().map_or_else(|| "åtgärden".to_owned(), |part| format!("del {part}"));
            let moved = match due.extensions {
                0 => String::new(),
                n => format!(
                    " Ursprunglig dag var {}; den har flyttats {}.",
                    words::date(due.original),
                    words::counted(u64::from(n), "gång", "gånger")
                ),
            };
            (
                format!("Ta ställning till att {what} är {}.", say::late(due.current, today)),
                format!("Slutdatumet {} har passerat.{moved}", words::date(due.current)),
            )
        }
        Need::StandOnRejection => {
            let what = match called {
                Called::Recommendation => "rekommendationen",
                Called::Proposal => "förslaget",
            };
            (format!("Ta ställning till att {body} har avvisat {what}."), "Ingen accepterad risk är beslutad.".into())
        }
        Need::AskOfImprovement(due, done) => {
            let said = match done {
                Done::Unstated => "källan säger inte om den genomfördes",
                Done::SaidSo => "verksamheten uppger att den är genomförd, men ingen annan har kontrollerat det",
                Done::No => "den är inte genomförd",
            };
            let passed = words::elapsed(due.current, today);
            (
                format!("Begär besked om förbättringen var klar {}.", words::date(due.current)),
                format!("Slutdagen passerades för {passed} sedan, och {said}."),
            )
        }
    };
    (text, why)
}
