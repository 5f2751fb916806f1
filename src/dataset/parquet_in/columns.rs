//! Rows of typed columns become a block: a value that fits is taken as it is, any other goes the way of a text cell.
//!
//! So the faults, their words and the keys are the same as those of a text file with the same content.

use super::texts;
use crate::dataset::block::{Block, Cells};
use crate::dataset::builder::{Building, Value, trimmed};
use crate::dataset::cell::Reader;
use crate::dataset::key_hash::{KeyHash, hash_text};
use crate::dataset::lexicon::Lexicon;
use crate::dataset::person::{Sight, Tally, sight};
use crate::dataset::plan::{Asked, InKey, Parser, Plan, Slot, Want};
use crate::dataset::runs;
use crate::dataset::seen::Seen;
use crate::dataset::value::DAYS;
use crate::field::contract::{ColumnType, Writing};
use polars::prelude::*;
use std::ops::Range;

/// The keys of the rows while their parts are being added.
struct Keys {
    of_rows: Vec<KeyHash>,
    /// Rows of which a part of the key is faulty, and that have none.
    lost: Vec<usize>,
}

impl Keys {
    /// For so many rows.
    fn new(rows: usize) -> Self {
        Self { of_rows: vec![KeyHash::new(); rows], lost: Vec::new() }
    }

    #[inline]
    fn add(&mut self, at: usize, value: &Value<'_>) {
        let Some(key) = self.of_rows.get_mut(at) else { return };
        match value {
            Value::Bad => self.lost.push(at),
            Value::Empty => key.empty(),
            Value::Suppressed => key.suppressed(),
            Value::Number(number) => key.number(*number),
            Value::Text(text) => key.text(text),
            Value::Hashed(hash) => key.hashed(*hash),
        }
    }

    /// Adds a part that every row has.
    fn add_all(&mut self, days: &[i32]) {
        self.of_rows.iter_mut().zip(days).for_each(|(key, day)| key.number(i64::from(*day)));
    }

    fn lose_all(&mut self) {
        self.lost = (0..self.of_rows.len()).collect();
    }

    fn finish(self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.of_rows.into_iter().map(KeyHash::finish).collect();
        self.lost.into_iter().for_each(|at| keys[at] = 0);
        keys
    }
}

/// One column of the contract while its cells are looked at.
struct Judged<'k> {
    /// What happens to the cells that do not simply fit.
    building: Building,
    keys: Option<&'k mut Keys>,
    empties: u64,
}

impl Judged<'_> {
    /// A value that fits.
    fn fits(&mut self, at: usize, value: Value<'_>) {
        if let Some(keys) = &mut self.keys {
            keys.add(at, &value);
        }
    }

    /// A word that fits, in several rows.
    fn fit(&mut self, rows: Range<usize>, hash: u64) {
        if let Some(keys) = &mut self.keys {
            rows.for_each(|at| keys.add(at, &Value::Hashed(hash)));
        }
    }

    /// A cell as text.
    fn odd<'a>(&mut self, slot: &Slot<'_>, at: usize, text: &'a str) -> Value<'a> {
        let value = self.building.push(slot, at as u32, text);
        if let Some(keys) = &mut self.keys {
            keys.add(at, &value);
        }
        value
    }

    /// A cell without value.
    fn null(&mut self, slot: &Slot<'_>, at: usize) {
        if slot.column.required {
            self.odd(slot, at, "");
        } else {
            self.empties += 1;
            self.fits(at, Value::Empty);
        }
    }
}

