//! Rows of texts become a block of typed columns; used by text files and spreadsheets alike.
//!
//! Judges each cell by itself. What is wrong with a cell stays with it in the block; nothing is told here.

use super::SUPPRESSED;
use super::block::{BadCell, Block, Cells};
use super::cell::Reader;
use super::found::{Kind, shown};
use super::key_hash::KeyHash;
use super::lexicon::Lexicon;
use super::person::{Sight, Tally, sight};
use super::plan::{Asked, InKey, Parser, Plan, Slot, Want};
use crate::field::period::Period;
use polars::prelude::*;

/// The most unknown words of a column for which a block looks for the nearest known one.
const NEAREST: usize = 32;

/// A cell that its reader could not make out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoilt {
    /// Its position in the row.
    pub at: usize,
    /// What is wrong.
    pub kind: Kind,
    /// What a remark says of it.
    pub says: &'static str,
}

/// Some rows while they are being read.
pub(super) struct Builder<'p> {
    plan: &'p Plan<'p>,
    rows: Vec<u32>,
    keys: Vec<u64>,
    columns: Vec<Building>,
    tallies: Vec<Tally>,
}

impl<'p> Builder<'p> {
    /// No rows so far.
    pub(super) fn new(plan: &'p Plan<'p>) -> Self {
        let columns = plan.slots().iter().map(|slot| Building::new(slot, plan.want())).collect();
        Self { plan, rows: Vec::new(), keys: Vec::new(), columns, tallies: vec![Tally::default(); plan.width()] }
    }

