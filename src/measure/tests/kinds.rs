//! Kinds of two facts, of queues that must add up, of what should be there, of references and of unique things.

use super::*;
use crate::field::atom::{Valued, Windows};
use crate::field::dataset::MomentRow;
use crate::field::id::MomentId;
use crate::field::measure::{Against, Available, FlowTakes, Middle, Side};
use std::collections::BTreeSet;
use std::sync::Arc;

fn number(n: i128) -> AtomValue {
    sum(Some(n))
}

fn queue(takes: FlowTakes) -> Measure {
    let column = |name: &str| name.to_owned();
    let kind = Kind::Flow {
        start: column("start"),
        plus: vec![column("in")],
        minus: vec![column("ut")],
        end: column("slut"),
        takes,
        when: Filter::All(Vec::new()),
        excluding: Vec::new(),
    };
    let mut m = measure(kind, Counts::Flow);
    m.stands = m.stands.map(|s| Stands { grain: Grain::Week, ..s });
    m
}

fn week(m: &Measure, unit: &str, at: &str, [start, into, out, end]: [i128; 4]) -> AtomRow {
    let named = [("start", start), ("plus-0", into), ("minus-0", out), ("end", end), ("produced", out)];
    row(m, unit, at, &named.map(|(name, n)| (name, number(n))), &[2])
}

#[test]
fn a_queue_begins_with_its_first_week_and_ends_with_its_last() {
    let m = queue(FlowTakes::Change);
    let held = ["a", "b", "c"].map(|u| (u, "2020-02", rows(2)));
    let of = |m: &Measure, b: [i128; 4]| {
        let atoms = vec![
            week(m, "a", "2020-02-03", [10, 5, 2, 13]),
            week(m, "a", "2020-02-10", [13, 0, 4, 9]),
            week(m, "b", "2020-02-03", b),
            week(m, "c", "2020-02-03", [1, 0, 0, 1]),
        ];
        told(&observed(m, &region(), atoms, &held, "2020-02"))
    };
    assert_eq!(of(&m, [7, 2, 1, 8])[0], "r 2020-02 0/1", "a falls by 1, b rises by 1");
    let broken = of(&m, [7, 2, 1, 9]);
    assert_eq!(
        [broken[0].as_str(), broken[3].as_str()],
        [
            "r 2020-02 -1/1 utan b 2020-02 (does-not-add-up)",
            "b 2020-02 saknas (does-not-add-up) utan b 2020-02 (does-not-add-up)"
        ]
    );
    // Nine are left, and three a week were seen.
    let weeks = queue(FlowTakes::Weeks("ut".into()));
    assert_eq!(of(&weeks, [7, 2, 1, 8])[2], "a 2020-02 18/6");
}

fn used_of_there() -> Measure {
    let stands = measure(Kind::Quoted, Counts::Flow).stands.expect("it stands somewhere");
    let kind = Kind::Utilisation {
        from: "fran".into(),
        to: "till".into(),
        when: Filter::All(Vec::new()),
        available: Available {
            dataset: DatasetId::new("w").expect("an id"),
            stands,
            minutes: "minuter".into(),
            when: Filter::All(Vec::new()),
        },
        windows: Arc::new(Windows { first: 0, open: Vec::new() }),
        said: String::new(),
        excluding: Vec::new(),
    };
    measure(kind, Counts::Flow)
}

fn there(unit: &str, at: &str, minutes: i128) -> AtomRow {
    AtomRow { unit: unit.into(), at: day(at), atoms: vec![number(minutes)], used: 1, lines: vec![2] }
}

