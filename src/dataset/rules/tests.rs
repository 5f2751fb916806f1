//! Tests of the rules: rows as short texts, and the faults they make.

use super::sample::{block, contract, exists_in, names, one_of, order, rule, tree};
use super::*;
use crate::dataset::fault::Faults;
use crate::dataset::key_set::{self, KeySet};
use crate::diag::{Severity, render};
use crate::field::contract::{Column, Condition, Demand};
use crate::field::id::DatasetId;
use crate::field::quantity::Fraction;

const FILE: &str = "data/prov/x.csv";

fn told(faults: &[Faults]) -> Vec<String> {
    let mut told: Vec<String> = faults
        .iter()
        .flat_map(|f| f.iter())
        .map(|f| {
            let what = f.rule.map_or_else(|| f.code.to_owned(), str::to_owned);
            format!("{} {} {what}: {}", f.row, f.column, f.text)
        })
        .collect();
    told.sort_by_key(|t| t.split(' ').next().and_then(|n| n.parse::<u32>().ok()));
    told
}

fn judge(contract: &Dataset, units: &[&str], blocks: &[Block]) -> (Vec<bool>, Rows, Found) {
    let (tree, elsewhere) = (tree(units), Elsewhere::default());
    let mut found = Found::new(FILE);
    found.columns(contract.columns.iter().map(|c| c.name.as_str()).zip(1..));
    let mut checker = Checker::new(contract, &tree, &elsewhere);
    let mut groups = Groups::new(contract);
    let mut stay = Vec::new();
    for block in blocks {
        stay.extend(checker.block(block, &mut found).iter().map(|s| s == Some(true)));
        groups.block(block, &found);
    }
    let rows = checker.finish(&mut found);
    groups.finish(&mut [&mut found]);
    (stay, rows, found)
}

/// Judges rows from row 2 on and compares the faults, each as `row column rule: text`, and the rows that are left out.
fn check(contract: &Dataset, text: &str, expected: &[&str], left_out: &[u32]) {
    let (stay, rows, found) = judge(contract, &["prov"], &[block(contract, 2, text)]);
    assert_eq!(told(&found.into_faults()), expected, "{text}");
    let out: Vec<u32> = (2..).zip(&stay).filter(|(_, stays)| !**stays).map(|(row, _)| row).collect();
    assert_eq!((out.as_slice(), rows.quarantined), (left_out, left_out.len() as u64), "{text}");
    // Blocks end anywhere: the same rows in blocks of one give the same faults.
    let ones: Vec<Block> = (2..).zip(text.lines()).map(|(row, line)| block(contract, row, line)).collect();
    assert_eq!(told(&judge(contract, &["prov"], &ones).2.into_faults()), expected, "in blocks of one row: {text}");
}

fn with(contract: Dataset, demands: Vec<(&str, Demand)>) -> Dataset {
    Dataset { rules: demands.into_iter().map(|(id, demand)| rule(id, demand)).collect(), ..contract }
}

#[test]
fn a_date_after_the_other_is_in_order_and_the_same_date_too() {
    let contract = with(contract("x", "a:date b:date"), vec![("ordning", order("a", "b"))]);
    check(
        &contract,
        "2020-02-29;2020-02-29\n2020-03-01;2020-02-29\n2020-03-01;\n;2020-02-29\n!x;2020-02-29\n2020-02-28;2020-02-29",
        &["3 b ordning: `2020-02-29`; `a` är `2020-03-01`", "6 a G327: `x`"],
        &[3, 6],
    );
}

#[test]
fn a_day_is_the_start_of_itself_before_a_time_and_the_whole_of_itself_after() {
    let before = with(contract("x", "a:date b:time"), vec![("ordning", order("a", "b"))]);
    check(
        &before,
        "2020-02-29;2020-02-29 00:00\n2020-02-29;2020-02-28 23:59\n1969-12-31;1969-12-31 12:00\n1970-01-01;1969-12-31 23:59",
        &[
            "3 b ordning: `2020-02-28 23:59`; `a` är `2020-02-29`",
            "5 b ordning: `1969-12-31 23:59`; `a` är `1970-01-01`",
        ],
        &[3, 5],
    );
    let after = with(contract("x", "a:time b:date"), vec![("ordning", order("a", "b"))]);
    check(
        &after,
        "2020-02-29 23:59;2020-02-29\n2020-03-01 00:00;2020-02-29\n1969-12-31 23:59;1969-12-31",
        &["3 b ordning: `2020-02-29`; `a` är `2020-03-01 00:00`"],
        &[3],
    );
}

