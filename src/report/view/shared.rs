//! The parts that several views share: the document's head, marks, verdicts, quotes, differences, sources.

use super::say;
use crate::field::assessment::{Assessment, Comparison, QuestionResult};
use crate::field::audit::{ControlQuestion, Evidence};
use crate::field::established::{DocumentFacts, DocumentState};
use crate::field::observation::Delivery;
use crate::field::org::Nature;
use crate::field::outcome::{Made, Outcome};
use crate::field::period::Period;
use crate::field::rating::{MarkKind, NotAssessable, Verdict as Judged};
use crate::field::recommendation::StatusCode;
use crate::field::rule::{RollUp, Rule};
use crate::field::text::{Certainty, Grounds, Quote as Words};
use crate::report::templates::Report;
pub(super) use crate::words::UNSTATED;
use crate::{store, words};
use serde::Serialize;
use std::collections::BTreeMap;

/// The longest id of a document that a footer has room for.
const LONGEST_ID: usize = 59;
/// A place where a fingerprint may be broken, invisible.
const BREAK: &str = "\u{200b}";

/// Key `document` of every view.
#[derive(Serialize)]
pub(super) struct Document {
    template: String,
    lang: &'static str,
    region: &'static str,
    kind: String,
    title: String,
    pdf_title: String,
    organisation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    diarienummer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handlaggare: Option<String>,
    version: String,
    state: &'static str,
    as_of: String,
    period_label: &'static str,
    period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_inferred: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation_inferred: Option<bool>,
    certainty: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invented: Option<String>,
    unstated: &'static str,
}

/// How an outcome or status is written and drawn.
#[derive(Serialize)]
pub(super) struct Mark {
    pub word: String,
    pub symbol: &'static str,
    pub colour: String,
}

/// Which dictionary of marks a view carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// The seven outcomes.
    Outcomes,
    /// The seven outcomes and the ten statuses.
    OutcomesAndStatuses,
}

