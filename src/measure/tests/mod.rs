//! Tests of the room: answers of an engine, and the figures they make at every level.

mod amounts;
mod hide;
mod kinds;
mod movement;
mod suppress;
mod times;

use super::*;
use crate::field::atom::{AtomRow, AtomValue, Summed};
use crate::field::contract::{Cadence, Complete};
use crate::field::dataset::InferredDate;
use crate::field::delivery::Covered;
use crate::field::held::Version;
use crate::field::id::{DatasetId, LevelId, MeasureId, OrganisationId};
use crate::field::measure::{Better, Counted, Counts, Grain, Known, RowsAre, Stands, Unit, UnitOf};
use crate::field::observation::{MissingWhy, Observation};
use crate::field::org::{Level, Nature, OrgUnit};
use crate::field::quantity::{Fraction, Share};
use crate::field::text::Certainty;
use chrono::NaiveDate;

fn period(text: &str) -> Period {
    Period::parse(text).expect(text)
}

fn day(text: &str) -> i32 {
    let day: NaiveDate = text.parse().expect(text);
    (day - NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day")).num_days() as i32
}

fn unit(id: &str, part_of: Option<&str>, delivers: &[&str]) -> OrgUnit {
    OrgUnit {
        id: UnitId::new(id).expect(id),
        label: id.to_owned(),
        short: None,
        level: LevelId::new("niva").expect("an id"),
        part_of: part_of.map(|id| UnitId::new(id).expect(id)),
        valid_from: None,
        valid_to: None,
        successor: None,
        certainty: Certainty::Stated,
        note: None,
        source: None,
        delivers: delivers.iter().map(|id| DatasetId::new(id).expect("an id")).collect(),
    }
}

fn tree_of(units: Vec<OrgUnit>) -> OrgTree {
    OrgTree {
        id: OrganisationId::new("prov").expect("an id"),
        label: "Prov".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![Level { id: LevelId::new("niva").expect("an id"), label: "Nivå".to_owned() }],
        units,
        held_against: Vec::new(),
    }
}

/// A region with two divisions; `a` and `b` belong to the first, `c` to the second. Each of them delivers.
fn region() -> OrgTree {
    tree_of(vec![
        unit("r", None, &[]),
        unit("d1", Some("r"), &[]),
        unit("a", Some("d1"), &["v"]),
        unit("b", Some("d1"), &["v"]),
        unit("d2", Some("r"), &[]),
        unit("c", Some("d2"), &["v"]),
    ])
}

fn measure(kind: Kind, counts: Counts) -> Measure {
    Measure {
        id: MeasureId::new("m").expect("an id"),
        name: String::new(),
        gloss: String::new(),
        perspective: None,
        owner: None,
        dataset: DatasetId::new("v").expect("an id"),
        stands: Some(Stands {
            unit: "enhet".to_owned(),
            at: "dag".to_owned(),
            grain: Grain::Day,
            counts,
            rows_are: RowsAre::Own,
            inferred: None,
            source: None,
        }),
        unit: Unit { of: UnitOf::Count, decimals: 0 },
        better: Better::Higher,
        target: None,
        limits: None,
        references: Vec::new(),
        breaks: Vec::new(),
        version: Version::ONLY,
        cadence: None,
        name_en: None,
        part_of: None,
        minimum_denominator: None,
        suppress_below: 0,
        source: String::new(),
        compare_with: Vec::new(),
        quoted_as: Some("nybesok".to_owned()),
        kind,
        examples: Vec::new(),
        place: Place::line("controls/measures/m.yaml", 3),
    }
}

/// The share of rows that meet, with a named exclusion.
fn share_of_rows(counts: Counts) -> Measure {
    let pvv =
        Exclusion { id: "pvv".into(), label: "patientvald väntan".into(), when: Filter::equals("avvikelse", "PvV") };
    let within = Filter::DaysBetween { from: "remiss".into(), to: "dag".into(), least: None, most: Some(90) };
    let kind = Kind::Share {
        of: Counted::Rows,
        whole: Filter::equals("typ", "nybesok"),
        excluding: vec![pvv],
        known: Known::Part(within),
    };
    measure(kind, counts)
}

/// The published share of the audit of 2020, known by those who waited longer; a row for a region is for all below it.
fn published() -> Measure {
    let is = |code: &str| Filter::equals("intervall", code);
    let kind = Kind::Share {
        of: Counted::Sum("antal".to_owned()),
        whole: is("totalt"),
        excluding: Vec::new(),
        known: Known::Complement(is("over-90")),
    };
    let mut measure = measure(kind, Counts::Stock);
    measure.stands = measure.stands.map(|s| Stands {
        grain: Grain::Month,
        rows_are: RowsAre::Whole,
        inferred: Some("slutlett".into()),
        source: Some("kalla".into()),
        ..s
    });
    measure
}

/// The atoms of a unit and day by name; those that are not named are nothing.
fn row(measure: &Measure, unit: &str, at: &str, named: &[(&str, AtomValue)], lines: &[u32]) -> AtomRow {
    let query = queries(measure).remove(0);
    let atoms = query.atoms.iter().map(|atom| {
        let named = named.iter().find(|(name, _)| *name == atom.name).map(|(_, value)| value.clone());
        named.unwrap_or_else(|| AtomValue::nothing(&atom.takes))
    });
    AtomRow { unit: unit.into(), at: day(at), atoms: atoms.collect(), used: lines.len() as u64, lines: lines.to_vec() }
}

/// The part and the whole of a share of rows.
fn of_rows(measure: &Measure, unit: &str, at: &str, part: u64, whole: u64) -> AtomRow {
    row(measure, unit, at, &[("whole", AtomValue::Rows(whole)), ("part", AtomValue::Rows(part))], &[2])
}

/// A sum over one row, or over none.
fn sum(n: Option<i128>) -> AtomValue {
    AtomValue::Sum(Summed { sum: n.unwrap_or(0), rows: u64::from(n.is_some()), ..Summed::default() })
}

fn delivery(file: &str, rows_read: u64) -> Delivery {
    Delivery {
        dataset: DatasetId::new("v").expect("an id"),
        label: String::new(),
        file: file.to_owned(),
        sha256: "0".repeat(64),
        rows_read,
        rows_used: 0,
        rows_quarantined: 0,
        set_aside: false,
        recognised: String::new(),
    }
}

/// What files hold, per unit and month: rows in use.
fn coverage(held: &[(&str, &str, Covered)]) -> Coverage {
    let key =
        |unit: &str, month: &str| (DatasetId::new("v").expect("an id"), UnitId::new(unit).expect(unit), period(month));
    held.iter().map(|(unit, month, covered)| (key(unit, month), covered.clone())).collect()
}

fn rows(n: u64) -> Covered {
    Covered { rows: n, files: ["v.csv".to_owned()].into(), ..Covered::default() }
}

/// The figures of a period, on a day when all of 2020 has fallen due.
fn observed(
    measure: &Measure,
    tree: &OrgTree,
    atoms: Vec<AtomRow>,
    held: &[(&str, &str, Covered)],
    of: &str,
) -> Vec<Figure> {
    of_facts(measure, tree, vec![atoms], held, of)
}

/// The figures of a measure with several facts.
fn of_facts(
    measure: &Measure,
    tree: &OrgTree,
    atoms: Vec<Vec<AtomRow>>,
    held: &[(&str, &str, Covered)],
    of: &str,
) -> Vec<Figure> {
    let facts = delivery("v.csv", 10);
    let tables: Vec<AtomTable> = atoms.into_iter().map(|rows| AtomTable { rows, ..AtomTable::default() }).collect();
    let answers: Vec<[Answer<'_>; 1]> = tables.iter().map(|table| [Answer { table, delivery: &facts }]).collect();
    let (coverage, files) = (coverage(held), [facts.clone(), delivery("x.csv", 2)]);
    let schedule = Schedule { cadence: Cadence::Month, due_day: 20, complete: Complete::AnyRow };
    let facts: Vec<Fact<'_>> = answers.iter().map(|answers| Fact { answers, schedule: Some(&schedule) }).collect();
    let given = Given {
        facts: &facts,
        moments: &[],
        quotes: &[],
        coverage: &coverage,
        files: &files,
        tree,
        as_of: AsOf("2021-06-30".parse().expect("a day")),
    };
    observe(measure, &given, period(of))
}

/// Each figure as `unit period value`, with what it lacks.
fn told(figures: &[Figure]) -> Vec<String> {
    let value = |o: Observation| match o {
        Observation::Measured(s) => format!("{}/{}", s.part(), s.whole()),
        Observation::Counted(n) => n.to_string(),
        Observation::Amount(r) => format!("{}/{}", r.part(), r.whole()),
        Observation::Missing(why) => format!("saknas ({})", why.key()),
        Observation::Suppressed => "dolt".to_owned(),
        Observation::NotApplicable => "–".to_owned(),
        Observation::Stated(_) | Observation::Quoted(_) => "citerad".to_owned(),
    };
    let lacks = |f: &Figure| -> String {
        f.lacks.iter().map(|l| format!(" utan {} {} ({})", l.unit, l.period, l.why.key())).collect()
    };
    figures.iter().map(|f| format!("{} {} {}{}", f.key.unit, f.key.period, value(f.observation), lacks(f))).collect()
}

#[test]
fn shares_are_computed_again_at_every_level_and_never_averaged() {
    let m = share_of_rows(Counts::Stock);
    let atoms = vec![
        of_rows(&m, "a", "2020-02-29", 1, 2),
        of_rows(&m, "b", "2020-02-29", 1, 10),
        of_rows(&m, "c", "2020-02-29", 3, 4),
    ];
    let held = ["a", "b", "c"].map(|u| (u, "2020-02", rows(5)));
    // The mean of 1/2 and 1/10 is 30 %; two of twelve is 17 %.
    assert_eq!(
        told(&observed(&m, &region(), atoms, &held, "2020-02")),
        ["r 2020-02 5/16", "d1 2020-02 2/12", "a 2020-02 1/2", "b 2020-02 1/10", "d2 2020-02 3/4", "c 2020-02 3/4"]
    );
}

#[test]
fn a_stock_is_taken_at_the_last_measuring_date_and_never_added_over_time() {
    let m = share_of_rows(Counts::Stock);
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let atoms = vec![
        of_rows(&m, "a", "2020-10-31", 1, 2),
        of_rows(&m, "a", "2020-11-29", 9, 9),
        of_rows(&m, "a", "2020-11-30", 3, 5),
        of_rows(&m, "b", "2020-11-29", 1, 1),
        of_rows(&m, "b", "2021-01-31", 7, 7),
    ];
    let year = observed(&m, &tree, atoms.clone(), &[], "2020");
    assert_eq!(
        told(&year),
        ["r 2020-11 4/6", "a 2020-11 3/5", "b 2020-11 1/1"],
        "each unit its last day in that month"
    );
    assert_eq!(
        told(&observed(&m, &tree, atoms.clone(), &[], "2020-W48")),
        ["r 2020-W48 10/10", "a 2020-W48 9/9", "b 2020-W48 1/1"]
    );
    assert_eq!(told(&observed(&m, &tree, atoms, &[], "2019")), Vec::<String>::new());
}

#[test]
fn a_month_that_was_not_delivered_is_missing_and_not_the_month_before() {
    let m = share_of_rows(Counts::Stock);
    let other = row(&m, "c", "2020-12-31", &[("present", AtomValue::Rows(1))], &[]);
    let mut atoms = vec![of_rows(&m, "a", "2020-11-30", 1, 2), other, of_rows(&m, "b", "2020-12-31", 2, 3)];
    let mut held = vec![("a", "2020-11", rows(2)), ("b", "2020-12", rows(3)), ("c", "2020-12", rows(1))];
    // c has delivered, but nobody of the kind that is counted: that is known, and is not missing.
    assert_eq!(
        told(&observed(&m, &region(), atoms.clone(), &held, "2020")),
        [
            "r 2020-12 2/3 utan a 2020-12 (not-delivered)",
            "d1 2020-12 2/3 utan a 2020-12 (not-delivered)",
            "a 2020-12 saknas (not-delivered) utan a 2020-12 (not-delivered)",
            "b 2020-12 2/3",
            "d2 2020-12 –",
            "c 2020-12 –",
        ]
    );
    // Nobody has delivered the last month: it is missing for all, though the month before is there.
    atoms.truncate(1);
    held.truncate(1);
    let all = observed(&m, &region(), atoms, &held, "2020");
    assert!(all.iter().all(|f| f.observation == Observation::Missing(MissingWhy::NotDelivered)), "{:?}", told(&all));
    assert_eq!(all[0].lacks.len(), 3, "the region says who");
}

#[test]
fn a_flow_is_added_over_the_period_and_says_which_months_it_lacks() {
    let m =
        measure(Kind::Count { of: Counted::Rows, when: Filter::All(Vec::new()), excluding: Vec::new() }, Counts::Flow);
    let n = |unit: &str, at: &str, n| row(&m, unit, at, &[("whole", AtomValue::Rows(n))], &[2]);
    let atoms =
        vec![n("a", "2020-01-31", 2), n("a", "2020-02-29", 3), n("a", "2020-04-30", 4), n("a", "2020-05-01", 9)];
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v"])]);
    let held = ["2020-01", "2020-02", "2020-04", "2020-05"].map(|month| ("a", month, rows(1)));
    let of = |text: &str| told(&observed(&m, &tree, atoms.clone(), &held, text))[1].clone();
    assert_eq!(of("2020T1"), "a 2020T1 9 utan a 2020-03 (not-delivered)");
    assert_eq!(of("2020-02"), "a 2020-02 3");
    assert_eq!(of("2020-03"), "a 2020-03 saknas (not-delivered) utan a 2020-03 (not-delivered)");
    // 2020-W18 is 27 April to 3 May.
    assert_eq!(of("2020-W18"), "a 2020-W18 13");
    // Delivered without one row that counts: zero.
    let held = [("a", "2020-06", rows(7))];
    assert_eq!(told(&observed(&m, &tree, Vec::new(), &held, "2020-06")), ["r 2020-06 0", "a 2020-06 0"]);
}

#[test]
fn a_month_that_is_not_due_and_a_unit_that_does_not_exist_lack_nothing() {
    let m =
        measure(Kind::Count { of: Counted::Rows, when: Filter::All(Vec::new()), excluding: Vec::new() }, Counts::Flow);
    let gone = OrgUnit { valid_to: "2020-12-31".parse().ok(), ..unit("b", Some("r"), &["v"]) };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v"]), gone]);
    let atoms = vec![row(&m, "a", "2021-05-31", &[("whole", AtomValue::Rows(1))], &[2])];
    let held = [("a", "2021-05", rows(1))];
    // May fell due on 20 June 2021; b has ended.
    let figures = observed(&m, &tree, atoms, &held, "2021-05");
    assert_eq!(told(&figures), ["r 2021-05 1", "a 2021-05 1"]);
}

#[test]
fn what_is_in_quarantine_or_set_aside_says_so() {
    let m = share_of_rows(Counts::Stock);
    let aside = Covered { set_aside: ["x.csv".to_owned()].into(), ..Covered::default() };
    let quarantined = Covered { quarantined: 2, files: ["v.csv".to_owned()].into(), ..Covered::default() };
    let atoms = vec![of_rows(&m, "c", "2020-12-31", 1, 2)];
    let held = [
        ("a", "2020-12", aside),
        ("b", "2020-12", quarantined),
        ("c", "2020-12", Covered { quarantined: 3, ..rows(2) }),
    ];
    let figures = observed(&m, &region(), atoms, &held, "2020-12");
    assert_eq!(
        told(&figures),
        [
            "r 2020-12 1/2 utan a 2020-12 (set-aside) utan b 2020-12 (quarantined)",
            "d1 2020-12 saknas (set-aside) utan a 2020-12 (set-aside) utan b 2020-12 (quarantined)",
            "a 2020-12 saknas (set-aside) utan a 2020-12 (set-aside)",
            "b 2020-12 saknas (quarantined) utan b 2020-12 (quarantined)",
            "d2 2020-12 1/2",
            "c 2020-12 1/2",
        ]
    );
    let files = |at: usize| figures[at].provenance.files.iter().map(|f| f.file.as_str()).collect::<Vec<_>>();
    assert_eq!((files(2), files(3), files(5)), (vec!["x.csv"], vec!["v.csv"], vec!["v.csv"]));
    assert_eq!(figures[0].provenance.excluded[0].said(), "i karantän: 5");
}

#[test]
fn rows_left_out_are_counted_under_their_names() {
    let m = share_of_rows(Counts::Flow);
    let atoms = row(
        &m,
        "a",
        "2020-01-31",
        &[
            ("whole", AtomValue::Rows(4)),
            ("part", AtomValue::Rows(3)),
            ("without-pvv", AtomValue::Rows(2)),
            ("undecided", AtomValue::Rows(1)),
        ],
        &[2, 3],
    );
    let figures = observed(&m, &tree_of(vec![unit("a", None, &[])]), vec![atoms], &[], "2020-01");
    let excluded = &figures[0].provenance.excluded;
    assert_eq!(excluded[0].said(), "patientvald väntan: 2");
    assert_eq!(excluded[1].rows, Some(1), "rows that cannot be decided are in neither part nor whole");
    assert_eq!(told(&figures), ["a 2020-01 3/4"]);
}

#[test]
fn the_question_of_a_share_leaves_out_what_is_excluded_or_cannot_be_decided() {
    let asked = queries(&share_of_rows(Counts::Stock));
    insta::assert_snapshot!(asked[0].to_string());
}

/// The audit's published share, of one region without units below.
fn audited(named: &[(&str, AtomValue)]) -> Vec<Figure> {
    let m = published();
    let tree = tree_of(vec![unit("norrbotten", None, &[])]);
    observed(&m, &tree, vec![row(&m, "norrbotten", "2020-02-01", named, &[2, 3])], &[], "2020")
}

#[test]
fn the_audits_share_is_recomputed_from_those_who_waited_longer() {
    let codes = |code: &str| AtomValue::Codes([(code.to_owned(), 2)].into());
    let figures = audited(&[
        ("whole", sum(Some(9_879))),
        ("part", sum(Some(3_797))),
        ("inferred", codes("manad_och_ar")),
        ("source", codes("2.3.1")),
    ]);
    let [figure] = figures.as_slice() else { panic!("one figure") };
    assert_eq!(Some(figure.observation), Share::of(6_082, 9_879).map(Observation::Measured));
    assert_eq!((figure.complement, figure.key.period), (Some(3_797), period("2020-02")));
    assert_eq!((figure.inferred, figure.source.as_str()), (InferredDate::MonthAndYear, "2.3.1"));
    assert_eq!(figure.provenance.files[0].lines, [2, 3]);
    assert_eq!(figure.observation.fraction().map(Fraction::percent_rounded), Some(62));
}

#[test]
fn a_part_or_whole_that_no_row_states_is_missing_and_zero_is_zero() {
    let observed = |whole: Option<i128>, part: Option<i128>| {
        let figures = audited(&[("whole", sum(whole)), ("part", sum(part))]);
        figures.first().map(|f| f.observation)
    };
    assert_eq!(observed(None, Some(1)), Some(Observation::Missing(MissingWhy::NoWhole)));
    assert_eq!(observed(Some(5), None), Some(Observation::Missing(MissingWhy::NoPart)));
    assert_eq!(observed(Some(0), Some(0)), Some(Observation::NotApplicable));
    assert_eq!(observed(Some(5), Some(6)), Some(Observation::Missing(MissingWhy::PartAboveWhole)));
    assert_eq!(observed(Some(5), Some(5)), Share::of(0, 5).map(Observation::Measured), "zero of something is a share");
    let empty = AtomValue::Sum(Summed { empty: 1, rows: 1, sum: 3, hidden: 0 });
    let without = audited(&[("whole", sum(Some(9))), ("part", empty)]);
    assert_eq!(without[0].observation, Observation::Missing(MissingWhy::NoNumber));
}

#[test]
fn a_sum_with_a_hidden_number_is_hidden_also_above() {
    let m = published();
    let hidden = AtomValue::Sum(Summed { hidden: 1, rows: 1, sum: 7, empty: 0 });
    let both = |unit: &str, part| row(&m, unit, "2020-02-01", &[("whole", sum(Some(9))), ("part", part)], &[2]);
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let figures = observed(&m, &tree, vec![both("a", hidden), both("b", sum(Some(1)))], &[], "2020-02");
    assert_eq!(told(&figures), ["r 2020-02 dolt", "a 2020-02 dolt", "b 2020-02 8/9"]);
    assert!(figures[..2].iter().all(|f| f.complement.is_none()), "the hidden number could be told from it");
}

#[test]
fn a_published_total_is_not_added_to_the_units_below_and_the_nation_stands_alone() {
    let m = published();
    let both = |unit: &str, part, whole| {
        row(&m, unit, "2020-02-01", &[("whole", sum(Some(whole))), ("part", sum(Some(part)))], &[2])
    };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let atoms = vec![both("r", 10, 100), both("a", 1, 4), both("b", 1, 5), both("riket", 7, 1000)];
    let of_whole = told(&observed(&m, &tree, atoms.clone(), &[], "2020-02"));
    assert_eq!(of_whole, ["r 2020-02 90/100", "a 2020-02 3/4", "b 2020-02 4/5", "riket 2020-02 993/1000"]);
    let own = Measure { stands: m.stands.clone().map(|s| Stands { rows_are: RowsAre::Own, ..s }), ..m };
    assert_eq!(told(&observed(&own, &tree, atoms, &[], "2020-02"))[0], "r 2020-02 97/109");
}

#[test]
fn quoted_shares_stand_beside_the_computed_each_unit_with_its_last_month() {
    let quote = |unit: &str, contact: &str, month: &str| QuotedShareRow {
        unit: UnitId::new(unit).expect(unit),
        contact: contact.to_owned(),
        month: period(month),
        share: Fraction::HALF,
        inferred: InferredDate::Year,
        source: "2.3.1".to_owned(),
        place: Place::line("p.csv", 7),
    };
    let quoted = [
        quote("riket", "nybesok", "2020-02"),
        quote("a", "nybesok", "2020-01"),
        quote("a", "nybesok", "2020-03"),
        quote("a", "operation", "2020-04"),
        quote("a", "nybesok", "2021-01"),
    ];
    let m = Measure { kind: Kind::Quoted, stands: None, ..published() };
    let (facts, tree, coverage) = (delivery("p.csv", 5), region(), Coverage::new());
    let given = Given {
        facts: &[],
        moments: &[],
        quotes: &[Quotes { rows: &quoted, delivery: &facts }],
        coverage: &coverage,
        files: &[],
        tree: &tree,
        as_of: AsOf("2021-06-30".parse().expect("a day")),
    };
    let figures = observe(&m, &given, period("2020"));
    assert_eq!(told(&figures), ["a 2020-03 citerad", "riket 2020-02 citerad"]);
    assert_eq!((queries(&m).len(), figures[0].provenance.files[0].lines.as_slice()), (0, &[7][..]));
}

#[test]
fn files_with_a_row_without_a_place_are_not_counted_and_are_told() {
    let lost = AtomTable { unplaced: 2, unplaced_lines: vec![3, 5], ..AtomTable::default() };
    let (sound, facts) = (AtomTable::default(), delivery("v.csv", 4));
    let both = [Answer { table: &lost, delivery: &facts }, Answer { table: &sound, delivery: &facts }];
    let (placed, unplaced) = placed(&both);
    assert_eq!((placed.len(), unplaced), (1, vec![Unplaced { file: "v.csv".to_owned(), lines: vec![3, 5] }]));
}

#[test]
fn doubling_all_rows_doubles_the_counts_and_an_empty_unit_changes_nothing_above_it() {
    let m = share_of_rows(Counts::Stock);
    let atoms = |k: u64| vec![of_rows(&m, "a", "2020-02-29", k, 2 * k), of_rows(&m, "b", "2020-02-29", k, 10 * k)];
    let held = ["a", "b", "c"].map(|u| (u, "2020-02", rows(5)));
    let of = |tree: &OrgTree, k| told(&observed(&m, tree, atoms(k), &held, "2020-02"));
    assert_eq!((of(&region(), 1)[0].as_str(), of(&region(), 2)[0].as_str()), ("r 2020-02 2/12", "r 2020-02 4/24"));
    let mut more = region();
    more.units.push(unit("tom", Some("d1"), &[]));
    assert_eq!(of(&more, 1), of(&region(), 1));
}