#[test]
fn numbers_are_in_order_and_a_hidden_number_is_left_alone() {
    let contract = with(contract("x", "a:integer? b:integer?"), vec![("ordning", order("a", "b"))]);
    check(&contract, "6;5\n5;5\n<5;0\n9;<5\n0;", &["2 b ordning: `5`; `a` är `6`"], &[2]);
}

#[test]
fn a_value_is_needed_where_the_condition_holds() {
    let needs = Demand::Needs { when: one_of("typ", &["ja", "kanske"]), column: "antal".to_owned() };
    let contract = with(contract("x", "typ:ja|nej|kanske antal:integer?"), vec![("kravs", needs)]);
    check(
        &contract,
        "ja;\nnej;\nkanske;\nja;0\nja;<5\nja;!x\n;\n!y;",
        &["2 antal kravs: cellen är tom", "4 antal kravs: cellen är tom", "7 antal G327: `x`", "9 typ G327: `y`"],
        &[2, 4, 7, 9],
    );
}

#[test]
fn a_value_is_forbidden_where_all_conditions_hold() {
    let all = Condition::All(vec![one_of("typ", &["ja"]), Condition::Empty("a".into()), Condition::Filled("b".into())]);
    let forbids = Demand::Forbids { when: all, column: "c".to_owned() };
    let contract = with(contract("x", "typ:ja|nej a:integer? b:integer? c:integer?"), vec![("utan", forbids)]);
    check(
        &contract,
        "ja;;1;1\nja;;<5;<5\nja;<5;1;1\nja;!x;1;1\nja;;!x;1\nja;;1;\nnej;;1;1\nja;;;1",
        &["2 c utan: `1`", "3 c utan: dolt tal", "5 a G327: `x`", "6 b G327: `x`"],
        &[2, 3, 5, 6],
    );
}

#[test]
fn a_week_lies_where_its_thursday_lies() {
    let within = |column: &str| Demand::Within { column: column.to_owned(), of: "period".to_owned() };
    let weeks = with(contract("x", "vecka:week period:period"), vec![("inom", within("vecka"))]);
    check(
        &weeks,
        "2020-W53;2020\n2020-W53;2021\n2020-W53;2020T3\n2020-W53;2020-W53\n2020-W52;2020-W53\n2020-W53;2020-12\n2020-W01;2015-2020\n2020-W01;",
        &["3 vecka inom: `2020-W53`; `period` är `2021`", "6 vecka inom: `2020-W52`; `period` är `2020-W53`"],
        &[3, 6],
    );
    let days = with(contract("x", "dag:date period:month"), vec![("inom", within("dag"))]);
    check(&days, "2020-02-29;2020-02\n2020-03-01;2020-02", &["3 dag inom: `2020-03-01`; `period` är `2020-02`"], &[3]);
    let months = with(contract("x", "manad:month period:period"), vec![("inom", within("manad"))]);
    check(&months, "2020-04;2020T1\n2020-05;2020T1", &["3 manad inom: `2020-05`; `period` är `2020T1`"], &[3]);
    let times = with(contract("x", "tid:time period:week"), vec![("inom", within("tid"))]);
    check(
        &times,
        "2020-01-05 23:59;2020-W01\n2020-01-06 00:00;2020-W01",
        &["3 tid inom: `2020-01-06 00:00`; `period` är `2020-W01`"],
        &[3],
    );
}

#[test]
fn a_balance_that_does_not_hold_costs_the_delivery_and_no_row() {
    let balance = Demand::Balance {
        start: "start".to_owned(),
        plus: names(&["in"]),
        minus: names(&["ut", "annat"]),
        end: "slut".to_owned(),
    };
    let contract =
        with(contract("x", "start:integer in:integer ut:integer annat:integer slut:integer?"), vec![("ko", balance)]);
    check(
        &contract,
        "10;5;3;1;11\n10;5;3;1;12\n10;5;3;;12\n10;5;3;1;<5",
        &["3 slut ko: `12`, men `10` + `5` − `3` − `1`"],
        &[],
    );
    let (_, _, found) = judge(&contract, &["prov"], &[block(&contract, 2, "10;5;3;1;12")]);
    assert!(found.is_faulty());
    let remarks = found.remarks();
    assert_eq!(remarks[0].code, &codes::SET_ASIDE);
    assert_eq!(remarks[1].message, "ko bryts, rad 2: leveransen är lagd åt sidan");
    assert!(remarks.iter().all(|r| r.severity() == Severity::Error && !r.stops()));
}

