//! What was delivered and what was not: the status of every expected delivery, and what faulty ones cost.
//!
//! Plain data. Rows are counted where files are read; what the counts mean is judged in `received`.

use super::id::{DatasetId, MeasureId, UnitId};
use super::period::Period;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What the files hold of one dataset, for one unit and one period of the rows themselves.
///
/// The period is the ISO week where the contract asks for every week, otherwise the month of a day or time, otherwise the period as it
/// is written. A row without a usable unit or period is counted nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Rows in use.
    pub rows: u64,
    /// Rows left out because of faults in their own values.
    pub quarantined: u64,
    /// Of the rows in use, those with a number that the deliverer has hidden because it is small.
    pub suppressed: u64,
    /// Values, in rows in use, of the column that decides what is complete: its codes, or moments. Empty where nothing of the kind is
    /// asked for.
    pub codes: BTreeSet<String>,
    /// Files whose rows are in use or in quarantine.
    pub files: BTreeSet<String>,
    /// Files that hold rows of it but were set aside.
    pub set_aside: BTreeSet<String>,
}

impl Covered {
    /// Adds what stands for another unit of the same period.
    pub fn join(&mut self, more: &Self) {
        self.rows += more.rows;
        self.quarantined += more.quarantined;
        self.suppressed += more.suppressed;
        self.codes.extend(more.codes.iter().cloned());
        self.files.extend(more.files.iter().cloned());
        self.set_aside.extend(more.set_aside.iter().cloned());
    }
}

/// What one file holds of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Rows in use.
    pub rows: u64,
    /// Rows in quarantine.
    pub quarantined: u64,
    /// Of the rows in use, those with a hidden number.
    pub suppressed: u64,
    /// Codes or moments in rows in use.
    pub codes: BTreeSet<String>,
}

impl Covered {
    /// Adds what a file in use holds of it.
    pub fn add(&mut self, file: &str, counted: Counted) {
        self.rows += counted.rows;
        self.quarantined += counted.quarantined;
        self.suppressed += counted.suppressed;
        self.codes.extend(counted.codes);
        self.files.insert(file.to_owned());
    }

    /// Adds that a file holds rows of it but was set aside: none of them counts.
    pub fn add_set_aside(&mut self, file: &str) {
        self.set_aside.insert(file.to_owned());
    }
}

/// What the files of one organisation hold.
pub type Coverage = BTreeMap<(DatasetId, UnitId, Period), Covered>;

/// Rows of one file that are in quarantine for one reason. A row with several faults is counted under each of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarantine {
    /// The dataset.
    pub dataset: DatasetId,
    /// The file.
    pub file: String,
    /// The reason: the label of a rule, or what is wrong with the cells of a column. Lower case, no full stop.
    pub reason: String,
    /// Rows.
    pub rows: u64,
}

/// Where the delivery of one unit for one period stands, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It lies, or may lie, in a file that was set aside.
    SetAside,
    /// Nothing was delivered and the last day has passed.
    NotDelivered,
    /// The file that was delivered has no rows.
    Empty,
    /// Rows were delivered, but all of them are in quarantine.
    Quarantined,
    /// Rows are in use, but some that must be there are not.
    Incomplete,
    /// Nothing was delivered, and the last day has not passed.
    NotYetDue,
    /// Everything that must be there is.
    Complete,
    /// Nobody expects it: the unit is not said to deliver it, or only does so when something changes.
    NotExpected,
}

impl State {
    /// All of them, the worst first.
    pub const ALL: [Self; 8] = [
        Self::SetAside,
        Self::NotDelivered,
        Self::Empty,
        Self::Quarantined,
        Self::Incomplete,
        Self::NotYetDue,
        Self::Complete,
        Self::NotExpected,
    ];

    /// Its key in what is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::SetAside => "set-aside",
            Self::NotDelivered => "not-delivered",
            Self::Empty => "empty",
            Self::Quarantined => "quarantined",
            Self::Incomplete => "incomplete",
            Self::NotYetDue => "not-yet-due",
            Self::Complete => "complete",
            Self::NotExpected => "not-expected",
        }
    }
}

/// The delivery of one dataset from one unit for one period.
///
/// Whether it came in time cannot be told: a file does not say when it was handed in. Only what lacks can be late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryStatus {
    /// The unit that delivers.
    pub unit: UnitId,
    /// The dataset.
    pub dataset: DatasetId,
    /// The period it is delivered for.
    pub period: Period,
    /// The last day to deliver; `None` when nothing is ever due.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub state: State,
    /// Full days since the last day, when something still lacks.
    pub late_by_days: Option<u32>,
    /// Files with rows of it, sorted.
    pub files: Vec<String>,
    /// Files set aside that hold rows of it or may do so, sorted.
    pub set_aside: Vec<String>,
    /// Rows in use.
    pub rows_used: u64,
    /// Rows in quarantine.
    pub rows_quarantined: u64,
    /// Rows in use with a hidden number.
    pub rows_suppressed: u64,
    /// What lacks of what must be there: weeks and months as periods, codes, moments; in order. Empty when nothing was delivered.
    pub missing: Vec<String>,
}

