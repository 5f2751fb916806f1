//! Tests of the room: the engine's answer beside a plain loop.

use super::*;
use crate::field::id::DatasetId;
use crate::field::measure::Atom;
use proptest::prelude::*;

const NAMES: [&str; 4] = ["enhet", "manad", "intervall", "antal"];

fn equals(column: &str, value: &str) -> Filter {
    Filter::Equals { column: column.to_owned(), value: value.to_owned() }
}

fn query(keys: &[&str], atoms: &[(&str, Filter)]) -> AtomQuery {
    AtomQuery {
        dataset: DatasetId::new("vantande").expect("an id"),
        keys: keys.iter().map(|k| (*k).to_owned()).collect(),
        atoms: atoms
            .iter()
            .map(|(name, when)| Atom { name: (*name).to_owned(), sum: "antal".to_owned(), when: when.clone() })
            .collect(),
    }
}

fn check(rows: &[[&str; 4]], query: &AtomQuery) -> Result<AtomTable, SourceError> {
    answer(&Table::of("data/x/vantande.csv", &NAMES, &rows.iter().map(|r| r.to_vec()).collect::<Vec<_>>()), query)
}

fn row(keys: &[&str], atoms: &[(&str, Option<u64>)], lines: &[u32]) -> AtomRow {
    AtomRow {
        keys: keys.iter().map(|k| (*k).to_owned()).collect(),
        atoms: atoms.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
        suppressed: 0,
        lines: lines.to_vec(),
    }
}

#[test]
fn nothing_matched_is_missing_and_zero_is_zero() {
    let asked = query(
        &["enhet", "manad"],
        &[("whole", equals("intervall", "totalt")), ("complement", equals("intervall", "over-90"))],
    );
    let answered = check(
        &[
            ["b", "2020-02", "totalt", "1 273"],
            ["a", "2020-02", "totalt", "5"],
            ["a", "2020-02", "over-90", "0"],
            ["a", "2020-02", "totalt", "7"],
            ["c", "2020-02", "0-30", "9"],
        ],
        &asked,
    );
    let expected = vec![
        row(&["a", "2020-02"], &[("complement", Some(0)), ("whole", Some(12))], &[3, 4, 5]),
        row(&["b", "2020-02"], &[("complement", None), ("whole", Some(1273))], &[2]),
    ];
    assert_eq!(answered, Ok(AtomTable { rows: expected }));
}

#[test]
fn a_sum_with_a_hidden_number_is_hidden_and_the_others_are_not() {
    let asked = query(
        &["enhet"],
        &[
            ("whole", equals("intervall", "totalt")),
            ("known", equals("intervall", "over-90")),
            ("n", Filter::All(Vec::new())),
        ],
    );
    let rows = [
        ["a", "2020-02", "totalt", "9"],
        ["a", "2020-02", "over-90", SUPPRESSED],
        ["a", "2020-02", "over-90", "7"],
        ["b", "2020-02", "over-90", "7"],
    ];
    let expected = vec![
        AtomRow { suppressed: 1, ..row(&["a"], &[("whole", Some(9)), ("known", None), ("n", None)], &[2, 3, 4]) },
        row(&["b"], &[("whole", None), ("known", Some(7)), ("n", Some(7))], &[5]),
    ];
    assert_eq!(check(&rows, &asked), Ok(AtomTable { rows: expected }));
}

#[test]
fn a_later_key_that_the_table_lacks_is_empty_and_an_earlier_one_is_a_fault() {
    let all = Filter::All(Vec::new());
    let rows = [["a", "2020-02", "totalt", "1"]];
    let answered = check(&rows, &query(&["enhet", "manad", "kalla"], &[("n", all.clone())]));
    assert_eq!(answered.map(|t| t.rows), Ok(vec![row(&["a", "2020-02", ""], &[("n", Some(1))], &[2])]));
    for lacking in [query(&["enhet", "vecka"], &[("n", all)]), query(&["enhet"], &[("n", equals("vecka", "1"))])] {
        assert_eq!(check(&rows, &lacking), Err(SourceError::NoColumn { column: "vecka".to_owned() }));
    }
}

#[test]
fn a_sum_with_an_unknown_term_has_no_answer() {
    let asked = query(&["enhet"], &[("n", equals("intervall", "totalt"))]);
    for bad in ["", "-1", "1,5", "många"] {
        let rows = [["a", "2020-02", "over-90", bad], ["a", "2020-02", "totalt", bad]];
        assert_eq!(check(&rows, &asked), Err(SourceError::NoNumber { column: "antal".to_owned(), line: 3 }), "{bad}");
    }
}

