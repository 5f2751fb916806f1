//! The reviewable text that answers are kept as: UTF-8, semicolons, sorted rows, the columns of the contract in order.
//!
//! Reads back only what it writes itself, and files of that form; deliveries of other forms are read by `dataset`.

use super::model::PlainRow;
use super::value::{canonical, written};
use crate::dataset;
use crate::field::contract::Dataset;
use crate::words;
use std::collections::BTreeMap;

/// Why a file cannot be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOurs(pub String);

/// Rows as the text of a file, sorted by the key of the contract.
pub fn text(contract: &Dataset, rows: &[PlainRow]) -> String {
    let mut sorted: Vec<&PlainRow> = rows.iter().collect();
    let key = |row: &PlainRow| -> Vec<String> {
        let columns = contract.key.iter().map(String::as_str).chain(contract.columns.iter().map(|c| c.name.as_str()));
        columns.map(|c| row.get(c).to_owned()).collect()
    };
    sorted.sort_by_cached_key(|row| key(row));
    let head: Vec<&str> = contract.columns.iter().map(|c| c.name.as_str()).collect();
    let mut out = head.join(";");
    out.push('\n');
    for row in sorted {
        let cells: Vec<String> = contract.columns.iter().map(|c| quoted(&written(row.get(&c.name), &c.kind))).collect();
        out.push_str(&cells.join(";"));
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    let needs = cell.contains([';', '"', '\n', '\r']) || cell != cell.trim();
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The rows of a file with semicolons in UTF-8.
///
/// # Errors
/// When it is no UTF-8, has an unclosed quote, a row that is longer than the header, or a column that the contract lacks: written again,
/// the file would lose it.
pub fn rows(file: &str, bytes: &[u8], contract: &Dataset) -> Result<Vec<PlainRow>, NotOurs> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotOurs("filen är inte i UTF-8".to_owned()))?;
    let mut records = records(text.trim_start_matches('\u{feff}'))?.into_iter();
    let Some(head) = records.next() else { return Ok(Vec::new()) };
    let columns: Vec<Option<&crate::field::contract::Column>> =
        head.iter().map(|name| contract.column(name.trim())).collect();
    // What granska keeps never holds one: it was put there by hand, and would be shown and copied.
    if head.iter().any(|cell| dataset::may_concern_a_person(cell)) {
        return Err(personal());
    }
    let twice =
        |at: usize| columns[..at].iter().flatten().any(|c| columns[at].is_some_and(|other| other.name == c.name));
    if (0..columns.len()).any(twice) {
        return Err(NotOurs("en kolumn står två gånger".to_owned()));
    }
    if let Some((name, _)) = head.iter().zip(&columns).find(|(_, column)| column.is_none()) {
        return Err(NotOurs(format!(
            "kolumnen `{}` har inte det namn som kontraktet ger den, eller finns inte där",
            words::shortened(name, 60)
        )));
    }
    let mut rows = Vec::new();
    for (record, row) in records.zip(2..) {
        if record.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if record.len() > head.len() {
            return Err(NotOurs("en rad har fler celler än rubriken".to_owned()));
        }
        if record.iter().any(|cell| dataset::may_concern_a_person(cell)) {
            return Err(personal());
        }
        let mut cells = BTreeMap::new();
        for (cell, column) in record.iter().zip(&columns) {
            if let (Some(column), false) = (column, cell.trim().is_empty()) {
                cells.insert(column.name.clone(), canonical(cell.trim(), &column.kind));
            }
        }
        rows.push(PlainRow { file: file.to_owned(), row, cells });
    }
    Ok(rows)
}

fn personal() -> NotOurs {
    NotOurs("den ser ut att innehålla ett personnummer, som inte visas".to_owned())
}

fn records(text: &str) -> Result<Vec<Vec<String>>, NotOurs> {
    let mut records = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        let cell = records.last_mut().and_then(|r| r.last_mut());
        let Some(cell) = cell else { break };
        match (c, inside) {
            ('"', true) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', true) => inside = false,
            ('"', false) if cell.is_empty() => inside = true,
            (';', false) => records.last_mut().into_iter().for_each(|r| r.push(String::new())),
            ('\n', false) => records.push(vec![String::new()]),
            ('\r', false) if chars.peek() == Some(&'\n') => {}
            (c, _) => cell.push(c),
        }
    }
    if inside {
        return Err(NotOurs("ett citattecken saknar sitt slut".to_owned()));
    }
    if records.last().is_some_and(|r| r.len() == 1 && r[0].is_empty()) {
        records.pop();
    }
    Ok(records)
}

/// Whether a path below `data/<organisation>/`, ending left out, is one of a contract's patterns.
pub fn matches(contract: &Dataset, stem: &str) -> bool {
    contract.files.iter().any(|pattern| match pattern.split_once('*') {
        None => pattern == stem,
        Some((before, after)) => {
            let middle = stem.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            middle.is_some_and(|m| !m.is_empty() && !m.contains('/'))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::contract::{Column, ColumnType};
    use proptest::prelude::*;

    fn contract() -> Dataset {
        let mut contract = Dataset::plain(
            "moment",
            vec![
                Column::plain("enhet", ColumnType::Text),
                Column::plain("kommentar", ColumnType::Text),
                Column::plain("timmar", ColumnType::Hours),
            ],
        );
        contract.key = vec!["enhet".to_owned()];
        contract
    }

    fn row(row: u32, enhet: &str, kommentar: &str, timmar: u32) -> PlainRow {
        let cells = [("enhet", enhet.to_owned()), ("kommentar", kommentar.to_owned()), ("timmar", timmar.to_string())];
        let cells = cells.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v)).collect();
        PlainRow { file: "a.csv".into(), row, cells }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_equal(comments in prop::collection::vec("[ -~åäö;\"]{0,20}", 1..8), minutes in 0_u32..9_999) {
            let rows: Vec<PlainRow> =
                comments.iter().zip(2..).map(|(c, n)| row(n, &format!("e{n:03}"), c.trim(), minutes)).collect();
            let back = super::rows("a.csv", text(&contract(), &rows).as_bytes(), &contract()).expect("readable");
            prop_assert_eq!(back, rows);
        }
    }

    #[test]
    fn rows_are_sorted_and_hours_are_readable() {
        let out = text(&contract(), &[row(2, "b", "x;y", 440), row(3, "a", "", 2_250)]);
        assert_eq!(out, "enhet;kommentar;timmar\na;;37,5\nb;\"x;y\";7:20\n");
    }

    #[test]
    fn a_file_with_other_columns_is_not_ours_to_write_again() {
        for head in [
            "enhet;kommentar;anteckning",
            "Enhet;kommentar",
            "enhet;enhet",
            "enhet;kommentar\na;811228-9874",
            "enhet;811228-9874",
        ] {
            let why = rows("a.csv", format!("{head}\na;b;c\n").as_bytes(), &contract());
            assert!(!why.expect_err(head).0.contains("9874"));
        }
    }

    #[test]
    fn patterns_match_within_one_folder() {
        let mut contract = contract();
        contract.files = vec!["moment".into(), "moment-*".into(), "moment/*".into()];
        for (stem, is) in [("moment", true), ("moment/2020-x", true), ("moment-a", true), ("tidigare/moment/a", false)]
        {
            assert_eq!(matches(&contract, stem), is, "{stem}");
        }
    }
}
