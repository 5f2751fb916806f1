//! The view of the follow-up: what was recommended, what is known of it, and what needs a decision.
//!
//! Where the sources are silent it says so once and invents nothing.

use super::decisions::{self, Decision};
use super::item::{self, Fact, Item};
use super::say;
use super::shared::{self, Count, Document, Mark, Marks, Quote, Source, UNSTATED, Verdict};
use crate::field::established::{Improvement, Observations};
use crate::field::outcome::{Made, Outcome};
use crate::field::rating::MarkKind;
use crate::field::recommendation::{Called, Recommendation, StatusCode};
use crate::field::standing::{ImprovementStanding, Standing};
use crate::field::text::Quote as Words;
use crate::follow_up;
use crate::report::templates::Report;
use crate::words::{self, Gender};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Uppfoljning {
    document: Document,
    marks: BTreeMap<&'static str, Mark>,
    overview: Overview,
    items_heading: &'static str,
    items_notes: Vec<String>,
    items: Vec<Item>,
    improvements: Vec<Origin>,
    findings: Vec<Origin>,
    examples: Vec<Origin>,
    notes: Vec<String>,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct Overview {
    sentence: String,
    counts: Vec<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Quote>,
    called: &'static str,
    called_plural: &'static str,
    rows: Vec<Row>,
    decisions: Vec<Decision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_decisions: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unstated: Option<String>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<String>,
}

/// Something in the auditors' words, with what the text itself states of it.
#[derive(Serialize)]
struct Origin {
    id: String,
    text: String,
    source: String,
    facts: Vec<Fact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Verdict>,
}

/// The view.
pub(super) fn view(outcome: &Outcome, report: &Report) -> Uppfoljning {
    let nothing = Observations::default();
    let said = outcome.made.whenever().map_or(&nothing, |e| &e.observations);
    let recommendations = &outcome.audit.recommendations;
    let answers = recommendations.items.iter().any(|r| !r.answers.is_empty()) && !outcome.questions.is_empty();
    Uppfoljning {
        document: shared::document(outcome, report),
        marks: shared::marks(outcome, Marks::OutcomesAndStatuses),
        overview: overview(outcome, said),
        items_heading: match recommendations.called {
            Called::Recommendation => "Rekommendation för rekommendation",
            Called::Proposal => "Förslag för förslag",
        },
        items_notes: if answers {
            vec!["Kopplingen till kontrollfrågorna är granskas.".to_owned()]
        } else {
            Vec::new()
        },
        items: recommendations.items.iter().map(|r| item::item(outcome, r, standing(outcome, r))).collect(),
        improvements: said.improvements.iter().map(|i| improvement(outcome, i)).collect(),
        findings: said.findings.iter().map(|f| origin(f.item.id.as_str(), &f.item.quote)).collect(),
        examples: said.examples.iter().map(|i| origin(i.id.as_str(), &i.quote)).collect(),
        notes: notes(outcome),
        sources: shared::sources(outcome),
    }
}

fn standing<'a>(outcome: &'a Outcome, recommendation: &Recommendation) -> Option<&'a Standing> {
    outcome.follow_up.standings.iter().find(|s| s.recommendation == recommendation.id)
}

/// Whether any source says something of what became of the recommendations.
fn is_known(outcome: &Outcome) -> bool {
    follow_up::anything_is_known(&outcome.follow_up)
}

fn overview(outcome: &Outcome, said: &Observations) -> Overview {
    let (called, called_plural) = match outcome.audit.recommendations.called {
        Called::Recommendation => ("Rekommendation", "Rekommendationer"),
        Called::Proposal => ("Förbättringsförslag", "Förbättringsförslag"),
    };
    let rows: Vec<Row> = outcome.audit.recommendations.items.iter().map(|r| row(outcome, r)).collect();
    let decisions = decisions::decisions(outcome);
    Overview {
        sentence: sentence(outcome, said),
        counts: counts(outcome, said),
        tally: is_known(outcome).then(|| tally(outcome)),
        request: said.reply_requested.as_ref().map(Quote::from),
        called,
        called_plural,
        unstated: unstated(outcome, &rows),
        rows,
        no_decisions: decisions
            .is_empty()
            .then(|| format!("Inget kräver beslut per {}.", words::date(outcome.as_of.0))),
        decisions,
    }
}