    /// Adds a row, some cells of which the reader could not make out.
    pub(super) fn push_spoilt(&mut self, row: u32, cells: &[&str], spoilt: &[Spoilt]) {
        let plan = self.plan;
        let here = self.rows.len() as u32;
        self.rows.push(row);
        let mut key = Some(KeyHash::new());
        for (slot, column) in plan.slots().iter().zip(&mut self.columns) {
            let Some(at) = slot.at else {
                column.empty();
                key = key.filter(|_| slot.in_key == InKey::No);
                continue;
            };
            let text = cells.get(at).copied().unwrap_or_default();
            let value = match spoilt.iter().find(|s| s.at == at) {
                None => column.push(slot, here, text),
                Some(fault) => column.fault(here, fault.kind, fault.says.to_owned()),
            };
            if slot.in_key == InKey::Yes {
                match (value, &mut key) {
                    (Value::Bad, _) => key = None,
                    (_, None) => {}
                    (Value::Empty, Some(key)) => key.empty(),
                    (Value::Suppressed, Some(key)) => key.suppressed(),
                    (Value::Number(number), Some(key)) => key.number(number),
                    (Value::Text(text), Some(key)) => key.text(text),
                    (Value::Hashed(hash), Some(key)) => key.hashed(hash),
                }
            }
        }
        if plan.has_key() {
            self.keys.push(key.map_or(0, KeyHash::finish));
        }
        for at in plan.others() {
            let (Some(text), Some(tally)) = (cells.get(*at), self.tallies.get_mut(*at)) else { continue };
            let text = trimmed(text);
            if text.is_empty() {
                continue;
            }
            tally.filled += 1;
            match sight(text) {
                Sight::Nothing => {}
                Sight::Bare => tally.bare += 1,
                Sight::Number => tally.rows.push(row),
            }
        }
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The rows as a block; what they add to whole columns is counted.
    pub(super) fn finish(self) -> Block {
        let plan = self.plan;
        let (block, tallies) = self.finish_uncounted();
        plan.count(tallies);
        block
    }

    /// The rows as a block, and what they add to whole columns, for readers that may yet drop them.
    pub(super) fn finish_uncounted(mut self) -> (Block, Vec<Tally>) {
        let rows = self.rows.len() as u64;
        for (slot, column) in self.plan.slots().iter().zip(&self.columns) {
            if let Some(tally) = slot.at.and_then(|at| self.tallies.get_mut(at)) {
                tally.filled += rows - column.empties;
                tally.bare += column.bare;
            }
        }
        let mut texts = Vec::new();
        let mut cells = Vec::new();
        for (slot, column) in self.plan.slots().iter().zip(self.columns) {
            let (made, text) = column.finish(slot, self.rows.len());
            cells.push(made);
            texts.extend(text);
        }
        let texts = (self.plan.want() == Want::Kept).then_some(texts);
        (Block { rows: self.rows, cells, keys: self.keys, texts }, self.tallies)
    }
}

/// What a cell came to, for the key.
pub(super) enum Value<'a> {
    Empty,
    Suppressed,
    Bad,
    Number(i64),
    Text(&'a str),
    Hashed(u64),
}

/// The values of one column while they are being read.
enum Values {
    Days(PrimitiveChunkedBuilder<Int32Type>),
    Numbers(PrimitiveChunkedBuilder<Int64Type>),
    /// Numbers of words.
    Words(Vec<IdxSize>),
    Texts(StringChunkedBuilder),
    /// A text that nobody asks for.
    Nothing,
}

/// One column while it is being read.
pub(super) struct Building {
    values: Values,
    /// Canonical form, for tables that are kept.
    text: Option<StringChunkedBuilder>,
    /// Cells that cannot be used.
    pub(super) bad: Vec<BadCell>,
    /// Cells whose number is hidden.
    pub(super) suppressed: Vec<u32>,
    /// How many cells are empty.
    pub(super) empties: u64,
    /// Cells of ten digits that could be a personal identity number.
    pub(super) bare: u64,
    /// The word read last, since the same one often comes many times in a row.
    last_word: u32,
    /// The period read last.
    last_period: Option<(String, i64, String)>,
    /// Unknown words and what is said of each.
    unknown: Vec<(String, String)>,
}

impl Building {
    /// A column of a table without rows so far.
    pub(super) fn new(slot: &Slot<'_>, want: Want) -> Self {
        let name = PlSmallStr::from_str(&slot.column.name);
        let values = match &slot.parser {
            Parser::Text(Asked::ByNobody) => Values::Nothing,
            Parser::Text(Asked::For) | Parser::Period => Values::Texts(StringChunkedBuilder::new(name.clone(), 0)),
            Parser::Words(..) => Values::Words(Vec::new()),
            Parser::Value(reader) if reader.is_day() => Values::Days(PrimitiveChunkedBuilder::new(name.clone(), 0)),
            Parser::Value(_) => Values::Numbers(PrimitiveChunkedBuilder::new(name.clone(), 0)),
        };
        Self {
            values,
            text: (want == Want::Kept).then(|| StringChunkedBuilder::new(name, 0)),
            bad: Vec::new(),
            suppressed: Vec::new(),
            empties: 0,
            bare: 0,
            last_word: u32::MAX,
            last_period: None,
            unknown: Vec::new(),
        }
    }

    /// Adds a cell, at a position in the block.
    pub(super) fn push<'a>(&mut self, slot: &Slot<'_>, here: u32, text: &'a str) -> Value<'a> {
        let text = trimmed(text);
        if text.is_empty() {
            self.empties += 1;
            if slot.column.required {
                return self.fault(here, Kind::EmptyValue, "cellen är tom".to_owned());
            }
            self.empty();
            return Value::Empty;
        }
        if !slot.column.suppressed.is_empty() && slot.column.suppressed.iter().any(|s| s == text) {
            self.suppressed.push(here);
            self.no_value(Some(SUPPRESSED));
            return Value::Suppressed;
        }
        match &slot.parser {
            Parser::Value(reader) => self.value(slot, *reader, here, text),
            Parser::Words(words, unknown) => self.word(words, *unknown, here, text),
            Parser::Period => self.period(slot, here, text),
            Parser::Text(_) => self.free(here, text),
        }
    }

