//! `granska simulate`: makes Region Exempel in a folder of its own.

use super::args::{Divided, Simulated, Written};
use super::context::Context;
use super::{Exit, Stop};
use crate::desk::simulate::{self, Files, Format, Options, Region, Table, codes};
use crate::diag::{Remark, nearest};
use crate::run;
use crate::store::Project;
use crate::words;
use std::io::Write;
use std::path::Path;

pub(super) fn simulate(context: &Context, asked: &Simulated, out: &mut dyn Write) -> Result<Exit, Stop> {
    if asked.score {
        return super::score::score(context, asked, out);
    }
    let Some(folder) = context.given_out() else {
        let remark = Remark::new(&codes::NO_FOLDER, "det är inte sagt var regionen ska skrivas")
            .help("skriv till exempel `granska simulate --out /tmp/exempel`");
        return Err(Stop::one(remark, Exit::Usage));
    };
    outside_inputs(context, folder)?;
    let options = options(asked)?;
    let progress = context.progress();
    progress.stage("simulerar Region Exempel");
    let made = made(&options, folder)?;
    drop(progress);
    for (table, rows) in &made.rows {
        writeln!(out, "{:>14}  {}", words::number(*rows), table.id())?;
    }
    let all: u64 = made.rows.iter().map(|(_, n)| n).sum();
    writeln!(out, "{:>14}  rader i {}", words::number(all), words::counted(made.files.len() as u64, "fil", "filer"))?;
    if let Some(faults) = made.faults {
        writeln!(out, "{:>14}  fel, alla i `{}`", words::number(faults), simulate::FAULTS)?;
    }
    writeln!(out, "Allt i `{}` är påhittat. Facit ligger i mappen `facit` bredvid `data`.", folder.display())?;
    Ok(Exit::Done)
}

/// Stops when a folder lies among inputs: they are never written to, whether they belong to this project or another.
pub(super) fn outside_inputs(context: &Context, folder: &Path) -> Result<(), Stop> {
    for project in [Project::find(None, folder), Project::find(None, &context.folder)].into_iter().flatten() {
        if let Some(inputs) = project.holds_inputs(folder) {
            let remark = Remark::new(&run::codes::OUT_INSIDE, format!("`{}` ligger i `{inputs}`", folder.display()))
                .help("välj en mapp utanför `controls`, `data` och `report-templates`");
            return Err(Stop::one(remark, Exit::Usage));
        }
    }
    Ok(())
}

/// What was asked for.
pub(super) fn options(asked: &Simulated) -> Result<Options, Stop> {
    let only = asked.only.iter().map(|id| table(id)).collect::<Result<Vec<_>, Remark>>();
    Ok(Options {
        seed: asked.seed,
        rows: asked.rows,
        years: asked.years,
        only: only.map_err(|r| Stop::one(r, Exit::Usage))?,
        files: match asked.files {
            Divided::Year => Files::Year,
            Divided::Month => Files::Month,
            Divided::One => Files::One,
        },
        format: match asked.format {
            Written::Csv => Format::Csv,
            Written::Parquet => Format::Parquet,
        },
        threads: asked.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        dirt: asked.dirt,
    })
}

/// Makes a region.
pub(super) fn made(options: &Options, folder: &Path) -> Result<Region, Stop> {
    simulate::simulate(options, folder).map_err(|r| {
        let of_usage = r.code.id == codes::SIZE.id || options.dirt.is_some_and(|level| level > simulate::MOST_DIRT);
        Stop::one(r, if of_usage { Exit::Usage } else { Exit::Surroundings })
    })
}

fn table(id: &str) -> Result<Table, Remark> {
    Table::of_id(id).ok_or_else(|| {
        let remark = Remark::new(&codes::NO_SUCH_TABLE, format!("datamängden `{id}` finns inte"));
        match nearest(id, Table::ALL.map(Table::id)) {
            Some(near) => remark.help(format!("menades `{near}`?")),
            None => {
                remark.help(format!("de som finns är {}", words::list(Table::ALL.map(|t| format!("`{}`", t.id())))))
            }
        }
    })
}
