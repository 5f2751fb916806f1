//! Tables as text, JSON, CSV, Excel or Parquet.

use super::args::Form;
use crate::dataset::parquet;
use crate::report::xlsx;
use crate::words;
use std::io::{self, Write};

/// A table of ready strings.
pub(super) struct Table {
    /// What the table is of.
    pub title: &'static str,
    /// Keys and headings of the columns.
    pub columns: Vec<(&'static str, &'static str)>,
    /// Rows; each as long as `columns`. An empty text means that there is nothing to say.
    pub rows: Vec<Vec<String>>,
    /// Keys of the columns that hold numbers, with a comma before decimals: they are numbers in JSON, Excel and Parquet too.
    pub numbers: &'static [&'static str],
}

/// A number as it stands in a table.
fn as_number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}

impl Table {
    /// Writes the table.
    pub fn write(&self, form: Form, width: usize, out: &mut dyn Write) -> io::Result<()> {
        match form {
            Form::Text => self.text(width, out),
            Form::Json => {
                let rows: Vec<serde_json::Value> = self
                    .rows
                    .iter()
                    .map(|row| {
                        let pairs = self.columns.iter().zip(row).filter(|(_, v)| !v.is_empty());
                        let value = |key: &str, text: &String| -> serde_json::Value {
                            let number = as_number(text).filter(|_| self.numbers.contains(&key));
                            let whole = text.parse::<i64>().ok().filter(|_| number.is_some());
                            whole.map(Into::into).or(number.map(Into::into)).unwrap_or_else(|| text.clone().into())
                        };
                        serde_json::Value::Object(pairs.map(|((k, _), v)| ((*k).to_owned(), value(k, v))).collect())
                    })
                    .collect();
                let text = serde_json::to_string_pretty(&rows).map_err(io::Error::other)?;
                writeln!(out, "{text}")
            }
            Form::Xlsx => {
                let head: Vec<&str> = self.columns.iter().map(|(_, heading)| *heading).collect();
                let bytes = xlsx::workbook("Tabell", self.title, &head, &self.rows, &self.number_columns())
                    .map_err(io::Error::other)?;
                out.write_all(&bytes)
            }
            Form::Parquet => {
                let head: Vec<&str> = self.columns.iter().map(|(key, _)| *key).collect();
                out.write_all(&parquet(&head, &self.rows, &self.number_columns())?)
            }
            Form::Csv => {
                let head: Vec<&str> = self.columns.iter().map(|(key, _)| *key).collect();
                as_csv(&head, &self.rows, out)
            }
        }
    }

    /// Positions of the columns that hold numbers.
    fn number_columns(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| self.numbers.contains(&self.columns[*at].0)).collect()
    }

    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|i| self.rows.iter().any(|r| !r[*i].is_empty())).collect();
        let head: Vec<String> = shown.iter().map(|i| self.columns[*i].1.to_owned()).collect();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| shown.iter().map(|i| row[*i].clone()).collect()).collect();
        ruled(&head, &rows, width, out)
    }
}

/// A table as CSV, with semicolons and a byte order mark: it opens right in a Swedish Excel.
pub(super) fn as_csv(head: &[&str], rows: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\u{feff}")?;
    writeln!(out, "{}", head.iter().map(|cell| csv(cell)).collect::<Vec<_>>().join(";"))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", row.iter().map(|cell| csv(cell)).collect::<Vec<_>>().join(";")))
}