    fn value<'a>(&mut self, slot: &Slot<'_>, reader: Reader, here: u32, text: &'a str) -> Value<'a> {
        // A number of ten digits or more may be a person's.
        let read = match reader.read(text) {
            Ok(_) if text.len() >= 10 && reader.is_number() && self.sees_person(text) => Err(Kind::PersonNumber),
            Ok(value) if value < slot.bounds.0 || value > slot.bounds.1 => {
                Err(if slot.column.range.is_none() { reader.refused() } else { Kind::OutOfRange })
            }
            Ok(value) => Ok(value),
            Err(_) if self.sees_person(text) => Err(Kind::PersonNumber),
            Err(kind) => Err(kind),
        };
        match read {
            Ok(value) => {
                match &mut self.values {
                    Values::Days(days) => days.append_option(i32::try_from(value).ok()),
                    Values::Numbers(numbers) => numbers.append_value(value),
                    Values::Words(_) | Values::Texts(_) | Values::Nothing => {}
                }
                if let Some(canonical) = &mut self.text {
                    canonical.append_value(reader.canonical(value));
                }
                Value::Number(value)
            }
            Err(Kind::PersonNumber) => self.person(here),
            Err(Kind::OutOfRange) => {
                let says = format!("`{}`, kolumnen tar {}", shown(text), limits(reader, slot.bounds));
                self.fault(here, Kind::OutOfRange, says)
            }
            Err(kind) => self.fault(here, kind, format!("`{}`", shown(text))),
        }
    }