#[test]
fn what_is_used_is_never_divided_by_less_than_there_was() {
    let m = used_of_there();
    let tree =
        tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v", "w"]), unit("b", Some("r"), &["v", "w"])]);
    let used = |unit: &str, at: &str, minutes: i128| row(&m, unit, at, &[("part", number(minutes))], &[2]);
    let held: Vec<(&str, &str, Covered)> =
        ["2020-01", "2020-02"].into_iter().flat_map(|month| ["a", "b"].map(|u| (u, month, rows(1)))).collect();
    let told = |there: Vec<AtomRow>| {
        let used = vec![
            used("a", "2020-01-10", 30),
            used("a", "2020-02-10", 90),
            used("b", "2020-01-10", 10),
            used("b", "2020-02-10", 10),
        ];
        told(&of_facts(&m, &tree, vec![used, there], &held, "2020T1"))
    };
    let whole = vec![there("a", "2020-01-10", 100), there("a", "2020-02-10", 100), there("b", "2020-01-11", 40)];
    // Nothing is known of what dataset `w` holds for a month but its rows: b lacks February, and then counts January alone.
    let found = told(whole);
    assert!(found[0].starts_with("r 2020T1 130/240 utan"), "{found:?}");
    let b = found.iter().find(|f| f.starts_with("b ")).expect("a figure of b");
    assert!(b.starts_with("b 2020T1 10/40 utan"), "{b}");
    // Without any of the other fact there is no figure, and the region is that of the rest.
    let found = told(vec![there("a", "2020-01-10", 100), there("a", "2020-02-10", 100)]);
    assert!(found.iter().any(|f| f.starts_with("b 2020T1 saknas (not-delivered)")), "{found:?}");
    assert!(found[0].starts_with("r 2020T1 120/200 utan"), "{found:?}");
}

#[test]
fn a_silent_unit_stays_in_what_should_be_there() {
    let codes = |codes: &[&str]| AtomValue::Codes(codes.iter().map(|code| ((*code).to_owned(), 1)).collect());
    let kind = Kind::Coverage {
        each: Grain::Week,
        per: Some(("grupp".into(), vec!["lakare".into(), "skoterska".into()])),
        has: Filter::All(Vec::new()),
    };
    let mut m = measure(kind, Counts::Flow);
    m.stands = m.stands.map(|s| Stands { grain: Grain::Week, ..s });
    // February 2020 has four Thursdays: two groups, four weeks, three units.
    let atoms = vec![
        row(&m, "a", "2020-02-03", &[("part", codes(&["lakare", "skoterska"]))], &[2]),
        row(&m, "a", "2020-02-10", &[("part", codes(&["lakare", "annan"]))], &[3]),
        row(&m, "b", "2020-02-24", &[("part", codes(&["skoterska"]))], &[4]),
    ];
    let held = [("a", "2020-02", rows(2)), ("b", "2020-02", rows(1))];
    let found = told(&observed(&m, &region(), atoms, &held, "2020-02"));
    assert!(found[0].starts_with("r 2020-02 4/24"), "{found:?}");
    assert!(found.iter().any(|f| f.starts_with("c 2020-02 0/8 utan c")), "{found:?}");
}

fn cost(against: Against) -> Measure {
    let side = |column: &str| Side { of: Counted::Sum(column.to_owned()), scale: 1, when: Filter::All(Vec::new()) };
    measure(Kind::Index { part: side("kr"), whole: side("p"), against, excluding: Vec::new() }, Counts::Flow)
}

#[test]
fn an_index_is_held_against_the_whole_or_against_a_year() {
    let of = |m: &Measure, unit: &str, at: &str, kr, p| {
        row(m, unit, at, &[("part", number(kr)), ("whole", number(p))], &[2])
    };
    let held: Vec<(&str, &str, Covered)> = ["a", "b", "c"].map(|u| (u, "2020-02", rows(1))).to_vec();
    let m = cost(Against::Organisation);
    let atoms =
        vec![of(&m, "a", "2020-02-01", 300, 2), of(&m, "b", "2020-02-01", 100, 2), of(&m, "c", "2020-02-01", 0, 0)];
    let found = told(&observed(&m, &region(), atoms, &held, "2020-02"));
    assert_eq!(found[..3], ["r 2020-02 1/1", "d1 2020-02 1/1", "a 2020-02 3/2"]);
    let m = cost(Against::Year(2019));
    let held: Vec<(&str, &str, Covered)> = ["2019-02", "2020-02"].map(|month| ("a", month, rows(1))).to_vec();
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let atoms = vec![of(&m, "a", "2020-02-01", 300, 2), of(&m, "a", "2019-02-01", 100, 1)];
    assert_eq!(told(&observed(&m, &tree, atoms.clone(), &held, "2020-02")), ["a 2020-02 3/2"]);
    let none = told(&observed(&m, &tree, atoms[..1].to_vec(), &held[1..], "2020-02"));
    assert_eq!(none, ["a 2020-02 saknas (no-reference)"]);
}