fn sums() -> Dataset {
    let adds_up = Demand::AddsUp {
        per: names(&["enhet", "manad"]),
        by: "del".to_owned(),
        parts: names(&["a", "b"]),
        total: "allt".to_owned(),
        value: "antal".to_owned(),
    };
    with(contract("x", "enhet:text! manad:month del:a|b|allt|annat antal:integer?"), vec![("summa", adds_up)])
}

#[test]
fn the_parts_of_a_group_add_up_to_its_total_in_any_order() {
    check(
        &sums(),
        "u;2020-01;allt;3\nu;2020-01;a;1\nv;2020-01;b;2\nu;2020-01;b;2\nv;2020-01;allt;4\nv;2020-01;a;1\nv;2020-01;annat;9",
        &["6 antal summa: `4`, men delarna är tillsammans `3`"],
        &[],
    );
}

#[test]
fn a_group_that_lacks_a_part_or_hides_one_is_left_alone() {
    for group in [
        "u;2020-01;allt;4\nu;2020-01;a;1",
        "u;2020-01;a;1\nu;2020-01;b;1",
        "u;2020-01;allt;9\nu;2020-01;a;<5\nu;2020-01;b;1",
        "u;2020-01;allt;<5\nu;2020-01;a;1\nu;2020-01;b;1",
        "u;2020-01;allt;9\nu;2020-01;a;\nu;2020-01;b;1",
        "u;2020-01;allt;9\nu;2020-01;a;1\nu;2020-02;b;1",
    ] {
        check(&sums(), group, &[], &[]);
    }
    check(&sums(), "u;2020-01;allt;9\nu;2020-01;a;!x\nu;2020-01;b;1", &["3 antal G327: `x`"], &[3]);
    check(&sums(), "u;2020-01;allt;9\nu;2020-01;!x;1\nu;2020-01;a;1\nu;2020-01;b;1", &["3 del G327: `x`"], &[3]);
    check(&sums(), "u;2020-01;allt;9\n;2020-01;a;1\nu;2020-01;b;1", &["3 enhet G320: cellen är tom"], &[3]);
    check(&sums(), "u;;allt;9\nu;;a;1\nu;;b;1", &["2 antal summa: `9`, men delarna är tillsammans `2`"], &[]);
}

#[test]
fn a_warning_about_a_sum_takes_nothing_away() {
    let mut contract = sums();
    contract.rules[0].severity = Severity::Warning;
    let (_, _, found) =
        judge(&contract, &["prov"], &[block(&contract, 2, "u;2020-01;allt;4\nu;2020-01;a;1\nu;2020-01;b;1")]);
    assert!(!found.is_faulty());
    let remarks = found.remarks();
    assert_eq!((remarks.len(), remarks[0].severity()), (1, Severity::Warning));
    assert_eq!(remarks[0].message, "summa bryts, rad 2");
}

fn queue(along: &str) -> Dataset {
    let follows = Demand::Follows {
        per: names(&["enhet"]),
        along: "tid".to_owned(),
        end: "slut".to_owned(),
        start: "start".to_owned(),
    };
    with(contract("x", &format!("enhet:text! tid:{along} start:integer slut:integer")), vec![("foljd", follows)])
}

#[test]
fn a_week_starts_with_what_the_week_before_ended_with_and_gaps_are_left_alone() {
    check(
        &queue("week"),
        "u;2021-W01;7;8\nu;2020-W53;5;6\nv;2021-W01;0;0\nu;2021-W03;9;9\nu;2021-W02;8;9\nu;2021-W04;;3\nu;2021-W05;4;!x\nu;2021-W06;1;1",
        &[
            "2 start foljd: `7`, men 2020-W53 slutade med `6`",
            "8 slut G327: `x`",
            "8 start foljd: `4`, men 2021-W04 slutade med `3`",
        ],
        &[8],
    );
    check(
        &queue("month"),
        "u;2020-01;0;1\nu;2020-02;2;3\nu;2020-03;3;3",
        &["3 start foljd: `2`, men 2020-01 slutade med `1`"],
        &[],
    );
    check(
        &queue("date"),
        "u;2020-02-28;0;1\nu;2020-02-29;1;2\nu;2020-03-01;1;2",
        &["4 start foljd: `1`, men 2020-02-29 slutade med `2`"],
        &[],
    );
}

