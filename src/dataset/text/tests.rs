//! Tests of the text reader: bytes in, rows and remarks out.

use super::*;
use crate::dataset::found::Found;
use crate::field::contract::{Column, ColumnType, DateForm, Range, Thousands, Writing};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::io::Write as _;

const PATH: &str = "data/x/salar.csv";

/// A contract written as `name:type!`, where `!` means that each row must have a value.
fn contract(columns: &str) -> Dataset {
    let column = |text: &str| {
        let (name, kind) = text.split_once(':').expect("name:type");
        let kind_name = kind.trim_end_matches('!');
        let typed = match kind_name {
            "text" => ColumnType::Text,
            "unit" => ColumnType::Unit,
            "moment" => ColumnType::Moment,
            "period" => ColumnType::Period,
            "month" => ColumnType::Month,
            "week" => ColumnType::Week,
            "date" => ColumnType::Date,
            "time" => ColumnType::Time,
            "integer" => ColumnType::Integer,
            "decimal" => ColumnType::Decimal(2),
            "hours" => ColumnType::Hours,
            "percent" => ColumnType::Percent,
            codes => ColumnType::OneOf(codes.split('|').map(str::to_owned).collect()),
        };
        Column { required: kind.ends_with('!'), ..Column::plain(name, typed) }
    };
    Dataset::plain("salar", columns.split(' ').map(column).collect())
}

fn small() -> Dataset {
    contract("enhet:unit! antal:integer not:text")
}

/// What came of a file.
#[derive(Debug, PartialEq)]
struct Read {
    /// Row numbers and canonical cells, `–` where there is none.
    rows: Vec<(u32, Vec<String>)>,
    keys: Vec<u64>,
    /// `code row:column text` for each place in the file, faults of form and of cells alike.
    told: Vec<String>,
    /// Messages of remarks.
    messages: Vec<String>,
    recognised: Option<Recognised>,
}

impl Read {
    fn column(&self, number: usize) -> Vec<&str> {
        self.rows.iter().map(|(_, cells)| cells[number].as_str()).collect()
    }
}

fn read_in(path: &str, bytes: &[u8], contract: &Dataset, piece: usize) -> Read {
    let source = Source::in_memory(path, bytes);
    let names = Names::of(&["riket", "norrbotten", "narsjukvard"], &["stodresurser"]);
    let format = TextFormat::of(path).expect("a text format");
    let mut found = Found::new(path);
    let (mut rows, mut keys) = (Vec::new(), Vec::new());
    let mut each = |block: Block, found: &mut Found| {
        for (cells, column) in block.cells.iter().zip(&contract.columns) {
            assert_eq!((cells.values.len(), cells.values.name().as_str()), (block.rows.len(), column.name.as_str()));
            for bad in &cells.bad {
                found.add(bad.kind, Some(&column.name), block.rows[bad.at as usize], || bad.text.clone());
            }
        }
        let texts = block.texts.expect("a kept table");
        for (at, row) in block.rows.iter().enumerate() {
            let cell = |c: &polars::prelude::Column| c.str().expect("texts").get(at).unwrap_or("–").to_owned();
            rows.push((*row, texts.iter().map(cell).collect()));
        }
        keys.extend(block.keys);
    };
    let job = Job { source: &source, format, contract, names: &names, want: Want::Kept, piece };
    let recognised = job.read(&mut found, &mut each);
    let remarks = found.remarks();
    let told = remarks.iter().filter(|r| r.code.id != "G300").flat_map(|r| {
        r.labels.iter().filter(|l| l.place.file == path).map(|l| {
            let number = l.place.cell.as_ref().map_or(0, |c| c.number);
            format!("{} {}:{number} {}", r.code.id, l.place.line, l.text).trim_end().to_owned()
        })
    });
    Read { told: told.collect(), messages: remarks.iter().map(|r| r.message.clone()).collect(), rows, keys, recognised }
}

fn read(contract: &Dataset, bytes: impl AsRef<[u8]>) -> Read {
    read_in(PATH, bytes.as_ref(), contract, PIECE)
}

/// Reads a file under a contract and compares what is told, each as `code row:column text`.
fn check(contract: &Dataset, bytes: impl AsRef<[u8]>, told: &[&str]) -> Read {
    let read = read(contract, bytes);
    assert_eq!(read.told, told, "{:?}", read.messages);
    read
}

