//! Region Exempel: a believable region with all its deliveries for five years, invented from one number.
//!
//! Patients come, wait, are called, called off and seen; every delivery is a view of the same queues, and the truth stands in a ledger
//! beside the data. Writes nowhere but in a folder of its own, and reads no contract: what it writes is free from faults by how it is made.

mod calendar;
pub mod codes;
mod dice;
mod dirt;
mod facts;
mod ledger;
mod organisation;
mod parquet;
mod plans;
mod primary;
mod published;
mod queue;
mod region;
mod registers;
mod replica;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod theatre;
mod workers;

pub use dirt::MOST as MOST_DIRT;
pub use table::{Files, Table};

use crate::diag::Remark;
use crate::store::{Folder, Stream};
use calendar::{Calendar, FIRST_YEAR};
use std::io::Write;
use std::path::{Path, PathBuf};
use table::{Made, Rows};
use tally::Tally;

/// The seed of the region that is shipped.
pub const SEED: u64 = 2026;
/// The folder of the organisation, and its id.
pub const ORGANISATION: &str = "exempel";
/// The list of faults that were put in, below the folder.
pub const FAULTS: &str = dirt::FILE;
/// The hidden file by which a folder is known as made here.
pub const MARK: &str = ".granska-simulate";

/// The least and the most rows that can be asked for.
pub const ROWS: std::ops::RangeInclusive<u64> = 100_000..=200_000_000;

/// The form of the large tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Semicolons, UTF-8, LF, ISO dates, decimal comma.
    Csv,
    /// Parquet with types; small registers stay CSV.
    Parquet,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The number everything is drawn from.
    pub seed: u64,
    /// About how many rows all datasets have together; `None` for the smallest region.
    pub rows: Option<u64>,
    /// Years from 2021, at most five.
    pub years: u32,
    /// The datasets to write; empty for all.
    pub only: Vec<Table>,
    /// How datasets are divided into files.
    pub files: Files,
    /// The form of files.
    pub format: Format,
    /// Workers; the result is the same with any number.
    pub threads: usize,
    /// Of a thousand rows, so many are spoilt; `None` for deliveries without faults.
    pub dirt: Option<u32>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Region {
    /// Rows by dataset, in order.
    pub rows: Vec<(Table, u64)>,
    /// The files, in the order written.
    pub files: Vec<PathBuf>,
    /// How many faults were put in, each of them in the list; `None` when none were asked for.
    pub faults: Option<u64>,
}

/// How large the region is: so many copies of it, each so many thousandths of the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    replicas: u32,
    volume: u32,
}

/// Rows of the tables that do not grow, and those that do at the smallest size, over five years.
const STEADY: u64 = 17_800;
const GROWING: u64 = 62_800;
/// A replica is never larger than this, in thousandths of the smallest region, so that one fits in memory many times over.
const LARGEST: u64 = 1000;

impl Size {
    fn of(options: &Options) -> Result<Self, Remark> {
        if !(1..=5).contains(&options.years) {
            return Err(Remark::new(&codes::SIZE, format!("{} år går inte att göra", options.years))
                .help("välj ett till fem år med `--years`"));
        }
        let Some(rows) = options.rows else { return Ok(Self { replicas: 1, volume: 1000 }) };
        if !ROWS.contains(&rows) {
            return Err(Remark::new(&codes::SIZE, format!("{rows} rader går inte att göra"))
                .help("välj mellan 100 000 och 200 000 000 rader; utan `--rows` görs den minsta regionen"));
        }
        let years = u64::from(options.years);
        let growing = rows.saturating_sub(STEADY * years / 5).max(1000);
        let volume = growing * 5000 / (GROWING * years);
        let replicas = volume.div_ceil(LARGEST).max(1);
        Ok(Self { replicas: replicas as u32, volume: (volume / replicas) as u32 })
    }

    /// The whole region, in thousandths of the smallest.
    fn total(self) -> u64 {
        u64::from(self.replicas) * u64::from(self.volume)
    }
}

/// Makes the region in a folder: `data/exempel` and, beside it, `facit` with the truth.
///
/// # Errors
/// A remark; then no file has its name.
pub fn simulate(options: &Options, out: &Path) -> Result<Region, Remark> {
    let size = Size::of(options)?;
    if options.dirt.is_some_and(|level| level > dirt::MOST) {
        return Err(Remark::new(&codes::DIRT, "så många fel går inte att lägga i")
            .help(format!("välj 0 till {} rader av tusen med `--dirt`", dirt::MOST)));
    }
    let folder = Folder::open(out, MARK)?;
    let calendar = Calendar::new(options.years as i32);
    let wanted = |table: &Table| options.only.is_empty() || options.only.contains(table);
    let tables: Vec<Table> = Table::ALL.into_iter().filter(wanted).collect();
    let dirt = match options.dirt {
        Some(level) => Some(dirt::Dirt::new(options, level, &folder, &tables, calendar.years)?),
        None => None,
    };
    let mut work = Work { options, folder: &folder, streams: Vec::new(), rows: Vec::new(), dirt };
    let tally = work.streamed(&calendar, size)?;
    for table in tables {
        let files = match table.made() {
            Made::Streamed => continue,
            Made::Summed => summed(table, options, &calendar, size, &tally),
            Made::Register => vec![registers::rows(table, options, &calendar)],
        };
        work.add(table, files)?;
    }
    let at = |t: Table| Table::ALL.iter().position(|o| *o == t);
    work.rows.sort_by_key(|(table, _)| at(*table));
    let data = format!("data/{ORGANISATION}");
    work.text(&format!("{data}/organisation.yaml"), &organisation::yaml())?;
    work.text(&format!("{data}/README.md"), &organisation::readme(options, size))?;
    for (name, text) in ledger::files(options, size, &tally) {
        work.text(&format!("facit/{name}"), &text)?;
    }
    let Work { mut streams, rows, dirt, .. } = work;
    let mut faults = None;
    if let Some(mut dirt) = dirt {
        streams.extend(dirt.stray(&folder)?);
        let (count, list) = dirt.finish();
        faults = Some(count);
        streams.push(list);
    }
    Ok(Region { rows, files: folder.finish(streams)?, faults })
}

