//! `text.yaml`: the report's running text in its printed order.
//!
//! Checks the headings, and that each block has something to show. Whether CSV files hold rows is not known here.

use super::audits::{Context, Form};
use super::forms::established::EstablishedForm;
use super::forms::observations::ObservationsForm;
use super::forms::text::{BlockForm, SectionForm, TextForm};
use super::forms::{Id, Text};
use super::{codes, established};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::audit::Audit;
use crate::field::id::QuestionId;
use crate::field::report_text::{Block, Section};
use crate::placed::At;

/// The files beside `text.yaml` that its blocks show parts of.
pub(super) struct Beside<'a> {
    /// `established.yaml`, when it could be read; its absence is remarked on elsewhere.
    pub established: Option<&'a EstablishedForm>,
    /// `observations.yaml`.
    pub observations: &'a Form<ObservationsForm>,
}

/// Checks the file. Blocks that could not be read are left out and have been remarked on.
pub(super) fn read(form: &TextForm, beside: &Beside<'_>, context: &Context<'_>, check: &mut Check<'_>) -> Vec<Section> {
    let mut names = Names::default();
    let mut above = 0;
    let mut sections = Vec::new();
    for section in &form.sections {
        let id = check.scalar("id", &section.id);
        let place = check.place(&section.id);
        names.declare_name(check, &id, place, "två avsnitt har samma id");
        above = level(section, above, check);
        sections.push(Section {
            id,
            heading: check.blank_or("heading", &section.heading),
            level: above as u8,
            blocks: section.blocks.iter().filter_map(|b| block(b, beside, context, check)).collect(),
        });
    }
    sections
}

/// The level of a heading, at most one below the heading before it.
fn level(section: &SectionForm, above: u32, check: &mut Check<'_>) -> u32 {
    let level = section.level.value;
    let (message, help) = if !(1..=3).contains(&level) {
        (format!("rubriknivån {level} finns inte"), "skriv `level: 1`, `2` eller `3`".to_owned())
    } else if level > above + 1 {
        let help = if above == 0 {
            "det första avsnittet har nivå 1".to_owned()
        } else {
            format!("skriv `level: {}`", above + 1)
        };
        (format!("rubriken `{}` hoppar över en nivå", section.id.value.0), help)
    } else {
        return level;
    };
    let place = check.place(&section.level);
    let label =
        if above == 0 { "här börjar texten".to_owned() } else { format!("närmast före står nivå {above}") };
    check.say(Remark::new(&codes::SECTION_LEVEL, message).at(place, label).help(help));
    level.clamp(1, 3)
}

fn block(at: &At<BlockForm>, beside: &Beside<'_>, context: &Context<'_>, check: &mut Check<'_>) -> Option<Block> {
    let place = check.place(at);
    let about = match &at.value {
        BlockForm::Text(t) => return Some(Block::Text(check.text("text", t))),
        BlockForm::Bullets(list) => return Some(Block::Bullets(bullets(list, &place, check))),
        BlockForm::Subheading(t) => return Some(Block::Subheading(check.text("subheading", t))),
        BlockForm::Lost(t) => return Some(Block::Lost(check.text("lost", t))),
        // A column without a heading is printed without one.
        BlockForm::Columns(list) => {
            return Some(Block::Columns(list.iter().map(|c| check.blank_or("columns", c)).collect()));
        }
        BlockForm::Moments(unit) => return moments(unit, context, check),
        BlockForm::Assessment(question) => return assessment(question, beside, context, check),
        BlockForm::Overall => (Block::Overall, no_overall(beside)),
        BlockForm::QuestionTable => {
            (Block::QuestionTable, lacks(context, "kontrollfrågor", |a| a.questions.is_empty()))
        }
        BlockForm::Questions => (Block::Questions, lacks(context, "kontrollfrågor", |a| a.questions.is_empty())),
        BlockForm::Recommendations => {
            (Block::Recommendations, lacks(context, "rekommendationer", |a| a.recommendations.items.is_empty()))
        }
        BlockForm::Purpose => (Block::Purpose, lacks(context, "syfte (`purpose`)", |a| a.purpose.is_none())),
        BlockForm::Criteria => (Block::Criteria, lacks(context, "kriterier (`criteria`)", |a| a.criteria.is_empty())),
        BlockForm::Guidelines => {
            (Block::Guidelines, lacks(context, "riktlinjer (`guidelines`)", |a| a.guidelines.is_none()))
        }
        BlockForm::Tools => (Block::Tools, None),
        BlockForm::Figures => (Block::Figures, None),
        BlockForm::Scope => (Block::Scope, unseen(beside, "scope", |o| o.scope.is_none())),
        BlockForm::Method => (Block::Method, unseen(beside, "method", |o| o.method.is_empty())),
        BlockForm::Absent => (Block::Absent, unseen(beside, "absent", |o| o.absent.is_empty())),
        BlockForm::Examples => (Block::Examples, unseen(beside, "examples", |o| o.examples.is_empty())),
        BlockForm::Findings => (Block::Findings, unseen(beside, "findings", |o| o.findings.is_empty())),
        BlockForm::Focus => (Block::Focus, unseen(beside, "focus", |o| o.focus.is_none())),
        BlockForm::Improvements => (Block::Improvements, unseen(beside, "improvements", |o| o.improvements.is_empty())),
        BlockForm::Reply => (Block::Reply, unseen(beside, "reply", |o| o.reply.is_none())),
    };
    let (block, nothing) = about;
    if let Some(message) = nothing {
        empty(message, place, check);
    }
    Some(block)
}

