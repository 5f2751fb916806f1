//! Tests of the room: a file as text, and the remarks it makes.

use super::*;
use crate::field::dataset::{Column, ColumnType, InferredDate};
use crate::field::id::{LevelId, UnitId};
use crate::field::org::{Level, Nature, OrgUnit};
use crate::field::quantity::Fraction;
use crate::field::text::Certainty;

fn tree() -> OrgTree {
    let unit = |id: &str, part_of: Option<&str>| OrgUnit {
        id: UnitId::new(id).expect(id),
        label: id.to_owned(),
        short: None,
        level: LevelId::new("niva").expect("an id"),
        part_of: part_of.map(|p| UnitId::new(p).expect(p)),
        valid_from: None,
        valid_to: None,
        successor: None,
        certainty: Certainty::Stated,
        note: None,
        source: None,
    };
    OrgTree {
        id: OrganisationId::new("norrbotten").expect("an id"),
        label: "Norrbotten".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![Level { id: LevelId::new("niva").expect("an id"), label: "Nivå".to_owned() }],
        units: std::iter::once(unit("norrbotten", None))
            .chain(
                ["lanssjukvard", "narsjukvard", "lungmottagningen", "ogonkliniken", "bild-och-funktionsmedicin"]
                    .map(|id| unit(id, Some("norrbotten"))),
            )
            .collect(),
    }
}

fn known() -> Known {
    let ids = [
        "produktionsbehov",
        "kapacitet-per-vecka",
        "kapacitet-per-yrkesgrupp",
        "schema-efter-behov",
        "planeringsverktyg",
        "stodresurser",
        "utfall-kommuniceras",
    ];
    Known { moments: ids.iter().map(|id| MomentId::new(id).expect(id)).collect() }
}

/// A contract written as `name:type!`, where `!` means that each row must have a value.
fn contract(id: &str, columns: &str) -> Dataset {
    let column = |text: &str| {
        let (name, kind) = text.split_once(':').expect("name:type");
        let kind_name = kind.trim_end_matches('!');
        let kind_of = match kind_name {
            "text" => ColumnType::Text,
            "unit" => ColumnType::Unit,
            "moment" => ColumnType::Moment,
            "period" => ColumnType::Period,
            "month" => ColumnType::Month,
            "date" => ColumnType::Date,
            "integer" => ColumnType::Integer,
            "percent" => ColumnType::Percent,
            codes => ColumnType::OneOf(codes.split('|').map(str::to_owned).collect()),
        };
        Column { name: name.to_owned(), label: name.to_owned(), kind: kind_of, required: kind.ends_with('!') }
    };
    Dataset {
        id: DatasetId::new(id).expect(id),
        label: id.to_owned(),
        grain: String::new(),
        file: format!("{id}.csv"),
        columns: columns.split(' ').map(column).collect(),
        place: Place::line("controls/datasets.yaml", 4),
    }
}

const MOMENT: &str =
    "enhet:unit! moment:moment! period:period! bedomning:text! kommentar:text besvarad_av:text datum:date kalla:text!";
const WAITING: &str = "enhet:unit! kontakttyp:nybesok|operation! manad:month! intervall:over-90|totalt! antal:integer! as_of:date slutlett:ar|manad_och_ar kalla:text!";
const QUOTED: &str = "enhet:unit! kontakttyp:nybesok|operation! manad:month! andel:percent! as_of:date slutlett:ar|manad_och_ar kalla:text!";
const TOOLS: &str = "enhet:unit! verktyg:text! anvands_till:text gemensamt:ja|nej kalla:text!";
const STEERING: &str =
    "id:text! titel:text! typ:text beslutad_av:text dnr:text beslutad:date giltig_till:date omfattar:text kalla:text!";

fn read_one(contract: Dataset, bytes: &[u8]) -> (Deliveries, Vec<Remark>) {
    let path = format!("data/norrbotten/{}", contract.file);
    let tree = tree();
    read(&tree.id, &tree, &[contract], &known(), &[File { path, bytes: bytes.to_vec() }])
}

