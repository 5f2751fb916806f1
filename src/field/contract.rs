//! The contract of a dataset (*datamängd*): its columns, what must hold between them, and what counts as delivered.
//!
//! Plain declarations, already valid: every column, code and dataset that a rule names exists. Reads no delivery.

use super::id::{DatasetId, ItemId, LevelId};
use super::period::Period;
use super::quantity::Fraction;
use crate::diag::{Place, Severity};
use chrono::NaiveDate;

/// The type of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Free text, or a key without meaning such as `kontakt_id`.
    Text,
    /// A unit of the organisation, or `riket`.
    Unit,
    /// A moment of some audit.
    Moment,
    /// Any period.
    Period,
    /// A month, `2020-02`.
    Month,
    /// An ISO week, `2020-W07`.
    Week,
    /// A day, `2020-02-29`.
    Date,
    /// A day and a time to the minute, `2020-02-29 07:45`.
    Time,
    /// A whole number.
    Integer,
    /// A number with at most this many decimals (1 to 4), kept exactly as a whole number of the smallest part.
    Decimal(u8),
    /// Hours, `37,5` or `37:30`, kept exactly as whole minutes; a value that is no whole number of minutes is no value.
    Hours,
    /// A share such as `62 %`, to one decimal.
    Percent,
    /// One of these codes.
    OneOf(Vec<String>),
}

impl ColumnType {
    /// Its word in `datasets.yaml`, `one-of`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Unit => "unit",
            Self::Moment => "moment",
            Self::Period => "period",
            Self::Month => "month",
            Self::Week => "week",
            Self::Date => "date",
            Self::Time => "time",
            Self::Integer => "integer",
            Self::Decimal(_) => "decimal",
            Self::Hours => "hours",
            Self::Percent => "percent",
            Self::OneOf(_) => "one-of",
        }
    }

    /// Whether its values say when something was: a day, a time, a week, a month or any period.
    pub fn is_time(&self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Week | Self::Month | Self::Period)
    }

    /// Whether its values have an order of their own, that of numbers or of days, times, weeks and months.
    pub fn is_ordered(&self) -> bool {
        self.is_number() || matches!(self, Self::Date | Self::Time | Self::Week | Self::Month)
    }

    /// Whether a value of one can be held against a value of the other: of one type, or a day against a time.
    pub fn compares_with(&self, other: &Self) -> bool {
        let days = |kind: &Self| matches!(kind, Self::Date | Self::Time);
        self == other || (days(self) && days(other))
    }

    /// Whether its values are numbers that can be added or compared.
    pub fn is_number(&self) -> bool {
        match self {
            Self::Integer | Self::Decimal(_) | Self::Hours | Self::Percent => true,
            Self::Text
            | Self::Unit
            | Self::Moment
            | Self::Period
            | Self::Month
            | Self::Week
            | Self::Date
            | Self::Time
            | Self::OneOf(_) => false,
        }
    }
}

/// The least and the most that a column takes, both allowed themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Numbers, in the smallest part of the column: `12,5` in a column of one decimal is 125, `62 %` is 620.
    Numbers {
        /// The least, if bounded.
        least: Option<i64>,
        /// The most, if bounded.
        most: Option<i64>,
    },
    /// Days, for columns of dates, months, weeks and times.
    Days {
        /// The first, if bounded.
        first: Option<NaiveDate>,
        /// The last, if bounded.
        last: Option<NaiveDate>,
    },
}

/// How a header is compared with the names of columns: in lower case, å and ä as a, ö as o, é as e, ü as u, letters and digits alone.
/// `Kontakt-ID` and `kontakt_id` are the same.
pub fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        'ü' => 'u',
        c => c,
    };
    name.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

/// A column of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Other names it is known under, matched like the name itself: in any case, with or without å, ä and ö.
    pub aliases: Vec<String>,
    /// What a person calls it.
    pub label: String,
    /// Its type.
    pub kind: ColumnType,
    /// What a number counts, `minuter`, `öre`; empty when it goes without saying.
    pub unit: String,
    /// Whether each row must have a value.
    pub required: bool,
    /// Bounds of its values. Numbers without declared bounds are never negative.
    pub range: Option<Range>,
    /// Texts by which the deliverer says that a number is hidden because it is small, `<5`: neither zero nor empty.
    pub suppressed: Vec<String>,
    /// For a unit: the column with the day, week, month or period in which the unit must exist.
    pub exists_on: Option<String>,
}

/// How numbers and dates are written in the files of a dataset. What is not declared is not guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// The marks that separate whole numbers from decimals.
    pub decimal: DecimalMark,
    /// What may stand between thousands.
    pub thousands: Vec<Thousands>,
    /// The forms of dates, ISO (`2020-02-29`) always among them.
    pub dates: Vec<DateForm>,
}

/// The mark between whole and decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `12,5`
    Comma,
    /// `12.5`
    Point,
}

/// What may stand between thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thousands {
    /// An ordinary, no-break or thin space, `1 273`.
    Space,
    /// A point, `1.273`.
    Point,
}

