//! Up the tree: what each unit delivered itself, and what a unit above makes of it, added up from counts and sums alone.
//!
//! Decides what should be there and is not. Never adds a share, never fills in a zero for what was not delivered.

use super::span::{is_due, lies_in, month_at, months};
use super::sums::{Sums, UNDECIDED};
use super::{Answer, Given, count, gap, query, ratio, share, spread};
use crate::field::atom::{AtomQuery, AtomRow};
use crate::field::dataset::InferredDate;
use crate::field::delivery::Covered;
use crate::field::id::UnitId;
use crate::field::measure::{Counts, FigureKey, Kind, Measure, RowsAre, Stands};
use crate::field::observation::{Figure, FileUse, Lack, MissingWhy, Observation, Provenance, Term};
use crate::field::org::OrgUnit;
use crate::field::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// What a unit makes of itself, or with all below it.
#[derive(Clone, Debug, Default)]
struct Total<'q> {
    /// What is there, if anything is.
    sums: Option<Sums<'q>>,
    /// What should be there and is not.
    lacks: BTreeSet<Lack>,
    /// Files that hold it but are not in use.
    set_aside: BTreeSet<String>,
    /// Rows in quarantine that may have counted.
    quarantined: u64,
}

impl Total<'_> {
    fn is_nothing(&self) -> bool {
        self.sums.is_none() && self.lacks.is_empty()
    }
}

/// The figures of one measure and period.
pub(super) fn figures(measure: &Measure, stands: &Stands, given: &Given<'_>, period: Period) -> Vec<Figure> {
    let Some(query) = query(measure) else { return Vec::new() };
    let up = Up { measure, stands, given, query: &query, period };
    let rows = up.rows();
    let nation = UnitId::new(UnitId::NATION).ok();
    let mut figures = Vec::new();
    if let Some(nation) = nation.filter(|n| rows.contains_key(n)) {
        let month = up.last_month(rows.get(&nation).into_iter().flatten());
        figures.extend(up.figure(&nation, up.own(&nation, None, &rows, month), month));
    }
    let in_tree = || given.tree.units.iter().filter_map(|u| rows.get(&u.id)).flatten();
    let month = up.measuring_month(in_tree());
    let mut totals: BTreeMap<&UnitId, Total<'_>> = BTreeMap::new();
    // Parents stand before their children: from the end, every unit is whole when it is added to the one above.
    for unit in given.tree.units.iter().rev() {
        let own = up.own(&unit.id, Some(unit), &rows, month);
        let below = totals.remove(&unit.id).unwrap_or_default();
        let stands_alone = stands.rows_are == RowsAre::Whole && own.sums.is_some();
        let total = if stands_alone { own } else { added(below, &own) };
        if let Some(above) = unit.part_of.as_ref().and_then(|id| given.tree.unit(id)) {
            let so_far = totals.remove(&above.id).unwrap_or_default();
            totals.insert(&above.id, added(so_far, &total));
        }
        figures.extend(up.figure(&unit.id, total, month));
    }
    figures
}

fn added<'q>(mut to: Total<'q>, more: &Total<'q>) -> Total<'q> {
    match (&mut to.sums, &more.sums) {
        (Some(sums), Some(more)) => sums.add(more),
        (None, Some(more)) => to.sums = Some(more.clone()),
        (_, None) => {}
    }
    to.lacks.extend(more.lacks.iter().cloned());
    to.set_aside.extend(more.set_aside.iter().cloned());
    to.quarantined += more.quarantined;
    to
}

/// The rows of the period by unit, each with the answer it stands in.
type ByUnit<'a> = BTreeMap<UnitId, Vec<(&'a Answer<'a>, &'a AtomRow)>>;

struct Up<'a, 'q> {
    measure: &'a Measure,
    stands: &'a Stands,
    given: &'a Given<'a>,
    query: &'q AtomQuery,
    period: Period,
}

