//! Up the tree: what each unit delivered itself, and what a unit above makes of it, added up from counts and sums alone.
//!
//! Decides what should be there and is not. Never adds a share, never fills in a zero for what was not delivered.

use super::own::{ByUnit, Up};
use super::sums::{END, START, Stood, Sums, UNDECIDED};
use super::{Given, coverage, flow, fulfilment_span, index, lowered, queries, spread, utilisation};
use super::{count, gap, ratio, share};
use crate::field::atom::AtomQuery;
use crate::field::dataset::InferredDate;
use crate::field::held::Held;
use crate::field::id::UnitId;
use crate::field::measure::{Against, FigureKey, Grain, Kind, Measure, RowsAre, Stands};
use crate::field::observation::{Figure, FileUse, Lack, LeftOut, MissingWhy, Observation, Provenance, Term};
use crate::field::org::{OrgTree, OrgUnit};
use crate::field::period::Period;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a unit makes of itself, or with all below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Total<'q> {
    /// What is there, if anything is.
    pub sums: Option<Sums<'q>>,
    /// What should be there and is not.
    pub lacks: BTreeSet<Lack>,
    /// Files that hold it but are not in use.
    pub set_aside: BTreeSet<String>,
    /// Rows in quarantine that may have counted.
    pub quarantined: u64,
    /// Rows in quarantine that name no unit or no time, and may have counted anywhere.
    unplaced: u64,
    /// Whether a row counts in it.
    pub is_matched: bool,
}

impl<'q> Total<'q> {
    fn is_nothing(&self) -> bool {
        self.sums.is_none() && self.lacks.is_empty()
    }

    fn add(&mut self, more: &Self) {
        match (&mut self.sums, &more.sums) {
            (Some(sums), Some(more)) => sums.add(more),
            (None, Some(more)) => self.sums = Some(more.clone()),
            (_, None) => {}
        }
        self.lacks.extend(more.lacks.iter().cloned());
        self.set_aside.extend(more.set_aside.iter().cloned());
        self.quarantined += more.quarantined;
        self.is_matched |= more.is_matched;
    }
}

/// One fact up the tree: what each unit makes of it.
struct Totals<'q> {
    of: BTreeMap<UnitId, Total<'q>>,
    /// Of a stock, the month it is taken in; of the nation its own.
    month: Option<Period>,
    nation_month: Option<Period>,
}

/// The figures of one measure and period.
pub(super) fn figures(measure: &Measure, stands: &Stands, given: &Given<'_>, period: Period) -> Vec<Figure> {
    if matches!((period, stands.grain), (Period::Week { .. }, Grain::Month)) {
        // What is delivered by month says nothing of a week.
        return Vec::new();
    }
    if let (Period::Rolling { .. }, Kind::Fulfilment { accumulates: true, .. }) = (period, &measure.kind) {
        // From the turn of the year to a month is told by the month.
        return Vec::new();
    }
    let (queries, kind) = (queries(measure), lowered(&measure.kind));
    let facts = facts(measure, stands, (&queries, &kind), given, period);
    let totals = totals(&facts, given.tree);
    let (Some(up), Some(first)) = (facts.first(), totals.first()) else { return Vec::new() };
    let made =
        Made { measure, kind: &kind, up, beside: totals.get(1), reference: reference(measure, &kind, up, first) };
    let nation = UnitId::new(UnitId::NATION).ok();
    let units = given.tree.units.iter().rev().map(|u| u.id.clone());
    let mut seen = BTreeSet::new();
    nation
        .into_iter()
        .chain(units)
        .filter(|id| seen.insert(id.clone()))
        .filter_map(|id| made.figure(&id, first))
        .collect()
}

/// The facts of a measure, each with its question.
fn facts<'a, 'q>(
    measure: &'q Measure,
    stands: &'q Stands,
    (queries, kind): (&'q [AtomQuery], &'q Kind),
    given: &'a Given<'a>,
    period: Period,
) -> Vec<Up<'a, 'q>> {
    let stand = [Some(stands), available(measure)];
    queries
        .iter()
        .zip(stand.into_iter().flatten())
        .zip(given.facts)
        .map(|((query, stands), fact)| Up {
            kind,
            stands,
            given,
            fact,
            query,
            span: fulfilment_span(&measure.kind, period),
            period,
            tracks: false,
        })
        .collect()
}

