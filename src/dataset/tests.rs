//! Tests of the room: a file as text, and the remarks it makes.

use super::*;
use crate::diag::{Place, Remark, Severity};
use crate::field::contract::{Column, ColumnType};
use crate::field::contract::{Demand, Rule};
use crate::field::dataset::InferredDate;
use crate::field::id::ItemId;
use crate::field::id::{LevelId, UnitId};
use crate::field::org::{Level, Nature, OrgUnit};
use crate::field::quantity::Fraction;
use crate::field::text::Certainty;
use crate::store::Source;

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
        delivers: Vec::new(),
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
        held_against: Vec::new(),
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
        Column { required: kind.ends_with('!'), ..Column::plain(name, kind_of) }
    };
    Dataset {
        place: Place::line("controls/datasets.yaml", 4),
        ..Dataset::plain(id, columns.split(' ').map(column).collect())
    }
}

const MOMENT: &str =
    "enhet:unit! moment:moment! period:period! bedomning:text! kommentar:text besvarad_av:text datum:date kalla:text!";
const WAITING: &str = "enhet:unit! kontakttyp:nybesok|operation! manad:month! intervall:over-90|totalt! antal:integer! as_of:date slutlett:ar|manad_och_ar kalla:text!";
const QUOTED: &str = "enhet:unit! kontakttyp:nybesok|operation! manad:month! andel:percent! as_of:date slutlett:ar|manad_och_ar kalla:text!";
const TOOLS: &str = "enhet:unit! verktyg:text! anvands_till:text gemensamt:ja|nej kalla:text!";
const STEERING: &str =
    "id:text! titel:text! typ:text beslutad_av:text dnr:text beslutad:date giltig_till:date omfattar:text kalla:text!";

fn read_all(contracts: &[Dataset], files: &[(&str, &str)]) -> (Deliveries, Vec<Remark>) {
    let tree = tree();
    let keep = Keep {
        tables: contracts.iter().map(|c| c.id.clone()).collect(),
        fingerprints: Fingerprints::Taken,
        ..Keep::default()
    };
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source::in_memory(format!("data/norrbotten/{path}"), text.as_bytes()))
        .collect();
    let asked = Asked { organisation: &tree.id, tree: &tree, contracts, known: &known(), keep: &keep };
    read(&asked, &sources)
}

/// Reads files under contracts and compares the remarks, each as `code row severity: message`.
fn check(contracts: &[Dataset], files: &[(&str, &str)], expected: &[&str]) -> Deliveries {
    let (deliveries, remarks) = read_all(contracts, files);
    let told: Vec<String> = remarks
        .iter()
        .map(|r| {
            let row = r.labels.first().map_or(0, |l| l.place.line);
            let grave = if r.severity() == Severity::Error { "!" } else { "" };
            format!("{} {row}{grave} {}", r.code.id, r.message)
        })
        .collect();
    assert_eq!(told, expected);
    assert!(!crate::diag::has_errors(&remarks), "an error in a delivery stops nothing");
    deliveries
}

fn rooms() -> Dataset {
    Dataset {
        key: vec!["enhet".to_owned()],
        quarantine_limit: Fraction::of(1, 2).expect("a fraction"),
        files: vec!["salar".to_owned(), "salar-*".to_owned()],
        ..contract("salar", "enhet:unit! antal:integer not:text")
    }
}

