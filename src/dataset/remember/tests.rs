//! Tests of what is known of files: it changes nothing that is said, and spares what it can.

use super::super::*;
use super::*;
use crate::field::contract::{Column, ColumnType};
use crate::field::org::Nature;
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Remembers in memory, for as long as it lives.
#[derive(Default)]
struct Memory {
    held: RefCell<BTreeMap<String, Remembered>>,
    counted: RefCell<BTreeMap<String, Vec<Counted>>>,
    keys: RefCell<BTreeMap<String, Vec<u8>>>,
    apart: RefCell<BTreeSet<String>>,
    /// How often keys of files were asked for.
    asked_for_keys: Cell<usize>,
}

/// A file with its content.
fn name(source: &Source) -> String {
    format!("{} {}", source.path(), source.sha256().expect("bytes"))
}

impl Remember<Counted> for Memory {
    fn looks_the_same(&self, _: &Source) -> bool {
        true
    }

    fn recall(&self, source: &Source, _: &Dataset) -> Option<Remembered> {
        self.held.borrow().get(&name(source)).cloned()
    }

    fn keep(&self, source: &Source, _: &Dataset, found: &Remembered) {
        self.held.borrow_mut().insert(name(source), found.clone());
    }

    fn counted(&self, source: &Source, _: &Dataset) -> Option<Vec<Counted>> {
        self.counted.borrow().get(&name(source)).cloned()
    }

    fn keep_counted(&self, source: &Source, _: &Dataset, counted: &[Counted]) {
        self.counted.borrow_mut().insert(name(source), counted.to_vec());
    }

    fn has_keys(&self, source: &Source, _: &Dataset) -> bool {
        self.keys.borrow().contains_key(&name(source))
    }

    fn keys(&self, sources: &[&Source], _: &Dataset, meet: &(dyn Fn(KeptKeys) + Sync)) -> Option<()> {
        self.asked_for_keys.set(self.asked_for_keys.get() + 1);
        let bytes = |source: &&Source| self.keys.borrow().get(&name(source)).cloned();
        sources.iter().try_for_each(|source| KeptKeys::read(bytes(source)?).map(meet))
    }

    fn keep_keys(&self, source: &Source, _: &Dataset, keys: &KeySet) {
        let (lengths, pieces) = keys.pieces();
        self.keys.borrow_mut().insert(name(source), [lengths, pieces.concat()].concat());
    }

    fn are_apart(&self, sources: &[&Source], _: &Dataset) -> bool {
        sources.iter().all(|source| self.apart.borrow().contains(&name(source)))
    }

    fn keep_apart(&self, sources: &[&Source], _: &Dataset) {
        *self.apart.borrow_mut() = sources.iter().map(|source| name(source)).collect();
    }
}

/// The sum of a column, and how many notes were met meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counted {
    sum: i64,
    notes: usize,
}

impl Watch for Counted {
    type Counted = Self;

    fn rows(&mut self, rows: &Rows<'_>) {
        let numbers = rows.column("antal").expect("a column").i64().expect("numbers").clone();
        let in_use = rows.in_use().iter().map(|stays| stays == Some(true));
        self.sum += numbers.iter().zip(in_use).filter(|(_, stays)| *stays).filter_map(|(n, _)| n).sum::<i64>();
        self.notes += rows.column("not").map_or(0, |notes| notes.len() - notes.null_count());
    }

    fn counted(self) -> Self {
        self
    }
}

/// Rows whose first column must not repeat.
fn contract() -> Dataset {
    let column = |name: &str, kind| Column { required: true, ..Column::plain(name, kind) };
    let kinds = [ColumnType::Text, ColumnType::Integer, ColumnType::OneOf(vec!["ja".into(), "nej".into()])];
    let columns = ["id", "antal", "not"].into_iter().zip(kinds).map(|(name, kind)| column(name, kind)).collect();
    Dataset { key: vec!["id".to_owned()], files: vec!["salar-*".to_owned()], ..Dataset::plain("salar", columns) }
}

/// What is said of files, and what is counted in them.
fn read(sources: &[Source], memory: Option<&Memory>) -> (String, Vec<(String, Counted)>) {
    let tree = OrgTree::of_one("prov", "Prov", Nature::Invented).expect("a tree");
    let columns = [(DatasetId::new("salar").expect("an id"), BTreeSet::from(["antal".to_owned()]))].into();
    let keep = Keep { columns, fingerprints: Fingerprints::Taken, ..Keep::default() };
    let (contracts, known) = ([contract()], Known::default());
    let asked = Asked { organisation: &tree.id, tree: &tree, contracts: &contracts, known: &known, keep: &keep };
    let memory = memory.map(|memory| memory as &dyn Remember<Counted>);
    let (read, watched, remarks) = read_watched(&asked, sources, &|_| Some(Counted::default()), memory);
    let said = format!("{:?} {:?} {remarks:?}", read.files, read.coverage);
    (said, watched.into_iter().map(|w| (w.file, w.counted)).collect())
}