/// Reads a small table `enhet;antal;not` and compares the remarks, each as `code line message`.
fn check(csv: impl AsRef<[u8]>, expected: &[&str]) -> Deliveries {
    let (deliveries, remarks) = read_one(contract("salar", "enhet:unit! antal:integer not:text"), csv.as_ref());
    let told: Vec<String> = remarks
        .iter()
        .map(|r| format!("{} {} {}", r.code.id, r.labels.first().map_or(0, |l| l.place.line), r.message))
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).filter(|t| !t.starts_with("G300")).collect();
    assert_eq!(told, expected, "{:?}", String::from_utf8_lossy(csv.as_ref()));
    let faulty = remarks.iter().any(|r| r.code == &codes::SET_ASIDE);
    assert_eq!(deliveries.tables.is_empty(), faulty, "a table is in use exactly when nothing is wrong with it");
    assert!(deliveries.files.iter().all(|f| f.set_aside == faulty));
    deliveries
}

fn cells(deliveries: &Deliveries, column: &str) -> Vec<(u32, String)> {
    let table = deliveries.tables.values().next().expect("a table in use");
    let cells = table.column(column).expect(column).iter().map(|c| c.unwrap_or("–").to_owned());
    table.lines().into_iter().zip(cells).collect()
}

#[test]
fn a_quoted_newline_moves_the_lines_after_it() {
    let read = check("\u{feff}enhet;antal;not\r\nriket;1 273;\"a\r\nb \"\"c\"\";\"\r\n\r\nnorrbotten;;\r\n", &[]);
    assert_eq!(cells(&read, "not"), [(2, "a\nb \"c\";".to_owned()), (5, "–".to_owned())]);
    assert_eq!(cells(&read, "antal"), [(2, "1 273".to_owned()), (5, "–".to_owned())]);
    assert_eq!((read.files[0].rows_read, read.files[0].sha256.len()), (2, 64));
}

#[test]
fn cells_are_trimmed_and_columns_may_stand_in_any_order() {
    let read = check("not; antal ;\"enhet\"\n  x\u{a0};  ; riket \n", &[]);
    assert_eq!(
        (cells(&read, "not"), cells(&read, "enhet")),
        (vec![(2, "x".to_owned())], vec![(2, "riket".to_owned())])
    );
    assert_eq!(cells(&read, "antal"), [(2, "–".to_owned())]);
}

#[test]
fn faults_of_form_are_told_with_line_and_column() {
    check("enhet;antal;not\nriket;1\nriket;1;a;b\n", &["G306 2 fel antal celler, 2 gånger"]);
    check(
        "enhet;antal;not\nriket;1;x\nriket;\"1;x\nriket;1;\n",
        &["G304 3 citattecken som aldrig stängs i kolumnen `antal`, rad 3"],
    );
    check("enhet;antal;not\nriket;1;ab\"c\n", &["G305 2 citattecken på fel plats i kolumnen `not`, rad 2"]);
    check("enhet;antal;not\nriket;1;\"a\"b\n", &["G305 2 citattecken på fel plats i kolumnen `not`, rad 2"]);
    check(b"enhet;antal;not\nriket;1;\"a\nb\xe5\"\n", &["G302 3 tecken som inte är UTF-8 i kolumnen `not`, rad 3"]);
    check(b"\xff\xfee\0n\0", &["G302 1 tecken som inte är UTF-8, rad 1"]);
    check("enhet;antal;not\nriket;1;a\0b\n", &["G303 2 nolltecken i kolumnen `not`, rad 2"]);
    check("enhet;antal;not\rriket;1;a\r", &["G308 1 radslut som inte känns igen, rad 1"]);
    check(
        format!("enhet;antal;not\nriket;1;{}\n", "x".repeat(1_000_001)),
        &["G307 2 orimligt lång cell i kolumnen `not`, rad 2"],
    );
}

#[test]
fn an_empty_file_is_a_fault_and_a_header_alone_is_not() {
    check("", &["G309 0 `data/norrbotten/salar.csv` är tom"]);
    check("\u{feff} \r\n\n", &["G309 0 `data/norrbotten/salar.csv` är tom"]);
    let read = check("enhet;antal;not\n", &["G330 0 `data/norrbotten/salar.csv` har rubriker men inga rader"]);
    assert_eq!(read.tables.values().map(Table::rows).sum::<usize>(), 0);
}