#[test]
fn a_faulty_row_is_in_quarantine_and_the_others_are_in_use() {
    let csv = "enhet;antal;not\nriket;1;\nnorrbotten;x;\nlanssjukvard;3;\n";
    let read = check(&[rooms()], &[("salar.csv", csv)], &["G325 3! inget heltal i kolumnen `antal`, rad 3 i karantän"]);
    let file = &read.files[0];
    assert_eq!((file.rows_read, file.rows_quarantined, file.set_aside, file.sha256.len()), (3, 1, false, 64));
    assert_eq!(read.tables[&rooms().id][0].texts().iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(read.quarantined[0].reason, "inget heltal i kolumnen `antal`");
    let fault = read.faults[0].iter().next().expect("a fault");
    assert_eq!((fault.row, fault.column, fault.number), (3, "antal", 2));
}

#[test]
fn too_many_faulty_rows_set_the_delivery_aside() {
    let csv = "enhet;antal;not\nriket;x;\nnorrbotten;x;\nlanssjukvard;3;\n";
    let read = check(
        &[rooms()],
        &[("salar.csv", csv)],
        &[
            "G300 0! `data/norrbotten/salar.csv` är lagd åt sidan: inga rader ur filen används",
            "G343 0! 2 av 3 rader är i karantän, mer än 50\u{a0}% som datamängden tillåter",
            "G325 2! inget heltal i kolumnen `antal`, 2 rader i karantän",
        ],
    );
    assert!(read.files[0].set_aside && read.tables.is_empty());
}

#[test]
fn a_key_that_stands_in_an_earlier_file_sets_the_later_aside() {
    let first = "enhet;antal;not\nriket;1;\n";
    let read = check(
        &[rooms()],
        &[("salar-1.csv", first), ("salar-2.csv", "enhet;antal;not\nnorrbotten;1;\nriket;1;\n")],
        &[
            "G300 0! `data/norrbotten/salar-2.csv` är lagd åt sidan: inga rader ur filen används",
            "G328 3! samma uppgift två gånger, rad 3: leveransen är lagd åt sidan",
        ],
    );
    assert_eq!(read.files.iter().map(|f| f.set_aside).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_reference_is_judged_only_against_a_dataset_that_is_in_use() {
    let mut referring = contract("operationer", "sal:text!");
    let dataset = rooms().id;
    referring.rules.push(Rule {
        id: ItemId::new("sal-finns").expect("an id"),
        label: "salen finns inte".to_owned(),
        help: "lägg till den".to_owned(),
        severity: Severity::Warning,
        demand: Demand::ExistsIn { columns: vec![("sal".to_owned(), "not".to_owned())], dataset },
        place: Place::line("controls/datasets.yaml", 9),
    });
    let both = [referring, rooms()];
    let operations = ("operationer.csv", "sal\nA\nB\n");
    check(&both, &[operations], &[]);
    let told = ["G348 3 salen finns inte, rad 3"];
    check(&both, &[operations, ("salar.csv", "enhet;antal;not\nriket;1;A\n")], &told);
}

#[test]
fn a_personal_identity_number_sets_the_delivery_aside_and_is_shown_nowhere() {
    let csv = "enhet;antal;not\nriket;x;ring 811228-9874\nnorrbotten;811228-9874;\n";
    let (read, remarks) = read_all(&[rooms()], &[("salar.csv", csv)]);
    assert!(read.files[0].set_aside && remarks.iter().any(|r| r.code.id == "G329"));
    assert!(!format!("{remarks:?}{:?}", read.faults).contains("9874"));
}

#[test]
fn workbooks_packed_text_and_parquet_are_read_like_text() {
    let table =
        parquet(&["enhet", "antal", "not"], &[vec!["riket".into(), "7".into(), String::new()]], &[]).expect("Parquet");
    let tree = tree();
    let keep = Keep { tables: [rooms().id].into(), fingerprints: Fingerprints::Left, ..Keep::default() };
    let contracts = [rooms()];
    let asked = Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known(), keep: &keep };
    let (read, remarks) = read(&asked, &[Source::in_memory("data/norrbotten/salar.parquet", table)]);
    assert_eq!(remarks, []);
    let texts = read.tables[&rooms().id][0].texts();
    assert_eq!(texts, [(2, vec!["riket".to_owned(), "7".to_owned(), String::new()])]);
    assert_eq!(read.files[0].recognised, "Parquet");
}

#[test]
fn zero_empty_and_hidden_are_three_things_in_a_table() {
    let mut hidden = rooms();
    hidden.columns[1].suppressed = vec!["<5".to_owned()];
    let csv = "enhet;antal;not\nriket;0;\nnorrbotten;;\nlanssjukvard;<5;\n";
    let read = check(&[hidden], &[("salar.csv", csv)], &[]);
    let told: Vec<String> =
        read.tables[&rooms().id][0].texts().into_iter().map(|(_, cells)| cells[1].clone()).collect();
    assert_eq!(told, ["0", "", SUPPRESSED]);
}

#[test]
fn a_file_that_no_contract_names_is_told_with_the_nearest_name() {
    let (deliveries, remarks) =
        read_all(&[contract("moment", MOMENT)], &[("momment.csv", ""), ("organisation.yaml", "")]);
    assert!(deliveries.files.is_empty(), "a file that is not delivered is no delivery");
    let told: Vec<&str> = remarks.iter().map(|r| r.help[0].as_str()).collect();
    assert_eq!(told[0], "menades `moment.csv`? byt i så fall namn på filen");
}

#[test]
fn a_register_whose_contract_lacks_what_granska_needs_is_told_and_not_read() {
    let lacking = contract("moment", "enhet:unit! moment:text! period:period bedomning:text!");
    let (deliveries, remarks) =
        read_all(&[lacking], &[("moment.csv", "enhet;moment;period;bedomning\nriket;x;2020;Ja\n")]);
    assert!(deliveries.registers.moments.is_empty() && deliveries.files[0].set_aside);
    let told: Vec<&str> = remarks.iter().filter(|r| r.code.id == "G340").map(|r| r.message.as_str()).collect();
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
    let all = [
        contract("moment", MOMENT),
        contract("vantande_aggregerat", WAITING),
        contract("publicerade_andelar", QUOTED),
        contract("verktyg", TOOLS),
        contract("styrdokument", STEERING),
    ];
    let files = [
        (
            "moment.csv",
            "enhet;moment;period;bedomning;kommentar;besvarad_av;datum;kalla\n\
             narsjukvard;planeringsverktyg;2020;Nej;\"Excel\";;;2.2.1\n\
             narsjukvard;stodresurser;2020;Nej;;enhetschef;2020-03-31;2.2.1\n",
        ),
        (
            "vantande_aggregerat.csv",
            "enhet;kontakttyp;manad;intervall;antal;as_of;slutlett;kalla\n\
             norrbotten;nybesok;2020-02;over-90;3797;;manad_och_ar;2.3.1\n\
             norrbotten;nybesok;2020-02;totalt;9879;;manad_och_ar;2.3.1\n",
        ),
        (
            "publicerade_andelar.csv",
            "enhet;kontakttyp;manad;andel;as_of;slutlett;kalla\n\
             lungmottagningen;nybesok;2020-02;26 %;;manad_och_ar;2.3.1\n\
             riket;nybesok;2020-02;81 %;;ar;2.3.1\n",
        ),
        ("verktyg.csv", "enhet;verktyg;anvands_till;gemensamt;kalla\nnorrbotten;RIS & PACS;röntgen;;2.2.1\n"),
        (
            "styrdokument.csv",
            "id;titel;typ;beslutad_av;dnr;beslutad;giltig_till;omfattar;kalla\n\
             strategiska-planen;\"Strategiska planen\";plan;regionfullmäktige;;;;;2.1\n",
        ),
    ];
    let (deliveries, remarks) = read_all(&all, &files);
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
        let contracts = [contract("salar", "enhet:text antal:text not:text")];
        let (tree, keep) = (tree(), Keep { tables: [contracts[0].id.clone()].into(), fingerprints: Fingerprints::Left, ..Keep::default() });
        let asked = Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known(), keep: &keep };
        let (deliveries, remarks) = read(&asked, &[Source::in_memory("data/norrbotten/salar.csv", bytes)]);
        let faulty = remarks.iter().any(|r| r.code == &codes::SET_ASIDE);
        proptest::prop_assert_eq!(deliveries.tables.is_empty(), faulty);
    }
}

