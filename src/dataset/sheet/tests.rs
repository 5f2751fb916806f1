//! Tests of the readers of workbooks: workbooks made here, two made by LibreOffice, and hostile ones.

use super::*;
use crate::dataset::raw::{Part, RawRow};
use crate::diag::Remark;
use crate::field::contract::{Column, ColumnType};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn contract() -> Dataset {
    let column = |name: &str, label: &str, kind| Column { label: label.to_owned(), ..Column::plain(name, kind) };
    let mut contract = Dataset::plain(
        "kapacitet",
        vec![
            column("enhet", "Enhet", ColumnType::Text),
            column("dag", "Dag", ColumnType::Date),
            column("start", "Första tid", ColumnType::Time),
            column("timmar", "Timmar", ColumnType::Hours),
            column("andel", "Andel", ColumnType::Percent),
            column("antal", "Antal", ColumnType::Integer),
        ],
    );
    contract.label = "Kapacitet".to_owned();
    contract
}

const HEADER: [&str; 6] = ["Enhet", "DAG", "Forsta tid", "timmar", "Andel", "Antal"];

fn head(sheet: &mut Worksheet, row: u32, column: u16) {
    for (i, name) in (column..).zip(HEADER) {
        sheet.write(row, i, name).expect("a header");
    }
}

/// A workbook with one sheet whose header stands at the top left, and what `fill` adds.
fn book(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    head(sheet, 0, 0);
    fill(sheet);
    book.save_to_buffer().expect("a workbook")
}

struct Read {
    rows: Vec<u32>,
    /// Cells that cannot be used, as `row column kind`.
    bad: Vec<String>,
    says: Option<String>,
    remarks: Vec<Remark>,
}

fn read(name: &str, bytes: Vec<u8>) -> Read {
    let source = Source::in_memory(name, bytes);
    let (contract, names) = (contract(), Names::default());
    let mut found = Found::new(name);
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let format = SheetFormat::of(name).expect("a format");
    let recognised = super::read(&source, format, &contract, &names, Want::Judged, &mut found, &mut |block, _| {
        for (cells, column) in block.cells.iter().zip(&contract.columns) {
            let place =
                |cell: &crate::dataset::block::BadCell| (block.rows[cell.at as usize], column.name.clone(), cell.kind);
            bad.extend(cells.bad.iter().map(place));
        }
        rows.extend(block.rows);
    });
    bad.sort_by_key(|(row, ..)| *row);
    let bad = bad.into_iter().map(|(row, column, kind)| format!("{row} {column} {kind:?}")).collect();
    Read { rows, bad, says: recognised.map(|r| r.says), remarks: found.remarks() }
}

/// The rows as texts, each as `row: a|b|c`.
fn texts(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let source = Source::in_memory(name, bytes);
    let mut rows = Vec::new();
    let read = super::rows(&source, SheetFormat::of(name).expect("a format"), &contract(), &mut |row: RawRow<'_>| {
        if row.part == Part::Row {
            rows.push(format!("{}: {}", row.row, row.cells.join("|")));
        }
        ControlFlow::Continue(())
    });
    assert_eq!(read, Some(()), "{name}");
    rows
}

/// Compares the rows that are read, and the remarks as `code message`.
#[track_caller]
fn check(name: &str, bytes: Vec<u8>, rows: &[u32], expected: &[&str]) -> Read {
    let read = read(name, bytes);
    let told: Vec<String> = read.remarks.iter().map(|r| format!("{} {}", r.code.id, r.message)).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).filter(|t| !t.starts_with("G300")).collect();
    assert_eq!((told, read.rows.as_slice()), (expected.to_vec(), rows));
    read
}

fn date(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).expect(text)
}

fn filled(sheet: &mut Worksheet, row: u32, column: u16) {
    let shown = |code: &str| Format::new().set_num_format(code);
    sheet.write(row, column, "norr").expect("a cell");
    sheet.write_with_format(row, column + 1, date("2020-02-29"), &shown("yyyy-mm-dd")).expect("a cell");
    sheet.write_with_format(row, column + 2, date("2020-02-29T07:45"), &shown("yyyy-mm-dd hh:mm")).expect("a cell");
    sheet.write_with_format(row, column + 3, 1.5625, &shown("[h]:mm")).expect("a cell");
    sheet.write_with_format(row, column + 4, 0.62, &shown("0 %")).expect("a cell");
    sheet.write(row, column + 5, 1273).expect("a cell");
}