fn staffed() -> [Dataset; 2] {
    let exists = exists_in("salstid", &[("sal", "sal"), ("start", "datum")]);
    [
        with(contract("operationer", "sal:text start:time"), vec![("bemannad", exists)]),
        contract("salstid", "sal:text! datum:date! minuter:integer!"),
    ]
}

fn refer(contracts: &[Dataset; 2], there: Option<&str>, here: &str) -> Vec<String> {
    let (tree, mut elsewhere) = (tree(&["prov"]), Elsewhere::new(contracts));
    if let Some(text) = there {
        let mut gathered = elsewhere.gather(&contracts[1].id);
        gathered.block(&block(&contracts[1], 2, text));
        elsewhere.add(gathered);
        elsewhere.is_in_use(&contracts[1].id);
    }
    let mut found = Found::new(FILE);
    let mut checker = Checker::new(&contracts[0], &tree, &elsewhere);
    checker.block(&block(&contracts[0], 2, here), &mut found);
    checker.finish(&mut found);
    told(&found.into_faults())
}

#[test]
fn values_stand_together_in_the_other_dataset_a_time_by_its_day() {
    let there = "1;2020-01-01;480\n2;2020-01-02;480\n3;2020-01-03;!x\n;2020-01-04;1";
    let here =
        "1;2020-01-01 23:59\n1;2020-01-02 00:00\n2;2020-01-02 08:00\n3;2020-01-03 08:00\n;2020-01-09 08:00\n1;!x";
    assert_eq!(refer(&staffed(), Some(there), here), ["3 sal bemannad: `1` · `2020-01-02 00:00`", "7 start G327: `x`"]);
}

#[test]
fn a_reference_to_what_is_not_delivered_is_left_alone() {
    assert_eq!(refer(&staffed(), None, "1;2020-01-01 08:00"), Vec::<String>::new());
}

#[test]
fn datasets_are_read_after_those_they_refer_to_and_a_ring_is_told() {
    let [operations, mut theatres] = staffed();
    assert_eq!(super::order(&[operations.clone(), theatres.clone()]).0, [1, 0]);
    theatres.rules.push(rule("tillbaka", exists_in("operationer", &[("sal", "sal")])));
    let (order, remarks) = super::order(&[operations, theatres]);
    let told: Vec<&str> = remarks.iter().map(|r| r.message.as_str()).collect();
    assert_eq!(order, [1, 0]);
    assert_eq!(told, ["regeln `tillbaka` prövas inte: datamängderna hänvisar till varandra i ring"]);
}

#[test]
fn a_unit_must_exist_when_the_row_says() {
    let units = ["prov", "gammal ..2019-12-31>ny", "ny 2020-01-01.."];
    for (kind, rows, expected) in [
        (
            "date",
            "gammal;2019-12-31\ngammal;2020-01-01\nny;2019-12-31\nprov;1999-01-01\nriket;1999-01-01\n!x;2020-01-01\nny;",
            vec![
                "3 enhet G342: `gammal` fanns till 2019-12-31; `tid` är `2020-01-01`",
                "4 enhet G342: `ny` finns från 2020-01-01; `tid` är `2019-12-31`",
                "7 enhet G327: `x`",
            ],
        ),
        (
            "week",
            "gammal;2020-W01\nny;2020-W01\ngammal;2020-W02",
            vec!["4 enhet G342: `gammal` fanns till 2019-12-31; `tid` är `2020-W02`"],
        ),
        (
            "month",
            "gammal;2019-12\ngammal;2020-01",
            vec!["3 enhet G342: `gammal` fanns till 2019-12-31; `tid` är `2020-01`"],
        ),
        (
            "period",
            "gammal;2019-2020\ngammal;2020",
            vec!["3 enhet G342: `gammal` fanns till 2019-12-31; `tid` är `2020`"],
        ),
        (
            "time",
            "gammal;2019-12-31 23:59\ngammal;2020-01-01 00:00",
            vec!["3 enhet G342: `gammal` fanns till 2019-12-31; `tid` är `2020-01-01 00:00`"],
        ),
    ] {
        let mut contract = contract("x", &format!("enhet:unit! tid:{kind}"));
        contract.columns[0].exists_on = Some("tid".to_owned());
        let (stay, rows, found) = judge(&contract, &units, &[block(&contract, 2, rows)]);
        let help: Vec<String> = found.remarks().into_iter().flat_map(|r| r.help).collect();
        assert!(help.iter().any(|h| h == "`ny` har tagit över efter `gammal`"), "{help:?}");
        assert_eq!(rows.quarantined as usize, stay.iter().filter(|s| !**s).count());
        assert_eq!(told(&found.into_faults()), expected);
    }
}

