//! Answers that are kept per file: written and read as plain bytes, under a name that holds all they depend on.

use crate::dataset::{Remember, Remembered};
use crate::field::atom::{AtomRow, AtomTable, AtomValue, Summed};
use crate::field::contract::Dataset;
use crate::field::id::UnitId;
use crate::field::period::Period;
use crate::store::{Kept, Printed, Source};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::thread;

/// The form of an entry; another number for another form.
const FORM: &str = "1";

/// Answers of earlier runs, for the files of one run.
pub(super) struct KeptAnswers<'k> {
    kept: &'k Kept,
    /// What every entry depends on: the catalogue, the organisation.
    on: [String; 2],
    prints: BTreeMap<String, Printed>,
    used: RefCell<Vec<String>>,
}

impl<'k> KeptAnswers<'k> {
    /// Fingerprints the files, several at a time.
    pub(super) fn new(kept: &'k Kept, on: [String; 2], sources: &[&Source]) -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(sources.len().max(1));
        let print = |source: &Source| -> Option<(String, Printed)> {
            let look = source.look().ok()?;
            let sha256 = source.sha256().ok()?;
            (source.look().ok()? == look).then(|| (source.path().to_owned(), Printed { sha256, look }))
        };
        let share =
            |from: usize| sources.iter().skip(from).step_by(threads).filter_map(|s| print(s)).collect::<Vec<_>>();
        let prints = thread::scope(|scope| {
            let work: Vec<_> = (0..threads).map(|from| scope.spawn(move || share(from))).collect();
            // One that has stopped has no fingerprints, and its files are read.
            work.into_iter().filter_map(|w| w.join().ok()).flatten().collect()
        });
        Self { kept, on, prints, used: RefCell::default() }
    }

    /// Ends the run.
    pub(super) fn end(self) {
        self.kept.tidy(&self.used.into_inner());
    }

    fn name(&self, source: &Source, dataset: &Dataset) -> Option<String> {
        let [catalogue, organisation] = &self.on;
        let sha256 = self.sha256(source)?;
        let on = [FORM, catalogue, organisation, dataset.id.as_str(), source.path(), &sha256];
        let name = self.kept.name(&on);
        self.used.borrow_mut().push(name.clone());
        Some(name)
    }
}

impl Remember<Vec<AtomTable>> for KeptAnswers<'_> {
    fn sha256(&self, source: &Source) -> Option<String> {
        let print = self.prints.get(source.path())?;
        (source.look().ok()? == print.look).then(|| print.sha256.clone())
    }

    fn recall(&self, source: &Source, dataset: &Dataset) -> Option<Remembered<Vec<AtomTable>>> {
        let bytes = self.kept.get(&self.name(source, dataset)?)?;
        let mut read = Read(&bytes);
        let found = read.remembered()?;
        // What the file looked like when it was fingerprinted it must look like still.
        (read.0.is_empty() && self.sha256(source).is_some()).then_some(found)
    }

    fn keep(&self, source: &Source, dataset: &Dataset, found: &Remembered<Vec<AtomTable>>) {
        // Different people are asked for every time: what was kept of them is never merged.
        let has_keys = |row: &AtomRow| row.atoms.iter().any(|atom| matches!(atom, AtomValue::Keys(_)));
        let is_merged = found.counted.iter().flatten().flat_map(|table| &table.rows).any(has_keys);
        let Some(name) = self.name(source, dataset).filter(|_| !is_merged) else { return };
        let mut bytes = Vec::new();
        remembered(&mut bytes, found);
        self.kept.put(&name, &bytes);
    }
}

fn number(to: &mut Vec<u8>, n: u64) {
    to.extend(n.to_le_bytes());
}

fn text(to: &mut Vec<u8>, text: &str) {
    number(to, text.len() as u64);
    to.extend(text.as_bytes());
}

fn remembered(to: &mut Vec<u8>, of: &Remembered<Vec<AtomTable>>) {
    number(to, of.rows);
    text(to, &of.says);
    number(to, of.coverage.len() as u64);
    for (unit, period, rows, codes) in &of.coverage {
        text(to, unit.as_str());
        text(to, &period.to_string());
        rows.iter().for_each(|n| number(to, *n));
        number(to, codes.len() as u64);
        codes.iter().for_each(|code| text(to, code));
    }
    number(to, of.keys.len() as u64);
    of.keys.iter().for_each(|key| number(to, *key));
    number(to, of.counted.len() as u64);
    for tables in &of.counted {
        number(to, tables.len() as u64);
        tables.iter().for_each(|t| table(to, t));
    }
}

fn lines(to: &mut Vec<u8>, lines: &[u32]) {
    number(to, lines.len() as u64);
    lines.iter().for_each(|line| number(to, u64::from(*line)));
}

fn table(to: &mut Vec<u8>, of: &AtomTable) {
    number(to, of.unplaced);
    lines(to, &of.unplaced_lines);
    number(to, of.rows.len() as u64);
    for row in &of.rows {
        text(to, &row.unit);
        number(to, i64::from(row.at) as u64);
        number(to, row.used);
        lines(to, &row.lines);
        number(to, row.atoms.len() as u64);
        row.atoms.iter().for_each(|a| atom(to, a));
    }
}

