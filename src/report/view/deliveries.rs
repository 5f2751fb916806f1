//! What was received of what was expected, and what faulty deliveries cost: tables per division, what has to be done, rows in
//! quarantine, figures that are missing.
//!
//! Nothing when the organisation does not say who delivers what and no delivery has faults.

use super::received::{self, cell, counted, periods, word};
use super::say;
use super::shared::{Count, Mark, Verdict};
use crate::diag::{Remark, Severity};
use crate::field::delivery::{Lost, OfDivision, OfUnit, State};
use crate::field::id::{DatasetId, UnitId};
use crate::field::observation::{Figure, MissingWhy, Observation};
use crate::field::outcome::Outcome;
use crate::field::rating::MarkKind;
use crate::field::scale::Symbol;
use crate::words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Reasons told of one file; the rest are counted.
const TOLD: usize = 5;

/// The page of deliveries.
#[derive(Serialize)]
pub(super) struct Deliveries {
    /// Words, shapes and colours of the states, by their keys.
    marks: BTreeMap<&'static str, Mark>,
    /// What was expected and how to read it, granska's words.
    intro: Vec<String>,
    counts: Vec<Count>,
    divisions: Vec<Division>,
    todo: Vec<Todo>,
    /// Files set aside, with what is wrong with them.
    set_aside: Vec<SetAside>,
    quarantined: Vec<Quarantined>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantined_note: Option<String>,
    lacking: Vec<Lacking>,
}

/// The deliveries of one division: one row per dataset, one column per unit.
#[derive(Serialize)]
struct Division {
    name: String,
    units: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    /// In the order of the units.
    values: Vec<Value>,
}

/// Where a delivery stands; nothing where the unit does not deliver it.
#[derive(Serialize)]
struct Value {
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
}

#[derive(Serialize)]
struct Todo {
    mark: &'static str,
    who: String,
    what: String,
    how: String,
}

#[derive(Serialize)]
struct SetAside {
    file: String,
    what: String,
    reasons: Vec<String>,
}

#[derive(Serialize)]
struct Quarantined {
    file: String,
    what: String,
    reason: String,
    rows: String,
}

#[derive(Serialize)]
struct Lacking {
    what: String,
    detail: String,
    file: String,
}

/// The page; `None` when there is nothing to say.
pub(super) fn deliveries(outcome: &Outcome) -> Option<Deliveries> {
    let faulty = outcome.deliveries.iter().any(|d| d.set_aside || d.rows_quarantined > 0);
    if outcome.received.statuses.is_empty() && !faulty {
        return None;
    }
    let quarantined = quarantined(outcome);
    let several = "En rad med flera fel räknas under vart och ett av dem.";
    Some(Deliveries {
        marks: State::ALL.into_iter().filter_map(|state| Some((state.key(), mark(outcome, state)?))).collect(),
        intro: intro(outcome),
        counts: State::ALL
            .into_iter()
            .rev()
            .filter(|state| outcome.received.tally.count(*state) > 0)
            .map(|state| Count {
                mark: Some(state.key()),
                text: counted(outcome.received.tally.count(state), state),
                ids: None,
            })
            .collect(),
        divisions: outcome.received.divisions.iter().map(|d| division(outcome, d)).collect(),
        todo: received::todo(&outcome.received, &outcome.organisation)
            .into_iter()
            .map(|t| Todo { mark: t.state.key(), who: t.who, what: t.what, how: t.how })
            .collect(),
        set_aside: set_aside(outcome),
        quarantined_note: (!quarantined.is_empty()).then(|| several.to_owned()),
        quarantined,
        lacking: lacking(outcome),
    })
}

