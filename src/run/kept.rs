//! Answers that are kept per file: written and read as plain bytes, under a name that holds all they depend on.

use super::measured::Questions;
use crate::dataset::{Asked, KeptKeys, KeySet, Remember, Remembered};
use crate::field::atom::{AtomRow, AtomTable, AtomValue, Summed};
use crate::field::contract::Dataset;
use crate::field::id::{DatasetId, UnitId};
use crate::field::period::Period;
use crate::several::several;
use crate::store::{self, Kept, Printed, Source};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The form of an entry; another number for another form.
const FORM: &str = "6";

/// Answers of earlier runs, for the files of one run.
pub(super) struct KeptAnswers<'k> {
    kept: &'k Kept,
    /// All that files are held against.
    against: String,
    /// What is asked about each dataset.
    questions: BTreeMap<DatasetId, String>,
    prints: BTreeMap<String, Printed>,
    used: RefCell<Vec<String>>,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug)]
enum About {
    /// What a file held.
    Held,
    /// What was counted in it, for all that is asked about its dataset.
    Counted,
    /// Its keys, as they came.
    Keys,
}

impl<'k> KeptAnswers<'k> {
    /// Fingerprints the files, several at a time.
    pub(super) fn new(kept: &'k Kept, asked: &Asked<'_>, questions: &Questions, sources: &[&Source]) -> Self {
        let print = |source: &&Source| -> Option<(String, Printed)> {
            let look = source.look().ok()?;
            let blake3 = source.blake3().ok()?;
            (source.look().ok()? == look).then(|| (source.path().to_owned(), Printed { blake3, look }))
        };
        let prints = several(sources, print).into_iter().flatten().collect();
        // As Rust writes them: whatever is another in a contract, a unit or a name is written otherwise.
        let against = format!("{:?} {:?} {:?} {:?}", asked.organisation, asked.tree, asked.contracts, asked.known);
        let against = store::sha256(against.as_bytes());
        let questions = questions.fingerprints();
        Self { kept, against, questions, prints, used: RefCell::default() }
    }

    /// Ends the run.
    pub(super) fn end(self) {
        self.kept.tidy(&self.used.into_inner());
    }

    fn name(&self, source: &Source, dataset: &Dataset, about: About) -> Option<String> {
        let (about, asked) = match about {
            About::Held => ("held", ""),
            About::Counted => ("counted", self.questions.get(&dataset.id).map_or("", String::as_str)),
            About::Keys => ("keys", ""),
        };
        let blake3 = self.blake3(source)?;
        Some(self.named(&[FORM, about, asked, &self.against, dataset.id.as_str(), source.path(), blake3]))
    }

    /// The fingerprint of a file, when it still looks like it did when it was fingerprinted.
    fn blake3(&self, source: &Source) -> Option<&str> {
        let print = self.prints.get(source.path())?;
        (source.look().ok()? == print.look).then_some(print.blake3.as_str())
    }

    fn named(&self, on: &[&str]) -> String {
        let name = self.kept.name(on);
        self.used.borrow_mut().push(name.clone());
        name
    }

    /// The files that are known to be apart are those of the run that was last: one entry for each dataset.
    fn name_apart(&self, dataset: &Dataset) -> String {
        self.named(&[FORM, "apart", &self.against, dataset.id.as_str()])
    }

    /// A file with its content, as it is named among those that are apart.
    fn whole_name(&self, source: &Source) -> Option<String> {
        Some(format!("{}\0{}\n", source.path(), self.blake3(source)?))
    }

    /// What stands under a name, when the file still looks like it did when it was fingerprinted.
    fn found<T>(
        &self,
        (source, dataset): (&Source, &Dataset),
        about: About,
        read: impl Fn(&mut Read<'_>) -> Option<T>,
    ) -> Option<T> {
        let bytes = self.kept.get(&self.name(source, dataset, about)?)?;
        let mut rest = Read(&bytes);
        let found = read(&mut rest)?;
        (rest.0.is_empty() && self.looks_the_same(source)).then_some(found)
    }
}

impl Remember<Vec<AtomTable>> for KeptAnswers<'_> {
    fn looks_the_same(&self, source: &Source) -> bool {
        self.blake3(source).is_some()
    }

    fn recall(&self, source: &Source, dataset: &Dataset) -> Option<Remembered> {
        self.found((source, dataset), About::Held, |read| read.remembered())
    }

