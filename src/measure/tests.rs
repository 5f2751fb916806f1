//! Tests of the room: rows of an answer, and the figures they make.

use super::*;
use crate::diag::Place;
use crate::field::dataset::InferredDate;
use crate::field::delivery::Covered;
use crate::field::id::{DatasetId, LevelId, MeasureId, OrganisationId};
use crate::field::measure::{AtomRow, Better, Filter, Known};
use crate::field::observation::MissingWhy;
use crate::field::org::{Nature, OrgUnit};
use crate::field::period::Period;
use crate::field::quantity::{Fraction, Share};
use crate::field::text::Certainty;
use std::collections::BTreeMap;

fn equals(column: &str, value: &str) -> Filter {
    Filter::Equals { column: column.to_owned(), value: value.to_owned() }
}

fn both(a: Filter, b: Filter) -> Filter {
    Filter::All(vec![a, b])
}

/// The share within 90 days of the audit of 2020, known by those who waited longer.
fn within_90() -> Measure {
    Measure {
        id: MeasureId::new("andel-inom-90-besok").expect("an id"),
        name: String::new(),
        gloss: String::new(),
        dataset: DatasetId::new("vantande_aggregerat").expect("an id"),
        better: Better::Higher,
        source: String::new(),
        compare_with: Vec::new(),
        quoted_as: Some("nybesok".to_owned()),
        kind: Kind::Share {
            sum: "antal".to_owned(),
            whole: both(equals("kontakttyp", "nybesok"), equals("intervall", "totalt")),
            known: Known::Complement(both(equals("kontakttyp", "nybesok"), equals("intervall", "over-90"))),
        },
        place: Place::line("controls/measures/tillganglighet.yaml", 3),
    }
}

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
        id: OrganisationId::new("norrbotten").expect("an id"),
        label: String::new(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: Vec::new(),
        units: ["norrbotten", "ortopedi", "kirurgi"].map(unit).to_vec(),
        held_against: Vec::new(),
    }
}

fn delivery(file: &str, rows_read: u64) -> Delivery {
    Delivery {
        dataset: DatasetId::new("vantande_aggregerat").expect("an id"),
        label: String::new(),
        file: file.to_owned(),
        sha256: "0".repeat(64),
        rows_read,
        rows_used: 0,
        set_aside: false,
        rows_quarantined: 0,
        recognised: String::new(),
    }
}

fn row(
    unit: &str,
    inferred: &str,
    source: &str,
    whole: Option<u64>,
    complement: Option<u64>,
    lines: &[u32],
) -> AtomRow {
    AtomRow {
        keys: [unit, "2020-02", inferred, source].map(str::to_owned).to_vec(),
        atoms: [("whole".to_owned(), whole), ("complement".to_owned(), complement)].into(),
        suppressed: 0,
        lines: lines.to_vec(),
    }
}

/// Nothing known of faulty rows.
const NOTHING: Held<'static> = Held { coverage: &BTreeMap::new(), files: &[] };

fn check(rows: &[AtomRow]) -> Vec<Figure> {
    let table = AtomTable { rows: rows.to_vec() };
    observe(&within_90(), &[Answer { table: &table, delivery: &delivery("v.csv", 2) }], &[], NOTHING, &tree()).0
}

#[test]
fn the_two_rows_of_norrbotten_make_62_percent() {
    let figures = check(&[row("norrbotten", "manad_och_ar", "2.3.1", Some(9_879), Some(3_797), &[2, 3])]);
    let [figure] = figures.as_slice() else { panic!("one figure") };
    assert_eq!(Some(figure.observation), Share::of(6_082, 9_879).map(Observation::Measured));
    assert_eq!(figure.observation.fraction().map(Fraction::percent_rounded), Some(62));
    assert_eq!(
        (figure.complement, figure.inferred, figure.source.as_str()),
        (Some(3_797), InferredDate::MonthAndYear, "2.3.1")
    );
    assert_eq!((figure.provenance.rows_read, figure.provenance.lines.as_slice()), (2, [2, 3].as_slice()));
    assert_eq!(figure.provenance.asked_by.as_ref().map(|p| p.line), Some(3));
}