/// The sign and word of a state, in the colours of the ratings.
fn mark(outcome: &Outcome, state: State) -> Option<Mark> {
    let (symbol, as_kind) = match state {
        State::SetAside => (Symbol::CrossedSquare, MarkKind::NotMet),
        State::NotDelivered => (Symbol::DottedCircle, MarkKind::NotMet),
        State::Empty => (Symbol::Dash, MarkKind::NotMet),
        State::Quarantined => (Symbol::CrossedGreySquare, MarkKind::NotMet),
        State::Incomplete => (Symbol::HalfCircle, MarkKind::PartlyMet),
        State::NotYetDue => (Symbol::Ring, MarkKind::NotApplicable),
        State::Complete => (Symbol::FilledCircle, MarkKind::Met),
        State::NotExpected => (Symbol::Ring, MarkKind::Met),
    };
    let colour = outcome.wording.marks.get(&as_kind)?.colour.clone();
    Some(Mark { word: word(state).to_owned(), symbol: symbol.key(), colour })
}

fn intro(outcome: &Outcome) -> Vec<String> {
    let tally = &outcome.received.tally;
    let mut intro = Vec::new();
    if tally.expected() > 0 {
        let expected = outcome.received.statuses.iter().filter(|s| s.state != State::NotExpected);
        let units: BTreeSet<&UnitId> = expected.map(|s| &s.unit).collect();
        intro.push(format!(
            "För {} ska {} komma från {}.",
            say::period(outcome.period),
            words::counted(u64::from(tally.expected()), "leverans", "leveranser"),
            words::counted(units.len() as u64, "enhet", "enheter"),
        ));
        intro.push(
            "Om det som är lämnat kom i tid framgår inte: en fil säger inte när den lämnades. Bara det som fattas kan vara försenat. \
Står flera perioder i samma ruta visas den sämsta."
                .to_owned(),
        );
    }
    intro.extend(received::suppressed(&outcome.received));
    intro
}

fn division(outcome: &Outcome, division: &OfDivision) -> Division {
    let verdict = |unit: &OfUnit, dataset: &DatasetId| {
        let tally = &unit.datasets.iter().find(|d| d.dataset == *dataset)?.tally;
        let (state, note) = cell(tally)?;
        Some(Verdict { mark: state.key(), word: None, note })
    };
    let used = |dataset: &DatasetId| division.units.iter().any(|u| u.datasets.iter().any(|d| d.dataset == *dataset));
    let tree = &outcome.organisation;
    Division {
        name: tree.name(&division.division).to_owned(),
        units: division
            .units
            .iter()
            .map(|u| tree.unit(&u.unit).map_or(u.unit.as_str(), |unit| unit.short()).to_owned())
            .collect(),
        rows: outcome
            .received
            .datasets
            .iter()
            .filter(|(dataset, _)| used(dataset))
            .map(|(dataset, label)| Row {
                label: label.clone(),
                values: division.units.iter().map(|u| Value { verdict: verdict(u, dataset) }).collect(),
            })
            .collect(),
    }
}

fn set_aside(outcome: &Outcome) -> Vec<SetAside> {
    let of = |file: &str| -> Vec<&Remark> {
        let on_file: Vec<&Remark> = outcome
            .remarks
            .iter()
            .filter(|r| r.labels.first().is_some_and(|l| l.place.file == file))
            .filter(|r| r.code != &crate::dataset::codes::SET_ASIDE)
            .collect();
        // What set it aside, when that can be told from what is only worth knowing.
        let errors: Vec<&Remark> = on_file.iter().copied().filter(|r| r.severity() == Severity::Error).collect();
        if errors.is_empty() { on_file } else { errors }
    };
    outcome
        .deliveries
        .iter()
        .filter(|d| d.set_aside)
        .map(|d| {
            let remarks = of(&d.file);
            let told = remarks.iter().take(TOLD).map(|r| sentence(&r.message));
            let more = remarks.len().saturating_sub(TOLD) as u64;
            let rest = (more > 0).then(|| format!("Och {}.", words::counted(more, "fel till", "fel till")));
            SetAside { file: d.file.clone(), what: say::lower_first(&d.label), reasons: told.chain(rest).collect() }
        })
        .collect()
}

