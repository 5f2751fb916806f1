//! Tests of the room: deliveries read as they are read in a run, and the answers beside a plain loop.

use super::*;
use crate::dataset::{Asked, Fingerprints, Keep, Known, Watched, read_watched};
use crate::field::atom::{Atom, AtomRow, AtomValue, Filter, Summed, Takes, Value, Valued};
use crate::field::contract::{Column, ColumnType, Dataset};
use crate::field::id::{DatasetId, LevelId, OrganisationId, UnitId};
use crate::field::org::{Level, Nature, OrgTree, OrgUnit};
use crate::field::text::Certainty;
use crate::store::Source;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn tree() -> OrgTree {
    let unit = |id: &str| OrgUnit {
        id: UnitId::new(id).expect(id),
        label: id.to_owned(),
        short: None,
        level: LevelId::new("niva").expect("an id"),
        part_of: None,
        valid_from: None,
        valid_to: None,
        successor: None,
        certainty: Certainty::Stated,
        note: None,
        source: None,
        delivers: Vec::new(),
    };
    OrgTree {
        id: OrganisationId::new("prov").expect("an id"),
        label: String::new(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![Level { id: LevelId::new("niva").expect("an id"), label: String::new() }],
        units: ["a", "b", "c"].map(unit).to_vec(),
        held_against: Vec::new(),
    }
}

fn contract() -> Dataset {
    let codes = |codes: &[&str]| ColumnType::OneOf(codes.iter().map(|c| (*c).to_owned()).collect());
    let required = |name: &str, kind| Column { required: true, ..Column::plain(name, kind) };
    let plain = Dataset::plain(
        "kontakter",
        vec![
            required("enhet", ColumnType::Unit),
            Column::plain("dag", ColumnType::Date),
            Column::plain("start", ColumnType::Time),
            Column::plain("typ", codes(&["besok", "operation"])),
            Column { suppressed: vec!["<5".to_owned()], ..Column::plain("antal", ColumnType::Integer) },
            Column::plain("not", ColumnType::Text),
        ],
    );
    Dataset { files: vec!["kontakter/*".to_owned()], ..plain }
}

const HEADER: &str = "enhet;dag;start;typ;antal;not\n";

fn query(atoms: &[(&str, Takes, Filter)]) -> AtomQuery {
    let atom = |(name, takes, when): &(&str, Takes, Filter)| Atom {
        name: (*name).to_owned(),
        takes: takes.clone(),
        when: when.clone(),
    };
    AtomQuery {
        dataset: DatasetId::new("kontakter").expect("an id"),
        unit: "enhet".to_owned(),
        at: "dag".to_owned(),
        rows: Filter::Any(atoms.iter().map(|(.., when)| when.clone()).collect()),
        atoms: atoms.iter().map(atom).collect(),
    }
}

/// The answers of each file, in order.
fn answered(queries: &[AtomQuery], files: &[&str]) -> Vec<Vec<AtomTable>> {
    let (tree, known, contracts) = (tree(), Known::default(), [contract()]);
    let columns = queries.iter().flat_map(AtomQuery::columns).map(str::to_owned).collect();
    let keep = Keep {
        columns: BTreeMap::from([(contracts[0].id.clone(), columns)]),
        fingerprints: Fingerprints::Left,
        ..Keep::default()
    };
    let asked = Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known, keep: &keep };
    let sources: Vec<Source> = (0..)
        .zip(files)
        .map(|(i, text)| Source::in_memory(format!("data/prov/kontakter/{i:03}.csv"), text.as_bytes()))
        .collect();
    let (_, watched, _) = read_watched(&asked, &sources, &|_| Some(Fold::new(queries)), None);
    watched.into_iter().map(|Watched { counted, .. }| counted).collect()
}

#[track_caller]
fn check(rows: &str, atoms: &[(&str, Takes, Filter)], expected: &[(&str, i32, &[AtomValue], &[u32])]) {
    let answered = answered(&[query(atoms)], &[&format!("{HEADER}{rows}")]);
    let [tables] = answered.as_slice() else { panic!("one file in use") };
    let told: Vec<AtomRow> = expected
        .iter()
        .map(|(unit, at, atoms, lines)| AtomRow {
            unit: (*unit).to_owned(),
            at: *at,
            atoms: atoms.to_vec(),
            used: lines.len() as u64,
            lines: lines.to_vec(),
        })
        .collect();
    assert_eq!(tables[0].rows, told);
}

/// 2020-02-29 as days since 1970.
const LEAP: i32 = 18_321;