/// Where the rows behind the figure of a unit stand, fact by fact.
pub(super) fn places(measure: &Measure, given: &Given<'_>, period: Period, unit: &UnitId) -> Vec<BTreeSet<Stood>> {
    let Some(stands) = &measure.stands else { return Vec::new() };
    let (queries, kind) = (queries(measure), lowered(&measure.kind));
    let mut facts = facts(measure, stands, (&queries, &kind), given, period);
    facts.iter_mut().for_each(|up| up.tracks = true);
    let of_unit = |totals: Totals<'_>| totals.of.get(unit).and_then(|t| t.sums.as_ref()?.places.clone());
    totals(&facts, given.tree).into_iter().map(|totals| of_unit(totals).unwrap_or_default()).collect()
}

/// Where the rows of a second fact stand.
fn available(measure: &Measure) -> Option<&Stands> {
    if let Kind::Utilisation { available, .. } = &measure.kind { Some(&available.stands) } else { None }
}

/// What every unit makes of each fact. A unit that lacks one of two facts, or a month of it, counts in neither for that time: what is used
/// would otherwise be divided by less than there was.
fn totals<'q>(facts: &[Up<'_, 'q>], tree: &OrgTree) -> Vec<Totals<'q>> {
    let rows: Vec<ByUnit<'_>> = facts.iter().map(Up::rows).collect();
    let own = |id: &UnitId, unit: Option<&OrgUnit>, months: &[Option<Period>]| -> Vec<Total<'q>> {
        let all = |without: &BTreeSet<Period>| -> Vec<Total<'q>> {
            let each = facts.iter().zip(&rows).zip(months);
            each.map(|((up, rows), month)| up.own((id, unit), rows, *month, without)).collect()
        };
        let mut totals = all(&BTreeSet::new());
        if totals.len() > 1 {
            let lacks: BTreeSet<Lack> = totals.iter().flat_map(|t| t.lacks.iter().cloned()).collect();
            if !lacks.is_empty() {
                let without = lacks.iter().map(|l| l.period).collect();
                totals = all(&without);
                totals.iter_mut().for_each(|t| t.lacks.extend(lacks.iter().cloned()));
            }
            if totals.iter().any(|t| t.sums.is_some()) && totals.iter().any(|t| t.sums.is_none()) {
                for (total, up) in totals.iter_mut().zip(facts) {
                    total.sums = None;
                    if lacks.is_empty() {
                        let why = MissingWhy::NotDelivered;
                        total.lacks.insert(Lack { unit: id.clone(), period: up.period, why });
                    }
                }
            }
        }
        totals
    };
    let mut all: Vec<Totals<'q>> = facts
        .iter()
        .zip(&rows)
        .map(|(up, rows)| Totals { of: BTreeMap::new(), month: up.measuring_month(rows), nation_month: None })
        .collect();
    if let Some(nation) = UnitId::new(UnitId::NATION).ok().filter(|n| tree.unit(n).is_none()) {
        for ((up, rows), totals) in facts.iter().zip(&rows).zip(&mut all) {
            totals.nation_month = up.last_month(rows.get(&nation).into_iter().flatten());
        }
        if rows.iter().any(|rows| rows.contains_key(&nation)) {
            let months: Vec<_> = all.iter().map(|t| t.nation_month).collect();
            for (totals, total) in all.iter_mut().zip(own(&nation, None, &months)) {
                totals.of.insert(nation.clone(), total);
            }
        }
    }
    let months: Vec<_> = all.iter().map(|t| t.month).collect();
    // Parents stand before their children: from the end, every unit is whole when it is added to the one above.
    for unit in tree.units.iter().rev() {
        let own = own(&unit.id, Some(unit), &months);
        for ((Totals { of, .. }, own), up) in all.iter_mut().zip(own).zip(facts) {
            let below = of.remove(&unit.id).unwrap_or_default();
            let stands_alone = up.stands.rows_are == RowsAre::Whole && own.sums.is_some() && own.is_matched;
            let mut total = if stands_alone { Total::default() } else { below };
            total.add(&own);
            match unit.part_of.as_ref().filter(|id| tree.unit(id).is_some()) {
                Some(above) => of.entry(above.clone()).or_default().add(handed(up, (unit, above), &total).as_ref()),
                None => total.unplaced = up.unplaced(),
            }
            of.insert(unit.id.clone(), total);
        }
    }
    all
}

