//! The faults of a delivery by row, with the words of its contract and remarks: what is wrong, under which rule, what to do.
//!
//! Adds nothing to what was found.

use crate::dataset::{Fault, Faults};
use crate::diag::Remark;
use crate::field::contract::{ColumnType, Dataset, Effect};
use crate::words;
use std::collections::BTreeMap;

/// A fault in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked<'a> {
    /// The row; 0 is the whole file.
    pub row: u32,
    /// The column in the file from 1; 0 is the whole row.
    pub number: u32,
    /// The name of the column.
    pub column: &'a str,
    /// The code.
    pub code: &'a str,
    /// What is wrong.
    pub what: String,
    /// The rule.
    pub rule: String,
    /// What to do.
    pub help: String,
    /// What it leads to.
    pub effect: Effect,
}

impl Marked<'_> {
    /// What it leads to, in words.
    pub(super) fn led_to(&self) -> &'static str {
        match self.effect {
            Effect::None => "raden används",
            Effect::Quarantine => "raden används inte (karantän)",
            Effect::SetAside => "leveransen används inte",
        }
    }

    /// The text of a note at its cell.
    pub(super) fn note(&self) -> String {
        let mut lines = vec![words::capitalised(&self.what)];
        if !self.rule.is_empty() {
            lines.push(format!("Regel: {}", self.rule));
        }
        if !self.help.is_empty() {
            lines.push(format!("Gör så här: {}", self.help));
        }
        lines.push(format!("Följd: {} ({})", self.led_to(), self.code));
        lines.join("\n")
    }
}

/// The most faults that are marked and listed: more than anybody goes through, and each takes memory and makes the workbook slow to open.
pub(super) const MOST_MARKED: usize = 100_000;

/// The faults of a delivery.
pub(super) struct Marks<'a> {
    /// By row and column, those of the whole file first; the first of them when there are very many.
    pub all: Vec<Marked<'a>>,
    /// How many there are beyond those.
    pub beyond: u64,
    columns: BTreeMap<u32, &'a str>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(faults: &'a [Faults], remarks: &'a [Remark], contract: &'a Dataset) -> Self {
        let last = last_marked(faults);
        let mut all = Vec::new();
        for group in faults {
            let words = Words::new(group, remarks, contract);
            let marked = group.iter().filter(|fault| last.is_none_or(|last| fault.row <= last));
            all.extend(marked.map(|fault| words.of(&fault, group)));
        }
        all.sort_by(|a, b| (a.row, a.number, a.code, &a.rule).cmp(&(b.row, b.number, b.code, &b.rule)));
        let count: u64 = faults.iter().map(|f| f.count.max(f.rows.len() as u64)).sum();
        let beyond = count.saturating_sub(all.len() as u64);
        let columns = faults.iter().filter(|f| f.number > 0).map(|f| (f.number, &*f.column)).collect();
        Self { all, beyond, columns }
    }

    /// Those on a row.
    pub(super) fn on(&self, row: u32) -> &[Marked<'a>] {
        let from = self.all.partition_point(|m| m.row < row);
        let to = self.all.partition_point(|m| m.row <= row);
        if row == 0 { &[] } else { &self.all[from..to] }
    }

    /// The type of each column of the file, as far as it is known.
    pub(super) fn columns<'c>(&self, header: &[String], contract: &'c Dataset) -> Vec<Option<&'c ColumnType>> {
        let named = |name: &str| {
            let name = name.trim().to_lowercase();
            let is = |other: &String| other.to_lowercase() == name;
            contract.columns.iter().find(|c| is(&c.name) || is(&c.label) || c.aliases.iter().any(is))
        };
        (1..)
            .zip(header)
            .map(|(number, name)| {
                let known = self.columns.get(&number).and_then(|name| contract.column(name));
                known.or_else(|| named(name)).map(|c| &c.kind)
            })
            .collect()
    }
}

/// The last row whose faults are marked, when there are too many to mark all. A row is marked whole or not at all.
fn last_marked(faults: &[Faults]) -> Option<u32> {
    let mut rows: Vec<u32> = faults.iter().flat_map(|f| f.rows.iter().copied()).collect();
    if rows.len() <= MOST_MARKED {
        return None;
    }
    let (_, beyond, _) = rows.select_nth_unstable(MOST_MARKED);
    Some(beyond.saturating_sub(1))
}

/// The words that all faults of one kind share.
struct Words {
    title: String,
    rule: String,
    help: String,
}

impl Words {
    fn new(group: &Faults, remarks: &[Remark], contract: &Dataset) -> Self {
        let rule = group.rule.as_deref().and_then(|id| contract.rules.iter().find(|r| r.id.as_str() == id));
        let of_group = |remark: &&Remark| {
            let cell = remark.labels.first().and_then(|l| l.place.cell.as_ref());
            remark.code.id == group.code && cell.is_none_or(|c| c.number == group.number)
        };
        let remark = remarks.iter().find(of_group).or_else(|| remarks.iter().find(|r| r.code.id == group.code));
        let title = crate::dataset::codes::CODES.iter().find(|c| c.id == group.code).map_or("", |c| c.title);
        Self {
            title: rule.map_or_else(|| title.to_owned(), |r| r.label.clone()),
            rule: rule.map_or_else(String::new, |r| r.id.to_string()),
            help: match (rule, remark) {
                (Some(rule), _) => rule.help.clone(),
                (None, Some(remark)) => remark.help.join("; "),
                (None, None) => String::new(),
            },
        }
    }

    fn of<'a>(&self, fault: &Fault<'a>, group: &'a Faults) -> Marked<'a> {
        let what = match fault.text.replace('`', "") {
            text if text.is_empty() => self.title.clone(),
            text => format!("{}: {text}", self.title),
        };
        Marked {
            row: fault.row,
            number: fault.number,
            column: fault.column,
            code: group.code,
            what,
            rule: self.rule.clone(),
            help: self.help.clone(),
            effect: fault.effect,
        }
    }
}