fn with(contract: Dataset, id: &str, demand: Demand) -> Dataset {
    let rule = Rule {
        id: ItemId::new(id).expect("an id"),
        label: "bruten".to_owned(),
        help: "rätta".to_owned(),
        severity: Severity::Error,
        demand,
        place: Place::line("controls/datasets.yaml", 9),
    };
    Dataset { rules: vec![rule], ..contract }
}

#[test]
fn a_rule_about_a_column_that_the_file_lacks_says_nothing() {
    let when = crate::field::contract::Condition::Filled("enhet".to_owned());
    let needs = with(rooms(), "kravs", Demand::Needs { when, column: "antal".to_owned() });
    check(
        std::slice::from_ref(&needs),
        &[("salar.csv", "enhet;antal;not\nriket;;\nnorrbotten;1;\n")],
        &["G345 2! bruten, rad 2 i karantän"],
    );
    check(
        &[needs],
        &[("salar.csv", "enhet;not\nriket;\n")],
        &[
            "G300 0! `data/norrbotten/salar.csv` är lagd åt sidan: inga rader ur filen används",
            "G310 1! kolumnen `antal` saknas",
        ],
    );
}

#[test]
fn a_rule_about_a_dataset_that_cannot_be_read_whole_is_not_judged_and_says_so() {
    let exists = Demand::ExistsIn {
        columns: vec![("enhet".to_owned(), "enhet".to_owned())],
        dataset: DatasetId::new("salar").expect("an id"),
    };
    let plans = with(
        Dataset {
            quarantine_limit: Fraction::of(1, 1).expect("a fraction"),
            ..contract("planer", "enhet:unit! antal:integer")
        },
        "finns",
        exists,
    );
    let there = "enhet;antal;not\nriket;1;\n";
    let plan = ("planer.csv", "enhet;antal\nnorrbotten;1\n");
    check(&[plans.clone(), rooms()], &[plan, ("salar.csv", there)], &["G348 2! bruten, rad 2 i karantän"]);
    check(
        &[plans, rooms()],
        &[plan, ("salar-1.csv", there), ("salar-2.csv", "enhet;antal;not\nlanssjukvard;1;\"a\n")],
        &[
            "G349 0 regeln `finns` prövas inte: någon leverans av `salar` går inte att läsa i sin helhet",
            "G300 0! `data/norrbotten/salar-2.csv` är lagd åt sidan: inga rader ur filen används",
            "G304 2! citattecken som aldrig stängs i kolumnen `not`, rad 2: leveransen är lagd åt sidan",
        ],
    );
}

