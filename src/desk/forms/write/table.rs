//! A sheet to fill in: headings that stay in view, a hidden column of keys, and a check in every cell that is asked for.

use super::look::{self, LINE, Look};
use super::protect;
use crate::desk::forms::model::{Answer, Column, FILL_IN, Fill, GroupCell, Kind, Sheet, unnamed};
use crate::desk::forms::value::iso_day;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, IgnoreError,
    Worksheet, XlsxError,
};

/// The most columns that stay in view beside the scrolled ones.
const FROZEN: u16 = 3;

/// The name of the list of words of a column, in the name manager.
pub fn list_name(kind: Kind, column: &str) -> String {
    format!("lista_{}_{column}", kind.key())
}

/// Writes a sheet. The hidden column is the first; the columns of the form come after it.
pub fn write(worksheet: &mut Worksheet, sheet: &Sheet, look: &Look) -> Result<(), XlsxError> {
    worksheet.write_string(0, 0, sheet.kind.marker())?;
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_hidden(0)?;
    let mut tallest = 1.0_f64;
    for (column, at) in sheet.columns.iter().zip(1_u16..) {
        let format = if column.fill == Fill::Shown { &look.head } else { &look.head_asked };
        worksheet.write_string_with_format(0, at, &column.head, format)?;
        worksheet.set_column_width(at, f64::from(column.width))?;
        // Bold letters are wider, and the button of the filter takes room.
        tallest = tallest.max(look::lines_of(&column.head, column.width.saturating_sub(3)));
    }
    worksheet.set_row_height(0, tallest * LINE + 6.0)?;
    for (row, y) in sheet.rows.iter().zip(1_u32..) {
        worksheet.write_string(y, 0, &row.key)?;
        let mut tallest = 1.0_f64;
        for ((column, text), x) in sheet.columns.iter().zip(&row.cells).zip(1_u16..) {
            match (&column.fill, row.group) {
                (Fill::Group, GroupCell::Asked) => {
                    worksheet.write_blank(y, x, &look.text)?;
                }
                (Fill::Group, GroupCell::Above(rows)) => {
                    let first = format!("${}${}", letters(x), y - rows + 1);
                    let until = unnamed(&row.key);
                    let formula = Formula::new(format!("=IF({first}=\"\",\"{until}\",{first})")).set_result(until);
                    worksheet.write_formula_with_format(y, x, formula, &look.shown)?;
                }
                (Fill::Shown, _) | (Fill::Group, GroupCell::Known) => {
                    worksheet.write_string_with_format(y, x, text, &look.shown)?;
                    tallest = tallest.max(look::lines_of(text, column.width.saturating_sub(1)));
                }
                (Fill::Asked(answer), _) => {
                    cell(worksheet, (y, x), text, answer, look)?;
                    tallest = tallest.max(look::lines_of(text, column.width.saturating_sub(1)));
                }
            }
        }
        worksheet.set_row_height(y, tallest.min(20.0) * LINE + 3.0)?;
    }
    let width = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    match u32::try_from(sheet.rows.len()) {
        Ok(last) if last > 0 => {
            for (column, at) in sheet.columns.iter().zip(1_u16..) {
                check_column(worksheet, sheet, column, at, last)?;
            }
            worksheet.autofilter(0, 1, last, width)?;
            // Group names may look like numbers; nothing is wrong with that.
            worksheet.ignore_error_range(1, 0, last, width, IgnoreError::NumberStoredAsText)?;
        }
        Ok(_) => {
            worksheet.write_string_with_format(1, 1, &sheet.empty, &Format::new())?;
        }
        Err(_) => return Err(XlsxError::RowColumnLimitError),
    }
    let shown = sheet.columns.iter().take_while(|c| !matches!(c.fill, Fill::Asked(_))).count();
    worksheet.set_freeze_panes(1, frozen(sheet.kind, shown))?;
    worksheet.set_repeat_rows(0, 0)?;
    protect(worksheet);
    Ok(())
}

/// Wide texts to read would leave no room to scroll in; narrow keys stay in view.
fn frozen(kind: Kind, shown: usize) -> u16 {
    let shown = u16::try_from(shown).unwrap_or(FROZEN).min(FROZEN) + 1;
    match kind {
        Kind::Plan | Kind::Capacity => shown,
        Kind::Moments => 3,
        Kind::Actions => 2,
    }
}

