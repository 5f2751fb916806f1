//! Up the tree: what each unit delivered itself, and what a unit above makes of it, added up from counts and sums alone.
//!
//! Decides what should be there and is not. Never adds a share, never fills in a zero for what was not delivered.

use super::span::{date, is_due, lies_in, month_at, months};
use super::sums::{Sums, UNDECIDED};
use super::{Answer, Given, count, gap, query, ratio, share, spread};
use crate::field::atom::{AtomQuery, AtomRow};
use crate::field::dataset::InferredDate;
use crate::field::delivery::Covered;
use crate::field::id::UnitId;
use crate::field::measure::{Counted, Counts, FigureKey, Grain, Kind, Measure, RowsAre, Stands};
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
    /// Rows in quarantine that name no unit or no time, and may have counted anywhere.
    unplaced: u64,
    /// Whether a row counts in it.
    is_matched: bool,
}

impl Total<'_> {
    fn is_nothing(&self) -> bool {
        self.sums.is_none() && self.lacks.is_empty()
    }
}

/// The figures of one measure and period.
pub(super) fn figures(measure: &Measure, stands: &Stands, given: &Given<'_>, period: Period) -> Vec<Figure> {
    let Some(query) = query(measure) else { return Vec::new() };
    if matches!((period, stands.grain), (Period::Week { .. }, Grain::Month)) {
        // What is delivered by month says nothing of a week.
        return Vec::new();
    }
    let up = Up { measure, stands, given, query: &query, period };
    let rows = up.rows();
    let nation = UnitId::new(UnitId::NATION).ok();
    let mut figures = Vec::new();
    if let Some(nation) = nation.filter(|n| rows.contains_key(n) && given.tree.unit(n).is_none()) {
        let month = up.last_month(rows.get(&nation).into_iter().flatten());
        figures.extend(up.figure(&nation, up.own(&nation, None, &rows, month), month));
    }
    let month = up.measuring_month(&rows);
    let mut totals: BTreeMap<&UnitId, Total<'_>> = BTreeMap::new();
    // Parents stand before their children: from the end, every unit is whole when it is added to the one above.
    for unit in given.tree.units.iter().rev() {
        let own = up.own(&unit.id, Some(unit), &rows, month);
        let below = totals.remove(&unit.id).unwrap_or_default();
        let stands_alone = stands.rows_are == RowsAre::Whole && own.sums.is_some() && own.is_matched;
        let mut total = if stands_alone { own } else { added(below, &own) };
        if let Some(above) = unit.part_of.as_ref().and_then(|id| given.tree.unit(id)) {
            let so_far = totals.remove(&above.id).unwrap_or_default();
            totals.insert(&above.id, added(so_far, &total));
        }
        if unit.part_of.is_none() {
            total.unplaced = up.unplaced();
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
    to.is_matched |= more.is_matched;
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
                let is_past = date(row.at) <= self.given.as_of.0;
                if is_past && lies_in(self.period, row.at, self.stands.grain) {
                    rows.entry(unit).or_default().push((answer, row));
                }
            }
        }
        rows
    }

    fn expects(&self, unit: &OrgUnit) -> bool {
        unit.delivers.contains(&self.measure.dataset)
    }

    /// Of a stock, the month of the last measuring date in the period: when units are expected to deliver, the last month that is due, or a
    /// later one that all of them have delivered already; otherwise the last that was delivered.
    fn measuring_month(&self, rows: &ByUnit<'a>) -> Option<Period> {
        let in_tree = || self.given.tree.units.iter().filter_map(|u| rows.get(&u.id)).flatten();
        let last = self.last_month(in_tree());
        if self.stands.counts == Counts::Flow || !self.given.tree.units.iter().any(|u| self.expects(u)) {
            return last;
        }
        let has = |unit: &UnitId, month: Period| {
            rows.get(unit).into_iter().flatten().any(|(_, row)| month_at(row.at, self.stands.grain) == month)
        };
        let is_complete = |month: Period| {
            let exists = |u: &&OrgUnit| u.exists_between(month.first_day(), month.last_day());
            let mut expecting = self.given.tree.units.iter().filter(|u| self.expects(u)).filter(exists).peekable();
            expecting.peek().is_some() && expecting.all(|u| has(&u.id, month))
        };
        let is_settled = |month: &Period| is_due(*month, self.given.schedule, self.given.as_of) || is_complete(*month);
        months(self.period, self.stands.grain).into_iter().rev().find(is_settled).or(last)
    }

    /// Of a stock, the last month that was delivered.
    fn last_month<'r>(&self, rows: impl Iterator<Item = &'r (&'a Answer<'a>, &'a AtomRow)>) -> Option<Period>
    where
        'a: 'r,
    {
        // Of sums that are stated row by row, a month without a row states nothing; of rows that are counted, it says that there are none.
        let is_stated = matches!(&self.measure.kind, Kind::Share { of: Counted::Sum(_), .. });
        let of_stock = rows.filter(|(_, row)| self.stands.counts == Counts::Stock && (row.used > 0 || !is_stated));
        of_stock.map(|(_, row)| month_at(row.at, self.stands.grain)).max_by_key(|m| m.first_day())
    }

    /// What a unit delivered itself.
    fn own(&self, id: &UnitId, unit: Option<&OrgUnit>, rows: &ByUnit<'a>, month: Option<Period>) -> Total<'q> {
        let mut total = Total::default();
        let mut of_unit: Vec<&(&Answer<'a>, &AtomRow)> = rows.get(id).into_iter().flatten().collect();
        let is_week = matches!(self.period, Period::Week { .. });
        let is_stock = self.stands.counts == Counts::Stock;
        if is_stock {
            // A week may lie in two months: of it any day counts.
            of_unit.retain(|(_, row)| is_week || Some(month_at(row.at, self.stands.grain)) == month);
            let last = of_unit.iter().map(|(_, row)| row.at).max();
            of_unit.retain(|(_, row)| Some(row.at) == last);
            if is_week && of_unit.is_empty() {
                // A week without a measuring date of the unit has no stock of it.
                return total;
            }
        }
        let of_stock =
            if is_week { of_unit.first().map(|(_, row)| month_at(row.at, self.stands.grain)) } else { month };
        let span = match of_stock.filter(|_| is_stock) {
            Some(month) => vec![month],
            None => months(self.period, self.stands.grain),
        };
        let mut is_delivered = !of_unit.is_empty();
        for month in span {
            let covered = self.covered(id, month);
            total.quarantined += covered.iter().map(|c| c.quarantined).sum::<u64>();
            let set_aside: Vec<&String> = covered.iter().flat_map(|c| &c.set_aside).collect();
            if !set_aside.is_empty() {
                // Also when other files of the month are in use: what the one set aside holds is missing.
                total.lacks.insert(Lack { unit: id.clone(), period: month, why: MissingWhy::SetAside });
                total.set_aside.extend(set_aside.into_iter().cloned());
            }
            let has_rows = of_unit.iter().any(|(_, row)| month_at(row.at, self.stands.grain) == month);
            if covered.iter().any(|c| c.rows > 0) || has_rows {
                is_delivered |= !is_stock;
                continue;
            }
            let expected =
                unit.is_some_and(|u| self.expects(u) && u.exists_between(month.first_day(), month.last_day()));
            let why = if covered.iter().any(|c| c.quarantined > 0) {
                Some(MissingWhy::Quarantined)
            } else if expected && covered.iter().all(|c| c.set_aside.is_empty()) {
                let due = is_due(month, self.given.schedule, self.given.as_of);
                Some(if due { MissingWhy::NotDelivered } else { MissingWhy::NotYetDue })
            } else {
                None
            };
            total.lacks.extend(why.map(|why| Lack { unit: id.clone(), period: month, why }));
        }
        if !is_delivered {
            if total.lacks.iter().all(|l| l.why == MissingWhy::NotYetDue) {
                // Nobody misses what is not due yet.
                total.lacks.clear();
            }
            return total;
        }
        total.is_matched = of_unit.iter().any(|(_, row)| row.used > 0);
        let mut sums = Sums::nothing(self.query);
        of_unit.iter().for_each(|(answer, row)| sums.row(row, answer));
        match self.sound(&sums) {
            Ok(()) => total.sums = Some(sums),
            // Another measure of the dataset has the rows: where nothing of this one is stated there is no figure.
            Err(MissingWhy::NoWhole) if !total.is_matched => {}
            Err(why) => {
                let is_stated = matches!(why, MissingWhy::NoWhole | MissingWhy::NoPart);
                let why = if is_stated && total.quarantined > 0 { MissingWhy::Quarantined } else { why };
                total.lacks.insert(Lack { unit: id.clone(), period: month.unwrap_or(self.period), why });
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
        let Total { sums, lacks, set_aside, quarantined, unplaced, .. } = total;
        let quarantined = (quarantined, unplaced);
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
                        excluded: in_quarantine(quarantined).collect(),
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

    /// Rows of the dataset in quarantine that are counted under no unit and month.
    fn unplaced(&self) -> u64 {
        let dataset = &self.measure.dataset;
        let in_use = self.given.files.iter().filter(|f| f.dataset == *dataset && !f.set_aside);
        let all: u64 = in_use.map(|f| f.rows_quarantined).sum();
        let of_dataset = self.given.coverage.iter().filter(|((d, ..), _)| d == dataset);
        all.saturating_sub(of_dataset.map(|(_, covered)| covered.quarantined).sum())
    }

    /// Rows that were left out, by reason, in declared order.
    fn excluded(&self, sums: &Sums<'_>, quarantined: (u64, u64)) -> Vec<(String, u64)> {
        let named = self.measure.kind.excluding().iter().map(|e| (e.label.clone(), sums.without(&e.id)));
        let undecided = u64::try_from(sums.rows(UNDECIDED)).unwrap_or(0);
        let undecided = ("går inte att avgöra: ett värde saknas".to_owned(), undecided);
        let all = named.chain([undecided]).filter(|(_, rows)| *rows > 0);
        all.chain(in_quarantine(quarantined)).collect()
    }
}

/// Rows in quarantine that may have counted: those of the unit and time, and those that name neither.
fn in_quarantine((placed, unplaced): (u64, u64)) -> impl Iterator<Item = (String, u64)> {
    let all = [("i karantän", placed), ("i karantän, utan känd enhet eller tid", unplaced)];
    all.into_iter().filter(|(_, rows)| *rows > 0).map(|(reason, rows)| (reason.to_owned(), rows))
}
