//! Tests of the room: rows of an answer, and the figures they make.

use super::*;
use crate::diag::Place;
use crate::field::dataset::InferredDate;
use crate::field::id::{DatasetId, LevelId, MeasureId, OrganisationId};
use crate::field::measure::{AtomRow, Better, Filter, Known};
use crate::field::observation::MissingWhy;
use crate::field::org::{Nature, OrgUnit};
use crate::field::period::Period;
use crate::field::quantity::{Fraction, Share};
use crate::field::text::Certainty;

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
    };
    OrgTree {
        id: OrganisationId::new("norrbotten").expect("an id"),
        label: String::new(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: Vec::new(),
        units: ["norrbotten", "ortopedi", "kirurgi"].map(unit).to_vec(),
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
        lines: lines.to_vec(),
    }
}

fn check(rows: &[AtomRow]) -> Vec<Figure> {
    let table = AtomTable { rows: rows.to_vec() };
    observe(&within_90(), Some(Answer { table: &table, delivery: &delivery("v.csv", 2) }), None, &tree()).0
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
    assert!(observe(&within_90(), None, None, &tree()).0.is_empty());
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
    let (figures, _) = observe(&within_90(), Some(answer), Some(Quotes { rows: &rows, delivery: &register }), &tree());
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
    let (figures, unplaced) = observe(&within_90(), Some(Answer { table: &table, delivery: &facts }), None, &tree());
    assert!(figures.is_empty(), "the row could belong to any figure");
    assert_eq!(unplaced, Some(Unplaced { file: "v.csv".to_owned(), lines: vec![3, 5] }));
}