#[test]
fn rows_of_empty_cells_are_skipped_and_told() {
    let read =
        check("enhet;antal;not\n;;\nriket;1;\n ; ;\n", &["G331 2 rader med bara tomma celler hoppades över, antal: 2"]);
    assert_eq!(cells(&read, "enhet"), [(3, "riket".to_owned())]);
}

#[test]
fn names_in_the_header_are_held_against_the_contract() {
    check("enhet;antall;not\nriket;1;\n", &["G310 1 kolumnen `antal` saknas"]);
    check("enhet;antal;not;antal\nriket;1;;1\n", &["G311 1 `antal` står flera gånger i rubrikraden"]);
    let read = check(
        "enhet;antal;not;*\nriket;1;;x\n",
        &["G312 1 kolumnen `*` finns inte i kontraktet `salar` och används inte"],
    );
    assert_eq!(
        cells(&read, "enhet"),
        [(2, "riket".to_owned())],
        "a name that means `all columns` to polars is a name here"
    );
    check("riket;1;a\n", &["G310 1 första raden har ingen av kolumnerna i kontraktet `salar`"]);
    check("enhet,antal,not\nriket,1,\n", &["G313 1 cellerna skiljs inte med semikolon"]);
    check("sep=;\nenhet;antal;not\n", &["G313 1 första raden är en anvisning till Excel, inte kolumnernas namn"]);
}

#[test]
fn each_type_refuses_what_it_cannot_read() {
    let all = contract(
        "salar",
        "enhet:unit! moment:moment period:period manad:month datum:date antal:integer andel:percent typ:ja|nej",
    );
    let csv = "enhet;moment;period;manad;datum;antal;andel;typ\n\
               riket;stodresurser;2020T2;2020-02;2020-02-29;9\u{a0}879;62 %;ja\n\
               nrrbotten;stod;2020T4;2020;2021-02-29;-1;62;Ja\n\
               ;;;;;;;nej\n";
    let (_, remarks) = read_one(all, csv.as_bytes());
    let told: Vec<String> = remarks.iter().map(|r| format!("{} {}", r.code.id, r.message)).collect();
    assert_eq!(
        told,
        [
            "G300 `data/norrbotten/salar.csv` är lagd åt sidan: inga rader ur filen används",
            "G321 okänd enhet i kolumnen `enhet`, rad 3",
            "G322 okänt moment i kolumnen `moment`, rad 3",
            "G323 ingen giltig månad i kolumnen `manad`, rad 3",
            "G323 ingen giltig period i kolumnen `period`, rad 3",
            "G324 inget giltigt datum i kolumnen `datum`, rad 3",
            "G325 inget heltal i kolumnen `antal`, rad 3",
            "G326 ingen procentandel i kolumnen `andel`, rad 3",
            "G327 okänt värde i kolumnen `typ`, rad 3",
            "G320 obligatoriskt värde saknas i kolumnen `enhet`, rad 4",
        ]
    );
    assert_eq!(remarks[1].labels[0].text, "`nrrbotten`, menades `norrbotten`?");
    assert_eq!(remarks[8].help, ["skriv ett av `ja`, `nej`"]);
}

#[test]
fn many_faults_of_a_kind_are_one_remark_with_twenty_places() {
    let (_, remarks) = read_one(contract("salar", "enhet:unit!"), format!("enhet\n{}", "x\n".repeat(25)).as_bytes());
    assert_eq!(remarks[1].message, "okänd enhet i kolumnen `enhet`, 25 gånger; de första 20 visas");
    assert_eq!((remarks[1].labels.len(), remarks[1].labels[19].place.line), (20, 21));
}

