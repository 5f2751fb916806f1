//! What a unit delivered itself: its rows of the period, and what should be there and is not.

use super::span::{Span, date, is_due, month_at};
use super::sums::{END, START, Sums};
use super::tree::Total;
use super::{Answer, Fact, Given, count, flow, gap, ratio, share};
use crate::field::atom::{AtomQuery, AtomRow, AtomValue};
use crate::field::contract::{Cadence, Complete};
use crate::field::delivery::Covered;
use crate::field::id::UnitId;
use crate::field::measure::{Counted, Counts, Grain, Kind, Stands};
use crate::field::observation::{Lack, MissingWhy};
use crate::field::org::OrgUnit;
use crate::field::period::Period;
use chrono::Days;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of the period by unit, each with the answer it stands in.
pub(super) type ByUnit<'a> = BTreeMap<UnitId, Vec<(&'a Answer<'a>, &'a AtomRow)>>;

/// One fact of a measure, for one period.
#[derive(Clone, Copy)]
pub(super) struct Up<'a, 'q> {
    /// The kind, lowered.
    pub kind: &'q Kind,
    pub stands: &'q Stands,
    pub given: &'a Given<'a>,
    pub fact: &'a Fact<'a>,
    pub query: &'q AtomQuery,
    /// The days that count.
    pub span: Span,
    /// The period that was asked for.
    pub period: Period,
    /// Whether it is gathered where the rows stand.
    pub tracks: bool,
}