fn atom(to: &mut Vec<u8>, of: &AtomValue) {
    let extreme = |to: &mut Vec<u8>, n: &Option<i64>| {
        number(to, u64::from(n.is_some()));
        number(to, n.unwrap_or(0) as u64);
    };
    match of {
        AtomValue::Rows(n) => {
            to.push(0);
            number(to, *n);
        }
        AtomValue::Sum(sum) => {
            to.push(1);
            to.extend(sum.sum.to_le_bytes());
            [sum.rows, sum.hidden, sum.empty].iter().for_each(|n| number(to, *n));
        }
        AtomValue::Codes(codes) => {
            to.push(2);
            number(to, codes.len() as u64);
            for (code, n) in codes {
                text(to, code);
                number(to, *n);
            }
        }
        AtomValue::Values(values) => {
            to.push(3);
            number(to, values.len() as u64);
            for (value, n) in values {
                number(to, *value as u64);
                number(to, *n);
            }
        }
        AtomValue::Least(n) => {
            to.push(4);
            extreme(to, n);
        }
        AtomValue::Most(n) => {
            to.push(5);
            extreme(to, n);
        }
        // Never kept, see `keep`; told apart so that nothing is taken for it.
        AtomValue::Keys(_) => to.push(6),
    }
}

/// What is left to read. Every part is `None` where the bytes end too soon or say what cannot be.
struct Read<'b>(&'b [u8]);

impl Read<'_> {
    fn bytes(&mut self, n: usize) -> Option<&[u8]> {
        let (first, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.bytes(8)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.bytes(length)?.to_vec()).ok()
    }

    /// So many of something; never more than there are bytes for.
    fn many<T>(&mut self, each: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok().filter(|n| *n <= self.0.len())?;
        (0..count).map(|_| each(self)).collect()
    }

    fn remembered(&mut self) -> Option<Remembered<Vec<AtomTable>>> {
        Some(Remembered {
            rows: self.number()?,
            says: self.text()?,
            coverage: self.many(|r| {
                let unit = UnitId::new(&r.text()?).ok()?;
                let period = Period::parse(&r.text()?).ok()?;
                let rows = [r.number()?, r.number()?];
                Some((unit, period, rows, r.many(Self::text)?.into_iter().collect::<BTreeSet<_>>()))
            })?,
            keys: self.many(Self::number)?,
            counted: self.many(|r| r.many(Self::table))?,
        })
    }

    fn lines(&mut self) -> Option<Vec<u32>> {
        self.many(|r| u32::try_from(r.number()?).ok())
    }

    fn table(&mut self) -> Option<AtomTable> {
        let (unplaced, unplaced_lines) = (self.number()?, self.lines()?);
        let rows = self.many(|r| {
            let (unit, at, used) = (r.text()?, i32::try_from(r.number()? as i64).ok()?, r.number()?);
            Some(AtomRow { unit, at, used, lines: r.lines()?, atoms: r.many(Self::atom)? })
        })?;
        Some(AtomTable { rows, unplaced, unplaced_lines })
    }

    fn atom(&mut self) -> Option<AtomValue> {
        let extreme = |r: &mut Self| {
            let (is_some, n) = (r.number()?, r.number()? as i64);
            Some((is_some == 1).then_some(n))
        };
        Some(match self.bytes(1)?.first()? {
            0 => AtomValue::Rows(self.number()?),
            1 => {
                let sum = i128::from_le_bytes(self.bytes(16)?.try_into().ok()?);
                let (rows, hidden, empty) = (self.number()?, self.number()?, self.number()?);
                AtomValue::Sum(Summed { sum, rows, hidden, empty })
            }
            2 => AtomValue::Codes(self.many(|r| Some((r.text()?, r.number()?)))?.into_iter().collect()),
            3 => {
                let values = self.many(|r| Some((r.number()? as i64, r.number()?)))?;
                AtomValue::Values(values.into_iter().collect())
            }
            4 => AtomValue::Least(extreme(self)?),
            5 => AtomValue::Most(extreme(self)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Remembered<Vec<AtomTable>> {
        let atoms = vec![
            AtomValue::Rows(7),
            AtomValue::Sum(Summed { sum: -1 << 100, rows: 1, hidden: 2, empty: 3 }),
            AtomValue::Codes([("å".to_owned(), 4), (String::new(), 1)].into()),
            AtomValue::Values([(-3, 1), (90, 2)].into()),
            AtomValue::Least(None),
            AtomValue::Most(Some(-5)),
        ];
        let row = AtomRow { unit: "a".into(), at: -1, atoms, used: 9, lines: vec![2, 3] };
        let period = Period::parse("2025-02").expect("a month");
        Remembered {
            rows: 12,
            says: "UTF-8; semikolon".to_owned(),
            coverage: vec![(UnitId::new("a").expect("an id"), period, [3, 1], ["x".to_owned()].into())],
            keys: vec![1, u64::MAX],
            counted: vec![vec![AtomTable { rows: vec![row], unplaced: 1, unplaced_lines: vec![8] }], Vec::new()],
        }
    }

    #[test]
    fn what_is_kept_is_read_again_as_it_was_and_nothing_else_is_taken_for_it() {
        let mut bytes = Vec::new();
        remembered(&mut bytes, &sample());
        let mut read = Read(&bytes);
        assert_eq!(read.remembered(), Some(sample()));
        assert!(read.0.is_empty());
        for cut in 0..bytes.len() {
            assert_eq!(Read(&bytes[..cut]).remembered(), None, "cut at {cut}");
        }
        // Lengths that cannot be are no reason to take much memory.
        let mut huge = bytes.clone();
        huge[8..16].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(Read(&huge).remembered(), None);
    }
}