fn empty(message: String, place: Place, check: &mut Check<'_>) {
    check.say(
        Remark::new(&codes::NOTHING_THERE, message)
            .at(place, "här finns inget att visa")
            .help("lägg till uppgiften där den hör hemma, eller ta bort blocket"),
    );
}

fn bullets(list: &[At<Text>], place: &Place, check: &mut Check<'_>) -> Vec<String> {
    if list.is_empty() {
        empty("punktlistan är tom".to_owned(), place.clone(), check);
    }
    check.texts("bullets", list)
}

fn no_overall(beside: &Beside<'_>) -> Option<String> {
    let none = beside.established.is_some_and(|e| e.overall.is_none());
    none.then(|| "`established.yaml` har ingen samlad bedömning (`overall`)".to_owned())
}

/// What is said when the audit has nothing of a kind; a faulty audit is left alone.
fn lacks(context: &Context<'_>, what: &str, is_empty: fn(&Audit) -> bool) -> Option<String> {
    context.audit.filter(|a| is_empty(a)).map(|a| format!("granskningen `{}` har inga uppgifter om {what}", a.id))
}

fn unseen(beside: &Beside<'_>, key: &str, is_empty: fn(&ObservationsForm) -> bool) -> Option<String> {
    beside.observations.lacks(is_empty).then(|| format!("`observations.yaml` har inget under `{key}`"))
}

fn moments(unit: &At<Id>, context: &Context<'_>, check: &mut Check<'_>) -> Option<Block> {
    let id = check.unit(unit, context.units)?;
    if let Some(audit) = context.audit {
        let level = context.units.and_then(|u| u.level_of(&unit.value.0));
        let asked = audit.moments_asked_of.as_ref().filter(|_| !audit.moments.is_empty());
        let message = match (asked, level) {
            (None, _) => Some(format!("granskningen `{}` har inga moment", audit.id)),
            // A level that the organisation lacks is remarked on in `established.yaml`.
            (Some(asked), Some(level)) if asked.as_str() != level && context.has_level(asked.as_str()) => {
                Some(format!("momenten ställs till nivån `{asked}`, men `{id}` ligger på nivån `{level}`"))
            }
            (Some(_), Some(_) | None) => None,
        };
        if let Some(message) = message {
            let place = check.place(unit);
            empty(message, place, check);
        }
    }
    Some(Block::Moments(id))
}

fn assessment(question: &At<Id>, beside: &Beside<'_>, context: &Context<'_>, check: &mut Check<'_>) -> Option<Block> {
    let known = established::question(question, context, check);
    // A question without any verdict is remarked on in `established.yaml`.
    let unwritten = |e: &EstablishedForm| {
        let mut verdicts = e.questions.iter().filter(|q| q.id.value == question.value).peekable();
        verdicts.peek().is_some() && verdicts.all(|q| q.assessment.is_empty())
    };
    if known.is_some() && beside.established.is_some_and(unwritten) {
        let place = check.place(question);
        let message = format!("frågan `{}` har ingen bedömning (`assessment`) i `established.yaml`", question.value.0);
        empty(message, place, check);
    }
    QuestionId::new(&question.value.0).ok().map(Block::Assessment)
}
