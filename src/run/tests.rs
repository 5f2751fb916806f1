//! Tests of the room: which cases a project has, and what was received in it. The project is the one that `tests/third` holds.

use super::*;
use crate::field::delivery::{Covered, State};
use crate::field::id::{DatasetId, UnitId};
use crate::field::observation::Observation;
use crate::field::org::HeldAgainst;
use std::path::Path;

const AUDIT: &str = "felanmalan-2023";

fn period(text: &str) -> Period {
    Period::parse(text).expect(text)
}

/// The project, its region held against the audit for 2022 instead of having been audited.
fn held_against() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/third");
    let project = Project::find(Some(&root), &root).expect("a project");
    let mut loaded = load(&project, Purpose::Check).unwrap_or_else(|remarks| panic!("{remarks:?}"));
    let catalog = loaded.catalog.as_mut().expect("a catalogue without errors");
    let organisation = catalog.organisations.values_mut().next().expect("an organisation");
    organisation.audits.clear();
    organisation.tree.held_against =
        vec![HeldAgainst { audit: AuditId::new(AUDIT).expect("an id"), period: period("2022") }];
    loaded
}

fn folders(catalog: &Catalog, selection: &Selection) -> Vec<String> {
    cases(catalog, selection).map(|cases| cases.iter().map(Case::folder).collect()).unwrap_or_default()
}

#[test]
fn an_audit_that_an_organisation_is_held_against_is_a_case_for_the_period_it_says() {
    let loaded = held_against();
    let catalog = loaded.catalog.as_ref().expect("a catalogue");
    let held = format!("region-prov/{AUDIT}/2022");
    let all = Selection::default();
    assert_eq!(folders(catalog, &all), [held.as_str()]);
    let pair = Selection {
        organisation: Some("region-prov".to_owned()),
        audit: Some(AUDIT.to_owned()),
        ..Selection::default()
    };
    assert_eq!(folders(catalog, &pair), [held.as_str()]);
    let other = Selection { period: Some(period("2021")), ..Selection::default() };
    assert_eq!(folders(catalog, &other), [format!("region-prov/{AUDIT}/2021")]);
    let case = cases(catalog, &all).expect("a case").remove(0);
    let outcome = outcome(&loaded, catalog, &case, AsOf("2023-01-01".parse().expect("a day"))).expect("an outcome");
    assert_eq!(outcome.made, Made::Never);
    assert!(outcome.questions.iter().all(|q| q.established.is_none()));
}

#[test]
fn the_deliveries_of_a_run_are_those_of_its_period_and_its_moments() {
    let mut loaded = held_against();
    let catalog = loaded.catalog.as_mut().expect("a catalogue");
    let audit = &catalog.controls.audits[&AuditId::new(AUDIT).expect("an id")];
    let level = audit.moments_asked_of.clone().expect("a level");
    let asked: Vec<String> = audit.moments.iter().map(|m| m.id.to_string()).collect();
    let moment = DatasetId::new("moment").expect("an id");
    for contract in catalog.controls.datasets.iter_mut().filter(|d| d.id == moment) {
        contract.schedule = Some(crate::field::contract::Schedule {
            cadence: crate::field::contract::Cadence::Year,
            due_day: 20,
            complete: crate::field::contract::Complete::EveryMoment,
        });
    }
    let id = catalog.organisations.keys().next().expect("an organisation").clone();
    let tree = &mut catalog.organisations.get_mut(&id).expect("it").tree;
    let units = tree.units.iter_mut().filter(|u| u.level == level).take(2);
    let mut unit = UnitId::new("x").expect("an id");
    for asked in units {
        asked.delivers = vec![moment.clone()];
        unit = asked.id.clone();
    }
    let covered = Covered { rows: 1, codes: [asked[0].clone()].into(), ..Covered::default() };
    loaded.deliveries.get_mut(&id).expect("read").coverage.insert((moment, unit, period("2022")), covered);
    let catalog = loaded.catalog.as_ref().expect("a catalogue");
    let as_of = AsOf("2023-01-21".parse().expect("a day"));
    assert_eq!(
        due_periods(&loaded, catalog, &id, &Selection::default(), as_of).into_iter().collect::<Vec<_>>(),
        [period("2022")]
    );
    let received = received(&loaded, catalog, &id, period("2022"), as_of);
    let states: Vec<_> = received.statuses.iter().map(|s| (s.state, s.late_by_days, s.missing.len())).collect();
    assert_eq!(states, [(State::NotDelivered, Some(1), 0), (State::Incomplete, Some(1), asked.len() - 1)]);
}

#[test]
fn without_an_audit_the_latest_period_due_is_shown() {
    let loaded = held_against();
    let mut changed = loaded.catalog.clone().expect("a catalogue");
    let catalog = &mut changed;
    let id = catalog.organisations.keys().next().expect("an organisation").clone();
    catalog.organisations.get_mut(&id).expect("it").tree.held_against.clear();
    let as_of = AsOf("2023-03-20".parse().expect("a day"));
    catalog.controls.datasets.iter_mut().for_each(|d| d.schedule = None);
    assert_eq!(due_periods(&loaded, catalog, &id, &Selection::default(), as_of), BTreeSet::new());
    catalog.controls.datasets[0].schedule = Some(crate::field::contract::Schedule {
        cadence: crate::field::contract::Cadence::Month,
        due_day: 20,
        complete: crate::field::contract::Complete::AnyRow,
    });
    assert_eq!(due_periods(&loaded, catalog, &id, &Selection::default(), as_of), [period("2023-02")].into());
}

