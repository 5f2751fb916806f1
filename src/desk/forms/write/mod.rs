//! A form as an Excel workbook: instructions, sheets to fill in, and a hidden sheet by which it is known again.
//!
//! Only arranges what the form says; the same form gives the same bytes.

mod hidden;
mod look;
mod table;

use super::guide::{self, Line};
use super::model::Form;
pub use hidden::ROWS;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};
pub use table::list_name;

/// The name of the sheet with instructions.
pub const GUIDE: &str = "Läs först";

/// The width of the instructions, in characters: what fits an upright A4 page.
const WIDE: u16 = 76;

/// The form as the bytes of an .xlsx file.
///
/// # Errors
/// When the library refuses: more than 1 048 576 rows.
pub fn workbook(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a date of its own the library would write the clock's.
    let made = form.facts.made;
    let day = ExcelDateTime::parse_from_str(&crate::words::iso(made))?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(guide::title(form))
            .set_subject(format!("{}: {}", form.names.organisation, form.names.audit))
            .set_author("granska")
            .set_custom_property("Language", "sv-SE")
            .set_custom_property("Formulär", form.id())
            .set_creation_datetime(&day),
    );
    let look = Look::new();
    instructions(workbook.add_worksheet(), form, &look)?;
    for sheet in &form.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.kind.sheet())?;
        table::write(worksheet, sheet, &look)?;
        page(worksheet, form)?;
    }
    hidden::write(workbook.add_worksheet(), form)?;
    for (name, range) in hidden::ranges(form) {
        workbook.define_name(name, &range)?;
    }
    workbook.save_to_buffer()
}

fn instructions(worksheet: &mut Worksheet, form: &Form, look: &Look) -> Result<(), XlsxError> {
    worksheet.set_name(GUIDE)?;
    worksheet.set_column_width(0, f64::from(WIDE))?;
    worksheet.set_screen_gridlines(false);
    for (line, row) in guide::lines(form).into_iter().zip(0..) {
        let (text, format) = match &line {
            Line::Title(text) => (text.as_str(), &look.title),
            Line::Band(text) => (text.as_str(), &look.band),
            Line::Heading(text) => (*text, &look.section),
            Line::Text(text) => (text.as_str(), &look.paragraph),
        };
        worksheet.write_string_with_format(row, 0, text, format)?;
        worksheet.set_row_height(row, height(&line))?;
    }
    protect(worksheet);
    page(worksheet, form)?;
    worksheet.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(())
}

/// Programs don't agree on when they fit the height of a row to its text, so it is set. In points.
fn height(line: &Line) -> f64 {
    match line {
        Line::Title(_) => 26.0,
        Line::Band(_) => 22.0,
        Line::Heading(_) => 26.0,
        Line::Text(text) => look::lines_of(text, WIDE) * look::LINE + 3.0,
    }
}

/// Locks what is not to be filled in. Without a password, so that whoever must can lift it.
fn protect(worksheet: &mut Worksheet) {
    worksheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}

/// A4 on its side, as wide as the sheet, with heading and foot.
fn page(worksheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let plain = |text: &str| text.replace('&', "&&");
    worksheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
    if let Some(band) = guide::band(form) {
        worksheet.set_header(format!("&C{}", plain(&band)));
    }
    let what = crate::words::shortened(&guide::title(form), 80);
    worksheet.set_footer(format!("&L{}&RSida &P av &N", plain(&what)));
    Ok(())
}