#[test]
fn atoms_are_counted_per_unit_and_day() {
    let all = || Filter::All(Vec::new());
    let codes =
        |pairs: &[(&str, u64)]| AtomValue::Codes(pairs.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect());
    let sum = |sum, rows, hidden, empty| AtomValue::Sum(Summed { sum, rows, hidden, empty });
    check(
        "b;2020-02-29;;besok;1 273;x\na;2020-02-29;;operation;0;y\na;2020-02-29;;besok;<5;\na;2020-03-01;;;7;x\na;2020-02-29;;besok;;x\n",
        &[
            ("n", Takes::Rows, Filter::equals("typ", "besok")),
            ("sum", Takes::Sum("antal".to_owned()), all()),
            ("not", Takes::Codes("not".to_owned()), all()),
        ],
        &[
            ("a", LEAP, &[AtomValue::Rows(2), sum(0, 1, 1, 1), codes(&[("", 1), ("x", 1), ("y", 1)])], &[3, 4, 6]),
            ("a", LEAP + 1, &[AtomValue::Rows(0), sum(7, 1, 0, 0), codes(&[("x", 1)])], &[5]),
            ("b", LEAP, &[AtomValue::Rows(1), sum(1273, 1, 0, 0), codes(&[("x", 1)])], &[2]),
        ],
    );
}

#[test]
fn conditions_on_missing_values_do_not_hold_and_their_opposites_do() {
    let days = |least, most| Filter::DaysBetween { from: "dag".into(), to: "start".into(), least, most };
    let n = |name: &'static str, when| (name, Takes::Rows, when);
    check(
        "a;2020-02-29;2020-02-29 23:59;besok;4;\na;2020-02-29;2020-05-29 00:00;operation;5;\na;2020-02-29;;;<5;\na;2020-02-29;2020-05-30 00:00;besok;;\n",
        &[
            n("0", days(None, Some(0))),
            n("1–90", days(Some(1), Some(90))),
            n("not within 90", days(None, Some(90)).negated()),
            n("4 or 5", Filter::Within { column: "antal".into(), least: Some(4), most: Some(5) }),
            n("is 5", Filter::OneOf { column: "antal".into(), values: vec![Value::Number(5)] }),
            n("no number", Filter::Missing("antal".into())),
            n("no code", Filter::Missing("typ".into())),
            n("either", Filter::Any(vec![Filter::equals("typ", "operation"), Filter::Missing("typ".into())])),
            n("none", Filter::Any(Vec::new())),
        ],
        &[("a", LEAP, &[1, 1, 2, 2, 1, 1, 1, 2, 0].map(AtomValue::Rows), &[2, 3, 4, 5])],
    );
}

#[test]
fn rows_are_counted_per_value_whether_small_large_or_negative() {
    let days = Takes::Values(Valued::Days { from: "dag".into(), to: "start".into() });
    let values = |pairs: &[(i64, u64)]| AtomValue::Values(pairs.iter().copied().collect());
    check(
        "a;2020-02-29;2020-03-01 00:00;;4;\na;2020-02-29;2020-02-28 23:59;;9000;\na;2020-02-29;2030-02-28 00:00;;4;\na;2020-02-29;;;;\n",
        &[
            ("d", days, Filter::All(Vec::new())),
            ("n", Takes::Values(Valued::Column("antal".into())), Filter::All(Vec::new())),
        ],
        &[("a", LEAP, &[values(&[(-1, 1), (1, 1), (3_652, 1)]), values(&[(4, 2), (9_000, 1)])], &[2, 3, 4, 5])],
    );
}

#[test]
fn a_row_that_counts_but_has_no_day_is_told_and_counted_nowhere() {
    let asked = query(&[("n", Takes::Rows, Filter::equals("typ", "besok"))]);
    let answered = answered(&[asked], &[&format!("{HEADER}a;;;besok;1;\na;2020-02-29;;besok;1;\na;;;operation;1;\n")]);
    let table = &answered[0][0];
    assert_eq!((table.rows.len(), table.unplaced, table.unplaced_lines.as_slice()), (1, 1, &[2][..]));
}

#[test]
fn a_row_in_quarantine_and_a_file_set_aside_count_nowhere() {
    let asked = [query(&[("n", Takes::Rows, Filter::All(Vec::new()))])];
    let good = format!("{HEADER}{}", "a;2020-02-29;;besok;1;\n".repeat(99));
    let faulty = format!("{good}a;2020-02-30;;besok;1;\n");
    let aside = "enhet;dag\na;2020-02-29\n";
    let answered = answered(&asked, &[&faulty, aside]);
    assert_eq!(answered.len(), 1, "the second file lacks columns");
    assert_eq!(answered[0][0].rows[0].atoms, [AtomValue::Rows(99)]);
}