#[test]
fn what_is_missing_says_why_and_is_never_zero() {
    let observed = |whole, complement| {
        check(&[row("norrbotten", "", "1", whole, complement, &[2])]).first().map(|f| f.observation)
    };
    assert_eq!(observed(None, Some(1)), Some(Observation::Missing(MissingWhy::NoWhole)));
    assert_eq!(observed(Some(0), Some(0)), Some(Observation::Missing(MissingWhy::NoWhole)));
    assert_eq!(observed(Some(5), None), Some(Observation::Missing(MissingWhy::NotDelivered)));
    assert_eq!(observed(Some(5), Some(6)), Some(Observation::Missing(MissingWhy::PartAboveWhole)));
    assert_eq!(observed(Some(5), Some(5)), Share::of(0, 5).map(Observation::Measured), "zero of something is a share");
    assert_eq!(observed(None, None), None);
    assert!(observe(&within_90(), &[], &[], NOTHING, &tree()).0.is_empty());
}

#[test]
fn rows_from_several_sections_make_one_figure_as_sure_as_the_least_sure() {
    let figures = check(&[
        row("norrbotten", "", "2.3.2", None, Some(3), &[9]),
        row("norrbotten", "ar", "2.3.1", Some(10), None, &[4]),
    ]);
    let [figure] = figures.as_slice() else { panic!("one figure") };
    assert_eq!(Some(figure.observation), Share::of(7, 10).map(Observation::Measured));
    assert_eq!((figure.source.as_str(), figure.inferred), ("2.3.1, 2.3.2", InferredDate::Year));
    assert_eq!(figure.provenance.lines, [4, 9]);
}

#[test]
fn quoted_shares_stand_among_the_computed_in_the_order_of_the_tree_with_the_nation_last() {
    let quote = |unit: &str, contact: &str, month: &str| QuotedShareRow {
        unit: UnitId::new(unit).expect(unit),
        contact: contact.to_owned(),
        month: Period::parse(month).expect(month),
        share: Fraction::HALF,
        inferred: InferredDate::Year,
        source: "2.3.1".to_owned(),
        place: Place::line("p.csv", 7),
    };
    let rows = [
        quote("riket", "nybesok", "2020-02"),
        quote("kirurgi", "nybesok", "2020-02"),
        quote("norrbotten", "nybesok", "2020-02"),
        quote("ortopedi", "nybesok", "2020-03"),
        quote("ortopedi", "nybesok", "2020-01"),
        quote("ortopedi", "operation", "2020-01"),
    ];
    let table = AtomTable { rows: vec![row("norrbotten", "", "1", Some(4), Some(1), &[2])] };
    let (facts, register) = (delivery("v.csv", 1), delivery("p.csv", 6));
    let answer = Answer { table: &table, delivery: &facts };
    let (figures, _) =
        observe(&within_90(), &[answer], &[Quotes { rows: &rows, delivery: &register }], NOTHING, &tree());
    let told: Vec<String> =
        figures.iter().map(|f| format!("{} {} {}", f.key.unit, f.key.period, f.provenance.file)).collect();
    assert_eq!(
        told,
        [
            "norrbotten 2020-02 v.csv",
            "norrbotten 2020-02 p.csv",
            "ortopedi 2020-01 p.csv",
            "ortopedi 2020-03 p.csv",
            "kirurgi 2020-02 p.csv",
            "riket 2020-02 p.csv",
        ]
    );
    let last = &figures[5];
    assert_eq!(
        (last.observation, last.complement, last.provenance.lines[0]),
        (Observation::Quoted(Fraction::HALF), None, 7)
    );
}

#[test]
fn a_measure_that_is_only_quoted_asks_nothing() {
    let measure = within_90();
    let asked = query(&measure).expect("a question");
    assert_eq!(asked.keys, ["enhet", "manad", "slutlett", "kalla"]);
    assert_eq!(asked.atoms.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["whole", "complement"]);
    assert_eq!(query(&Measure { kind: Kind::Quoted, ..measure }), None);
}