/// The rows of a frame, whose columns are those of the file at the positions `readable`, the first of them with a number.
pub(super) fn block(plan: &Plan<'_>, frame: &DataFrame, readable: &[usize], first: u32) -> Block {
    let height = frame.height();
    let given = |at: usize| readable.binary_search(&at).ok().and_then(|at| frame.columns().get(at));
    let mut keys = Keys::new(if plan.has_key() { height } else { 0 });
    let mut tallies = vec![Tally::default(); plan.width()];
    let (mut cells, mut texts) = (Vec::new(), Vec::new());
    for slot in plan.slots() {
        let Some((at, column)) = slot.at.and_then(|at| Some((at, given(at)?))) else {
            if plan.want() == Want::Counted {
                let name = PlSmallStr::from_str(&slot.column.name);
                let values = Column::full_null(name, height, &DataType::String);
                cells.push(Cells { values, bad: Vec::new(), suppressed: Vec::new() });
                continue;
            }
            if slot.in_key == InKey::Yes {
                keys.lose_all();
            }
            let mut building = Building::new(slot, plan.want());
            (0..height).for_each(|_| building.empty());
            let (made, text) = building.finish(slot, height);
            cells.push(made);
            texts.extend(text);
            continue;
        };
        let keys = (slot.in_key == InKey::Yes).then_some(&mut keys);
        let judged = Judged { building: Building::new(slot, plan.want()), keys, empties: 0 };
        let (made, text, tally) = column_of(slot, column, plan, judged);
        tallies[at].add(tally);
        cells.push(made);
        texts.extend(text);
    }
    for at in plan.others() {
        if let Some(column) = given(*at) {
            watch(column, first, &mut tallies[*at]);
        }
    }
    plan.count(tallies);
    Block {
        rows: (first..).take(height).collect(),
        cells,
        keys: keys.finish(),
        texts: (plan.want() == Want::Kept).then_some(texts),
    }
}

type Made = (Cells, Option<Column>, Tally);

fn column_of(slot: &Slot<'_>, column: &Column, plan: &Plan<'_>, judged: Judged<'_>) -> Made {
    let writing = plan.writing();
    // A table that is kept is small, and is needed as text anyway.
    let is_plain = plan.want() != Want::Kept && slot.column.suppressed.is_empty();
    let numbers = match (&slot.parser, column.dtype()) {
        (Parser::Text(asked), DataType::String) if is_plain => return free(slot, column, *asked, judged),
        (Parser::Words(words, _), DataType::String) if is_plain => return coded(slot, column, words, judged),
        (Parser::Value(reader), kind) if is_plain => typed(*reader, kind),
        (Parser::Text(_) | Parser::Words(..) | Parser::Period | Parser::Value(_), _) => None,
    };
    match numbers {
        Some(take) => numeric(slot, column, take, writing, judged),
        None => generic(slot, column, writing, judged),
    }
}

/// Every cell by way of its text.
fn generic(slot: &Slot<'_>, column: &Column, writing: &Writing, mut judged: Judged<'_>) -> Made {
    let kind = Some(&slot.column.kind);
    match column.str() {
        Ok(strings) => {
            for (at, text) in strings.iter().enumerate() {
                judged.odd(slot, at, text.unwrap_or_default());
            }
        }
        Err(_) => {
            for at in 0..column.len() {
                judged.odd(slot, at, &texts::text(column, at, kind, writing));
            }
        }
    }
    let tally = tally(column.len(), &judged);
    let (made, text) = judged.building.finish(slot, column.len());
    (made, text, tally)
}

fn tally(height: usize, judged: &Judged<'_>) -> Tally {
    let filled = (height as u64).saturating_sub(judged.empties + judged.building.empties);
    Tally { filled, bare: judged.building.bare, ..Tally::default() }
}

/// How a typed column becomes numbers of the contract's kind.
#[derive(Clone, Copy)]
enum Take {
    /// Days as they are.
    Days,
    /// Times, in so many parts of a minute.
    Minutes(i64),
    /// Whole numbers, times this.
    Whole(i64),
    /// Numbers with decimals, times this when that is exact.
    Parts(i64),
}

