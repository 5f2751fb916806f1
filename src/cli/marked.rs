//! `granska check --marked MAPP`: a copy of each faulty delivery in which the faults are marked.
//!
//! Chooses which deliveries to copy and where to; the copies are made in `desk`.

use super::context::Context;
use super::{Exit, Stop};
use crate::catalog::Catalog;
use crate::dataset::{self, Faults};
use crate::desk::marked::{self, Delivered, NoCopy};
use crate::diag::Remark;
use crate::run::Loaded;
use crate::store::{self, Project};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Writes the copies and says which files they are. A delivery that holds a personal identity number gets none, and that is said.
pub(super) fn write(
    context: &Context,
    project: &Project,
    loaded: &Loaded,
    catalog: &Catalog,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let folder = context.outside_inputs(project, context.folder.join(folder))?;
    let sources = project
        .list("data", dataset::ENDINGS)
        .map_err(|remarks| Stop::Remarks(remarks, Default::default(), Exit::Surroundings))?
        .sources;
    let mut copies = Vec::new();
    for (id, delivered) in &loaded.deliveries {
        for file in &delivered.files {
            let faults: Vec<Faults> = delivered.faults.iter().filter(|f| *f.file == *file.file).cloned().collect();
            let source = sources.iter().find(|s| s.path() == file.file);
            let contract = catalog.controls.datasets.iter().find(|c| c.id == file.dataset);
            let (false, Some(source), Some(contract)) = (faults.is_empty(), source, contract) else { continue };
            let about = |r: &&Remark| r.labels.first().is_some_and(|l| l.place.file == file.file);
            let remarks: Vec<Remark> = loaded.remarks.iter().filter(about).cloned().collect();
            let of = Delivered { file: &file.file, contract, faults: &faults, remarks: &remarks, rows: file.rows_read };
            let copy = marked::workbook(&of, &mut |meet| {
                // What cannot be read once more has been said; the list of faults is written all the same.
                dataset::rows(source, contract, &mut |row| {
                    meet(row);
                    ControlFlow::Continue(())
                });
            });
            match copy {
                Ok(bytes) => copies.push((format!("{id}/{}", name(&file.file)), bytes)),
                Err(NoCopy::PersonNumber) => writeln!(
                    out,
                    "Ingen kopia av {}: den ser ut att innehålla personnummer, som inte får spridas.",
                    file.file
                )?,
                Err(NoCopy::Workbook(e)) => return Err(Stop::Output(io::Error::other(e))),
            }
        }
    }
    let written = store::write_all(&folder, &copies).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    for path in written {
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

/// The copy's path below the organisation's folder: that of the delivery, with every ending kept, so that two deliveries never share one.
fn name(file: &str) -> String {
    let below = file.split('/').skip(2).collect::<Vec<_>>().join("/");
    format!("{below}.markerad.xlsx")
}
