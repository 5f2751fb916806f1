//! Each delivery judged: what is there of what must be there, and whether the last day has passed.

use super::named::{Told, overlap};
use super::{Input, of_cadence};
use crate::field::contract::{Cadence, ColumnType, Complete, Dataset};
use crate::field::delivery::{Covered, DeliveryStatus, State};
use crate::field::id::{DatasetId, UnitId};
use crate::field::org::{OrgTree, OrgUnit};
use crate::field::period::Period;
use chrono::{Datelike, Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The status of every delivery that is expected or was made: units in the order of the tree, datasets in that of the contracts.
pub(super) fn statuses(input: &Input<'_>) -> Vec<DeliveryStatus> {
    let cells = Cells::of(input);
    let asides: Vec<_> = input.contracts.iter().map(|c| (c, Aside::of(input, c))).collect();
    let mut statuses = Vec::new();
    for unit in &input.tree.units {
        for (contract, aside) in &asides {
            let holds = cells.get(unit, &contract.id);
            let declared = unit.delivers.contains(&contract.id);
            if !declared && holds.is_empty() {
                continue;
            }
            let one = One { input, unit, contract, holds, aside };
            let cadence = contract.schedule.as_ref().map_or(Cadence::OnChange, |s| s.cadence);
            let periods = match cadence {
                Cadence::OnChange => vec![input.period],
                Cadence::Month | Cadence::Tertial | Cadence::Year => of_cadence(cadence, input.period),
            };
            for period in periods {
                let exists = unit.exists_between(period.first_day(), period.last_day());
                let due = contract.schedule.as_ref().and_then(|s| s.due(period));
                statuses.extend(if declared && exists && due.is_some() {
                    Some(one.expected(period, due))
                } else {
                    one.made(period)
                });
            }
        }
    }
    statuses
}

/// What the files hold, under the unit that answers for it.
struct Cells<'a>(BTreeMap<(UnitId, DatasetId), Vec<(Period, &'a Covered)>>);

impl<'a> Cells<'a> {
    fn of(input: &Input<'a>) -> Self {
        let mut cells: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((dataset, unit, period), covered) in input.coverage {
            if let Some(unit) = input.tree.unit(unit) {
                let owner = owner(input.tree, unit, dataset).unwrap_or(unit);
                cells.entry((owner.id.clone(), dataset.clone())).or_default().push((*period, covered));
            }
        }
        Self(cells)
    }

    fn get(&self, unit: &OrgUnit, dataset: &DatasetId) -> &[(Period, &'a Covered)] {
        self.0.get(&(unit.id.clone(), dataset.clone())).map_or(&[], Vec::as_slice)
    }
}

/// The unit that delivers what is about a unit: itself, or the nearest above it that says so.
fn owner<'a>(tree: &'a OrgTree, unit: &'a OrgUnit, dataset: &DatasetId) -> Option<&'a OrgUnit> {
    let mut at = Some(unit);
    while let Some(here) = at {
        if here.delivers.contains(dataset) {
            return Some(here);
        }
        at = here.part_of.as_ref().and_then(|id| tree.unit(id));
    }
    None
}

/// Files of a dataset that say nothing by their rows: set aside without anyone knowing what they hold, or without rows.
struct Aside {
    unknown: Vec<(String, Told)>,
    empty: Vec<(String, Told)>,
}

impl Aside {
    fn of(input: &Input<'_>, contract: &Dataset) -> Self {
        let known: BTreeSet<&str> = input
            .coverage
            .iter()
            .filter(|((dataset, _, _), _)| *dataset == contract.id)
            .flat_map(|(_, covered)| covered.set_aside.iter().map(String::as_str))
            .collect();
        let told = |file: &str| (file.to_owned(), Told::of(file, contract, input.tree));
        let of_dataset = || input.files.iter().filter(|f| f.dataset == contract.id);
        Self {
            unknown: of_dataset()
                .filter(|f| f.set_aside && !known.contains(f.file.as_str()))
                .map(|f| told(&f.file))
                .collect(),
            empty: of_dataset().filter(|f| !f.set_aside && f.rows_read == 0).map(|f| told(&f.file)).collect(),
        }
    }
}

/// One dataset of one unit.
struct One<'a> {
    input: &'a Input<'a>,
    unit: &'a OrgUnit,
    contract: &'a Dataset,
    holds: &'a [(Period, &'a Covered)],
    aside: &'a Aside,
}

