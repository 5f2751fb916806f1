//! The view of the audit report: the auditors' text in its printed order, what was delivered, and an appendix on how each verdict came about.

use super::blocks::{self, Block};
use super::deliveries::{self, Deliveries};
use super::explained::{self, Explained};
use super::shared::{self, Document, Mark, Marks, Source};
use super::{completion, say};
use crate::field::audit::Evidence;
use crate::field::model::ModelProvenance;
use crate::field::observation::Observation;
use crate::field::org::OrgUnit;
use crate::field::outcome::Outcome;
use crate::field::rating::MarkKind;
use crate::field::report_text::Section as PrintedSection;
use crate::field::rule::{RollUp, RuleSetBy};
use crate::field::scale::Meaning;
use crate::field::text::Certainty;
use crate::report::templates::Report;
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Revisionsrapport {
    document: Document,
    marks: BTreeMap<&'static str, Mark>,
    sections: Vec<Section>,
    /// Left out when there is nothing to say of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    deliveries: Option<Deliveries>,
    appendix: Appendix,
}

/// A section; the first is of level 1 and no level is skipped.
#[derive(Serialize)]
pub(super) struct Section {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_heading: Option<bool>,
    pub level: u8,
    pub blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Appendix {
    method: Vec<String>,
    questions: Vec<Explained>,
    sources: Vec<Source>,
    notes: Vec<String>,
}

/// The view.
pub(super) fn view(outcome: &Outcome, report: &Report) -> Revisionsrapport {
    Revisionsrapport {
        document: shared::document(outcome, report),
        marks: shared::marks(outcome, Marks::Outcomes),
        sections: sections(outcome),
        deliveries: deliveries::deliveries(outcome),
        appendix: Appendix {
            method: method(outcome),
            questions: outcome
                .audit
                .questions
                .iter()
                .filter_map(|q| Some((q, outcome.questions.iter().find(|r| r.question == q.id)?)))
                .map(|(question, result)| explained::explained(outcome, question, result))
                .collect(),
            sources: shared::sources(outcome),
            notes: notes(outcome),
        },
    }
}

/// The printed sections, completed with what the outcome holds and the text does not place.
fn sections(outcome: &Outcome) -> Vec<Section> {
    let printed = outcome.made.here().map_or(&[][..], |e| &e.sections);
    let mut sections: Vec<Section> = Vec::new();
    for section in printed {
        let deepest = sections.last().map_or(1, |s| s.level + 1);
        sections.push(Section {
            number: number(section),
            heading: Some(section.heading.clone()).filter(|h| !h.is_empty()),
            own_heading: None,
            level: section.level.clamp(1, deepest.min(3)),
            blocks: blocks::blocks(outcome, &section.blocks),
        });
    }
    completion::complete(outcome, printed, &mut sections);
    blocks::say_once(sections.iter_mut().flat_map(|s| &mut s.blocks));
    sections
}

/// The number of a section, when its id is one.
fn number(section: &PrintedSection) -> Option<String> {
    let is_number = section.id.starts_with(|c: char| c.is_ascii_digit()) && section.id != section.heading;
    is_number.then(|| section.id.clone())
}

/// How to read the appendix.
fn method(outcome: &Outcome) -> Vec<String> {
    if outcome.questions.is_empty() {
        return vec!["Granskningen har inga kontrollfrågor, så ingen bedömning är beräknad.".to_owned()];
    }
    let whose = if outcome.audit.questions.iter().all(|q| q.rule.set_by == RuleSetBy::Granska) {
        "Reglerna och vikterna är granskas; i det som granskningen säger finns ingen regel."
    } else {
        "Reglerna och vikterna är granskas när inget annat står vid frågan."
    };
    let mut method = vec![format!(
        "En fastställd bedömning är revisorernas och ändras aldrig. En indikerad bedömning är beräknad av granska efter den regel som står vid \
frågan. {whose}"
    )];
    let means = outcome.audit.questions.iter().any(|q| matches!(q.rule.roll_up, RollUp::BandedMean(_)));
    let scale = outcome.audit.moment_scale.as_ref().and_then(|id| outcome.wording.scales.get(id));
    let of_moments =
        outcome.audit.questions.iter().flat_map(|q| &q.points).any(|p| matches!(p.evidence, Evidence::Moments(_)));
    if let Some(scale) = scale.filter(|_| means && of_moments) {
        let counts: Vec<String> = scale
            .words
            .iter()
            .filter_map(|(word, meaning)| match meaning {
                Meaning::Rated(rating) => Some(format!("{word} räknas som {}", say::value(rating.value()))),
                Meaning::NotApplicable | Meaning::NotAssessable => None,
            })
            .collect();
        method.push(format!(
            "{}. {} värde räknas på alla enheters bedömningar tillsammans. Bedömningar som saknas, inte är tillämpliga eller inte kan bedömas räknas aldrig som uppfyllda.",
            words::list(counts),
            say::genitive(&explained::whole(outcome)),
        ));
    }
    let above = outcome.questions.iter().flat_map(|q| &q.per_unit).any(|a| !outcome.asked.contains(&a.unit));
    if above {
        method.push("Enheter som har andra under sig bedöms på deras svar tillsammans; för dem står ett streck på de enskilda raderna.".to_owned());
    }
    method
}

/// What the reader must know of the evidence: lost, set aside, inferred, quoted.
fn notes(outcome: &Outcome) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let lost = outcome.made.here().into_iter().flat_map(|e| &e.observations.lost);
    notes.extend(lost.map(|(source, note)| {
        let place =
            if source.starts_with(|c: char| c.is_ascii_digit()) { format!("Avsnitt {source}") } else { source.clone() };
        format!("{place}: {note}")
    }));
    let unanswered = outcome.moments.iter().filter(|m| m.outcome.mark() == MarkKind::NotAnswered).count();
    if unanswered > 0 {
        notes.push(format!("{} av {} momentbedömningar är inte lämnade.", unanswered, outcome.moments.len()));
    }
    let quoted = outcome.figures.iter().filter(|f| matches!(f.observation, Observation::Quoted(_))).count();
    if quoted > 0 {
        notes.push(format!(
            "{quoted} av {} siffror är citerade: täljare och nämnare är inte kända.",
            outcome.figures.len()
        ));
    }
    notes.extend(shared::beside(outcome));
    let mut named: Vec<&OrgUnit> =
        outcome.figures.iter().filter_map(|f| outcome.organisation.unit(&f.key.unit)).collect();
    named.dedup_by_key(|unit| &unit.id);
    notes.extend(named.iter().filter(|u| u.certainty == Certainty::Inferred).filter_map(|u| u.note.clone()));
    if let Some(model) =
        outcome.model.as_ref().filter(|m| m.provenance == ModelProvenance::StandIn && !outcome.moments.is_empty())
    {
        notes.extend(model.note.clone());
    }
    let mut seen = std::collections::BTreeSet::new();
    notes.retain(|note| seen.insert(note.clone()));
    notes
}