#[test]
fn the_questions_of_every_shipped_measure_are_kept_to_be_reviewed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::find(Some(root), root).expect("a project");
    let loaded = load(&project, Purpose::Catalogue).unwrap_or_else(|remarks| panic!("{remarks:?}"));
    let catalog = loaded.catalog.expect("a catalogue without errors");
    let asked = catalog.controls.measures.iter().map(|m| {
        let questions: Vec<String> = crate::measure::queries(m).iter().map(ToString::to_string).collect();
        format!(
            "{}: {}",
            m.id,
            if questions.is_empty() { "no rows are asked for\n".to_owned() } else { questions.concat() }
        )
    });
    insta::assert_snapshot!(asked.collect::<Vec<_>>().join("\n"));
}

/// Region Exempel as it is shipped, and its figures for a period, small numbers too.
fn exempel(of: &str) -> Vec<(Measure, Period, Vec<Figure>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::find(Some(root), root).expect("a project");
    let loaded = load(&project, Purpose::Judge).unwrap_or_else(|remarks| panic!("{remarks:?}"));
    let mut catalog = loaded.catalog.clone().expect("a catalogue without errors");
    catalog.controls.measures.iter_mut().for_each(|m| m.suppress_below = 0);
    let id = OrganisationId::new("exempel").expect("an id");
    let periods: Vec<Period> = of.split(' ').map(period).collect();
    let (found, remarks) =
        figures(&loaded, &catalog, &id, &periods, (AsOf("2026-11-01".parse().expect("a day")), Organised::AsItWas));
    assert!(remarks.is_empty(), "{remarks:?}");
    found
}

fn shares(found: &[(Measure, Period, Vec<Figure>)], measure: &str, of: &str) -> Vec<(String, u64, u64)> {
    let (.., figures) =
        found.iter().find(|(m, p, _)| m.id.as_str() == measure && *p == period(of)).expect("a measure with figures");
    figures
        .iter()
        .filter_map(|f| {
            let Observation::Measured(share) = f.observation else { return None };
            Some((f.key.unit.to_string(), share.part(), share.whole()))
        })
        .collect()
}

#[test]
fn what_is_counted_contact_by_contact_is_what_was_published_of_the_same_contacts() {
    let found = exempel("2025-03 2025-12 2025");
    for of in ["2025-03", "2025-12", "2025"] {
        let counted = shares(&found, "vantat-inom-90-besok", of);
        assert_eq!(counted, shares(&found, "andel-inom-90-besok", of), "{of}");
        assert!(counted.len() > 8, "the region, its divisions and their units");
    }
    assert_eq!(shares(&found, "vantat-inom-90-besok", "2025"), shares(&found, "vantat-inom-90-besok", "2025-12"));
}

#[test]
fn a_year_of_a_flow_is_the_sum_of_its_months() {
    let months: Vec<String> = (1..=12).map(|m| format!("2025-{m:02}")).collect();
    let found = exempel(&format!("2025 {}", months.join(" ")));
    let mut sums: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for month in &months {
        for (unit, part, whole) in shares(&found, "aterbesok-inom-maldatum", month) {
            let sum = sums.entry(unit).or_default();
            *sum = (sum.0 + part, sum.1 + whole);
        }
    }
    let year: BTreeMap<String, (u64, u64)> = shares(&found, "aterbesok-inom-maldatum", "2025")
        .into_iter()
        .map(|(unit, part, whole)| (unit, (part, whole)))
        .collect();
    assert_eq!(year, sums);
}

#[test]
fn every_shipped_measure_has_examples_that_come_out_and_a_false_one_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::find(Some(root), root).expect("a project");
    let loaded = load(&project, Purpose::Catalogue).unwrap_or_else(|remarks| panic!("{remarks:?}"));
    let catalog = loaded.catalog.expect("a catalogue without errors");
    for measure in catalog.controls.measures.iter().filter(|m| m.stands.is_some()) {
        let contracts = &catalog.controls.datasets;
        let tried = examples(measure, contracts);
        assert!(!tried.is_empty(), "{}", measure.id);
        assert!(tried.iter().all(|t| t.differs.is_empty()), "{}: {tried:?}", measure.id);
        let mut spoilt = measure.clone();
        for example in &mut spoilt.examples {
            example.expected.excluded = Some(example.expected.excluded.map_or(99, |n| n + 1));
        }
        assert!(examples(&spoilt, contracts).iter().all(|t| t.differs.len() == 1), "{}", measure.id);
    }
}

#[test]
fn an_example_that_cannot_be_read_says_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::find(Some(root), root).expect("a project");
    let loaded = load(&project, Purpose::Catalogue).unwrap_or_else(|remarks| panic!("{remarks:?}"));
    let catalog = loaded.catalog.expect("a catalogue without errors");
    let mut measure =
        catalog.controls.measures.into_iter().find(|m| m.id.as_str() == "antal-vantande").expect("a measure");
    measure.examples.truncate(1);
    measure.examples[0].given[0] = vec![("matdatum".to_owned(), "2021-02-30".to_owned())];
    let tried = examples(&measure, &catalog.controls.datasets);
    assert!(!tried[0].differs.is_empty(), "{tried:?}");
}