fn row(outcome: &Outcome, recommendation: &Recommendation) -> Row {
    let standing = standing(outcome, recommendation);
    let due = standing.and_then(|s| s.due.as_ref());
    let glosses: Vec<String> = recommendation
        .parts
        .iter()
        .enumerate()
        .map(|(i, part)| if i == 0 { part.gloss.clone() } else { say::lower_first(&part.gloss) })
        .collect();
    Row {
        id: recommendation.id.to_string(),
        summary: glosses.join("; "),
        status: standing.and_then(|s| s.status.as_ref()).map(|s| Verdict {
            mark: s.code.key(),
            word: None,
            note: None,
        }),
        owner: standing.and_then(|s| s.owner.clone()),
        due: due.map(|d| words::date(d.current)),
        late: standing.and_then(|s| item::late_in_all(outcome, s)),
    }
}

/// `fem rekommendationer`, `sex förbättringsförslag`.
fn how_many(outcome: &Outcome) -> String {
    let n = outcome.audit.recommendations.items.len() as u64;
    match outcome.audit.recommendations.called {
        Called::Recommendation => {
            format!("{} {}", words::cardinal(n, Gender::Common), words::form(n, "rekommendation", "rekommendationer"))
        }
        Called::Proposal => format!("{} förbättringsförslag", words::cardinal(n, Gender::Neuter)),
    }
}

/// The large sentence: what, to whom, how far.
fn sentence(outcome: &Outcome, said: &Observations) -> String {
    let how_many = words::capitalised(&how_many(outcome));
    let made_to = outcome.made.whenever().and_then(|e| e.made_to.as_deref());
    let Some(body) = made_to else {
        return format!(
            "{how_many} finns i granskningen, men det {UNSTATED} att de har riktats till {}.",
            outcome.organisation.label
        );
    };
    let directed = if outcome.audit.recommendations.items.len() == 1 { "har riktats" } else { "riktades" };
    if is_known(outcome) {
        return format!("{how_many} {directed} till {body}. {}", progress(outcome));
    }
    if said.reply_requested.is_some() {
        return format!(
            "{how_many} {directed} till {body} och ett svar har begärts. Om svaret har lämnats {UNSTATED}."
        );
    }
    format!("{how_many} {directed} till {body}. Hur de har tagits om hand {UNSTATED}.")
}

/// `En är genomförd och verifierad, två är försenade och en saknar svar.`
fn progress(outcome: &Outcome) -> String {
    let gender = match outcome.audit.recommendations.called {
        Called::Recommendation => Gender::Common,
        Called::Proposal => Gender::Neuter,
    };
    let with = |code: Option<StatusCode>| follow_up::standing_at(&outcome.follow_up, code).len() as u64;
    let (verified, late) = match gender {
        Gender::Common => {
            (["är genomförd och verifierad", "är genomförda och verifierade"], ["är försenad", "är försenade"])
        }
        Gender::Neuter => {
            (["är genomfört och verifierat", "är genomförda och verifierade"], ["är försenat", "är försenade"])
        }
    };
    let overdue = outcome.follow_up.standings.iter().filter(|s| s.late().is_some()).count() as u64;
    let said = [
        (with(Some(StatusCode::Verifierad)), verified),
        (overdue, late),
        (with(Some(StatusCode::EjBesvarad)), ["saknar svar", "saknar svar"]),
        (with(None), ["saknar känd status", "saknar känd status"]),
    ];
    let phrases: Vec<String> = said
        .iter()
        .enumerate()
        .filter(|(i, (n, _))| *i == 0 || *n > 0)
        .map(|(_, (n, [one, many]))| match (n, gender) {
            (0, Gender::Common) => format!("ingen {one}"),
            (0, Gender::Neuter) => format!("inget {one}"),
            (n, gender) => format!("{} {}", words::cardinal(*n, gender), words::form(*n, one, many)),
        })
        .collect();
    format!("{}.", words::capitalised(&words::list(phrases)))
}

fn counts(outcome: &Outcome, said: &Observations) -> Vec<Count> {
    let recommendations = &outcome.audit.recommendations;
    let plain = |text: String, ids: &[&str]| Count { mark: None, text, ids: say::ids(ids) };
    let at = |code: Option<StatusCode>| -> Vec<&str> {
        follow_up::standing_at(&outcome.follow_up, code).into_iter().map(|id| id.as_str()).collect()
    };
    let mut counts = Vec::new();
    if is_known(outcome) {
        for code in StatusCode::ALL {
            let ids = at(Some(code));
            if !ids.is_empty() {
                let label = outcome.wording.statuses.get(&code).map_or(code.key(), |s| s.label.as_str());
                let text = format!("{} {}", ids.len(), say::lower_first(label));
                counts.push(Count { mark: Some(code.key()), text, ids: say::ids(&ids) });
            }
        }
        let unknown = at(None);
        if !unknown.is_empty() {
            counts.push(plain(format!("{} utan känd status", unknown.len()), &unknown));
        }
    } else {
        let ids: Vec<&str> = recommendations.items.iter().map(|r| r.id.as_str()).collect();
        let (one, many) = match recommendations.called {
            Called::Recommendation => ("rekommendation", "rekommendationer"),
            Called::Proposal => ("förslag", "förslag"),
        };
        counts.push(plain(words::counted(ids.len() as u64, one, many), &ids));
        counts.push(plain(words::counted(parts(outcome), "del", "delar"), &[]));
        counts.push(plain("ingen med känd status".to_owned(), &[]));
    }
    let improvements: Vec<&str> = said.improvements.iter().map(|i| i.id.as_str()).collect();
    if !improvements.is_empty() {
        let text = words::counted(
            improvements.len() as u64,
            "förbättring som källan nämner",
            "förbättringar som källan nämner",
        );
        counts.push(plain(text, &improvements));
    }
    counts
}

