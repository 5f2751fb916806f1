//! The blocks of running text: what a section holds, in printed order.
//!
//! The auditors' words go in as they are. A sentence that runs on into the next block is joined to it, so that nothing is printed in halves.

use super::figures::{self, Figures};
use super::shared::{self, Count, Difference, Quote, Verdict};
use super::{say, scope};
use crate::field::assessment::{CellOutcome, QuestionResult};
use crate::field::dataset::printed_tools;
use crate::field::established::{Established, Observations, PrintedAs};
use crate::field::id::{QuestionId, UnitId};
use crate::field::outcome::{Made, Outcome};
use crate::field::rating::MarkKind;
use crate::field::recommendation::Called;
use crate::field::report_text::Block as Printed;
use crate::field::text::Quote as Words;
use crate::words;
use serde::Serialize;
use std::collections::BTreeSet;

/// A block of a section.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Block {
    Text { text: String },
    Bullets { items: Vec<Bullet> },
    Subheading { text: String },
    Lost { text: String },
    Overall(Overall),
    QuestionTable(QuestionTable),
    Moments(Moments),
    Recommendations { lead: Quote, items: Vec<Listed> },
    Table(Table),
    Figures(Figures),
}

/// An item of a list.
#[derive(Serialize)]
pub(super) struct Bullet {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// An item under its id.
#[derive(Serialize)]
pub(super) struct Listed {
    pub id: String,
    pub text: String,
}

/// The overall verdict with the counts of the questions.
#[derive(Serialize)]
pub(super) struct Overall {
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    text: String,
    source: String,
    mark: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<String>,
    counts: Vec<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<String>,
}

/// The questions with both verdicts and the auditors' comments.
#[derive(Serialize)]
pub(super) struct QuestionTable {
    /// Ours, when the auditors printed none.
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'static str>,
    rows: Vec<QuestionRow>,
    differences: Vec<Difference>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct QuestionRow {
    id: String,
    text: String,
    established: Verdict,
    indicated: Verdict,
    comments: Vec<String>,
}

/// The moment table of one unit.
#[derive(Serialize)]
pub(super) struct Moments {
    unit: String,
    /// The three column headings that the auditors printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<Vec<String>>,
    source: String,
    /// The functions that answered, when the answers are the unit's own and not the auditors'.
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<String>,
    rows: Vec<MomentRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct MomentRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    text: String,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// A plain table.
#[derive(Serialize)]
pub(super) struct Table {
    label: String,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    numeric: Vec<u32>,
}

impl Bullet {
    fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), id: None, detail: None }
    }
}

impl Block {
    pub(super) fn text(text: &str) -> Self {
        Self::Text { text: text.to_owned() }
    }

    pub(super) fn bullets<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Bullets { items: texts.into_iter().map(Bullet::plain).collect() }
    }
}

/// The blocks of one section.
pub(super) fn blocks(outcome: &Outcome, printed: &[Printed]) -> Vec<Block> {
    let nothing = Observations::default();
    let said = outcome.made.here().map_or(&nothing, |e| &e.observations);
    let mut out = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for block in printed {
        match block {
            Printed::Text(text) => out.push(Block::text(text)),
            Printed::Bullets(items) => out.push(Block::bullets(items.iter().map(String::as_str))),
            Printed::Subheading(text) => out.push(Block::Subheading { text: text.clone() }),
            Printed::Lost(text) => out.push(Block::Lost { text: text.clone() }),
            Printed::Columns(names) => columns.clone_from(names),
            Printed::Moments(unit) => out.push(moments(outcome, unit, std::mem::take(&mut columns))),
            Printed::Assessment(question) => out.extend(assessment(outcome, question)),
            Printed::Overall => {
                let lead = unfinished(&mut out);
                out.extend(overall(outcome, lead).map(Block::Overall));
            }
            Printed::QuestionTable => {
                let heading = if matches!(out.last(), Some(Block::Subheading { .. })) {
                    TableHeading::Printed
                } else {
                    TableHeading::Own
                };
                columns.clear();
                out.push(Block::QuestionTable(question_table(outcome, heading)));
            }
            Printed::Recommendations => out.extend(recommendations(outcome)),
            Printed::Purpose => out.extend(outcome.audit.purpose.iter().map(|q| Block::text(&q.text))),
            Printed::Criteria => out.extend(list(outcome.audit.criteria.iter().map(|c| &c.quote))),
            Printed::Guidelines => {
                if let Some(guidelines) = &outcome.audit.guidelines {
                    out.push(Block::text(&guidelines.lead_in.text));
                    out.extend(list(guidelines.items.iter().map(|i| &i.quote)));
                }
            }
            Printed::Questions => out.extend(questions(outcome)),
            Printed::Scope => out.extend(said.scope.iter().flat_map(|s| scope::blocks(outcome, s))),
            Printed::Method => out.extend(list(&said.method)),
            Printed::Tools => {
                let label = announcement(&mut out);
                out.extend(tools(outcome, label).map(Block::Table));
            }
            Printed::Absent => out.extend(said.absent.iter().map(|a| Block::text(&a.quote.text))),
            Printed::Examples => out.extend(list(said.examples.iter().map(|i| &i.quote))),
            Printed::Figures => out.extend(figures::figures(outcome).map(Block::Figures)),
            Printed::Findings => out.extend(findings(said)),
            Printed::Focus => out.extend(said.focus.iter().map(|q| Block::text(&q.text))),
            Printed::Improvements => out.extend(list(said.improvements.iter().map(|i| &i.quote))),
            Printed::Reply => out.extend(said.reply_requested.iter().map(|q| Block::text(&q.text))),
        }
    }
    out
}