const FILLED: &str = "norr|2020-02-29|2020-02-29 07:45|37:30|62 %|1273";

#[test]
fn cells_come_as_they_are_seen() {
    let bytes = book("Blad1", |sheet| {
        filled(sheet, 1, 0);
        sheet.write(3, 0, "a\nb").expect("a cell");
        sheet.write(3, 3, 37.5).expect("a cell");
        sheet.write(3, 5, true).expect("a cell");
    });
    assert_eq!(texts("a.xlsx", bytes.clone()), [format!("2: {FILLED}"), "4: a\nb|||37,5||ja".to_owned()]);
    check("a.xlsx", bytes, &[2, 4], &["G331 en tom rad i tabellen hoppas över"]);
}

#[test]
fn the_table_may_begin_further_down_and_to_the_right() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Blad1").expect("a name");
    sheet.merge_range(0, 0, 0, 6, "Kapacitet 2020", &Format::new()).expect("a title");
    sheet.write(1, 0, "Enhet: norr").expect("a cell");
    head(sheet, 4, 2);
    filled(sheet, 5, 2);
    sheet.write(5, 0, "x").expect("a note");
    sheet.write(7, 12, "Summa").expect("a note");
    book.add_worksheet().set_name("Anvisningar").expect("a name").write(0, 0, "Läs detta").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(texts("a.xlsx", bytes.clone())[0], format!("6: x||{FILLED}"));
    let read =
        check("a.xlsx", bytes, &[6], &["G375 2 celler står utanför tabellen och läses inte; den första är `A6`"]);
    assert_eq!(
        read.says.as_deref(),
        Some(
            "arbetsbok för Excel (.xlsx), bladet `Blad1`; rubriker på rad 5; 2 rader ovanför rubrikerna läses inte; \
             bladet `Anvisningar` läses inte; kolumnerna `Enhet` lästes som `enhet`, `DAG` lästes som `dag`, \
             `Forsta tid` lästes som `start`, `Andel` lästes som `andel`, `Antal` lästes som `antal`"
        )
    );
}

