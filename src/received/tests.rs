//! Tests of the room: who delivers, what lies in files, and what the status becomes.

use super::*;
use crate::field::atom::Filter;
use crate::field::contract::{Cadence, Column, ColumnType, Complete, Schedule};
use crate::field::delivery::{Covered, DeliveryStatus, Lost, State};
use crate::field::id::{DatasetId, MeasureId, OrganisationId};
use crate::field::measure::{Better, Counted, Counts, Grain, Kind, Measure, RowsAre, Stands, Unit, UnitOf};
use crate::field::org::Nature;
use crate::field::text::Certainty;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn period(text: &str) -> Period {
    Period::parse(text).expect(text)
}

/// Region Prov: the division Norr with Ögon and Ögon Luleå, and the division Söder. Nobody delivers anything yet.
pub(super) fn tree() -> OrgTree {
    let unit = |id: &str, level: &str, part_of: Option<&str>| OrgUnit {
        id: UnitId::new(id).expect(id),
        label: id.to_owned(),
        short: None,
        level: LevelId::new(level).expect(level),
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
        id: OrganisationId::new("prov").expect("an id"),
        label: "Region Prov".to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: Vec::new(),
        units: vec![
            unit("prov", "region", None),
            unit("norr", "division", Some("prov")),
            unit("ogon", "verksamhet", Some("norr")),
            unit("ogon-lulea", "verksamhet", Some("norr")),
            unit("soder", "division", Some("prov")),
        ],
        held_against: Vec::new(),
    }
}

/// An organisation where the unit `ogon` delivers the dataset `plan`, and what it holds.
struct Case {
    tree: OrgTree,
    contract: Dataset,
    coverage: Coverage,
    files: Vec<Delivery>,
    moments: BTreeMap<LevelId, BTreeSet<String>>,
}

impl Case {
    fn new(cadence: Cadence, complete: Complete) -> Self {
        let kind = ColumnType::OneOf(["0-30", "over-90"].map(str::to_owned).to_vec());
        let mut contract = Dataset::plain("plan", vec![Column::plain("intervall", kind)]);
        contract.schedule = Some(Schedule { cadence, due_day: 20, complete });
        let mut tree = tree();
        tree.units[2].delivers = vec![contract.id.clone()];
        Self { tree, contract, coverage: Coverage::new(), files: Vec::new(), moments: BTreeMap::new() }
    }

    fn monthly() -> Self {
        Self::new(Cadence::Month, Complete::AnyRow)
    }

    fn covered(&mut self, unit: &str, at: &str) -> &mut Covered {
        let key = (self.contract.id.clone(), UnitId::new(unit).expect(unit), period(at));
        self.coverage.entry(key).or_default()
    }

    /// Rows in use.
    fn rows(mut self, unit: &str, at: &str, rows: u64) -> Self {
        let covered = self.covered(unit, at);
        covered.rows += rows;
        covered.files.insert("data/prov/plan.csv".to_owned());
        self
    }

    fn quarantined(mut self, unit: &str, at: &str, rows: u64) -> Self {
        self.covered(unit, at).quarantined += rows;
        self
    }

    fn codes(mut self, unit: &str, at: &str, codes: &[&str]) -> Self {
        self = self.rows(unit, at, codes.len() as u64);
        self.covered(unit, at).codes.extend(codes.iter().map(|c| (*c).to_owned()));
        self
    }

    fn file(mut self, name: &str, rows_read: u64, set_aside: bool) -> Self {
        self.files.push(Delivery {
            dataset: self.contract.id.clone(),
            label: String::new(),
            file: format!("data/prov/{name}"),
            sha256: String::new(),
            rows_read,
            rows_used: 0,
            rows_quarantined: 0,
            set_aside,
            recognised: String::new(),
        });
        self
    }

    fn received(&self, asked: &str, as_of: &str) -> Received {
        received(&Input {
            tree: &self.tree,
            contracts: std::slice::from_ref(&self.contract),
            coverage: &self.coverage,
            files: &self.files,
            moments: &self.moments,
            period: period(asked),
            as_of: AsOf(day(as_of)),
        })
    }

    fn statuses(&self, asked: &str, as_of: &str) -> Vec<DeliveryStatus> {
        self.received(asked, as_of).statuses
    }

    /// The state of the one delivery of a period, how late it is, and what lacks.
    #[track_caller]
    fn check(&self, asked: &str, as_of: &str, state: State, late: Option<u32>, missing: &[&str]) {
        let statuses = self.statuses(asked, as_of);
        let [status] = statuses.as_slice() else { panic!("one delivery: {statuses:?}") };
        assert_eq!((status.state, status.late_by_days), (state, late));
        assert_eq!(status.missing, missing);
    }
}

