//! `granska run`: `outcome.json` for each case.

use super::args::Gate;
use super::context::Context;
use super::{Exit, Stop, gates, say};
use crate::catalog::Catalog;
use crate::field::outcome::Outcome;
use crate::run::{self, Case, Loaded};
use crate::store;
use crate::stored::outcome::StoredOutcome;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(context: &Context, wanted: &[Gate], out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let out_folder = context.out(&project)?;
    let progress = context.progress();
    progress.stage("läser katalog och leveranser");
    let loaded = context.load(&project)?;
    let catalog = context.valid(&loaded)?;
    let mut files = Vec::new();
    let mut remarks = Vec::new();
    let outcomes = outcomes(context, &loaded, catalog)?;
    for (case, outcome) in &outcomes {
        progress.stage(format!("bedömer {}", case.folder()));
        remarks.extend(outcome.remarks.iter().cloned());
        files.push((format!("{}/outcome.json", case.folder()), json(outcome)?));
    }
    let written = store::write_all(&out_folder, &files).map_err(|r| Stop::one(r, Exit::Surroundings))?;
    drop(progress);
    say(&remarks, &loaded.sources, context.colour, err)?;
    tell(&written, &context.folder, out)?;
    Ok(gates::pass(wanted, &outcomes.iter().map(|(_, o)| o).collect::<Vec<_>>(), err)?)
}

/// The outcomes of all cases that were asked for.
pub(super) fn outcomes(context: &Context, loaded: &Loaded, catalog: &Catalog) -> Result<Vec<(Case, Outcome)>, Stop> {
    context
        .cases(catalog)?
        .into_iter()
        .map(|case| {
            let outcome =
                run::outcome(loaded, catalog, &case, context.as_of).map_err(|r| Stop::one(r, Exit::Remarks))?;
            Ok((case, outcome))
        })
        .collect()
}

/// An outcome as stored.
pub(super) fn json(outcome: &Outcome) -> Result<Vec<u8>, Stop> {
    let mut bytes = serde_json::to_vec_pretty(&StoredOutcome::from(outcome)).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Names the files written, as seen from the folder the program was started in.
pub(super) fn tell(written: &[PathBuf], folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    written.iter().try_for_each(|path| writeln!(out, "{}", path.strip_prefix(folder).unwrap_or(path).display()))
}