#[test]
fn a_sheet_is_chosen_only_when_one_can_be_meant() {
    let two = |first: &str, second: &str| {
        let mut book = Workbook::new();
        for name in [first, second] {
            let sheet = book.add_worksheet().set_name(name).expect("a name");
            head(sheet, 0, 0);
            filled(sheet, 1, 0);
        }
        book.save_to_buffer().expect("a workbook")
    };
    check("a.xlsx", two("KAPACITET", "Blad2"), &[2], &[]);
    check("a.xlsx", two("a", "b"), &[], &["G373 flera blad i `a.xlsx` kan vara `kapacitet`: `a` och `b`"]);
    check(
        "a.xlsx",
        two("kapacitet", "Kapacitet "),
        &[],
        &["G373 flera blad i `a.xlsx` kan vara `kapacitet`: `kapacitet` och `Kapacitet `"],
    );
    let mut book = Workbook::new();
    for name in ["x", "y"] {
        book.add_worksheet().set_name(name).expect("a name").write(0, 0, "annat").expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    check("a.xlsx", bytes, &[], &["G373 inget blad i `a.xlsx` har kolumnerna för `kapacitet`"]);
    let empty = Workbook::new().add_worksheet().set_name("a").map(|_| ()).map(|()| {
        let mut book = Workbook::new();
        book.add_worksheet();
        book.save_to_buffer().expect("a workbook")
    });
    check("a.xlsx", empty.expect("a workbook"), &[], &["G309 `a.xlsx` har inget i något blad"]);
}

#[test]
fn merged_cells_in_the_table_set_it_aside_and_are_named() {
    let bytes = book("Blad1", |sheet| {
        sheet.merge_range(1, 0, 2, 0, "norr", &Format::new()).expect("merged");
        sheet.merge_range(4, 1, 4, 3, "x", &Format::new()).expect("merged");
    });
    let told = "G374 sammanfogade celler i tabellen på bladet `Blad1`: `A2:A3` och `B5:D5`";
    let read = check("a.xlsx", bytes, &[], &[told]);
    let place = &read.remarks.iter().find(|r| r.code.id == "G374").expect("the remark").labels[1].place;
    assert_eq!((place.line, place.cell.as_ref().map(|c| c.number)), (5, Some(2)));
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let bytes = book("Blad1", |sheet| {
        filled(sheet, 1, 0);
        filled(sheet, 2, 0);
        sheet.set_row_hidden(2).expect("a row");
        sheet.set_column_hidden(4).expect("a column");
    });
    check("a.xlsx", bytes, &[2, 3], &["G376 dolt i arbetsboken, men läst som allt annat: 1 rad och 1 kolumn"]);
}

#[test]
fn a_lone_cell_at_the_far_end_costs_nothing() {
    let bytes = book("Blad1", |sheet| {
        filled(sheet, 1, 0);
        sheet.write(1_048_575, 16_383, "x").expect("a cell");
    });
    check("a.xlsx", bytes, &[2], &["G375 en cell står utanför tabellen och läses inte: `XFD1048576`"]);
}

#[test]
fn a_personal_number_is_seen_wherever_it_stands() {
    let bytes = |fill: &dyn Fn(&mut Worksheet)| book("Blad1", |sheet| fill(sheet));
    let beside = bytes(&|sheet| {
        sheet.write(1, 9, "811228-9874").expect("a cell");
    });
    let told: Vec<String> = read("a.xlsx", beside).remarks.iter().map(|r| r.code.id.to_owned()).collect();
    assert!(told.contains(&"G329".to_owned()), "{told:?}");
    let shown = bytes(&|sheet| {
        let format = Format::new().set_num_format("000000\\-0000");
        sheet.write_with_format(1, 9, 8_112_289_874_u64, &format).expect("a cell");
    });
    let told: Vec<String> = read("a.xlsx", shown).remarks.iter().map(|r| r.code.id.to_owned()).collect();
    assert!(told.contains(&"G329".to_owned()), "{told:?}");
}

#[test]
fn what_is_no_workbook_is_called_what_it_is() {
    let whole = book("Blad1", |sheet| filled(sheet, 1, 0));
    for (name, bytes, told) in [
        ("a.xlsx", Vec::new(), "G309 `a.xlsx` är tom"),
        (
            "a.xls",
            b"<html><table><tr><td>Enhet</td></tr></table></html>".to_vec(),
            "G371 `a.xls` är inte en äldre arbetsbok för Excel (.xls) utan en webbsida (HTML), som en del system exporterar under namnet Excel",
        ),
        (
            "a.xls",
            "Enhet;Dag\nnorr;2020-02-29\n".into(),
            "G371 `a.xls` är inte en äldre arbetsbok för Excel (.xls) utan en textfil, kanske CSV",
        ),
        (
            "a.xls",
            whole.clone(),
            "G371 `a.xls` är inte en äldre arbetsbok för Excel (.xls) utan en arbetsbok i det nyare formatet för Excel",
        ),
        (
            "a.xlsx",
            include_bytes!("../../../tests/data/sheets/kapacitet.xls").to_vec(),
            "G371 `a.xlsx` är inte en arbetsbok för Excel (.xlsx) utan en arbetsbok i det äldre formatet för Excel",
        ),
        (
            "a.xlsx",
            include_bytes!("../../../tests/data/sheets/kapacitet.ods").to_vec(),
            "G371 `a.xlsx` är inte en arbetsbok för Excel (.xlsx) utan en arbetsbok i LibreOffice-format",
        ),
        (
            "a.xlsx",
            b"PAR1xxxxPAR1".to_vec(),
            "G371 `a.xlsx` är inte en arbetsbok för Excel (.xlsx) utan en Parquet-fil",
        ),
        ("a.xlsx", whole[..whole.len() / 2].to_vec(), "G371 `a.xlsx` är avkortad: slutet av filen saknas"),
        ("a.xlsx", b"\0\x01\x02\x03\0\0\0".to_vec(), "G371 `a.xlsx` är skadad och går inte att läsa"),
        (
            "a.xlsx",
            include_bytes!("../../../tests/data/sheets/losenord.xlsx").to_vec(),
            "G370 `a.xlsx` är lösenordsskyddad och går inte att läsa",
        ),
        (
            "a.ods",
            include_bytes!("../../../tests/data/sheets/losenord.ods").to_vec(),
            "G370 `a.ods` är lösenordsskyddad och går inte att läsa",
        ),
        (
            "a.xls",
            include_bytes!("../../../tests/data/sheets/losenord.xls").to_vec(),
            "G370 `a.xls` är lösenordsskyddad och går inte att läsa",
        ),
    ] {
        check(name, bytes, &[], &[told]);
    }
}

#[test]
fn workbooks_of_the_other_formats_are_read_alike() {
    let ods = include_bytes!("../../../tests/data/sheets/kapacitet.ods").to_vec();
    let xls = include_bytes!("../../../tests/data/sheets/kapacitet.xls").to_vec();
    let rows = [format!("4: {FILLED}"), "6: söder|||||#N/A".to_owned()];
    assert_eq!(texts("a.ods", ods.clone()), rows);
    // The library does not tell how an .xls shows a number: without its percent sign it is no share.
    assert_eq!(texts("a.xls", xls.clone()), rows.clone().map(|r| r.replace("62 %", "0,62")));
    for (name, bytes) in [("a.ods", ods), ("a.xls", xls)] {
        let read = read(name, bytes);
        assert_eq!(read.rows, [4, 6], "{name}");
        assert!(read.says.expect(name).contains("bladet `Kapacitet`; rubriker på rad 3; en rad ovanför"), "{name}");
    }
}

#[test]
fn merged_cells_are_seen_in_every_format() {
    for (name, bytes) in [
        ("a.ods", include_bytes!("../../../tests/data/sheets/sammanfogat.ods").to_vec()),
        ("a.xls", include_bytes!("../../../tests/data/sheets/sammanfogat.xls").to_vec()),
    ] {
        check(name, bytes, &[], &["G374 sammanfogade celler i tabellen på bladet `Kapacitet`: `A4:A5`"]);
    }
}

/// A zip file of stored or deflated parts.
fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(content).expect("packs");
        let packed = packer.finish().expect("packs");
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((bytes.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let start = bytes.len() as u32;
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([parts.len() as u8, 0, parts.len() as u8, 0]);
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = zipped(&[("xl/workbook.xml", Vec::new()), ("xl/worksheets/sheet1.xml", vec![b' '; 120 << 20])]);
    assert!(bomb.len() < 1 << 20);
    check("a.xlsx", bomb, &[], &["G372 `a.xlsx` packas upp till orimligt mycket"]);
    // A small file may hold millions of looks, each of which takes room.
    let looks = zipped(&[("xl/workbook.xml", Vec::new()), ("xl/styles.xml", b"<xf/>".repeat(4 << 20))]);
    check("a.xlsx", looks, &[], &["G372 `a.xlsx` packas upp till orimligt mycket"]);
}

#[test]
fn a_far_cell_in_an_ods_is_refused_before_room_is_made_for_the_empty_ones() {
    let content = "<office:document-content><table:table table:name='a'><table:table-row><table:table-cell office:value-type='string'/></table:table-row>\
        <table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16000'/></table:table-row>\
        <table:table-row><table:table-cell table:number-columns-repeated='16000'/><table:table-cell office:value-type='string'/></table:table-row>\
        </table:table></office:document-content>";
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let bytes = zipped(&[("mimetype", mime), ("content.xml", content.into())]);
    check("a.ods", bytes, &[], &["G372 `a.ods` har någon cell långt utanför tabellen, så att bladet blir för stort"]);
}

#[test]
fn flipped_bytes_never_make_the_reader_panic() {
    let whole = [
        ("a.xlsx", book("Blad1", |sheet| filled(sheet, 1, 0))),
        ("a.xls", include_bytes!("../../../tests/data/sheets/kapacitet.xls").to_vec()),
        ("a.ods", include_bytes!("../../../tests/data/sheets/kapacitet.ods").to_vec()),
    ];
    let mut seed = 1_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for (name, bytes) in whole {
        for _ in 0..30 {
            let mut bytes = bytes.clone();
            for _ in 0..=random() % 4 {
                let at = random() % bytes.len();
                bytes[at] ^= 1 << (random() % 8);
            }
            read(name, bytes);
        }
    }
}

#[test]
fn an_error_of_a_formula_keeps_its_name() {
    let bytes = book("Blad1", |sheet| {
        sheet.write_formula(1, 0, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
        sheet.write_formula(1, 5, Formula::new("=1/0").set_result("#DIV/0!")).expect("a formula");
    });
    assert_eq!(texts("a.xlsx", bytes), ["2: #N/A|||||#DIV/0!"]);
}

#[test]
fn a_workbook_with_names_alone_says_that_it_has_no_rows_and_one_with_thousands_of_columns_is_refused() {
    check("a.xlsx", book("kapacitet", |_| {}), &[], &["G330 `a.xlsx` har rubriker men inga rader"]);
    let wide = book("kapacitet", |sheet| {
        for column in 6..2500 {
            sheet.write(0, column, format!("k{column}")).expect("written");
        }
    });
    check("a.xlsx", wide, &[], &["G314 rubrikraden har 2\u{202f}500 kolumner"]);
}

/// A workbook with one sheet of the given rows, as a program that only writes leaves it.
fn bare(rows: &str, after: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let relation = |kind: &str, target: &str| {
        format!("<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='r1' Type='{OFFICE}/{kind}' Target='{target}'/></Relationships>").into_bytes()
    };
    let sheets = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets><sheet name='kapacitet' sheetId='1' r:id='r1'/></sheets></workbook>"
    );
    zipped(&[
        ("[Content_Types].xml", format!("<Types xmlns='{PACKAGE}/content-types'/>").into_bytes()),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", sheets.into_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData>{after}</worksheet>").into_bytes(),
        ),
    ])
}

