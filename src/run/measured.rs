//! The figures of an organisation: questions carried to the source while deliveries are read, and answers carried back.
//!
//! Computes nothing itself.

use super::Loaded;
use crate::catalog::Catalog;
use crate::dataset::{self, Watched};
use crate::diag::Remark;
use crate::field::atom::{AtomQuery, AtomTable};
use crate::field::contract::Schedule;
use crate::field::dataset::MomentRow;
use crate::field::delivery::Coverage;
use crate::field::id::{DatasetId, MeasureId, OrganisationId, UnitId};
use crate::field::measure::Measure;
use crate::field::observation::{Delivery, Figure, Observation};
use crate::field::org::OrgTree;
use crate::field::period::{AsOf, Period};
use crate::measure;
use crate::several::several;
use crate::source::Fold;
use crate::store;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A question of a measure: the measure, the version of its definition, and which of its questions.
type Asked = (MeasureId, u16, usize);

/// What measures ask for, by dataset, in declared order.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions(BTreeMap<DatasetId, Vec<(Asked, AtomQuery)>>);

impl Questions {
    pub(super) fn of(measures: &[Measure]) -> Self {
        let mut questions: BTreeMap<DatasetId, Vec<(Asked, AtomQuery)>> = BTreeMap::new();
        for declared in measures {
            for (at, query) in measure::queries(declared).into_iter().enumerate() {
                questions.entry(query.dataset.clone()).or_default().push((asked(declared, at), query));
            }
        }
        Self(questions)
    }

    /// The columns that have to be read for them.
    pub(super) fn columns(&self) -> BTreeMap<DatasetId, BTreeSet<String>> {
        let of = |queries: &[(Asked, AtomQuery)]| {
            queries.iter().flat_map(|(_, query)| query.columns()).map(str::to_owned).collect()
        };
        self.0.iter().map(|(dataset, queries)| (dataset.clone(), of(queries))).collect()
    }

    /// All that is asked about each dataset, as one number: another when anything of it is asked otherwise.
    pub(super) fn fingerprints(&self) -> BTreeMap<DatasetId, String> {
        self.0.iter().map(|(dataset, asked)| (dataset.clone(), store::sha256_of_value(asked))).collect()
    }

    /// Someone to count the rows of one file of a dataset; `None` when no measure counts them.
    pub(super) fn fold(&self, dataset: &DatasetId) -> Option<Fold<'_>> {
        self.0.get(dataset).map(|queries| Fold::new(queries.iter().map(|(_, query)| query)))
    }

    /// What was counted, by measure.
    pub(super) fn answers(&self, watched: Vec<Watched<Vec<AtomTable>>>, files: &[Delivery]) -> Vec<Counted> {
        let counted = watched.into_iter().filter_map(|Watched { file, counted }| {
            let dataset = &files.iter().find(|f| f.file == file)?.dataset;
            let measures = self.0.get(dataset)?.iter().map(|(id, _)| id.clone());
            Some(Counted { tables: measures.zip(counted).collect(), file })
        });
        counted.collect()
    }
}

/// What was counted in one file in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The file.
    pub file: String,
    /// The answers to the questions about its dataset, by measure, version and which of its questions.
    pub tables: BTreeMap<(MeasureId, u16, usize), AtomTable>,
}

/// The figures of a measure for a period.
pub type OfPeriod = (Measure, Period, Vec<Figure>);

fn asked(declared: &Measure, at: usize) -> Asked {
    (declared.id.clone(), declared.version.number, at)
}

/// As which organisation figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Organised {
    /// As it was: rows count under the unit that delivered them.
    AsItWas,
    /// As it is on the date of the run: rows of a unit that has ended count under the one that took over.
    AsItIs,
}

