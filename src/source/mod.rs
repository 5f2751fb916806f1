//! Answers questions of integers from delivered tables, with polars.
//!
//! Knows no measure: no ratios, no rounding, no calendar. Floats are used nowhere, and the answer is sorted before it leaves.

pub mod codes;
#[cfg(test)]
mod tests;

use crate::dataset::{LINE, SUPPRESSED, Table, integer};
use crate::diag::{Place, Remark};
use crate::field::measure::{AtomQuery, AtomRow, AtomTable, Filter};
use polars::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a question has no answer. Of several reasons the least is told, so that every run tells the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceError {
    /// The table lacks a column that is asked for.
    NoColumn {
        /// The column.
        column: String,
    },
    /// A row that matched has no whole number in the column that is summed.
    NoNumber {
        /// The first such line.
        line: u32,
        /// The column.
        column: String,
    },
    /// A sum may be larger than can be counted exactly.
    TooLarge {
        /// The column.
        column: String,
    },
    /// The engine failed; its own words may quote cells and are not repeated.
    Engine,
}

impl SourceError {
    /// The remark about it: which file and which declaration could not be brought together.
    pub fn remark(&self, file: &str, asked_by: &Place) -> Remark {
        match self {
            Self::NoColumn { column } => {
                Remark::new(&codes::NO_COLUMN, format!("kolumnen `{column}` finns inte i `{file}`"))
                    .at(asked_by.clone(), "måttet frågar efter den")
                    .help("rätta kolumnens namn i måttet, eller lägg till kolumnen i kontraktet")
            }
            Self::NoNumber { column, line } => {
                Remark::new(&codes::NO_NUMBER, format!("kolumnen `{column}` har inget tal på en rad som ska räknas"))
                    .at(Place::line(file, *line), "här saknas talet")
                    .at(asked_by.clone(), "måttet räknar raden och redovisas därför inte")
                    .help("fyll i talet, eller ta bort raden")
            }
            Self::TooLarge { column } => {
                Remark::new(&codes::TOO_LARGE, format!("kolumnen `{column}` ger en för stor summa"))
                    .at(Place::file(file), "")
                    .at(asked_by.clone(), "måttet redovisas därför inte")
                    .help("kontrollera att kolumnen innehåller antal")
            }
            Self::Engine => Remark::new(&codes::ENGINE, format!("måttet kunde inte räknas ur `{file}`"))
                .at(asked_by.clone(), "måttet redovisas därför inte")
                .help("kör igen; händer det igen är det ett fel i granska"),
        }
    }
}

impl From<PolarsError> for SourceError {
    fn from(_: PolarsError) -> Self {
        Self::Engine
    }
}

/// Answers a question: one row per combination of keys that any atom matched, sorted by keys.
///
/// An atom is `None` when none of its rows matched, which is not zero, or when a number among them is hidden: a sum without it would
/// be another sum. The two first keys, unit and month, must be columns of
/// the table; a later key that the table lacks is answered as empty.
///
/// # Errors
/// When a column is missing, a row that matched has no number, or a sum cannot be counted exactly.
pub fn answer(table: &Table, query: &AtomQuery) -> Result<AtomTable, SourceError> {
    if query.atoms.is_empty() {
        return Ok(AtomTable::default());
    }
    let columns = Columns::of(table, query)?;
    let asked = || ask(columns.frame(table)?, &columns, query);
    let answered = catch_unwind(AssertUnwindSafe(asked)).map_err(|_| SourceError::Engine)??;
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for at in 0..answered.height() {
        match row(&answered, at, query) {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
    }
    // The groups come in any order.
    if let Some(least) = faults.into_iter().min() {
        return Err(least);
    }
    rows.sort();
    Ok(AtomTable { rows })
}

/// The columns a question touches, under names of our own: to `col`, a column `*` or `^a.*$` would mean several.
struct Columns<'q> {
    inner: BTreeMap<&'q str, String>,
}

impl<'q> Columns<'q> {
    fn of(table: &Table, query: &'q AtomQuery) -> Result<Self, SourceError> {
        let exists = |name: &str| name != LINE && table.frame().column(name).is_ok();
        let mut required: Vec<&str> = query.keys.iter().take(2).map(String::as_str).collect();
        for atom in &query.atoms {
            required.push(&atom.sum);
            filter_columns(&atom.when, &mut required);
        }
        if let Some(column) = required.iter().find(|name| !exists(name)) {
            return Err(SourceError::NoColumn { column: (*column).to_owned() });
        }
        let optional = query.keys.iter().skip(2).map(String::as_str).filter(|name| exists(name));
        required.extend(optional);
        required.sort_unstable();
        required.dedup();
        Ok(Self { inner: required.into_iter().enumerate().map(|(at, name)| (name, format!("c{at}"))).collect() })
    }

    fn frame(&self, table: &Table) -> PolarsResult<DataFrame> {
        let mut columns = vec![table.frame().column(LINE)?.clone().with_name("line".into())];
        for (name, inner) in &self.inner {
            columns.push(table.frame().column(name)?.clone().with_name(inner.as_str().into()));
        }
        DataFrame::new(table.rows(), columns)
    }

    /// The text of a column, empty when the cell is or the table lacks the column.
    fn text(&self, name: &str) -> Expr {
        self.inner.get(name).map_or_else(|| lit(""), |inner| col(inner.as_str()).fill_null(lit("")))
    }

