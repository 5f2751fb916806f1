//! The first sheet of a marked copy: what it is, what the colours mean, and every fault with the way to its cell.
//!
//! Only arranges; a fault whose row is not in the copy has its place as text.

use super::faults::{Marked, Marks};
use super::looks::Looks;
use super::{Delivered, fitted};
use crate::diag::Cell;
use crate::field::contract::Effect;
use crate::words::{counted, lines};
use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// The name of the sheet.
pub(super) const NAME: &str = "Påpekanden";
/// Excel takes 65 530 links on a sheet.
const MOST_LINKS: usize = 60_000;
/// Headings and widths.
const COLUMNS: [(&str, f64); 8] = [
    ("Rad", 9.0),
    ("Kolumn", 24.0),
    ("Cell", 11.0),
    ("Lämnat värde", 24.0),
    ("Vad som är fel", 46.0),
    ("Regel", 26.0),
    ("Gör så här", 52.0),
    ("Följd", 30.0),
];

/// The height of a line of text, in points.
const LINE: f64 = 15.0;
/// A row is never taller than this: a cell may hold a book.
const MOST_LINES: u32 = 12;

/// Where things came in the copy.
pub(super) struct Places<'a> {
    /// The sheet of the copy.
    pub sheet: &'a str,
    /// Whether each cell has the place it has in the file.
    pub is_whole: bool,
    /// Names of the columns in the file.
    pub header: &'a [String],
    /// The delivered text of each faulty cell by row and column of the file, and the row of the copy, from 0.
    pub values: &'a BTreeMap<(u32, u32), (u32, String)>,
}

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    of: &Delivered<'_>,
    marks: &Marks<'_>,
    places: &Places<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    let name = of.file.rsplit('/').next().unwrap_or(of.file);
    sheet.write_string_with_format(0, 0, format!("Påpekanden om {name}"), &looks.title)?;
    for (row, text) in (1..).zip(introduction(of, marks, places)) {
        sheet.write_string(row, 0, text)?;
    }
    let mut row = 4;
    for (effect, text) in [
        (Effect::SetAside, "hela leveransen används inte förrän felet är rättat"),
        (Effect::Quarantine, "raden används inte förrän felet är rättat (karantän)"),
        (Effect::None, "raden används, men värdet bör kontrolleras"),
    ] {
        if marks.all.iter().any(|m| m.effect == effect) {
            sheet.write_string_with_format(row, 0, "Färg", looks.of(effect))?;
            sheet.write_string(row, 1, text)?;
            row += 1;
        }
    }
    row += 1;
    let heading = row;
    for (column, (text, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(heading, column, text, &looks.heading)?;
    }
    for (index, mark) in marks.all.iter().enumerate() {
        row += 1;
        line(sheet, row, mark, places, looks, index < MOST_LINKS)?;
    }
    if row > heading {
        sheet.autofilter(heading, 0, row, COLUMNS.len() as u16 - 1)?;
        sheet.ignore_error_range(heading, 0, row, COLUMNS.len() as u16 - 1, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_freeze_panes(heading + 1, 0)?;
    sheet.set_repeat_rows(heading, heading)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn introduction(of: &Delivered<'_>, marks: &Marks<'_>, places: &Places<'_>) -> [String; 2] {
    let count = marks.all.len() as u64 + marks.beyond;
    let listed = marks.all.len() as u64;
    let mut first = format!(
        "Datamängd: {} ({}). Fil: {}. {} på {}.",
        of.contract.label,
        of.contract.id,
        of.file,
        counted(count, "fel", "fel"),
        counted(of.rows, "rad", "rader"),
    );
    if listed < count {
        first.push_str(&format!(
            " De första {} står här; `granska check --output json` räknar alla.",
            counted(listed, "felet", "felen")
        ));
    }
    let second = if places.is_whole {
        format!(
            "Bladet {} är en kopia av leveransen, med varje fel markerat och förklarat i en anteckning. Rätta i källan, inte i kopian, och lämna filen på nytt.",
            places.sheet
        )
    } else if marks.beyond > 0 {
        format!(
            "Leveransen är stor och har många fel: bladet {} har bara raderna med felen i listan, med radens nummer i filen i första kolumnen. Rätta i källan och lämna filen på nytt.",
            places.sheet
        )
    } else {
        format!(
            "Leveransen är stor: bladet {} har bara de rader som är felaktiga, med radens nummer i filen i första kolumnen. Rätta i källan och lämna filen på nytt.",
            places.sheet
        )
    };
    [first, second]
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    mark: &Marked<'_>,
    places: &Places<'_>,
    looks: &Looks,
    is_linked: bool,
) -> Result<(), XlsxError> {
    let place = places.values.get(&(mark.row, mark.number));
    let letters = |number: u32| Cell { number, ..Cell::default() }.letters();
    if mark.row == 0 {
        sheet.write_string_with_format(row, 0, "hela filen", &looks.plain)?;
    } else {
        sheet.write_number_with_format(row, 0, mark.row, &looks.plain)?;
    }
    let given = mark.number.checked_sub(1).and_then(|at| places.header.get(at as usize)).map(String::as_str);
    let column = match given {
        Some(given) if given != mark.column && !mark.column.is_empty() => format!("{given} ({})", mark.column),
        Some(given) => given.to_owned(),
        None if mark.column.is_empty() && mark.row > 0 => "hela raden".to_owned(),
        None => mark.column.to_owned(),
    };
    sheet.write_string_with_format(row, 1, fitted(&column), &looks.wrapped)?;
    if mark.row > 0 {
        let shown = format!("{}{}", letters(mark.number.max(1)), mark.row);
        match place.filter(|_| is_linked) {
            Some((at, _)) => {
                let shift = u32::from(!places.is_whole && mark.number > 0);
                let link = format!(
                    "internal:'{}'!{}{}",
                    places.sheet,
                    letters(mark.number.max(1) + shift),
                    at.saturating_add(1)
                );
                sheet.write_url_with_options(row, 2, link.as_str(), shown, "Gå till cellen", Some(&looks.link))?;
            }
            None => {
                sheet.write_string_with_format(row, 2, shown, &looks.plain)?;
            }
        }
    }
    if let Some((_, value)) = place.filter(|(_, value)| !value.is_empty()) {
        sheet.write_string_with_format(row, 3, fitted(value), &looks.wrapped)?;
    }
    // Programs do not agree on when they fit the height of a row to its text.
    let value = place.map_or("", |(_, value)| value.as_str());
    let texts = [(1, column.as_str()), (3, value), (4, &mark.what), (6, &mark.help)];
    let tallest = texts.into_iter().map(|(at, text)| lines(text, COLUMNS[at].1 as u16 - 1)).max().unwrap_or(1);
    if tallest > 1 {
        sheet.set_row_height(row, LINE * f64::from(tallest.min(MOST_LINES)))?;
    }
    sheet.write_string_with_format(row, 4, fitted(&mark.what), &looks.wrapped)?;
    let rule = if mark.rule.is_empty() { mark.code.to_owned() } else { format!("{} ({})", mark.rule, mark.code) };
    sheet.write_string_with_format(row, 5, rule, &looks.wrapped)?;
    sheet.write_string_with_format(row, 6, fitted(&mark.help), &looks.wrapped)?;
    sheet.write_string_with_format(row, 7, mark.led_to(), looks.of(mark.effect))?;
    Ok(())
}