#[expect(clippy::wildcard_enum_match_arm, reason = "polars has many types; these are the ones that are read")]
fn typed(reader: Reader, kind: &DataType) -> Option<Take> {
    let unit = match reader {
        Reader::Integer(_) => 1,
        Reader::Decimal(_, places) => 10_i64.pow(u32::from(places)),
        Reader::Hours(_) => 60,
        Reader::Date(_) if *kind == DataType::Date => return Some(Take::Days),
        Reader::Time => {
            return match kind {
                DataType::Datetime(TimeUnit::Nanoseconds, None) => Some(Take::Minutes(60_000_000_000)),
                DataType::Datetime(TimeUnit::Microseconds, None) => Some(Take::Minutes(60_000_000)),
                DataType::Datetime(TimeUnit::Milliseconds, None) => Some(Take::Minutes(60_000)),
                _ => None,
            };
        }
        Reader::Date(_) | Reader::Month(_) | Reader::Week | Reader::Percent(_) => return None,
    };
    // A short float is read by way of its shortest text: as a long one 0.0592 would be 0.0592000000178814.
    if kind.is_integer() { Some(Take::Whole(unit)) } else { (*kind == DataType::Float64).then_some(Take::Parts(unit)) }
}

/// A column that can be taken as it stands: each of its values fits, and none is missing that must be there. Most columns are such, and
/// to know it costs a look at the least and the greatest value.
fn as_it_stands(slot: &Slot<'_>, column: &Column, take: Take) -> Option<Column> {
    if slot.column.required && column.null_count() > 0 {
        return None;
    }
    let (least, most) = slot.bounds;
    let fits = |lowest: Option<i64>, highest: Option<i64>| {
        lowest.is_none_or(|n| n >= least) && highest.is_none_or(|n| n <= most)
    };
    match take {
        Take::Days => {
            let days = column.cast(&DataType::Int32).ok()?;
            let (lowest, highest) = (days.i32().ok()?.min(), days.i32().ok()?.max());
            let known = [lowest, highest].into_iter().flatten().all(|day| DAYS.contains(&day));
            (known && fits(lowest.map(i64::from), highest.map(i64::from))).then_some(days)
        }
        Take::Whole(1) => {
            let numbers = column.strict_cast(&DataType::Int64).ok()?;
            let (lowest, highest) = (numbers.i64().ok()?.min(), numbers.i64().ok()?.max());
            let short = [lowest, highest].into_iter().flatten().all(|n| n.unsigned_abs() < SHORT);
            (short && fits(lowest, highest)).then_some(numbers)
        }
        Take::Minutes(_) | Take::Whole(_) | Take::Parts(_) => None,
    }
}

/// From ten digits on a number may be a person's, and is looked at as text.
const SHORT: u64 = 1_000_000_000;

fn numeric(slot: &Slot<'_>, column: &Column, take: Take, writing: &Writing, mut judged: Judged<'_>) -> Made {
    if let Some(values) = as_it_stands(slot, column, take) {
        judged.empties += values.null_count() as u64;
        if let Some(keys) = &mut judged.keys {
            let value = |number: Option<i64>| number.map_or(Value::Empty, Value::Number);
            match (values.i32(), values.i64()) {
                (Ok(days), _) => match days.cont_slice() {
                    Ok(days) => keys.add_all(days),
                    Err(_) => days.iter().enumerate().for_each(|(at, d)| keys.add(at, &value(d.map(i64::from)))),
                },
                (Err(_), Ok(numbers)) => numbers.iter().enumerate().for_each(|(at, n)| keys.add(at, &value(n))),
                (Err(_), Err(_)) => {}
            }
        }
        let height = values.len();
        return finish(values.with_name(PlSmallStr::from_str(&slot.column.name)), judged, height);
    }
    let (least, most) = slot.bounds;
    let kind = Some(&slot.column.kind);
    let odd = |judged: &mut Judged<'_>, at: usize| match judged.odd(slot, at, &texts::text(column, at, kind, writing)) {
        Value::Number(number) => Some(number),
        Value::Empty | Value::Suppressed | Value::Bad | Value::Text(_) | Value::Hashed(_) => None,
    };
    let take_all = |values: &mut dyn Iterator<Item = Option<Option<i64>>>, judged: &mut Judged<'_>| {
        let mut made = Vec::with_capacity(column.len());
        for (at, value) in values.enumerate() {
            made.push(match value {
                Some(Some(number)) if number >= least && number <= most => {
                    judged.fits(at, Value::Number(number));
                    Some(number)
                }
                Some(_) => odd(judged, at),
                None => {
                    judged.null(slot, at);
                    None
                }
            });
        }
        made
    };
    let is_day = matches!(take, Take::Days);
    let made = match take {
        Take::Days => column.cast(&DataType::Int32).ok().and_then(|c| {
            let days = c.i32().ok()?;
            let fitting = |day: i32| DAYS.contains(&day).then_some(i64::from(day));
            Some(take_all(&mut days.iter().map(|d| d.map(fitting)), &mut judged))
        }),
        Take::Minutes(parts) => column.cast(&DataType::Int64).ok().and_then(|c| {
            let times = c.i64().ok()?;
            let days = i64::from(DAYS.start) * 1440..i64::from(DAYS.end) * 1440;
            let fitting = |time: i64| (time % parts == 0).then_some(time / parts).filter(|t| days.contains(t));
            Some(take_all(&mut times.iter().map(|t| t.map(&fitting)), &mut judged))
        }),
        Take::Whole(unit) => column.strict_cast(&DataType::Int64).ok().and_then(|c| {
            let numbers = c.i64().ok()?;
            let fitting = |n: i64| (n.unsigned_abs() < SHORT).then_some(n * unit);
            Some(take_all(&mut numbers.iter().map(|n| n.map(fitting)), &mut judged))
        }),
        Take::Parts(unit) => column.cast(&DataType::Float64).ok().and_then(|c| {
            let numbers = c.f64().ok()?;
            Some(take_all(&mut numbers.iter().map(|n| n.map(|n| exact(n, unit))), &mut judged))
        }),
    };
    let Some(made) = made else { return generic(slot, column, writing, judged) };
    let name = PlSmallStr::from_str(&slot.column.name);
    let values = if is_day {
        Int32Chunked::from_iter_options(name, made.into_iter().map(|n| n.and_then(|n| i32::try_from(n).ok())))
            .into_column()
    } else {
        Int64Chunked::from_iter_options(name, made.into_iter()).into_column()
    };
    finish(values, judged, column.len())
}

