//! One recommendation in the follow-up: what was asked, what is known of it, and what no source states.

use super::events::{self, Event};
use super::say;
use super::shared::{self, Verdict};
use crate::field::id::EntryId;
use crate::field::outcome::Outcome;
use crate::field::recommendation::{About, Entry, ParentIs, Recommendation, StatusCode, What};
use crate::field::standing::{Age, Due, Lateness, Standing, Status};
use crate::follow_up::{self, Answer};
use crate::words;
use serde::Serialize;

/// A recommendation with everything that is known of it.
#[derive(Serialize)]
pub(super) struct Item {
    id: String,
    text: String,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<String>,
    facts: Vec<Fact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unstated: Option<String>,
    parts: Vec<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts_rule: Option<&'static str>,
    questions: Vec<Question>,
    actions: Vec<Action>,
    verifications: Vec<Verification>,
    history: Vec<Event>,
}

/// One known fact.
#[derive(Serialize)]
pub(super) struct Fact {
    label: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct Part {
    id: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Verdict>,
}

#[derive(Serialize)]
struct Question {
    id: String,
    text: String,
    established: Verdict,
    indicated: Verdict,
}

#[derive(Serialize)]
struct Action {
    text: String,
    owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

#[derive(Serialize)]
struct Verification {
    date: String,
    by: String,
    finding: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    evidence: Vec<String>,
}

impl Fact {
    /// A label and what is known.
    pub(super) fn new(label: &'static str, text: impl Into<String>) -> Self {
        Self { label, text: text.into(), note: None }
    }
}

/// A status as a verdict, with who reported it and when.
pub(super) fn status(entries: &[Entry], status: &Status) -> Verdict {
    let entry = status.by_entry.as_ref().and_then(|id| entries.iter().find(|e| e.id == *id));
    let note = entry.map(|e| format!("{}, {}", e.by, words::date(e.date)));
    Verdict {
        mark: status.code.key(),
        word: None,
        note: note.or(status.since.map(|day| format!("sedan {}", words::date(day)))),
    }
}

/// The item of one recommendation.
pub(super) fn item(outcome: &Outcome, recommendation: &Recommendation, standing: Option<&Standing>) -> Item {
    let nothing = Vec::new();
    let entries = standing.map_or(&nothing, |s| &s.entries);
    let in_force: Vec<&Entry> =
        entries.iter().filter(|e| !standing.is_some_and(|s| s.withdrawn.contains(&e.id))).collect();
    let actions: Vec<Action> = in_force.iter().filter_map(|e| action(e)).collect();
    let verifications: Vec<Verification> = in_force.iter().filter_map(|e| verification(e)).collect();
    let acceptance = standing.and_then(|s| acceptance(outcome, s));
    let known = follow_up::anything_is_known(&outcome.follow_up);
    let has_status = standing.is_some_and(|s| s.status.is_some());
    Item {
        id: recommendation.id.to_string(),
        text: recommendation.quote.text.clone(),
        source: recommendation.quote.source.clone(),
        status: standing.and_then(|s| s.status.as_ref()).map(|s| status(entries, s)),
        unstated: standing.filter(|_| known).and_then(|s| unstated(s, acceptance.as_deref(), &actions, &verifications)),
        acceptance,
        facts: standing.map(|s| facts(outcome, s, &in_force)).unwrap_or_default(),
        parts: recommendation
            .parts
            .iter()
            .map(|part| Part {
                id: part.id.to_string(),
                text: part.gloss.clone(),
                // A single part is the whole, whose status stands above.
                status: standing
                    .filter(|_| recommendation.parts.len() > 1)
                    .and_then(|s| s.parts.iter().find(|p| p.part == part.id)?.status.as_ref())
                    .map(|s| Verdict { mark: s.code.key(), word: None, note: None }),
            })
            .collect(),
        parts_rule: (has_status && recommendation.parts.len() > 1).then_some(match recommendation.parent_is {
            ParentIs::WorstPart => "Helheten får den sämsta delens status.",
            ParentIs::PartlyWhenSome => {
                "Helheten är delvis genomförd när någon del är genomförd, och genomförd när alla är det."
            }
        }),
        questions: questions(outcome, recommendation),
        actions,
        verifications,
        history: history(outcome, standing),
    }
}

/// The board's stand; *Inget svar* only when one was asked for and its day has passed.
fn acceptance(outcome: &Outcome, standing: &Standing) -> Option<String> {
    match follow_up::answer(&outcome.follow_up, standing, outcome.as_of) {
        Answer::Given(acceptance) => Some(events::accepted(acceptance).to_owned()),
        Answer::OnlyParts(parts) => Some(format!("Svar bara på {}", words::list(parts.iter().map(|p| p.as_str())))),
        Answer::Missing => Some("Inget svar".to_owned()),
        Answer::Unknown => None,
    }
}

fn facts(outcome: &Outcome, standing: &Standing, entries: &[&Entry]) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(standing.owner.as_ref().map(|owner| Fact::new("Ansvarig", owner.clone())));
    if let Some(due) = &standing.due {
        facts.extend(due_facts(outcome, due, entries));
    }
    facts.extend(standing.forecast.map(|day| Fact::new("Prognos", words::date(day))));
    for entry in entries {
        if let What::AcceptRisk { dnr, paragraph, valid_until, .. } = &entry.what {
            let note = standing.risk_expired.then(|| "tiden har gått ut".to_owned());
            facts.push(Fact { label: "Risken accepterad till", text: words::date(*valid_until), note });
            facts.push(Fact::new("Beslut", format!("dnr {}, {paragraph}", dnr.strip_prefix("dnr ").unwrap_or(dnr))));
        }
    }
    facts.extend(standing.age.map(|age| Fact::new("Öppen", age_words(age))));
    facts
}

/// That a due date has passed: *försenad* only where a status says that the thing is not done, else just that the day has passed.
fn late(outcome: &Outcome, due: &Due) -> Option<String> {
    match due.lateness {
        Lateness::InTime => None,
        Lateness::DayPassed => Some("dagen har passerat".to_owned()),
        Lateness::Late => Some(say::late(due.current, outcome.as_of.0)),
    }
}

/// The same of a recommendation on one line: its own day, else that of the part that is late.
pub(super) fn late_in_all(outcome: &Outcome, standing: &Standing) -> Option<String> {
    match standing.late() {
        Some((Some(part), due)) => Some(format!("{part} {}", say::late(due.current, outcome.as_of.0))),
        Some((None, due)) => late(outcome, due),
        None => standing.due.as_ref().and_then(|due| late(outcome, due)),
    }
}

fn due_facts(outcome: &Outcome, due: &Due, entries: &[&Entry]) -> Vec<Fact> {
    let late = late(outcome, due);
    if due.extensions == 0 {
        return vec![Fact { label: "Slutdatum", text: words::date(due.current), note: late }];
    }
    let last = entries.iter().rev().find(|e| matches!(e.what, What::Extension { .. }));
    let when = last.map_or_else(String::new, |e| format!(", senast {}", words::date(e.date)));
    vec![
        Fact::new("Första slutdatum", words::date(due.original)),
        Fact { label: "Gällande slutdatum", text: words::date(due.current), note: late },
        Fact::new("Förlängningar", format!("{}{when}", due.extensions)),
    ]
}

/// How long something has been open.
fn age_words(age: Age) -> &'static str {
    match age {
        Age::UnderSixMonths => "under 6 månader",
        Age::SixToTwelveMonths => "6–12 månader",
        Age::OneToTwoYears => "1–2 år",
        Age::TwoToFourYears => "2–4 år",
        Age::OverFourYears => "över 4 år",
    }
}

