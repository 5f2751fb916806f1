//! `granska simulate --score`: makes regions with faults, checks them, and says how many faults were found and how many were untrue.

use super::args::Simulated;
use super::context::Context;
use super::simulate::{made, options, outside_inputs};
use super::{Exit, Stop};
use crate::desk::score::{self, At, Score};
use crate::desk::simulate::{FAULTS, ORGANISATION, Options};
use crate::run::{self, Purpose};
use crate::store::{Project, Scratch, write_all};
use crate::words;
use std::io::Write;
use std::path::Path;

/// Rows of a thousand that are spoilt when nothing else is said.
const LEVEL: u32 = 10;
/// Faults that are shown when they were missed or untrue; the rest are counted.
const SHOWN: usize = 20;

pub(super) fn score(context: &Context, asked: &Simulated, out: &mut dyn Write) -> Result<Exit, Stop> {
    let options = Options { dirt: Some(asked.dirt.unwrap_or(LEVEL)), ..options(asked)? };
    let project = context.find_project()?;
    if let Some(folder) = context.given_out() {
        outside_inputs(context, folder)?;
    }
    let stop = |r| Stop::one(r, Exit::Surroundings);
    let scratch = Scratch::new().map_err(stop)?;
    writeln!(
        out,
        "{:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "frö", "inlagda", "funna", "dolda", "missade", "påpekade", "följder", "falska"
    )?;
    let mut all = Score::default();
    let progress = context.progress();
    for seed in options.seed..options.seed.saturating_add(asked.seeds.max(1)) {
        progress.stage(format!("prövar frö {seed}"));
        let folder = context.given_out().unwrap_or(scratch.path()).join(format!("fro-{seed}"));
        let one = region(&project, &Options { seed, ..options.clone() }, &folder)?;
        row(out, &seed.to_string(), &one)?;
        all.add(one);
        if context.given_out().is_none() {
            scratch.clear(&folder);
        }
    }
    drop(progress);
    row(out, "alla", &all)?;
    let (true_ones, told) = all.precision();
    let (met, listed) = all.recall();
    writeln!(out, "Precision {} och täckning {}.", ratio(true_ones, told), ratio(met, listed))?;
    show(out, "Missade fel", &all.missed)?;
    show(out, "Falska påpekanden", &all.untrue)?;
    Ok(if all.is_full() { Exit::Done } else { Exit::Gate })
}

/// One region: made, checked under the contracts of the project, held against its list.
fn region(project: &Project, options: &Options, folder: &Path) -> Result<Score, Stop> {
    let stop = |r| Stop::one(r, Exit::Surroundings);
    made(options, folder)?;
    let controls = project
        .read("controls", &[".yaml", ".yml"])
        .map_err(|r| Stop::Remarks(r, Default::default(), Exit::Surroundings))?;
    let files: Vec<(String, Vec<u8>)> = controls.files.into_iter().map(|f| (f.path, f.bytes)).collect();
    write_all(folder, &files).map_err(stop)?;
    let text = crate::store::given(&folder.join(FAULTS), FAULTS, crate::store::MAX_BYTES).map_err(stop)?;
    let listed = score::list(&String::from_utf8_lossy(&text)).map_err(stop)?;
    let made = Project::find(Some(folder), folder).map_err(stop)?;
    let loaded =
        run::load(&made, Purpose::Check).map_err(|r| Stop::Remarks(r, Default::default(), Exit::Surroundings))?;
    let Some(catalog) = &loaded.catalog else {
        return Err(Stop::Remarks(loaded.remarks, loaded.sources, Exit::Remarks));
    };
    let delivered =
        catalog.organisations.keys().find(|o| o.as_str() == ORGANISATION).and_then(|o| loaded.deliveries.get(o));
    let faults = delivered.map_or(&[][..], |d| d.faults.as_slice());
    Ok(score::score(&listed, faults, &loaded.remarks))
}

fn row(out: &mut dyn Write, name: &str, score: &Score) -> std::io::Result<()> {
    let n = |n: u64| words::number(n);
    writeln!(
        out,
        "{name:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        n(score.listed),
        n(score.found),
        n(score.hidden),
        n(score.missed.len() as u64),
        n(score.told),
        n(score.following),
        n(score.untrue.len() as u64)
    )
}

/// A share with four decimals, never rounded up to the whole.
fn ratio(part: u64, whole: u64) -> String {
    let parts = (part * 10_000).checked_div(whole).unwrap_or(10_000);
    format!("{},{:04}", parts / 10_000, parts % 10_000)
}

fn show(out: &mut dyn Write, title: &str, all: &[At]) -> std::io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title} ({}):", words::number(all.len() as u64))?;
    for At { file, row, column, code, what } in all.iter().take(SHOWN) {
        writeln!(out, "  {file} rad {row} {column}: {code} {what}")?;
    }
    Ok(())
}