/// A table of text: a head, a rule, rows; cells are folded so that lines keep to the width.
pub(super) fn ruled(head: &[String], rows: &[Vec<String>], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let natural: Vec<usize> = (0..head.len())
        .map(|i| rows.iter().map(|r| length(&r[i])).chain([length(&head[i])]).max().unwrap_or(0))
        .collect();
    let words = |cell: &String| {
        let (inset, inner) = set_in(cell);
        // A word that is not the first of a text that is set in stands further in.
        inner.split(' ').map(length).max().unwrap_or(0) + if inset > 0 { inset + 2 } else { 0 }
    };
    let longest: Vec<usize> = (0..head.len())
        .map(|i| rows.iter().map(|r| words(&r[i])).chain([words(&head[i])]).max().unwrap_or(0))
        .collect();
    let widths = fit(&natural, &longest, width.saturating_sub(2 * head.len().saturating_sub(1)).max(20));
    let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
    for cells in [head, rule.as_slice()].into_iter().chain(rows.iter().map(Vec::as_slice)) {
        if cells.iter().zip(&widths).all(|(cell, w)| is_one_line(cell, *w)) {
            let mut line = String::new();
            for (cell, w) in cells.iter().zip(&widths) {
                line.push_str(cell);
                pad(&mut line, w.saturating_sub(length(cell)) + 2);
            }
            writeln!(out, "{}", line.trim_end())?;
            continue;
        }
        let wrapped: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(c, w)| wrap(c, *w)).collect();
        for i in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (cell, w) in wrapped.iter().zip(&widths) {
                let part = cell.get(i).map_or("", String::as_str);
                line.push_str(part);
                pad(&mut line, w.saturating_sub(length(part)) + 2);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// Adds so many spaces.
fn pad(line: &mut String, mut spaces: usize) {
    const SPACES: &str = "                                                                ";
    while spaces > 0 {
        let some = spaces.min(SPACES.len());
        line.push_str(&SPACES[..some]);
        spaces -= some;
    }
}

/// Whether a text fits in one line of at most `width` characters and is written as it stands: it has no spaces but single ones between words.
fn is_one_line(text: &str, width: usize) -> bool {
    let (mut before, mut length) = (b' ', 0);
    for byte in text.bytes() {
        if matches!(byte, b'\n' | b'\t' | b'\r') || (byte, before) == (b' ', b' ') {
            return false;
        }
        // All bytes but those that continue a character.
        length += usize::from(byte & 0xc0 != 0x80);
        before = byte;
    }
    let inner = text.trim_start_matches(words::NO_BREAK);
    let further = if inner.len() < text.len() { 2 } else { 0 };
    !inner.starts_with(' ') && (text.is_empty() || before != b' ') && length + further <= width
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A cell of CSV. Cells that a spreadsheet would run as a formula get a leading apostrophe.
fn csv(text: &str) -> String {
    // A negative number is no formula, and has to be read as a number.
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_number = text.strip_prefix('-').is_some_and(|n| {
        let (whole, decimals) = n.split_once(',').unwrap_or((n, "0"));
        is_digits(whole) && is_digits(decimals)
    });
    let may_run = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let guarded = if may_run { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([';', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// Widths that fit: the widest column with room to spare gives way first. Words of up to 48 letters are never broken, since an id
/// that is cut cannot be copied; a table of many such words is wider than the terminal instead.
fn fit(natural: &[usize], longest_words: &[usize], width: usize) -> Vec<usize> {
    let mut widths = natural.to_vec();
    while widths.iter().sum::<usize>() > width {
        let spare = |i: &usize| widths[*i] > longest_words[*i].clamp(4, 48);
        match (0..widths.len()).filter(spare).max_by_key(|i| widths[*i]) {
            Some(widest) => widths[widest] -= 1,
            None => break,
        }
    }
    widths
}

/// How far a text is set in by no-break spaces, and the text itself.
fn set_in(text: &str) -> (usize, &str) {
    let inner = text.trim_start_matches(words::NO_BREAK);
    (length(text) - length(inner), inner)
}

/// Lines of at most `width` characters, broken between words where possible. Lines after the first stand two further in than a text that is
/// set in by no-break spaces.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    if is_one_line(text, width) { vec![text.to_owned()] } else { folded(text, width) }
}

fn folded(text: &str, width: usize) -> Vec<String> {
    let (inset, inner) = set_in(text);
    if inset > 0 && width > inset + 10 {
        let line = |(at, line): (usize, String)| {
            let further = if at == 0 { inset } else { inset + 2 };
            format!("{}{line}", words::NO_BREAK.to_string().repeat(further))
        };
        return folded(inner, width - inset - 2).into_iter().enumerate().map(line).collect();
    }
    let mut lines = vec![String::new()];
    // A no-break space holds a number and its unit together on paper, and so it does here.
    for word in text.split([' ', '\n', '\t', '\r']).filter(|w| !w.is_empty()) {
        let mut rest: Vec<char> = word.chars().collect();
        loop {
            let line = lines.last_mut().map_or(0, |l| length(l));
            let room = width.saturating_sub(if line == 0 { 0 } else { line + 1 });
            if rest.len() <= room {
                if let Some(last) = lines.last_mut() {
                    if line > 0 {
                        last.push(' ');
                    }
                    last.extend(rest);
                }
                break;
            }
            if line > 0 {
                lines.push(String::new());
            } else {
                let tail = rest.split_off(width);
                lines.pop();
                lines.push(rest.into_iter().collect());
                lines.push(String::new());
                rest = tail;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(form: Form, width: usize, expected: &str) {
        let table = Table {
            numbers: &[],
            title: "Prov",
            columns: vec![("id", "Id"), ("text", "Text"), ("empty", "Tom")],
            rows: vec![
                vec!["R1".into(), "Förtydliga; arbetet".into(), String::new()],
                vec!["R2".into(), "=1+1".into(), String::new()],
            ],
        };
        let mut out = Vec::new();
        table.write(form, width, &mut out).expect("written to memory");
        assert_eq!(String::from_utf8(out).expect("UTF-8").trim_end(), expected.trim_matches('\n'));
    }

    #[test]
    fn text_leaves_empty_columns_out_and_wraps_long_cells() {
        check(Form::Text, 80, "Id  Text\n──  ───────────────────\nR1  Förtydliga; arbetet\nR2  =1+1");
        assert_eq!(wrap("Förtydliga arbetet", 10), ["Förtydliga", "arbetet"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(
            wrap("\u{a0}\u{a0}Förtydliga arbetet", 16),
            ["\u{a0}\u{a0}Förtydliga", "\u{a0}\u{a0}\u{a0}\u{a0}arbetet"]
        );
    }

    proptest! {
        #[test]
        fn what_fits_in_one_line_is_what_folding_leaves_as_it_is(text in "[ aö\u{a0}\n\t]{0,9}", inset in 0_usize..5, width in 1_usize..30) {
            let text = format!("{}{text}", words::NO_BREAK.to_string().repeat(inset));
            if is_one_line(&text, width) {
                prop_assert_eq!(folded(&text, width), [text]);
            }
        }
    }

    #[test]
    fn csv_opens_in_excel_and_never_runs_as_a_formula() {
        check(Form::Csv, 80, "\u{feff}id;text;empty\nR1;\"Förtydliga; arbetet\";\nR2;'=1+1;");
    }

    #[test]
    fn a_negative_number_is_a_number_in_csv() {
        let told: Vec<String> =
            ["-3,25", "-17", "-1+1", "-", "-,", "-1,2,3", "--1", "-x"].iter().map(|text| csv(text)).collect();
        assert_eq!(told, ["-3,25", "-17", "'-1+1", "'-", "'-,", "'-1,2,3", "'--1", "'-x"]);
    }

    #[test]
    fn json_leaves_out_what_is_not_known() {
        check(
            Form::Json,
            80,
            "[\n  {\n    \"id\": \"R1\",\n    \"text\": \"Förtydliga; arbetet\"\n  },\n  {\n    \"id\": \"R2\",\n    \"text\": \"=1+1\"\n  }\n]",
        );
    }
}
