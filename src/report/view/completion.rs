//! Completes a printed text with everything the outcome holds that the text does not place, under headings of ours.
//!
//! A long text that places all of it is left as it is. Nothing is printed twice, and nothing is left out because a text is short.

use super::blocks::{self, Block, TableHeading};
use super::revisionsrapport::Section;
use crate::field::outcome::Outcome;
use crate::field::recommendation::Called;
use crate::field::report_text::{Block as Printed, Section as PrintedSection};

/// What a printed text places.
struct Placed<'a>(&'a [PrintedSection]);

impl Placed<'_> {
    fn has(&self, wanted: &Printed) -> bool {
        self.0.iter().flat_map(|s| &s.blocks).any(|b| b == wanted)
    }
}

/// The first section gets the verdict and the table of questions; the rest stands after the printed text, in the order of a report:
/// what was recommended, what was asked and how, what was found, and what is getting better.
pub(super) fn complete(outcome: &Outcome, printed: &[PrintedSection], sections: &mut Vec<Section>) {
    let placed = Placed(printed);
    summary(outcome, &placed, sections);
    let recommended = match outcome.audit.recommendations.called {
        Called::Recommendation => "Rekommendationer",
        Called::Proposal => "Förbättringsförslag",
    };
    let add = |heading: &str, parts: &[Printed]| {
        let missing: Vec<Printed> = parts.iter().filter(|part| !placed.has(part)).cloned().collect();
        own(heading, 1, blocks::blocks(outcome, &missing))
    };
    sections.extend(add(recommended, &[Printed::Recommendations]));
    sections.extend(add("Syfte", &[Printed::Purpose]));
    sections.extend(own("Revisionsfråga", 1, overall_question(outcome, printed).into_iter().collect()));
    sections.extend(add("Revisionskriterier", &[Printed::Criteria]));
    sections.extend(add("Riktlinjer som granskningen utgår från", &[Printed::Guidelines]));
    sections.extend(add("Avgränsning", &[Printed::Scope]));
    sections.extend(add("Metod", &[Printed::Method]));
    sections.extend(add("Iakttagelser", &[Printed::Findings]));
    sections.extend(add("Det som inte finns, enligt revisorerna", &[Printed::Absent]));
    sections.extend(assessments(outcome, &placed));
    for unit in outcome.asked.iter().filter(|_| !outcome.audit.moments.is_empty()) {
        let heading = format!("Moment: {}", outcome.organisation.name(unit));
        sections.extend(add(&heading, &[Printed::Moments(unit.clone())]));
    }
    sections.extend(add("System och verktyg", &[Printed::Tools]));
    sections.extend(add("Tal", &[Printed::Figures]));
    sections.extend(add("Förbättringar", &[Printed::Focus, Printed::Improvements]));
    sections.extend(add("Exempel på förbättringsarbete", &[Printed::Examples]));
    sections.extend(add("Svar", &[Printed::Reply]));
    sections.extend(own("Styrande och stödjande dokument", 1, blocks::steering(outcome).into_iter().collect()));
}

/// The overall question, where neither the purpose nor the printed text already holds its words: no block places it.
fn overall_question(outcome: &Outcome, printed: &[PrintedSection]) -> Option<Block> {
    let question = outcome.audit.overall_question.as_ref()?;
    let holds = |text: &str| text.contains(question.text.trim());
    let in_text = printed.iter().flat_map(|s| &s.blocks).any(|b| matches!(b, Printed::Text(text) if holds(text)));
    let in_purpose = outcome.audit.purpose.as_ref().is_some_and(|purpose| holds(&purpose.text));
    (!in_text && !in_purpose).then(|| Block::text(&question.text))
}

/// A section of ours, with no number; `None` when nothing would stand in it.
fn own(heading: &str, level: u8, mut blocks: Vec<Block>) -> Option<Section> {
    for block in &mut blocks {
        if let Block::Figures(figures) = block {
            figures.under_headings();
        }
    }
    (!blocks.is_empty()).then(|| Section {
        number: None,
        heading: Some(heading.to_owned()),
        own_heading: Some(true),
        level,
        blocks,
    })
}

/// The verdict at the top of the first section, and the questions at its end.
fn summary(outcome: &Outcome, placed: &Placed<'_>, sections: &mut Vec<Section>) {
    if sections.is_empty() {
        let heading = Some("Sammanfattning".to_owned());
        sections.push(Section { number: None, heading, own_heading: Some(true), level: 1, blocks: Vec::new() });
    }
    let first = &mut sections[0].blocks;
    if !placed.has(&Printed::Overall) {
        first.splice(0..0, blocks::overall(outcome, None).map(Block::Overall));
    }
    if !placed.has(&Printed::QuestionTable) && !outcome.questions.is_empty() {
        first.push(Block::QuestionTable(blocks::question_table(outcome, TableHeading::Own)));
    }
}

/// The auditors' own assessment of each question, under the question.
fn assessments(outcome: &Outcome, placed: &Placed<'_>) -> Vec<Section> {
    let of = |question: &crate::field::audit::ControlQuestion| {
        let block = Printed::Assessment(question.id.clone());
        let said = if placed.has(&block) { Vec::new() } else { blocks::blocks(outcome, &[block]) };
        own(&format!("{}: {}", question.id, question.quote.text), 2, said)
    };
    let each: Vec<Section> = outcome.audit.questions.iter().filter_map(of).collect();
    if each.is_empty() {
        return each;
    }
    let heading = Some("Revisorernas bedömning av kontrollfrågorna".to_owned());
    let over = Section { number: None, heading, own_heading: Some(true), level: 1, blocks: Vec::new() };
    std::iter::once(over).chain(each).collect()
}