fn cell(
    worksheet: &mut Worksheet,
    (y, x): (u32, u16),
    text: &str,
    answer: &Answer,
    look: &Look,
) -> Result<(), XlsxError> {
    let format = match answer {
        Answer::Word(_) | Answer::Text(_) => &look.text,
        Answer::Whole(..) => &look.whole,
        Answer::Hours => &look.hours,
        Answer::Day => &look.day,
    };
    if text.is_empty() {
        worksheet.write_blank(y, x, format)?;
        return Ok(());
    }
    match answer {
        Answer::Whole(..) | Answer::Hours => {
            let scale = if *answer == Answer::Hours { 60.0 } else { 1.0 };
            match text.parse::<f64>() {
                Ok(n) => worksheet.write_number_with_format(y, x, n / scale, format)?,
                Err(_) => worksheet.write_string_with_format(y, x, text, format)?,
            };
        }
        Answer::Day => {
            match iso_day(text) {
                Some(_) => worksheet.write_date_with_format(y, x, &ExcelDateTime::parse_from_str(text)?, format)?,
                None => worksheet.write_string_with_format(y, x, text, format)?,
            };
        }
        Answer::Word(_) | Answer::Text(_) => {
            worksheet.write_string_with_format(y, x, text, format)?;
        }
    }
    Ok(())
}

/// The check of a column, on every cell that is asked for.
fn check_column(worksheet: &mut Worksheet, sheet: &Sheet, column: &Column, x: u16, last: u32) -> Result<(), XlsxError> {
    let check = match &column.fill {
        Fill::Shown => return Ok(()),
        Fill::Group => {
            for (row, y) in sheet.rows.iter().zip(1_u32..) {
                if row.group == GroupCell::Asked {
                    let check = validation(
                        DataValidation::new().allow_text_length(DataValidationRule::Between(1, 100)),
                        "Ny grupp",
                        "Skriv gruppens namn här. Det gäller också raderna under, till nästa grupp.",
                        "Skriv högst 100 tecken.",
                    )?;
                    worksheet.add_data_validation(y, x, y, x, &check)?;
                }
            }
            return Ok(());
        }
        Fill::Asked(answer) => validation_of(answer, sheet.kind, column)?,
    };
    worksheet.add_data_validation(1, x, last, x, &check)?;
    Ok(())
}

fn validation_of(answer: &Answer, kind: Kind, column: &Column) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new;
    let head = column.head.trim_end_matches(FILL_IN);
    match answer {
        Answer::Word(words) => validation(
            new().allow_list_formula(Formula::new(format!("={}", list_name(kind, &column.id)))),
            head,
            "Välj i listan, eller lämna tomt.",
            &format!("Skriv {}.", crate::words::either(words)),
        ),
        Answer::Text(most) => validation(
            new().allow_text_length(DataValidationRule::LessThanOrEqualTo(*most)),
            head,
            &format!("Högst {most} tecken. Inga personuppgifter."),
            &format!("Texten får ha högst {most} tecken."),
        ),
        Answer::Day => {
            let (first, last) = (ExcelDateTime::from_ymd(1950, 1, 1)?, ExcelDateTime::from_ymd(2150, 12, 31)?);
            validation(
                new().allow_date(DataValidationRule::Between(first, last)),
                head,
                "Skriv ett datum, till exempel 2026-11-22.",
                "Skriv ett datum som ÅÅÅÅ-MM-DD, till exempel 2026-11-22.",
            )
        }
        Answer::Whole(least, most) => {
            let cap = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
            let range = format!("{least} till {most}");
            validation(
                new().allow_whole_number(DataValidationRule::Between(cap(*least), cap(*most))),
                head,
                &format!("Ett heltal från {range}. Tomt betyder ingen uppgift."),
                &format!("Skriv ett heltal från {range}, utan decimaler och andra tecken."),
            )
        }
        Answer::Hours => validation(
            new().allow_decimal_number(DataValidationRule::Between(0.0, 1_000_000.0)),
            head,
            "Timmar med decimalkomma, till exempel 37,5. Tomt betyder ingen uppgift.",
            "Skriv timmar som ett tal från 0, till exempel 37,5.",
        ),
    }
}

fn validation(rule: DataValidation, title: &str, hint: &str, error: &str) -> Result<DataValidation, XlsxError> {
    let short = |text: &str, most: usize| crate::words::shortened(text, most);
    rule.ignore_blank(true)
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_input_title(short(title, 32))?
        .set_input_message(short(hint, 250))?
        .set_error_title("Det går inte att läsa")?
        .set_error_message(short(error, 250))
}

fn letters(column: u16) -> String {
    crate::diag::Cell { number: u32::from(column) + 1, ..crate::diag::Cell::default() }.letters()
}