/// A number in parts, when its fifteen figures say that it is a whole number of them.
fn exact(number: f64, unit: i64) -> Option<i64> {
    let parts = number * unit as f64;
    let whole = parts.round();
    let near = (parts - whole).abs() <= whole.abs().max(1.0) * 1e-14;
    (near && number.abs() < 1e9).then_some(whole as i64)
}

fn finish(values: Column, judged: Judged<'_>, height: usize) -> Made {
    let tally = tally(height, &judged);
    let Building { bad, suppressed, .. } = judged.building;
    (Cells { values, bad, suppressed }, None, tally)
}

/// Words of a closed list.
fn coded(slot: &Slot<'_>, column: &Column, words: &Lexicon, mut judged: Judged<'_>) -> Made {
    let Ok(strings) = column.str() else { return generic(slot, column, &Writing::default(), judged) };
    // The words of cells that are not as they should be, or have spaces around them; of most columns none.
    let mut odds: Vec<(usize, Option<u32>)> = Vec::new();
    let (mut last, mut seen) = (u32::MAX, Seen::default());
    runs::of_texts(strings, |run| {
        let Some(text) = run.text else {
            run.rows.for_each(|at| judged.null(slot, at));
            return;
        };
        let known = run.short.and_then(|short| seen.find(short)).or_else(|| {
            let known = if words.is(last, text) { Some(last) } else { words.find(text) }?;
            if let Some(short) = run.short {
                seen.keep(short, known);
            }
            Some(known)
        });
        match known {
            Some(known) => {
                last = known;
                judged.fit(run.rows, words.hash(known));
            }
            None => odds.extend(run.rows.map(|at| {
                let is_known = matches!(judged.odd(slot, at, text), Value::Hashed(_));
                // Spaces around a known word do no harm.
                (at, words.find(trimmed(text)).filter(|_| is_known))
            })),
        }
    });
    let name = PlSmallStr::from_str(&slot.column.name);
    if odds.is_empty() {
        return finish(column.clone().with_name(name), judged, column.len());
    }
    let mut odds = odds.into_iter().peekable();
    let number = |(at, text): (usize, Option<&str>)| match odds.next_if(|(odd, _)| *odd == at) {
        Some((_, known)) => known.unwrap_or(words.none()),
        None => text.and_then(|text| words.find(text)).unwrap_or(words.none()),
    };
    let numbers = IdxCa::from_vec(PlSmallStr::EMPTY, strings.iter().enumerate().map(number).collect());
    let taken = words.column().take(&numbers);
    let nothing = |_| Column::full_null(name.clone(), column.len(), &DataType::String);
    let values = taken.map_or_else(nothing, |c| c.with_name(name.clone()).into_column());
    finish(values, judged, column.len())
}

