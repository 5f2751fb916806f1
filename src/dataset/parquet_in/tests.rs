//! Tests of the reader of Parquet: small files made here, each held against the same content as text.

use super::*;
use crate::dataset::builder::Builder;
use crate::field::contract::Column as Declared;
use crate::field::contract::DateForm;
use crate::field::contract::{ColumnType, Range, Writing};

fn contract() -> Dataset {
    let column = |name: &str, kind| Declared::plain(name, kind);
    let codes = ["nybesok", "operation"].map(str::to_owned).to_vec();
    Dataset {
        key: vec!["id".to_owned(), "dag".to_owned()],
        writing: Writing { dates: vec![DateForm::Iso, DateForm::Serial], ..Writing::default() },
        ..Dataset::plain(
            "vantande",
            vec![
                Declared { required: true, ..column("id", ColumnType::Text) },
                Declared { required: true, ..column("typ", ColumnType::OneOf(codes)) },
                column("dag", ColumnType::Date),
                column("start", ColumnType::Time),
                Declared {
                    range: Some(Range::Numbers { least: Some(1), most: Some(4) }),
                    ..column("prio", ColumnType::Integer)
                },
                column("timmar", ColumnType::Hours),
                Declared { suppressed: vec!["<5".to_owned()], ..column("fall", ColumnType::Integer) },
            ],
        )
    }
}

fn parquet(frame: &mut DataFrame) -> Vec<u8> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(1000)).finish(frame).expect("Parquet");
    bytes
}

/// A block as text: per row its number, whether it has a key, its values; then what is wrong.
fn told(blocks: &[Block]) -> (Vec<String>, Vec<u64>) {
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    for block in blocks {
        keys.extend(&block.keys);
        for (at, row) in block.rows.iter().enumerate() {
            let values: Vec<String> = block
                .cells
                .iter()
                .map(|c| match c.bad.iter().find(|b| b.at as usize == at) {
                    Some(bad) => format!("{:?} {}", bad.kind, bad.text),
                    None if c.suppressed.contains(&(at as u32)) => "dolt".to_owned(),
                    None => c.values.get(at).map_or_else(|_| "?".to_owned(), |v| v.to_string()),
                })
                .collect();
            lines.push(format!("{row}: {}", values.join("|")));
        }
    }
    (lines, keys)
}

struct Read {
    blocks: Vec<Block>,
    says: Option<String>,
    remarks: Vec<Remark>,
}

fn read(bytes: Vec<u8>) -> Read {
    let source = Source::in_memory("data/x/vantande.parquet", bytes);
    let (contract, names) = (contract(), Names::default());
    let mut found = Found::new(source.path());
    let mut blocks = Vec::new();
    let recognised =
        super::read(&source, &contract, &names, Want::Judged, &mut found, &mut |block, _| blocks.push(block));
    let says = recognised.map(|r| format!("{} rader: {}", r.rows, r.says));
    Read { blocks, says, remarks: found.remarks() }
}

/// The same rows as texts.
fn as_text(rows: &[[&str; 7]]) -> Vec<Block> {
    let (contract, names) = (contract(), Names::default());
    let header: Vec<String> = contract.columns.iter().map(|c| c.name.clone()).collect();
    let mut found = Found::new("a.csv");
    let plan = Plan::new(&header, 1, "", &contract, &names, Want::Judged, &mut found).expect("a plan");
    let mut builder = Builder::new(&plan);
    for (row, cells) in (2..).zip(rows) {
        builder.push_spoilt(row, cells, &[]);
    }
    vec![builder.finish()]
}

#[track_caller]
fn check_refused(bytes: Vec<u8>, expected: &str) {
    let read = read(bytes);
    let told: Vec<String> = read.remarks.iter().map(|r| format!("{} {}", r.code.id, r.message)).collect();
    assert_eq!(told.iter().filter(|t| !t.starts_with("G300")).collect::<Vec<_>>(), [expected]);
    assert_eq!((read.blocks.len(), read.says), (0, None));
}

const MINUTE: i64 = 60_000_000;

fn typed() -> DataFrame {
    let day = 18_321; // 2020-02-29
    let frame = df!(
        "Id" => [Some("VT-1"), Some(" VT-2 "), Some("VT-3"), None, Some("811228-9874"), Some("åäö"), Some("VT-7")],
        "typ" => [Some("nybesok"), Some("operation "), Some("nybesook"), Some("nybesok"), None, Some("nybesok"), Some("operation")],
        "dag" => [Some(day), Some(day + 1), None, Some(day), Some(9_999_999), Some(day), Some(-30_000)],
        "start" => [Some(i64::from(day) * 1440 * MINUTE + 465 * MINUTE), None, Some(1), Some(0), Some(0), None, None],
        "prio" => [Some(1_i64), Some(4), Some(5), Some(-1), None, Some(2), Some(198_112_289_874)],
        "timmar" => [Some(37.5), Some(0.33), None, Some(0.1), Some(-1.0), Some(8.0), Some(1e300)],
        "fall" => [Some("<5"), Some("12"), None, Some("x"), Some("0"), Some("1 273"), Some("1.273")],
    );
    let mut frame = frame.expect("a frame");
    let dag = frame.column("dag").expect("dag").cast(&DataType::Date).expect("days");
    frame.with_column(dag).expect("days");
    let start = frame.column("start").expect("start").cast(&DataType::Datetime(TimeUnit::Microseconds, None));
    frame.with_column(start.expect("times")).expect("times");
    frame
}