/// What a unit gives to the one above. Of a queue that one unit handed over to another below it, the end of the one and the start of the other
/// are the same people, and neither is the start or end of what is above.
fn handed<'t, 'q>(up: &Up<'_, 'q>, (unit, above): (&OrgUnit, &UnitId), total: &'t Total<'q>) -> Cow<'t, Total<'q>> {
    let mut given = Cow::Borrowed(total);
    if let (Kind::Flow { .. }, Some(sums)) = (up.kind, &total.sums) {
        let tree = up.given.tree;
        let (first, last) = (up.period.first_day(), up.period.last_day());
        let within = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| first <= day && day <= last);
        let is_beside = |other: &UnitId| tree.is_within(other, above);
        let took_over = within(unit.valid_from)
            && tree.units.iter().any(|u| u.successor.as_ref() == Some(&unit.id) && is_beside(&u.id));
        let handed_over = within(unit.valid_to) && unit.successor.as_ref().is_some_and(is_beside);
        let names = [(took_over, START), (handed_over, END)].into_iter().filter(|(is, _)| *is).map(|(_, name)| name);
        given.to_mut().sums = Some(sums.without_atoms(&names.collect::<Vec<_>>()));
    }
    given
}

/// What an index is held against, by unit; nothing for other kinds.
fn reference(measure: &Measure, kind: &Kind, up: &Up<'_, '_>, own: &Totals<'_>) -> BTreeMap<UnitId, Observation> {
    let Kind::Index { against, .. } = &measure.kind else { return BTreeMap::new() };
    let values = |totals: &Totals<'_>| -> BTreeMap<UnitId, Observation> {
        let value = |(id, total): (&UnitId, &Total<'_>)| Some((id.clone(), value(kind, total.sums.as_ref()?).0));
        totals.of.iter().filter_map(value).collect()
    };
    match against {
        Against::Organisation => {
            let of_top = values(own).remove(&up.given.tree.top().id);
            let units = up.given.tree.units.iter().map(|u| u.id.clone());
            of_top.map_or_else(BTreeMap::new, |top| units.map(|id| (id, top)).collect())
        }
        Against::Year(year) => {
            let same = up.period.in_year(*year);
            same.map_or_else(BTreeMap::new, |period| {
                let then = Up { span: fulfilment_span(&measure.kind, period), period, ..*up };
                totals(&[then], up.given.tree).first().map_or_else(BTreeMap::new, values)
            })
        }
    }
}

/// What the sums come to, and its terms.
fn value(kind: &Kind, sums: &Sums<'_>) -> (Observation, Vec<Term>) {
    match kind {
        Kind::Share { of, known, .. } => (share::value(of, known, sums).0, Vec::new()),
        Kind::Count { of, .. } => (count::value(of, sums), Vec::new()),
        Kind::Ratio { part, whole, .. } | Kind::Index { part, whole, .. } => ratio::value(part, whole, sums),
        Kind::Spread { takes, scale, .. } => spread::value(*takes, *scale, sums),
        Kind::Gap { plus, minus, scale, .. } => gap::value(plus, minus, *scale, sums),
        Kind::Flow { takes, .. } => flow::columns(kind)
            .map_or((Observation::NotApplicable, Vec::new()), |columns| flow::value(columns, takes, sums)),
        Kind::Coverage { .. } => (coverage::value(sums), Vec::new()),
        // Has two facts, and is told by `Made`; the others are lowered or not computed.
        Kind::Utilisation { .. }
        | Kind::Sum { .. }
        | Kind::Within { .. }
        | Kind::Elapsed { .. }
        | Kind::Fulfilment { .. }
        | Kind::Completeness { .. }
        | Kind::Attested { .. }
        | Kind::Quoted => (Observation::NotApplicable, Vec::new()),
    }
}

/// What makes figures of totals.
struct Made<'m, 'a, 'q> {
    measure: &'m Measure,
    kind: &'m Kind,
    up: &'m Up<'a, 'q>,
    beside: Option<&'m Totals<'q>>,
    reference: BTreeMap<UnitId, Observation>,
}