#[test]
fn a_row_without_unit_or_month_leaves_no_computed_figure_and_is_told() {
    let mut lost = row("norrbotten", "", "1", Some(4), Some(1), &[3, 5]);
    lost.keys[1].clear();
    let table = AtomTable { rows: vec![row("norrbotten", "", "1", Some(9), Some(3), &[2]), lost] };
    let facts = delivery("v.csv", 4);
    let (figures, unplaced) =
        observe(&within_90(), &[Answer { table: &table, delivery: &facts }], &[], NOTHING, &tree());
    assert!(figures.is_empty(), "the row could belong to any figure");
    assert_eq!(unplaced, [Unplaced { file: "v.csv".to_owned(), lines: vec![3, 5] }]);
}

#[test]
fn a_figure_with_a_hidden_number_is_hidden_with_its_parts() {
    let hidden = AtomRow { suppressed: 1, ..row("norrbotten", "", "1", Some(9), None, &[2, 3]) };
    let figures = check(&[hidden, row("norrbotten", "ar", "2", None, Some(4), &[4])]);
    let [figure] = figures.as_slice() else { panic!("one figure") };
    assert_eq!((figure.observation, figure.complement), (Observation::Suppressed, None));
    assert_eq!(figure.provenance.lines, [2, 3, 4]);
    let only = check(&[AtomRow { suppressed: 1, ..row("norrbotten", "", "1", None, None, &[2]) }]);
    assert_eq!(only.first().map(|f| f.observation), Some(Observation::Suppressed));
}

/// The figures when nothing is in use but what `covered` says, for one unit and month.
fn with_faulty(covered: Covered, rows: &[AtomRow]) -> Vec<(String, Observation)> {
    let dataset = || DatasetId::new("vantande_aggregerat").expect("an id");
    let at = |period: &str| (dataset(), UnitId::new("ortopedi").expect("an id"), Period::parse(period).expect(period));
    let coverage = BTreeMap::from([(at("2020-02"), covered.clone()), (at("2020"), covered)]);
    let (table, files) = (AtomTable { rows: rows.to_vec() }, [delivery("v.csv", 2), delivery("x.csv", 2)]);
    let held = Held { coverage: &coverage, files: &files };
    let answer = Answer { table: &table, delivery: &files[0] };
    let (figures, _) = observe(&within_90(), &[answer], &[], held, &tree());
    figures.iter().map(|f| (format!("{} {} {}", f.key.unit, f.key.period, f.provenance.file), f.observation)).collect()
}

#[test]
fn a_unit_whose_rows_are_all_faulty_has_a_figure_that_says_so() {
    let missing = |why| vec![("ortopedi 2020-02 v.csv".to_owned(), Observation::Missing(why))];
    let quarantined = || Covered { quarantined: 2, files: ["v.csv".to_owned()].into(), ..Covered::default() };
    assert_eq!(with_faulty(quarantined(), &[]), missing(MissingWhy::Quarantined));
    let aside = Covered { set_aside: ["x.csv".to_owned()].into(), ..Covered::default() };
    let told = vec![("ortopedi 2020-02 x.csv".to_owned(), Observation::Missing(MissingWhy::SetAside))];
    assert_eq!(with_faulty(aside, &[]), told);
    assert_eq!(with_faulty(Covered::default(), &[]), []);
    // The whole is there, and what did not meet is in quarantine.
    let some = Covered { rows: 1, ..quarantined() };
    assert_eq!(with_faulty(some.clone(), &[]), [], "another measure of the dataset has the rows in use");
    let half = row("ortopedi", "", "1", Some(9), None, &[2]);
    assert_eq!(with_faulty(some.clone(), &[half]), missing(MissingWhy::Quarantined));
    let whole = row("ortopedi", "", "1", Some(9), Some(3), &[2, 3]);
    let measured = Observation::Measured(Share::of(6, 9).expect("a share"));
    assert_eq!(with_faulty(some, &[whole]), [("ortopedi 2020-02 v.csv".to_owned(), measured)]);
}