fn says(path: &str, bytes: &[u8]) -> String {
    let read = read_in(path, bytes, &small(), PIECE);
    assert_eq!(read.told, [] as [&str; 0], "{:?}", read.messages);
    assert_eq!(read.rows, [(2, vec!["riket".to_owned(), "1".to_owned(), "åäö – é".to_owned()])]);
    read.recognised.expect("recognised").says
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    to.write_all(bytes).expect("written");
    to.finish().expect("ended")
}

#[test]
fn a_table_is_the_same_in_every_encoding_and_the_encoding_is_said() {
    let text = "enhet;antal;not\r\nriket;1;åäö – é\r\n";
    let marked = format!("\u{feff}{text}");
    assert_eq!(says(PATH, text.as_bytes()), "CSV, UTF-8, semikolon");
    assert_eq!(says(PATH, marked.as_bytes()), "CSV, UTF-8 med BOM, semikolon");
    assert_eq!(says(PATH, &utf16(&marked, u16::to_le_bytes)), "CSV, UTF-16LE med BOM, semikolon");
    assert_eq!(says(PATH, &utf16(&marked, u16::to_be_bytes)), "CSV, UTF-16BE med BOM, semikolon");
    assert_eq!(says(PATH, &utf16(text, u16::to_le_bytes)), "CSV, UTF-16LE, semikolon");
    assert_eq!(says(PATH, &utf16(text, u16::to_be_bytes)), "CSV, UTF-16BE, semikolon");
    assert_eq!(says(PATH, b"enhet;antal;not\nriket;1;\xe5\xe4\xf6 \x96 \xe9\n"), "CSV, Windows-1252, semikolon");
}

#[test]
fn packed_files_are_read_and_damaged_ones_are_told() {
    let text = "enhet;antal;not\nriket;1;åäö – é\n".as_bytes();
    let packed = gzip(text);
    assert_eq!(says("a.csv.gz", &packed), "CSV packad med gzip, UTF-8, semikolon");
    assert_eq!(
        says("a.CSV.GZ", &[gzip(&text[..20]), gzip(&text[20..])].concat()),
        "CSV packad med gzip, UTF-8, semikolon"
    );
    let zstd = zstd::encode_all(text, 1).expect("packed");
    assert_eq!(says("a.csv.zst", &zstd), "CSV packad med zstd, UTF-8, semikolon");
    let told = |path: &str, bytes: &[u8]| read_in(path, bytes, &small(), PIECE).told;
    for end in [1, 5, 12, packed.len() - 1] {
        assert_eq!(told("a.csv.gz", &packed[..end]), ["G316 0:0"], "{end}");
    }
    assert_eq!(told("a.csv.gz", text), ["G316 0:0"]);
    let mut flipped = packed.clone();
    *flipped.iter_mut().rev().nth(5).expect("a byte of the checksum") ^= 1;
    assert_eq!(told("a.csv.gz", &flipped), ["G316 0:0"]);
    assert_eq!(told("a.csv.zst", &zstd[..zstd.len() - 3]), ["G316 0:0"]);
    assert_eq!(told("a.csv.zst", text), ["G316 0:0"]);
    // Cut after the names, and read in pieces as long as they are: that there are no rows is not said, since nobody knows.
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    packer.write_all(&text[..16]).and_then(|()| packer.flush()).expect("a block of its own");
    let names = packer.get_ref().len();
    assert_eq!(read_in("a.csv.gz", &packer.get_ref()[..names], &small(), 16).told, ["G316 0:0"]);
}