#[test]
fn a_row_with_several_faults_is_counted_once() {
    let contract =
        with(contract("x", "a:date b:date c:text!"), vec![("ordning", order("a", "b")), ("igen", order("a", "b"))]);
    check(
        &contract,
        "2020-01-02;2020-01-01;\n2020-01-01;2020-01-02;x",
        &[
            "2 c G320: cellen är tom",
            "2 b ordning: `2020-01-01`; `a` är `2020-01-02`",
            "2 b igen: `2020-01-01`; `a` är `2020-01-02`",
        ],
        &[2],
    );
}

#[test]
fn a_delivery_is_set_aside_above_its_limit_and_not_at_it() {
    let judged = |limit: (u64, u64), text: &str| {
        let quarantine_limit = Fraction::of(limit.0, limit.1).expect("a fraction");
        let contract = Dataset { quarantine_limit, ..contract("x", "a:text!") };
        judge(&contract, &["prov"], &[block(&contract, 2, text)]).2
    };
    assert!(!judged((1, 4), "x\n!\nx\nx").is_faulty());
    assert!(judged((1, 4), "x\n!\nx").is_faulty());
    assert!(judged((0, 1), "x\n!\nx").is_faulty());
    assert!(!judged((0, 1), "x").is_faulty());
    let remarks = judged((1, 4), "x\n!\n!").remarks();
    let told: Vec<&str> = remarks.iter().map(|r| r.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "`data/prov/x.csv` är lagd åt sidan: inga rader ur filen används",
            "2 av 3 rader är i karantän, mer än 25\u{a0}% som datamängden tillåter",
            "okänt värde i kolumnen `a`, 2 rader i karantän",
        ]
    );
}

/// Reads files in order, twice when keys repeat, and gives the faults of each.
fn repeats(contract: &Dataset, files: &[(&str, &str, &str)]) -> Vec<Vec<String>> {
    let mut keys = KeySet::default();
    let blocks: Vec<Block> = files.iter().map(|(_, _, text)| block(contract, 2, text)).collect();
    blocks.iter().for_each(|b| keys.extend(&b.keys));
    let wanted = key_set::repeated(&[&keys], &[]);
    let mut repeats = Repeats::new(contract, wanted.clone());
    let judged = files.iter().zip(&blocks).map(|((file, sheet, _), block)| {
        let mut found = Found::in_sheet(file, sheet);
        if !wanted.is_empty() {
            repeats.block(block, &mut found);
        }
        assert_eq!(found.is_faulty(), !found.remarks().is_empty());
        told(&found.into_faults())
    });
    judged.collect()
}

#[test]
fn a_key_stands_once_over_all_files() {
    let contract = Dataset { key: names(&["a", "b"]), ..contract("x", "a:text! b:date c:integer") };
    let found = repeats(
        &contract,
        &[
            ("f.csv", "", "x;2020-01-01;1\ny;2020-01-01;1\nx;2020-01-01;2\nx;;1\n;;1\n!x;;1"),
            ("g.xlsx", "Blad1", "y;2020-01-01;1\nx;;7\n;;1\nz;!x;1\nz;!x;1"),
            ("g.xlsx", "Blad2", "q;;1\nx;2020-01-01;1"),
            ("h.csv", "", "q;;2"),
        ],
    );
    assert_eq!(
        found,
        [
            vec!["4  G328: `x` · `2020-01-01` står redan på rad 2".to_owned()],
            vec![
                "2  G328: hela raden står redan på rad 3 i `f.csv`".to_owned(),
                "3  G328: `x` · cellen är tom står redan på rad 5 i `f.csv`".to_owned(),
            ],
            vec!["3  G328: hela raden står redan på rad 2 i `f.csv`".to_owned()],
            vec!["2  G328: `q` · cellen är tom står redan på rad 2 i bladet `Blad2` i `g.xlsx`".to_owned()],
        ]
    );
}