#[test]
fn what_is_not_there_is_late_first_the_day_after_the_last_day() {
    let case = Case::monthly();
    case.check("2024-03", "2024-02-01", State::NotYetDue, None, &[]);
    case.check("2024-03", "2024-04-20", State::NotYetDue, None, &[]);
    case.check("2024-03", "2024-04-21", State::NotDelivered, Some(1), &[]);
    case.check("2024-12", "2025-01-21", State::NotDelivered, Some(1), &[]);
}

#[test]
fn a_leap_february_is_due_the_twentieth_of_march() {
    let case = Case::monthly();
    for year in ["2023", "2024"] {
        let due = case.statuses(&format!("{year}-02"), "2024-01-01")[0].due;
        assert_eq!(due, Some(day(&format!("{year}-03-20"))));
    }
}

#[test]
fn what_is_there_is_never_called_late() {
    let case = Case::monthly().rows("ogon", "2024-03", 1);
    case.check("2024-03", "2024-04-01", State::Complete, None, &[]);
    case.check("2024-03", "2030-01-01", State::Complete, None, &[]);
}

#[test]
fn a_year_asks_for_its_months_and_a_month_for_no_year() {
    assert_eq!(Case::monthly().statuses("2024", "2024-01-01").len(), 12);
    assert_eq!(Case::monthly().statuses("2024T2", "2024-01-01").len(), 4);
    assert_eq!(Case::monthly().statuses("2015-2016", "2024-01-01").len(), 24);
    let yearly = Case::new(Cadence::Year, Complete::AnyRow);
    assert_eq!(yearly.statuses("2024-11", "2024-01-01").len(), 0);
    assert_eq!(yearly.statuses("2024-12", "2024-01-01").len(), 1);
    let tertial = Case::new(Cadence::Tertial, Complete::AnyRow);
    assert_eq!(tertial.statuses("2024", "2024-01-01").len(), 3);
    assert_eq!(tertial.statuses("2024-08", "2024-01-01")[0].due, Some(day("2024-09-20")));
}

#[test]
fn a_unit_is_asked_only_for_periods_in_which_it_exists() {
    let mut case = Case::monthly();
    case.tree.units[2].valid_from = Some(day("2024-02-29"));
    case.tree.units[2].valid_to = Some(day("2024-04-01"));
    let months: Vec<String> = case.statuses("2024", "2024-01-01").iter().map(|s| s.period.to_string()).collect();
    assert_eq!(months, ["2024-02", "2024-03", "2024-04"]);
}

#[test]
fn every_week_whose_thursday_lies_in_the_month_must_be_there() {
    let mut case = Case::new(Cadence::Month, Complete::EveryWeek);
    for week in ["2024-W05", "2024-W06", "2024-W08", "2024-W09", "2024-W10"] {
        case = case.rows("ogon", week, 1);
    }
    // 1 February 2024 is a Thursday, and so is 29 February: five weeks. That of 7 March belongs to March.
    case.check("2024-02", "2024-03-21", State::Incomplete, Some(1), &["2024-W07"]);
    assert_eq!(case.statuses("2024-02", "2024-03-21")[0].rows_used, 4);
    case.rows("ogon", "2024-W07", 1).check("2024-02", "2024-03-21", State::Complete, None, &[]);
}

#[test]
fn a_unit_that_ended_owes_no_weeks_after_its_end() {
    let mut case = Case::new(Cadence::Month, Complete::EveryWeek).rows("ogon", "2024-W05", 1);
    case.tree.units[2].valid_to = Some(day("2024-02-14"));
    case.check("2024-02", "2024-03-21", State::Incomplete, Some(1), &["2024-W06"]);
}

#[test]
fn the_week_of_new_year_is_asked_for_where_its_thursday_is() {
    let case = Case::new(Cadence::Month, Complete::EveryWeek).rows("ogon", "2020-W53", 1);
    case.check("2020-12", "2021-02-01", State::Incomplete, Some(12), &["2020-W49", "2020-W50", "2020-W51", "2020-W52"]);
    case.check("2021-01", "2021-02-01", State::NotYetDue, None, &[]);
}

#[test]
fn every_month_of_a_tertial_must_be_there() {
    let case = Case::new(Cadence::Tertial, Complete::EveryMonth).rows("ogon", "2024-05", 1).rows("ogon", "2024-08", 1);
    case.check("2024T2", "2024-09-01", State::Incomplete, None, &["2024-06", "2024-07"]);
    assert!(!case.statuses("2024T2", "2024-09-20")[0].needs_work(), "it may still come");
    assert!(case.statuses("2024T2", "2024-09-21")[0].needs_work());
}