#[test]
fn a_character_that_cannot_be_read_is_told_in_its_row_and_column() {
    let fault = "här står ett tecken som inte går att läsa";
    let utf8 = b"enhet;antal;not\nriket;1;\xc3\xa5\nriket;1;\xe5\n";
    check(&small(), utf8, &[&format!("G302 3:3 {fault}")]);
    // A stray byte before the first character of UTF-8 is still stray.
    let early = b"enhet;antal;not\nriket;1;\xe5\nriket;1;\xc3\xa5\n";
    check(&small(), early, &[&format!("G302 2:3 {fault}")]);
    let windows = b"enhet;antal;not\nriket;1;\xe5\nriket;1;a\x81\n";
    let read = check(&small(), windows, &[&format!("G302 3:3 {fault}")]);
    assert_eq!(read.column(2), ["å", "–"]);
    check(&small(), "enhet;antal;not\nriket;1;a\u{85}b\n", &[&format!("G302 2:3 {fault}")]);
    let mut half = utf16("\u{feff}enhet;antal;not\nriket;1;", u16::to_le_bytes);
    half.extend([0x00, 0xd8, b'x', 0]);
    check(&small(), half, &[&format!("G302 2:3 {fault}")]);
    let quoted = b"enhet;antal;not\nriket;1;\"\xc3\xa5\n\xff\"\n";
    check(&small(), quoted, &[&format!("G302 2:3 {fault}")]);
    // In a column that the contract lacks, too.
    let other = b"enhet;antal;not;fri\nriket;1;\xc3\xa5;\xff\n";
    check(&small(), other, &["G312 1:4 rubrikraden", &format!("G302 2:4 {fault}")]);
}

#[test]
fn the_separator_is_known_by_the_names_it_makes() {
    for (path, text, separator) in [
        ("a.csv", "enhet;antal;not\nriket;1;x\n", "semikolon"),
        ("a.csv", "enhet,antal,not\nriket,1,x\n", "komma"),
        ("a.csv", "enhet\tantal\tnot\nriket\t1\tx\n", "tabb"),
        ("a.csv", "enhet|antal|not\nriket|1|x\n", "lodstreck"),
        ("a.tsv", "enhet\tantal\tnot\nriket\t1\tx\n", "tabb"),
        ("a.csv", "\"enhet\",\"antal\",\"not\"\n\"riket\",\"1\",\"x\"\n", "komma"),
        ("a.csv", "sep=;\r\nenhet;antal;not\r\nriket;1;x\r\n", "semikolon enligt raden `sep=`"),
        ("a.csv", "sep=:\nenhet:antal:not\nriket:1:x\n", "tecknet `:` enligt raden `sep=`"),
        ("a.csv", "\u{feff}sep=,\nenhet,antal,not\nriket,1,x\n", "komma enligt raden `sep=`"),
    ] {
        let read = read_in(path, text.as_bytes(), &small(), PIECE);
        assert_eq!((read.rows[0].0, read.column(2), read.told.len()), (2, vec!["x"], 0), "{text}");
        assert!(read.recognised.expect("recognised").says.ends_with(separator), "{text}");
    }
    check(&small(), "sep=x\nenhetxantalxnot\n", &["G313 1:0 filens första rad"]);
    check(&small(), "sep=\nenhet;antal;not\n", &["G313 1:0 filens första rad"]);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let read = check(
        &small(),
        "\n\r\nenhet;antal;not\r\nriket;1 273;\"a\r\nb \"\"c\"\";\"\r\n\r\nnorrbotten;;\r\n;;\nriket;;z",
        &["G331 7:0 den första av dem"],
    );
    assert_eq!(read.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [4, 6, 8]);
    assert_eq!(read.column(2), ["a\nb \"c\";", "–", "z"]);
    assert_eq!(read.column(1), ["1273", "–", "–"]);
    assert_eq!(read.recognised.expect("recognised").rows, 3);
}

#[test]
fn cells_are_trimmed_and_columns_may_stand_in_any_order() {
    let read = check(&small(), "not; antal ;\"enhet\"\n  x\u{a0};  ; riket \n", &[]);
    assert_eq!(read.rows, [(2, ["riket", "–", "x"].map(str::to_owned).to_vec())]);
    assert_eq!(
        read.recognised.expect("recognised").says,
        "CSV, UTF-8, semikolon",
        "names that differ in spaces are the same"
    );
}

