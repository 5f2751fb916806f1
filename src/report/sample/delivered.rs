//! The sample with deliveries: who delivers what for 2020, with everything that can go wrong once.

use super::*;
use crate::diag::{Cell as At, Remark, Severity};
use crate::field::contract::{Cadence, Column, ColumnType, Complete, Dataset, Schedule};
use crate::field::delivery::{Coverage, Covered, Quarantine};
use crate::field::observation::MissingWhy;
use crate::received;
use std::collections::BTreeMap;

/// A file of the sample.
fn file(dataset: &str, label: &str, name: &str, rows: (u64, u64), set_aside: bool) -> Delivery {
    Delivery {
        dataset: id!(DatasetId, dataset),
        label: label.to_owned(),
        file: format!("data/prov/{name}"),
        sha256: "0123456789abcdef".repeat(4),
        rows_read: rows.0,
        rows_used: if set_aside { 0 } else { rows.0 - rows.1 },
        rows_quarantined: rows.1,
        set_aside,
        recognised: "CSV, UTF-8, semikolon".to_owned(),
    }
}

fn contract(id: &str, label: &str, cadence: Cadence, complete: Complete) -> Dataset {
    Dataset {
        label: label.to_owned(),
        schedule: Some(Schedule { cadence, due_day: 20, complete }),
        ..Dataset::plain(id, vec![Column::plain("vecka", ColumnType::Week)])
    }
}

fn contracts() -> Vec<Dataset> {
    vec![
        contract("vantande", "Väntande", Cadence::Month, Complete::AnyRow),
        contract("operationer", "Operationer", Cadence::Month, Complete::AnyRow),
        contract("produktionsplan", "Produktionsplan", Cadence::Month, Complete::EveryWeek),
        contract("kapacitet", "Kapacitet", Cadence::Tertial, Complete::EveryMonth),
        contract("svf", "Standardiserade vårdförlopp", Cadence::Month, Complete::AnyRow),
        contract("moment", "Momentbedömningar", Cadence::Year, Complete::AnyRow),
    ]
}

fn months(unit: &str, dataset: &str, months: &[u32], coverage: &mut Coverage) {
    for month in months {
        let key = (id!(DatasetId, dataset), id!(UnitId, unit), Period::Month { year: 2020, month: *month });
        let files = [format!("data/prov/{dataset}.csv")].into();
        coverage.insert(key, Covered { rows: 12, files, ..Covered::default() });
    }
}

fn coverage() -> Coverage {
    let all: Vec<u32> = (1..=12).collect();
    let mut coverage = Coverage::new();
    for unit in ["kirurgi", "hud"] {
        months(unit, "vantande", &all, &mut coverage);
        months(unit, "operationer", &all, &mut coverage);
        months(unit, "kapacitet", &all, &mut coverage);
    }
    let key = |unit: &str, dataset: &str, period: &str| {
        (id!(DatasetId, dataset), id!(UnitId, unit), Period::parse(period).expect(period))
    };
    for month in ["2020-10", "2020-11", "2020-12"] {
        coverage.remove(&key("hud", "operationer", month));
    }
    coverage.remove(&key("kirurgi", "kapacitet", "2020-07"));
    let quarantined =
        Covered { quarantined: 12, files: ["data/prov/vantande.csv".to_owned()].into(), ..Covered::default() };
    coverage.insert(key("hud", "vantande", "2020-03"), quarantined);
    for week in (1..=53).filter(|w| !matches!(w, 7..=9 | 30)) {
        let covered =
            Covered { rows: 3, files: ["data/prov/produktionsplan.xlsx".to_owned()].into(), ..Covered::default() };
        coverage.insert(
            (id!(DatasetId, "produktionsplan"), id!(UnitId, "kirurgi"), Period::Week { year: 2020, week }),
            covered,
        );
    }
    let moment = Covered { rows: 2, files: ["data/prov/moment.csv".to_owned()].into(), ..Covered::default() };
    coverage.insert(key("norr", "moment", "2020"), moment);
    coverage
}

/// The report of a region whose units deliver: late, incomplete, in quarantine, set aside, empty, not yet due.
pub(crate) fn delivered() -> Outcome {
    let mut outcome = report();
    let contracts = contracts();
    for unit in &mut outcome.organisation.units {
        let delivers: &[&str] = match unit.id.as_str() {
            "kirurgi" | "hud" => &["vantande", "operationer", "produktionsplan", "kapacitet", "svf"],
            "norr" | "soder" => &["moment"],
            _ => &[],
        };
        unit.delivers = delivers.iter().map(|d| id!(DatasetId, d)).collect();
    }
    outcome.as_of = AsOf(day("2021-01-19"));
    outcome.deliveries.extend([
        file("vantande", "Väntande", "vantande.csv", (288, 12), false),
        file("operationer", "Operationer", "operationer.csv", (252, 2), false),
        file("produktionsplan", "Produktionsplan", "produktionsplan.xlsx", (147, 0), false),
        file("produktionsplan", "Produktionsplan", "produktionsplan/hud-2020.csv", (159, 1), true),
        file("svf", "Standardiserade vårdförlopp", "svf-kirurgi.csv", (0, 0), false),
    ]);
    outcome.received = received::received(&received::Input {
        tree: &outcome.organisation,
        contracts: &contracts,
        coverage: &coverage(),
        files: &outcome.deliveries,
        moments: &BTreeMap::new(),
        period: outcome.period,
        as_of: outcome.as_of,
    });
    let quarantine = |dataset: &str, name: &str, reason: &str, rows| Quarantine {
        dataset: id!(DatasetId, dataset),
        file: format!("data/prov/{name}"),
        reason: reason.to_owned(),
        rows,
    };
    outcome.quarantined = vec![
        quarantine("operationer", "operationer.csv", "kniven slutade innan den började", 2),
        quarantine("vantande", "vantande.csv", "inget giltigt datum i kolumnen `remissdatum`", 12),
        quarantine("vantande", "vantande.csv", "patientvald väntan utan erbjuden tid", 3),
    ];
    let mut late = outcome.measures[0].clone();
    late.dataset = id!(DatasetId, "produktionsplan");
    late.name = "Plan som har uppfyllts".to_owned();
    outcome.lacking = received::lacking(&[late], &outcome.deliveries);
    let mut missing = outcome.figures[0].clone();
    missing.key.unit = id!(UnitId, "hud");
    missing.key.period = Period::Month { year: 2020, month: 3 };
    missing.observation = Observation::Missing(MissingWhy::Quarantined);
    missing.complement = None;
    missing.inferred = InferredDate::Nothing;
    outcome.figures.insert(2, missing);
    let at = Place::cell(
        "data/prov/produktionsplan/hud-2020.csv",
        17,
        At { sheet: String::new(), number: 10, name: "ko_slut".to_owned() },
    );
    outcome.remarks = vec![
        Remark::new(&crate::dataset::codes::DUPLICATE_ROW, "kön går inte ihop i kolumnen `ko_slut`, 3 gånger")
            .in_delivery(Severity::Error)
            .at(at, "131"),
    ];
    outcome
}
