//! The figures of an organisation: questions carried to the source while deliveries are read, and answers carried back.
//!
//! Computes nothing itself.

use super::Loaded;
use crate::catalog::Catalog;
use crate::dataset::{self, Deliveries, Watched};
use crate::diag::Remark;
use crate::field::atom::{AtomQuery, AtomTable};
use crate::field::id::{DatasetId, MeasureId, OrganisationId, UnitId};
use crate::field::measure::Measure;
use crate::field::observation::{Delivery, Figure};
use crate::field::org::OrgTree;
use crate::field::period::{AsOf, Period};
use crate::measure;
use crate::source::Fold;
use std::collections::{BTreeMap, BTreeSet};

/// What measures ask for, by dataset, in declared order.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions(BTreeMap<DatasetId, Vec<(MeasureId, AtomQuery)>>);

impl Questions {
    pub(super) fn of(measures: &[Measure]) -> Self {
        let mut questions: BTreeMap<DatasetId, Vec<(MeasureId, AtomQuery)>> = BTreeMap::new();
        for declared in measures {
            if let Some(query) = measure::query(declared) {
                questions.entry(query.dataset.clone()).or_default().push((declared.id.clone(), query));
            }
        }
        Self(questions)
    }

    /// The columns that have to be read for them.
    pub(super) fn columns(&self) -> BTreeMap<DatasetId, BTreeSet<String>> {
        let of = |queries: &[(MeasureId, AtomQuery)]| {
            queries.iter().flat_map(|(_, query)| query.columns()).map(str::to_owned).collect()
        };
        self.0.iter().map(|(dataset, queries)| (dataset.clone(), of(queries))).collect()
    }

    /// Someone to count the rows of one file of a dataset; `None` when no measure counts them.
    pub(super) fn fold(&self, dataset: &DatasetId) -> Option<Fold<'_>> {
        self.0.get(dataset).map(|queries| Fold::new(queries.iter().map(|(_, query)| query)))
    }

    /// What was counted, by measure.
    pub(super) fn answers(&self, watched: Vec<Watched<Fold<'_>>>, files: &[Delivery]) -> Vec<Counted> {
        let counted = watched.into_iter().filter_map(|Watched { file, watch }| {
            let dataset = &files.iter().find(|f| f.file == file)?.dataset;
            let measures = self.0.get(dataset)?.iter().map(|(id, _)| id.clone());
            Some(Counted { tables: measures.zip(watch.finish().tables).collect(), file })
        });
        counted.collect()
    }
}

/// What was counted in one file in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The file.
    pub file: String,
    /// The answers to the questions of each measure of its dataset.
    pub tables: BTreeMap<MeasureId, AtomTable>,
}

/// The figures of a measure for a period.
pub type OfPeriod = (Measure, Period, Vec<Figure>);

/// The figures of an organisation for some periods, measure by measure and period by period; a period in which a measure has none is left
/// out. With remarks on rows that could not be counted.
pub fn figures(
    loaded: &Loaded,
    catalog: &Catalog,
    organisation: &OrganisationId,
    periods: &[Period],
    as_of: AsOf,
) -> (Vec<OfPeriod>, Vec<Remark>) {
    let Some(held) = catalog.organisations.get(organisation) else { return (Vec::new(), Vec::new()) };
    let nothing = Deliveries::default();
    let delivered = loaded.deliveries.get(organisation).unwrap_or(&nothing);
    let counted = loaded.counted.get(organisation).map_or(&[][..], Vec::as_slice);
    let usable = || delivered.files.iter().filter(|f| !f.set_aside);
    let quotes: Vec<measure::Quotes<'_>> = usable()
        .filter(|f| f.dataset.as_str() == dataset::QUOTED_SHARES)
        .map(|delivery| measure::Quotes { rows: &delivered.registers.quoted, delivery })
        .collect();
    let (mut all, mut remarks) = (Vec::new(), Vec::new());
    for declared in &catalog.controls.measures {
        let answers: Vec<measure::Answer<'_>> = counted
            .iter()
            .filter_map(|c| {
                let delivery = usable().find(|f| f.file == c.file)?;
                Some(measure::Answer { table: c.tables.get(&declared.id)?, delivery })
            })
            .collect();
        let (answers, unplaced) = measure::placed(&answers);
        remarks.extend(unplaced.iter().map(|u| u.remark(&declared.place)));
        let contract = catalog.controls.datasets.iter().find(|c| c.id == declared.dataset);
        let given = measure::Given {
            answers: &answers,
            quotes: &quotes,
            coverage: &delivered.coverage,
            files: &delivered.files,
            schedule: contract.and_then(|c| c.schedule.as_ref()),
            tree: &held.tree,
            as_of,
        };
        for period in periods {
            let figures = measure::observe(declared, &given, *period);
            if !figures.is_empty() {
                all.push((declared.clone(), *period, figures));
            }
        }
    }
    (all, remarks)
}

/// How many rows of each file some figures rest on. Figures of a unit and of one above it rest on the same rows, and so may two measures:
/// none is counted twice as far as rows are known one by one, otherwise the measure with the most counts.
pub(super) fn rows_used(figures: &[Figure], tree: &OrgTree) -> BTreeMap<String, (BTreeSet<u32>, u64)> {
    let mut used: BTreeMap<String, (BTreeSet<u32>, u64)> = BTreeMap::new();
    let mut of_measure: BTreeMap<(String, &MeasureId), u64> = BTreeMap::new();
    for figure in figures {
        for file in &figure.provenance.files {
            let entry = used.entry(file.file.clone()).or_default();
            entry.0.extend(&file.lines);
            let is_above = |unit: &UnitId| tree.unit(unit).and_then(|u| u.part_of.as_ref());
            let counted_above = is_above(&figure.key.unit).is_some_and(|above| {
                figures.iter().any(|f| {
                    f.key.measure == figure.key.measure
                        && f.key.unit == *above
                        && f.provenance.files.iter().any(|u| u.file == file.file && u.rows_used >= file.rows_used)
                })
            });
            if !counted_above {
                *of_measure.entry((file.file.clone(), &figure.key.measure)).or_default() += file.rows_used;
            }
        }
    }
    for ((file, _), rows) in of_measure {
        if let Some(entry) = used.get_mut(&file) {
            entry.1 = entry.1.max(rows);
        }
    }
    used
}