/// A form of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `2020-02-29`
    Iso,
    /// `20200229`
    Compact,
    /// The day number of a spreadsheet, `43890`: days since 1899-12-30.
    Serial,
}

impl Default for Writing {
    fn default() -> Self {
        Self { decimal: DecimalMark::Comma, thousands: vec![Thousands::Space], dates: vec![DateForm::Iso] }
    }
}

/// A condition on the columns of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A column has one of these codes or texts.
    OneOf {
        /// Column.
        column: String,
        /// Values.
        values: Vec<String>,
    },
    /// A column has a value.
    Filled(String),
    /// A column has none.
    Empty(String),
    /// All of these hold.
    All(Vec<Condition>),
}

/// What a rule demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// In a row, `then` is not less than `first`; rows where either is empty are left alone. Dates, times, numbers of one kind.
    /// The fault stands in `then`.
    Order {
        /// Earlier or smaller column.
        first: String,
        /// Later or larger column.
        then: String,
    },
    /// In a row where the condition holds, the column has a value. The fault stands in `column`.
    Needs {
        /// When.
        when: Condition,
        /// Column.
        column: String,
    },
    /// In a row where the condition holds, the column is empty. The fault stands in `column`.
    Forbids {
        /// When.
        when: Condition,
        /// Column.
        column: String,
    },
    /// In a row, the week, month or day lies inside the period of another column. The fault stands in `column`.
    Within {
        /// The inner one.
        column: String,
        /// The period around it.
        of: String,
    },
    /// In a row, `start` + all of `plus` − all of `minus` = `end`; rows where one is empty are left alone. The fault stands in `end`.
    Balance {
        /// What there was.
        start: String,
        /// What came.
        plus: Vec<String>,
        /// What left.
        minus: Vec<String>,
        /// What there is.
        end: String,
    },
    /// In a group of rows where all `parts` and the `total` are there, the parts add up. The fault stands on the row of the total,
    /// in `value`.
    AddsUp {
        /// What makes a group.
        per: Vec<String>,
        /// The column that says which part a row is.
        by: String,
        /// Its codes of parts.
        parts: Vec<String>,
        /// Its code of the total.
        total: String,
        /// The number.
        value: String,
    },
    /// Within a group, in the order of `along`, each row starts with what the row just before it (the next week, month or day)
    /// ended with. Gaps are left alone. The fault stands in `start`.
    Follows {
        /// What makes a group.
        per: Vec<String>,
        /// The week, month or day.
        along: String,
        /// What a row ends with.
        end: String,
        /// What the next begins with.
        start: String,
    },
    /// The values of these columns stand together in a row of another dataset, when that dataset is delivered and in use.
    /// The fault stands in the first column.
    ExistsIn {
        /// Columns here and the columns there they must match, in pairs. A time matches the day it falls on.
        columns: Vec<(String, String)>,
        /// The other dataset.
        dataset: DatasetId,
    },
}

impl Condition {
    /// The columns that it looks at.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::OneOf { column, .. } | Self::Filled(column) | Self::Empty(column) => vec![column],
            Self::All(all) => all.iter().flat_map(Self::columns).collect(),
        }
    }
}

impl Demand {
    /// The columns of its own dataset that it looks at.
    pub fn columns(&self) -> Vec<&str> {
        fn all<'d>(lists: [&'d [String]; 2], others: &[&'d String]) -> Vec<&'d str> {
            lists.into_iter().flatten().chain(others.iter().copied()).map(String::as_str).collect()
        }
        match self {
            Self::Order { first, then } => vec![first, then],
            Self::Needs { when, column } | Self::Forbids { when, column } => {
                when.columns().into_iter().chain([column.as_str()]).collect()
            }
            Self::Within { column, of } => vec![column, of],
            Self::Balance { start, plus, minus, end } => all([plus, minus], &[start, end]),
            Self::AddsUp { per, by, value, .. } => all([per, &[]], &[by, value]),
            Self::Follows { per, along, end, start } => all([per, &[]], &[along, end, start]),
            Self::ExistsIn { columns, .. } => columns.iter().map(|(here, _)| here.as_str()).collect(),
        }
    }
}

/// What a fault under a rule leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The remark only.
    None,
    /// The row is put in quarantine.
    Quarantine,
    /// The whole delivery is set aside.
    SetAside,
}

/// A rule of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id within the dataset.
    pub id: ItemId,
    /// What a fault under it is called: lower case, no full stop.
    pub label: String,
    /// What to do about a fault.
    pub help: String,
    /// How grave a fault is: an error quarantines the row, or sets the delivery aside when the rule is about sums or groups.
    pub severity: Severity,
    /// What it demands.
    pub demand: Demand,
    /// Where it is declared.
    pub place: Place,
}

impl Rule {
    /// What a fault leads to: a warning or note never takes anything away; an error in a row's own values costs the row; an error of
    /// sums, balance or order between rows costs the delivery.
    pub fn effect(&self) -> Effect {
        if self.severity != Severity::Error {
            return Effect::None;
        }
        match self.demand {
            Demand::Order { .. }
            | Demand::Needs { .. }
            | Demand::Forbids { .. }
            | Demand::Within { .. }
            | Demand::ExistsIn { .. } => Effect::Quarantine,
            Demand::Balance { .. } | Demand::AddsUp { .. } | Demand::Follows { .. } => Effect::SetAside,
        }
    }
}