impl<'a, 'q> Up<'a, 'q> {
    fn rows(&self) -> ByUnit<'a> {
        let mut rows = ByUnit::new();
        for answer in self.given.answers {
            for row in &answer.table.rows {
                // Units are ids of the tree by contract; any other counts nowhere.
                let Ok(unit) = UnitId::new(&row.unit) else { continue };
                if lies_in(self.period, row.at, self.stands.grain) {
                    rows.entry(unit).or_default().push((answer, row));
                }
            }
        }
        rows
    }

    fn expects(&self, unit: &OrgUnit) -> bool {
        unit.delivers.contains(&self.measure.dataset)
    }

    /// Months of the period that have fallen due.
    fn due(&self) -> Vec<Period> {
        let (schedule, as_of) = (self.given.schedule, self.given.as_of);
        months(self.period).into_iter().filter(|month| is_due(*month, schedule, as_of)).collect()
    }

    /// Of a stock, the month of the last measuring date in the period: the last month that is due when units are expected to deliver, or a
    /// later one that they have delivered already; otherwise the last that was delivered.
    fn measuring_month<'r>(&self, rows: impl Iterator<Item = &'r (&'a Answer<'a>, &'a AtomRow)>) -> Option<Period>
    where
        'a: 'r,
    {
        if self.stands.counts == Counts::Flow {
            return None;
        }
        let delivered = self.last_month(rows);
        let expected = self.given.tree.units.iter().any(|u| self.expects(u)).then(|| self.due().pop()).flatten();
        [delivered, expected].into_iter().flatten().max_by_key(|m| m.first_day())
    }

    /// Of a stock, the last month that was delivered.
    fn last_month<'r>(&self, rows: impl Iterator<Item = &'r (&'a Answer<'a>, &'a AtomRow)>) -> Option<Period>
    where
        'a: 'r,
    {
        let of_stock = rows.filter(|_| self.stands.counts == Counts::Stock);
        of_stock.map(|(_, row)| month_at(row.at, self.stands.grain)).max_by_key(|m| m.first_day())
    }

    /// What a unit delivered itself.
    fn own(&self, id: &UnitId, unit: Option<&OrgUnit>, rows: &ByUnit<'a>, month: Option<Period>) -> Total<'q> {
        let mut total = Total::default();
        let mut of_unit: Vec<&(&Answer<'a>, &AtomRow)> = rows.get(id).into_iter().flatten().collect();
        if let Some(month) = month {
            // A week may lie in two months: of it any day counts.
            let is_week = matches!(self.period, Period::Week { .. });
            of_unit.retain(|(_, row)| is_week || month_at(row.at, self.stands.grain) == month);
            let last = of_unit.iter().map(|(_, row)| row.at).max();
            of_unit.retain(|(_, row)| Some(row.at) == last);
        }
        let span = month.map_or_else(|| months(self.period), |month| vec![month]);
        let mut is_delivered = !of_unit.is_empty();
        for month in span {
            let covered = self.covered(id, month);
            total.quarantined += covered.iter().map(|c| c.quarantined).sum::<u64>();
            if covered.iter().any(|c| c.rows > 0) {
                is_delivered = true;
                continue;
            }
            if of_unit.iter().any(|(_, row)| month_at(row.at, self.stands.grain) == month) {
                continue;
            }
            let why = covered.iter().find_map(|c| why(c));
            let expected = unit.is_some_and(|u| {
                self.expects(u)
                    && u.exists_between(month.first_day(), month.last_day())
                    && is_due(month, self.given.schedule, self.given.as_of)
            });
            if let Some(why) = why.or(expected.then_some(MissingWhy::NotDelivered)) {
                total.lacks.insert(Lack { unit: id.clone(), period: month, why });
                total.set_aside.extend(covered.iter().flat_map(|c| c.set_aside.iter().cloned()));
            }
        }
        if !is_delivered {
            return total;
        }
        let mut sums = Sums::nothing(self.query);
        of_unit.iter().for_each(|(answer, row)| sums.row(row, answer));
        match self.sound(&sums) {
            Ok(()) => total.sums = Some(sums),
            // Another measure of the dataset may have the rows: where nothing of this one is stated there is no figure.
            Err(MissingWhy::NoWhole) if of_unit.is_empty() && total.quarantined == 0 => {}
            Err(why) => {
                let is_stated = matches!(why, MissingWhy::NoWhole | MissingWhy::NoPart);
                let why = if is_stated && total.quarantined > 0 { MissingWhy::Quarantined } else { why };
                let period = month.unwrap_or(self.period);
                if !of_unit.is_empty() || why != MissingWhy::Quarantined {
                    total.lacks.insert(Lack { unit: id.clone(), period, why });
                }
            }
        }
        total
    }

    /// What the files hold of a unit for a month.
    fn covered(&self, id: &UnitId, month: Period) -> Vec<&'a Covered> {
        let dataset = &self.measure.dataset;
        // Periods are sorted by their kind first, so those of one month are no range.
        let from = (dataset.clone(), id.clone(), Period::Years { from: i32::MIN, to: i32::MIN });
        self.given
            .coverage
            .range(from..)
            .take_while(|((d, u, _), _)| d == dataset && u == id)
            .filter(|((_, _, period), _)| month.contains(*period))
            .map(|(_, covered)| covered)
            .collect()
    }

    fn sound(&self, sums: &Sums<'_>) -> Result<(), MissingWhy> {
        match &self.measure.kind {
            Kind::Share { of, .. } => share::sound(of, sums),
            Kind::Count { of, .. } => count::sound(of, sums),
            Kind::Ratio { .. } => ratio::sound(sums),
            Kind::Gap { plus, minus, .. } => gap::sound(plus, minus, sums),
            Kind::Spread { .. } => Ok(()),
            Kind::Quoted => Ok(()),
        }
    }

    /// What the sums come to; of a share what did not meet, of an amount its terms.
    fn value(&self, sums: &Sums<'_>) -> (Observation, Option<u64>, Vec<Term>) {
        let (observation, terms) = match &self.measure.kind {
            Kind::Share { of, known, .. } => {
                let (observation, complement) = share::value(of, known, sums);
                return (observation, complement, Vec::new());
            }
            Kind::Count { of, .. } => (count::value(of, sums), Vec::new()),
            Kind::Ratio { part, whole, .. } => ratio::value(part, whole, sums),
            Kind::Spread { takes, scale, .. } => spread::value(*takes, *scale, sums),
            Kind::Gap { plus, minus, scale, .. } => gap::value(plus, minus, *scale, sums),
            Kind::Quoted => (Observation::NotApplicable, Vec::new()),
        };
        (observation, None, terms)
    }

    fn figure(&self, unit: &UnitId, total: Total<'_>, month: Option<Period>) -> Option<Figure> {
        if total.is_nothing() {
            return None;
        }
        let Total { sums, lacks, set_aside, quarantined } = total;
        // Of a stock the period is that of the measuring date, unless a shorter one was asked for.
        let period = match month {
            Some(month) if self.period.contains(month) => month,
            Some(_) | None => self.period,
        };
        let key = FigureKey { measure: self.measure.id.clone(), unit: unit.clone(), period };
        let asked_by = Some(self.measure.place.clone());
        Some(match sums {
            Some(sums) => {
                let (observation, complement, terms) = self.value(&sums);
                Figure {
                    key,
                    observation,
                    complement,
                    terms,
                    lacks: lacks.into_iter().collect(),
                    inferred: sums.inferred(),
                    source: sums.source(),
                    provenance: Provenance {
                        files: sums.files(),
                        excluded: self.excluded(&sums, quarantined),
                        asked_by,
                    },
                }
            }
            None => {
                let why = lacks.iter().map(|l| l.why).min().unwrap_or(MissingWhy::NotDelivered);
                Figure {
                    key,
                    observation: Observation::Missing(why),
                    complement: None,
                    terms: Vec::new(),
                    inferred: InferredDate::Nothing,
                    source: String::new(),
                    provenance: Provenance {
                        files: self.behind(unit, &lacks, &set_aside),
                        excluded: self.quarantined(quarantined).collect(),
                        asked_by,
                    },
                    lacks: lacks.into_iter().collect(),
                }
            }
        })
    }

    /// The files that hold what is missing.
    fn behind(&self, unit: &UnitId, lacks: &BTreeSet<Lack>, set_aside: &BTreeSet<String>) -> Vec<FileUse> {
        let in_quarantine = lacks
            .iter()
            .filter(|l| l.why == MissingWhy::Quarantined && l.unit == *unit)
            .flat_map(|l| self.covered(&l.unit, l.period))
            .flat_map(|c| &c.files);
        let named: BTreeSet<&String> = set_aside.iter().chain(in_quarantine).collect();
        let files = self.given.files.iter().filter(|f| named.contains(&f.file));
        files
            .map(|f| FileUse {
                file: f.file.clone(),
                sha256: f.sha256.clone(),
                rows_read: f.rows_read,
                rows_used: 0,
                lines: Vec::new(),
            })
            .collect()
    }

    fn quarantined(&self, rows: u64) -> impl Iterator<Item = (String, u64)> {
        (rows > 0).then(|| ("i karantän".to_owned(), rows)).into_iter()
    }

    /// Rows that were left out, by reason, in declared order.
    fn excluded(&self, sums: &Sums<'_>, quarantined: u64) -> Vec<(String, u64)> {
        let named = self.measure.kind.excluding().iter().map(|e| (e.label.clone(), sums.without(&e.id)));
        let undecided = u64::try_from(sums.rows(UNDECIDED)).unwrap_or(0);
        let undecided = ("går inte att avgöra: ett värde saknas".to_owned(), undecided);
        let all = named.chain([undecided]).filter(|(_, rows)| *rows > 0);
        all.chain(self.quarantined(quarantined)).collect()
    }
}

/// Why something of a unit and month is not in use; `None` when nothing was delivered at all.
fn why(covered: &Covered) -> Option<MissingWhy> {
    if !covered.set_aside.is_empty() {
        Some(MissingWhy::SetAside)
    } else if covered.quarantined > 0 {
        Some(MissingWhy::Quarantined)
    } else {
        None
    }
}
