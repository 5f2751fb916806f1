//! `granska simulate`: makes Region Exempel in a folder of its own.

use super::args::Simulated;
use super::context::Context;
use super::{Exit, Stop};
use crate::desk::simulate::{self, Files, Format, Options, Table, codes};
use crate::diag::{Remark, nearest};
use crate::run;
use crate::store::Project;
use crate::words;
use std::io::Write;

pub(super) fn simulate(context: &Context, asked: &Simulated, out: &mut dyn Write) -> Result<Exit, Stop> {
    let Some(folder) = context.given_out() else {
        let remark = Remark::new(&codes::NO_FOLDER, "det är inte sagt var regionen ska skrivas")
            .help("skriv till exempel `granska simulate --out /tmp/exempel`");
        return Err(Stop::one(remark, Exit::Usage));
    };
    // A folder of inputs is never written to, whether it belongs to this project or another.
    for project in [Project::find(None, folder), Project::find(None, &context.folder)].into_iter().flatten() {
        if let Some(inputs) = project.holds_inputs(folder) {
            let remark = Remark::new(&run::codes::OUT_INSIDE, format!("`{}` ligger i `{inputs}`", folder.display()))
                .help("välj en mapp utanför `controls`, `data` och `report-templates`");
            return Err(Stop::one(remark, Exit::Usage));
        }
    }
    let only = asked.only.iter().map(|id| table(id)).collect::<Result<Vec<_>, Remark>>();
    let options = Options {
        seed: asked.seed,
        rows: asked.rows,
        years: asked.years,
        only: only.map_err(|r| Stop::one(r, Exit::Usage))?,
        files: match asked.files {
            super::args::Divided::Year => Files::Year,
            super::args::Divided::Month => Files::Month,
            super::args::Divided::One => Files::One,
        },
        format: match asked.format {
            super::args::Written::Csv => Format::Csv,
            super::args::Written::Parquet => Format::Parquet,
        },
        threads: asked.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
    };
    let progress = context.progress();
    progress.stage("simulerar Region Exempel");
    let made = simulate::simulate(&options, folder).map_err(|r| {
        let exit = if r.code.id == codes::SIZE.id { Exit::Usage } else { Exit::Surroundings };
        Stop::one(r, exit)
    })?;
    drop(progress);
    for (table, rows) in &made.rows {
        writeln!(out, "{:>14}  {}", words::number(*rows), table.id())?;
    }
    let all: u64 = made.rows.iter().map(|(_, n)| n).sum();
    writeln!(out, "{:>14}  rader i {}", words::number(all), words::counted(made.files.len() as u64, "fil", "filer"))?;
    writeln!(out, "Allt i `{}` är påhittat. Facit ligger i mappen `facit` bredvid `data`.", folder.display())?;
    Ok(Exit::Done)
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