/// Free text.
fn free(slot: &Slot<'_>, column: &Column, asked: Asked, mut judged: Judged<'_>) -> Made {
    let Ok(strings) = column.str() else { return generic(slot, column, &Writing::default(), judged) };
    let name = PlSmallStr::from_str(&slot.column.name);
    // Texts that differ from the given ones; a null where the cell cannot be used.
    let mut changed: Vec<(usize, Option<String>)> = Vec::new();
    let in_key = slot.in_key == InKey::Yes;
    for (at, text) in strings.iter().enumerate() {
        let Some(text) = text else {
            judged.null(slot, at);
            continue;
        };
        if is_simple(text) {
            if in_key {
                judged.fits(at, Value::Hashed(hash_text(text)));
            }
            continue;
        }
        match judged.odd(slot, at, text) {
            Value::Text(kept) if kept == text => {}
            Value::Text(kept) => changed.push((at, Some(kept.to_owned()))),
            Value::Empty | Value::Suppressed | Value::Bad | Value::Number(_) | Value::Hashed(_) => {
                changed.push((at, None));
            }
        }
    }
    let values = match (asked, changed.is_empty()) {
        (Asked::ByNobody, _) => Column::full_null(name, column.len(), &DataType::String),
        (Asked::For, true) => column.clone().with_name(name),
        (Asked::For, false) => {
            let mut builder = StringChunkedBuilder::new(name, column.len());
            let mut next = changed.iter().peekable();
            for (at, text) in strings.iter().enumerate() {
                match next.next_if(|(changed, _)| *changed == at) {
                    Some((_, text)) => builder.append_option(text.as_deref()),
                    None => builder.append_option(text),
                }
            }
            builder.finish().into_column()
        }
    };
    finish(values, judged, column.len())
}

/// Whether a text needs no closer look: ASCII without spaces around it, too few digits to be a person's number.
fn is_simple(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = |b: Option<&u8>| b.is_some_and(|b| (b'!'..=b'~').contains(b));
    plain(bytes.first())
        && plain(bytes.last())
        && text.is_ascii()
        && (bytes.len() < 10 || bytes.iter().filter(|b| b.is_ascii_digit()).count() < 10)
}

/// A column that no contract names: nothing but personal identity numbers is looked for.
fn watch(column: &Column, first: u32, tally: &mut Tally) {
    let mut look = |at: usize, text: &str| {
        let text = trimmed(text);
        if text.is_empty() {
            return;
        }
        tally.filled += 1;
        match sight(text) {
            Sight::Nothing => {}
            Sight::Bare => tally.bare += 1,
            Sight::Number => tally.rows.push(first + at as u32),
        }
    };
    match column.str() {
        Ok(strings) => strings.iter().enumerate().for_each(|(at, text)| look(at, text.unwrap_or_default())),
        Err(_) if column.dtype().is_integer() => {
            let Ok(column) = column.cast(&DataType::Int64) else { return };
            let Ok(numbers) = column.i64() else { return };
            for (at, number) in numbers.iter().enumerate() {
                match number {
                    Some(number) if number >= 1_000_000_000 => look(at, &number.to_string()),
                    Some(_) => look(at, "0"),
                    None => {}
                }
            }
        }
        Err(_) if texts::may_hide_texts(column.dtype()) => {
            for at in 0..column.len() {
                let inside = column.get(at).map(|value| texts::inside(&value)).unwrap_or_default();
                inside.iter().for_each(|text| look(at, text));
            }
        }
        Err(_) => {
            for at in 0..column.len() {
                look(at, &texts::text(column, at, None::<&ColumnType>, &Writing::default()));
            }
        }
    }
}