/// A key of `marks`, with the printed word where it differs and a small note.
#[derive(Clone, Serialize)]
pub(crate) struct Verdict {
    pub mark: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The auditors' own words with their place.
#[derive(Serialize)]
pub(super) struct Quote {
    pub text: String,
    pub source: String,
}

/// Why established differs from indicated.
#[derive(Serialize)]
pub(crate) struct Difference {
    pub id: String,
    pub established: Verdict,
    pub indicated: Verdict,
    pub by: &'static str,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// "3 ej uppfyllda" with the ids.
#[derive(Serialize)]
pub(super) struct Count {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<String>,
}

/// A file with its fingerprint.
#[derive(Serialize)]
pub(super) struct Source {
    file: String,
    what: String,
    fingerprint: String,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_by: Option<String>,
}

impl From<&Words> for Quote {
    fn from(words: &Words) -> Self {
        Self { text: words.text.clone(), source: words.source.clone() }
    }
}

/// The id of a document, granska's own: organisation, audit, period when another than the audit's, report.
///
/// An id that no footer has room for is cut and ends with the beginning of its fingerprint, so that it stays its own.
pub(in crate::report) fn document_id(outcome: &Outcome, report: &Report) -> String {
    let mut parts = vec![outcome.organisation.id.to_string(), outcome.audit.id.to_string()];
    if outcome.period != outcome.audit.year.is {
        parts.push(outcome.period.to_string());
    }
    parts.push(report.id.to_string());
    let id = parts.join("-");
    if id.len() <= LONGEST_ID {
        return id;
    }
    let print = store::sha256(id.as_bytes());
    format!("{}-{}", id[..LONGEST_ID - 9].trim_end_matches(['-', '.', '_']), &print[..8])
}

/// The head of a document.
pub(super) fn document(outcome: &Outcome, report: &Report) -> Document {
    let organisation = &outcome.organisation;
    let silent = DocumentFacts { diarienummer: None, handlaggare: None, version: 1, state: DocumentState::Draft };
    let facts = outcome.made.here().map_or(&silent, |e| &e.document);
    let inferred = (period_certainty(outcome) == Certainty::Inferred).then_some(true);
    let organisation_inferred = (organisation.certainty == Certainty::Inferred).then_some(true);
    let mut certainty = Vec::new();
    if inferred.is_some() {
        let note = outcome.made.here().and_then(|e| e.period.note.as_ref()).or(outcome.audit.year.note.as_ref());
        certainty
            .push(note.cloned().unwrap_or_else(|| format!("Perioden {} är en slutsats.", say::period(outcome.period))));
    }
    if organisation_inferred.is_some() {
        let note = organisation.note.clone();
        certainty
            .push(note.unwrap_or_else(|| format!("Att granskningen gäller {} är en slutsats.", organisation.label)));
    }
    Document {
        template: report.id.to_string(),
        lang: "sv",
        region: "SE",
        kind: report.label.clone(),
        title: outcome.audit.title.clone(),
        pdf_title: format!("{}: {}, {}", report.label, outcome.audit.title, organisation.label),
        organisation: organisation.label.clone(),
        body: body(outcome).map(str::to_owned),
        id: document_id(outcome, report),
        diarienummer: facts.diarienummer.clone(),
        handlaggare: facts.handlaggare.clone(),
        version: facts.version.to_string(),
        state: match facts.state {
            DocumentState::Draft => "utkast",
            DocumentState::Final => "slutlig",
        },
        as_of: words::date(outcome.as_of.0),
        period_label: match outcome.period {
            Period::Year(_) => "Granskningsår",
            Period::Years { .. } => "Granskade år",
            Period::Tertial { .. } | Period::Month { .. } | Period::Rolling { .. } | Period::Week { .. } => "Period",
        },
        period: say::period(outcome.period),
        period_inferred: inferred,
        organisation_inferred,
        certainty,
        invented: match organisation.nature {
            Nature::Real => None,
            Nature::Invented => Some(format!("Påhittade uppgifter: {}", organisation.label)),
        },
        unstated: UNSTATED,
    }
}

/// How sure the period is: as established, else as the audit was made; a period that someone chose is what it is.
fn period_certainty(outcome: &Outcome) -> Certainty {
    match &outcome.made {
        Made::Here(established) => established.period.certainty,
        Made::Never if outcome.audit.year.is == outcome.period => outcome.audit.year.certainty,
        Made::OtherPeriod(_) | Made::Never => Certainty::Stated,
    }
}

/// Why there is no established verdict: the auditors' is about another period, or they never asked.
pub(super) fn not_made_here(outcome: &Outcome) -> Option<String> {
    let computed = if outcome.questions.is_empty() { "" } else { ", bara den som granska har beräknat" };
    match &outcome.made {
        Made::Here(_) => None,
        Made::OtherPeriod(established) => Some(format!(
            "Revisorernas bedömning gäller {}. För {} finns ingen fastställd bedömning{computed}.",
            say::period(established.period.is),
            say::period(outcome.period)
        )),
        Made::Never if outcome.questions.is_empty() => {
            Some(format!("Det finns ingen fastställd bedömning av {}.", outcome.organisation.label))
        }
        Made::Never => Some(format!(
            "Revisorerna har inte ställt frågorna till {}. Därför finns ingen fastställd bedömning{computed}.",
            outcome.organisation.label
        )),
    }
}

/// The body that is audited here.
pub(super) fn body(outcome: &Outcome) -> Option<&str> {
    let made_to = outcome.made.whenever().and_then(|e| e.made_to.as_deref());
    made_to.or(outcome.audit.audited_body.as_deref())
}

/// The dictionary `marks`.
pub(super) fn marks(outcome: &Outcome, which: Marks) -> BTreeMap<&'static str, Mark> {
    let drawn = |kind: MarkKind, word: Option<&str>| {
        let mark = outcome.wording.marks.get(&kind)?;
        Some(Mark {
            word: word.unwrap_or(&mark.word).to_owned(),
            symbol: mark.symbol.key(),
            colour: mark.colour.clone(),
        })
    };
    let outcomes = MarkKind::ALL.into_iter().filter_map(|kind| Some((kind.key(), drawn(kind, None)?)));
    let statuses = StatusCode::ALL.into_iter().filter_map(|code| {
        let status = outcome.wording.statuses.get(&code)?;
        Some((code.key(), drawn(status.colour_as, Some(&status.label))?))
    });
    match which {
        Marks::Outcomes => outcomes.collect(),
        Marks::OutcomesAndStatuses => outcomes.chain(statuses).collect(),
    }
}

/// A verdict with the word that was used of it, printed where it is another than the mark's.
pub(super) fn worded(outcome: &Outcome, kind: MarkKind, word: &str) -> Verdict {
    let same = outcome.wording.marks.get(&kind).is_some_and(|m| m.word == word);
    Verdict { mark: kind.key(), word: (!same).then(|| word.to_owned()), note: None }
}

/// The word of an outcome in running text: `delvis uppfyllt`.
pub(super) fn lower_word(outcome: &Outcome, kind: MarkKind) -> String {
    outcome.wording.marks.get(&kind).map_or_else(|| kind.key().to_owned(), |m| say::lower_first(&m.word))
}

/// What the auditors established on a question.
pub(super) fn established(outcome: &Outcome, result: &QuestionResult) -> Verdict {
    match &result.established {
        Some(judgement) => {
            worded(outcome, judgement.verdict.into(), judgement.as_printed.as_ref().unwrap_or(&judgement.word))
        }
        None => Verdict { mark: MarkKind::NotAnswered.key(), word: Some("Ej fastställd".to_owned()), note: None },
    }
}

/// What the rule indicates for the whole, with the mean or the reason as a note.
pub(super) fn indicated(question: &ControlQuestion, assessment: &Assessment) -> Verdict {
    let note = match assessment.verdict {
        Judged::Rated(_) => mean_note(&question.rule, assessment),
        Judged::NotApplicable => None,
        Judged::NotAssessable(why) => Some(why_note(why)),
    };
    Verdict { mark: MarkKind::from(assessment.verdict).key(), word: None, note }
}

fn mean_note(rule: &Rule, assessment: &Assessment) -> Option<String> {
    match rule.roll_up {
        RollUp::BandedMean(_) => {
            let mean = say::hundredths(assessment.reckoning.mean?);
            Some(if assessment.reckoning.on_limit.is_some() { format!("på gränsen {mean}") } else { mean })
        }
        RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian => None,
    }
}

/// Why something could not be judged, in two or three words.
pub(super) fn why_note(why: NotAssessable) -> String {
    match why {
        NotAssessable::NothingStated => "uppgifter saknas".to_owned(),
        NotAssessable::EvidenceMissing => "underlag saknas".to_owned(),
        NotAssessable::SaidSo => "enligt underlaget".to_owned(),
        NotAssessable::TooFewAnswers { rated, expected, .. } => format!("{rated} av {expected} bedömda"),
    }
}

/// The difference between established and indicated, when the ratings differ.
pub(super) fn difference(outcome: &Outcome, question: &ControlQuestion, result: &QuestionResult) -> Option<Difference> {
    let (by, text, source) = match &result.comparison {
        Comparison::Same | Comparison::NotEstablished => return None,
        Comparison::Differs(Some(Grounds::Auditors(words))) => {
            ("auditors", words.text.clone(), Some(words.source.clone()))
        }
        Comparison::Differs(Some(Grounds::Granska(note))) => ("granska", note.clone(), None),
        Comparison::Differs(None) => ("missing", "inget skriftligt skäl finns".to_owned(), None),
    };
    Some(Difference {
        id: question.id.to_string(),
        established: established(outcome, result),
        indicated: indicated(question, &result.indicated),
        by,
        text,
        source,
    })
}

/// Files delivered, then the catalogue as a whole.
pub(super) fn sources(outcome: &Outcome) -> Vec<Source> {
    let mut sources: Vec<Source> = outcome
        .deliveries
        .iter()
        .filter(|d| concerns(d))
        .map(|d| Source {
            what: if d.set_aside {
                format!("{}, lagd åt sidan", say::lower_first(&d.label))
            } else {
                say::lower_first(&d.label)
            },
            read: Some(words::number(d.rows_read)),
            used: Some(words::number(d.rows_used)),
            asked_by: asked_by(outcome, &d.file),
            ..source(&d.file, "", &d.sha256)
        })
        .collect();
    sources.extend(outcome.records.iter().map(|r| source(&r.file, record(&r.file), &r.sha256)));
    sources.push(source("controls/", "katalogen som helhet", &outcome.catalogue_sha256));
    sources
}

/// Whether a report rests on a delivery, or lacks something because of it. Every file read stands in `outcome.json`.
fn concerns(delivery: &Delivery) -> bool {
    delivery.rows_used > 0 || delivery.rows_quarantined > 0 || delivery.set_aside
}

/// Says how many files were read that the report does not rest on; `None` when there are none.
pub(super) fn beside(outcome: &Outcome) -> Option<String> {
    let others = outcome.deliveries.iter().filter(|d| !concerns(d)).count() as u64;
    let files = words::counted(others, "fil till lästes", "filer till lästes");
    (others > 0).then(|| format!("{files} utan fel men gav inga rader till rapporten; alla står i outcome.json."))
}

/// What a file of the record holds, told by its name.
fn record(file: &str) -> &'static str {
    match file.rsplit('/').next().unwrap_or_default() {
        "organisation.yaml" => "organisationen",
        "established.yaml" => "fastställda bedömningar",
        "observations.yaml" => "iakttagelser",
        "text.yaml" => "rapportens text",
        _ => "noteringar om uppföljning",
    }
}

fn source(file: &str, what: &str, sha256: &str) -> Source {
    let digits: Vec<char> = sha256.chars().collect();
    let groups: Vec<String> = digits.chunks(16).map(|group| group.iter().collect()).collect();
    Source {
        file: file.to_owned(),
        what: what.to_owned(),
        fingerprint: digits.iter().take(12).collect(),
        sha256: groups.join(BREAK),
        read: None,
        used: None,
        asked_by: None,
    }
}

/// The line of the catalogue that asks for a file: of a measure, or of the first point that asks for moments.
fn asked_by(outcome: &Outcome, file: &str) -> Option<String> {
    let figure = outcome
        .figures
        .iter()
        .find(|f| f.provenance.files.iter().any(|u| u.file == file))
        .and_then(|f| f.provenance.asked_by.as_ref());
    let holds_moments = outcome.moments.iter().filter_map(|m| m.row.as_ref()).any(|r| r.place.file == file);
    let point = outcome
        .audit
        .questions
        .iter()
        .flat_map(|q| &q.points)
        .find(|p| holds_moments && matches!(p.evidence, Evidence::Moments(_)));
    figure.or(point.map(|p| &p.place)).map(say::place)
}
