//! Dirt: faults put into the deliveries of the invented region, each noted with its place, so that whoever looks for faults can be judged.
//!
//! Shares nothing with contracts and readers: what is wrong, and what follows from it, is said here once more and by hand. Each file is
//! gone through once, row by row; only the small ones whose rows must agree with each other are held.

mod book;
mod cells;
mod dress;
mod form;
mod groups;
mod list;
mod row;
mod sheets;
mod soiling;
#[cfg(test)]
mod tests;

pub(super) use list::FILE;

use super::dice::Dice;
use super::parquet::Types;
use super::table::{Made, Table};
use super::{Format, ORGANISATION, Options};
use crate::diag::Remark;
use crate::store::{Folder, Stream};
use book::Book;
use dress::{Dress, Packed, Packing};
use form::{Flaw, Form, Slip, Suits};
use groups::Files;
use list::{Fault, List, Listed};
use row::{Row, Way};
use soiling::{Soiling, Staffed};
use std::io::{BufRead, Write};

/// The most rows of a thousand that can be spoilt.
pub const MOST: u32 = 40;

/// Streams of chance of dirt, apart from those of the region.
const DIRT: u64 = 1 << 52;
/// Bytes of a packed file that loses its end.
const LEFT: usize = 300;
/// Of a thousand rows, so many are spoilt where the rows of a file shall be too many to trust it.
const CROWDED: u32 = 120;

/// The deliveries while they are spoilt.
pub(super) struct Dirt {
    level: u32,
    seed: u64,
    format: Format,
    list: List,
    forms: Vec<((Table, usize), Form)>,
    files: usize,
    /// The last row of the file before, whose key may be repeated.
    before: Option<Row>,
    /// Rows of the table so far that must agree with each other, with their file and row.
    kept: Vec<(usize, u32, Row)>,
    /// The files of the table so far.
    names: Vec<String>,
    /// Whether some of them cannot be read as they stand.
    torn: bool,
    staffed: Staffed,
    /// Whether the staffed time of theatres is kept in use, so that what refers to it is judged.
    theatres_in_use: bool,
    /// A file that no dataset has is still to come.
    stray: bool,
}

impl Dirt {
    /// Begins, for the files that will be written.
    pub(super) fn new(
        options: &Options,
        level: u32,
        folder: &Folder,
        tables: &[Table],
        years: i32,
    ) -> Result<Self, Remark> {
        let of = |table: &Table| match table.made() {
            Made::Register => 1,
            Made::Streamed | Made::Summed => options.files.count(years),
        };
        let files: Vec<(Table, usize)> = tables.iter().flat_map(|t| (0..of(t)).map(|file| (*t, file))).collect();
        let mut dice = Dice::new(options.seed, DIRT);
        let theatres_in_use = dice.chance(700);
        let forms = form::drawn(&files, options.format, &mut dice);
        Ok(Self {
            level,
            seed: options.seed,
            format: options.format,
            list: List::new(folder)?,
            forms: files.into_iter().zip(forms).collect(),
            files: options.files.count(years),
            before: None,
            kept: Vec::new(),
            names: Vec::new(),
            torn: false,
            staffed: Staffed::default(),
            theatres_in_use,
            stray: true,
        })
    }

