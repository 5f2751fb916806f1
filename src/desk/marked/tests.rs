//! Tests of the marked copy: small deliveries given row by row.

use super::*;
use crate::diag::{Cell, Place};
use crate::field::contract::{Column, Effect};

fn contract() -> Dataset {
    let column = |name: &str, label: &str, kind| Column { label: label.to_owned(), ..Column::plain(name, kind) };
    Dataset::plain(
        "kapacitet",
        vec![
            column("enhet", "Enhet", ColumnType::Unit),
            column("vecka", "Vecka", ColumnType::Week),
            column("timmar", "Timmar", ColumnType::Hours),
        ],
    )
}

fn faults(number: u32, column: &str, code: &'static str, effect: Effect, rows: &[u32], text: &str) -> Faults {
    Faults {
        file: "data/x/kapacitet.csv".into(),
        sheet: "".into(),
        number,
        column: column.into(),
        code,
        rule: None,
        effect,
        rows: rows.to_vec(),
        texts: vec![text.to_owned()],
        count: rows.len() as u64,
    }
}

/// Makes a copy of a header and rows `a|b|c` on the rows from 2 on.
fn copy(faults: &[Faults], rows: &[&str], count: u64) -> Result<Vec<u8>, NoCopy> {
    let contract = contract();
    let help = Remark::new(&crate::dataset::codes::UNKNOWN_UNIT, "okänd enhet")
        .at(Place::cell("data/x/kapacitet.csv", 2, Cell { number: 1, ..Cell::default() }), "")
        .help("skriv enhetens id ur `organisation.yaml`, eller lägg till enheten där");
    let of = Delivered { file: "data/x/kapacitet.csv", contract: &contract, faults, remarks: &[help], rows: count };
    workbook(&of, &mut |give| {
        let mut row = |part, row, text: &str| {
            let cells: Vec<&str> = text.split('|').collect();
            give(RawRow { sheet: "", part, row, cells: &cells });
        };
        row(Part::Header, 1, "Enhet|Vecka|Timmar");
        for (at, text) in (2..).zip(rows) {
            row(Part::Row, at, text);
        }
    })
}

/// The cells of a sheet of the copy, each as `A1=text`, read by another library.
fn cells(bytes: Vec<u8>, sheet: &str) -> Vec<String> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect(sheet);
    let (top, left) = range.start().expect("cells");
    range
        .used_cells()
        .map(|(row, column, value)| {
            let cell = Cell { number: left + column as u32 + 1, ..Cell::default() };
            format!("{}{}={value}", cell.letters(), top + row as u32 + 1)
        })
        .collect()
}

const ROWS: [&str; 3] = ["norr|2020-W07|37,5", "soder|2020-W54|007", "norr|2020-W08|x"];

#[test]
fn each_cell_stands_where_it_was_delivered_and_each_fault_is_listed() {
    let faults = [
        faults(1, "enhet", "G321", Effect::Quarantine, &[3], "`soder`, menades `norr`?"),
        faults(0, "", "G328", Effect::SetAside, &[4], "står redan på rad 2"),
    ];
    let bytes = copy(&faults, &ROWS, 3).expect("a copy");
    let expected = [
        "A1=Enhet",
        "B1=Vecka",
        "C1=Timmar",
        "A2=norr",
        "B2=2020-W07",
        "C2=37.5",
        "A3=soder",
        "B3=2020-W54",
        "C3=007",
        "A4=norr",
        "B4=2020-W08",
        "C4=x",
    ];
    assert_eq!(cells(bytes.clone(), "Leverans"), expected);
    let list = cells(bytes.clone(), "Påpekanden").join("\n");
    for part in [
        "A1=Påpekanden om kapacitet.csv",
        "2 fel på 3 rader",
        "=soder",
        "=okänd enhet: soder, menades norr?",
        "=skriv enhetens id ur `organisation.yaml`, eller lägg till enheten där",
        "=hela raden",
        "=leveransen används inte",
    ] {
        assert!(list.contains(part), "{part} in {list}");
    }
    assert_eq!(bytes, copy(&faults, &ROWS, 3).expect("a copy"), "the same delivery gives the same bytes");
}

#[test]
fn of_a_large_delivery_only_faulty_rows_are_copied_with_their_numbers() {
    let faults = [faults(2, "vecka", "G323", Effect::Quarantine, &[3], "`2020-W54`")];
    let bytes = copy(&faults, &ROWS, 200_000).expect("a copy");
    let expected = ["A1=Rad i filen", "B1=Enhet", "C1=Vecka", "D1=Timmar", "A2=3", "B2=soder", "C2=2020-W54", "D2=007"];
    assert_eq!(cells(bytes, "Leverans"), expected);
}

#[test]
fn a_delivery_with_a_personal_number_gets_no_copy() {
    let found = [faults(1, "enhet", "G329", Effect::SetAside, &[3], "värdet visas inte")];
    assert!(matches!(copy(&found, &ROWS, 3), Err(NoCopy::PersonNumber)));
    assert!(matches!(copy(&[], &["811228-9874|a|b"], 1), Err(NoCopy::PersonNumber)), "nor one where nobody saw it");
}

#[test]
fn names_of_sheets_and_numbers_are_what_excel_takes() {
    assert_eq!(sheet_name("Kapacitet [v7]: a/b"), "Kapacitet v7 ab");
    assert_eq!((sheet_name("påpekanden"), sheet_name("")), ("Leverans".to_owned(), "Leverans".to_owned()));
    for (text, value) in
        [("37,5", Some(37.5)), ("-1", Some(-1.0)), ("007", None), ("1 273", None), ("1.5", None), ("", None)]
    {
        assert_eq!(number(text, DecimalMark::Comma), value, "{text}");
    }
}

#[test]
fn what_a_remark_does_not_show_is_not_copied() {
    let unit = faults(1, "enhet", "G321", Effect::Quarantine, &[2], "(visas inte)");
    let bytes =
        copy(&[unit], &["8112289874|2025-W01|1", "811228-9875|2025-W02|2"], 2).unwrap_or_else(|_| panic!("a copy"));
    let sheets = [cells(bytes.clone(), "Leverans"), cells(bytes, "Påpekanden")].concat();
    assert!(sheets.iter().any(|cell| cell.ends_with("=(visas inte)")), "{sheets:?}");
    assert!(sheets.iter().all(|cell| !cell.contains("987")), "{sheets:?}");
}

#[test]
fn of_very_many_faults_the_first_rows_are_marked_whole_and_the_rest_are_counted() {
    let rows: Vec<u32> = (2..70_002).collect();
    let faults = [
        faults(1, "enhet", "G321", Effect::Quarantine, &rows, "okänd"),
        faults(3, "timmar", "G324", Effect::Quarantine, &rows, "inget tal"),
    ];
    let contract = contract();
    let marks = Marks::new(&faults, &[], &contract);
    assert_eq!((marks.all.len(), marks.beyond), (100_000, 40_000));
    assert_eq!((marks.on(50_001).len(), marks.on(50_002).len()), (2, 0));
    let few = [Faults { count: 9, ..faults[0].clone() }];
    let few = [Faults { rows: vec![2, 3], ..few[0].clone() }];
    assert_eq!(Marks::new(&few, &[], &contract).beyond, 7);
}
