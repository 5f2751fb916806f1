//! What is made is free from faults, agrees with itself and with the ledger, and is the same however it is made.
//!
//! The laws are written out here by hand, apart from contracts and readers.

mod laws;
mod truth;

use super::*;
use std::collections::BTreeMap;
use std::fs;

/// The smallest region, in one thread.
fn smallest() -> Options {
    Options {
        seed: SEED,
        rows: None,
        years: 5,
        only: Vec::new(),
        files: Files::Year,
        format: Format::Csv,
        threads: 1,
        dirt: None,
    }
}

/// Everything that a run writes: names and bytes.
fn made(options: &Options) -> BTreeMap<String, Vec<u8>> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().join("made");
    let region = simulate(options, &root).expect("made");
    region
        .files
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
            (name, fs::read(path).expect("read"))
        })
        .collect()
}

/// The smallest region, made once for all tests.
fn region() -> &'static BTreeMap<String, Vec<u8>> {
    static REGION: std::sync::OnceLock<BTreeMap<String, Vec<u8>>> = std::sync::OnceLock::new();
    REGION.get_or_init(|| made(&smallest()))
}

/// Rows of a dataset over all its files, in order; cells by column.
struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn of(files: &BTreeMap<String, Vec<u8>>, id: &str) -> Self {
        let (one, many) = (format!("data/exempel/{id}.csv"), format!("data/exempel/{id}-"));
        Self::read(files.iter().filter(|(n, _)| **n == one || n.starts_with(&many)).map(|(_, bytes)| bytes))
    }

    fn ledger(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Self {
        Self::read(files.get(&format!("facit/{name}.csv")))
    }

    fn read<'a>(files: impl IntoIterator<Item = &'a Vec<u8>>) -> Self {
        let mut sheet = Self { head: Vec::new(), rows: Vec::new() };
        for bytes in files {
            let mut lines = std::str::from_utf8(bytes).expect("UTF-8").lines();
            sheet.head = lines.next().expect("a header").split(';').map(str::to_owned).collect();
            sheet.rows.extend(lines.map(cells));
        }
        assert!(!sheet.head.is_empty(), "no such file");
        assert!(sheet.rows.iter().all(|r| r.len() == sheet.head.len()), "each row has as many cells as the header");
        sheet
    }

    fn at(&self, column: &str) -> usize {
        self.head.iter().position(|c| c == column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// Some columns of each row.
    fn columns<const N: usize>(&self, names: [&str; N]) -> impl Iterator<Item = [&str; N]> {
        let at = names.map(|n| self.at(n));
        self.rows.iter().map(move |r| at.map(|i| r[i].as_str()))
    }
}

/// Cells of a line; quotes may surround a cell.
fn cells(line: &str) -> Vec<String> {
    let (mut out, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => out.push(String::new()),
            _ => out.last_mut().expect("a cell").push(c),
        }
    }
    out
}

fn number(text: &str) -> u64 {
    if text.is_empty() { 0 } else { text.parse().unwrap_or_else(|_| panic!("`{text}` is no number")) }
}

#[test]
fn the_same_bytes_come_with_any_number_of_threads() {
    let options = |threads| Options { rows: Some(110_000), years: 1, threads, ..smallest() };
    assert!(Size::of(&options(1)).expect("a size").replicas > 3, "several replicas, or threads mean nothing");
    let one = made(&options(1));
    assert!(one == made(&options(2)) && one == made(&options(4)));
}

#[test]
fn another_seed_gives_another_region() {
    let options = |seed| Options { seed, years: 1, ..smallest() };
    let (one, other) = (made(&options(1)), made(&options(2)));
    assert!(one.keys().eq(other.keys()));
    let name = "data/exempel/vantande-2021.csv";
    assert_ne!(one[name], other[name]);
}

