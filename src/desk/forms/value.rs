//! Values between three forms: canonical (what is compared), typed in a cell of a spreadsheet, and written in a file or to people.
//!
//! Guesses nothing: what could mean two things is no value.

use super::model::Answer;
use crate::field::contract::ColumnType;
use crate::words;
use chrono::{Datelike, Duration, NaiveDate};

/// A cell as it came out of a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number without any form of date.
    Number(f64),
    /// A number shown as a day or a time: days since 1899-12-30.
    Date(f64),
    /// A number shown as a span of time, in days.
    Span(f64),
    /// Yes or no.
    Truth(bool),
    /// An error such as `#N/A`.
    Fault(String),
    /// A formula that has not been computed.
    Uncomputed,
}

/// Why a cell is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not one of the words.
    Word,
    /// No number, or not a whole one.
    Number,
    /// A number below or above the bounds.
    Range,
    /// No day.
    Day,
    /// No hours, or not whole minutes.
    Hours,
    /// Longer than allowed.
    Long,
    /// An error of a formula.
    Formula,
}

/// The words that can be chosen.
pub fn choices(answer: &Answer) -> Option<&[String]> {
    match answer {
        Answer::Word(words) => Some(words),
        Answer::Text(_) | Answer::Day | Answer::Whole(..) | Answer::Hours => None,
    }
}

impl Value {
    /// What a person sees in the cell, roughly; a number as written without separators.
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Uncomputed => String::new(),
            Self::Text(t) => tidy(t),
            Self::Number(n) | Self::Span(n) => plain(*n),
            Self::Date(n) => day_of(*n).map_or_else(|| plain(*n), words::iso),
            Self::Truth(b) => if *b { "SANT" } else { "FALSKT" }.to_owned(),
            Self::Fault(f) => f.clone(),
        }
    }

    /// Whether a person sees nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(t) => tidy(t).is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Span(_) | Self::Truth(_) | Self::Fault(_) | Self::Uncomputed => {
                false
            }
        }
    }
}

/// A profession as people write it; codes of data have no å, ä and ö. One that is not known here is its code.
pub fn profession(code: &str) -> String {
    let known = match code {
        "lakare" => "Läkare",
        "sjukskoterska" => "Sjuksköterska",
        "underskoterska" => "Undersköterska",
        "fysioterapeut" => "Fysioterapeut",
        "psykolog" => "Psykolog",
        "rontgensjukskoterska" => "Röntgensjuksköterska",
        "ovriga" => "Övriga",
        other => other,
    };
    known.to_owned()
}

/// A text on one line: line breaks of a cell, and what programs write for them, become a space.
pub fn tidy(text: &str) -> String {
    words::one_line(&text.replace("_x000D_", " ").replace(['\u{a0}', '\u{202f}', '\u{feff}'], " "))
}

/// A number as digits, with a point when it has decimals.
fn plain(n: f64) -> String {
    format!("{n}")
}

/// A cell as an answer, in canonical form; empty when nothing is answered.
pub fn answer(value: &Value, wanted: &Answer) -> Result<String, Wrong> {
    if value.is_blank() {
        return Ok(String::new());
    }
    if matches!(value, Value::Fault(_) | Value::Uncomputed) {
        return Err(Wrong::Formula);
    }
    match wanted {
        Answer::Word(known) => {
            let text = value.text();
            let same = |word: &&String| word.to_lowercase() == text.to_lowercase();
            known.iter().find(same).cloned().ok_or(Wrong::Word)
        }
        Answer::Text(most) => {
            let text = value.text();
            if text.chars().count() <= *most as usize { Ok(text) } else { Err(Wrong::Long) }
        }
        Answer::Day => day(value).map(words::iso).ok_or(Wrong::Day),
        Answer::Whole(least, most) => {
            let n = whole(value).ok_or(Wrong::Number)?;
            if (*least..=*most).contains(&n) { Ok(n.to_string()) } else { Err(Wrong::Range) }
        }
        Answer::Hours => minutes(value).map(|m| m.to_string()),
    }
}

fn day(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Text(text) => iso_day(&tidy(text)),
        // A form whose styles were dropped has the bare day number.
        Value::Number(n) | Value::Date(n) => day_of(*n),
        Value::Empty | Value::Span(_) | Value::Truth(_) | Value::Fault(_) | Value::Uncomputed => None,
    }
}