#[test]
fn a_plan_accumulates_from_the_turn_of_the_year() {
    let kind = Kind::Fulfilment {
        outcome: "utfall".into(),
        plan: "plan".into(),
        accumulates: true,
        when: Filter::All(Vec::new()),
        excluding: Vec::new(),
    };
    let m = measure(kind, Counts::Flow);
    let of = |at: &str, out, plan| row(&m, "a", at, &[("part", number(out)), ("whole", number(plan))], &[2]);
    let atoms = vec![of("2019-12-31", 0, 99), of("2020-01-10", 8, 10), of("2020-02-10", 9, 10), of("2020-03-01", 0, 9)];
    let held = ["2020-01", "2020-02"].map(|month| ("a", month, rows(1)));
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    assert_eq!(told(&observed(&m, &tree, atoms.clone(), &held, "2020-02")), ["a 2020-02 17/20"]);
    // A month that lacks earlier in the year is named.
    let later = told(&observed(&m, &tree, atoms, &held[1..], "2020-02"));
    assert_eq!(later, ["a 2020-02 17/20"], "the rows themselves say that January was delivered");
}

#[test]
fn a_patient_of_two_units_is_one_patient_of_the_division() {
    let kind =
        Kind::Count { of: Counted::Different("patient".into()), when: Filter::All(Vec::new()), excluding: Vec::new() };
    let m = measure(kind, Counts::Flow);
    let seen = |unit: &str, at: &str, keys: &[u128]| {
        row(&m, unit, at, &[("whole", AtomValue::Keys(keys.iter().copied().collect::<BTreeSet<u128>>()))], &[2])
    };
    let atoms = vec![
        seen("a", "2020-02-01", &[1, 2]),
        seen("a", "2020-02-20", &[2]),
        seen("b", "2020-02-01", &[2, 3]),
        seen("c", "2020-02-01", &[1]),
    ];
    let held = ["a", "b", "c"].map(|u| (u, "2020-02", rows(1)));
    let found = told(&observed(&m, &region(), atoms, &held, "2020-02"));
    assert_eq!(found, ["r 2020-02 3", "d1 2020-02 3", "a 2020-02 2", "b 2020-02 2", "d2 2020-02 1", "c 2020-02 1"]);
}

#[test]
fn what_no_function_has_answered_is_not_attested() {
    let moment = |id: &str| MomentId::new(id).expect(id);
    let answer = |unit: &str, id: &str, word: &str, by: Option<&str>, of: &str| MomentRow {
        unit: UnitId::new(unit).expect(unit),
        moment: moment(id),
        period: period(of),
        word: word.to_owned(),
        comment: None,
        answered_by: by.map(str::to_owned),
        date: None,
        source: "formulär".to_owned(),
        place: Place::line("v.csv", 4),
    };
    let rows = [
        answer("d1", "x", "Nej", Some("divisionschef"), "2019"),
        answer("d1", "x", "Ja", Some("divisionschef"), "2020"),
        answer("d1", "y", "Delvis", Some("divisionschef"), "2020"),
        answer("d2", "x", "Ja", None, "2020"),
    ];
    let kind = Kind::Attested { moments: vec![moment("x"), moment("y")], words: vec!["Ja".into()] };
    let m = Measure { stands: None, ..measure(kind, Counts::Flow) };
    let (facts, tree, coverage) = (delivery("v.csv", 5), region(), Coverage::new());
    let files = [facts];
    let given = Given {
        facts: &[],
        moments: &rows,
        quotes: &[],
        coverage: &coverage,
        files: &files,
        tree: &tree,
        as_of: AsOf("2021-06-30".parse().expect("a day")),
    };
    let figures = observe(&m, &given, period("2019-2020"));
    let found: Vec<String> = told(&figures).into_iter().filter(|f| !f.contains("saknas")).collect();
    assert_eq!(
        found[..2],
        [
            "r 2019-2020 1/2 utan a 2019-2020 (not-delivered) utan b 2019-2020 (not-delivered) utan c 2019-2020 (not-delivered)",
            "d1 2019-2020 1/2 utan a 2019-2020 (not-delivered) utan b 2019-2020 (not-delivered)"
        ]
    );
    assert_eq!(figures[0].provenance.files[0].rows_used, 2, "of two answers the later one");
}

