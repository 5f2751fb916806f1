//! `granska run`: `outcome.json` for each case.

use super::args::Gate;
use super::context::Context;
use super::{Exit, Stop, gates, say};
use crate::catalog::Catalog;
use crate::diag::render::Sources;
use crate::diag::{self, Remark};
use crate::field::outcome::Outcome;
use crate::run::{self, Case, Loaded, Purpose};
use crate::store;
use crate::stored::outcome::StoredOutcome;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(context: &Context, wanted: &[Gate], out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let out_folder = context.out(&project)?;
    let loaded = context.load(&project, Purpose::Judge)?;
    let progress = context.progress();
    let catalog = context.valid(&loaded)?;
    let mut files = Vec::new();
    progress.stage("bedömer");
    let outcomes = outcomes(context, &loaded, catalog)?;
    let remarks = passed(&outcomes, Vec::new(), &loaded.sources)?;
    for (case, outcome) in &outcomes {
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
    let cases = context.cases(catalog).map_err(|stop| match stop {
        // What was left out when the project was read may be why nothing is found now.
        Stop::Remarks(remarks, _, exit) => {
            Stop::Remarks(loaded.remarks.iter().cloned().chain(remarks).collect(), loaded.sources.clone(), exit)
        }
        Stop::Output(e) => Stop::Output(e),
    })?;
    cases
        .into_iter()
        .map(|case| {
            let outcome =
                run::outcome(loaded, catalog, &case, context.as_of).map_err(|r| Stop::one(r, Exit::Remarks))?;
            Ok((case, outcome))
        })
        .collect()
}

/// All remarks of the outcomes and others, in order, once each; a stop when any of them is an error, so that nothing is written.
pub(super) fn passed(
    outcomes: &[(Case, Outcome)],
    others: Vec<Remark>,
    sources: &Sources,
) -> Result<Vec<Remark>, Stop> {
    let mut remarks = others;
    remarks.extend(outcomes.iter().flat_map(|(_, o)| o.remarks.iter().cloned()));
    diag::sort(&mut remarks);
    if diag::has_errors(&remarks) { Err(Stop::Remarks(remarks, sources.clone(), Exit::Remarks)) } else { Ok(remarks) }
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