#[test]
fn faults_of_form_are_told_with_row_and_column() {
    let count = |n| format!("celler på raden: {n}, i rubrikraden: 3");
    check(
        &small(),
        "enhet;antal;not\nriket;1\nriket;1;a;b\nriket;1;x\n;;;x\n",
        &[&format!("G306 2:0 {}", count(2)), &format!("G306 3:0 {}", count(4)), &format!("G306 5:0 {}", count(4))],
    );
    let open = "citattecknet som börjar här stängs aldrig";
    check(&small(), "enhet;antal;not\nriket;1;x\nriket;\"1;x\nriket;1;\n", &[&format!("G304 3:2 {open}")]);
    check(&small(), "enhet;antal;\"not\nriket;1;x\n", &[&format!("G304 1:0 {open}")]);
    let stray = "här står ett citattecken mitt i eller efter en cell";
    check(&small(), "enhet;antal;not\nriket;1;ab\"c\n", &[&format!("G305 2:3 {stray}")]);
    check(&small(), "enhet;antal;not\nriket;1;\"a\"b\n", &[&format!("G305 2:3 {stray}")]);
    let read = check(&small(), "enhet;antal;not\nriket; \"1\";\"x\ny\"\nriket;2;z\n", &[&format!("G305 2:2 {stray}")]);
    assert_eq!((read.column(1), read.column(2)), (vec!["–", "2"], vec!["x\ny", "z"]), "the rest of the row is read");
    check(&small(), "enhet;antal;not\nriket;1;a\0b\n", &["G303 2:3 här står ett nolltecken"]);
    let lone = "här står en vagnretur utan radmatning";
    check(&small(), "enhet;antal;not\rriket;1;a\r", &[&format!("G308 1:0 {lone}")]);
    check(&small(), "enhet;antal;not\nriket;1;a\rriket;1;b\nriket;1;c\n", &[&format!("G308 2:0 {lone}")]);
    let long = "x".repeat(1_000_001);
    let read = check(
        &small(),
        format!("enhet;antal;not\nriket;1;a\nriket;1;{long}\nriket;x;\n"),
        &["G307 3:3 cellen är över 1 MB"],
    );
    assert_eq!(read.rows.len(), 1, "nothing is read after it");
    check(&small(), format!("enhet;antal;not\nriket;1;\"{long}\n\"\n"), &["G307 2:3 cellen är över 1 MB"]);
}

#[test]
fn a_row_without_end_is_not_waited_for() {
    let long = "x".repeat(20_000_000);
    check(&small(), format!("enhet;antal;not\nriket;1;{long}"), &["G307 2:3 cellen är över 1 MB"]);
    check(
        &small(),
        format!("enhet;antal;not\nriket;\"1;\n{}", "riket;1;x\n".repeat(800_000)),
        &["G307 2:2 cellen är över 1 MB"],
    );
    check(&small(), long, &["G307 1:0 cellen är över 1 MB"]);
    check(&small(), ";".repeat(7_000_000), &["G309 0:0"]);
    let wide = format!("enhet{}\n", ";k".repeat(9_999));
    assert_eq!(check(&small(), wide, &["G314 1:0 rubrikraden"]).messages[1], "rubrikraden har 10\u{202f}000 kolumner");
}

#[test]
fn an_empty_file_is_a_fault_and_a_header_alone_is_not() {
    for empty in ["", "\u{feff} \r\n\n", ";;\n;;\n", " "] {
        check(&small(), empty, &["G309 0:0"]);
    }
    let read = check(&small(), "enhet;antal;not\n\n", &["G330 0:0"]);
    assert_eq!(read.recognised.map(|r| r.rows), Some(0));
    check(&small(), ";;\nenhet;antal;not\n;;\nriket;1;\n\"\"; ;\"\"\n", &["G331 1:0 den första av dem"]);
}

#[test]
fn names_are_matched_without_case_marks_and_accents() {
    let mut contract = contract("kontakt_id:text! matdatum:date antal:integer");
    contract.columns[0].aliases = vec!["arende_id".to_owned()];
    contract.columns[1].label = "Mätdatum".to_owned();
    let read = check(&contract, "Ärende-ID;MÄTDATUM;antal\na;2020-02-29;1\n", &[]);
    assert_eq!(
        read.recognised.expect("recognised").says,
        "CSV, UTF-8, semikolon; kolumnerna `Ärende-ID` lästes som `kontakt_id`, `MÄTDATUM` lästes som `matdatum`"
    );
    let both = check(&contract, "kontakt id;arende_id;matdatum;antal\na;b;;\n", &["G311 1:2 rubrikraden"]);
    assert_eq!(both.messages[1], "`kontakt id` och `arende_id` är samma kolumn i kontraktet, `kontakt_id`");
    assert!(both.rows.is_empty());
    let decomposed = check(&contract, "kontakt_id;Ma\u{308}tdatum;antal\na;;\n", &[]);
    assert_eq!(decomposed.rows.len(), 1);
}