#[test]
fn rows_that_are_only_counted_as_left_out_are_not_what_a_value_is_made_of() {
    let mut asked = query(&[
        ("n", Takes::Rows, Filter::equals("typ", "besok")),
        ("without", Takes::Rows, Filter::equals("typ", "operation")),
    ]);
    asked.rows = Filter::equals("typ", "besok");
    let answered = answered(&[asked], &[&format!("{HEADER}a;2020-02-29;;besok;1;\na;2020-02-29;;operation;1;\n")]);
    let row = &answered[0][0].rows[0];
    assert_eq!((row.used, row.lines.as_slice()), (1, &[2][..]));
    assert_eq!(row.atoms, [AtomValue::Rows(1), AtomValue::Rows(1)]);
}

#[test]
fn only_the_first_rows_are_named_one_by_one() {
    let rows = "a;2020-02-29;;besok;1;\n".repeat(50);
    let asked = [query(&[("n", Takes::Rows, Filter::All(Vec::new()))])];
    let answered = answered(&asked, &[&format!("{HEADER}{rows}")]);
    let row = &answered[0][0].rows[0];
    assert_eq!((row.used, row.lines.clone()), (50, (2..22).collect::<Vec<u32>>()));
}

/// A row as its texts.
type Row = [String; 6];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let pick = |choices: &'static [&'static str]| prop::sample::select(choices).prop_map(str::to_owned);
    let row = (
        pick(&["a", "b", "c"]),
        pick(&["2020-02-28", "2020-02-29", "2021-01-01"]),
        pick(&["", "2020-02-29 07:45", "2020-03-10 00:00"]),
        pick(&["", "besok", "operation"]),
        pick(&["", "0", "3", "<5", "12"]),
        pick(&["", "x"]),
    );
    prop::collection::vec(row.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f]), 1..40)
}

/// The same question answered by a loop that anyone can read.
fn naive(rows: &[Row]) -> BTreeMap<(String, String), (u64, i128, u64)> {
    let mut cells = BTreeMap::new();
    for [unit, day, _, kind, number, _] in rows {
        let is_visit = kind == "besok";
        let cell: &mut (u64, i128, u64) = cells.entry((unit.clone(), day.clone())).or_default();
        cell.0 += u64::from(is_visit);
        match number.as_str() {
            "<5" => cell.2 += 1,
            "" => {}
            number => cell.1 += number.parse::<i128>().expect("a number"),
        }
    }
    cells
}

fn as_text(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    format!("{HEADER}{}\n", lines.join("\n"))
}

/// What several files came to together.
fn together(answered: &[Vec<AtomTable>]) -> BTreeMap<(String, i32), Vec<AtomValue>> {
    let mut cells: BTreeMap<(String, i32), Vec<AtomValue>> = BTreeMap::new();
    for row in answered.iter().flat_map(|a| &a[0].rows) {
        match cells.get_mut(&(row.unit.clone(), row.at)) {
            Some(sums) => sums.iter_mut().zip(&row.atoms).for_each(|(sum, more)| sum.add(more)),
            None => {
                cells.insert((row.unit.clone(), row.at), row.atoms.clone());
            }
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_answer_is_that_of_a_plain_loop_in_any_order_and_from_any_number_of_files(mut rows in rows(), pieces in 1_usize..5) {
        let asked = [query(&[
            ("n", Takes::Rows, Filter::equals("typ", "besok")),
            ("sum", Takes::Sum("antal".to_owned()), Filter::All(Vec::new())),
        ])];
        let whole = together(&answered(&asked, &[&as_text(&rows)]));
        let expected: Vec<(u64, i128, u64)> = naive(&rows).into_values().collect();
        let told: Vec<(u64, i128, u64)> = whole
            .values()
            .map(|atoms| match atoms.as_slice() {
                [AtomValue::Rows(n), AtomValue::Sum(sum)] => (*n, sum.sum, sum.hidden),
                other => panic!("{other:?}"),
            })
            .collect();
        prop_assert_eq!(told, expected);
        rows.reverse();
        let files: Vec<String> = rows.chunks(rows.len().div_ceil(pieces)).map(as_text).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        prop_assert_eq!(together(&answered(&asked, &files)), whole);
    }
}
