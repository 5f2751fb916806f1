//! Remarks on a form that came back: gathered by what is wrong, with the first places and the count of all.
//!
//! Never repeats what may be a personal identity number: whoever adds a text sees to that.

use super::model::FILL_IN;
use crate::diag::{Cell, Code, Place, Remark, Severity};
use crate::words;
use std::collections::BTreeMap;

/// How many places a remark shows.
const SHOWN: usize = 20;

/// Faults of one form.
#[derive(Clone, Debug)]
pub struct Faults {
    path: String,
    /// By code, sheet, column and help, in the order first met.
    groups: Vec<Group>,
    index: BTreeMap<(&'static str, String, String, String), usize>,
    others: Vec<Remark>,
}

#[derive(Clone, Debug)]
struct Group {
    code: &'static Code,
    severity: Severity,
    sheet: String,
    column: String,
    help: String,
    first: String,
    places: Vec<(Place, String)>,
    count: u64,
}

/// Where in a sheet: the row as people see it, and the column with its heading, when one is meant.
#[derive(Clone, Debug)]
pub struct At<'a> {
    /// The sheet.
    pub sheet: &'a str,
    /// The row from 1.
    pub row: u32,
    /// The column from 1 and its heading.
    pub column: Option<(u32, &'a str)>,
}

impl Faults {
    /// No faults so far.
    pub fn new(path: &str) -> Self {
        Self { path: path.to_owned(), groups: Vec::new(), index: BTreeMap::new(), others: Vec::new() }
    }

    /// Adds a fault at a place: what is wrong there, and what to do.
    pub fn add(&mut self, code: &'static Code, at: At<'_>, what: impl Into<String>, help: &str) {
        self.add_as(code, code.severity, at, what, help);
    }

    /// Adds a fault as grave as the caller says.
    pub fn add_as(&mut self, code: &'static Code, severity: Severity, at: At<'_>, what: impl Into<String>, help: &str) {
        let what = what.into();
        let (number, name) = at.column.map_or((0, String::new()), |(n, name)| (n, heading(name)));
        let cell = Cell { sheet: at.sheet.to_owned(), number, name: name.clone() };
        let place = Place::cell(self.path.as_str(), at.row, cell);
        let key = (code.id, at.sheet.to_owned(), name.clone(), help.to_owned());
        let at_index = *self.index.entry(key).or_insert(self.groups.len());
        if at_index == self.groups.len() {
            self.groups.push(Group {
                code,
                severity,
                sheet: at.sheet.to_owned(),
                column: name,
                help: help.to_owned(),
                first: what.clone(),
                places: Vec::new(),
                count: 0,
            });
        }
        let group = &mut self.groups[at_index];
        group.count += 1;
        group.severity = group.severity.max(severity);
        if group.places.len() < SHOWN {
            group.places.push((place, what));
        }
    }

    /// Adds a remark on the form as a whole.
    pub fn say(&mut self, code: &'static Code, message: impl Into<String>, help: &str) {
        let remark = Remark::new(code, message).at(Place::file(self.path.as_str()), "");
        self.others.push(if help.is_empty() { remark } else { remark.help(help) });
    }

    /// Whether nothing may be written.
    pub fn stop(&self) -> bool {
        self.others.iter().any(|r| r.severity() == Severity::Error)
            || self.groups.iter().any(|g| g.severity == Severity::Error)
    }

    /// All as remarks.
    pub fn into_remarks(self) -> Vec<Remark> {
        let groups = self.groups.into_iter().map(Group::into_remark);
        self.others.into_iter().chain(groups).collect()
    }
}

/// The heading of a column without the words that say that it is to be filled in.
pub fn heading(head: &str) -> String {
    head.trim_end_matches(FILL_IN).to_owned()
}

impl Group {
    fn into_remark(self) -> Remark {
        let message = if self.count == 1 {
            self.first.clone()
        } else if self.column.is_empty() {
            format!("{} rader i bladet {}: {}", words::number(self.count), self.sheet, self.first)
        } else {
            let what = format!("{} celler i bladet {}", words::number(self.count), self.sheet);
            format!("{what}, kolumnen {}: {}", self.column, self.first)
        };
        let mut remark = Remark::new(self.code, message);
        if self.severity != self.code.severity {
            remark = remark.in_delivery(self.severity);
        }
        // One place says no more than the message does.
        let alone = self.count == 1;
        for (place, text) in self.places {
            remark = remark.at(place, if alone { String::new() } else { text });
        }
        remark = remark.counted(self.count);
        if self.help.is_empty() { remark } else { remark.help(self.help) }
    }
}