impl<'a, 'q> Up<'a, 'q> {
    pub(super) fn rows(&self) -> ByUnit<'a> {
        let mut rows = ByUnit::new();
        for answer in self.fact.answers {
            for row in &answer.table.rows {
                let is_past = date(row.at) <= self.given.as_of.0;
                if !is_past || !self.span.holds(row.at, self.stands.grain) {
                    continue;
                }
                // Units are ids of the tree by contract; any other counts nowhere.
                if let Ok(unit) = UnitId::new(&row.unit) {
                    rows.entry(unit).or_default().push((answer, row));
                }
            }
        }
        rows
    }

    fn nothing(&self) -> Sums<'q> {
        let sums = Sums::nothing(self.query);
        if self.tracks { sums.tracking() } else { sums }
    }

    fn expects(&self, unit: &OrgUnit) -> bool {
        unit.delivers.contains(&self.query.dataset)
    }

    /// Of a stock, the month of the last measuring date in the period: when units are expected to deliver, the last month that is due, or a
    /// later one that all of them have delivered already; otherwise the last that was delivered.
    pub(super) fn measuring_month(&self, rows: &ByUnit<'a>) -> Option<Period> {
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
        let is_settled = |month: &Period| is_due(*month, self.fact.schedule, self.given.as_of) || is_complete(*month);
        self.span.months(self.stands.grain).into_iter().rev().find(is_settled).or(last)
    }

    /// Of a stock, the last month that was delivered.
    pub(super) fn last_month<'r>(&self, rows: impl Iterator<Item = &'r (&'a Answer<'a>, &'a AtomRow)>) -> Option<Period>
    where
        'a: 'r,
    {
        // Of sums that are stated row by row, a month without a row states nothing; of rows that are counted, it says that there are none.
        let is_stated = matches!(self.kind, Kind::Share { of: Counted::Sum(_), .. });
        let of_stock = rows.filter(|(_, row)| self.stands.counts == Counts::Stock && (row.used > 0 || !is_stated));
        of_stock.map(|(_, row)| month_at(row.at, self.stands.grain)).max_by_key(|m| m.first_day())
    }

    /// What a unit delivered itself, without the months that another fact lacks.
    pub(super) fn own(
        &self,
        (id, unit): (&UnitId, Option<&OrgUnit>),
        rows: &ByUnit<'a>,
        month: Option<Period>,
        without: &BTreeSet<Period>,
    ) -> Total<'q> {
        let mut total = Total::default();
        let mut of_unit: Vec<&(&Answer<'a>, &AtomRow)> = rows.get(id).into_iter().flatten().collect();
        of_unit.retain(|(_, row)| !without.contains(&month_at(row.at, self.stands.grain)));
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
            None => self.span.months(self.stands.grain),
        };
        let mut is_delivered = !of_unit.is_empty();
        // What is not due by month is asked for as a whole.
        let by_month = self.fact.schedule.is_none_or(|s| s.cadence == Cadence::Month);
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
                total.lacks.extend(self.weeks_that_lack((id, unit), month, &of_unit));
                continue;
            }
            let expected = by_month
                && unit.is_some_and(|u| self.expects(u) && u.exists_between(month.first_day(), month.last_day()));
            let why = if covered.iter().any(|c| c.quarantined > 0) {
                Some(MissingWhy::Quarantined)
            } else if expected && covered.iter().all(|c| c.set_aside.is_empty()) {
                let due = is_due(month, self.fact.schedule, self.given.as_of);
                Some(if due { MissingWhy::NotDelivered } else { MissingWhy::NotYetDue })
            } else {
                None
            };
            total.lacks.extend(why.map(|why| Lack { unit: id.clone(), period: month, why }));
        }
        if let Kind::Coverage { each, per, .. } = self.kind {
            // Where nobody has delivered anything, nothing is known.
            if !rows.is_empty() {
                self.cover((unit, *each), per.as_ref(), &of_unit, &mut total);
            }
            return total;
        }
        let (first, last) = (self.period.first_day(), self.period.last_day());
        let is_late =
            || self.fact.schedule.and_then(|s| s.due(self.period)).is_some_and(|due| due < self.given.as_of.0);
        // A part of a year in which something was delivered lacks nothing: there was nothing more.
        let has_year = || self.covered(id, Period::year_of(last)).iter().any(|c| c.rows > 0);
        if !by_month && !is_delivered && total.lacks.is_empty() && is_late() && !has_year() {
            let is_expected = unit.is_some_and(|u| self.expects(u) && u.exists_between(first, last));
            let why = MissingWhy::NotDelivered;
            total.lacks.extend(is_expected.then(|| Lack { unit: id.clone(), period: self.period, why }));
        }
        if !is_delivered {
            if total.lacks.iter().all(|l| l.why == MissingWhy::NotYetDue) {
                // Nobody misses what is not due yet.
                total.lacks.clear();
            }
            return total;
        }
        total.is_matched = of_unit.iter().any(|(_, row)| row.used > 0);
        let mut sums = self.nothing();
        // A flow begins where its first row begins and ends where its last one ends.
        let used = || of_unit.iter().filter(|(_, row)| row.used > 0).map(|(_, row)| row.at);
        let (first, last) = (used().min(), used().max());
        for (answer, row) in &of_unit {
            sums.row(row, answer, |name| match name {
                START => first == Some(row.at),
                END => last == Some(row.at),
                _ => true,
            });
        }
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

    /// Of a month that was delivered, the weeks that should be there and are not.
    fn weeks_that_lack(
        &self,
        (id, unit): (&UnitId, Option<&OrgUnit>),
        month: Period,
        rows: &[&(&Answer<'a>, &AtomRow)],
    ) -> Vec<Lack> {
        let Some(unit) = unit.filter(|u| self.expects(u)) else { return Vec::new() };
        let every_week = self.fact.schedule.is_some_and(|s| s.complete == Complete::EveryWeek);
        if !every_week || self.stands.counts == Counts::Stock {
            return Vec::new();
        }
        let lacks = |week: &Period| {
            let (first, last) = (week.first_day(), week.last_day());
            let has_rows = rows.iter().any(|(_, row)| (first..=last).contains(&date(row.at)));
            let is_asked = self.span.slots(Grain::Week).contains(week) && unit.exists_between(first, last);
            let is_told = has_rows || self.covered(id, *week).iter().any(|c| c.rows + c.quarantined > 0);
            is_asked && !is_told && is_due(month, self.fact.schedule, self.given.as_of)
        };
        let why = MissingWhy::NotDelivered;
        let weeks = Span::of(month).slots(Grain::Week).into_iter().filter(lacks);
        weeks.map(|period| Lack { unit: id.clone(), period, why }).collect()
    }

    /// Of the weeks or months that the unit should have something for, those that it has.
    fn cover(
        &self,
        (unit, each): (Option<&OrgUnit>, Grain),
        per: Option<&(String, Vec<String>)>,
        rows: &[&(&Answer<'a>, &AtomRow)],
        total: &mut Total<'q>,
    ) {
        let Some(unit) = unit else { return };
        let is_asked = self.given.tree.units.iter().any(|u| self.expects(u));
        if is_asked && !self.expects(unit) || !is_asked && rows.is_empty() {
            return;
        }
        let mut sums = self.nothing();
        rows.iter().for_each(|(answer, row)| sums.row(row, answer, |_| true));
        for slot in self.span.slots(each) {
            let (first, last) = (slot.first_day(), slot.last_day());
            let in_slot = rows.iter().filter(|(_, row)| (first..=last).contains(&date(row.at)));
            let atoms = in_slot.filter_map(|(_, row)| row.atoms.first());
            let mut codes: BTreeSet<&str> = BTreeSet::new();
            for atom in atoms {
                match atom {
                    AtomValue::Codes(found) => codes.extend(found.keys().map(String::as_str)),
                    AtomValue::Rows(n) if *n > 0 => {
                        codes.insert("");
                    }
                    AtomValue::Rows(_)
                    | AtomValue::Sum(_)
                    | AtomValue::Values(_)
                    | AtomValue::Least(_)
                    | AtomValue::Most(_)
                    | AtomValue::Keys(_) => {}
                }
            }
            // What is never due must be there when its time has passed.
            let is_due = || match self.fact.schedule {
                Some(_) => is_due(Period::month_of(first + Days::new(3)), self.fact.schedule, self.given.as_of),
                None => last <= self.given.as_of.0,
            };
            if !unit.exists_between(first, last) || codes.is_empty() && !is_due() {
                continue;
            }
            let (there, all) = match per {
                Some((_, wanted)) => (wanted.iter().filter(|code| codes.contains(code.as_str())).count(), wanted.len()),
                None => (usize::from(!codes.is_empty()), 1),
            };
            sums.covered = (sums.covered.0 + there as u64, sums.covered.1 + all as u64);
        }
        if sums.covered.1 > 0 {
            total.is_matched = true;
            total.sums = Some(sums);
        }
    }

    /// What the files hold of a unit for a month.
    pub(super) fn covered(&self, id: &UnitId, month: Period) -> Vec<&'a Covered> {
        let dataset = &self.query.dataset;
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
        match self.kind {
            Kind::Share { of, .. } => share::sound(of, sums),
            Kind::Count { of, .. } => count::sound(of, sums),
            Kind::Ratio { .. } => ratio::sound(sums),
            Kind::Gap { plus, minus, .. } => gap::sound(plus, minus, sums),
            Kind::Index { .. } => ratio::sound(sums),
            Kind::Flow { .. } => flow::columns(self.kind).map_or(Ok(()), |columns| flow::sound(columns, sums)),
            Kind::Spread { .. }
            | Kind::Utilisation { .. }
            | Kind::Coverage { .. }
            | Kind::Sum { .. }
            | Kind::Within { .. }
            | Kind::Elapsed { .. }
            | Kind::Fulfilment { .. }
            | Kind::Completeness { .. }
            | Kind::Attested { .. }
            | Kind::Quoted => Ok(()),
        }
    }

    /// Rows of the dataset in quarantine that are counted under no unit and month.
    pub(super) fn unplaced(&self) -> u64 {
        let dataset = &self.query.dataset;
        let in_use = self.given.files.iter().filter(|f| f.dataset == *dataset && !f.set_aside);
        let all: u64 = in_use.map(|f| f.rows_quarantined).sum();
        let of_dataset = self.given.coverage.iter().filter(|((d, ..), _)| d == dataset);
        all.saturating_sub(of_dataset.map(|(_, covered)| covered.quarantined).sum())
    }
}