    fn keep(&self, source: &Source, dataset: &Dataset, found: &Remembered) {
        let Some(name) = self.name(source, dataset, About::Held) else { return };
        let mut bytes = Vec::new();
        remembered(&mut bytes, found);
        self.kept.put(&name, &[&bytes]);
    }

    fn counted(&self, source: &Source, dataset: &Dataset) -> Option<Vec<Vec<AtomTable>>> {
        self.found((source, dataset), About::Counted, |read| read.many(|r| r.many(Read::table)))
    }

    fn keep_counted(&self, source: &Source, dataset: &Dataset, counted: &[Vec<AtomTable>]) {
        // Different people are asked for every time: what was kept of them is never merged.
        let has_keys = |row: &AtomRow| row.atoms.iter().any(|atom| matches!(atom, AtomValue::Keys(_)));
        let is_merged = counted.iter().flatten().flat_map(|table| &table.rows).any(has_keys);
        let Some(name) = self.name(source, dataset, About::Counted).filter(|_| !is_merged) else { return };
        let mut bytes = Vec::new();
        number(&mut bytes, counted.len() as u64);
        for tables in counted {
            number(&mut bytes, tables.len() as u64);
            tables.iter().for_each(|t| table(&mut bytes, t));
        }
        self.kept.put(&name, &[&bytes]);
    }

    fn has_keys(&self, source: &Source, dataset: &Dataset) -> bool {
        self.name(source, dataset, About::Keys).is_some_and(|name| self.kept.has(&name))
    }

    fn keys(&self, sources: &[&Source], dataset: &Dataset, meet: &(dyn Fn(KeptKeys) + Sync)) -> Option<()> {
        let names: Option<Vec<String>> = sources.iter().map(|s| self.name(s, dataset, About::Keys)).collect();
        let met = several(&names?, |name| KeptKeys::read(self.kept.get(name)?).map(meet));
        met.into_iter().collect()
    }

    fn keep_keys(&self, source: &Source, dataset: &Dataset, keys: &KeySet) {
        let Some(name) = self.name(source, dataset, About::Keys) else { return };
        let (lengths, mut pieces) = keys.pieces();
        pieces.insert(0, &lengths);
        self.kept.put(&name, &pieces);
    }

    fn are_apart(&self, sources: &[&Source], dataset: &Dataset) -> bool {
        let kept = self.kept.get(&self.name_apart(dataset)).and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(kept) = kept else { return false };
        let known: BTreeSet<&str> = kept.split_inclusive('\n').collect();
        sources.iter().all(|source| self.whole_name(source).is_some_and(|name| known.contains(name.as_str())))
    }

    fn keep_apart(&self, sources: &[&Source], dataset: &Dataset) {
        let names: Option<String> = sources.iter().map(|source| self.whole_name(source)).collect();
        let Some(names) = names else { return };
        self.kept.put(&self.name_apart(dataset), &[names.as_bytes()]);
    }
}

/// Seven bits to a byte, the lowest first: most numbers are small.
fn number(to: &mut Vec<u8>, mut n: u64) {
    while n >= 1 << 7 {
        to.push(n as u8 | 1 << 7);
        n >>= 7;
    }
    to.push(n as u8);
}

/// A number that may be negative: 0, −1, 1, −2, 2 and so on.
fn signed(to: &mut Vec<u8>, n: i64) {
    number(to, ((n << 1) ^ (n >> 63)) as u64);
}

fn text(to: &mut Vec<u8>, text: &str) {
    number(to, text.len() as u64);
    to.extend(text.as_bytes());
}

fn remembered(to: &mut Vec<u8>, of: &Remembered) {
    text(to, &of.sha256);
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
        signed(to, i64::from(row.at));
        number(to, row.used);
        lines(to, &row.lines);
        number(to, row.atoms.len() as u64);
        row.atoms.iter().for_each(|a| atom(to, a));
    }
}