const TEXTS: [[&str; 7]; 7] = [
    ["VT-1", "nybesok", "2020-02-29", "2020-02-29 07:45", "1", "37,5", "<5"],
    ["VT-2", "operation", "2020-03-01", "", "4", "0,33", "12"],
    ["VT-3", "nybesook", "", "1970-01-01 00:00.1", "5", "", ""],
    ["", "nybesok", "2020-02-29", "1970-01-01 00:00", "-1", "0,1", "x"],
    ["811228-9874", "", "29349-01-26", "1970-01-01 00:00", "", "-1", "0"],
    ["åäö", "nybesok", "2020-02-29", "", "2", "8", "1 273"],
    ["VT-7", "operation", "1887-11-12", "", "198112289874", "1e300", "1.273"],
];

#[test]
fn typed_columns_are_judged_as_the_same_content_in_text() {
    let read = read(parquet(&mut typed()));
    let (lines, keys) = told(&read.blocks);
    let (expected, expected_keys) = told(&as_text(&TEXTS));
    for ((line, expected), row) in lines.iter().zip(&expected).zip(TEXTS) {
        // What is shown of a value that is none is not the same in both.
        let same = |line: &str| -> Vec<String> {
            line.split('|').map(|v| v.split('`').next().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(same(line), same(expected), "{row:?}\n{line}\n{expected}");
    }
    assert_eq!((lines.len(), keys), (expected.len(), expected_keys));
    assert_eq!(read.says.as_deref(), Some("7 rader: Parquet; kolumnen `Id` lästes som `id`"));
}

#[test]
fn all_rows_come_in_order_from_many_row_groups() {
    let rows = 200_000_i32;
    let ids: Vec<String> = (0..rows).map(|i| format!("VT-{i:07}")).collect();
    let days: Vec<i32> = (0..rows).map(|i| 18_000 + i % 365).collect();
    let mut frame = df!(
        "id" => &ids, "typ" => vec!["nybesok"; rows as usize], "dag" => &days, "start" => vec![None::<i64>; rows as usize],
        "prio" => vec![1_i32; rows as usize], "timmar" => vec![1.0; rows as usize], "fall" => vec!["1"; rows as usize],
    )
    .expect("a frame");
    let dag = frame.column("dag").expect("dag").cast(&DataType::Date).expect("days");
    frame.with_column(dag).expect("days");
    let read = read(parquet(&mut frame));
    let all: Vec<u32> = read.blocks.iter().flat_map(|b| b.rows.iter().copied()).collect();
    assert_eq!(all, (2..rows as u32 + 2).collect::<Vec<_>>());
    // Row groups of a thousand are put together; no block is larger than it may be.
    let heights: Vec<usize> = read.blocks.iter().map(|b| b.rows.len()).collect();
    assert!(heights.iter().all(|height| *height <= BLOCK) && heights.len() < 8, "{heights:?}");
    let first: Vec<String> = read
        .blocks
        .iter()
        .map(|b| b.cells[0].values.str().expect("texts").get(0).unwrap_or_default().to_owned())
        .collect();
    let expected: Vec<String> = read.blocks.iter().map(|b| format!("VT-{:07}", b.rows[0] - 2)).collect();
    assert_eq!(first, expected);
    assert!(read.blocks.iter().all(|b| b.cells.iter().all(|c| c.bad.is_empty())));
}

#[test]
fn what_holds_no_values_is_named() {
    let mut frame = typed();
    let list = Series::new("prio".into(), vec![Series::new("".into(), [1_i64]); 7]);
    frame.with_column(list.into_column()).expect("a list");
    check_refused(parquet(&mut frame), "G378 kolumnen `prio` håller listor, inte värden");
    let pair = DataType::Array(Box::new(DataType::Int64), 1);
    let pairs = frame.column("prio").expect("prio").cast(&pair).expect("of one length");
    frame.with_column(pairs).expect("an array");
    check_refused(parquet(&mut frame), "G378 kolumnen `prio` håller listor, inte värden");
}

#[test]
fn numbers_are_read_in_whatever_width_they_are_kept() {
    let expected = as_text(&[["VT-1", "nybesok", "", "", "4", "37,5", "1"]]);
    let kinds = [
        DataType::Int8,
        DataType::UInt8,
        DataType::UInt16,
        DataType::UInt64,
        DataType::Int128,
        DataType::Float16,
        DataType::Decimal(12, 4),
    ];
    for kind in kinds {
        let mut frame = df!(
            "id" => ["VT-1"], "typ" => ["nybesok"], "dag" => [None::<&str>], "start" => [None::<&str>],
            "prio" => [4_i64], "timmar" => [37.5], "fall" => ["1"],
        )
        .expect("a frame");
        let hours = if kind.is_integer() { DataType::Float64 } else { kind.clone() };
        for (name, kind) in [("prio", &kind), ("timmar", &hours)] {
            let column = frame.column(name).expect(name).cast(kind).expect("as narrow");
            frame.with_column(column).expect(name);
        }
        let read = read(parquet(&mut frame));
        assert_eq!(told(&read.blocks), told(&expected), "{kind:?}");
    }
}

#[test]
fn what_is_no_parquet_is_said() {
    let path = "data/x/vantande.parquet";
    check_refused(Vec::new(), &format!("G309 `{path}` är tom"));
    check_refused(b"enhet;dag\n".to_vec(), &format!("G371 `{path}` är inte en Parquet-fil"));
    let whole = parquet(&mut typed());
    check_refused(whole[..whole.len() / 2].to_vec(), &format!("G371 `{path}` är skadad och går inte att läsa"));
    check_refused(b"PAR1\0\0\0\0PAR1".to_vec(), &format!("G371 `{path}` är skadad och går inte att läsa"));
}

#[test]
fn two_columns_of_one_name_are_told() {
    // The writer refuses such a file: the second name is written over in a finished one, where it stands twice.
    let mut frame = df!("aaaaaaaa" => [1_i64], "bbbbbbbb" => [2_i64]).expect("a frame");
    let bytes: Vec<u8> = parquet(&mut frame).into_iter().map(|b| if b == b'b' { b'a' } else { b }).collect();
    let expected = "G311 `data/x/vantande.parquet` har flera kolumner med samma namn, och ingen av dem går att läsa";
    check_refused(bytes, expected);
}

#[test]
fn a_personal_number_is_seen_in_columns_that_nobody_asks_for() {
    let mut frame = typed();
    frame.with_column(Column::new("extra".into(), vec![198_112_289_874_i64; 7])).expect("a column");
    frame.with_column(Column::new("fritext".into(), vec!["ring 670919-9530"; 7])).expect("a column");
    let read = read(parquet(&mut frame));
    let told: Vec<String> = read.remarks.iter().filter(|r| r.code.id == "G329").map(|r| r.message.clone()).collect();
    assert!(told.iter().any(|t| t.contains("`extra`")) && told.iter().any(|t| t.contains("`fritext`")), "{told:?}");
}

#[test]
fn a_personal_number_is_seen_in_lists_structures_and_bytes() {
    let list = Series::new("lista".into(), vec![Series::new("".into(), ["a", "811228-9874"]); 7]);
    let bytes = Series::new("byte".into(), vec![&b"811228-9874"[..]; 7]);
    let field = Series::new("inre".into(), ["811228-9874"; 7]);
    let structure =
        StructChunked::from_series("struktur".into(), 7, [field].iter()).expect("a structure").into_series();
    for column in [list, bytes, structure] {
        let mut frame = typed();
        let name = column.name().to_string();
        frame.with_column(column.into_column()).expect("a column");
        let read = read(parquet(&mut frame));
        assert!(read.remarks.iter().any(|r| r.code.id == "G329" && format!("{r:?}").contains(&name)), "{name}");
        assert!(!format!("{:?}", read.remarks).contains("9874"), "{name}");
    }
}

#[test]
fn rows_are_given_again_as_texts() {
    let source = Source::in_memory("a.parquet", parquet(&mut typed()));
    let mut given = Vec::new();
    let read = rows(&source, &contract(), &mut |row| {
        given.push(format!("{} {:?} {}", row.row, row.part, row.cells.join("|")));
        if row.row == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(read, Some(()));
    assert_eq!(
        given,
        [
            "1 Header Id|typ|dag|start|prio|timmar|fall",
            "2 Row VT-1|nybesok|2020-02-29|2020-02-29 07:45|1|37,5|<5",
            "3 Row  VT-2 |operation |2020-03-01||4|0,33|12",
        ]
    );
}

#[test]
fn flipped_bytes_never_make_the_reader_panic() {
    let whole = parquet(&mut typed());
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for _ in 0..60 {
        let mut bytes = whole.clone();
        // The data pages and their headers; the directory at the end can make the library ask for more memory than there is.
        let at = random() % (bytes.len() / 3);
        bytes[at] ^= 1 << (random() % 8);
        read(bytes);
    }
}

#[test]
fn a_short_float_is_the_number_that_was_written() {
    let column = Column::new("x".into(), [0.0592_f32, 37.5]);
    let writing = Writing::default();
    let text = |at| texts::text(&column, at, None, &writing);
    assert_eq!((text(0), text(1)), ("0,0592".to_owned(), "37,5".to_owned()));
}
