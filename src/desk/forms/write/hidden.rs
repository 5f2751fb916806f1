//! The hidden sheet: which form it is, what its lists hold, and each row with the fingerprint of what it was filled with.
//!
//! Read back by `read::hidden`, which shares the positions below.

use super::protect;
use super::table::list_name;
use crate::desk::forms::model::{Answer, Form, Kind};
use crate::desk::forms::{FORMAT, HIDDEN, MARK};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The columns of the rows: sheet, key, fingerprint.
pub const ROWS: u16 = 3;
/// The column of the first list; the lists stand side by side.
const LISTS: u16 = 8;

/// A list that cells choose from.
pub struct List {
    /// The sheet.
    pub kind: Kind,
    /// The column.
    pub column: String,
    /// The words.
    pub words: Vec<String>,
}

/// Facts by name, in the order they are written.
pub fn facts(form: &Form) -> Vec<(&'static str, String)> {
    let f = &form.facts;
    vec![
        (MARK, FORMAT.to_string()),
        ("formular", form.id()),
        ("organisation", f.organisation.to_string()),
        ("division", f.division.to_string()),
        ("period", f.period.to_string()),
        ("granskning", f.audit.to_string()),
        ("katalog", f.catalogue.clone()),
        ("program", f.program.clone()),
        ("framtaget", crate::words::iso(f.made)),
    ]
}

/// All lists, in the order of sheets and columns.
pub fn lists(form: &Form) -> Vec<List> {
    let asked = form.sheets.iter().flat_map(|s| s.asked().map(move |(_, column, answer)| (s.kind, column, answer)));
    asked
        .filter_map(|(kind, column, answer)| match answer {
            Answer::Word(words) => Some(List { kind, column: column.id.clone(), words: words.clone() }),
            Answer::Text(_) | Answer::Day | Answer::Whole(..) | Answer::Hours => None,
        })
        .filter(|list| !list.words.is_empty())
        .collect()
}

/// The lists with their names and ranges, for the name manager.
pub fn ranges(form: &Form) -> Vec<(String, String)> {
    let range = |(list, x): (List, u16)| {
        let column = crate::diag::Cell { number: u32::from(x) + 1, ..Default::default() }.letters();
        let range = format!("={HIDDEN}!${column}$2:${column}${}", list.words.len() + 1);
        (list_name(list.kind, &list.column), range)
    };
    lists(form).into_iter().zip(LISTS..).map(range).collect()
}

/// Writes it.
pub fn write(worksheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    worksheet.set_name(HIDDEN)?;
    for ((name, value), y) in facts(form).into_iter().zip(0_u32..) {
        worksheet.write_string(y, 0, name)?;
        worksheet.write_string(y, 1, value)?;
    }
    for (list, x) in lists(form).into_iter().zip(LISTS..) {
        worksheet.write_string(0, x, list_name(list.kind, &list.column))?;
        for (word, y) in list.words.iter().zip(1_u32..) {
            worksheet.write_string(y, x, word)?;
        }
    }
    for (name, x) in ["blad", "nyckel", "avtryck"].into_iter().zip(ROWS..) {
        worksheet.write_string(0, x, name)?;
    }
    let rows = form.sheets.iter().flat_map(|s| s.rows.iter().map(move |r| (s, r)));
    for ((sheet, row), y) in rows.zip(1_u32..) {
        worksheet.write_string(y, ROWS, sheet.kind.key())?;
        worksheet.write_string(y, ROWS + 1, &row.key)?;
        worksheet.write_string(y, ROWS + 2, sheet.fingerprint(row))?;
    }
    protect(worksheet);
    worksheet.set_very_hidden(true);
    Ok(())
}