#[test]
fn equal_hashes_of_different_keys_are_no_repetition() {
    let contract = Dataset { key: names(&["a"]), ..contract("x", "a:text!") };
    let mut same = block(&contract, 2, "x\ny\nx");
    same.keys = vec![7, 7, 7];
    let mut keys = KeySet::default();
    keys.extend(&same.keys);
    let mut found = Found::new(FILE);
    Repeats::new(&contract, key_set::repeated(&[&keys], &[])).block(&same, &mut found);
    assert_eq!(told(&found.into_faults()), ["4  G328: hela raden står redan på rad 2"]);
}

#[test]
fn more_groups_than_can_be_judged_are_told() {
    let contract = sums();
    let mut groups = Groups::new(&contract).at_most(1);
    let mut found = Found::new(FILE);
    groups.block(&block(&contract, 2, "u;2020-01;allt;4\nv;2020-01;a;1\nv;2020-01;b;1"), &found);
    groups.finish(&mut [&mut found]);
    assert!(!found.is_faulty());
    let remarks = found.remarks();
    assert_eq!(remarks.iter().map(|r| r.code.id).collect::<Vec<_>>(), ["G349"]);
}

/// Judges two files of one dataset, and gives the faults of each.
fn in_two_files(contract: &Dataset, first: &str, second: &str) -> [Vec<String>; 2] {
    let mut groups = Groups::new(contract);
    let mut found = [Found::new("a.csv"), Found::new("b.csv")];
    for (text, found) in [first, second].into_iter().zip(&found) {
        groups.block(&block(contract, 2, text), found);
        groups.next_file();
    }
    let [a, b] = &mut found;
    groups.finish(&mut [a, b]);
    found.map(|f| told(&f.into_faults()))
}

#[test]
fn sums_and_rows_that_follow_on_each_other_are_judged_across_files() {
    let [first, second] = in_two_files(&sums(), "u;2020-01;a;1\nu;2020-01;b;2", "u;2020-01;allt;4");
    assert_eq!((first.len(), second.len()), (0, 1), "{second:?}");
    let [first, second] = in_two_files(&queue("month"), "u;2020-01;1;2", "u;2020-02;3;4");
    assert_eq!((first.len(), second.len()), (0, 1), "{second:?}");
    assert!(in_two_files(&queue("month"), "u;2020-01;1;2", "u;2020-02;2;4").concat().is_empty());
}

#[test]
fn a_remark_shows_the_first_twenty_places_and_tells_how_many_there_are() {
    let contract = with(contract("x", "a:date b:date"), vec![("ordning", order("a", "b"))]);
    let text = vec!["2020-01-02;2020-01-01"; 25].join("\n");
    let (_, _, found) = judge(&contract, &["prov"], &[block(&contract, 2, &text)]);
    let remarks = found.remarks();
    let shown = render::text(&remarks[0], &render::Sources::new(), render::Colour::Plain);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[0], "fel[G345]: ordning bryts, 25 rader i karantän");
    assert_eq!(lines[2], " = rad 2, kolumn B (b): `2020-01-01`; `a` är `2020-01-02`");
    assert_eq!(lines[22..], ["   och 5 till", " = regel `ordning` i controls/datasets.yaml:9", " = hjälp: rätta"]);
    let faults = found.into_faults();
    assert_eq!((faults[0].rows.len(), faults[0].texts.len(), faults[0].count), (25, 20, 25));
}

#[test]
fn values_of_other_types_than_the_contract_says_refuse_the_delivery() {
    let contract = with(contract("x", "a:date b:date"), vec![("ordning", order("a", "b"))]);
    let texts = Dataset {
        columns: vec![Column::plain("a", ColumnType::Text), Column::plain("b", ColumnType::Date)],
        ..contract.clone()
    };
    let (_, _, found) =
        judge(&contract, &["prov"], &[block(&texts, 2, "x;2020-01-01"), block(&texts, 3, "x;2020-01-01")]);
    assert!(found.is_faulty());
    assert_eq!(found.remarks().iter().map(|r| r.code.id).collect::<Vec<_>>(), ["G300", "G341"]);
}