#[test]
fn many_unknown_columns_are_told_one_by_one_up_to_twenty_and_then_counted() {
    let names: Vec<String> = (1..=30).map(|n| format!("kolumn{n}x")).collect();
    let (_, remarks) = read_all(&[rooms()], &[("salar.csv", &format!("enhet;antal;not;{}\n", names.join(";")))]);
    let told: Vec<&str> = remarks.iter().filter(|r| r.code.id == "G312").map(|r| r.message.as_str()).collect();
    assert_eq!(told.len(), 21);
    assert_eq!(told[20], "ytterligare 10 kolumner finns inte i kontraktet `salar` och används inte");
}

#[test]
fn the_mark_of_a_file_that_was_joined_to_another_is_no_part_of_a_key() {
    let joined = "enhet;antal;not\nriket;1;\n\u{feff}riket;2;\n";
    let (_, remarks) = read_all(&[rooms()], &[("salar.csv", joined)]);
    assert!(remarks.iter().any(|r| r.code.id == "G328"), "{remarks:?}");
}

/// Counts rows in use, and where the first of them stands.
#[derive(Clone, Debug, Default)]
struct Counting(u64, Option<u32>);

impl Watch for Counting {
    type Counted = Self;

    fn counted(self) -> Self {
        self
    }

    fn rows(&mut self, rows: &Rows<'_>) {
        self.0 += rows.in_use().iter().filter(|stays| *stays == Some(true)).count() as u64;
        self.1 = self.1.or(rows.lines().first().copied());
    }
}

#[test]
fn the_rows_of_a_large_file_are_shared_between_those_who_count() {
    let contracts = [contract("salar", "enhet:text antal:integer")];
    let (tree, keep) = (tree(), Keep::default());
    let asked = Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known(), keep: &keep };
    for rows in [100_u64, 400_000] {
        let mut text = "enhet;antal\n".to_owned();
        (0..rows).for_each(|n| text.push_str(&format!("riket riket;{}\n", n % 9)));
        text.push_str("riket;x\n");
        let sources = [Source::in_memory("data/norrbotten/salar.csv", text.into_bytes())];
        let (read, watched, _) = read_watched(&asked, &sources, &|_| Some(Counting::default()), None);
        assert_eq!(read.files[0].rows_quarantined, 1);
        assert_eq!(watched.iter().map(|w| w.counted.0).sum::<u64>(), rows);
        assert_eq!(watched.iter().filter_map(|w| w.counted.1).min(), Some(2));
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get).min(4);
        assert_eq!(watched.len(), if rows > 100 { threads } else { 1 });
    }
}