#[test]
fn of_several_faults_the_one_on_the_least_line_is_told_every_time() {
    let units: Vec<String> = (0..40).map(|i| format!("u{i}")).collect();
    let rows: Vec<[&str; 4]> = units.iter().map(|u| [u.as_str(), "2020-02", "totalt", "x"]).collect();
    let asked = query(&["enhet"], &[("part", equals("enhet", "u9")), ("whole", equals("intervall", "totalt"))]);
    for _ in 0..10 {
        assert_eq!(check(&rows, &asked), Err(SourceError::NoNumber { line: 2, column: "antal".to_owned() }));
    }
}

#[test]
fn a_column_with_a_name_that_the_engine_reads_as_a_pattern_is_only_a_name() {
    let table = Table::of("x.csv", &["*", "^.*$"], &[vec!["a", "1"], vec!["b", "2"]]);
    let mut asked = query(&["*", "^.*$"], &[("n", equals("*", "b"))]);
    asked.atoms[0].sum = "^.*$".to_owned();
    assert_eq!(answer(&table, &asked).map(|t| t.rows), Ok(vec![row(&["b", "2"], &[("n", Some(2))], &[3])]));
}

#[test]
fn a_table_without_rows_has_an_empty_answer() {
    assert_eq!(check(&[], &query(&["enhet", "manad"], &[("n", Filter::All(Vec::new()))])), Ok(AtomTable::default()));
}

/// The same question answered by a loop that anyone can read.
fn naive(rows: &[[String; 4]], query: &AtomQuery) -> AtomTable {
    fn cell<'a>(row: &'a [String; 4], name: &str) -> &'a str {
        NAMES.iter().position(|n| *n == name).map_or("", |at| row[at].as_str())
    }
    fn holds(row: &[String; 4], filter: &Filter) -> bool {
        match filter {
            Filter::Equals { column, value } => cell(row, column) == value,
            Filter::All(filters) => filters.iter().all(|f| holds(row, f)),
        }
    }
    let mut groups: BTreeMap<Vec<String>, AtomRow> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if !query.atoms.iter().any(|a| holds(row, &a.when)) {
            continue;
        }
        let keys: Vec<String> = query.keys.iter().map(|k| cell(row, k).to_owned()).collect();
        let group = groups.entry(keys.clone()).or_insert_with(|| AtomRow {
            keys,
            atoms: query.atoms.iter().map(|a| (a.name.clone(), None)).collect(),
            suppressed: 0,
            lines: Vec::new(),
        });
        group.lines.push(at as u32 + 2);
        for atom in query.atoms.iter().filter(|a| holds(row, &a.when)) {
            let sum = group.atoms.entry(atom.name.clone()).or_default();
            *sum = Some(sum.unwrap_or(0) + cell(row, &atom.sum).parse::<u64>().expect("a number"));
        }
    }
    AtomTable { rows: groups.into_values().collect() }
}

fn table_row() -> impl Strategy<Value = [String; 4]> {
    let some_of = |values: &'static [&'static str]| prop::sample::select(values);
    (
        some_of(&["a", "b", "å", "riket"]),
        some_of(&["2020-01", "2020-02", ""]),
        some_of(&["over-90", "totalt", "0-30", ""]),
        0_u64..5000,
    )
        .prop_map(|(unit, month, bucket, n)| [unit.to_owned(), month.to_owned(), bucket.to_owned(), n.to_string()])
}

fn condition() -> impl Strategy<Value = Filter> {
    let one = prop_oneof![
        prop::sample::select(&["over-90", "totalt", "annat"][..]).prop_map(|v| equals("intervall", v)),
        prop::sample::select(&["a", "riket"][..]).prop_map(|v| equals("enhet", v)),
    ];
    prop_oneof![one.clone(), prop::collection::vec(one, 0..3).prop_map(Filter::All)]
}

proptest! {
    #[test]
    fn the_engine_and_a_plain_loop_agree(
        rows in prop::collection::vec(table_row(), 0..40),
        whole in condition(),
        part in condition(),
        keys in prop::sample::select(vec![vec!["enhet", "manad"], vec!["enhet", "manad", "slutlett"], vec!["manad", "enhet", "intervall"], vec!["enhet"]]),
    ) {
        let asked = query(&keys, &[("whole", whole), ("part", part)]);
        let cells: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
        let answered = answer(&Table::of("x.csv", &NAMES, &cells), &asked);
        prop_assert_eq!(answered, Ok(naive(&rows, &asked)));
    }
}