#[test]
fn every_code_of_a_column_must_be_there() {
    let case = Case::new(Cadence::Month, Complete::EveryCode("intervall".to_owned()));
    let half = case.codes("ogon", "2024-03", &["0-30"]);
    half.check("2024-03", "2024-04-01", State::Incomplete, None, &["over-90"]);
    half.codes("ogon", "2024-03", &["over-90"]).check("2024-03", "2024-04-01", State::Complete, None, &[]);
}

#[test]
fn every_moment_is_asked_of_units_of_its_level_alone() {
    let mut case = Case::new(Cadence::Year, Complete::EveryMoment).codes("ogon", "2024", &["behov"]);
    let asked = || ["behov", "verktyg"].map(str::to_owned).into();
    case.moments.insert(LevelId::new("division").expect("an id"), asked());
    case.check("2024", "2025-01-01", State::Complete, None, &[]);
    case.moments.insert(LevelId::new("verksamhet").expect("an id"), asked());
    case.check("2024", "2025-01-01", State::Incomplete, None, &["verktyg"]);
}

#[test]
fn rows_that_are_all_in_quarantine_are_neither_delivered_nor_absent() {
    let case = Case::monthly().quarantined("ogon", "2024-03", 2);
    case.check("2024-03", "2024-04-01", State::Quarantined, None, &[]);
    case.check("2024-03", "2024-04-30", State::Quarantined, Some(10), &[]);
    case.rows("ogon", "2024-03", 1).check("2024-03", "2024-04-30", State::Complete, None, &[]);
}

#[test]
fn an_empty_file_is_not_the_same_as_none() {
    let case = Case::monthly().file("plan.csv", 0, false);
    case.check("2024-03", "2024-04-21", State::Empty, Some(1), &[]);
    case.check("2024-03", "2024-03-31", State::NotYetDue, None, &[]);
    case.rows("ogon", "2024-03", 1).check("2024-03", "2024-04-21", State::Complete, None, &[]);
    Case::monthly().file("plan-2024-04.csv", 0, false).check(
        "2024-03",
        "2024-04-21",
        State::NotDelivered,
        Some(1),
        &[],
    );
}

#[test]
fn hidden_numbers_are_delivered_numbers() {
    let mut case = Case::monthly().rows("ogon", "2024-03", 2);
    case.covered("ogon", "2024-03").suppressed = 1;
    let status = &case.statuses("2024-03", "2024-04-21")[0];
    assert_eq!((status.state, status.rows_used, status.rows_suppressed), (State::Complete, 2, 1));
}

#[test]
fn a_file_set_aside_stands_for_what_it_may_hold() {
    let nothing_told = Case::monthly().file("plan.csv", 5, true);
    nothing_told.check("2024-03", "2024-04-01", State::SetAside, None, &[]);
    nothing_told.check("2024-03", "2024-03-31", State::NotYetDue, None, &[]);
    let told = |name: &str| Case::monthly().file(name, 5, true);
    told("plan-2024-03.csv").check("2024-03", "2024-03-31", State::SetAside, None, &[]);
    told("plan-2024-02.csv").check("2024-03", "2024-04-01", State::NotYetDue, None, &[]);
    told("plan-norr-2024.csv").check("2024-03", "2024-04-01", State::SetAside, None, &[]);
    told("plan-ogon-lulea.csv").check("2024-03", "2024-04-01", State::NotYetDue, None, &[]);
}

#[test]
fn a_file_set_aside_makes_what_came_in_others_incomplete_only_when_it_is_known_to_concern_it() {
    let delivered = || Case::monthly().rows("ogon", "2024-03", 3);
    delivered().file("plan-2.csv", 5, true).check("2024-03", "2024-04-01", State::Complete, None, &[]);
    delivered().file("plan-ogon.csv", 5, true).check("2024-03", "2024-04-01", State::Incomplete, None, &[]);
    let mut known = delivered().file("plan-2.csv", 5, true);
    known.covered("ogon", "2024-03").set_aside.insert("data/prov/plan-2.csv".to_owned());
    known.check("2024-03", "2024-04-01", State::Incomplete, None, &[]);
    known.check("2024-04", "2024-05-01", State::NotYetDue, None, &[]);
    assert!(known.statuses("2024-03", "2024-04-01")[0].needs_work(), "the file must be mended, whatever the day");
}

#[test]
fn a_division_that_delivers_answers_for_the_units_below_it() {
    let mut case = Case::monthly().rows("ogon-lulea", "2024-03", 2).rows("ogon", "2024-03", 1);
    case.tree.units[1].delivers = vec![case.contract.id.clone()];
    let statuses = case.statuses("2024-03", "2024-04-01");
    let rows: Vec<_> = statuses.iter().map(|s| (s.unit.as_str(), s.rows_used)).collect();
    assert_eq!(rows, [("norr", 2), ("ogon", 1)]);
}

