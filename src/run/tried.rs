//! Given and expected: each example of a measure read as a delivery, counted and computed like any other, and held against what is expected.
//!
//! Computes nothing itself.

use crate::dataset::{self, Fingerprints, Keep, Known, Watched};
use crate::field::atom::AtomTable;
use crate::field::contract::Dataset;
use crate::field::id::DatasetId;
use crate::field::measure::{Example, Measure};
use crate::field::observation::{Figure, Observation};
use crate::field::org::{Nature, OrgTree};
use crate::field::period::{AsOf, Period};
use crate::measure;
use crate::source::Fold;
use crate::store::Source;
use crate::words;
use chrono::NaiveDate;

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
pub fn examples(measure: &Measure, contracts: &[Dataset]) -> Vec<Tried> {
    measure
        .examples
        .iter()
        .map(|example| Tried { name: example.name.clone(), differs: differs(measure, contracts, example) })
        .collect()
}

fn differs(measure: &Measure, contracts: &[Dataset], example: &Example) -> Vec<String> {
    let Some(tree) = OrgTree::of_one(UNIT, UNIT, Nature::Invented) else { return Vec::new() };
    let queries = measure::queries(measure);
    if queries.is_empty() {
        return vec!["måttet räknas inte ur rader".to_owned()];
    }
    let (mut eased, mut sources) = (Vec::new(), Vec::new());
    for (query, rows) in queries.iter().zip([&example.given, &example.beside]) {
        let Some(contract) = contracts.iter().find(|c| c.id == query.dataset) else { return Vec::new() };
        // Only what the example says counts: nothing is required, no row is held against another.
        let mut contract = Dataset { key: Vec::new(), rules: Vec::new(), schedule: None, ..contract.clone() };
        contract.files = vec![contract.id.to_string()];
        contract.columns.iter_mut().for_each(|c| c.required = false);
        let text = table(&contract, &query.unit, rows);
        sources.push(Source::in_memory(format!("data/{UNIT}/{}.csv", contract.id), text.into_bytes()));
        eased.push(contract);
    }
    let columns = queries.iter().map(|q| (q.dataset.clone(), q.columns().into_iter().map(str::to_owned).collect()));
    let keep = Keep { columns: columns.collect(), fingerprints: Fingerprints::Left, ..Keep::default() };
    let known = Known::default();
    let asked = dataset::Asked { organisation: &tree.id, tree: &tree, contracts: &eased, known: &known, keep: &keep };
    let fold = |id: &DatasetId| Some(Fold::new(queries.iter().filter(|q| q.dataset == *id)));
    let (delivered, watched, remarks) = dataset::read_watched(&asked, &sources, &fold, None);
    let faulty = delivered.files.iter().any(|f| f.set_aside || f.rows_quarantined > 0);
    if faulty && !example.given.is_empty() {
        return remarks.into_iter().map(|r| r.message).collect();
    }
    let tables: Vec<(String, Vec<AtomTable>)> =
        watched.into_iter().map(|Watched { file, counted }| (file, counted)).collect();
    let answers: Vec<Vec<measure::Answer<'_>>> = queries
        .iter()
        .map(|query| {
            let delivery = delivered.files.iter().find(|f| f.dataset == query.dataset);
            let tables = tables.iter().filter(|(file, _)| delivery.is_some_and(|d| d.file == *file));
            let answer = |table| delivery.map(|delivery| measure::Answer { table, delivery });
            tables.flat_map(|(_, tables)| tables).filter_map(answer).collect()
        })
        .collect();
    let facts: Vec<measure::Fact<'_>> =
        answers.iter().map(|answers| measure::Fact { answers, schedule: None }).collect();
    let given = measure::Given {
        facts: &facts,
        moments: &[],
        quotes: &[],
        coverage: &delivered.coverage,
        files: &delivered.files,
        tree: &tree,
        as_of: AsOf(NaiveDate::MAX),
    };
    let Some(period) = example.period.or_else(|| Period::parse("1900-2199").ok()) else { return Vec::new() };
    let figures = measure::observe(measure, &given, period);
    held(example, figures.iter().find(|f| f.key.unit.as_str() == UNIT))
}

/// The rows as a delivery.
fn table(contract: &Dataset, unit: &str, rows: &[Vec<(String, String)>]) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: Vec<String>| format!("{}\n", cells.join(";"));
    let mut text = line(contract.columns.iter().map(|c| c.name.clone()).collect());
    for row in rows {
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
    let excluded = figure.map(|f| f.provenance.excluded.iter().filter_map(|left| left.rows).sum());
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