#[test]
fn a_personal_identity_number_is_refused_and_never_repeated() {
    let csv = "enhet;antal;not\n811228-9874;1;ring 19811228 9874\nriket;198112289874;\n";
    let (deliveries, remarks) = read_one(contract("salar", "enhet:unit! antal:integer not:text"), csv.as_bytes());
    assert!(deliveries.tables.is_empty() && deliveries.files[0].set_aside);
    assert_eq!(remarks.iter().filter(|r| r.code == &codes::PERSON_NUMBER).count(), 3, "one for each column");
    assert!(!format!("{remarks:?}").contains("9874"));
}

#[test]
fn the_same_thing_may_be_said_once() {
    let row = "norrbotten;nybesok;2020-02;totalt;9879;;;2.3.1\n";
    let other = "norrbotten;nybesok;2020-02;totalt;9880;2020-03-01;ar;2.3.2\n";
    let csv = format!("enhet;kontakttyp;manad;intervall;antal;as_of;slutlett;kalla\n{row}{other}");
    let (deliveries, remarks) = read_one(contract("vantande", WAITING), csv.as_bytes());
    assert!(deliveries.tables.is_empty());
    assert_eq!(remarks[1].labels[0].text, "norrbotten · nybesok · 2020-02 · totalt står redan på rad 2");

    let moment = "riket;stodresurser;2020;Ja;;;;1\n";
    let csv = format!("enhet;moment;period;bedomning;kommentar;besvarad_av;datum;kalla\n{moment}{moment}");
    let (deliveries, remarks) = read_one(contract("moment", MOMENT), csv.as_bytes());
    assert!(deliveries.registers.moments.is_empty());
    assert_eq!(remarks[1].message, "samma uppgift två gånger, rad 3");
}

#[test]
fn a_file_that_no_contract_names_is_told_with_the_nearest_name() {
    let tree = tree();
    let file = |path: &str| File { path: path.to_owned(), bytes: Vec::new() };
    let files = ["data/norrbotten/Moment.csv", "data/norrbotten/organisation.yaml", "data/annan/x.csv"].map(file);
    let (deliveries, remarks) = read(&tree.id, &tree, &[contract("moment", MOMENT)], &known(), &files);
    assert!(deliveries.files.is_empty(), "a file that is not delivered is no delivery");
    let told: Vec<&str> = remarks.iter().map(|r| r.help[0].as_str()).collect();
    assert_eq!(told, ["menades `moment.csv`? byt i så fall namn på filen"]);
}

#[test]
fn a_register_whose_contract_lacks_what_granska_needs_is_told_and_not_read() {
    let lacking = contract("moment", "enhet:unit! moment:text! period:period bedomning:text!");
    let (deliveries, remarks) = read_one(lacking, "enhet;moment;period;bedomning\nriket;x;2020;Ja\n".as_bytes());
    assert!(deliveries.registers.moments.is_empty() && deliveries.files[0].set_aside);
    let told: Vec<&str> = remarks.iter().map(|r| r.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "kolumnen `moment` i kontraktet `moment` har fel typ",
            "kolumnen `period` i kontraktet `moment` får inte vara tom",
            "kontraktet `moment` saknar kolumnen `kalla`",
        ]
    );
}