fn parts(outcome: &Outcome) -> u64 {
    outcome.audit.recommendations.items.iter().map(|r| r.parts.len() as u64).sum()
}

/// `14 delar, varav 3 verifierade`.
fn tally(outcome: &Outcome) -> String {
    let verified = follow_up::verified_parts(&outcome.follow_up);
    let noun = words::form(verified as u64, "verifierad", "verifierade");
    format!("{}, varav {verified} {noun}", words::counted(parts(outcome), "del", "delar"))
}

/// One sentence for what no row states.
fn unstated(outcome: &Outcome, rows: &[Row]) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let mut missing = Vec::new();
    if !is_known(outcome) {
        missing.push("svar");
    }
    if rows.iter().all(|r| r.status.is_none()) {
        missing.push("status");
    }
    if rows.iter().all(|r| r.owner.is_none()) {
        missing.push("ansvarig");
    }
    if rows.iter().all(|r| r.due.is_none()) {
        missing.push("slutdatum");
    }
    if !is_known(outcome) {
        missing.extend(["åtgärd", "verifiering"]);
    }
    let of_none = match outcome.audit.recommendations.called {
        Called::Recommendation => "någon av rekommendationerna",
        Called::Proposal => "något av förslagen",
    };
    (!missing.is_empty()).then(|| format!("{} {UNSTATED} för {of_none}.", words::capitalised(&words::list(missing))))
}

fn origin(id: &str, quote: &Words) -> Origin {
    Origin {
        id: id.to_owned(),
        text: quote.text.clone(),
        source: quote.source.clone(),
        facts: Vec::new(),
        status: None,
    }
}

fn improvement(outcome: &Outcome, improvement: &Improvement) -> Origin {
    let standing: Option<&ImprovementStanding> =
        outcome.follow_up.improvements.iter().find(|s| s.improvement == improvement.id);
    let mut origin = origin(improvement.id.as_str(), &improvement.quote);
    let due = improvement.due.or_else(|| standing.and_then(|s| s.due.as_ref()).map(|d| d.current));
    origin.facts.extend(due.map(|day| Fact::new("Klart", words::date(day))));
    origin.facts.extend(improvement.concerns.as_ref().map(|text| Fact::new("Avser", text.clone())));
    origin.facts.extend(improvement.during.as_ref().map(|text| Fact::new("När", text.clone())));
    origin.facts.extend(improvement.people.as_ref().map(|text| Fact::new("Personer", text.clone())));
    origin.status = standing.and_then(|s| Some(item::status(&s.entries, s.status.as_ref()?)));
    origin
}

fn notes(outcome: &Outcome) -> Vec<String> {
    let mut notes = Vec::new();
    if !outcome.audit.recommendations.items.is_empty() {
        notes.push(match outcome.audit.recommendations.called {
            Called::Recommendation => {
                "Rekommendationernas delar är granskas uppdelning av revisorernas text.".to_owned()
            }
            Called::Proposal => "Förslagens delar är granskas uppdelning av revisorernas text.".to_owned(),
        });
    }
    if let Made::OtherPeriod(made) = &outcome.made {
        notes.push(format!(
            "Revisorernas bedömning gäller {}. Rekommendationer, förbättringar, iakttagelser och exempel är från den granskningen.",
            say::period(made.period.is)
        ));
    }
    for delivery in outcome.deliveries.iter().filter(|d| d.set_aside) {
        notes.push(format!(
            "Filen {} har fel och är lagd åt sidan. Uppgifterna i den saknas i dokumentet.",
            delivery.file
        ));
    }
    let unanswered = outcome.moments.iter().filter(|m| m.outcome.mark() == MarkKind::NotAnswered).count();
    if unanswered > 0 {
        notes.push(format!("{unanswered} av {} momentbedömningar är inte lämnade.", outcome.moments.len()));
    }
    notes
}
