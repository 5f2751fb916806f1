//! A cell of a workbook as the text that a person sees in it, so that it is judged like a cell of a text file.
//!
//! Knows the type of the column only where the same content may be shown in several ways. Judges nothing.

use crate::field::contract::{ColumnType, DecimalMark, Writing};
use chrono::{Days, NaiveDate};

/// What stands in a cell, the same for all formats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Content<'a> {
    /// A text.
    Text(&'a str),
    /// A number, and how it is shown.
    Number(f64, Look),
    /// Yes or no.
    Bool(bool),
    /// A number shown as a day or a time of day.
    Moment(f64),
    /// A number shown as a span of time.
    Span(f64),
    /// A moment written as ISO 8601, `2020-02-29T07:45:00`.
    IsoMoment(&'a str),
    /// A span written as ISO 8601, `PT37H30M`.
    IsoSpan(&'a str),
    /// A formula that could not be computed, `#N/A`.
    Error(&'a str),
}

/// How a number is shown, as far as it changes what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Look {
    /// As it is.
    #[default]
    Plain,
    /// With a percent sign: 0.62 is seen as 62 %.
    Percent,
    /// With leading zeros, to this many digits.
    Zeros(usize),
    /// As a personal identity number, with this many digits before the hyphen.
    Personal(usize),
}

impl Look {
    /// What the code of a number format means for the number.
    pub(super) fn of(code: &str) -> Self {
        let sections = sections(code);
        // A format may show some numbers as one thing and others as another: one that shows persons is about persons.
        let mut looks = sections.iter().map(|bare| Self::of_section(bare));
        let first = looks.next().unwrap_or_default();
        let is_personal = |look: &Self| matches!(look, Self::Personal(_));
        if is_personal(&first) { first } else { looks.find(is_personal).unwrap_or(first) }
    }

    fn of_section(bare: &str) -> Self {
        let zeros = |text: &str| !text.is_empty() && text.bytes().all(|b| b == b'0');
        let places = |text: &str| text.bytes().all(|b| matches!(b, b'0' | b'#' | b'?'));
        let parts: Vec<&str> = bare.split(['-', '+', ' ', '/']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [before, after] if places(before) && places(after) && after.len() == 4 && matches!(before.len(), 6 | 8) => {
                Self::Personal(before.len())
            }
            _ if bare.contains('%') => Self::Percent,
            [only] if zeros(only) && only.len() > 1 && only.len() == bare.len() => Self::Zeros(only.len()),
            _ => Self::Plain,
        }
    }
}

/// The parts of a number format, for positive numbers first, without colours, conditions and the texts around the number.
fn sections(code: &str) -> Vec<String> {
    const KEPT: [char; 4] = ['-', '+', ' ', '/'];
    let (mut sections, mut bare, mut chars) = (Vec::new(), String::new(), code.chars());
    while let Some(c) = chars.next() {
        match c {
            // What is quoted or escaped is shown as it is.
            '"' => bare.extend(chars.by_ref().take_while(|c| *c != '"').filter(|c| KEPT.contains(c))),
            '\\' => bare.extend(chars.next().filter(|c| KEPT.contains(c))),
            '[' => chars.by_ref().take_while(|c| *c != ']').for_each(drop),
            '_' | '*' => {
                chars.next();
            }
            ';' => sections.push(std::mem::take(&mut bare)),
            c => bare.push(c),
        }
    }
    sections.push(bare);
    sections.iter().map(|s| s.trim().to_owned()).collect()
}

/// How the texts of one table are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording<'c> {
    /// How the contract has its numbers written.
    pub writing: &'c Writing,
    /// Whether the workbook counts its days from 1904.
    pub from_1904: bool,
}

/// Stands for the value of a formula that no program has computed: a file made by a program that only writes.
pub(super) const UNCOMPUTED: &str = "#EJ UTRÄKNAD";

/// The last day number that Excel has, 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;
/// Days between the two ways of counting.
const YEARS_APART: f64 = 1462.0;

impl Wording<'_> {
    /// The text of a cell in a column of a type; `None` for cells outside the contract.
    pub(super) fn text(&self, content: Content<'_>, kind: Option<&ColumnType>) -> String {
        match content {
            Content::Text(text) | Content::Error(text) => text.to_owned(),
            Content::Bool(true) => "ja".to_owned(),
            Content::Bool(false) => "nej".to_owned(),
            Content::Number(number, look) => self.number(number, look, kind),
            Content::Moment(serial) => self.moment(serial, kind),
            Content::Span(days) => span(days * 86_400.0).unwrap_or_else(|| self.decimal(days)),
            Content::IsoMoment(text) => iso_moment(text, kind),
            Content::IsoSpan(text) => iso_span(text).unwrap_or_else(|| text.to_owned()),
        }
    }

    fn number(&self, number: f64, look: Look, kind: Option<&ColumnType>) -> String {
        let is_text = kind.is_none_or(|k| matches!(k, ColumnType::Text));
        match look {
            // No share is so large: the format was left behind on a number of ten digits.
            Look::Percent if number.abs() < 1e7 => format!("{} %", self.decimal(number * 100.0)),
            Look::Personal(before) if number >= 0.0 && number.fract() == 0.0 => {
                let digits = format!("{number:0width$}", width = before + 4);
                let (date, rest) = digits.split_at(digits.len() - 4);
                format!("{date}-{rest}")
            }
            Look::Zeros(width) if is_text && number >= 0.0 && number.fract() == 0.0 => format!("{number:0width$}"),
            Look::Plain | Look::Percent | Look::Zeros(_) | Look::Personal(_) => {
                // A bare day number counts from the workbook's own first day.
                let is_day = matches!(kind, Some(ColumnType::Date | ColumnType::Time)) && number < 100_000.0;
                self.decimal(if is_day && self.from_1904 { number + YEARS_APART } else { number })
            }
        }
    }

    fn decimal(&self, number: f64) -> String {
        plain_number(number, self.writing.decimal)
    }

    fn moment(&self, serial: f64, kind: Option<&ColumnType>) -> String {
        let serial = if self.from_1904 { serial + YEARS_APART } else { serial };
        if !(0.0..LAST_DAY + 1.0).contains(&serial) {
            return self.decimal(serial);
        }
        if serial < 1.0 {
            return span(serial * 86_400.0).unwrap_or_default();
        }
        let seconds = (serial * 86_400.0).round();
        let (day, second) = ((seconds / 86_400.0).floor(), (seconds % 86_400.0) as u32);
        // Excel has a 29 February 1900, so days before it are counted from the day before.
        let first = NaiveDate::from_ymd_opt(1899, 12, if day < 60.0 { 31 } else { 30 }).unwrap_or_default();
        match first.checked_add_days(Days::new(day as u64)) {
            Some(day) => dated(day, second, kind),
            None => self.decimal(serial),
        }
    }
}