#[test]
fn names_in_the_header_are_held_against_the_contract() {
    let first = |read: Read| read.messages.into_iter().find(|m| !m.contains("lagd åt sidan")).unwrap_or_default();
    let missing = check(&small(), "enhet;antall;not\nriket;1;\n", &["G310 1:0 rubrikraden"]);
    assert_eq!(missing.rows, [(2, ["riket", "–", "–"].map(str::to_owned).to_vec())], "what is there is still judged");
    assert_eq!(first(missing), "kolumnen `antal` saknas");
    let twice = check(&small(), "enhet;antal;not;antal\nriket;1;;1\n", &["G311 1:4 rubrikraden"]);
    assert_eq!(first(twice), "`antal` står flera gånger i rubrikraden");
    let unknown = check(&small(), "enhet;antal;not;*\nriket;1;;x\n", &["G312 1:4 rubrikraden"]);
    assert_eq!(first(unknown), "kolumnen `*` finns inte i kontraktet `salar` och används inte");
    let unnamed = check(&small(), "enhet;antal;not;;\nriket;1;;;\n", &["G312 1:4 rubrikraden"]);
    assert_eq!(first(unnamed), "en kolumn utan namn finns inte i kontraktet `salar` och används inte");
    let personal = check(&small(), "enhet;antal;not;811228-9874\nriket;1;;\n", &["G329 1:4 rubriken visas inte"]);
    assert!(personal.messages.iter().all(|m| !m.contains("9874")), "{:?}", personal.messages);
    let none = check(&small(), "riket;1;a\n", &["G310 1:0 här väntades kolumnernas namn"]);
    assert_eq!(first(none), "första raden har ingen av kolumnerna i kontraktet `salar`");
}

#[test]
fn each_type_tells_what_it_cannot_read() {
    let all = contract(
        "enhet:unit! moment:moment period:period manad:month vecka:week datum:date tid:time antal:integer tal:decimal timmar:hours andel:percent typ:ja|nej",
    );
    let header = "enhet;moment;period;manad;vecka;datum;tid;antal;tal;timmar;andel;typ";
    let right =
        "riket;stodresurser;2020T2;2020-02;2020-W07;2020-02-29;2020-02-29 07:45;9\u{a0}879;12,5;37:30;62,5 %;ja";
    let wrong = "nrrbotten;stod;2020T4;2020;2020-W54;2021-02-29;2020-02-29;-1;12.5;0,33;62;Ja";
    let read = check(
        &all,
        format!("{header}\n{right}\n{wrong}\n;;;;;;;;;;;nej\nriket;;;;;;;1.273;1,273;-1;101 %;\n"),
        &[
            "G320 4:1 cellen är tom",
            "G321 3:1 `nrrbotten`, menades `norrbotten`?",
            "G322 3:2 `stod`, menades `stodresurser`?",
            "G323 3:3 `2020T4`",
            "G323 3:4 `2020`",
            "G323 3:5 `2020-W54`",
            "G324 3:6 `2021-02-29`",
            "G334 3:7 `2020-02-29`",
            "G325 3:8 `-1`",
            "G335 3:9 `12.5`",
            "G335 5:9 `1,273`",
            "G336 3:10 `0,33`",
            "G336 5:10 `-1`",
            "G326 3:11 `62`",
            "G326 5:11 `101 %`",
            "G327 3:12 `Ja`, menades `ja`?",
            "G332 5:8 `1.273`",
        ],
    );
    let canonical = "riket stodresurser 2020T2 2020-02 2020-W07 2020-02-29 2020-02-29_07:45 9879 12.50 2250 62.5_% ja";
    assert_eq!(read.rows[0].1.iter().map(|c| c.replace(' ', "_")).collect::<Vec<_>>().join(" "), canonical);
}

#[test]
fn values_outside_their_bounds_are_told_and_the_bounds_are_said() {
    let day = |y| NaiveDate::from_ymd_opt(y, 1, 1);
    let mut contract = contract("datum:date tid:time antal:integer tal:decimal andel:percent");
    let ranges = [
        Range::Days { first: day(2000), last: None },
        Range::Days { first: day(2000), last: day(2020) },
        Range::Numbers { least: Some(-5), most: Some(4) },
        Range::Numbers { least: None, most: Some(1050) },
        Range::Numbers { least: None, most: Some(1500) },
    ];
    contract.columns.iter_mut().zip(ranges).for_each(|(c, range)| c.range = Some(range));
    check(
        &contract,
        "datum;tid;antal;tal;andel\n2000-01-01;2020-01-01 23:59;\u{2212}5;-10,5;150 %\n1999-12-31;2020-01-02 00:00;-6;10,51;150,1 %\n",
        &[
            "G333 3:5 `150,1 %`, kolumnen tar högst 150 %",
            "G333 3:3 `-6`, kolumnen tar -5 till 4",
            "G333 3:1 `1999-12-31`, kolumnen tar lägst 2000-01-01",
            "G333 3:4 `10,51`, kolumnen tar högst 10,50",
            "G333 3:2 `2020-01-02 00:00`, kolumnen tar 2000-01-01 00:00 till 2020-01-01 23:59",
        ],
    );
}

