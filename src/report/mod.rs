//! Renders documents from an Outcome: view, cleaning, template, PDF.
//!
//! Computes nothing: no sums, no thresholds. It arranges and words what it is given. Writes no file; whoever calls does.

pub mod clean;
pub mod codes;
pub mod pdf;
#[cfg(test)]
pub(crate) mod sample;
pub mod templates;
#[cfg(test)]
mod tests;
pub mod view;
pub mod xlsx;

use crate::diag::{self, Place, Remark};
use crate::field::audit::Audit;
use crate::field::outcome::Outcome;
use crate::words;
use clean::Changes;
use serde_json::Value;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use templates::{FOLDER, Report, Templates};
pub(crate) use view::{Explained, Verdict, accepted, cell, counted, explained, periods, sign, suppressed, todo, word};

/// A document ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name in `out/`, with ending.
    pub file_name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Makes the documents that the audit names, in that order.
///
/// A document that cannot be made is left out, and a remark of error level says why; the others are made all the same.
pub fn documents(outcome: &Outcome, templates: &Templates) -> (Vec<Document>, Vec<Remark>) {
    let mut documents = Vec::new();
    let mut remarks = Vec::new();
    for id in &outcome.audit.documents {
        let Some(report) = templates.report(id) else {
            remarks.push(unknown(&outcome.audit, templates, id.as_str()));
            continue;
        };
        match document(outcome, templates, report, &mut remarks) {
            Ok(document) => documents.push(document),
            Err(mut faults) => remarks.append(&mut faults),
        }
    }
    diag::sort(&mut remarks);
    (documents, remarks)
}

/// Documents that are being made beside whoever asked for them.
pub struct Making {
    outcome: Outcome,
    templates: Arc<Templates>,
    waiting: mpsc::Receiver<(Vec<Document>, Vec<Remark>)>,
}

/// Starts to make the documents of an outcome in a thread of their own.
pub fn start(outcome: &Outcome, templates: &Arc<Templates>) -> Making {
    let (done, waiting) = mpsc::channel();
    let (owned, shared) = (outcome.clone(), Arc::clone(templates));
    std::thread::spawn(move || {
        // Nobody waits any longer when this fails.
        let _ = done.send(documents(&owned, &shared));
    });
    Making { outcome: outcome.clone(), templates: Arc::clone(templates), waiting }
}

impl Making {
    /// Waits for the documents, and gives up when they are not ready in time: a template may go on for ever.
    ///
    /// Typesetting cannot be stopped from outside, so what was started is left behind and ends with the process.
    ///
    /// # Errors
    /// A remark when the time is up.
    pub fn within(self, limit: Duration) -> Result<(Vec<Document>, Vec<Remark>), Remark> {
        match self.waiting.recv_timeout(limit) {
            Ok(made) => Ok(made),
            Err(mpsc::RecvTimeoutError::Timeout) => Err(too_slow(&self.outcome.audit, limit)),
            // The other thread fell over: do it here, so that the front door meets the fault.
            Err(mpsc::RecvTimeoutError::Disconnected) => Ok(documents(&self.outcome, &self.templates)),
        }
    }
}

fn too_slow(audit: &Audit, limit: Duration) -> Remark {
    Remark::new(
        &codes::TOO_SLOW,
        format!("dokumenten för `{}` blev inte klara på {} sekunder", audit.id, limit.as_secs()),
    )
    .at(Place::file(FOLDER), "en mall här blir inte klar")
    .help("leta efter en slinga som inte tar slut i den mall som senast ändrades; inget är skrivet")
}

/// Remarks on the documents that an audit names and that have no template.
pub fn unknown_reports(audit: &Audit, templates: &Templates) -> Vec<Remark> {
    audit
        .documents
        .iter()
        .filter(|id| templates.report(id).is_none())
        .map(|id| unknown(audit, templates, id.as_str()))
        .collect()
}

