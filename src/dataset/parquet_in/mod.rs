//! Parquet: columns that are typed already, judged like the cells of a text file, in the order of the file.
//!
//! Never holds a file whole. A file that contradicts itself is refused; one that stops the process is left to the front door. Texts of
//! polars never leave, since they may quote cells.

mod columns;
#[cfg(test)]
mod tests;
mod texts;

use super::block::Block;
use super::codes as c;
use super::found::{Found, shown};
use super::guard;
use super::names::Names;
use super::plan::{Plan, Want};
use super::raw::{Part, RawRow};
use super::recognised::Recognised;
use crate::diag::{Cell, Place, Remark, Severity};
use crate::field::contract::Dataset;
use crate::store::Source;
use polars::prelude::*;
use std::io::Read;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Pieces of a file are put together to blocks of at most this many rows; most files have larger pieces, which are blocks as they are.
const BLOCK: usize = 1 << 16;
/// The first row below the header that a person would see.
const FIRST_ROW: u32 = 2;
/// The most rows that have a number.
const MOST_ROWS: usize = u32::MAX as usize - FIRST_ROW as usize;
/// How many threads judge cells while others unpack.
const MOST_JUDGES: usize = 8;

/// Reads one delivery. `None`: it cannot be read as a table, and what was found says why.
pub(super) fn read(
    source: &Source,
    contract: &Dataset,
    names: &Names,
    want: Want,
    found: &mut Found,
    each: &mut dyn FnMut(Block, &mut Found),
) -> Option<Recognised> {
    let read = |found: &mut Found| read_contained(source, contract, names, want, found, each);
    guard::foreign(source, found, || damaged(source.path()), read)
}

fn read_contained(
    source: &Source,
    contract: &Dataset,
    names: &Names,
    want: Want,
    found: &mut Found,
    each: &mut dyn FnMut(Block, &mut Found),
) -> Option<Recognised> {
    let path = source.path();
    let file = match File::open(source) {
        Ok(file) => file,
        Err(Unopened::NotOne) => {
            found.refuse(refusal(source));
            return None;
        }
        Err(Unopened::SameName) => {
            found.refuse(same_name(path));
            return None;
        }
    };
    let plan = Plan::new(&file.header(), 1, "", contract, names, want, found)?;
    let strange = file.strange(&plan);
    if !strange.is_empty() {
        strange.into_iter().for_each(|remark| found.refuse(remark));
        return None;
    }
    let mut rows = 0;
    let mut readable = file.readable();
    if want == Want::Counted {
        let columns: Vec<usize> = plan.slots().iter().filter_map(|slot| slot.at).collect();
        readable.retain(|at| columns.contains(at));
    }
    let done =
        file.blocks(&readable, &|frame, first| columns::block(&plan, frame, &readable, first), &mut |block: Block| {
            rows += block.rows.len() as u64;
            each(block, found);
        });
    if done.is_err() {
        found.refuse(damaged(path));
        return None;
    }
    if rows == 0 {
        found.without_rows();
    }
    let renamed = plan.renamed();
    plan.close(found);
    let says = if renamed.is_empty() { "Parquet".to_owned() } else { format!("Parquet; {renamed}") };
    Some(Recognised { rows, says })
}