#[test]
fn what_nobody_waits_for_is_shown_and_not_judged() {
    let case = Case::monthly().rows("soder", "2024-03", 2);
    let states: Vec<_> = case.statuses("2024-03", "2024-04-30").iter().map(|s| s.state).collect();
    assert_eq!(states, [State::NotDelivered, State::NotExpected]);
    let mut silent = Case::monthly().rows("ogon", "2024-03", 2);
    silent.tree.units[2].delivers.clear();
    assert_eq!(silent.received("2024-03", "2024-04-30"), Received::default());
}

#[test]
fn what_is_delivered_when_something_changes_is_never_late() {
    let case = Case::new(Cadence::OnChange, Complete::AnyRow);
    assert_eq!(case.statuses("2024", "2030-01-01"), []);
    case.rows("ogon", "2024-03", 1).check("2024", "2030-01-01", State::NotExpected, None, &[]);
}

#[test]
fn statuses_are_counted_per_unit_and_division() {
    let mut case = Case::monthly().rows("ogon", "2024-01", 3).quarantined("ogon", "2024-02", 1);
    case.tree.units[4].delivers = vec![case.contract.id.clone()];
    let received = case.received("2024T1", "2024-04-21");
    let divisions: Vec<_> =
        received.divisions.iter().map(|d| (d.division.as_str(), d.tally.expected(), d.tally.late)).collect();
    assert_eq!(divisions, [("norr", 4, 2), ("soder", 4, 3)]);
    let unit = &received.divisions[0].units[0];
    assert_eq!((unit.unit.as_str(), unit.tally.worst()), ("ogon", Some(State::NotDelivered)));
    assert_eq!(unit.datasets[0].tally.count(State::Complete), 1);
    assert_eq!((received.tally.expected(), received.tally.count(State::NotYetDue)), (8, 2));
}

#[test]
fn the_latest_period_due_is_of_the_shortest_cadence() {
    let of = |cadence, due_day| {
        let mut contract = Case::new(cadence, Complete::AnyRow).contract;
        contract.schedule.iter_mut().for_each(|s| s.due_day = due_day);
        contract
    };
    let latest = |contracts: &[Dataset], as_of: &str| latest_due(contracts, AsOf(day(as_of))).map(|p| p.to_string());
    let all = [of(Cadence::Year, 20), of(Cadence::Month, 20), of(Cadence::Tertial, 20)];
    assert_eq!(latest(&all, "2026-11-20").as_deref(), Some("2026-10"));
    assert_eq!(latest(&all, "2026-11-19").as_deref(), Some("2026-09"));
    assert_eq!(latest(&all, "2026-01-05").as_deref(), Some("2025-11"));
    assert_eq!(latest(&[of(Cadence::Month, 20), of(Cadence::Month, 5)], "2024-03-10").as_deref(), Some("2024-02"));
    assert_eq!(latest(&all[2..], "2026-11-20").as_deref(), Some("2026T2"));
    assert_eq!(latest(&all[..1], "2026-01-19").as_deref(), Some("2024"));
    assert_eq!(latest(&[of(Cadence::OnChange, 20)], "2026-01-19"), None);
}

#[test]
fn a_file_set_aside_leaves_the_figures_of_every_measure_that_asks_for_it_missing() {
    let measure = |id: &str| Measure {
        id: MeasureId::new(id).expect(id),
        name: String::new(),
        gloss: String::new(),
        perspective: None,
        owner: None,
        dataset: DatasetId::new("plan").expect("an id"),
        stands: Some(Stands {
            unit: "enhet".to_owned(),
            at: "vecka".to_owned(),
            grain: Grain::Week,
            counts: Counts::Flow,
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
        version: crate::field::held::Version::ONLY,
        cadence: None,
        name_en: None,
        part_of: None,
        minimum_denominator: None,
        suppress_below: 0,
        source: String::new(),
        compare_with: Vec::new(),
        quoted_as: None,
        kind: Kind::Count {
            of: Counted::Sum("antal".to_owned()),
            when: Filter::All(Vec::new()),
            excluding: Vec::new(),
        },
        examples: Vec::new(),
        place: crate::diag::Place::file("m.yaml"),
    };
    let files = Case::monthly().file("plan.csv", 5, true).file("plan-2.csv", 5, false).files;
    let told: Vec<_> = lacking(&[measure("a"), measure("b")], &files).into_iter().map(|l| (l.lost, l.file)).collect();
    let file = || "data/prov/plan.csv".to_owned();
    let figures = |id: &str| Lost::Figures { measure: MeasureId::new(id).expect(id), name: String::new() };
    assert_eq!(told, [(figures("a"), file()), (figures("b"), file())]);
    assert_eq!(lacking(&[], &files)[0].lost, Lost::Rows);
}
