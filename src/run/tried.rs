//! Given and expected: each example of a measure read as a delivery, counted and computed like any other, and held against what is expected.
//!
//! Computes nothing itself.

use crate::dataset::{self, Fingerprints, Keep, Known, Watched};
use crate::field::contract::Dataset;
use crate::field::id::{LevelId, OrganisationId, UnitId};
use crate::field::measure::{Example, Measure};
use crate::field::observation::{Figure, Observation};
use crate::field::org::{Level, Nature, OrgTree, OrgUnit};
use crate::field::period::{AsOf, Period};
use crate::field::text::Certainty;
use crate::measure;
use crate::source::Fold;
use crate::store::Source;
use crate::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What it shows.
    pub name: String,
    /// What came out otherwise than expected, each in words; nothing when all is as it should be.
    pub differs: Vec<String>,
}

/// The unit and the organisation of every example.
const UNIT: &str = "provenhet";

/// Tries the examples of a measure. A measure that is only quoted has none that can be tried.
pub fn examples(measure: &Measure, contract: &Dataset) -> Vec<Tried> {
    measure
        .examples
        .iter()
        .map(|example| Tried { name: example.name.clone(), differs: differs(measure, contract, example) })
        .collect()
}

fn differs(measure: &Measure, contract: &Dataset, example: &Example) -> Vec<String> {
    let (Some(query), Some(tree)) = (measure::query(measure), tree()) else {
        return vec!["måttet räknas inte".to_owned()];
    };
    // Only what the example says counts: nothing is required, no row is held against another.
    let mut contract = Dataset { key: Vec::new(), rules: Vec::new(), schedule: None, ..contract.clone() };
    contract.files = vec![contract.id.to_string()];
    contract.columns.iter_mut().for_each(|c| c.required = false);
    let text = table(&contract, &query.unit, example);
    let source = Source::in_memory(format!("data/{UNIT}/{}.csv", contract.id), text.into_bytes());
    let columns = query.columns().into_iter().map(str::to_owned).collect();
    let keep = Keep {
        columns: BTreeMap::from([(contract.id.clone(), columns)]),
        fingerprints: Fingerprints::Left,
        ..Keep::default()
    };
    let known = Known::default();
    let contracts = [contract];
    let asked =
        dataset::Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known, keep: &keep };
    let fold = |_: &_| Some(Fold::new([&query]));
    let (delivered, watched, remarks) = dataset::read_watched(&asked, &[source], &fold);
    let faulty = delivered.files.iter().any(|f| f.set_aside || f.rows_quarantined > 0);
    if faulty && !example.given.is_empty() {
        return remarks.into_iter().map(|r| r.message).collect();
    }
    let tables: Vec<_> = watched.into_iter().flat_map(|Watched { watch, .. }| watch.finish().tables).collect();
    let answers: Vec<measure::Answer<'_>> =
        tables.iter().zip(&delivered.files).map(|(table, delivery)| measure::Answer { table, delivery }).collect();
    let given = measure::Given {
        answers: &answers,
        quotes: &[],
        coverage: &delivered.coverage,
        files: &delivered.files,
        schedule: None,
        tree: &tree,
        as_of: AsOf(NaiveDate::MAX),
    };
    let Ok(always) = Period::parse("1900-2199") else { return Vec::new() };
    let figures = measure::observe(measure, &given, always);
    held(example, figures.iter().find(|f| f.key.unit.as_str() == UNIT))
}

/// The organisation of the examples: one unit.
fn tree() -> Option<OrgTree> {
    let level = LevelId::new("enhet").ok()?;
    Some(OrgTree {
        id: OrganisationId::new(UNIT).ok()?,
        label: UNIT.to_owned(),
        nature: Nature::Invented,
        certainty: Certainty::Stated,
        note: None,
        levels: vec![Level { id: level.clone(), label: UNIT.to_owned() }],
        units: vec![OrgUnit {
            id: UnitId::new(UNIT).ok()?,
            label: UNIT.to_owned(),
            short: None,
            level,
            part_of: None,
            valid_from: None,
            valid_to: None,
            successor: None,
            certainty: Certainty::Stated,
            note: None,
            source: None,
            delivers: Vec::new(),
        }],
        held_against: Vec::new(),
    })
}

/// The rows as a delivery.
fn table(contract: &Dataset, unit: &str, example: &Example) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: Vec<String>| format!("{}\n", cells.join(";"));
    let mut text = line(contract.columns.iter().map(|c| c.name.clone()).collect());
    for row in &example.given {
        let cell = |name: &str| {
            let given = row.iter().find(|(column, _)| column == name).map(|(_, value)| value.as_str());
            quoted(given.unwrap_or(if name == unit { UNIT } else { "" }))
        };
        text.push_str(&line(contract.columns.iter().map(|c| cell(&c.name)).collect()));
    }
    text
}

/// What came out otherwise than expected.
fn held(example: &Example, figure: Option<&Figure>) -> Vec<String> {
    let expected = &example.expected;
    let mut differs = Vec::new();
    let (mut part, mut whole, mut number, mut amount) = (None, None, None, None);
    let kind = match figure.map(|f| f.observation) {
        None => "none",
        Some(Observation::Measured(share) | Observation::Stated(share)) => {
            (part, whole) = (Some(share.part()), Some(share.whole()));
            "measured"
        }
        Some(Observation::Counted(n)) => {
            number = Some(n);
            "counted"
        }
        Some(Observation::Amount(value)) => {
            amount = Some(value);
            "amount"
        }
        Some(Observation::Quoted(_)) => "quoted",
        Some(Observation::Missing(_)) => "missing",
        Some(Observation::Suppressed) => "suppressed",
        Some(Observation::NotApplicable) => "not-applicable",
    };
    let said = |n: Option<u64>| n.map_or_else(|| "inget".to_owned(), words::number);
    let excluded = figure.map(|f| f.provenance.excluded.iter().map(|(_, rows)| rows).sum());
    for (name, wanted, found) in [
        ("part", expected.part, part),
        ("whole", expected.whole, whole),
        ("complement", expected.complement, figure.and_then(|f| f.complement)),
        ("number", expected.number, number),
        ("excluded", expected.excluded, excluded),
    ] {
        if wanted.is_some() && wanted != found {
            differs.push(format!("`{name}` blev {}, väntat {}", said(found), said(wanted)));
        }
    }
    if let Some(wanted) = expected.amount {
        let same = amount.is_some_and(|a| {
            // As fractions: a / b = c / d when a · d = c · b.
            let cross = |part: i128, whole: u128| i128::try_from(whole).ok().and_then(|w| part.checked_mul(w));
            let (left, right) = (cross(a.part(), wanted.whole()), cross(wanted.part(), a.whole()));
            left.is_some() && left == right
        });
        if !same {
            let found = amount.map_or_else(|| kind.to_owned(), |a| a.said());
            differs.push(format!("`amount` blev {found}, väntat {}", wanted.said()));
        }
    }
    if let Some(wanted) = expected.kind.as_ref().filter(|wanted| *wanted != kind) {
        differs.push(format!("siffran blev `{kind}`, väntat `{wanted}`"));
    }
    differs
}
