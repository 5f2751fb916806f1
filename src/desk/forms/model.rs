//! A form as plain data: what is asked of one division for one period, and what is known of it already.
//!
//! Knows neither spreadsheets nor files. All values are in canonical form: ISO days, digits alone, minutes for hours, words of the scale.

use crate::field::id::{AuditId, OrganisationId, UnitId};
use crate::field::org::Nature;
use crate::field::period::Period;
use crate::store;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Ends the heading of a column to fill in: no colour says it alone.
pub const FILL_IN: &str = " (fyll\u{a0}i)";

/// What stands for the name of a new group until it has one, from the key of a row: `ny grupp 2`.
pub fn unnamed(key: &str) -> String {
    format!("ny grupp {}", key.split('|').nth(1).unwrap_or_default().trim_start_matches('+'))
}

/// Which form it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The division, or any other unit that fills the form in.
    pub division: UnitId,
    /// The period asked for.
    pub period: Period,
    /// The audit whose moments are asked.
    pub audit: AuditId,
    /// SHA-256 over the catalogue.
    pub catalogue: String,
    /// The version of granska that made it.
    pub program: String,
    /// The day it was made for.
    pub made: NaiveDate,
}

/// How the form names things to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The organisation.
    pub organisation: String,
    /// The division.
    pub division: String,
    /// The audit.
    pub audit: String,
    /// Whether the organisation exists.
    pub nature: Nature,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Which it is.
    pub facts: Facts,
    /// How it names things.
    pub names: Names,
    /// Its sheets, in the order of [`Kind::ALL`].
    pub sheets: Vec<Sheet>,
}

/// What a sheet asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Answers to moments.
    Moments,
    /// Production plan.
    Plan,
    /// Capacity.
    Capacity,
    /// Status of actions.
    Actions,
}

impl Kind {
    /// All four, in the order of the workbook.
    pub const ALL: [Self; 4] = [Self::Moments, Self::Plan, Self::Capacity, Self::Actions];

    /// The name of the sheet.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Moments => "Moment",
            Self::Plan => "Produktionsplan",
            Self::Capacity => "Kapacitet",
            Self::Actions => "Åtgärder",
        }
    }

    /// The key on the hidden sheet; for deliveries the dataset.
    pub fn key(self) -> &'static str {
        match self {
            Self::Moments => "moment",
            Self::Plan => "produktionsplan",
            Self::Capacity => "kapacitet",
            Self::Actions => "atgarder",
        }
    }

    /// The dataset that it delivers; the register has none.
    pub fn dataset(self) -> Option<&'static str> {
        match self {
            Self::Moments | Self::Plan | Self::Capacity => Some(self.key()),
            Self::Actions => None,
        }
    }

    /// What the first, hidden cell of the sheet says, so that a renamed sheet is known again.
    pub fn marker(self) -> String {
        format!("granska {}", self.key())
    }
}

/// A sheet that is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it asks for.
    pub kind: Kind,
    /// Columns, the hidden one with the keys not counted.
    pub columns: Vec<Column>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// What is said instead when there are no rows.
    pub empty: String,
    /// The last day to deliver, when a contract gives one.
    pub due: Option<NaiveDate>,
    /// What the project holds today for the period, by [`Row::key`] with the group's own name.
    pub current: BTreeMap<String, Current>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the contract, or our own.
    pub id: String,
    /// Its heading.
    pub head: String,
    /// Its width in characters.
    pub width: u16,
    /// What stands in it.
    pub fill: Fill,
    /// Whether a row that is filled in must have it.
    pub required: bool,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A text to read; locked.
    Shown,
    /// The name of a group: asked once for a new group, otherwise shown.
    Group,
    /// Something to fill in.
    Asked(Answer),
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One of these words.
    Word(Vec<String>),
    /// A text of at most so many characters.
    Text(u32),
    /// A day.
    Day,
    /// A whole number between two, both allowed.
    Whole(i64, i64),
    /// Hours, kept as whole minutes.
    Hours,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about, the same for as long as the form lives: `enhet|moment`, `enhet|grupp|vecka`, `part:R1a`.
    pub key: String,
    /// What it is about, to people.
    pub about: String,
    /// The cells, one per column, empty where nothing is known. For a new group the group's cell is empty.
    pub cells: Vec<String>,
    /// Where the row of a new group stands among the rows of that group.
    pub group: GroupCell,
}

/// How the cell of the group behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupCell {
    /// It is known.
    Known,
    /// The name of a new group is asked here.
    Asked,
    /// The name asked so many rows above holds here too.
    Above(u32),
}

/// A row that the project holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its values by column.
    pub values: BTreeMap<String, String>,
    /// The file it stands in.
    pub file: String,
    /// Its row there.
    pub row: u32,
}

impl Form {
    /// The id of the form: the same inputs give the same id.
    pub fn id(&self) -> String {
        let f = &self.facts;
        let mut text = format!(
            "{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            f.organisation, f.division, f.period, f.audit, f.catalogue, f.program, f.made
        );
        for sheet in &self.sheets {
            for row in &sheet.rows {
                text.push_str(&format!("{}\t{}\t{}\n", sheet.kind.key(), row.key, sheet.fingerprint(row)));
            }
        }
        store::sha256(text.as_bytes()).chars().take(12).collect()
    }

    /// The sheet of a kind.
    pub fn sheet(&self, kind: Kind) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.kind == kind)
    }
}

impl Sheet {
    /// The columns that are asked, with their positions.
    pub fn asked(&self) -> impl Iterator<Item = (usize, &Column, &Answer)> {
        self.columns.iter().enumerate().filter_map(|(at, column)| match &column.fill {
            Fill::Asked(answer) => Some((at, column, answer)),
            Fill::Shown | Fill::Group => None,
        })
    }

    /// The position of a column.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.id == id)
    }

    /// The fingerprint of what a row was filled with beforehand.
    pub fn fingerprint(&self, row: &Row) -> String {
        self.fingerprint_of(&row.cells)
    }

    /// The fingerprint of the asked cells among these.
    pub fn fingerprint_of(&self, cells: &[String]) -> String {
        let mut text = String::new();
        for (at, _, _) in self.asked() {
            text.push_str(cells.get(at).map_or("", String::as_str));
            text.push('\u{1f}');
        }
        store::sha256(text.as_bytes()).chars().take(16).collect()
    }
}

/// The rows that a project holds of the three datasets, as plain texts in canonical form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// By dataset: `moment`, `produktionsplan`, `kapacitet`.
    pub rows: BTreeMap<String, Vec<PlainRow>>,
}

/// A delivered row: the values by column, empty ones left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainRow {
    /// The file.
    pub file: String,
    /// The row as Excel counts it.
    pub row: u32,
    /// Values by column of the contract, canonical: ISO days and weeks, digits, minutes for hours.
    pub cells: BTreeMap<String, String>,
}

impl PlainRow {
    /// A value; empty when there is none.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl Delivered {
    /// The rows of a dataset.
    pub fn of(&self, dataset: &str) -> &[PlainRow] {
        self.rows.get(dataset).map_or(&[], Vec::as_slice)
    }
}
