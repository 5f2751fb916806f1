//! What was found of what there was to find: the faults that `check` tells of a region, held against the list of those put into it.
//!
//! Reads the list as text and the faults as they are told; knows neither how the one was made nor how the others were found.

pub mod codes;
mod kinds;
#[cfg(test)]
mod tests;

use crate::dataset::Faults;
use crate::diag::Remark;
use kinds::{Covers, code, covers, follows, sums_up};
use std::collections::{BTreeMap, BTreeSet};

/// A fault at its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The file.
    pub file: String,
    /// The row as a spreadsheet program counts it, 0 for the whole file.
    pub row: u32,
    /// The column; empty when the whole row is meant.
    pub column: String,
    /// The code of the remark that tells it.
    pub code: String,
    /// What the list calls it, and what it concerns; empty for one that is told only.
    pub what: String,
}

/// How well faults were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Faults in the list.
    pub listed: u64,
    /// Of these, told at their row and column.
    pub found: u64,
    /// Of these, hidden by a fault that was told and covers their place.
    pub hidden: u64,
    /// Of these, neither.
    pub missed: Vec<At>,
    /// Faults told.
    pub told: u64,
    /// Of these, not in the list themselves but following from what is.
    pub following: u64,
    /// Of these, neither.
    pub untrue: Vec<At>,
}

impl Score {
    /// Whether everything was found and nothing else told.
    pub fn is_full(&self) -> bool {
        self.missed.is_empty() && self.untrue.is_empty()
    }

    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.listed += other.listed;
        self.found += other.found;
        self.hidden += other.hidden;
        self.told += other.told;
        self.following += other.following;
        self.missed.extend(other.missed);
        self.untrue.extend(other.untrue);
    }

    /// Of the faults told, how many are true: part and whole.
    pub fn precision(&self) -> (u64, u64) {
        (self.told - self.untrue.len() as u64, self.told)
    }

    /// Of the faults listed, how many were found or hidden by what was: part and whole.
    pub fn recall(&self) -> (u64, u64) {
        (self.found + self.hidden, self.listed)
    }
}

/// Reads a list of faults, `facit/fel.csv`: file, row, column, word and what it concerns.
///
/// # Errors
/// A remark on the first line that is none of such a list.
pub fn list(text: &str) -> Result<Vec<At>, Remark> {
    let lines = (1..).zip(text.lines()).skip(1);
    lines
        .map(|(number, line)| {
            let parts: Vec<&str> = line.splitn(5, ';').collect();
            let known = |parts: &[&str]| match parts {
                [file, row, column, word, of] => Some(At {
                    file: (*file).to_owned(),
                    row: row.parse().ok()?,
                    column: (*column).to_owned(),
                    code: code(word)?.to_owned(),
                    what: if of.is_empty() { (*word).to_owned() } else { format!("{word}: {of}") },
                }),
                _ => None,
            };
            known(&parts).ok_or_else(|| {
                Remark::new(&codes::LIST, format!("rad {number} i listan över fel går inte att förstå"))
                    .help("gör om regionen med `granska simulate --dirt`; listan ändras aldrig för hand")
            })
        })
        .collect()
}

/// Holds what was told against the list.
///
/// `remarks` are all that were made; those that tell no fault of a delivery, such as one on a file that no dataset has, count as told too.
/// Each told fault answers for one in the list at
/// the same place and of the same kind. What the list has besides must lie where a fault that was told hides it; what is told besides must
/// follow from a fault in the list.
pub fn score(listed: &[At], faults: &[Faults], remarks: &[Remark]) -> Score {
    let mut told: Vec<At> = faults
        .iter()
        .flat_map(|group| {
            group.rows.iter().map(|row| At {
                file: group.file.to_string(),
                row: *row,
                column: group.column.to_string(),
                code: group.code.to_owned(),
                what: group.rule.as_deref().or(group.texts.first().map(String::as_str)).unwrap_or_default().to_owned(),
            })
        })
        .collect();
    let known: BTreeSet<(&str, &str)> = faults.iter().map(|group| (&*group.file, group.code)).collect();
    told.extend(remarks.iter().filter_map(|remark| {
        let (code, what) = (remark.code.id.to_owned(), remark.message.clone());
        let place = remark.labels.first().map(|l| &l.place);
        let (file, row) = place.map_or((String::new(), 0), |place| (place.file.clone(), place.line));
        let said = sums_up(&code) || known.contains(&(file.as_str(), code.as_str()));
        (!said).then_some(At { file, row, column: String::new(), code, what })
    }));
    let mut open: BTreeMap<(&str, u32, &str, &str), Vec<&At>> = BTreeMap::new();
    for at in &told {
        open.entry((at.file.as_str(), at.row, at.column.as_str(), at.code.as_str())).or_default().push(at);
    }
    let cover = Cover::of(&told);
    let mut score = Score { listed: listed.len() as u64, told: told.len() as u64, ..Score::default() };
    for at in listed {
        let place = (at.file.as_str(), at.row, at.column.as_str(), at.code.as_str());
        if open.get_mut(&place).and_then(Vec::pop).is_some() {
            score.found += 1;
        } else if cover.hides(at) {
            score.hidden += 1;
        } else {
            score.missed.push(at.clone());
        }
    }
    for at in open.into_values().flatten() {
        if listed.iter().any(|cause| follows(at, cause)) {
            score.following += 1;
        } else {
            score.untrue.push(at.clone());
        }
    }
    score
}

/// Where told faults hide others, by file.
#[derive(Default)]
struct Cover<'t>(BTreeMap<&'t str, Vec<(&'t At, Covers)>>);

impl<'t> Cover<'t> {
    fn of(told: &'t [At]) -> Self {
        let mut cover = Self::default();
        for at in told {
            if let Some(covers) = covers(&at.code) {
                cover.0.entry(&at.file).or_default().push((at, covers));
            }
        }
        cover
    }

    fn hides(&self, listed: &At) -> bool {
        let here = self.0.get(listed.file.as_str()).map_or(&[][..], Vec::as_slice);
        here.iter().any(|(told, covers)| match covers {
            Covers::File => true,
            Covers::Row => told.row == listed.row,
            Covers::RowsFrom => told.row <= listed.row,
        })
    }
}