#[test]
fn registers_become_typed_rows_with_their_lines() {
    let tree = tree();
    let file = |name: &str, text: &str| File { path: format!("data/norrbotten/{name}.csv"), bytes: text.into() };
    let all = [
        contract("moment", MOMENT),
        contract("vantande_aggregerat", WAITING),
        contract("publicerade_andelar", QUOTED),
        contract("verktyg", TOOLS),
        contract("styrdokument", STEERING),
    ];
    let files = [
        file(
            "moment",
            "enhet;moment;period;bedomning;kommentar;besvarad_av;datum;kalla\n\
             narsjukvard;planeringsverktyg;2020;Nej;\"Excel\";;;2.2.1\n\
             narsjukvard;stodresurser;2020;Nej;;enhetschef;2020-03-31;2.2.1\n",
        ),
        file(
            "vantande_aggregerat",
            "enhet;kontakttyp;manad;intervall;antal;as_of;slutlett;kalla\n\
             norrbotten;nybesok;2020-02;over-90;3797;;manad_och_ar;2.3.1\n\
             norrbotten;nybesok;2020-02;totalt;9879;;manad_och_ar;2.3.1\n",
        ),
        file(
            "publicerade_andelar",
            "enhet;kontakttyp;manad;andel;as_of;slutlett;kalla\n\
             lungmottagningen;nybesok;2020-02;26 %;;manad_och_ar;2.3.1\n\
             riket;nybesok;2020-02;81 %;;ar;2.3.1\n",
        ),
        file("verktyg", "enhet;verktyg;anvands_till;gemensamt;kalla\nnorrbotten;RIS & PACS;röntgen;;2.2.1\n"),
        file(
            "styrdokument",
            "id;titel;typ;beslutad_av;dnr;beslutad;giltig_till;omfattar;kalla\n\
             strategiska-planen;\"Strategiska planen\";plan;regionfullmäktige;;;;;2.1\n",
        ),
    ];
    let (deliveries, remarks) = read(&tree.id, &tree, &all, &known(), &files);
    assert_eq!(remarks, []);
    assert_eq!(deliveries.files.iter().map(|f| f.rows_read).collect::<Vec<_>>(), [2, 2, 2, 1, 1]);
    assert_eq!(deliveries.tables.len(), 5);

    let Registers { moments, quoted, tools, steering } = &deliveries.registers;
    let asked: Vec<_> = moments
        .iter()
        .map(|m| (m.moment.as_str(), m.comment.as_deref(), m.answered_by.as_deref(), m.date.is_some()))
        .collect();
    assert_eq!(
        asked,
        [("planeringsverktyg", Some("Excel"), None, false), ("stodresurser", None, Some("enhetschef"), true)]
    );
    assert_eq!(moments[1].place.to_string(), "data/norrbotten/moment.csv:3");
    let shares: Vec<_> = quoted.iter().map(|q| (q.unit.as_str(), Some(q.share), q.inferred)).collect();
    assert_eq!(
        shares,
        [
            ("lungmottagningen", Fraction::of(26, 100), InferredDate::MonthAndYear),
            ("riket", Fraction::of(81, 100), InferredDate::Year),
        ]
    );
    assert_eq!(
        (tools[0].tool.as_str(), tools[0].purpose.as_str(), tools[0].shared.as_deref()),
        ("RIS & PACS", "röntgen", None)
    );
    assert_eq!(steering[0].decided_by.as_deref(), Some("regionfullmäktige"));
}

#[test]
fn every_code_is_explained_and_stands_once() {
    let ids: BTreeSet<&str> = codes::CODES.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), codes::CODES.len());
    assert!(codes::CODES.iter().all(|c| ("G300".."G390").contains(&c.id) && c.explanation.ends_with('.')));
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_remarks_and_never_a_panic(tail in proptest::collection::vec(proptest::sample::select(b"a1;\"\n\r \0\xe5".to_vec()), 0..60)) {
        let mut bytes = b"enhet;antal;not\n".to_vec();
        bytes.extend(tail);
        let (deliveries, remarks) = read_one(contract("salar", "enhet:text antal:text not:text"), &bytes);
        proptest::prop_assert!(!remarks.iter().any(|r| r.code == &codes::UNREADABLE), "polars reads what our own reading lets through");
        let faulty = remarks.iter().any(|r| r.code == &codes::SET_ASIDE);
        proptest::prop_assert_eq!(deliveries.tables.is_empty(), faulty);
    }

    #[test]
    fn what_is_written_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zåäö0-9 ;\"\n]{0,6}", 3), 1..20)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> = rows.iter().map(|r| r.iter().map(quoted).collect::<Vec<_>>().join(";")).collect();
        let (deliveries, _) = read_one(contract("salar", "enhet:text antal:text not:text"), format!("enhet;antal;not\n{}", lines.join("\n")).as_bytes());
        for (at, name) in ["enhet", "antal", "not"].iter().enumerate() {
            let expected: Vec<String> = rows.iter().map(|r| r[at].trim()).map(|c| if c.is_empty() { "–" } else { c }.to_owned()).collect();
            let read: Vec<String> = cells(&deliveries, name).into_iter().map(|(_, c)| c).collect();
            proptest::prop_assert_eq!(read, expected);
        }
    }
}