/// Meets the header and each row of the delivery once more, as texts. `None` when it cannot be read.
pub(super) fn rows(
    source: &Source,
    contract: &Dataset,
    meet: &mut dyn FnMut(RawRow<'_>) -> ControlFlow<()>,
) -> Option<()> {
    let _reading = source.begin()?;
    guard::contained(|| {
        let file = File::open(source).ok()?;
        let header = file.header();
        let names: Vec<&str> = header.iter().map(String::as_str).collect();
        let mut flow = meet(RawRow { sheet: "", part: Part::Header, row: 1, cells: &names });
        let readable = file.readable();
        let kinds: Vec<_> = super::header::matched(&header, contract)
            .into_iter()
            .map(|at| at.and_then(|at| contract.columns.get(at)).map(|c| &c.kind))
            .collect();
        let made = |frame: &DataFrame, first: u32| {
            let mut table = vec![vec![String::new(); header.len()]; frame.height()];
            for (column, at) in frame.columns().iter().zip(&readable) {
                let kind = kinds.get(*at).copied().flatten();
                for (row, texts) in table.iter_mut().enumerate() {
                    texts[*at] = texts::text(column, row, kind, &contract.writing);
                }
            }
            (first, table)
        };
        file.blocks(&readable, &made, &mut |(first, table): (u32, Vec<Vec<String>>)| {
            for (row, texts) in (first..).zip(&table) {
                if flow.is_continue() {
                    let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
                    flow = meet(RawRow { sheet: "", part: Part::Row, row, cells: &cells });
                }
            }
        })
        .ok()
    })
    .ok()?
}

/// The reader refused, or contradicted itself; its text is not kept.
struct Broken;

/// Why the columns of a file are not known.
#[derive(Debug)]
enum Unopened {
    /// It is no Parquet, or damaged.
    NotOne,
    /// Two of them have one name.
    SameName,
}

impl From<PolarsError> for Unopened {
    fn from(fault: PolarsError) -> Self {
        if matches!(fault, PolarsError::Duplicate(_)) { Self::SameName } else { Self::NotOne }
    }
}

/// A file whose columns are known.
struct File {
    path: String,
    frame: LazyFrame,
    schema: SchemaRef,
}

impl File {
    fn open(source: &Source) -> Result<Self, Unopened> {
        let sources = match source.on() {
            Some(at) => {
                ScanSources::Paths([PlRefPath::new(at.to_str().ok_or(Unopened::NotOne)?)].into_iter().collect())
            }
            None => {
                let mut bytes = Vec::new();
                source.open().and_then(|mut file| file.read_to_end(&mut bytes)).map_err(|_| Unopened::NotOne)?;
                ScanSources::Buffers(Arc::new([bytes.into()]))
            }
        };
        // A name with `*` or `year=2020` in it is a name.
        let options = ScanArgsParquet {
            glob: false,
            hive_options: HiveOptions::new_disabled(),
            use_statistics: false,
            cache: false,
            ..ScanArgsParquet::default()
        };
        let mut frame = LazyFrame::scan_parquet_sources(sources, options)?;
        let schema = frame.collect_schema()?;
        Ok(Self { path: source.path().to_owned(), frame, schema })
    }

    fn header(&self) -> Vec<String> {
        self.schema.iter_names().map(|name| name.trim().to_owned()).collect()
    }

    /// Positions of the columns whose values can be texts, or may hold some.
    fn readable(&self) -> Vec<usize> {
        let is_readable = |kind: &DataType| texts::what(kind).is_none() || texts::may_hide_texts(kind);
        (0..).zip(self.schema.iter_values()).filter(|(_, kind)| is_readable(kind)).map(|(at, _)| at).collect()
    }

    /// Remarks on columns of the contract that are no values.
    fn strange(&self, plan: &Plan<'_>) -> Vec<Remark> {
        let wanted: Vec<usize> = plan.slots().iter().filter_map(|slot| slot.at).collect();
        let kinds = (0..).zip(self.schema.iter_values()).filter(|(at, _)| wanted.contains(at));
        kinds
            .filter_map(|(at, kind)| {
                let (what, help) = texts::what(kind)?;
                let name = plan.name(at);
                let cell = Cell { sheet: String::new(), number: at as u32 + 1, name: name.clone() };
                let message = format!("kolumnen `{}` håller {what}, inte värden", shown(&name));
                let remark = Remark::new(&c::NOT_A_VALUE_TYPE, message).at(Place::cell(&self.path, 1, cell), "");
                Some(remark.help(help).in_delivery(Severity::Error))
            })
            .collect()
    }

    /// Unpacks the file, makes something of each block of rows on several threads, and hands that over in the order of the file.
    fn blocks<T: Send>(
        self,
        readable: &[usize],
        make: &(dyn Fn(&DataFrame, u32) -> T + Sync),
        each: &mut dyn FnMut(T),
    ) -> Result<(), Broken> {
        // Names stand in a pattern of their own: to `col`, a column `*` or `^a.*$` would mean several.
        let chosen: Vec<Expr> = readable.iter().map(|at| nth(*at as i64).as_expr().alias(format!("c{at}"))).collect();
        let judges = thread::available_parallelism().map_or(2, NonZeroUsize::get).min(MOST_JUDGES);
        let (frames, unpacked) = sync_channel::<DataFrame>(1);
        let frame = if chosen.is_empty() { return Ok(()) } else { self.frame.select(chosen) };
        thread::scope(|scope| {
            let unpacking = scope.spawn(move || unpack(frame, frames));
            let (to, from): (Vec<_>, Vec<_>) = (0..judges)
                .map(|_| {
                    let (to, given) = sync_channel::<(DataFrame, u32)>(1);
                    let (made, from) = sync_channel::<T>(1);
                    scope.spawn(move || {
                        given
                            .into_iter()
                            .map(|(frame, first)| make(&frame, first))
                            .try_for_each(|made_one| made.send(made_one))
                    });
                    (to, from)
                })
                .unzip();
            let handing = scope.spawn(move || hand_out(unpacked, &to));
            // Each judge gets every so manieth block, so their answers come in turn.
            for from in from.iter().cycle() {
                match from.recv() {
                    Ok(made) => each(made),
                    Err(_) => break,
                }
            }
            drop(from);
            let handed = handing.join().unwrap_or(Err(Broken));
            unpacking.join().unwrap_or(Err(Broken)).and(handed)
        })
    }
}

/// Gives the blocks to the judges in turn, each with the number of its first row.
fn hand_out(unpacked: Receiver<DataFrame>, judges: &[SyncSender<(DataFrame, u32)>]) -> Result<(), Broken> {
    let (mut before, mut unpacked) = (0, unpacked.into_iter().peekable());
    for judge in judges.iter().cycle() {
        let Some(mut frame) = unpacked.next() else { break };
        while let Some(more) = unpacked.next_if(|more| frame.height() + more.height() <= BLOCK) {
            frame.vstack_mut(&more).map_err(|_| Broken)?;
        }
        let height = frame.height();
        let first = u32::try_from(before).ok().filter(|_| before + height <= MOST_ROWS).ok_or(Broken)?;
        judge.send((frame, first + FIRST_ROW)).map_err(|_| Broken)?;
        before += height;
    }
    Ok(())
}

fn unpack(frame: LazyFrame, to: SyncSender<DataFrame>) -> Result<(), Broken> {
    let send = PlanCallback::new(move |frame: DataFrame| Ok(to.send(frame).is_err()));
    let sunk = frame.sink_batches(send, true, None).map_err(|_| Broken)?;
    sunk.collect_with_engine(Engine::Streaming).map(|_| ()).map_err(|_| Broken)
}

/// Why a file has no columns to read: it is something else, or it is damaged.
fn refusal(source: &Source) -> Remark {
    let path = source.path();
    let mut head = Vec::new();
    let read = source.open().and_then(|file| file.take(4).read_to_end(&mut head));
    match (read, head.as_slice()) {
        (Ok(_), []) => Remark::new(&c::EMPTY_FILE, format!("`{path}` är tom"))
            .at(Place::file(path), "")
            .help("lämna filen på nytt, eller ta bort den")
            .in_delivery(Severity::Error),
        (Ok(_), b"PAR1") | (Err(_), _) => damaged(path),
        (Ok(_), _) => Remark::new(&c::NOT_A_WORKBOOK, format!("`{path}` är inte en Parquet-fil"))
            .at(Place::file(path), "")
            .help("ge filen den ändelse som hör till dess format, eller spara om den")
            .in_delivery(Severity::Error),
    }
}

fn same_name(path: &str) -> Remark {
    Remark::new(
        &c::DUPLICATE_COLUMN,
        format!("`{path}` har flera kolumner med samma namn, och ingen av dem går att läsa"),
    )
    .at(Place::file(path), "")
    .help("ge kolumnerna olika namn i källsystemet, och lämna filen på nytt")
    .in_delivery(Severity::Error)
}

fn damaged(path: &str) -> Remark {
    Remark::new(&c::NOT_A_WORKBOOK, format!("`{path}` är skadad och går inte att läsa"))
        .at(Place::file(path), "")
        .help("hämta filen på nytt ur källsystemet, eller lämna uppgifterna som CSV i UTF-8")
        .in_delivery(Severity::Error)
}
