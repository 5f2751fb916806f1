//! `granska check`: catalogue, deliveries and register, nothing judged.

use super::args::RemarkForm;
use super::context::Context;
use super::{Exit, Stop, count, say};
use crate::catalog::Catalog;
use crate::diag::{self, Remark, Severity, has_errors};
use crate::report::templates::Templates;
use crate::run::{self, Loaded, Purpose};
use crate::stored::remarks::StoredRemarks;
use crate::words::{counted, list as join};
use std::io::{self, Write};
use std::path::Path;

pub(super) fn check(
    context: &Context,
    form: RemarkForm,
    marked: Option<&Path>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Check)?;
    let progress = context.progress();
    let mut remarks = loaded.remarks.clone();
    let (templates, found, template_sources) = super::report::templates(&project)?;
    remarks.extend(found);
    let mut sources = loaded.sources.clone();
    sources.extend(template_sources);
    if let Some(catalog) = &loaded.catalog {
        remarks.extend(catalog.controls.audits.values().flat_map(|a| crate::report::unknown_reports(a, &templates)));
        progress.stage("håller svaren mot sina skalor");
        remarks.extend(answers(context, &loaded, catalog)?);
    }
    if let (Some(folder), Some(catalog)) = (marked, &loaded.catalog) {
        progress.stage("skriver markerade kopior");
        // What is read by programs is the remarks alone.
        let told: &mut dyn Write = if matches!(form, RemarkForm::Json) { err } else { out };
        super::marked::write(context, &project, &loaded, catalog, folder, told)?;
    }
    drop(progress);
    diag::sort(&mut remarks);
    let exit = if has_errors(&remarks) { Exit::Remarks } else { Exit::Done };
    match form {
        RemarkForm::Json => {
            let text = serde_json::to_string_pretty(&StoredRemarks::new(&remarks)).map_err(io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        RemarkForm::Text => {
            say(&remarks, &sources, context.colour, err)?;
            if !has_errors(&remarks) {
                summary(&loaded, &templates, &remarks, out)?;
            }
        }
    }
    Ok(exit)
}

/// Remarks on answers that their audit cannot use: words outside the scale, units that are not asked. Nothing is judged from them here.
fn answers(context: &Context, loaded: &Loaded, catalog: &Catalog) -> Result<Vec<Remark>, Stop> {
    let cases = match run::cases(catalog, &context.selection) {
        Ok(cases) => cases,
        // A project may have no audit made anywhere yet; a name that does not exist is a fault of usage.
        Err(_) if context.selection.organisation.is_none() && context.selection.audit.is_none() => Vec::new(),
        Err(remark) => return Err(Stop::one(remark, Exit::Usage)),
    };
    let mut remarks = Vec::new();
    for case in &cases {
        match run::outcome(loaded, catalog, case, context.as_of) {
            Ok(outcome) => remarks.extend(outcome.remarks),
            Err(remark) => remarks.push(remark),
        }
    }
    Ok(remarks)
}

/// What was looked at, so that a silent success cannot be mistaken for an empty project.
fn summary(loaded: &Loaded, templates: &Templates, remarks: &[Remark], out: &mut dyn Write) -> io::Result<()> {
    let Some(catalog) = &loaded.catalog else { return Ok(()) };
    for audit in catalog.controls.audits.values() {
        writeln!(
            out,
            "{}: {}, {}, {}",
            audit.id,
            counted(audit.questions.len() as u64, "kontrollfråga", "kontrollfrågor"),
            counted(audit.moments.len() as u64, "moment", "moment"),
            counted(
                audit.recommendations.items.len() as u64,
                "rekommendation eller förslag",
                "rekommendationer eller förslag"
            ),
        )?;
    }
    for (id, organisation) in &catalog.organisations {
        let files = loaded.deliveries.get(id).map_or(&[][..], |d| d.files.as_slice());
        let rows: u64 = files.iter().map(|f| f.rows_read).sum();
        let entries: usize = organisation.register.values().map(Vec::len).sum();
        let audits: Vec<String> = organisation.audits.keys().map(ToString::to_string).collect();
        let against: Vec<String> = organisation.tree.held_against.iter().map(|h| h.audit.to_string()).collect();
        writeln!(
            out,
            "{id}: {}, {} med {}, {}; {}",
            counted(organisation.tree.units.len() as u64, "enhet", "enheter"),
            counted(files.len() as u64, "leverans", "leveranser"),
            counted(rows, "rad", "rader"),
            counted(entries as u64, "notering i registret", "noteringar i registret"),
            match (audits.is_empty(), against.is_empty()) {
                (false, _) => format!("granskad i {}", join(&audits)),
                (true, false) => format!("hålls mot {}", join(&against)),
                (true, true) => "granskad i ingen granskning".to_owned(),
            },
        )?;
    }
    writeln!(out, "{}", counted(templates.reports().count() as u64, "rapportmall", "rapportmallar"))?;
    let in_deliveries = remarks.iter().any(|r| r.severity() == Severity::Error);
    let ending = match remarks {
        [] => "Inga fel.".to_owned(),
        // What is wrong in a delivery stops nothing, and is no fault of the catalogue.
        _ if in_deliveries => format!("Inga fel i katalogen, men i leveranserna: {}.", count(remarks)),
        _ => format!("Inga fel, men {}.", count(remarks)),
    };
    writeln!(out, "{ending}")
}