/// `2020-03-31` or `20200331`, in the same years as periods.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let iso = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if digits.len() != 8 || !(iso || text.len() == 8) {
        return None;
    }
    let form = if iso { "%Y-%m-%d" } else { "%Y%m%d" };
    NaiveDate::parse_from_str(text, form).ok().filter(|d| (1900..2200).contains(&d.year()))
}

/// The day of a whole day number; a time of day is no day.
fn day_of(serial: f64) -> Option<NaiveDate> {
    // Day numbers up to 60 differ between programs, which believe or don't believe in 29 February 1900.
    if serial.fract() != 0.0 || !(61.0..110_000.0).contains(&serial) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_signed(Duration::days(serial as i64))
        .filter(|d| (1900..2200).contains(&d.year()))
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(n) if n.fract() == 0.0 && n.abs() < 1e12 => Some(*n as i64),
        Value::Text(text) => whole_text(&tidy(text)),
        Value::Number(_)
        | Value::Date(_)
        | Value::Span(_)
        | Value::Empty
        | Value::Truth(_)
        | Value::Fault(_)
        | Value::Uncomputed => None,
    }
}

/// `1273` or `1 273`, with any space between thousands.
pub fn whole_text(text: &str) -> Option<i64> {
    let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let (sign, text) = text.strip_prefix(['-', '\u{2212}']).map_or((1, text.as_str()), |rest| (-1, rest));
    let groups: Vec<&str> = text.split(' ').collect();
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    let is_number = grouped && (1..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse::<i64>().ok().filter(|_| is_number).map(|n| sign * n)
}

fn minutes(value: &Value) -> Result<i64, Wrong> {
    let exact = |hours: f64| {
        if !(0.0..1e6).contains(&hours) {
            return Err(Wrong::Range);
        }
        let minutes = hours * 60.0;
        // 7,35 h is 441 minutes although no binary number is exactly that.
        if (minutes - minutes.round()).abs() < 1e-6 { Ok(minutes.round() as i64) } else { Err(Wrong::Hours) }
    };
    match value {
        Value::Number(n) => exact(*n),
        // `37:30` typed into a cell becomes a span of time, in days.
        Value::Span(days) => exact(days * 24.0),
        Value::Text(text) => {
            let text = tidy(text);
            let is_beyond = || {
                let is_negative = text.strip_prefix(['-', '\u{2212}']).is_some_and(|rest| minutes_text(rest).is_some());
                is_negative || whole_text(&text).is_some_and(|hours| !(0..1_000_000).contains(&hours))
            };
            minutes_text(&text).ok_or_else(|| if is_beyond() { Wrong::Range } else { Wrong::Hours })
        }
        Value::Date(_) | Value::Empty | Value::Truth(_) | Value::Fault(_) | Value::Uncomputed => Err(Wrong::Hours),
    }
}

/// `37,5` or `37:30` as minutes, when it is a whole number of them.
pub fn minutes_text(text: &str) -> Option<i64> {
    if text.starts_with(['-', '\u{2212}']) {
        return None;
    }
    if let Some((hours, minutes)) = text.split_once(':') {
        let digits = minutes.len() == 2 && minutes.bytes().all(|b| b.is_ascii_digit());
        let minutes: i64 = minutes.parse().ok().filter(|m| digits && *m < 60)?;
        return Some(whole_text(hours).filter(|h| (0..1_000_000).contains(h))? * 60 + minutes);
    }
    let (whole, decimals) = text.split_once(',').unwrap_or((text, "0"));
    if !(1..=4).contains(&decimals.len()) || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = whole_text(whole).filter(|h| (0..1_000_000).contains(h))?;
    let scale = 10_i64.pow(decimals.len() as u32);
    let part = decimals.parse::<i64>().ok()? * 60;
    (part % scale == 0).then(|| whole * 60 + part / scale)
}

/// Minutes as hours in a file: `37,5`, or `37:20` when decimals would not be exact.
pub fn hours_text(minutes: i64) -> String {
    let (hours, left) = (minutes / 60, minutes % 60);
    let hundredths = left * 100;
    if hundredths % 60 != 0 {
        return format!("{hours}:{left:02}");
    }
    match hundredths / 60 {
        0 => hours.to_string(),
        n if n % 10 == 0 => format!("{hours},{}", n / 10),
        n => format!("{hours},{n:02}"),
    }
}

/// A canonical value as it is written in a file.
pub fn written(canonical: &str, kind: &ColumnType) -> String {
    match kind {
        ColumnType::Hours => canonical.parse().map_or_else(|_| canonical.to_owned(), hours_text),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::Integer
        | ColumnType::Decimal(_)
        | ColumnType::Percent
        | ColumnType::OneOf(_) => canonical.to_owned(),
    }
}

/// A value written in a file, in canonical form; as it is when it is none.
pub fn canonical(text: &str, kind: &ColumnType) -> String {
    let found = match kind {
        ColumnType::Hours => minutes_text(text).map(|m| m.to_string()),
        ColumnType::Integer => whole_text(text).map(|n| n.to_string()),
        ColumnType::Date => iso_day(text).map(words::iso),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Time
        | ColumnType::Decimal(_)
        | ColumnType::Percent
        | ColumnType::OneOf(_) => None,
    };
    found.unwrap_or_else(|| text.to_owned())
}

/// A canonical value as people read it in a list of changes.
pub fn shown(canonical: &str, wanted: &Answer) -> String {
    let text = match wanted {
        Answer::Hours => canonical.parse().map_or_else(|_| canonical.to_owned(), hours_text),
        Answer::Word(_) | Answer::Text(_) | Answer::Day | Answer::Whole(..) => canonical.to_owned(),
    };
    if text.is_empty() { "(tomt)".to_owned() } else { words::shortened(&text, 90) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: Value, wanted: &Answer, expected: Result<&str, Wrong>) {
        assert_eq!(answer(&value, wanted), expected.map(str::to_owned), "{value:?}");
    }

    fn text(t: &str) -> Value {
        Value::Text(t.to_owned())
    }

    #[test]
    fn a_day_is_the_same_as_a_date_a_bare_number_or_a_text() {
        for value in [Value::Date(43_890.0), Value::Number(43_890.0), text("2020-02-29"), text(" 20200229 ")] {
            check(value, &Answer::Day, Ok("2020-02-29"));
        }
        for value in [Value::Number(43_890.5), Value::Number(12.0), text("29/2 2020"), Value::Truth(true)] {
            check(value, &Answer::Day, Err(Wrong::Day));
        }
    }

    #[test]
    fn whole_numbers_are_whole_and_inside_their_bounds() {
        let wanted = Answer::Whole(0, 100);
        for value in [Value::Number(12.0), text("12"), text(" 12\u{a0}")] {
            check(value, &wanted, Ok("12"));
        }
        check(text("1 273"), &Answer::Whole(0, 9_999), Ok("1273"));
        check(Value::Number(0.0), &wanted, Ok("0"));
        check(Value::Empty, &wanted, Ok(""));
        for value in [Value::Number(1.5), text("ca 5"), Value::Date(12.0), Value::Truth(true), text("1.273")] {
            check(value, &wanted, Err(Wrong::Number));
        }
        for value in [Value::Number(-1.0), Value::Number(101.0)] {
            check(value, &wanted, Err(Wrong::Range));
        }
    }

    #[test]
    fn hours_are_whole_minutes_however_they_are_typed() {
        for value in [Value::Number(37.5), text("37,5"), text("37:30"), Value::Span(1.5625)] {
            check(value, &Answer::Hours, Ok("2250"));
        }
        check(Value::Number(7.35), &Answer::Hours, Ok("441"));
        for value in [Value::Number(7.333), text("7,333"), text("7:60"), text("7.5")] {
            check(value, &Answer::Hours, Err(Wrong::Hours));
        }
        for value in
            [Value::Number(-1.0), Value::Number(1e6), text("-1"), text("-0:30"), text("−0,5"), text("1 000 000")]
        {
            check(value, &Answer::Hours, Err(Wrong::Range));
        }
    }

    #[test]
    fn hours_are_written_so_that_they_are_read_back() {
        for minutes in 0..3_000 {
            assert_eq!(minutes_text(&hours_text(minutes)), Some(minutes), "{}", hours_text(minutes));
        }
        assert_eq!(hours_text(2_250), "37,5");
        assert_eq!(hours_text(441), "7,35");
        assert_eq!(hours_text(440), "7:20");
    }

    #[test]
    fn words_match_without_case_and_formulas_must_have_a_value() {
        let scale = Answer::Word(vec!["Ja".into(), "Nej".into()]);
        check(text(" ja "), &scale, Ok("Ja"));
        check(text("kanske"), &scale, Err(Wrong::Word));
        check(Value::Fault("#N/A".into()), &scale, Err(Wrong::Formula));
        check(Value::Uncomputed, &Answer::Text(5), Err(Wrong::Formula));
        check(text("två\r\nrader_x000D_"), &Answer::Text(20), Ok("två rader"));
        check(text("för lång"), &Answer::Text(3), Err(Wrong::Long));
    }
}