fn atom(to: &mut Vec<u8>, of: &AtomValue) {
    let extreme = |to: &mut Vec<u8>, n: &Option<i64>| {
        number(to, u64::from(n.is_some()));
        signed(to, n.unwrap_or(0));
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
                signed(to, *value);
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
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.bytes(1)?.first()?;
            let bits = u64::from(byte & 0x7f);
            // The last byte has room for one bit.
            number |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits)?;
            if byte < 1 << 7 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let n = self.number()?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
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

    fn remembered(&mut self) -> Option<Remembered> {
        Some(Remembered {
            sha256: self.text()?,
            rows: self.number()?,
            says: self.text()?,
            coverage: self.many(|r| {
                let unit = UnitId::new(&r.text()?).ok()?;
                let period = Period::parse(&r.text()?).ok()?;
                let rows = [r.number()?, r.number()?];
                Some((unit, period, rows, r.many(Self::text)?.into_iter().collect::<BTreeSet<_>>()))
            })?,
        })
    }

    fn lines(&mut self) -> Option<Vec<u32>> {
        self.many(|r| u32::try_from(r.number()?).ok())
    }

    fn table(&mut self) -> Option<AtomTable> {
        let (unplaced, unplaced_lines) = (self.number()?, self.lines()?);
        let rows = self.many(|r| {
            let (unit, at, used) = (r.text()?, i32::try_from(r.signed()?).ok()?, r.number()?);
            Some(AtomRow { unit, at, used, lines: r.lines()?, atoms: r.many(Self::atom)? })
        })?;
        Some(AtomTable { rows, unplaced, unplaced_lines })
    }

    fn atom(&mut self) -> Option<AtomValue> {
        let extreme = |r: &mut Self| {
            let (is_some, n) = (r.number()?, r.signed()?);
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
                let values = self.many(|r| Some((r.signed()?, r.number()?)))?;
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

    fn sample() -> AtomTable {
        let atoms = vec![
            AtomValue::Rows(7),
            AtomValue::Sum(Summed { sum: -1 << 100, rows: 1, hidden: 2, empty: 3 }),
            AtomValue::Codes([("å".to_owned(), 4), (String::new(), 1)].into()),
            AtomValue::Values([(-3, 1), (90, 2)].into()),
            AtomValue::Least(None),
            AtomValue::Most(Some(-5)),
        ];
        let row = AtomRow { unit: "a".into(), at: -1, atoms, used: 9, lines: vec![2, 3] };
        AtomTable { rows: vec![row], unplaced: 1, unplaced_lines: vec![8] }
    }

    /// What is written is read again as it was, and nothing else is taken for it. `length`: where a length of one byte stands.
    fn comes_back<T: PartialEq + std::fmt::Debug>(
        (bytes, length): (&[u8], usize),
        of: &T,
        read: fn(&mut Read<'_>) -> Option<T>,
    ) {
        let mut all = Read(bytes);
        assert_eq!(read(&mut all).as_ref(), Some(of));
        assert!(all.0.is_empty());
        for cut in 0..bytes.len() {
            assert_eq!(read(&mut Read(&bytes[..cut])), None, "cut at {cut}");
        }
        // Lengths that cannot be are no reason to take much memory.
        let mut huge = bytes[..length].to_vec();
        number(&mut huge, u64::MAX);
        huge.extend(&bytes[length + 1..]);
        assert_eq!(read(&mut Read(&huge)), None);
    }

    #[test]
    fn numbers_are_written_short_and_read_again() {
        for (n, length) in [(0, 1), (127, 1), (128, 2), (300, 2), (1 << 35, 6), (u64::MAX, 10)] {
            let mut bytes = Vec::new();
            number(&mut bytes, n);
            assert_eq!((bytes.len(), Read(&bytes).number()), (length, Some(n)));
            assert_eq!(Read(&bytes[..length - 1]).number(), None);
        }
        for n in [0, -1, 1, -64, 63, 64, i64::MIN, i64::MAX] {
            let mut bytes = Vec::new();
            signed(&mut bytes, n);
            assert_eq!(Read(&bytes).signed(), Some(n));
        }
        // More than there is room for.
        assert_eq!(Read(&[0xff; 10]).number(), None);
        assert_eq!(Read(&[&[0xff; 9][..], &[2]].concat()).number(), None);
    }

    #[test]
    fn what_is_kept_comes_back() {
        let period = Period::parse("2025-02").expect("a month");
        let found = Remembered {
            sha256: "1f".to_owned(),
            rows: 12,
            says: "UTF-8; semikolon".to_owned(),
            coverage: vec![(UnitId::new("a").expect("an id"), period, [3, 1], ["x".to_owned()].into())],
        };
        let mut bytes = Vec::new();
        remembered(&mut bytes, &found);
        comes_back((&bytes, 0), &found, |read| read.remembered());
        let mut bytes = Vec::new();
        table(&mut bytes, &sample());
        comes_back((&bytes, 1), &sample(), |read| read.table());
    }
}
