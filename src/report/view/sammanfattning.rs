//! The view of the one-page summary: verdict, what was found, what is getting better, what should be done, the reply.
//!
//! A short printed text is followed as it stands. A long report's text is not squeezed onto a page: then the page is put together from what
//! the auditors established.

use super::blocks::{self, Block, Bullet};
use super::revisionsrapport::Section;
use super::say;
use super::shared::{self, Document, Mark, Marks};
use crate::field::established::{Established, Observations};
use crate::field::outcome::{Made, Outcome};
use crate::field::rating::MarkKind;
use crate::field::recommendation::Called;
use crate::field::report_text::Block as Printed;
use crate::report::templates::Report;
use serde::Serialize;
use std::collections::BTreeMap;

/// The heading over the findings when the auditors printed none.
const FOUND: &str = "Vad granskningen visade";

#[derive(Serialize)]
pub(super) struct Sammanfattning {
    document: Document,
    marks: BTreeMap<&'static str, Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kicker: Option<String>,
    intro: Vec<String>,
    overall: Overall,
    sections: Vec<Section>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
}

#[derive(Serialize)]
struct Overall {
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    text: String,
    source: String,
    mark: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

/// What of the page depends on the text.
#[derive(Default)]
struct Page {
    kicker: Option<String>,
    intro: Vec<String>,
    lead: Option<String>,
    scope: Option<String>,
    sections: Vec<Section>,
}

/// The view.
pub(super) fn view(outcome: &Outcome, report: &Report) -> Sammanfattning {
    let nothing = Observations::default();
    let said = outcome.made.here().map_or(&nothing, |e| &e.observations);
    let asked = outcome.made.whenever();
    let page = match outcome.made.here().filter(|e| is_short(e)) {
        Some(established) => printed(outcome, established),
        None => put_together(outcome, said),
    };
    Sammanfattning {
        document: shared::document(outcome, report),
        marks: shared::marks(outcome, Marks::Outcomes),
        kicker: page.kicker,
        intro: page.intro,
        overall: overall(outcome, page.lead, page.scope),
        sections: page.sections,
        reply: asked.and_then(|e| e.observations.reply_requested.as_ref()).map(|q| q.text.clone()),
    }
}

fn overall(outcome: &Outcome, lead: Option<String>, scope: Option<String>) -> Overall {
    let Some(overall) = outcome.made.here().and_then(|e| e.overall.as_ref()) else {
        return Overall {
            lead: None,
            text: shared::not_made_here(outcome)
                .unwrap_or_else(|| "Revisorerna har inte fastställt någon sammanfattande bedömning.".to_owned()),
            source: shared::UNSTATED.to_owned(),
            mark: MarkKind::NotAnswered.key(),
            coded: None,
            scope,
        };
    };
    let kind = MarkKind::from(overall.rating);
    Overall {
        lead,
        text: overall.quote.text.clone(),
        source: overall.quote.source.clone(),
        mark: kind.key(),
        coded: Some(blocks::coded(outcome, kind)),
        scope,
    }
}

/// Whether a printed text has only what a page like this can hold.
fn is_short(established: &Established) -> bool {
    let fits = |block: &Printed| match block {
        Printed::Text(_)
        | Printed::Bullets(_)
        | Printed::Overall
        | Printed::Purpose
        | Printed::Criteria
        | Printed::Guidelines
        | Printed::Questions
        | Printed::Recommendations
        | Printed::Absent
        | Printed::Examples
        | Printed::Findings
        | Printed::Focus
        | Printed::Improvements
        | Printed::Reply => true,
        Printed::Subheading(_)
        | Printed::Lost(_)
        | Printed::Columns(_)
        | Printed::Moments(_)
        | Printed::Assessment(_)
        | Printed::QuestionTable
        | Printed::Scope
        | Printed::Method
        | Printed::Tools
        | Printed::Figures => false,
    };
    let mut all = established.sections.iter().flat_map(|s| &s.blocks).peekable();
    all.peek().is_some() && all.all(fits)
}

/// The page as printed: what stands before the verdict, the verdict's own sentences, then the sections.
fn printed(outcome: &Outcome, established: &Established) -> Page {
    let mut page = Page::default();
    let first = established.sections.iter().position(|s| s.blocks.contains(&Printed::Overall));
    for (i, section) in established.sections.iter().enumerate() {
        let mut rest = &section.blocks[..];
        if let Some(at) = rest.iter().position(|b| *b == Printed::Overall).filter(|_| Some(i) == first) {
            opening(outcome, &rest[..at], &mut page);
            rest = &rest[at + 1..];
            // The sentence after the verdict belongs to it, unless it announces a list.
            if let Some(Printed::Text(text)) =
                rest.first().filter(|b| matches!(b, Printed::Text(t) if t.trim_end().ends_with('.')))
            {
                page.scope = Some(text.clone());
                rest = &rest[1..];
            }
        }
        // The reply is the closing box, and the verdict stands at the top.
        let kept: Vec<Printed> =
            rest.iter().filter(|b| **b != Printed::Reply && **b != Printed::Overall).cloned().collect();
        let blocks = flat(blocks::blocks(outcome, &kept));
        if blocks.is_empty() {
            continue;
        }
        let (heading, own_heading) =
            if section.heading.is_empty() { (FOUND.to_owned(), Some(true)) } else { (section.heading.clone(), None) };
        page.sections.push(Section { number: None, heading: Some(heading), own_heading, level: 1, blocks });
    }
    page
}

/// What stands before the verdict. A first line that ends with the audit's title is the line above the title.
fn opening(outcome: &Outcome, before: &[Printed], page: &mut Page) {
    for block in flat(blocks::blocks(outcome, before)) {
        match block {
            Block::Text { text } => page.intro.push(text),
            Block::Bullets { items } => page.intro.extend(items.into_iter().map(|i| i.text)),
            Block::Subheading { .. }
            | Block::Lost { .. }
            | Block::Overall(_)
            | Block::QuestionTable(_)
            | Block::Moments(_)
            | Block::Recommendations { .. }
            | Block::Table(_)
            | Block::Figures(_) => {}
        }
    }
    if let Some(above) = page.intro.first().and_then(|text| text.strip_suffix(&outcome.audit.title)) {
        page.kicker = Some(above.trim_end().to_owned()).filter(|text| !text.is_empty());
        page.intro.remove(0);
    }
    page.lead = page.intro.pop_if(|text| blocks::runs_on(text));
}

/// Only texts and lists: recommendations become their lead-in and a list.
fn flat(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Recommendations { lead, items } => {
                out.push(Block::text(&lead.text));
                out.push(Block::bullets(items.iter().map(|i| i.text.as_str())));
            }
            Block::Text { .. } | Block::Bullets { .. } => out.push(block),
            Block::Subheading { .. }
            | Block::Lost { .. }
            | Block::Overall(_)
            | Block::QuestionTable(_)
            | Block::Moments(_)
            | Block::Table(_)
            | Block::Figures(_) => {}
        }
    }
    out
}