#[test]
fn some_datasets_alone_are_the_same_as_among_all() {
    let all = made(&Options { years: 1, ..smallest() });
    let some = made(&Options { years: 1, only: vec![Table::Costs, Table::Plans], ..smallest() });
    let data: Vec<&String> = some.keys().filter(|n| n.ends_with(".csv") && n.starts_with("data/")).collect();
    assert_eq!(data, ["data/exempel/kpp-2021.csv", "data/exempel/produktionsplan-2021.csv"]);
    assert!(some.iter().filter(|(n, _)| n.ends_with(".csv")).all(|(name, bytes)| all[name] == *bytes));
}

#[test]
fn files_divided_otherwise_hold_the_same_rows() {
    let sorted = |files| {
        let files = made(&Options { files, years: 2, ..smallest() });
        let mut lines: Vec<String> = files
            .iter()
            .filter(|(n, _)| n.starts_with("data/exempel/operationer"))
            .flat_map(|(_, b)| String::from_utf8_lossy(b).lines().skip(1).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        lines.sort();
        lines
    };
    let year = sorted(Files::Year);
    assert!(year.len() > 300);
    assert!(year == sorted(Files::Month) && year == sorted(Files::One));
}

#[test]
fn the_size_is_about_what_was_asked_for() {
    for (rows, years) in [(250_000, 5), (100_000, 2)] {
        let options = Options { rows: Some(rows), years, ..smallest() };
        let dir = tempfile::tempdir().expect("a temporary folder");
        let region = simulate(&options, &dir.path().join("made")).expect("made");
        let all: u64 = region.rows.iter().map(|(_, n)| n).sum();
        assert!(all.abs_diff(rows) * 100 < rows * 8, "{all} rows for {rows}");
    }
    assert_eq!(Size::of(&Options { rows: Some(5), ..smallest() }).expect_err("too small").code.id, "G820");
    assert_eq!(Size::of(&Options { years: 6, ..smallest() }).expect_err("too long").code.id, "G820");
}

#[test]
fn parquet_holds_what_the_text_holds() {
    use polars::prelude::{ParquetReader, SerReader};
    let options = Options { years: 1, only: vec![Table::Operations, Table::Waiting], ..smallest() };
    let text = made(&options);
    let typed = made(&Options { format: Format::Parquet, ..options });
    for id in ["operationer", "vantande"] {
        let bytes = typed[&format!("data/exempel/{id}-2021.parquet")].clone();
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().expect("read back");
        let sheet = Sheet::of(&text, id);
        assert_eq!(frame.height(), sheet.rows.len());
        for (at, name) in sheet.head.iter().enumerate() {
            let column = frame.column(name).expect("a column").as_materialized_series().clone();
            for (row, cells) in sheet.rows.iter().enumerate().step_by(7) {
                let value = column.get(row).expect("a value");
                let text = if value.is_null() { String::new() } else { value.to_string().replace('"', "") };
                let text = text
                    .strip_suffix(":00")
                    .map_or(text.clone(), |t| if t.len() == 16 { t.to_owned() } else { text.clone() });
                assert_eq!(text, cells[at], "{id}.{name} in row {row}");
            }
        }
    }
}

/// The region that is shipped is the one that its command makes, byte for byte: on this machine, in this build.
#[test]
fn the_shipped_region_is_made_again_from_its_seed() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exempel");
    let made: BTreeMap<String, Vec<u8>> = region()
        .iter()
        .filter_map(|(name, bytes)| Some((name.strip_prefix("data/exempel/")?.to_owned(), bytes.clone())))
        .collect();
    let mut names: Vec<String> = fs::read_dir(&shipped)
        .expect("data/exempel is shipped")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.iter().eq(made.keys()), "make it again: see data/exempel/README.md");
    let changed: Vec<&String> =
        made.iter().filter(|(n, bytes)| fs::read(shipped.join(n)).expect("read") != **bytes).map(|(n, _)| n).collect();
    assert!(changed.is_empty(), "make them again, see data/exempel/README.md: {changed:?}");
    let size: usize = made.values().map(Vec::len).sum();
    assert!(size < 5_000_000, "{size} bytes");
}