/// A number as a spreadsheet holds it, to fifteen figures: whole numbers as digits, others with the contract's mark.
pub(in crate::dataset) fn plain_number(number: f64, mark: DecimalMark) -> String {
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    let text = format!("{}", if shown == 0.0 { 0.0 } else { shown });
    match mark {
        DecimalMark::Comma => text.replace('.', ","),
        DecimalMark::Point => text,
    }
}

/// A day and a time of day as a column of a type has it: a spreadsheet makes a day of a typed `2020-02`.
pub(in crate::dataset) fn dated(day: NaiveDate, second: u32, kind: Option<&ColumnType>) -> String {
    let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60);
    let with_time = || {
        let seconds = if rest == 0 { String::new() } else { format!(":{rest:02}") };
        format!("{day} {hour:02}:{minute:02}{seconds}")
    };
    match kind {
        Some(ColumnType::Time) => with_time(),
        Some(ColumnType::Month | ColumnType::Period) if second == 0 && chrono::Datelike::day(&day) == 1 => {
            day.format("%Y-%m").to_string()
        }
        Some(_) | None if second == 0 => day.to_string(),
        Some(_) | None => with_time(),
    }
}

/// Hours and minutes, `37:30`; seconds are kept when there are any, since they may make it no value.
pub(in crate::dataset) fn span(seconds: f64) -> Option<String> {
    let seconds = seconds.round();
    if !(0.0..1e12).contains(&seconds) {
        return None;
    }
    let seconds = seconds as u64;
    let rest = if seconds.is_multiple_of(60) { String::new() } else { format!(":{:02}", seconds % 60) };
    Some(format!("{}:{:02}{rest}", seconds / 3600, seconds / 60 % 60))
}

fn iso_moment(text: &str, kind: Option<&ColumnType>) -> String {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = time.trim_end_matches('Z').split(':').map(|part| part.parse::<f64>().unwrap_or(f64::NAN));
    let mut next = || if time.is_empty() { 0.0 } else { parts.next().unwrap_or(0.0) };
    let seconds = (next() * 3600.0 + next() * 60.0 + next()).round();
    match day.parse::<NaiveDate>() {
        Ok(day) if (0.0..86_400.0).contains(&seconds) => dated(day, seconds as u32, kind),
        Ok(_) | Err(_) => text.to_owned(),
    }
}