#[test]
fn a_hidden_number_is_neither_empty_nor_zero_nor_faulty() {
    let mut contract = contract("enhet:unit! antal:integer!");
    contract.columns[1].suppressed = vec!["<5".to_owned(), "..".to_owned()];
    let source = Source::in_memory(PATH, *b"enhet;antal\nriket;<5\nriket;0\nriket; .. \n");
    let names = Names::of(&["riket"], &[]);
    let format = TextFormat::of(PATH).expect("CSV");
    let mut found = Found::new(PATH);
    let mut seen = Vec::new();
    let mut each = |block: Block, _: &mut Found| {
        let antal = &block.cells[1];
        let values: Vec<Option<i64>> = antal.values.i64().expect("numbers").iter().collect();
        seen.push((values, antal.suppressed.clone(), antal.bad.len(), block.texts.is_none()));
    };
    super::read(&source, format, &contract, &names, Want::Judged, &mut found, &mut each);
    assert_eq!(seen, [(vec![None, Some(0), None], vec![0, 2], 0, true)]);
    assert!(!found.is_faulty());
}

#[test]
fn typed_columns_have_the_types_of_blocks_and_texts_that_nobody_asks_for_are_left_out() {
    let mut contract =
        contract("id:text! fri:text enhet:unit period:period manad:month vecka:week datum:date tid:time timmar:hours");
    contract.key = vec!["id".to_owned()];
    let text = "id;fri;enhet;period;manad;vecka;datum;tid;timmar\na;b;riket;2020T1;1970-02;1970-W02;1970-01-02;1970-01-02 00:01;1,5\n";
    let source = Source::in_memory(PATH, text.as_bytes());
    let names = Names::of(&["riket"], &[]);
    let mut each = |block: Block, _: &mut Found| {
        let value = |at: usize| format!("{:?}", block.cells[at].values.get(0).expect("a row"));
        let values: Vec<String> = (0..block.cells.len()).map(value).collect();
        assert_eq!(
            values,
            [
                "StringOwned(\"a\")",
                "Null",
                "StringOwned(\"riket\")",
                "StringOwned(\"2020T1\")",
                "Int32(31)",
                "Int32(4)",
                "Int32(1)",
                "Int64(1441)",
                "Int64(90)"
            ]
        );
    };
    let format = TextFormat::of(PATH).expect("CSV");
    let read = super::read(&source, format, &contract, &names, Want::Judged, &mut Found::new(PATH), &mut each);
    assert_eq!(read.map(|r| r.rows), Some(1));
}

#[test]
fn a_personal_identity_number_is_refused_and_never_repeated() {
    let csv = "enhet;antal;not;fri\n811228-9874;1;ring 19811228 9874;x\nriket;198112289874;;811228-9874\nriket;x8112289875;;8112289874\n";
    let read = read(&small(), csv);
    let places: Vec<&str> = read.told.iter().filter(|t| t.starts_with("G329")).map(String::as_str).collect();
    let hidden = ["2:1", "3:2", "2:3", "3:4"].map(|at| format!("G329 {at} värdet visas inte"));
    assert_eq!(BTreeSet::from_iter(places), hidden.iter().map(String::as_str).collect());
    assert!(!format!("{read:?}").contains("9874") && !format!("{:?}", read.told).contains("9875"), "{read:?}");
}