impl Made<'_, '_, '_> {
    fn value(&self, unit: &UnitId, sums: &Sums<'_>, beside: Option<&Sums<'_>>) -> (Observation, Vec<Term>) {
        match (&self.measure.kind, beside) {
            (Kind::Utilisation { .. }, Some(there)) => utilisation::value(sums, there),
            (Kind::Utilisation { .. }, None) => (Observation::Missing(MissingWhy::NotDelivered), Vec::new()),
            (Kind::Index { .. }, _) => {
                let (own, terms) = value(self.kind, sums);
                index::value(own, self.reference.get(unit).copied(), terms)
            }
            (_, _) => value(self.kind, sums),
        }
    }

    fn figure(&self, unit: &UnitId, of: &Totals<'_>) -> Option<Figure> {
        let beside = self.beside.and_then(|totals| totals.of.get(unit));
        let total = of.of.get(unit)?;
        if total.is_nothing() && beside.is_none_or(Total::is_nothing) {
            return None;
        }
        let Total { sums, lacks, set_aside, quarantined, unplaced, .. } = total;
        let (mut lacks, quarantined) = (lacks.clone(), (*quarantined, *unplaced));
        lacks.extend(beside.into_iter().flat_map(|b| b.lacks.iter().cloned()));
        // Of a stock the period is that of the measuring date, unless a shorter one was asked for.
        let asked = self.up.period;
        let month =
            if unit.is_nation() && self.up.given.tree.unit(unit).is_none() { of.nation_month } else { of.month };
        let period = match month {
            Some(month) if asked.contains(month) => month,
            Some(_) | None => asked,
        };
        let key = FigureKey { measure: self.measure.id.clone(), unit: unit.clone(), period };
        let (asked_by, version) = (Some(self.measure.place.clone()), self.measure.version.number);
        let is_whole = self.beside.is_none() || beside.is_some_and(|b| b.sums.is_some());
        Some(match sums.as_ref().filter(|_| is_whole) {
            Some(sums) => {
                let there = beside.and_then(|b| b.sums.as_ref());
                let (observation, terms) = self.value(unit, sums, there);
                let mut files = sums.files();
                files.extend(there.into_iter().flat_map(Sums::files));
                Figure {
                    key,
                    observation,
                    complement: self.complement(sums),
                    terms,
                    lacks: lacks.into_iter().collect(),
                    inferred: sums.inferred(),
                    source: sums.source(),
                    held: Held::default(),
                    provenance: Provenance { files, excluded: self.excluded(sums, quarantined), asked_by, version },
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
                    held: Held::default(),
                    provenance: Provenance {
                        files: self.behind(unit, &lacks, set_aside),
                        excluded: in_quarantine(quarantined).collect(),
                        asked_by,
                        version,
                    },
                    lacks: lacks.into_iter().collect(),
                }
            }
        })
    }

    /// Of a share that is known by its complement, what did not meet.
    fn complement(&self, sums: &Sums<'_>) -> Option<u64> {
        if let Kind::Share { of, known, .. } = self.kind { share::value(of, known, sums).1 } else { None }
    }

    /// The files that hold what is missing.
    fn behind(&self, unit: &UnitId, lacks: &BTreeSet<Lack>, set_aside: &BTreeSet<String>) -> Vec<FileUse> {
        let in_quarantine = lacks
            .iter()
            .filter(|l| l.why == MissingWhy::Quarantined && l.unit == *unit)
            .flat_map(|l| self.up.covered(&l.unit, l.period))
            .flat_map(|c| &c.files);
        let named: BTreeSet<&String> = set_aside.iter().chain(in_quarantine).collect();
        let files = self.up.given.files.iter().filter(|f| named.contains(&f.file));
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

    /// Rows that were left out, by reason, in declared order.
    fn excluded(&self, sums: &Sums<'_>, quarantined: (u64, u64)) -> Vec<LeftOut> {
        let named = self.measure.kind.excluding().iter().map(|e| (e.label.clone(), sums.without(&e.id)));
        let undecided = u64::try_from(sums.rows(UNDECIDED)).unwrap_or(0);
        let undecided = ("går inte att avgöra: ett värde saknas".to_owned(), undecided);
        let all = named.chain([undecided]).filter(|(_, rows)| *rows > 0);
        let all = all.map(|(reason, rows)| LeftOut { reason, rows: Some(rows) });
        all.chain(in_quarantine(quarantined)).collect()
    }
}

/// Rows in quarantine that may have counted: those of the unit and time, and those that name neither.
fn in_quarantine((placed, unplaced): (u64, u64)) -> impl Iterator<Item = LeftOut> {
    let all = [("i karantän", placed), ("i karantän, utan känd enhet eller tid", unplaced)];
    all.into_iter()
        .filter(|(_, rows)| *rows > 0)
        .map(|(reason, rows)| LeftOut { reason: reason.to_owned(), rows: Some(rows) })
}
