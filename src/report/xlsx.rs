//! Tables as Excel workbooks, for people who go on working with them.
//!
//! Only arranges ready strings; the same table gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// The widest a column gets, in characters; longer texts wrap.
const WIDEST: usize = 60;
/// The most characters that a cell of Excel holds.
const LONGEST: usize = 32_767;

/// A workbook with one sheet: a bold heading row that stays in view and can be filtered, columns as wide as their texts.
///
/// Everything but the columns of `numbers` is text, so ids and dates stay as they are written and nothing becomes a formula. Texts beyond what a cell holds are cut, ended by `…`.
///
/// # Errors
/// When the library refuses: more than 1 048 576 rows, or a sheet name that Excel does not take.
pub fn workbook(
    sheet: &str,
    title: &str,
    head: &[&str],
    rows: &[Vec<String>],
    numbers: &[usize],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a date of its own the library would write the clock's.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_author("granska").set_creation_datetime(&epoch));
    let worksheet = workbook.add_worksheet().set_name(sheet)?;
    let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (i, name) in head.iter().enumerate() {
        let column = column(i);
        let longest = rows.iter().map(|r| r[i].chars().count()).chain([name.chars().count()]).max().unwrap_or(0);
        worksheet.set_column_width(column, (longest.min(WIDEST) + 2) as f64)?;
        worksheet.write_string_with_format(0, column, *name, &heading)?;
    }
    for (y, row) in rows.iter().enumerate() {
        for (x, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let row = u32::try_from(y + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            match text.replace(',', ".").parse::<f64>().ok().filter(|n| numbers.contains(&x) && n.is_finite()) {
                Some(number) => worksheet.write_number_with_format(row, column(x), number, &cell)?,
                None => worksheet.write_string_with_format(row, column(x), fitted(text), &cell)?,
            };
        }
    }
    worksheet.set_freeze_panes(1, 0)?;
    if let (Some(last), Ok(end)) = (head.len().checked_sub(1), u32::try_from(rows.len())) {
        worksheet.autofilter(0, 0, end, column(last))?;
    }
    workbook.save_to_buffer()
}

/// Our tables have a dozen columns; one that had more than Excel takes would be refused by the library.
fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn fitted(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[Vec<String>]) -> Vec<u8> {
        workbook("Status", "Status", &["Id", "Vad"], rows, &[1]).expect("a workbook")
    }

    #[test]
    fn the_same_table_gives_the_same_bytes_and_a_cell_is_never_a_formula() {
        let rows = [vec!["R1".to_owned(), "=1+1".to_owned()], vec!["R2".to_owned(), String::new()]];
        assert_eq!(check(&rows), check(&rows));
        assert!(check(&rows).starts_with(b"PK"));
    }

    #[test]
    fn a_column_of_numbers_can_be_summed_and_an_id_of_digits_stays_a_text() {
        use calamine::{Data, Reader};
        let bytes = check(&[vec!["007".to_owned(), "12,5".to_owned()], vec!["8".to_owned(), "saknas".to_owned()]]);
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
        let cells = book.worksheet_range("Status").expect("a sheet");
        assert_eq!(
            (cells.get((1, 0)), cells.get((1, 1))),
            (Some(&Data::String("007".to_owned())), Some(&Data::Float(12.5)))
        );
        assert_eq!(cells.get((2, 1)), Some(&Data::String("saknas".to_owned())));
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_and_an_empty_table_is_still_a_workbook() {
        check(&[vec!["R1".to_owned(), "å".repeat(40_000)]]);
        check(&[]);
        assert_eq!(fitted(&"å".repeat(40_000)).chars().count(), LONGEST);
    }
}