fn document(
    outcome: &Outcome,
    templates: &Templates,
    report: &Report,
    remarks: &mut Vec<Remark>,
) -> Result<Document, Vec<Remark>> {
    let mut view = view::view(outcome, report);
    let shows = |c: char| templates.shelf.shows(c);
    let changes = clean::clean(&mut view, &shows);
    remarks.extend(cleaned(outcome, report, changes));
    say_so(&mut view, changes);
    let ident = view::document_id(outcome, report);
    let rendered = pdf::pdf(templates, report, &view, outcome.as_of, &ident)?;
    remarks.extend(rendered.remarks);
    Ok(Document { file_name: format!("{}.pdf", report.file), bytes: rendered.bytes })
}

fn unknown(audit: &Audit, templates: &Templates, id: &str) -> Remark {
    let file = format!("controls/audits/{}/audit.yaml", audit.id);
    let known: Vec<&str> = templates.reports().map(|r| r.id.as_str()).collect();
    let remark =
        Remark::new(&codes::UNKNOWN_REPORT, format!("granskningen vill ha dokumentet `{id}`, som inte har någon mall"))
            .at(Place::file(file), format!("ingen mapp i {FOLDER} heter så"));
    match diag::nearest(id, known.iter().copied()) {
        Some(near) => remark.help(format!("menas `{near}`?")),
        None if known.is_empty() => remark.help(format!("lägg mallar i {FOLDER}")),
        None => remark.help(format!("det finns: {}", words::list(known.iter().map(|k| format!("`{k}`"))))),
    }
}

/// What was changed in the texts, as remarks on the organisation's folder: the texts come from there or from the audit.
fn cleaned(outcome: &Outcome, report: &Report, changes: Changes) -> Vec<Remark> {
    let place = || Place::file(format!("data/{}/", outcome.organisation.id));
    let mut remarks = Vec::new();
    if changes.replaced + changes.dropped > 0 {
        let told = told(changes);
        remarks.push(
            Remark::new(&codes::CLEANED, format!("i dokumentet `{}` är {told}", report.id))
                .at(place(), "här eller i granskningens egna texter")
                .help("byt ut bildtecken och styrtecken mot ord; dokumentet är skrivet"),
        );
    }
    if changes.shortened > 0 {
        let texts = words::counted(changes.shortened as u64, "text avkortad", "texter avkortade");
        remarks.push(
            Remark::new(
                &codes::SHORTENED,
                format!("i dokumentet `{}` är {texts} till {} tecken", report.id, longest()),
            )
            .at(place(), "här eller i granskningens egna texter")
            .help("dela upp texten; dokumentet är skrivet"),
        );
    }
    remarks
}

/// `3 tecken ersatta med □ och 1 styrtecken borttaget`.
fn told(changes: Changes) -> String {
    let mut said = Vec::new();
    if changes.replaced > 0 {
        said.push(words::counted(changes.replaced as u64, "tecken ersatt med □", "tecken ersatta med □"));
    }
    if changes.dropped > 0 {
        said.push(words::counted(changes.dropped as u64, "styrtecken borttaget", "styrtecken borttagna"));
    }
    words::list(said)
}

/// The longest text, as printed.
fn longest() -> String {
    words::number(clean::LONGEST_TEXT as u64)
}

/// Lets the document itself say what was changed in it, where its view has notes.
fn say_so(view: &mut Value, changes: Changes) {
    let mut sentences = Vec::new();
    if changes.replaced + changes.dropped > 0 {
        sentences.push(format!("I texterna är {}, eftersom de inte går att skriva ut.", told(changes)));
    }
    if changes.shortened > 0 {
        let texts = words::counted(changes.shortened as u64, "text är avkortad", "texter är avkortade");
        sentences.push(format!("{} till {} tecken.", words::capitalised(&texts), longest()));
    }
    let at = if view.pointer("/appendix/notes").is_some() { "/appendix/notes" } else { "/notes" };
    if let Some(Value::Array(notes)) = view.pointer_mut(at) {
        notes.extend(sentences.into_iter().map(Value::String));
    }
}
