//! The beginning of a text file: blank rows, the line `sep=;` that Excel writes, and the row of names.
//!
//! Recognises the separator by the names it makes, never by what is common in the rows.

use super::Table;
use super::cut::Cutter;
use super::records::{Ending, Record, Records};
use super::unpack::Trouble;
use crate::dataset::builder::Spoilt;
use crate::dataset::codes;
use crate::dataset::found::{Found, Kind};
use crate::dataset::header::{Header, MAX_COLUMNS, matched, too_many};
use crate::diag::{Place, Remark};
use crate::field::contract::Dataset;
use memchr::memchr;

/// The row of names.
pub(super) struct Head {
    /// Names, trimmed.
    pub names: Vec<String>,
    /// Its row.
    pub row: u32,
    /// What separates cells.
    pub separator: u8,
    /// Whether the file itself says what separates them.
    pub told: Told,
    /// What is wrong with its cells.
    pub faults: Vec<Spoilt>,
    /// Rows of separators alone before it, and the first of them.
    pub empty: u64,
    /// The first of them.
    pub first_empty: Option<u32>,
}

/// How the separator is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// By the names.
    ByNames,
    /// By a line `sep=`.
    ByFile,
}

/// Reads the beginning of a file up to its rows. `None`: there are no names to hold anything against; the reason is in `found`.
pub(super) fn head(
    cutter: &mut Cutter<'_>,
    table: Table,
    contract: &Dataset,
    found: &mut Found,
) -> Result<Option<Head>, Trouble> {
    let mut separator = None;
    let (mut row, mut empty, mut first_empty) = (1_u32, 0, None);
    if let Some((said, length)) = separator_line(cutter.beginning()?) {
        if !is_separator(said) {
            let remark = Remark::new(&codes::SEPARATOR, "raden `sep=` anger ingen avgränsare som går att använda")
                .at(found.place(1, ""), "filens första rad");
            found.refuse(remark.help("skriv `sep=;` eller ta bort raden"));
            return Ok(None);
        }
        separator = said.bytes().next();
        cutter.skip(length);
    }
    loop {
        let bytes = cutter.beginning()?;
        let whole = bytes.len();
        let mut at = 0;
        while let Some(end) = memchr(b'\n', &bytes[at..]).map(|e| at + e).filter(|e| is_blank(&bytes[at..*e])) {
            if bytes[at..end].iter().any(|b| !b.is_ascii_whitespace()) {
                empty += 1;
                first_empty.get_or_insert(row);
            }
            row = row.saturating_add(1);
            at = end + 1;
        }
        let rest = &bytes[at..];
        // What is left may be blank too, without a line end.
        let blank = is_blank(rest);
        cutter.skip(if blank { whole } else { at });
        if cutter.is_last() && blank {
            let remark = Remark::new(&codes::EMPTY_FILE, format!("`{}` är tom", found.file()));
            found.refuse(remark.at(Place::file(found.file()), "").help("lägg till rubrikraden, eller ta bort filen"));
            return Ok(None);
        }
        if !blank {
            break;
        }
    }
    let last = cutter.is_last();
    let bytes = cutter.beginning()?;
    let candidates: &[u8] = match (&separator, table) {
        (Some(one), _) => std::slice::from_ref(one),
        (None, Table::Csv) => b";\t,|",
        (None, Table::Tsv) => b"\t;,|",
    };
    let mut best: Option<(usize, u8, Record<'_>, usize)> = None;
    for candidate in candidates {
        let mut records = Records::new(bytes, *candidate, MAX_COLUMNS + 1);
        let Some(record) = records.next() else { continue };
        let score = matched(&names(&record), contract).iter().flatten().count();
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, *candidate, record, records.at()));
        }
    }
    let Some((_, separator_found, record, end)) = best else { return Ok(None) };
    let unended = end >= bytes.len() && !last;
    if !is_whole(&record, row, unended, found) {
        return Ok(None);
    }
    let told = if separator.is_some() { Told::ByFile } else { Told::ByNames };
    let head = Head {
        names: names(&record),
        row,
        separator: separator_found,
        told,
        faults: record.faults,
        empty,
        first_empty,
    };
    cutter.skip(end);
    cutter.rows(separator_found, row.saturating_add(1));
    Ok(Some(head))
}

/// Whether the row of names can be understood; if not, `found` knows why.
fn is_whole(record: &Record<'_>, row: u32, unended: bool, found: &mut Found) -> bool {
    match record.ending {
        Ending::OpenQuote(_) => {
            found.add(Kind::OpenQuote, None, row, || "citattecknet som börjar här stängs aldrig".to_owned());
            return false;
        }
        Ending::LongCell(_) => {
            found.add(Kind::LongCell, None, row, || "cellen är över 1 MB".to_owned());
            return false;
        }
        Ending::Whole => {}
    }
    // Without line ends that we know, the names run into the rows: nothing after this could be understood.
    if record.has_lone_cr() {
        found.add(Kind::LoneCr, None, row, || "här står en vagnretur utan radmatning".to_owned());
        return false;
    }
    if record.count > MAX_COLUMNS {
        too_many(&Header { names: &[], row, sheet: "" }, record.count, found);
        return false;
    }
    if unended {
        found.add(Kind::LongCell, None, row, || "rubrikraden tar aldrig slut".to_owned());
        return false;
    }
    true
}

fn names(record: &Record<'_>) -> Vec<String> {
    record.cells.iter().map(|c| c.trim().to_owned()).collect()
}

/// Whether a row has nothing but spaces and separators.
fn is_blank(row: &[u8]) -> bool {
    row.iter().all(|b| b.is_ascii_whitespace() || matches!(b, b';' | b',' | b'|'))
}

/// What a first line `sep=;` says, and how long the line is.
fn separator_line(bytes: &[u8]) -> Option<(&str, usize)> {
    let end = memchr(b'\n', bytes.get(..16.min(bytes.len()))?);
    let line = std::str::from_utf8(bytes.get(..end.unwrap_or(bytes.len().min(16)))?).ok()?;
    let line = line.strip_suffix('\r').unwrap_or(line);
    let line = line.strip_prefix('"').and_then(|l| l.strip_suffix('"')).unwrap_or(line);
    let said = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?;
    Some((said, end.map_or(bytes.len(), |e| e + 1)))
}

/// Whether a text is one character that can stand between cells.
fn is_separator(text: &str) -> bool {
    let [one] = text.as_bytes() else { return false };
    *one == b'\t' || (one.is_ascii_punctuation() && !matches!(one, b'"' | b'\'' | b'-' | b'+' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_excel_says_the_separator() {
        assert_eq!(separator_line(b"sep=;\r\na;b\n"), Some((";", 7)));
        assert_eq!(separator_line(b"\"SEP=\t\"\na\tb\n"), Some(("\t", 8)));
        assert_eq!(separator_line(b"sep="), Some(("", 4)));
        assert_eq!(separator_line(b"separat;b\n"), None);
        assert!(
            is_separator("|") && !is_separator("") && !is_separator("a") && !is_separator(";;") && !is_separator("\"")
        );
    }
}