    /// Spoils one file: the stream of its clean rows goes, another comes.
    pub(super) fn soil(
        &mut self,
        folder: &Folder,
        table: Table,
        file: usize,
        clean: &mut Stream,
    ) -> Result<Soiled, Remark> {
        let at = Table::ALL.iter().position(|t| *t == table).unwrap_or_default() as u64;
        let mut dice = Dice::new(self.seed, DIRT | (at + 1) << 16 | file as u64);
        let form = self.forms.iter().find(|(of, _)| *of == (table, file)).map_or(Form::Sound, |(_, form)| *form);
        // Some files have nothing that sets them aside, so that single rows count.
        let gentle = if table == Table::Theatres { self.theatres_in_use } else { dice.chance(500) };
        let form = if gentle && !form.is_whole() && table == Table::Theatres { Form::Sound } else { form };
        let columns = table.columns().len();
        let text = self.format == Format::Csv || table.made() == Made::Register;
        let mut dress = if text { Dress::drawn(columns, &mut dice) } else { Dress::plain(columns) };
        fit(&mut dress, form, &mut dice);
        let book = if text { book(table, form, &dress, &mut dice) } else { None };
        // The name is that of the clean file but for the ending.
        let ending = match (&book, text) {
            (Some(_), _) => ".xlsx",
            (None, true) => dress.ending(),
            (None, false) => ".csv",
        };
        let name = clean.name().trim_end_matches(".csv").to_owned() + ending;
        let shown = if text { name.clone() } else { name.replace(".csv", ".parquet") };
        let mut stream = folder.stream(&name)?;
        // All ways to spoil a row, dealt out over the files of the table.
        let mut ways = row::ways(table);
        // Where columns have types only some of what can be wrong can be written.
        let types = if text || dice.chance(500) { Types::Text } else { Types::Own };
        if types == Types::Own {
            ways.retain(|way| row::keeps_types(table, *way));
        }
        if gentle {
            ways.retain(|way| !row::sets_aside(table, *way));
        }
        for at in (1..ways.len()).rev() {
            ways.swap(at, dice.below(at as u32 + 1) as usize);
        }
        let count = if table.made() == Made::Register { 1 } else { self.files };
        let must: Vec<Way> = ways.iter().copied().skip(file).step_by(count).collect();
        // Any column could hold a personal identity number; it should not be what most files have.
        ways.retain(|way| !row::is_personal(table, *way) || dice.chance(100));
        if file == 0 {
            (self.before, self.kept, self.names, self.torn) = (None, Vec::new(), Vec::new(), false);
        }
        let slips = if matches!(form, Form::Written(_) | Form::Book(_)) { 2 } else { 0 };
        let level = if form == Form::Crowded { CROWDED } else { self.level };
        let before = self.before.take();
        let mut sheet = Soiling::new(
            table,
            form,
            dress,
            book,
            dice,
            &mut self.staffed,
            soiling::Plan { gentle, level, ways, must, before, slips },
        );
        let rows = clean.read_back()?.lines().skip(1);
        let most = if form == Form::Packing { LEFT } else { usize::MAX };
        if sheet.is_book() {
            sheet.all(rows, &mut std::io::sink()).map_err(|e| stream.failed(&e))?;
            let bytes = sheet.bound().map_err(|_| {
                Remark::new(&super::codes::DIRT, format!("`{shown}` går inte att skriva som arbetsbok"))
                    .help("välj färre rader eller en fil per månad")
            })?;
            stream.write_all(&bytes).map_err(|e| stream.failed(&e))?;
        } else {
            let written = (|| {
                let mut to = Packed::new(&mut stream, sheet.packing(), most)?;
                sheet.all(rows, &mut to)?;
                to.finish().map(|_| ())
            })();
            written.map_err(|e| stream.failed(&e))?;
        }
        let soiling::Done { faults, kept, last } = sheet.finish();
        self.before = last;
        self.kept.extend(kept.into_iter().map(|(row, cells)| (file, row, cells)));
        self.names.push(shown.clone());
        let spoken = faults.iter().any(|f| f.fault.sets_aside());
        if table == Table::Theatres {
            self.staffed.torn |= faults.iter().any(|f| f.fault.tears());
            self.staffed.used |= !spoken;
        }
        self.torn |= faults.iter().any(|f| f.fault.tears());
        self.list.add(&shown, &faults)?;
        if file + 1 == count {
            // What must hold between rows holds across files too.
            for (file, fault) in
                groups::faults(table, &self.kept, if self.torn { Files::SomeTorn } else { Files::AllRead })
            {
                self.list.add(&self.names[file], &[fault])?;
            }
        }
        let bytes = if !text && form == Form::Book(Flaw::Cut) {
            Bytes::Cut
        } else if !text && form == Form::Book(Flaw::Text) {
            Bytes::Text
        } else {
            Bytes::Whole
        };
        Ok(Soiled { stream, types, bytes })
    }

    /// A file under a name that no dataset has, once.
    pub(super) fn stray(&mut self, folder: &Folder) -> Result<Option<Stream>, Remark> {
        if !std::mem::take(&mut self.stray) {
            return Ok(None);
        }
        let name = format!("data/{ORGANISATION}/vantande kopia.csv");
        let mut stream = folder.stream(&name)?;
        stream.write_all(Table::Waiting.header().as_bytes()).map_err(|e| stream.failed(&e))?;
        let fault = Listed { fault: Fault::UnknownFile, row: 0, column: "", of: String::new() };
        self.list.add(&name, &[fault])?;
        Ok(Some(stream))
    }

    /// Ends: how many faults there are, and the list of them.
    pub(super) fn finish(self) -> (u64, Stream) {
        (self.list.count, self.list.finish())
    }
}

/// A file that has been spoilt, still as text.
pub(super) struct Soiled {
    pub stream: Stream,
    /// Which types its columns have when it becomes Parquet.
    pub types: Types,
    /// What becomes of its bytes then.
    pub bytes: Bytes,
}

/// What becomes of the bytes of a Parquet file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bytes {
    /// They are all there.
    Whole,
    /// The end is gone.
    Cut,
    /// It is the text under the name of a Parquet file.
    Text,
}

/// Makes the looks of a file bear its fault.
fn fit(dress: &mut Dress, form: Form, dice: &mut Dice) {
    if form == Form::Written(Slip::OpenQuote) {
        dress.without_quotes();
    }
    if let Form::Written(_) = form {
        dress.bytewise();
    }
    if form == Form::Packing {
        dress.packing = if dice.chance(500) { Packing::Gzip } else { Packing::Zstd };
    }
}

/// The workbook that a file becomes, if it does.
fn book(table: Table, form: Form, dress: &Dress, dice: &mut Dice) -> Option<Book> {
    let drawn = dice.chance(250);
    let becomes = match form.suits_book() {
        Suits::Only => true,
        Suits::Also => drawn && table.made() != Made::Streamed,
        Suits::Not => false,
    };
    becomes.then(|| {
        let name = if dice.chance(500) { table.id() } else { "Blad1" };
        let above = if dice.chance(300) { 2 } else { 0 };
        Book::new(name, above, dice.chance(300), dice.chance(200), dress.order.clone())
    })
}