fn summed(table: Table, options: &Options, calendar: &Calendar, size: Size, tally: &Tally) -> Vec<Rows> {
    let mut files = vec![Rows::default(); options.files.count(calendar.years)];
    match table {
        Table::Buckets => published::buckets(options, tally, calendar, &mut files),
        Table::Shares => published::shares(options, tally, calendar, &mut files),
        Table::Plans => plans::plans(options, size, tally, calendar, &mut files),
        Table::Capacity => plans::capacity(options, tally, calendar, size, &mut files),
        Table::Pathways => published::pathways(options, size, calendar, &mut files),
        Table::Waiting
        | Table::Done
        | Table::Operations
        | Table::Theatres
        | Table::Costs
        | Table::Moments
        | Table::Steering
        | Table::Tools
        | Table::Courses => {}
    }
    files
}

/// Files on their way.
struct Work<'a> {
    options: &'a Options,
    folder: &'a Folder,
    streams: Vec<Stream>,
    rows: Vec<(Table, u64)>,
    dirt: Option<dirt::Dirt>,
}

impl Work<'_> {
    /// The tables that are too large to hold: each file is appended to, replica by replica in order.
    fn streamed(&mut self, calendar: &Calendar, size: Size) -> Result<Tally, Remark> {
        let options = self.options;
        let wanted = Table::STREAMED.map(|t| options.only.is_empty() || options.only.contains(&t));
        let shape = facts::Shape { files: options.files, years: calendar.years, wanted };
        let count = options.files.count(calendar.years);
        let mut open: Vec<Option<Stream>> = Vec::new();
        for (table, wanted) in Table::STREAMED.into_iter().zip(wanted) {
            for file in 0..count {
                open.push(if wanted { Some(self.begin(table, file)?) } else { None });
            }
        }
        let mut tally = replica::nothing(calendar);
        let job = |number: u32| replica::run(number, options.seed, size.volume, shape, calendar);
        workers::in_order(options.threads, size.replicas, &job, &mut |(rows, counts): (Vec<Rows>, Tally)| {
            tally.add(&counts);
            for (at, rows) in rows.iter().enumerate() {
                if let Some(stream) = open[at].as_mut() {
                    stream.write_all(&rows.bytes).map_err(|e| stream.failed(&e))?;
                    tally.rows[at / count] += rows.count;
                }
            }
            Ok::<(), Remark>(())
        })?;
        // Operations refer to the staffed time of theatres, so that comes first.
        let mut ended: Vec<_> = open.into_iter().enumerate().collect();
        ended.sort_by_key(|(at, _)| Table::STREAMED[at / count] != Table::Theatres);
        for (at, stream) in ended {
            if let Some(stream) = stream {
                self.end(Table::STREAMED[at / count], at % count, stream)?;
            }
        }
        let made = Table::STREAMED.into_iter().zip(tally.rows).zip(wanted);
        self.rows.extend(made.filter(|(_, wanted)| *wanted).map(|(made, _)| made));
        Ok(tally)
    }

    fn begin(&self, table: Table, file: usize) -> Result<Stream, Remark> {
        let name = match table.made() {
            Made::Register => table.id().to_owned(),
            Made::Streamed | Made::Summed => self.options.files.name(table, file),
        };
        let mut stream = self.folder.stream(&format!("data/{ORGANISATION}/{name}.csv"))?;
        stream.write_all(table.header().as_bytes()).map_err(|e| stream.failed(&e))?;
        Ok(stream)
    }

    fn end(&mut self, table: Table, file: usize, mut stream: Stream) -> Result<(), Remark> {
        let (mut types, mut bytes) = (parquet::Types::Own, dirt::Bytes::Whole);
        if let Some(dirt) = &mut self.dirt {
            let soiled = dirt.soil(self.folder, table, file, &mut stream)?;
            (stream, types, bytes) = (soiled.stream, soiled.types, soiled.bytes);
        }
        let stream = match (self.options.format, table.made(), bytes) {
            (Format::Csv, _, _) | (Format::Parquet, Made::Register, _) => stream,
            (Format::Parquet, Made::Streamed | Made::Summed, dirt::Bytes::Text) => {
                parquet::in_name_only(self.folder, &mut stream)?
            }
            (Format::Parquet, Made::Streamed | Made::Summed, bytes) => {
                let mut whole = parquet::from_csv(self.folder, table, types, &mut stream)?;
                if bytes == dirt::Bytes::Cut { parquet::cut(self.folder, &mut whole)? } else { whole }
            }
        };
        self.streams.push(stream);
        Ok(())
    }

    fn add(&mut self, table: Table, files: Vec<Rows>) -> Result<(), Remark> {
        let mut count = 0;
        for (file, rows) in files.into_iter().enumerate() {
            let mut stream = self.begin(table, file)?;
            stream.write_all(&rows.bytes).map_err(|e| stream.failed(&e))?;
            count += rows.count;
            self.end(table, file, stream)?;
        }
        self.rows.push((table, count));
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), Remark> {
        let mut stream = self.folder.stream(name)?;
        stream.write_all(text.as_bytes()).map_err(|e| stream.failed(&e))?;
        self.streams.push(stream);
        Ok(())
    }
}

/// The last year.
fn last_year(options: &Options) -> i32 {
    FIRST_YEAR + options.years as i32 - 1
}