/// How often a dataset is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// For each month.
    Month,
    /// For each tertial.
    Tertial,
    /// For each year.
    Year,
    /// Whenever something changes.
    OnChange,
}

/// What counts as a complete delivery of one unit for one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complete {
    /// At least one row.
    AnyRow,
    /// At least one row for each ISO week whose Thursday lies in the period.
    EveryWeek,
    /// At least one row for each month of the period.
    EveryMonth,
    /// A row for each code of this column.
    EveryCode(String),
    /// A row for each moment that some audit asks units of its level for.
    EveryMoment,
}

/// Who delivers, when, and what is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// How often.
    pub cadence: Cadence,
    /// The day of the month after the period on which it is due, 1 to 28.
    pub due_day: u32,
    /// What counts as complete.
    pub complete: Complete,
}

impl Schedule {
    /// The last day to deliver for a period: the due day of the month after its last day. `None` when nothing is ever due.
    pub fn due(&self, period: Period) -> Option<NaiveDate> {
        match self.cadence {
            Cadence::OnChange => None,
            Cadence::Month | Cadence::Tertial | Cadence::Year => {
                let after = period.last_day().succ_opt()?;
                chrono::Datelike::with_day(&after, self.due_day)
            }
        }
    }
}

/// A dataset (*datamängd*) with its contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Its id.
    pub id: DatasetId,
    /// Its name.
    pub label: String,
    /// What one row is.
    pub grain: String,
    /// Patterns of its files below `data/<organisation>/`, without the ending that says the format: `vantande`, `vantande-*`,
    /// `vantande/*`. `*` is any part of a name, never across `/`.
    pub files: Vec<String>,
    /// The system it is taken from, in words.
    pub system: String,
    /// How numbers and dates are written.
    pub writing: Writing,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// The columns that together stand once in the dataset, over all of its files. Empty: rows may repeat.
    pub key: Vec<String>,
    /// The column of the unit that delivers, if any.
    pub unit_column: Option<String>,
    /// The column that says which period a row belongs to, if any.
    pub period_column: Option<String>,
    /// The level whose units deliver, for the forms; `None` when any unit may.
    pub level: Option<LevelId>,
    /// When it is delivered and what is enough; `None` when it is not delivered regularly.
    pub schedule: Option<Schedule>,
    /// The share of quarantined rows above which the delivery is set aside.
    pub quarantine_limit: Fraction,
    /// Rules in order.
    pub rules: Vec<Rule>,
    /// Where it is declared.
    pub place: Place,
}

impl Dataset {
    /// The share of quarantined rows when nothing is declared, 5 %.
    pub const QUARANTINE_LIMIT: Fraction = Fraction::TWENTIETH;

    /// The column with a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// The file that a person would make first: the first pattern without wildcards, as CSV.
    pub fn plain_file(&self) -> String {
        let plain = self.files.iter().find(|f| !f.contains(['*', '?', '[']));
        format!("{}.csv", plain.map_or(self.id.as_str(), String::as_str))
    }
}

#[cfg(test)]
impl Column {
    /// A column that demands nothing but its type.
    pub(crate) fn plain(name: &str, kind: ColumnType) -> Self {
        Self {
            name: name.to_owned(),
            aliases: Vec::new(),
            label: name.to_owned(),
            kind,
            unit: String::new(),
            required: false,
            range: None,
            suppressed: Vec::new(),
            exists_on: None,
        }
    }
}

#[cfg(test)]
impl Dataset {
    /// A dataset in one file that demands nothing but its columns.
    pub(crate) fn plain(id: &str, columns: Vec<Column>) -> Self {
        Self {
            id: DatasetId::new(id).expect("an id"),
            label: id.to_owned(),
            grain: String::new(),
            files: vec![id.to_owned()],
            system: String::new(),
            writing: Writing::default(),
            columns,
            key: Vec::new(),
            unit_column: None,
            period_column: None,
            level: None,
            schedule: None,
            quarantine_limit: Self::QUARANTINE_LIMIT,
            rules: Vec::new(),
            place: Place::file("controls/datasets.yaml"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_people_write_differently_are_the_same() {
        for written in
            ["medicinskt_maldatum", "Medicinskt måldatum", "MEDICINSKT-MÅLDATUM", " Medicinskt\u{a0}ma\u{30a}ldatum "]
        {
            assert_eq!(folded(written), "medicinsktmaldatum", "{written}");
        }
        assert_eq!(folded("–"), "");
    }

    #[test]
    fn a_day_compares_with_a_time_and_an_hour_not_with_a_number() {
        assert!(ColumnType::Date.compares_with(&ColumnType::Time));
        assert!(!ColumnType::Hours.compares_with(&ColumnType::Integer));
        assert!(!ColumnType::Decimal(1).compares_with(&ColumnType::Decimal(2)));
    }
}