#[test]
fn a_column_of_ten_digits_that_pass_is_refused_whole() {
    // Numbers that the tax authority set aside for tests.
    let (a, b, c) = ("8112289874", "6709199530", "7010632391");
    let rows = |column: usize| {
        let cell = |value: &str| {
            ["riket", "1", "x", "y"]
                .iter()
                .enumerate()
                .map(|(i, d)| if i == column { value } else { d })
                .collect::<Vec<_>>()
                .join(";")
        };
        [a, b, c, "5560360793"].map(cell).join("\n")
    };
    for (column, number) in [(2, "G329 1:3"), (3, "G329 1:4"), (1, "G329 1:2"), (0, "G329 1:1")] {
        let read = read(&small(), format!("enhet;antal;not;fri\n{}\n", rows(column)));
        assert_eq!(
            read.told.iter().filter(|t| t.starts_with("G329")).collect::<Vec<_>>(),
            [&format!("{number} värdena visas inte")]
        );
        let shown = format!("{:?} {:?}", read.told, read.messages);
        assert!(![a, b, c].iter().any(|n| shown.contains(n)) && shown.contains("3 av 4 värden"), "{shown}");
    }
    let few = format!("enhet;antal;not\nriket;1;{a}\nriket;1;{b}\nriket;1;x\n");
    check(&small(), few, &[]);
    let named = read(&small(), "enhet;antal;not;Person-nr\nriket;1;;\nriket;1;;hemligt\n");
    assert!(named.told.contains(&"G329 1:4 värdena visas inte".to_owned()));
    check(&small(), "enhet;antal;not;PNR\nriket;1;; \n", &["G312 1:4 rubrikraden"]);
}

#[test]
fn a_key_is_the_same_however_its_values_are_written() {
    let mut contract = contract("id:text! datum:date grupp:text antal:integer");
    contract.key = ["id", "datum", "grupp"].map(str::to_owned).to_vec();
    contract.writing =
        Writing { dates: vec![DateForm::Iso, DateForm::Compact, DateForm::Serial], ..Writing::default() };
    let text = "id;datum;grupp;antal\na;2020-02-29;;1\n\"a\";20200229;;2\na;43890;;3\na;2020-02-29;x;1\nb;2020-02-29;;1\na;;;1\n;2020-02-29;;1\na;fel;;1\n";
    let keys = read(&contract, text).keys;
    assert_eq!(keys.len(), 8);
    assert!(keys[0] == keys[1] && keys[1] == keys[2]);
    assert_eq!(BTreeSet::from_iter(&keys).len(), 5, "three that differ, one with an empty cell, and 0");
    assert_eq!((keys[6], keys[7]), (0, 0), "a key with a missing or faulty cell is no key");
    let reordered = read(&contract, "antal;grupp;datum;id\n9;;2020-02-29;a\n").keys;
    assert_eq!(reordered, keys[..1].to_vec());
}

#[test]
fn thousands_and_decimals_are_read_as_declared() {
    let mut contract = contract("antal:integer tal:decimal");
    contract.writing = Writing { thousands: vec![Thousands::Point], ..Writing::default() };
    let read = check(&contract, "antal;tal\n1.273;1.273,5\n1 273;1\n", &["G325 3:1 `1 273`"]);
    assert_eq!((read.column(0), read.column(1)), (vec!["1273", "–"], vec!["1273.50", "1.00"]));
}

#[test]
fn a_large_file_comes_in_order_whatever_the_threads() {
    let mut contract = contract("id:text! datum:date not:text");
    contract.key = vec!["id".to_owned()];
    let mut text = "id;datum;not\n".to_owned();
    let row = |id: usize| match id % 1000 {
        7 => format!("VT-{id};fel;x\n"),
        8 => format!("VT-{id};2020-02-29;\"å {}\n;\"\"\n\"\n", "z".repeat(id % 300)),
        _ => format!(
            "VT-{id};2020-02-29;en ganska lång text som gör filen större än en enda bit {}\n",
            "y".repeat(id % 50)
        ),
    };
    (0..90_000).for_each(|id| text.push_str(&row(id)));
    assert!(text.len() > PIECE + 10_000);
    let read = read(&contract, &text);
    assert_eq!(read.rows.len(), 90_000);
    assert!(
        read.rows.iter().enumerate().all(|(at, (row, cells))| *row == at as u32 + 2 && cells[0] == format!("VT-{at}"))
    );
    assert_eq!(read.told.len(), 20, "the first of them");
    assert_eq!(read.told[0], "G324 9:2 `fel`");
    assert_eq!(read.told[19], "G324 19009:2 `fel`");
    let once: BTreeSet<u64> = read.keys.iter().copied().collect();
    assert_eq!(once.len(), 90_000);
}