fn iso_span(text: &str) -> Option<String> {
    let (mut seconds, mut number) = (0.0, String::new());
    for c in text.strip_prefix("PT")?.chars() {
        let of = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            c => {
                number.push(if c == ',' { '.' } else { c });
                continue;
            }
        };
        seconds += number.parse::<f64>().ok()? * of;
        number.clear();
    }
    if number.is_empty() { span(seconds) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: Content<'_>, kind: Option<ColumnType>, expected: &str) {
        let writing = Writing::default();
        let wording = Wording { writing: &writing, from_1904: false };
        assert_eq!(wording.text(content, kind.as_ref()), expected, "{content:?}");
    }

    #[test]
    fn numbers_are_written_as_they_are_seen() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1273.0, "1273"),
            (37.5, "37,5"),
            (0.1 + 0.2, "0,3"),
            (-12.25, "-12,25"),
            (198_112_289_874.0, "198112289874"),
            (1e20, "100000000000000000000"),
        ] {
            check(Content::Number(number, Look::Plain), None, text);
        }
        check(Content::Number(0.62, Look::Percent), Some(ColumnType::Percent), "62 %");
        check(Content::Number(0.625, Look::Percent), Some(ColumnType::Percent), "62,5 %");
        check(Content::Number(0.29, Look::Percent), Some(ColumnType::Percent), "29 %");
        check(Content::Number(0.62, Look::Plain), Some(ColumnType::Percent), "0,62");
        check(Content::Number(42.0, Look::Zeros(5)), Some(ColumnType::Text), "00042");
        check(Content::Number(42.0, Look::Zeros(5)), Some(ColumnType::Integer), "42");
        check(Content::Number(8_112_289_874.0, Look::Personal(6)), Some(ColumnType::Integer), "811228-9874");
        check(Content::Number(8_112_289_874.0, Look::Percent), None, "8112289874");
        check(Content::Bool(true), None, "ja");
    }

    #[test]
    fn days_and_times_are_written_as_iso() {
        use ColumnType::{Date, Hours, Month, Time};
        check(Content::Moment(43_890.0), Some(Date), "2020-02-29");
        check(Content::Moment(43_890.0), Some(Time), "2020-02-29 00:00");
        check(Content::Moment(43_890.322_916_666_664), Some(Time), "2020-02-29 07:45");
        check(Content::Moment(43_890.322_916_666_664), Some(Date), "2020-02-29 07:45");
        check(Content::Moment(43_862.0), Some(Month), "2020-02");
        check(Content::Moment(43_863.0), Some(Month), "2020-02-02");
        check(Content::Moment(59.0), Some(Date), "1900-02-28");
        check(Content::Moment(61.0), Some(Date), "1900-03-01");
        check(Content::Moment(0.312_5), None, "7:30");
        check(Content::Moment(1e9), None, "1000000000");
        check(Content::Moment(f64::NAN), None, "NaN");
        check(Content::Span(1.562_5), Some(Hours), "37:30");
        check(Content::Span(-1.0), Some(Hours), "-1");
        check(Content::IsoMoment("2020-02-29"), Some(Date), "2020-02-29");
        check(Content::IsoMoment("2020-02-29T07:45:00"), Some(Time), "2020-02-29 07:45");
        check(Content::IsoMoment("2020-02-01"), Some(Month), "2020-02");
        check(Content::IsoMoment("i dag"), Some(Date), "i dag");
        check(Content::IsoSpan("PT37H30M00S"), Some(Hours), "37:30");
        check(Content::IsoSpan("P1D"), Some(Hours), "P1D");
    }

    #[test]
    fn a_workbook_that_counts_from_1904_means_the_same_days() {
        let writing = Writing::default();
        let wording = Wording { writing: &writing, from_1904: true };
        assert_eq!(wording.text(Content::Moment(42_428.0), Some(&ColumnType::Date)), "2020-02-29");
        assert_eq!(wording.text(Content::Number(42_428.0, Look::Plain), Some(&ColumnType::Date)), "43890");
        assert_eq!(wording.text(Content::Number(20_200_229.0, Look::Plain), Some(&ColumnType::Date)), "20200229");
        assert_eq!(wording.text(Content::Number(42_428.0, Look::Plain), Some(&ColumnType::Integer)), "42428");
    }

    #[test]
    fn the_code_of_a_number_format_says_what_is_seen() {
        for (code, look) in [
            ("General", Look::Plain),
            ("0%", Look::Percent),
            ("0.0\\ %", Look::Percent),
            ("0\" %\"", Look::Plain),
            ("00000", Look::Zeros(5)),
            ("0", Look::Plain),
            ("000000\\-0000", Look::Personal(6)),
            ("00000000\"-\"0000", Look::Personal(8)),
            ("#,##0.00;[Red]-0%", Look::Plain),
            ("######-####", Look::Personal(6)),
            ("[$-41D]000000-0000", Look::Personal(6)),
            ("[Red]000000\\-0000;[Blue]0", Look::Personal(6)),
            ("000000 0000", Look::Personal(6)),
            ("[<=9999999999]000000-0000;00000000-0000", Look::Personal(6)),
            ("0;00000000-0000", Look::Personal(8)),
            ("0_-;-0", Look::Plain),
            ("# ##0", Look::Plain),
            ("# ?/?", Look::Plain),
            ("yyyy-mm-dd", Look::Plain),
        ] {
            assert_eq!(Look::of(code), look, "{code}");
        }
    }
}