#[test]
fn a_value_that_looks_like_a_personal_number_is_never_shown() {
    let forbids = Demand::Forbids { when: Condition::Filled("a".into()), column: "a".to_owned() };
    let contract = with(contract("x", "a:text"), vec![("tom", forbids)]);
    check(&contract, "811228-9874", &["2 a tom: `(visas inte)`"], &[2]);
}

#[test]
fn the_values_of_a_hidden_column_are_shown_under_no_fault() {
    let contract = with(contract("x", "a:integer b:integer"), vec![("ordning", order("a", "b"))]);
    let (_, _, mut found) = judge(&contract, &["prov"], &[block(&contract, 2, "8112289874;1\n!8112289874;1")]);
    found.hide("a");
    let keyed = Dataset { key: names(&["a"]), ..contract.clone() };
    let twice = block(&keyed, 9, "8112289874;1\n8112289874;2");
    Repeats::new(&keyed, vec![key_set::kept(twice.keys[0])]).block(&twice, &mut found);
    found.conceal();
    assert_eq!(found.remarks().len(), 4);
    assert!(!format!("{:?}", found.remarks()).contains("9874"));
    assert!(!format!("{:?}", found.into_faults()).contains("9874"));
}

proptest::proptest! {
    #[test]
    fn the_order_of_rows_does_not_change_which_are_faulty(
        rows in proptest::collection::vec((0_u8..3, 1_u8..6, proptest::sample::select(vec!["", "1", "2", "3", "<5", "!x"]), proptest::sample::select(vec!["", "1", "2", "!x"])), 1..30),
        seed in 0_u64..1000,
    ) {
        let mut contract = queue("week");
        contract.columns[2].suppressed = vec!["<5".to_owned()];
        contract.rules.push(rule("ordning", order("start", "slut")));
        contract.rules.push(rule("kravs", Demand::Needs { when: one_of("enhet", &["u1"]), column: "slut".to_owned() }));
        let adds_up = Demand::AddsUp {
            per: names(&["tid"]), by: "enhet".to_owned(), parts: names(&["u0", "u1"]), total: "u2".to_owned(), value: "start".to_owned(),
        };
        contract.rules.push(rule("summa", adds_up));
        // One total for each group: of several, the first tells.
        let mut seen = std::collections::BTreeSet::new();
        let lines: Vec<String> = rows.iter().filter(|r| seen.insert((r.0, r.1))).map(|(u, w, start, end)| format!("u{u};2020-W0{w};{start};{end}")).collect();
        let mut shuffled: Vec<usize> = (0..lines.len()).collect();
        shuffled.sort_by_key(|i| (*i as u64 + 1).wrapping_mul(seed.wrapping_mul(2_654_435_761).wrapping_add(97)) % 1009);
        let faulty = |order: &[usize]| {
            let text: Vec<&str> = order.iter().map(|i| lines[*i].as_str()).collect();
            let (_, rows, found) = judge(&contract, &["prov"], &[block(&contract, 0, &text.join("\n"))]);
            let faults = found.into_faults();
            let mut told: Vec<_> = faults.iter().flat_map(|f| f.iter()).map(|f| (order[f.row as usize], f.code, f.column.to_owned(), f.rule.map(str::to_owned), f.text.to_owned())).collect();
            told.sort();
            (told, rows)
        };
        let in_order: Vec<usize> = (0..lines.len()).collect();
        proptest::prop_assert_eq!(faulty(&in_order), faulty(&shuffled));
    }
}

#[test]
fn what_is_asked_of_a_dataset_is_gathered_once() {
    let [operations, theatres] = staffed();
    let twice = Dataset { id: DatasetId::new("annat").expect("an id"), ..operations.clone() };
    let elsewhere = Elsewhere::new(&[operations, theatres.clone(), twice]);
    let mut gathered: Gathered = elsewhere.gather(&theatres.id);
    gathered.block(&block(&theatres, 2, "1;2020-01-01;480"));
    assert_eq!(gathered.kinds(), 1);
}