#[test]
fn a_file_that_cannot_be_read_or_changes_is_told() {
    use std::fs;
    let dir = tempfile::tempdir().expect("a folder");
    for folder in ["controls", "data"] {
        fs::create_dir(dir.path().join(folder)).expect("a folder");
    }
    let at = dir.path().join("data/salar.csv");
    fs::write(&at, "enhet;antal;not\nriket;1;x\n").expect("written");
    let project = crate::store::Project::find(Some(dir.path()), dir.path()).expect("a project");
    let source = project.list("data", &[]).expect("listed").sources.remove(0);
    let (contract, names) = (small(), Names::of(&["riket"], &[]));
    let read = |act: &dyn Fn()| {
        let mut found = Found::new("data/salar.csv");
        let mut each = |_: Block, _: &mut Found| act();
        let format = TextFormat::of(source.path()).expect("CSV");
        super::read(&source, format, &contract, &names, Want::Judged, &mut found, &mut each);
        found.remarks().iter().map(|r| r.code.id).filter(|id| *id != "G300").collect::<Vec<_>>()
    };
    assert_eq!(read(&|| ()), [""; 0]);
    let grows = || fs::write(&at, "enhet;antal;not\nriket;1;x\nriket;2;x\n").expect("written");
    assert_eq!(read(&grows), ["G315"]);
    assert_eq!(read(&|| fs::remove_file(&at).expect("removed")), ["G315"]);
    assert_eq!(read(&|| ()), ["G318"], "it is gone");
    fs::create_dir(&at).expect("a folder");
    assert_eq!(read(&|| ()), ["G318"], "it is a folder");
}

fn table() -> impl proptest::strategy::Strategy<Value = Vec<Vec<String>>> {
    let cell = "[a-zåäö0-9 ;,\t|\"\n'.-]{0,8}";
    proptest::collection::vec(proptest::collection::vec(cell, 3), 1..20)
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in table(), separator in proptest::sample::select(b";\t,|".to_vec()), ends in proptest::bool::ANY, encoding in 0..4) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let (separator, end) = (char::from(separator).to_string(), if ends { "\r\n" } else { "\n" });
        let line = |cells: Vec<String>| cells.join(&separator) + end;
        let mut text = line(["ett", "två", "tre"].map(str::to_owned).to_vec());
        rows.iter().for_each(|r| text += &line(r.iter().map(quoted).collect()));
        let bytes = match encoding {
            0 => text.into_bytes(),
            1 => utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            2 => utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        let read = read(&contract("ett:text tva:text tre:text"), bytes);
        let texts = |r: &Vec<String>| r.iter().map(|c| c.trim()).map(|c| if c.is_empty() { "–" } else { c }.to_owned()).collect::<Vec<_>>();
        let expected: Vec<(u32, Vec<String>)> =
            (2..).zip(&rows).map(|(row, r)| (row, texts(r))).filter(|(_, r)| r.iter().any(|c| c != "–")).collect();
        proptest::prop_assert_eq!(&read.rows, &expected, "{:?}", read.told);
    }

    #[test]
    fn any_bytes_give_rows_or_remarks_and_the_same_however_they_are_cut(
        tail in proptest::collection::vec(proptest::sample::select(b"a1;;\"\"\n\n\r \0\xe5\xc3\xa5\x81".to_vec()), 0..120),
        piece in 16..64_usize,
    ) {
        let mut bytes = b"enhet;antal;x\n".to_vec();
        bytes.extend(tail);
        let contract = contract("enhet:text antal:text x:text");
        let whole = read_in(PATH, &bytes, &contract, PIECE);
        let cut = read_in(PATH, &bytes, &contract, piece);
        proptest::prop_assert_eq!(whole, cut);
    }

    #[test]
    fn any_beginning_is_met_without_a_panic(
        bytes in proptest::collection::vec(proptest::sample::select(b"enhet;sep=,\"\n\r \0\xff\xfe\xef\xbb\xbf\x1f\x8b".to_vec()), 0..60),
        packing in 0..3_usize,
    ) {
        let path = ["a.csv", "a.csv.gz", "a.tsv.zst"][packing];
        let read = read_in(path, &bytes, &small(), PIECE);
        proptest::prop_assert!(read.recognised.is_some() || !read.told.is_empty(), "nothing is left out in silence");
    }
}
