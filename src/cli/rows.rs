//! `granska explain MEASURE --rows FILE`: the rows behind a figure, for Excel.
//!
//! Picks nothing out itself; refuses rows of a figure that may not be shown.

use super::arithmetic::{Figures, Told};
use super::table::as_csv;
use super::{Exit, Stop};
use crate::diag::Remark;
use crate::diag::render::Sources;
use crate::field::contract::{ColumnType, Dataset};
use crate::field::measure::Measure;
use crate::report::xlsx;
use crate::run::{self, Behind, codes};
use crate::store::{Project, write_all};
use std::ffi::OsStr;
use std::io;
use std::path::Path;

/// Writes the rows behind a figure, and gives the names of the files: one per dataset of the measure.
pub(super) fn write(
    project: &Project,
    figures: &Figures<'_>,
    measure: &Measure,
    told: &[Told],
    to: &Path,
) -> Result<Vec<String>, Stop> {
    let usage = |remark: Remark| Stop::one(remark, Exit::Usage);
    let named = |what: &str| Remark::new(&codes::ROWS_HIDDEN, format!("raderna bakom siffran skrivs inte: {what}"));
    let ending = match to.extension().and_then(OsStr::to_str) {
        Some(ending @ ("csv" | "xlsx")) => ending,
        Some(_) | None => {
            let remark = Remark::new(&codes::UNKNOWN_ENDING, "filens ändelse säger inte vad den ska bli");
            return Err(usage(remark.help("skriv `--rows FIL.csv` eller `--rows FIL.xlsx`")));
        }
    };
    if let Some(folder) = project.holds_inputs(to) {
        let remark = Remark::new(&codes::OUT_INSIDE, format!("rader kan inte skrivas i `{folder}`"));
        return Err(usage(remark.help("välj en fil någon annanstans")));
    }
    // Of figures of the same unit and period the one that is computed; a quoted one has no rows.
    let mut shown: Vec<&Told> = told.iter().filter(|t| t.is_shown && t.version == measure.version.number).collect();
    shown.dedup_by_key(|t| t.period);
    let (Some(told), true) = (shown.first(), shown.len() == 1 && measure.stands.is_some()) else {
        let why = match shown.len() {
            0 | 1 => named("den eller en enhet under den är dold, eller så saknas den eller räknas inte ur rader"),
            _ => named("det finns flera, en per period").help("välj en med `--period`"),
        };
        return Err(usage(why));
    };
    let Figures { context, loaded, catalog } = figures;
    let what = (measure, &told.unit, told.period);
    let tables = run::behind(project, (loaded, catalog), &told.organisation, what, context.as_of)
        .map_err(|remarks| Stop::Remarks(remarks, Sources::new(), Exit::Surroundings))?;
    let stem = to.file_stem().and_then(OsStr::to_str).unwrap_or("rader");
    let mut files = Vec::new();
    for (at, behind) in tables.iter().enumerate() {
        // The first has the name that was asked for; that of another dataset says which.
        let name = if at == 0 { format!("{stem}.{ending}") } else { format!("{stem}-{}.{ending}", behind.dataset) };
        let contract = catalog.controls.datasets.iter().find(|c| c.id == behind.dataset);
        let rows = table(behind, contract);
        let bytes = if ending == "csv" { rows.csv()? } else { rows.xlsx()? };
        files.push((name, bytes));
    }
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = write_all(folder, &files).map_err(|remark| Stop::one(remark, Exit::Surroundings))?;
    Ok(written.iter().map(|path| path.display().to_string()).collect())
}

/// The rows as a table, with the file and the number of each row.
fn table(behind: &Behind, contract: Option<&Dataset>) -> Rows {
    let label = |name: &String| contract.and_then(|c| c.column(name)).map_or_else(|| name.clone(), |c| c.label.clone());
    let is_part = behind.rows.iter().any(|(_, row)| row.is_part.is_some());
    let mut columns: Vec<(String, String)> = vec![("fil".into(), "Fil".into()), ("rad".into(), "Rad".into())];
    if is_part {
        columns.push(("del".into(), "Räknas i delen".into()));
    }
    columns.extend(behind.columns.iter().map(|name| (name.clone(), label(name))));
    let numeric = |name: &String| {
        let kind = contract.and_then(|c| c.column(name)).map(|c| &c.kind);
        name == "rad" || kind.is_some_and(|kind| matches!(kind, ColumnType::Integer | ColumnType::Decimal(_)))
    };
    let numbers = (0..columns.len()).filter(|at| numeric(&columns[*at].0)).collect();
    let rows = behind.rows.iter().map(|(file, row)| {
        let mut cells = vec![file.clone(), row.line.to_string()];
        if is_part {
            let said = match row.is_part {
                Some(true) => "ja",
                Some(false) => "nej",
                None => "",
            };
            cells.push(said.to_owned());
        }
        cells.extend(row.cells.iter().cloned());
        cells
    });
    Rows { columns, rows: rows.collect(), numbers }
}

/// Rows with their headings: names for other programs, labels for people.
struct Rows {
    columns: Vec<(String, String)>,
    rows: Vec<Vec<String>>,
    numbers: Vec<usize>,
}

impl Rows {
    fn csv(&self) -> io::Result<Vec<u8>> {
        let head: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut bytes = Vec::new();
        as_csv(&head, &self.rows, &mut bytes)?;
        Ok(bytes)
    }

    fn xlsx(&self) -> io::Result<Vec<u8>> {
        let head: Vec<&str> = self.columns.iter().map(|(_, label)| label.as_str()).collect();
        xlsx::workbook("Rader", "Rader bakom en siffra", &head, &self.rows, &self.numbers).map_err(io::Error::other)
    }
}