/// A list of quotes; nothing when there are none.
pub(super) fn list<'a>(quotes: impl IntoIterator<Item = &'a Words>) -> Option<Block> {
    let mut quotes = quotes.into_iter().peekable();
    quotes.peek()?;
    Some(Block::bullets(quotes.map(|q| q.text.as_str())))
}

/// Takes back the text before, when its sentence is not finished: it runs on into what comes now.
fn unfinished(out: &mut Vec<Block>) -> Option<String> {
    take_text_if(out, runs_on)
}

/// Whether a text stops before its sentence does.
pub(super) fn runs_on(text: &str) -> bool {
    !text.trim_end().ends_with(['.', ':', '!', '?', '”', '"'])
}

/// Takes back the text before, when it announces what comes now.
fn announcement(out: &mut Vec<Block>) -> Option<String> {
    take_text_if(out, |text| text.trim_end().ends_with(':'))
}

fn take_text_if(out: &mut Vec<Block>, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let fits = matches!(out.last(), Some(Block::Text { text }) if wanted(text));
    match out.pop() {
        Some(Block::Text { text }) if fits => Some(text),
        Some(other) => {
            out.push(other);
            None
        }
        None => None,
    }
}

/// Findings as the auditors print them, in printed order: bullets in a list, running text as paragraphs.
pub(super) fn findings(said: &Observations) -> Vec<Block> {
    said.findings
        .chunk_by(|a, b| a.printed == b.printed)
        .flat_map(|alike| {
            let quotes = alike.iter().map(|finding| &finding.item.quote);
            match alike.first().map(|finding| finding.printed) {
                Some(PrintedAs::Running) => quotes.map(|q| Block::text(&q.text)).collect(),
                Some(PrintedAs::Bullet) | None => list(quotes).into_iter().collect::<Vec<_>>(),
            }
        })
        .collect()
}

/// The overall verdict, with the words before it that its sentence begins with.
pub(super) fn overall(outcome: &Outcome, lead: Option<String>) -> Option<Overall> {
    let overall = outcome.made.here()?.overall.as_ref()?;
    let kind = MarkKind::from(overall.rating);
    Some(Overall {
        lead,
        text: overall.quote.text.clone(),
        source: overall.quote.source.clone(),
        mark: kind.key(),
        coded: Some(coded(outcome, kind)),
        counts: counts(outcome),
        tally: tally(outcome),
    })
}

/// That the coding of the overall sentence is ours.
pub(super) fn coded(outcome: &Outcome, kind: MarkKind) -> String {
    format!("granska har kodat bedömningen som {}.", shared::lower_word(outcome, kind))
}

/// How many questions got each established rating; other outcomes only when there are any.
fn counts(outcome: &Outcome) -> Vec<Count> {
    if outcome.questions.is_empty() {
        return Vec::new();
    }
    let always = [MarkKind::Met, MarkKind::PartlyMet, MarkKind::NotMet];
    let of = |kind: MarkKind| -> Vec<&str> {
        let has = |q: &&QuestionResult| q.established.as_ref().is_some_and(|j| MarkKind::from(j.verdict) == kind);
        outcome.questions.iter().filter(has).map(|q| q.question.as_str()).collect()
    };
    let counted = |kind: MarkKind| {
        let ids = of(kind);
        let mark = outcome.wording.marks.get(&kind)?;
        let shown = always.contains(&kind) || !ids.is_empty();
        let noun = if ids.len() == 1 { say::lower_first(&mark.word) } else { mark.plural.clone() };
        shown.then(|| Count { mark: Some(kind.key()), text: format!("{} {noun}", ids.len()), ids: say::ids(&ids) })
    };
    MarkKind::ALL.into_iter().filter_map(counted).collect()
}