fn file(number: usize, text: &str) -> Source {
    Source::in_memory(format!("data/prov/salar-{number}.csv"), text.as_bytes())
}

fn sums(counted: &[(String, Counted)]) -> Vec<(&str, i64)> {
    counted.iter().map(|(file, counted)| (file.as_str(), counted.sum)).collect()
}

#[test]
fn of_a_file_that_is_known_only_what_is_counted_is_read_and_then_nothing() {
    let memory = Memory::default();
    let text = "id;antal;not\na;1;ja\nb;2;nej\n";
    let rows: Vec<Vec<String>> =
        text.lines().skip(1).map(|line| line.split(';').map(str::to_owned).collect()).collect();
    let packed = parquet(&["id", "antal", "not"], &rows, &[]).expect("Parquet");
    for source in [file(1, text), Source::in_memory("data/prov/salar-1.parquet", packed)] {
        let sources = [source];
        let (said, first) = read(&sources, Some(&memory));
        assert_eq!((first[0].1.sum, first[0].1.notes), (3, 2), "{said}");
        // Another question.
        memory.counted.borrow_mut().clear();
        let (again, second) = read(&sources, Some(&memory));
        assert_eq!((again, second[0].1), (said.clone(), Counted { sum: 3, notes: 0 }), "notes are not read");
        memory.counted.borrow_mut().values_mut().flatten().for_each(|counted| counted.sum = 70);
        let (again, third) = read(&sources, Some(&memory));
        assert_eq!((again, third[0].1.sum), (said, 70), "nothing is read");
    }
}

#[test]
fn a_file_that_is_not_what_it_was_known_to_be_is_read_anew() {
    let memory = Memory::default();
    let sources = [file(1, "id;antal;not\na;1;ja\nb;2;nej\n")];
    let told = read(&sources, Some(&memory));
    memory.counted.borrow_mut().clear();
    memory.held.borrow_mut().values_mut().for_each(|held| held.rows = 3);
    assert_eq!(read(&sources, Some(&memory)), told, "notes are met again");
}

#[test]
fn keys_are_kept_where_files_are_many_and_asked_for_only_when_one_is_new() {
    let memory = Memory::default();
    let mut sources = vec![file(1, "id;antal;not\na;1;ja\n")];
    read(&sources, Some(&memory));
    assert!(memory.keys.borrow().is_empty(), "one file repeats no other");
    sources.push(file(2, "id;antal;not\nb;2;ja\n"));
    read(&sources, Some(&memory));
    assert_eq!(memory.keys.borrow().len(), 2);
    read(&sources, Some(&memory));
    assert_eq!(memory.asked_for_keys.get(), 0, "what is known to be apart stays so");
    sources.push(file(3, "id;antal;not\nc;3;ja\n"));
    let (said, counted) = read(&sources, Some(&memory));
    assert_eq!((memory.asked_for_keys.get(), sums(&counted).len()), (1, 3), "{said}");
    sources[2] = file(3, "id;antal;not\na;3;ja\n");
    let (said, counted) = read(&sources, Some(&memory));
    assert!(said.contains("G328") && sums(&counted).len() == 2, "{said}");
}

#[test]
fn a_row_that_stands_twice_in_one_file_is_told_every_time() {
    let memory = Memory::default();
    let sources = [file(1, "id;antal;not\na;1;ja\na;2;nej\nb;1;ja\n")];
    let plain = read(&sources, None);
    for _ in 0..2 {
        assert_eq!(read(&sources, Some(&memory)), plain);
    }
    assert!(plain.0.contains("G328"), "{}", plain.0);
}

/// A file with few different rows, one of which is faulty.
fn text() -> impl Strategy<Value = String> {
    let row = (0_u8..12, 0_u8..4).prop_map(|(id, antal)| match (id, antal) {
        (11, 3) => "k;x;ja\n".to_owned(),
        (id, antal) => format!("{};{antal};nej\n", char::from(b'a' + id)),
    });
    proptest::collection::vec(row, 1..4).prop_map(|rows| format!("id;antal;not\n{}", rows.concat()))
}

proptest! {
    /// Files come, go and come back: which of four has which of three contents, time after time.
    #[test]
    fn what_is_known_changes_nothing_that_is_said_or_counted(
        texts in proptest::collection::vec(text(), 3),
        times in proptest::collection::vec(proptest::collection::btree_map(0_usize..4, 0_usize..3, 1..4), 1..7),
    ) {
        let memory = Memory::default();
        for files in times {
            let sources: Vec<Source> = files.iter().map(|(number, text)| file(*number, &texts[*text])).collect();
            let ((said, counted), (plain, all)) = (read(&sources, Some(&memory)), read(&sources, None));
            prop_assert_eq!(said, plain);
            prop_assert_eq!(sums(&counted), sums(&all));
        }
    }
}