#[test]
fn the_longest_wait_of_the_region_is_that_of_its_unit() {
    let kind = Kind::Elapsed {
        of: Valued::Days { from: "fran".into(), to: "till".into() },
        scale: 1,
        takes: Middle::Most,
        when: Filter::All(Vec::new()),
        excluding: Vec::new(),
    };
    let m = measure(kind, Counts::Stock);
    let longest = |unit: &str, days: Option<i64>, n| {
        row(&m, unit, "2020-02-29", &[("part", AtomValue::Most(days)), ("whole", AtomValue::Rows(n))], &[2])
    };
    let atoms = vec![longest("a", Some(40), 3), longest("b", None, 0), longest("c", Some(91), 1)];
    let held = ["a", "b", "c"].map(|u| (u, "2020-02", rows(1)));
    let found = told(&observed(&m, &region(), atoms, &held, "2020-02"));
    assert_eq!([found[0].as_str(), found[3].as_str()], ["r 2020-02 91/1", "b 2020-02 –"]);
}

#[test]
fn a_queue_that_one_unit_handed_over_to_another_is_counted_once_above_them() {
    let m = queue(FlowTakes::Change);
    let mut tree = tree_of(vec![unit("r", None, &[]), unit("old", Some("r"), &["v"]), unit("new", Some("r"), &["v"])]);
    let on = |text: &str| Some(text.parse().expect(text));
    (tree.units[1].valid_to, tree.units[1].successor) = (on("2020-02-09"), UnitId::new("new").ok());
    tree.units[2].valid_from = on("2020-02-10");
    let held = [("old", "2020-02", rows(1)), ("new", "2020-02", rows(1))];
    let atoms = vec![week(&m, "old", "2020-02-03", [40, 3, 2, 41]), week(&m, "new", "2020-02-10", [41, 1, 4, 38])];
    let figures = observed(&m, &tree, atoms, &held, "2020-02");
    assert_eq!(figures[0].arithmetic().as_deref(), Some("40 + 4 − 6 = 38"));
    assert_eq!(figures[2].arithmetic().as_deref(), Some("41 + 1 − 4 = 38"), "its own queue is its own");
}

#[test]
fn a_week_that_is_due_every_week_and_was_not_delivered_is_named() {
    let kind = Kind::Count { of: Counted::Rows, when: Filter::All(Vec::new()), excluding: Vec::new() };
    let mut m = measure(kind, Counts::Flow);
    m.stands = m.stands.map(|s| Stands { grain: Grain::Week, ..s });
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    // February 2020 has the Thursdays of weeks 6 to 9; week 8 was not delivered.
    let of = |at: &str| row(&m, "a", at, &[("whole", AtomValue::Rows(1))], &[2]);
    let table = AtomTable { rows: ["2020-02-03", "2020-02-10", "2020-02-24"].map(of).to_vec(), ..AtomTable::default() };
    let (facts, coverage) = (delivery("v.csv", 3), coverage(&[("a", "2020-02", rows(3))]));
    let schedule = Schedule { cadence: Cadence::Month, due_day: 20, complete: Complete::EveryWeek };
    let given = Given {
        facts: &[Fact { answers: &[Answer { table: &table, delivery: &facts }], schedule: Some(&schedule) }],
        moments: &[],
        quotes: &[],
        coverage: &coverage,
        files: &[],
        tree: &tree,
        as_of: AsOf("2021-06-30".parse().expect("a day")),
    };
    assert_eq!(told(&observe(&m, &given, period("2020-02"))), ["a 2020-02 3 utan a 2020-W08 (not-delivered)"]);
}