impl DeliveryStatus {
    /// Whether someone has something to do about it: it is late, or what was delivered cannot be used as it is.
    pub fn needs_work(&self) -> bool {
        match self.state {
            State::SetAside | State::NotDelivered | State::Empty | State::Quarantined => true,
            State::Incomplete => self.late_by_days.is_some() || !self.set_aside.is_empty(),
            State::NotYetDue | State::Complete | State::NotExpected => false,
        }
    }
}

/// Deliveries counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many stand where.
    pub of: BTreeMap<State, u32>,
    /// How many lack something though their last day has passed.
    pub late: u32,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, status: &DeliveryStatus) {
        *self.of.entry(status.state).or_default() += 1;
        self.late += u32::from(status.late_by_days.is_some());
    }

    /// How many stand there.
    pub fn count(&self, state: State) -> u32 {
        self.of.get(&state).copied().unwrap_or(0)
    }

    /// How many there are, those that nobody expects too.
    pub fn all(&self) -> u32 {
        self.of.values().sum()
    }

    /// How many are expected.
    pub fn expected(&self) -> u32 {
        self.of.iter().filter(|(state, _)| **state != State::NotExpected).map(|(_, n)| n).sum()
    }

    /// The worst of them; `None` when there are none.
    pub fn worst(&self) -> Option<State> {
        self.of.keys().next().copied()
    }
}

/// One dataset from one unit, over all its periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfDataset {
    /// The dataset.
    pub dataset: DatasetId,
    /// Its deliveries counted.
    pub tally: Tally,
}

/// What one unit delivers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfUnit {
    /// The unit.
    pub unit: UnitId,
    /// Per dataset, in the order of the contracts.
    pub datasets: Vec<OfDataset>,
    /// All its deliveries counted.
    pub tally: Tally,
}

/// What the units of one division deliver; the top of the tree is a division of its own here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfDivision {
    /// The unit just below the top.
    pub division: UnitId,
    /// Itself and its units, those that deliver, in the order of the tree.
    pub units: Vec<OfUnit>,
    /// All of their deliveries counted.
    pub tally: Tally,
}

/// What was received of what was expected for a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The datasets that any of them is of, in the order of the contracts, with their names.
    pub datasets: Vec<(DatasetId, String)>,
    /// Every delivery that is expected or was made: in the order of the tree, then of the contracts, then of time.
    pub statuses: Vec<DeliveryStatus>,
    /// The same per division, unit and dataset.
    pub divisions: Vec<OfDivision>,
    /// All of them counted.
    pub tally: Tally,
}

/// What a faulty delivery makes missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// The figures of a measure: which units and periods nobody knows, since the file is not in use.
    Figures {
        /// The measure.
        measure: MeasureId,
        /// Its name.
        name: String,
    },
    /// Rows that documents show or count as they are, moment assessments among them.
    Rows,
}

impl Received {
    /// Rows in use with a number that the deliverer has hidden, by the name of their dataset, in the order of the contracts; those that
    /// have none are left out.
    pub fn suppressed(&self) -> Vec<(&str, u64)> {
        let rows = |id: &DatasetId| self.statuses.iter().filter(|s| s.dataset == *id).map(|s| s.rows_suppressed).sum();
        let all = self.datasets.iter().map(|(id, name)| (name.as_str(), rows(id)));
        all.filter(|(_, rows)| *rows > 0).collect()
    }

    /// The name of a dataset.
    pub fn name<'a>(&'a self, dataset: &'a DatasetId) -> &'a str {
        self.datasets.iter().find(|(id, _)| id == dataset).map_or(dataset.as_str(), |(_, label)| label.as_str())
    }
}

/// Something that is missing because of a file that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lacking {
    /// What is missing.
    pub lost: Lost,
    /// The dataset of the file.
    pub dataset: DatasetId,
    /// The file.
    pub file: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_several_files_add_up_and_those_of_a_file_set_aside_count_nowhere() {
        let counted = |code: &str| Counted { rows: 2, quarantined: 1, suppressed: 1, codes: [code.to_owned()].into() };
        let mut covered = Covered::default();
        covered.add("a.csv", counted("x"));
        covered.add("b.csv", counted("y"));
        covered.add_set_aside("c.csv");
        assert_eq!((covered.rows, covered.quarantined, covered.suppressed), (4, 2, 2));
        assert_eq!((covered.codes.len(), covered.files.len(), covered.set_aside.len()), (2, 2, 1));
    }

    #[test]
    fn the_worst_of_several_is_the_one_to_act_on_first() {
        let mut tally = Tally::default();
        assert_eq!(tally.worst(), None);
        for (state, late_by_days) in [
            (State::Complete, None),
            (State::NotExpected, None),
            (State::NotDelivered, Some(3)),
            (State::Complete, None),
        ] {
            tally.add(&DeliveryStatus {
                unit: UnitId::new("u").expect("an id"),
                dataset: DatasetId::new("d").expect("an id"),
                period: Period::Year(2020),
                due: None,
                state,
                late_by_days,
                files: Vec::new(),
                set_aside: Vec::new(),
                rows_used: 0,
                rows_quarantined: 0,
                rows_suppressed: 0,
                missing: Vec::new(),
            });
        }
        assert_eq!((tally.worst(), tally.expected(), tally.late), (Some(State::NotDelivered), 3, 1));
        assert_eq!((tally.count(State::Complete), tally.count(State::Empty)), (2, 0));
    }
}