/// How much the audit holds, in one line.
fn tally(outcome: &Outcome) -> Option<String> {
    let recommendations = &outcome.audit.recommendations;
    let (one, many) = match recommendations.called {
        Called::Recommendation => ("rekommendation", "rekommendationer"),
        Called::Proposal => ("förbättringsförslag", "förbättringsförslag"),
    };
    let counts = [
        (outcome.questions.len(), "kontrollfråga", "kontrollfrågor"),
        (outcome.moments.len(), "momentbedömning", "momentbedömningar"),
        (recommendations.items.len(), one, many),
    ];
    let mut parts: Vec<String> =
        counts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| words::counted(*n as u64, one, many)).collect();
    let given = outcome.moments.iter().filter(|m| m.outcome != CellOutcome::NotAnswered).count();
    if let Some(moments) = parts.iter_mut().find(|p| given < outcome.moments.len() && p.ends_with("momentbedömningar"))
    {
        *moments = format!("{given} av {moments}");
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Whose heading stands over the table of control questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableHeading {
    /// The auditors'.
    Printed,
    /// Ours.
    Own,
}

/// The table of control questions.
pub(super) fn question_table(outcome: &Outcome, heading: TableHeading) -> QuestionTable {
    let asked = || {
        outcome.audit.questions.iter().filter_map(|q| Some((q, outcome.questions.iter().find(|r| r.question == q.id)?)))
    };
    QuestionTable {
        heading: (heading == TableHeading::Own).then_some("Bedömning mot kontrollfrågorna"),
        rows: asked()
            .map(|(question, result)| QuestionRow {
                id: question.id.to_string(),
                text: question.quote.text.clone(),
                established: shared::established(outcome, result),
                indicated: shared::indicated(question, &result.indicated),
                comments: result.established.iter().flat_map(|j| &j.comments).map(|c| c.text.clone()).collect(),
            })
            .collect(),
        differences: asked().filter_map(|(question, result)| shared::difference(outcome, question, result)).collect(),
        notes: shared::not_made_here(outcome).into_iter().collect(),
    }
}

/// The control questions as a list under their ids.
fn questions(outcome: &Outcome) -> Option<Block> {
    let items: Vec<Bullet> = outcome
        .audit
        .questions
        .iter()
        .map(|q| Bullet { text: q.quote.text.clone(), id: Some(q.id.to_string()), detail: None })
        .collect();
    (!items.is_empty()).then_some(Block::Bullets { items })
}

/// The section's own assessment of a question, a paragraph each.
fn assessment(outcome: &Outcome, question: &QuestionId) -> Vec<Block> {
    let judgements = outcome.made.here().into_iter().flat_map(|e| &e.judgements).filter(|j| j.question == *question);
    judgements.flat_map(|j| &j.assessment).map(|q| Block::text(&q.text)).collect()
}

/// The recommendations with the words that lead in to them.
pub(super) fn recommendations(outcome: &Outcome) -> Option<Block> {
    let all = &outcome.audit.recommendations;
    let first = all.items.first()?;
    let lead = all.lead_in.as_ref().map_or_else(
        || Quote {
            text: match all.called {
                Called::Recommendation => "Rekommendationer:".to_owned(),
                Called::Proposal => "Förbättringsförslag:".to_owned(),
            },
            source: first.quote.source.clone(),
        },
        Quote::from,
    );
    let items = all.items.iter().map(|r| Listed { id: r.id.to_string(), text: r.quote.text.clone() }).collect();
    Some(Block::Recommendations { lead, items })
}

/// The moment table of one unit, in the order of the catalogue; a note when there is none.
pub(super) fn moments(outcome: &Outcome, unit: &UnitId, columns: Vec<String>) -> Block {
    let rows: Vec<_> = outcome.moments.iter().filter(|m| m.unit == *unit).collect();
    let name = outcome.organisation.name(unit).to_owned();
    let Some(first) = rows.first() else {
        return Block::Lost { text: format!("Momentbedömningar för {name} finns inte i det lämnade underlaget.") };
    };
    let catalogued = outcome.audit.moment(&first.moment).map(|m| m.quote.source.clone());
    let delivered = rows.iter().find_map(|m| m.row.as_ref()).map(|r| r.source.clone());
    let answered: BTreeSet<&str> =
        rows.iter().filter_map(|m| m.row.as_ref()?.answered_by.as_deref()).map(str::trim).collect();
    let established = outcome.made.here();
    let listed: Vec<MomentRow> = rows
        .iter()
        .map(|result| {
            let moment = outcome.audit.moment(&result.moment);
            let variant = established.and_then(|e| printed_variant(e, &result.moment, unit));
            MomentRow {
                step: moment.and_then(|m| step(outcome, &m.step)),
                text: variant
                    .or(moment.map(|m| &m.quote))
                    .map_or_else(|| result.moment.to_string(), |q| q.text.clone()),
                verdict: match &result.row {
                    Some(row) if !row.word.trim().is_empty() => {
                        shared::worded(outcome, result.outcome.mark(), &row.word)
                    }
                    Some(_) | None => Verdict { mark: result.outcome.mark().key(), word: None, note: None },
                },
                comment: result.row.as_ref().and_then(|r| r.comment.clone()),
            }
        })
        .collect();
    let with_steps = listed.iter().any(|r| r.step.is_some());
    Block::Moments(Moments {
        unit: name,
        source: delivered.or(catalogued).unwrap_or_else(|| shared::UNSTATED.to_owned()),
        answered: (!answered.is_empty()).then(|| words::list(answered.into_iter().collect::<Vec<_>>())),
        columns: (columns.len() == 3).then_some(columns),
        note: outcome.model.as_ref().filter(|_| with_steps).map(|model| {
            format!(
                "Steget anger var i modellen ”{}” momentet hör hemma. Kopplingen är granskas. Modellens källa: {}.",
                model.label, model.source
            )
        }),
        rows: listed,
    })
}

/// Leaves the note on steps under the first moment table only: it is the same under all.
pub(super) fn say_once<'a>(blocks: impl Iterator<Item = &'a mut Block>) {
    let tables = blocks.filter_map(|block| if let Block::Moments(moments) = block { Some(moments) } else { None });
    for moments in tables.skip(1) {
        moments.note = None;
    }
}

