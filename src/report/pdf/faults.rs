//! Typst's errors and warnings as remarks: our sentence, Typst's words at the place, its hints as help.

use super::super::codes;
use super::super::templates::{FOLDER, Report};
use super::world::Room;
use crate::diag::{Place, Remark};
use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

/// At most this many remarks of one document: a fault in a loop repeats itself.
const MOST: usize = 20;

/// Where in the making of a document Typst spoke up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It could not be set.
    Setting,
    /// It was set, and something looks odd.
    Warning,
    /// It was set, and the result does not meet the standards.
    Exporting,
}

/// One remark per diagnostic.
pub(super) fn remarks(room: &Room, report: &Report, stage: Stage, diagnostics: &[SourceDiagnostic]) -> Vec<Remark> {
    diagnostics.iter().take(MOST).map(|d| remark(room, report, stage, d)).collect()
}

fn remark(room: &Room, report: &Report, stage: Stage, diagnostic: &SourceDiagnostic) -> Remark {
    let id = &report.id;
    let (code, message, help) = match stage {
        Stage::Setting => (
            &codes::TEMPLATE_FAULT,
            format!("dokumentet `{id}` går inte att sätta"),
            "rätta mallen; en nyckel som kan saknas i vyn läses med `.at(\"nyckel\", default: none)`",
        ),
        Stage::Warning => (
            &codes::TEMPLATE_WARNING,
            format!("Typst varnar när dokumentet `{id}` sätts"),
            "dokumentet är skrivet; titta på det innan det lämnas ut",
        ),
        Stage::Exporting => (
            &codes::NOT_ACCESSIBLE,
            format!("dokumentet `{id}` uppfyller inte PDF/UA-1 och PDF/A-2a"),
            "rätta mallen: titel, textalternativ, rubriknivåer i ordning och ett typsnitt som har alla tecken",
        ),
    };
    let whole = || Place::file(format!("{FOLDER}{id}/{}", report.template));
    let mut remark = Remark::new(code, message)
        .at(place(room, diagnostic.span).unwrap_or_else(whole), format!("Typst: {}", one_line(&diagnostic.message)));
    for step in &diagnostic.trace {
        let text = match &step.v {
            Tracepoint::Call(Some(name)) => format!("på väg genom `{name}`"),
            Tracepoint::Call(None) => "på väg genom en funktion".to_owned(),
            Tracepoint::Show(name) => format!("när `{name}` visas"),
            Tracepoint::Import(name) | Tracepoint::Include(name) => format!("när `{name}` hämtas in"),
        };
        if let Some(place) = place(room, step.span.into()) {
            remark = remark.at(place, text);
        }
    }
    for hint in &diagnostic.hints {
        remark = remark.help(format!("Typst: {}", one_line(&hint.v)));
    }
    remark.help(help)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where in the project a span lies; columns in characters, the marked length no longer than its line.
fn place(room: &Room, span: DiagSpan) -> Option<Place> {
    let id = span.id()?;
    let file = format!("{FOLDER}{}", id.vpath().get_without_slash());
    let Some((source, range)) = room.source(id).ok().zip(room.range(span)) else { return Some(Place::file(file)) };
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    let marked = source.text().get(range).unwrap_or_default();
    let length = marked.lines().next().unwrap_or_default().chars().count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(Place { file, line: count(line + 1), column: count(column + 1), length: count(length), cell: None })
}