/// The page put together from what was established, under headings of ours.
fn put_together(outcome: &Outcome, said: &Observations) -> Page {
    let section = |heading: &str, blocks: Vec<Block>| {
        let blocks = flat(blocks);
        (!blocks.is_empty()).then(|| Section {
            number: None,
            heading: Some(heading.to_owned()),
            own_heading: Some(true),
            level: 1,
            blocks,
        })
    };
    let mut found = verdicts(outcome);
    found.extend(blocks::findings(said));
    // Improvements belong to the audit; beside another period's assessment they say which audit that is.
    let (better_heading, improvements) = match &outcome.made {
        Made::Here(e) => ("Förbättringar".to_owned(), &e.observations.improvements[..]),
        Made::OtherPeriod(e) => (
            format!("Förbättringar enligt granskningen av {}", say::period(e.period.is)),
            &e.observations.improvements[..],
        ),
        Made::Never => (String::new(), &[][..]),
    };
    let better: Vec<Block> = said
        .focus
        .iter()
        .map(|q| Block::text(&q.text))
        .chain(blocks::list(improvements.iter().map(|i| &i.quote)))
        .collect();
    let proposals = match outcome.audit.recommendations.called {
        Called::Recommendation => "Rekommendationer",
        Called::Proposal => "Förbättringsförslag",
    };
    Page {
        intro: outcome.audit.purpose.iter().map(|q| q.text.clone()).collect(),
        sections: [
            section(FOUND, found),
            section(&better_heading, better),
            section(proposals, blocks::recommendations(outcome).into_iter().collect()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..Page::default()
    }
}

/// The questions with the verdict established on each.
fn verdicts(outcome: &Outcome) -> Vec<Block> {
    let items: Vec<Bullet> = outcome
        .audit
        .questions
        .iter()
        .filter_map(|q| Some((q, outcome.questions.iter().find(|r| r.question == q.id)?.established.as_ref()?)))
        .map(|(question, judgement)| Bullet {
            text: question.quote.text.clone(),
            id: Some(question.id.to_string()),
            detail: Some(judgement.as_printed.clone().unwrap_or_else(|| judgement.word.clone())),
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![Block::Bullets { items }] }
}