/// What no source states of a recommendation, in one sentence. One that is closed, or whose risk is accepted, needs neither
/// action nor verification.
fn unstated(
    standing: &Standing,
    reply: Option<&str>,
    actions: &[Action],
    verifications: &[Verification],
) -> Option<String> {
    let code = standing.status.as_ref().map(|s| s.code);
    if matches!(code, Some(StatusCode::Risk | StatusCode::EjAktuell | StatusCode::Ersatt)) {
        return None;
    }
    let missing = [
        (reply.is_none(), "svar"),
        (standing.status.is_none(), "status"),
        (standing.owner.is_none(), "ansvarig"),
        (standing.due.is_none(), "slutdatum"),
        (actions.is_empty(), "åtgärd"),
        (verifications.is_empty(), "verifiering"),
    ];
    let missing: Vec<&str> = missing.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    (!missing.is_empty()).then(|| format!("{} {}.", words::capitalised(&words::list(missing)), shared::UNSTATED))
}

fn questions(outcome: &Outcome, recommendation: &Recommendation) -> Vec<Question> {
    let of = |id| Some((outcome.audit.question(id)?, outcome.questions.iter().find(|r| r.question == *id)?));
    let found = recommendation.answers.iter().filter_map(of);
    found
        .map(|(question, result)| Question {
            id: question.id.to_string(),
            text: question.quote.text.clone(),
            established: shared::established(outcome, result),
            indicated: shared::indicated(question, &result.indicated),
        })
        .collect()
}

/// `R12a: ` before what is about a part only.
fn part_prefix(entry: &Entry) -> String {
    match &entry.about {
        About::Part(part) => format!("{part}: "),
        About::Audit | About::Recommendation(_) | About::Improvement(_) => String::new(),
    }
}

fn action(entry: &Entry) -> Option<Action> {
    let What::Action { text, owner, due } = &entry.what else { return None };
    Some(Action {
        text: format!("{}{text}", part_prefix(entry)),
        owner: owner.clone(),
        due: due.map(words::date),
        source: entry.source.clone(),
    })
}

fn verification(entry: &Entry) -> Option<Verification> {
    let What::Verification { finds, evidence, text } = &entry.what else { return None };
    let (mark, word) = events::found(*finds);
    let prefix = part_prefix(entry);
    let text = match text {
        Some(text) => Some(format!("{prefix}{text}")),
        None => (!prefix.is_empty()).then(|| prefix.trim_end_matches(": ").to_owned()),
    };
    Some(Verification {
        date: words::date(entry.date),
        by: entry.by.clone(),
        finding: Verdict { mark: mark.key(), word: Some(word.to_owned()), note: None },
        text,
        evidence: evidence.clone(),
    })
}

/// Everything that happened, oldest first: what is about the audit as a whole concerns each recommendation of it.
fn history(outcome: &Outcome, standing: Option<&Standing>) -> Vec<Event> {
    let Some(standing) = standing else { return Vec::new() };
    let mut all: Vec<&Entry> = outcome.follow_up.about_audit.iter().chain(&standing.entries).collect();
    all.sort_by_key(|e| e.date);
    let withdrawn: Vec<&EntryId> = outcome.follow_up.withdrawn.iter().chain(&standing.withdrawn).collect();
    all.iter().map(|entry| events::event(outcome, entry, &withdrawn, &all)).collect()
}
