//! One file while it is spoilt: row by row, each fault noted where it comes to stand.
//!
//! Knows how a row is written only through its dress or its workbook.

use super::super::dice::Dice;
use super::super::table::Table;
use super::book::{self, Book};
use super::dress::{Dress, Packing};
use super::form::{self, Flaw, Form, Slip};
use super::list::{Fault, Listed};
use super::row::{Row, State, Way};
use super::sheets;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Rows after one that hides all that follow: enough to hide something, few enough for a quote that is never closed to be known as one.
const AFTER: u32 = 2000;

/// Theatres and days with staffed time, as far as it can be read.
#[derive(Default)]
pub(super) struct Staffed {
    days: BTreeSet<String>,
    /// Whether some file of it cannot be read as it stands; then nobody can say what is missing.
    pub torn: bool,
    /// Whether some file of it is in use.
    pub used: bool,
}

/// How a file is to be spoilt.
pub(super) struct Plan {
    /// Whether nothing in its rows sets the file aside.
    pub gentle: bool,
    /// Of a thousand rows, so many are spoilt.
    pub level: u32,
    /// The ways to spoil a row.
    pub ways: Vec<Way>,
    /// Ways that this file shall have at least once.
    pub must: Vec<Way>,
    /// A row of the file before, whose key may be repeated.
    pub before: Option<Row>,
    /// Rows to be written wrongly.
    pub slips: u32,
}

/// What came of a file.
pub(super) struct Done {
    /// Its faults but for those between rows, in order of rows.
    pub faults: Vec<Listed>,
    /// Rows that must agree with others.
    pub kept: Vec<(u32, Row)>,
    /// The last row, when its key may be repeated in the next file.
    pub last: Option<Row>,
}

/// One file while it is spoilt.
pub(super) struct Soiling<'s> {
    table: Table,
    form: Form,
    dress: Dress,
    /// The workbook that the rows go into, in place of a text.
    book: Option<Book>,
    dice: Dice,
    plan: Plan,
    staffed: &'s mut Staffed,
    /// The row that was written last, as a spreadsheet program counts.
    row: u32,
    faults: Vec<Listed>,
    /// Rows that must agree with others.
    kept: Vec<(u32, Row)>,
    read: u64,
    lost: u64,
    /// Rows written since a fault that hides all that follow.
    hidden: Option<u32>,
    /// Whether rows of separators alone have been written.
    emptied: bool,
    /// Copies of rows, with how many rows until they come.
    copies: Vec<(u32, Row)>,
    last: Option<Row>,
}

impl<'s> Soiling<'s> {
    /// Begins a file.
    pub(super) fn new(
        table: Table,
        form: Form,
        dress: Dress,
        book: Option<Book>,
        dice: Dice,
        staffed: &'s mut Staffed,
        plan: Plan,
    ) -> Self {
        Self {
            table,
            form,
            dress,
            book,
            dice,
            plan,
            staffed,
            row: 0,
            faults: Vec::new(),
            kept: Vec::new(),
            read: 0,
            lost: 0,
            hidden: None,
            emptied: false,
            copies: Vec::new(),
            last: None,
        }
    }

    /// Whether it becomes a workbook.
    pub(super) fn is_book(&self) -> bool {
        self.book.is_some()
    }

    /// How it is packed.
    pub(super) fn packing(&self) -> Packing {
        self.dress.packing
    }
}