#[test]
fn a_formula_that_nobody_has_computed_is_a_fault_and_never_an_empty_cell() {
    let text = |at: &str, text: &str| format!("<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>");
    let head: String = ('A'..).zip(HEADER).map(|(column, name)| text(&format!("{column}1"), name)).collect();
    let formula = |at: &str, value: &str| format!("<c r='{at}'><f>1+1</f>{value}</c>");
    let empty_text = "<c r='A5' t='str'><f>\"\"</f><v></v></c>";
    let rows = [
        format!("<row r='1'>{head}</row>"),
        format!("<row r='2'>{}{}</row>", text("A2", "norr"), formula("F2", "<v>2</v>")),
        format!("<row r='3'>{}{}</row>", text("A3", "norr"), formula("F3", "<v></v>")),
        // A row of formulas alone is a row all the same.
        format!("<row r='4'>{}{}</row>", formula("A4", ""), formula("F4", "<v/>")),
        // A text that was computed may be empty.
        format!("<row r='5'>{empty_text}{}</row>", formula("F5", "<v>5</v>")),
    ];
    let read = check("a.xlsx", bare(&rows.concat(), ""), &[2, 3, 4, 5], &[]);
    assert_eq!(read.bad, ["3 antal FormulaError", "4 enhet FormulaError", "4 antal FormulaError"]);
    // Lists of allowed values on another sheet are formulas too, but of no cell.
    let after = "<extLst><ext><xm:f>Blad2!A1</xm:f><xm:f>Blad2!A2</xm:f></ext></extLst>".replace("xm:", "");
    let rows = format!(
        "<row r='1'>{head}</row><row r='2'>{}<c r='F2'><v>7</v></c><c r='H2' s='0'/></row>",
        text("A2", "norr")
    );
    let read = check("a.xlsx", bare(&rows, &after), &[2], &[]);
    assert!(read.bad.is_empty(), "{:?}", read.bad);
}

#[test]
fn a_sheet_named_by_a_personal_identity_number_is_refused_and_never_named() {
    let read = check(
        "a.xlsx",
        book("19811228-9874", |sheet| filled(sheet, 1, 0)),
        &[],
        &["G329 ett blad i `a.xlsx` har ett namn som ser ut som ett personnummer"],
    );
    assert!(!format!("{:?}", read.remarks).contains("9874"));
}

#[test]
fn a_sheet_whose_table_begins_too_far_down_is_not_called_empty() {
    let mut book = Workbook::new();
    head(book.add_worksheet(), 25, 0);
    let bytes = book.save_to_buffer().expect("a workbook");
    check("a.xlsx", bytes, &[], &["G373 inget blad i `a.xlsx` har kolumnerna för `kapacitet`"]);
}