    fn mask(&self, filter: &Filter) -> Expr {
        match filter {
            Filter::Equals { column, value } => self.text(column).eq(lit(value.as_str())),
            Filter::All(filters) => filters.iter().fold(lit(true), |all, f| all.and(self.mask(f))),
        }
    }
}

fn filter_columns<'q>(filter: &'q Filter, columns: &mut Vec<&'q str>) {
    match filter {
        Filter::Equals { column, .. } => columns.push(column),
        Filter::All(filters) => filters.iter().for_each(|f| filter_columns(f, columns)),
    }
}

fn ask(frame: DataFrame, columns: &Columns<'_>, query: &AtomQuery) -> PolarsResult<DataFrame> {
    let mut prepared = vec![col("line")];
    prepared.extend(query.keys.iter().enumerate().map(|(i, key)| columns.text(key).alias(format!("key{i}"))));
    if query.keys.is_empty() {
        prepared.push(lit("").alias("key"));
    }
    let (mut any, mut hidden) = (lit(false), lit(false));
    let mut wanted = vec![col("line").implode(false).alias("lines")];
    for (i, atom) in query.atoms.iter().enumerate() {
        let (when_, number) = (format!("when{i}"), format!("number{i}"));
        prepared.push(columns.mask(&atom.when).alias(&when_));
        prepared.push(whole_numbers(columns.text(&atom.sum)).alias(&number));
        any = any.or(col(&when_));
        let hides = format!("hides{i}");
        prepared.push(columns.mask(&atom.when).and(columns.text(&atom.sum).eq(lit(SUPPRESSED))).alias(&hides));
        hidden = hidden.or(col(&hides));
        let matched = || when(col(&when_)).then(col(&number)).otherwise(lit(NULL));
        let no_number = col(&when_).and(col(&number).is_null()).and(col(&hides).not());
        let unknown = when(no_number).then(col("line")).otherwise(lit(NULL));
        wanted.push(matched().sum().alias(format!("sum{i}")));
        wanted.push(matched().max().alias(format!("max{i}")));
        wanted.push(col(&when_).sum().cast(DataType::Int64).alias(format!("rows{i}")));
        wanted.push(unknown.min().alias(format!("unknown{i}")));
        wanted.push(col(&hides).sum().cast(DataType::Int64).alias(format!("hidden{i}")));
    }
    wanted.push(hidden.sum().cast(DataType::Int64).alias("hidden"));
    let keys: Vec<Expr> = if query.keys.is_empty() {
        vec![col("key")]
    } else {
        (0..query.keys.len()).map(|i| col(format!("key{i}"))).collect()
    };
    let answered =
        frame.lazy().select(prepared).filter(any).group_by(keys).agg(wanted).collect_with_engine(Engine::Streaming)?;
    Ok(answered.unwrap_single())
}

/// Reads integers exactly, with the same function that checked the delivery; anything else is no number.
fn whole_numbers(text: Expr) -> Expr {
    text.map(
        |column| {
            let numbers: Int64Chunked =
                column.str()?.iter().map(|cell| cell.and_then(integer).and_then(|n| i64::try_from(n).ok())).collect();
            Ok(numbers.with_name(column.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)),
    )
}

fn row(answered: &DataFrame, at: usize, query: &AtomQuery) -> Result<AtomRow, SourceError> {
    let number = |name: String| -> Result<Option<u64>, SourceError> {
        Ok(answered.column(&name)?.i64()?.get(at).and_then(|n| u64::try_from(n).ok()))
    };
    let mut unknown = Vec::new();
    for (i, atom) in query.atoms.iter().enumerate() {
        let line = answered.column(&format!("unknown{i}"))?.u32()?.get(at);
        unknown.extend(line.map(|line| SourceError::NoNumber { line, column: atom.sum.clone() }));
    }
    if let Some(first) = unknown.into_iter().min() {
        return Err(first);
    }
    let mut atoms = BTreeMap::new();
    for (i, atom) in query.atoms.iter().enumerate() {
        let matched = number(format!("rows{i}"))?.unwrap_or(0);
        // The engine's sums wrap around in silence, so no sum is trusted that could have reached the limit.
        let largest = number(format!("max{i}"))?.unwrap_or(0).checked_mul(matched);
        if largest.is_none_or(|n| i64::try_from(n).is_err()) {
            return Err(SourceError::TooLarge { column: atom.sum.clone() });
        }
        let hides = number(format!("hidden{i}"))?.unwrap_or(0) > 0;
        let sum = number(format!("sum{i}"))?;
        atoms.insert(atom.name.clone(), sum.filter(|_| matched > 0 && !hides));
    }
    let mut keys = Vec::with_capacity(query.keys.len());
    for i in 0..query.keys.len() {
        keys.push(answered.column(&format!("key{i}"))?.str()?.get(at).unwrap_or_default().to_owned());
    }
    let lines = answered.column("lines")?.list()?.get_as_series(at).ok_or(SourceError::Engine)?;
    let mut lines: Vec<u32> = lines.u32()?.into_no_null_iter().collect();
    lines.sort_unstable();
    Ok(AtomRow { keys, atoms, suppressed: number("hidden".to_owned())?.unwrap_or(0), lines })
}
