//! What is kept of files from run to run never gives an old answer, and is safe to delete, to damage and to share.

use crate::project::{Copy, granska_by};
use granska::cli::Exit;
use std::fs;
use std::path::PathBuf;

const ASKED: [&str; 6] = ["figures", "--organisation", "exempel", "--period", "2025", "--output"];
const KEPT: &str = "out/.kept";

struct Kept {
    copy: Copy,
    program: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let copy = Copy::of_shipped();
        let program = copy.path().join("granska");
        copy.write("granska", "a program");
        Self { copy, program }
    }

    /// The figures as they come with what is kept, and as they come when everything is read.
    fn both(&self) -> (String, String) {
        let ask = |program| {
            let answer = granska_by(program, self.copy.path(), &[&ASKED[..], &["csv"]].concat());
            assert_eq!(answer.exit, Exit::Done, "{}", answer.err);
            answer.out
        };
        (ask(Some(&*self.program)), ask(None))
    }

    fn entries(&self) -> Vec<PathBuf> {
        let found = fs::read_dir(self.copy.path().join(KEPT)).expect("a folder");
        found.map(|entry| entry.expect("an entry").path()).collect()
    }
}

#[test]
fn no_answer_is_older_than_the_bytes_the_definitions_and_the_program() {
    let kept = Kept::new();
    let (first, plain) = kept.both();
    assert!(first == plain, "what is kept changes nothing");
    let entries = kept.entries().len();
    assert!(entries >= 15, "{entries} entries");
    assert!(kept.both().0 == plain && kept.entries().len() == entries, "the second run keeps nothing more");
    // A delivery whose last contact, still waiting in December, is of another kind.
    let file = "data/exempel/vantande-2025.csv";
    let text = kept.copy.read(file);
    let last = text.lines().last().expect("a row");
    kept.copy.write(file, text.replace(&format!("{last}\n"), ""));
    let (now, plain_now) = kept.both();
    assert!(now == plain_now && now != first, "a row less");
    // One line of a definition.
    kept.copy.replace(
        "controls/measures/tillganglighet.yaml",
        "{ from: remissdatum, to: matdatum, at-most: 90 }",
        "{ from: remissdatum, to: matdatum, at-most: 80 }",
    );
    let (now, plain_then) = kept.both();
    assert!(now == plain_then && now != plain_now, "a stricter limit");
    // Another program asks for everything anew.
    let entries = kept.entries().len();
    kept.copy.write("granska", "another program");
    let (now, plain_now) = kept.both();
    assert!(now == plain_now && kept.entries().len() > entries);
}

#[test]
fn what_is_kept_may_be_damaged_deleted_and_shared() {
    let kept = Kept::new();
    let (_, plain) = kept.both();
    for (at, entry) in kept.entries().into_iter().enumerate() {
        let mut bytes = fs::read(&entry).expect("an entry");
        match at % 3 {
            0 => *bytes.last_mut().expect("a byte") ^= 1,
            1 => bytes.truncate(bytes.len() / 2),
            _ => bytes.clear(),
        }
        fs::write(&entry, bytes).expect("written");
    }
    assert!(kept.both().0 == plain, "damaged entries are none");
    fs::remove_dir_all(kept.copy.path().join(KEPT)).expect("deleted");
    let asked = [&ASKED[..], &["csv"]].concat();
    let told: Vec<String> = std::thread::scope(|scope| {
        let run = || granska_by(Some(&kept.program), kept.copy.path(), &asked).out;
        let runs: Vec<_> = (0..2).map(|_| scope.spawn(run)).collect();
        runs.into_iter().map(|run| run.join().expect("a run")).collect()
    });
    assert!(told.iter().all(|told| *told == plain), "two runs at once");
    assert!(kept.both().0 == plain);
}

#[test]
fn a_row_that_stands_in_two_files_is_found_whichever_is_known() {
    let kept = Kept::new();
    kept.both();
    let row = kept.copy.read("data/exempel/genomforda-2024.csv").lines().nth(5).expect("a row").to_owned();
    let text = kept.copy.read("data/exempel/genomforda-2025.csv");
    kept.copy.write("data/exempel/genomforda-2025.csv", format!("{text}{row}\n"));
    let (now, plain) = kept.both();
    assert!(now == plain, "the file that repeats a row is set aside, known or not");
    let told = |program| granska_by(program, kept.copy.path(), &[&ASKED[..], &["csv"]].concat()).err;
    assert_eq!(told(Some(&*kept.program)), told(None), "the same remarks");
}