    fn word<'a>(&mut self, words: &Lexicon, unknown: Kind, here: u32, text: &'a str) -> Value<'a> {
        if !words.is(self.last_word, text) {
            let Some(found) = words.find(text) else {
                if self.sees_person(text) {
                    return self.person(here);
                }
                let says = self.unknown(words, text);
                return self.fault(here, unknown, says);
            };
            self.last_word = found;
        }
        if let Values::Words(numbers) = &mut self.values {
            numbers.push(self.last_word);
        }
        if let Some(canonical) = &mut self.text {
            canonical.append_value(text);
        }
        Value::Hashed(words.hash(self.last_word))
    }

    fn period<'a>(&mut self, slot: &Slot<'_>, here: u32, text: &'a str) -> Value<'a> {
        if self.last_period.as_ref().is_none_or(|(last, ..)| last != text) {
            let Ok(period) = Period::parse(text) else {
                if self.sees_person(text) {
                    return self.person(here);
                }
                return self.fault(here, Kind::NotAPeriod, format!("`{}`", shown(text)));
            };
            let first = i64::from(super::cell::day_number(period.first_day()));
            self.last_period = Some((text.to_owned(), first, period.to_string()));
        }
        let Some((_, first, canonical)) = &self.last_period else { return Value::Empty };
        if *first < slot.bounds.0 || *first > slot.bounds.1 {
            return self.fault(here, Kind::OutOfRange, format!("`{}`", shown(text)));
        }
        if let Values::Texts(texts) = &mut self.values {
            texts.append_value(canonical);
        }
        if let Some(kept) = &mut self.text {
            kept.append_value(canonical);
        }
        // A period has one form only, so the text is canonical already.
        Value::Text(text)
    }

    fn free<'a>(&mut self, here: u32, text: &'a str) -> Value<'a> {
        if text.len() >= 10 && self.sees_person(text) {
            return self.person(here);
        }
        if !text.is_ascii() && text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
            return self.fault(here, Kind::Encoding, UNREADABLE.to_owned());
        }
        if let Values::Texts(texts) = &mut self.values {
            texts.append_value(text);
        }
        if let Some(canonical) = &mut self.text {
            canonical.append_value(text);
        }
        Value::Text(text)
    }

    /// Whether a text holds a personal identity number; one that only may be one is counted.
    fn sees_person(&mut self, text: &str) -> bool {
        match sight(text) {
            Sight::Nothing => false,
            Sight::Bare => {
                self.bare += 1;
                false
            }
            Sight::Number => true,
        }
    }

    fn person<'a>(&mut self, here: u32) -> Value<'a> {
        self.fault(here, Kind::PersonNumber, "värdet visas inte".to_owned())
    }

    fn fault<'a>(&mut self, here: u32, kind: Kind, text: String) -> Value<'a> {
        self.bad.push(BadCell { at: here, kind, text });
        self.null();
        Value::Bad
    }

    /// Adds a cell of a column that the file lacks.
    pub(super) fn empty(&mut self) {
        self.null();
    }

    fn null(&mut self) {
        self.no_value(None);
    }

    /// Adds a cell without a value, and what the canonical text of it is.
    fn no_value(&mut self, says: Option<&str>) {
        match &mut self.values {
            Values::Days(days) => days.append_null(),
            Values::Numbers(numbers) => numbers.append_null(),
            Values::Words(numbers) => numbers.push(IdxSize::MAX),
            Values::Texts(texts) => texts.append_null(),
            Values::Nothing => {}
        }
        if let Some(canonical) = &mut self.text {
            canonical.append_option(says);
        }
    }

    /// What is said of an unknown word. A file may have millions of them: the nearest known word is looked for a few times only.
    fn unknown(&mut self, words: &Lexicon, text: &str) -> String {
        if let Some((_, says)) = self.unknown.iter().find(|(word, _)| word == text) {
            return says.clone();
        }
        let near = if self.unknown.len() < NEAREST { words.near(text) } else { None };
        let says = match near {
            Some(near) => format!("`{}`, menades `{near}`?", shown(text)),
            None => format!("`{}`", shown(text)),
        };
        if self.unknown.len() < NEAREST {
            self.unknown.push((text.to_owned(), says.clone()));
        }
        says
    }

    /// The column, and its canonical texts when they are kept.
    pub(super) fn finish(self, slot: &Slot<'_>, rows: usize) -> (Cells, Option<Column>) {
        let name = PlSmallStr::from_str(&slot.column.name);
        let nothing = || Column::full_null(name.clone(), rows, &DataType::String);
        let values = match self.values {
            Values::Days(days) => days.finish().into_column(),
            Values::Numbers(numbers) => numbers.finish().into_column(),
            Values::Texts(texts) => texts.finish().into_column(),
            Values::Nothing => nothing(),
            Values::Words(mut numbers) => match &slot.parser {
                Parser::Words(words, _) => {
                    let none = words.none();
                    numbers.iter_mut().filter(|n| **n == IdxSize::MAX).for_each(|n| *n = none);
                    let numbers = IdxCa::from_vec(PlSmallStr::EMPTY, numbers);
                    // Every number is that of a word or of the null after them.
                    words
                        .column()
                        .take(&numbers)
                        .map_or_else(|_| nothing(), |c| c.with_name(name.clone()).into_column())
                }
                Parser::Text(_) | Parser::Period | Parser::Value(_) => nothing(),
            },
        };
        let text = self.text.map(|t| t.finish().into_column());
        (Cells { values, bad: self.bad, suppressed: self.suppressed }, text)
    }
}

/// What is said of a character that cannot be read.
pub(super) const UNREADABLE: &str = "här står ett tecken som inte går att läsa";

/// The bounds of a column as people say them.
fn limits(reader: Reader, (least, most): (i64, i64)) -> String {
    match (least, most) {
        (i64::MIN, i64::MAX) => "alla värden".to_owned(),
        (least, i64::MAX) => format!("lägst {}", reader.said(least)),
        (i64::MIN, most) => format!("högst {}", reader.said(most)),
        (least, most) => format!("{} till {}", reader.said(least), reader.said(most)),
    }
}

/// A text without the spaces around it, ordinary and no-break, nor the mark that joined files leave where one of them begins.
pub(super) fn trimmed(text: &str) -> &str {
    let plain = |b: Option<&u8>| b.is_none_or(|b| (b'!'..=b'~').contains(b));
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        text
    } else {
        text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
    }
}