/// The figures of an organisation for some periods, measure by measure and period by period; a period in which a measure has none is left
/// out. Each stands beside the same unit's a year before. Of a measure that is compared with the nation, the nation's figure stands last
/// where `data/riket` has one that the organisation's own deliveries do not give. With remarks on rows that could not be counted.
pub fn figures(
    loaded: &Loaded,
    catalog: &Catalog,
    organisation: &OrganisationId,
    periods: &[Period],
    (as_of, organised): (AsOf, Organised),
) -> (Vec<OfPeriod>, Vec<Remark>) {
    let Some(own) = Delivered::of(loaded, catalog, organisation, (as_of, organised)) else {
        return (Vec::new(), Vec::new());
    };
    let nation = catalog.organisations.keys().find(|id| id.as_str() == UnitId::NATION && *id != organisation);
    let nation = nation.and_then(|id| Delivered::of(loaded, catalog, id, (as_of, Organised::AsItWas)));
    let (mut all, mut remarks) = (Vec::new(), Vec::new());
    let (measures, tree) = (&catalog.controls.measures, &*own.tree);
    let mut answers: Vec<Answers<'_>> = Vec::new();
    for declared in measures {
        let (counted, unplaced) = own.answers(declared);
        remarks.extend(unplaced);
        answers.push(counted);
    }
    // What is shown and what it is set beside are printed in one run, and hidden together.
    let mut wanted: BTreeSet<Period> = periods.iter().copied().collect();
    wanted.extend(periods.iter().filter_map(|period| period.year_before()));
    let asked: Vec<(usize, &Measure, &Answers<'_>)> =
        measures.iter().zip(&answers).enumerate().map(|(at, (declared, counted))| (at, declared, counted)).collect();
    let of_measure = |(at, declared, counted): &(usize, &Measure, &Answers<'_>)| {
        let of = wanted.iter().map(|period| (*at, *period, own.figures(declared, counted, *period)));
        of.collect::<Vec<(usize, Period, Vec<Figure>)>>()
    };
    let mut found: Vec<(usize, Period, Vec<Figure>)> = several(&asked, of_measure).into_iter().flatten().collect();
    let printed = found.iter_mut().map(|(at, _, figures)| measure::Printed { measure: &measures[*at], figures });
    measure::suppress(&mut printed.collect::<Vec<_>>(), &own.tree);
    let mut known: BTreeMap<(&MeasureId, Period), Vec<OfVersion<'_>>> = BTreeMap::new();
    for (at, period, figures) in &found {
        known.entry((&measures[*at].id, *period)).or_default().push((*at, figures));
    }
    let of =
        |id, period| known.get(&(id, period)).into_iter().flatten().map(|(at, figures): &(usize, _)| (*at, *figures));
    for (at, declared) in measures.iter().enumerate() {
        let beside = nation.as_ref().filter(|_| declared.compare_with.iter().any(UnitId::is_nation));
        let beside = beside.map(|nation| (nation, nation.answers(declared).0));
        for period in periods {
            let own = of(&declared.id, *period).find(|(version, _)| *version == at);
            let mut figures = own.map(|(_, figures)| figures.to_vec()).unwrap_or_default();
            if figures.is_empty() {
                continue;
            }
            let earlier = period.year_before().into_iter().flat_map(|before| of(&declared.id, before));
            let earlier: Vec<(&Figure, u16)> = earlier
                .flat_map(|(of, figures)| figures.iter().map(move |f| (f, measures[of].version.number)))
                .collect();
            measure::compare(declared, tree, &mut figures, &earlier);
            if let Some((nation, answers)) = &beside {
                let known = |of: &Figure, f: &Figure| f.key == of.key && is_quoted(f) == is_quoted(of);
                let more = nation.figures(declared, answers, *period).into_iter();
                let more: Vec<Figure> = more.filter(|of| !figures.iter().any(|f| known(of, f))).collect();
                figures.extend(more);
            }
            all.push((declared.clone(), *period, figures));
        }
    }
    (all, remarks)
}

/// Which of all measures in all versions, and its figures.
type OfVersion<'f> = (usize, &'f [Figure]);

fn is_quoted(figure: &Figure) -> bool {
    matches!(figure.observation, Observation::Quoted(_))
}

/// What figures of an organisation are made of.
pub(super) struct Delivered<'a> {
    catalog: &'a Catalog,
    tree: Cow<'a, OrgTree>,
    files: &'a [Delivery],
    moments: &'a [MomentRow],
    coverage: Cow<'a, Coverage>,
    counted: Cow<'a, [Counted]>,
    quotes: Vec<measure::Quotes<'a>>,
    as_of: AsOf,
}