fn printed_variant<'a>(
    established: &'a Established,
    moment: &crate::field::id::MomentId,
    unit: &UnitId,
) -> Option<&'a Words> {
    established.as_printed.iter().find(|p| p.moment == *moment && p.unit == *unit).map(|p| &p.quote)
}

/// `1 Behov`, or the name of the support group.
fn step(outcome: &Outcome, id: &crate::field::id::StepId) -> Option<String> {
    let model = outcome.model.as_ref()?;
    let step = model.step(id)?;
    Some(model.number(id).map_or_else(|| step.label.clone(), |n| format!("{n} {}", step.label)))
}

/// The register of tools. In an audit's own text only the organisation's common tools were printed; other units' are in their moments.
fn tools(outcome: &Outcome, announced: Option<String>) -> Option<Table> {
    let top = &outcome.organisation.top().id;
    let printed = printed_tools(&outcome.tools, top);
    let label = announced.unwrap_or_else(|| "System och verktyg som används".to_owned());
    if printed.iter().any(|t| t.unit == *top) {
        let rows = printed.iter().map(|t| vec![t.tool.clone(), t.purpose.clone()]).collect();
        return Some(Table {
            label, columns: vec!["System eller verktyg", "Används till"], rows, numeric: Vec::new()
        });
    }
    let name = |unit| outcome.organisation.name(unit).to_owned();
    let rows: Vec<_> = printed.iter().map(|t| vec![t.tool.clone(), name(&t.unit), t.purpose.clone()]).collect();
    let columns = vec!["System eller verktyg", "Enhet", "Används till"];
    (!rows.is_empty()).then_some(Table { label, columns, rows, numeric: Vec::new() })
}

/// The register of steering documents that the audit names. No text of the auditors prints it as a table: the table is ours.
pub(super) fn steering(outcome: &Outcome) -> Option<Block> {
    let unstated = |text: &Option<String>| text.clone().unwrap_or_else(|| shared::UNSTATED.to_owned());
    let source = |text: &str| {
        if text.starts_with(|c: char| c.is_ascii_digit()) { format!("avsnitt {text}") } else { text.to_owned() }
    };
    let rows: Vec<Vec<String>> = outcome
        .steering
        .iter()
        .map(|d| vec![d.title.clone(), unstated(&d.kind), unstated(&d.decided_by), source(&d.source)])
        .collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            label: match outcome.made {
                Made::Here(_) | Made::OtherPeriod(_) => "Styrande och stödjande dokument som granskningen nämner:",
                Made::Never => "Styrande och stödjande dokument i det lämnade underlaget:",
            }
            .to_owned(),
            columns: vec!["Dokument", "Slag", "Beslutat av", "Källa"],
            rows,
            numeric: Vec::new(),
        })
    })
}