/// A message as a sentence in print: the marks around names are for the terminal.
fn sentence(message: &str) -> String {
    format!("{}.", words::capitalised(&message.replace('`', "")))
}

fn quarantined(outcome: &Outcome) -> Vec<Quarantined> {
    let label = |file: &str| {
        let delivery = outcome.deliveries.iter().find(|d| d.file == file);
        delivery.map_or_else(String::new, |d| say::lower_first(&d.label))
    };
    outcome
        .quarantined
        .iter()
        .map(|q| Quarantined {
            file: q.file.clone(),
            what: label(&q.file),
            reason: words::capitalised(&q.reason.replace('`', "")),
            rows: words::number(q.rows),
        })
        .collect()
}

/// Measures whose figures are missing, and files whose rows are: with units and months where they are known.
fn lacking(outcome: &Outcome) -> Vec<Lacking> {
    let mut told: BTreeMap<(String, String, &'static str), Vec<&Figure>> = BTreeMap::new();
    for figure in &outcome.figures {
        let why = match figure.observation {
            Observation::Missing(MissingWhy::Quarantined) => "raderna är i karantän",
            Observation::Missing(MissingWhy::SetAside) => "filen är lagd åt sidan",
            Observation::Missing(
                MissingWhy::NotDelivered
                | MissingWhy::NoWhole
                | MissingWhy::NoPart
                | MissingWhy::PartAboveWhole
                | MissingWhy::NoNumber
                | MissingWhy::DoesNotAddUp
                | MissingWhy::NoReference
                | MissingWhy::DenominatorTooSmall
                | MissingWhy::OutsideValidity
                | MissingWhy::NotYetDue,
            )
            | Observation::Measured(_)
            | Observation::Counted(_)
            | Observation::Amount(_)
            | Observation::Stated(_)
            | Observation::Quoted(_)
            | Observation::Suppressed
            | Observation::NotApplicable => continue,
        };
        let measure = outcome.measures.iter().find(|m| m.id == figure.key.measure);
        let name = measure.map_or_else(|| figure.key.measure.to_string(), |m| m.name.clone());
        let file = figure.provenance.files.first().map_or_else(String::new, |f| f.file.clone());
        told.entry((name, file, why)).or_default().push(figure);
    }
    let known: BTreeSet<(String, String)> = told.keys().map(|(name, file, _)| (name.clone(), file.clone())).collect();
    let mut lacking: Vec<Lacking> = told
        .into_iter()
        .map(|((what, file, why), figures)| Lacking {
            what,
            detail: format!("{}: {why}", whose(outcome, &figures)),
            file,
        })
        .collect();
    for lost in &outcome.lacking {
        let entry = match &lost.lost {
            Lost::Figures { name, .. } if known.contains(&(name.clone(), lost.file.clone())) => continue,
            Lost::Figures { name, .. } => {
                (name.clone(), "filen är lagd åt sidan; vilka enheter och månader den gäller är inte känt")
            }
            Lost::Rows => {
                let label = outcome.deliveries.iter().find(|d| d.file == lost.file).map(|d| d.label.clone());
                (label.unwrap_or_else(|| lost.dataset.to_string()), "uppgifterna i filen saknas i dokumentet")
            }
        };
        lacking.push(Lacking { what: entry.0, detail: words::capitalised(entry.1), file: lost.file.clone() });
    }
    lacking
}

/// Units with their periods: `Ortopedi (januari–mars 2024) och Kirurgi (mars 2024)`.
fn whose(outcome: &Outcome, figures: &[&Figure]) -> String {
    let units = figures.chunk_by(|a, b| a.key.unit == b.key.unit);
    words::list(units.filter_map(|of_unit| {
        let unit = &of_unit.first()?.key.unit;
        let when: Vec<_> = of_unit.iter().map(|f| f.key.period).collect();
        Some(format!("{} ({})", outcome.organisation.name(unit), periods(&when)))
    }))
}