impl<'a> Delivered<'a> {
    pub(super) fn of(
        loaded: &'a Loaded,
        catalog: &'a Catalog,
        organisation: &OrganisationId,
        (as_of, organised): (AsOf, Organised),
    ) -> Option<Self> {
        let tree = &catalog.organisations.get(organisation)?.tree;
        let delivered = loaded.deliveries.get(organisation)?;
        let counted = loaded.counted.get(organisation).map_or(&[][..], Vec::as_slice);
        let is_quotes = |f: &&Delivery| !f.set_aside && f.dataset.as_str() == dataset::QUOTED_SHARES;
        let quotes = delivered.files.iter().filter(is_quotes);
        let quotes = quotes.map(|delivery| measure::Quotes { rows: &delivered.registers.quoted, delivery }).collect();
        let mut made = Self {
            catalog,
            tree: Cow::Borrowed(tree),
            files: &delivered.files,
            moments: &delivered.registers.moments,
            coverage: Cow::Borrowed(&delivered.coverage),
            counted: Cow::Borrowed(counted),
            quotes,
            as_of,
        };
        if organised == Organised::AsItIs {
            made.as_it_is();
        }
        Some(made)
    }

    /// Moves what stands under a unit that has ended to the one that took over.
    fn as_it_is(&mut self) {
        let (now, heirs) = self.tree.as_on(self.as_of.0);
        let mut coverage = Coverage::new();
        for ((dataset, unit, period), covered) in self.coverage.iter() {
            let unit = heirs.get(unit).unwrap_or(unit).clone();
            coverage.entry((dataset.clone(), unit, *period)).or_default().join(covered);
        }
        let mut counted = self.counted.to_vec();
        for table in counted.iter_mut().flat_map(|c| c.tables.values_mut()) {
            for row in &mut table.rows {
                if let Some(heir) = UnitId::new(&row.unit).ok().and_then(|unit| heirs.get(&unit)) {
                    row.unit = heir.to_string();
                }
            }
        }
        (self.tree, self.coverage, self.counted) = (Cow::Owned(now), Cow::Owned(coverage), Cow::Owned(counted));
    }

    /// The answers to each question of a measure, one per file in use, and remarks on files with rows that could not be counted.
    fn answers(&self, declared: &Measure) -> (Answers<'_>, Vec<Remark>) {
        let usable = || self.files.iter().filter(|f| !f.set_aside);
        let (mut facts, mut remarks) = (Vec::new(), Vec::new());
        for (at, query) in measure::queries(declared).into_iter().enumerate() {
            let asked = asked(declared, at);
            let answers: Vec<measure::Answer<'_>> = self
                .counted
                .iter()
                .filter_map(|c| {
                    let delivery = usable().find(|f| f.file == c.file)?;
                    Some(measure::Answer { table: c.tables.get(&asked)?, delivery })
                })
                .collect();
            let (answers, unplaced) = measure::placed(&answers);
            remarks.extend(unplaced.iter().map(|u| u.remark(&declared.place)));
            facts.push((query.dataset, answers));
        }
        (facts, remarks)
    }

    fn figures(&self, declared: &Measure, answers: &Answers<'_>, period: Period) -> Vec<Figure> {
        let facts: Vec<measure::Fact<'_>> = answers
            .iter()
            .map(|(dataset, answers)| measure::Fact { answers, schedule: self.schedule(dataset) })
            .collect();
        measure::observe(declared, &self.given(&facts), period)
    }

    /// Where the rows behind the figure of a unit stand, question by question: file, unit and day.
    pub(super) fn places(&self, declared: &Measure, period: Period, unit: &UnitId) -> Vec<BTreeSet<measure::Stood>> {
        let answers = self.answers(declared).0;
        let facts: Vec<measure::Fact<'_>> = answers
            .iter()
            .map(|(dataset, answers)| measure::Fact { answers, schedule: self.schedule(dataset) })
            .collect();
        measure::places(declared, &self.given(&facts), period, unit)
    }

    /// The organisation.
    pub(super) fn tree(&self) -> &OrgTree {
        &self.tree
    }

    /// The fingerprint of a file as it was read.
    pub(super) fn sha256(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|f| f.file == file).map(|f| f.sha256.as_str())
    }

    fn schedule(&self, dataset: &DatasetId) -> Option<&Schedule> {
        let contract = self.catalog.controls.datasets.iter().find(|c| c.id == *dataset);
        contract.and_then(|c| c.schedule.as_ref())
    }

    fn given<'g>(&'g self, facts: &'g [measure::Fact<'g>]) -> measure::Given<'g> {
        measure::Given {
            facts,
            moments: self.moments,
            quotes: &self.quotes,
            coverage: &self.coverage,
            files: self.files,
            tree: &self.tree,
            as_of: self.as_of,
        }
    }
}

/// What was answered to each question of a measure, with the dataset it was put to.
type Answers<'a> = Vec<(DatasetId, Vec<measure::Answer<'a>>)>;

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