impl One<'_> {
    /// The cells that belong to a period of delivery.
    fn cells(&self, period: Period) -> impl Iterator<Item = (Period, &Covered)> {
        self.holds.iter().filter(move |(of, _)| overlap(period, *of)).map(|(of, covered)| (*of, *covered))
    }

    /// What was delivered for a period, with nothing yet said of where it stands.
    fn counted(&self, period: Period, due: Option<NaiveDate>) -> DeliveryStatus {
        let sum = |of: fn(&Covered) -> u64| self.cells(period).map(|(_, c)| of(c)).sum();
        let files: BTreeSet<&String> = self.cells(period).flat_map(|(_, c)| &c.files).collect();
        DeliveryStatus {
            unit: self.unit.id.clone(),
            dataset: self.contract.id.clone(),
            period,
            due,
            state: State::NotExpected,
            late_by_days: None,
            files: files.into_iter().cloned().collect(),
            set_aside: Vec::new(),
            rows_used: sum(|c| c.rows),
            rows_quarantined: sum(|c| c.quarantined),
            rows_suppressed: sum(|c| c.suppressed),
            missing: Vec::new(),
        }
    }

    /// What was delivered though nobody waits for it; nothing when there is nothing.
    fn made(&self, period: Period) -> Option<DeliveryStatus> {
        Some(self.counted(period, None)).filter(|s| s.rows_used + s.rows_quarantined > 0)
    }

    /// A delivery that is waited for.
    fn expected(&self, period: Period, due: Option<NaiveDate>) -> DeliveryStatus {
        let mut status = self.counted(period, due);
        let as_of = self.input.as_of.0;
        let mut sure: BTreeSet<&str> =
            self.cells(period).flat_map(|(_, c)| c.set_aside.iter().map(String::as_str)).collect();
        let mut perhaps: BTreeSet<&str> = BTreeSet::new();
        for (file, told) in self.may_concern(&self.aside.unknown, period) {
            if told.units.is_empty() {
                perhaps.insert(file)
            } else {
                sure.insert(file)
            };
        }
        let late = due.is_some_and(|due| as_of > due);
        if status.rows_used > 0 {
            status.missing = self.missing(period);
            if !status.missing.is_empty() {
                sure.extend(perhaps);
            }
            let whole = status.missing.is_empty() && sure.is_empty();
            status.state = if whole { State::Complete } else { State::Incomplete };
        } else if !sure.is_empty() || (status.rows_quarantined == 0 && !perhaps.is_empty()) {
            sure.extend(perhaps);
            status.state = State::SetAside;
        } else if status.rows_quarantined > 0 {
            status.state = State::Quarantined;
        } else if self.may_concern(&self.aside.empty, period).next().is_some() {
            status.files = self.may_concern(&self.aside.empty, period).map(|(file, _)| file.to_owned()).collect();
            status.state = State::Empty;
        } else {
            status.state = if late { State::NotDelivered } else { State::NotYetDue };
        }
        status.set_aside = sure.into_iter().map(str::to_owned).collect();
        if status.state != State::Complete && late {
            status.late_by_days = due.and_then(|due| u32::try_from((as_of - due).num_days()).ok());
        }
        status
    }

    /// Files that may concern a period. A name without a period is taken to concern only what has already come to its end.
    fn may_concern<'s>(
        &'s self,
        files: &'s [(String, Told)],
        period: Period,
    ) -> impl Iterator<Item = (&'s str, &'s Told)> {
        let ended = period.last_day() < self.input.as_of.0;
        files
            .iter()
            .filter(move |(_, told)| {
                told.may_concern(self.input.tree, &self.unit.id, period) && (told.period.is_some() || ended)
            })
            .map(|(file, told)| (file.as_str(), told))
    }

    /// What lacks of what must be there, in order.
    fn missing(&self, period: Period) -> Vec<String> {
        let Some(schedule) = &self.contract.schedule else { return Vec::new() };
        let rows = || self.cells(period).filter(|(_, c)| c.rows > 0);
        let lack = |expected: Vec<Period>| -> Vec<String> {
            let there = |p: &Period| rows().any(|(of, _)| of.contains(*p) || p.contains(of));
            expected.iter().filter(|p| !there(p)).map(ToString::to_string).collect()
        };
        let seen: BTreeSet<&str> = rows().flat_map(|(_, c)| c.codes.iter().map(String::as_str)).collect();
        let unseen = |codes: &mut dyn Iterator<Item = &String>| -> Vec<String> {
            codes.filter(|code| !seen.contains(code.as_str())).cloned().collect()
        };
        match &schedule.complete {
            Complete::AnyRow => Vec::new(),
            Complete::EveryWeek => lack(self.weeks(period)),
            Complete::EveryMonth => lack(self.months(period)),
            Complete::EveryCode(column) => match self.contract.column(column).map(|c| &c.kind) {
                Some(ColumnType::OneOf(codes)) => unseen(&mut codes.iter()),
                Some(_) | None => Vec::new(),
            },
            Complete::EveryMoment => {
                self.input.moments.get(&self.unit.level).map_or_else(Vec::new, |asked| unseen(&mut asked.iter()))
            }
        }
    }

    /// The ISO weeks of a period in which the unit exists; a week stands where its Thursday does.
    fn weeks(&self, period: Period) -> Vec<Period> {
        let (first, last) = (period.first_day(), period.last_day());
        let to_thursday = (3 + 7 - i64::from(first.weekday().num_days_from_monday())) % 7;
        let mut thursday = first + Duration::days(to_thursday);
        let mut weeks = Vec::new();
        while thursday <= last {
            if self.unit.exists_between(thursday, thursday) {
                let week = thursday.iso_week();
                weeks.push(Period::Week { year: week.year(), week: week.week() });
            }
            thursday += Duration::days(7);
        }
        weeks
    }

    /// The months of a period in which the unit exists.
    fn months(&self, period: Period) -> Vec<Period> {
        let exists = |p: &Period| self.unit.exists_between(p.first_day(), p.last_day());
        of_cadence(Cadence::Month, period).into_iter().filter(exists).collect()
    }
}