impl Soiling<'_> {
    /// Takes the clean rows and writes what becomes of them.
    pub(super) fn all(
        &mut self,
        rows: impl Iterator<Item = io::Result<String>>,
        to: &mut impl Write,
    ) -> io::Result<()> {
        if self.form == Form::EmptyFile {
            self.note(Fault::EmptyFile, 0, "");
            return Ok(());
        }
        to.write_all(self.dress.mark())?;
        self.header(to)?;
        if self.form == Form::NoRows {
            self.note(Fault::NoRows, 0, "");
            return Ok(());
        }
        if self.form == Form::Packing {
            self.note(Fault::Packing, 0, "");
        }
        if let Some(copy) = self.plan.before.take().filter(|_| self.may_copy() && self.dice.chance(500)) {
            self.copies.push((self.dice.below(9), copy));
        }
        for line in rows {
            if self.form == Form::EmptyRows && self.read >= 10 && !std::mem::replace(&mut self.emptied, true) {
                self.empty_rows(to)?;
            }
            let mut row = Row::of(self.table, &line?);
            if let Form::MissingColumn(at) = self.form {
                row.cells[at].state = State::Absent;
            }
            let slipped = self.spoil(&mut row);
            self.put(&row, slipped, to)?;
            for (wait, _) in &mut self.copies {
                *wait = wait.saturating_sub(1);
            }
            while let Some(at) = self.copies.iter().position(|(wait, _)| *wait == 0) {
                let (_, copy) = self.copies.remove(at);
                if self.hidden.is_none() && copy.has_key() {
                    self.note(Fault::Twice, self.row + 1, "");
                    let key = copy.key();
                    if let Some(listed) = self.faults.last_mut() {
                        listed.of = key;
                    }
                    self.put(&copy, None, to)?;
                }
            }
            if self.hidden.is_some_and(|rows| rows > AFTER) {
                break;
            }
        }
        Ok(())
    }

    fn note(&mut self, fault: Fault, row: u32, column: &'static str) {
        self.faults.push(Listed { fault, row, column, of: String::new() });
    }

    /// Whether a row may stand twice here: where keys are compared, and where all rows are read.
    fn may_copy(&self) -> bool {
        self.form.is_whole() && self.form != Form::NoRows && !self.plan.gentle && !sheets::key(self.table).is_empty()
    }

    fn header(&mut self, to: &mut impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        if self.form == Form::Separator {
            self.dress.encode("sep=ab", &mut bytes);
            self.dress.end(&mut bytes);
            self.note(Fault::Separator, 1, "");
        } else {
            self.dress.encode(&self.dress.beginning(), &mut bytes);
        }
        self.row = self.book.as_ref().map_or(self.dress.header_row(), Book::header_row);
        let columns = self.table.columns();
        let mut names: Vec<String> = Vec::new();
        for at in self.dress.order.clone() {
            if self.form != Form::MissingColumn(at) {
                names.push(self.dress.name(columns[at].0, &mut self.dice));
            }
        }
        match self.form {
            Form::MissingColumn(_) => self.note(Fault::MissingColumn, self.row, ""),
            Form::DoubleColumn(at) => {
                names.push(columns[at].0.to_owned());
                self.note(Fault::DoubleColumn, self.row, columns[at].0);
            }
            Form::ExtraColumn => {
                names.push("anteckning".to_owned());
                self.note(Fault::ExtraColumn, self.row, "anteckning");
            }
            Form::PersonColumn => {
                names.push("pnr".to_owned());
                self.note(Fault::ExtraColumn, self.row, "pnr");
                self.note(Fault::PersonColumn, self.row, "pnr");
            }
            Form::TooManyColumns => {
                names.extend((0..2001).map(|n| format!("k{n}")));
                self.note(Fault::TooManyColumns, self.row, "");
            }
            Form::Sound
            | Form::Separator
            | Form::EmptyFile
            | Form::NoRows
            | Form::Packing
            | Form::EmptyRows
            | Form::Crowded
            | Form::Written(_)
            | Form::Book(Flaw::Formula | Flaw::Merged | Flaw::Outside) => {}
            Form::Book(Flaw::Hidden) => self.note(Fault::HiddenRows, self.row, ""),
            Form::Book(Flaw::Cut | Flaw::Text) => self.note(Fault::NotWhatItSays, 0, ""),
            Form::Book(Flaw::TwoSheets) => self.note(Fault::WhichSheet, 0, ""),
        }
        if let Some(book) = &mut self.book {
            book.header(names);
            return Ok(());
        }
        self.dress.encode(&names.join(&self.dress.separator.to_string()), &mut bytes);
        self.dress.end(&mut bytes);
        to.write_all(&bytes)
    }

    /// Spoils a row, or leaves it as it is; how it shall be written wrongly, if it shall.
    fn spoil(&mut self, row: &mut Row) -> Option<Slip> {
        if !self.form.takes_more() {
            return None;
        }
        if let Some(way) = self.plan.must.last().copied().filter(|_| self.dice.chance(150)) {
            if row.spoil(way, &mut self.dice) {
                self.plan.must.pop();
            } else {
                // Not every row can be spoilt in every way: another way first.
                self.plan.must.rotate_right(1);
            }
        }
        if self.dice.chance(self.plan.level) {
            // Several faults often come together.
            let mut faults = 1;
            while faults < 4 && self.dice.chance(300) {
                faults += 1;
            }
            for _ in 0..faults {
                let tries = (0..6)
                    .map(|_| self.plan.ways[self.dice.below(self.plan.ways.len() as u32) as usize])
                    .collect::<Vec<_>>();
                for way in tries {
                    if row.spoil(way, &mut self.dice) {
                        break;
                    }
                }
            }
        }
        if self.form == Form::Book(Flaw::Formula) && self.plan.slips > 0 && self.dice.chance(200) {
            let at = self.dice.below(row.cells.len() as u32) as usize;
            let cell = &mut row.cells[at];
            if cell.state == State::Sound {
                cell.text = book::FORMULA.to_owned();
                cell.state = State::Wrong(Fault::FormulaError);
                self.plan.slips -= 1;
            }
        }
        let Form::Written(slip) = self.form else { return None };
        if self.plan.slips == 0 || self.read <= 12 || !self.dice.chance(60) {
            return None;
        }
        let at = form::miswrite(row, slip, self.dress.separator, &mut self.dice)?;
        let column = if matches!(slip, Slip::CellCount | Slip::LoneReturn) { "" } else { self.table.columns()[at].0 };
        if slip.takes_row() {
            self.note(slip.fault(), self.row + 1, column);
        }
        self.plan.slips = if slip.takes_rest() { 0 } else { self.plan.slips - 1 };
        Some(slip)
    }

    /// Writes a row and notes what is wrong with it.
    fn put(&mut self, row: &Row, slip: Option<Slip>, to: &mut impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        if slip.is_none() && self.book.is_none() && self.dress.has_blank_line(&mut self.dice) {
            self.dress.end(&mut bytes);
            self.row += 1;
            // What has been noted for the next row stands one row further down.
            for listed in self.faults.iter_mut().rev().take_while(|f| f.row == self.row) {
                listed.row += 1;
            }
        }
        self.row += 1;
        let number = self.row;
        let mut more = Vec::new();
        if let Form::DoubleColumn(_) = self.form {
            more.push("x".to_owned());
        } else if self.form == Form::ExtraColumn {
            more.push(if self.dice.chance(300) { "se journalen".to_owned() } else { String::new() });
        } else if self.form == Form::PersonColumn {
            more.push("8112289874".to_owned());
        } else if slip == Some(Slip::CellCount) {
            more.push("x".to_owned());
        }
        if slip == Some(Slip::CellCount) && self.dice.chance(500) {
            more.push("y".to_owned());
        }
        if let Some(book) = &mut self.book {
            book.row(number, row, more);
            // The second row or one soon after: also a small file has it.
            if let Form::Book(flaw) = self.form
                && self.plan.slips > 0
                && self.read + u64::from(self.hidden.unwrap_or(0)) > 0
            {
                self.flaw(flaw, number);
            }
        } else {
            bytes.extend(self.dress.row(row, &more, &mut self.dice));
            self.dress.end(&mut bytes);
            to.write_all(&bytes)?;
        }
        self.faults.extend(row.faults(number));
        if let Some(rows) = &mut self.hidden {
            *rows += 1;
            return Ok(());
        }
        if slip.is_some_and(Slip::takes_rest) || self.form.hides_all() {
            self.hidden = Some(0);
            return Ok(());
        }
        if slip.is_some_and(Slip::takes_row) {
            return Ok(());
        }
        self.count(row, number);
        if slip.is_none() && row.cells.iter().all(|c| c.raw.is_none()) && row.has_key() && self.may_copy() {
            self.last = Some(row.clone());
            if self.dice.chance(self.plan.level / 3 + 1) && self.copies.is_empty() {
                let mut copy = row.clone();
                // The same key with something else beside it.
                if self.dice.chance(400) {
                    let way = self.plan.ways[self.dice.below(self.plan.ways.len() as u32) as usize];
                    if !matches!(way, Way::Cell { column, .. } if sheets::key(self.table).contains(&column)) {
                        copy.spoil(way, &mut self.dice);
                    }
                }
                if copy.has_key() && copy.key() == row.key() {
                    self.copies.push((1 + self.dice.below(6), copy));
                }
            }
        }
        Ok(())
    }

    /// Spoils the workbook itself, once.
    fn flaw(&mut self, flaw: Flaw, row: u32) {
        let fault = match flaw {
            Flaw::Merged => Some(Fault::Merged),
            Flaw::Outside => Some(Fault::OutsideTable),
            Flaw::Hidden | Flaw::TwoSheets => None,
            // These are in cells, or in the bytes of the whole.
            Flaw::Formula | Flaw::Cut | Flaw::Text => return,
        };
        self.plan.slips = 0;
        if let Some(book) = &mut self.book {
            book.spoil(flaw, row);
        }
        if let Some(fault) = fault {
            self.note(fault, row, "");
        }
    }

    /// The bytes of the workbook, or of what only has its name.
    pub(super) fn bound(&mut self) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let Some(book) = self.book.take() else { return Ok(Vec::new()) };
        let mut bytes = if self.form == Form::EmptyFile { Vec::new() } else { book.bytes()? };
        if self.form == Form::Book(Flaw::Cut) {
            bytes.truncate(bytes.len() * 2 / 3);
        } else if self.form == Form::Book(Flaw::Text) {
            bytes = self.table.header().into_bytes();
        }
        Ok(bytes)
    }

    /// Rows of separators alone, which a spreadsheet program leaves behind.
    fn empty_rows(&mut self, to: &mut impl Write) -> io::Result<()> {
        if self.book.is_some() {
            // A workbook has rows without cells instead.
            self.note(Fault::EmptyRows, 0, "");
            self.row += 2;
            return Ok(());
        }
        let mut bytes = Vec::new();
        let separators = self.dress.separator.to_string().repeat(self.table.columns().len() - 1);
        self.note(Fault::EmptyRows, self.row + 1, "");
        for _ in 0..2 {
            self.dress.encode(&separators, &mut bytes);
            self.dress.end(&mut bytes);
            self.row += 1;
        }
        to.write_all(&bytes)
    }

    /// Counts a row that can be read, and looks at what it has to do with others.
    fn count(&mut self, row: &Row, number: u32) {
        self.read += 1;
        self.lost += u64::from(row.is_lost());
        let text = |at: usize| {
            let cell = &row.cells[at];
            (cell.state == State::Sound && !cell.text.is_empty()).then_some(cell.text.as_str())
        };
        match self.table {
            Table::Theatres => {
                if let (Some(theatre), Some(day)) = (text(sheets::STAFFED.0), text(sheets::STAFFED.1)) {
                    self.staffed.days.insert(format!("{theatre}|{day}"));
                }
            }
            Table::Operations if self.staffed.used && !self.staffed.torn => {
                let (theatre, time) = sheets::THEATRE;
                if let (Some(theatre), Some(time)) = (text(theatre), text(time))
                    && !self.staffed.days.contains(&format!("{theatre}|{}", &time[..10]))
                {
                    self.note(Fault::Reference, number, "sal");
                }
            }
            Table::Buckets | Table::Plans => self.kept.push((number, row.clone())),
            Table::Operations
            | Table::Waiting
            | Table::Done
            | Table::Costs
            | Table::Shares
            | Table::Capacity
            | Table::Pathways
            | Table::Moments
            | Table::Steering
            | Table::Tools
            | Table::Courses => {}
        }
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Done {
        if self.lost * 20 > self.read {
            self.note(Fault::Quarantine, 0, "");
        }
        self.faults.sort_by_key(|f| f.row);
        Done { faults: self.faults, kept: self.kept, last: self.last }
    }
}
