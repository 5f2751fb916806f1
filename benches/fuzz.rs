//! A fuzz target for the stable toolchain: `cargo bench --bench fuzz -- --minutes 10 [--seed N]`.
//!
//! Takes the shipped deliveries of Region Exempel, makes workbooks, Parquet and packed files of them, changes bytes, lines and cells
//! at random and hands them to the readers under the real contracts, and workbooks also to the reader of filled-in forms. A finding is a panic that reaches the caller, a run that takes
//! longer than ten seconds for a file of a few kilobytes, or a remark that repeats a personal identity number; the input is then
//! written to `target/fuzz/` and the bench ends with an error.
//!
//! Foreign files can stop a whole process, which is why granska reads them in a child of its own. So does the bench: when its child dies over
//! a file, the program itself must get through that file and say so, or it is a finding.

use granska::cli::{self, Surroundings, Terminal};
use granska::dataset::{self, Asked, Fingerprints, Keep, Known};
use granska::desk::forms;
use granska::diag::Remark;
use granska::field::contract::Dataset;
use granska::field::id::OrganisationId;
use granska::field::org::OrgTree;
use granska::store::Source;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Nobody has this number: the tax authority keeps it for tests.
const PERSON: &str = "19811228-9874";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, otherwise: u64| {
        let at = arguments.iter().position(|a| a == name);
        at.and_then(|at| arguments.get(at + 1)).and_then(|n| n.parse().ok()).unwrap_or(otherwise)
    };
    let (seconds, seed) = (number("--seconds", number("--minutes", 1) * 60), number("--seed", 1));
    std::fs::create_dir_all(folder()).expect("a folder");
    if arguments.iter().any(|a| a == "--child") { child(seconds, seed) } else { parent(seconds, seed) }
}

/// Where findings and the file that is being read are written.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz")
}

/// Runs children until the time is out; each that dies over a file is followed by another.
fn parent(seconds: u64, seed: u64) -> ExitCode {
    let (began, mut died, mut runs) = (Instant::now(), 0, 0);
    loop {
        let left = seconds.saturating_sub(began.elapsed().as_secs());
        if left == 0 {
            println!(
                "{died} files stopped their reader, after {runs} runs, and were told of by the program; no finding"
            );
            return ExitCode::SUCCESS;
        }
        let program = std::env::current_exe().expect("this program");
        let number = |n: u64| n.to_string();
        let run = Command::new(program)
            .args(["--child", "--seconds", &number(left), "--seed", &number(seed + died)])
            .stderr(Stdio::null())
            .status()
            .expect("a child");
        match run.code() {
            Some(0) => {}
            Some(_) => return ExitCode::FAILURE,
            None => match survived() {
                Ok(before) => (died, runs) = (died + 1, runs + before),
                Err(why) => {
                    println!("finding: {why}; input in {}", folder().join("open").display());
                    return ExitCode::FAILURE;
                }
            },
        }
    }
}

/// Whether the program gets through the file that a child died over, and says that it was left out; how many runs came before it.
fn survived() -> Result<u64, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let noted = std::fs::read_to_string(folder().join("open.name")).map_err(|_| "nothing was open".to_owned())?;
    let (name, runs) = noted.split_once('\n').unwrap_or((&noted, "0"));
    let project = folder().join("project");
    let data = project.join("data/exempel");
    let _ = std::fs::remove_dir_all(&project);
    let copy = |from: &Path, to: &Path| {
        std::fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        std::fs::copy(from, to).expect("copied");
    };
    for entry in walk(&root.join("controls")).into_iter().chain(walk(&root.join("report-templates"))) {
        copy(&entry, &project.join(entry.strip_prefix(root).expect("below")));
    }
    copy(&root.join("data/exempel/organisation.yaml"), &data.join("organisation.yaml"));
    copy(&folder().join("open"), &project.join(name));
    let run = Command::new(env!("CARGO_BIN_EXE_granska")).arg("check").arg("--project").arg(&project).output();
    let run = run.expect("the program");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    if run.status.code() == Some(0) && said.contains("G377") && !said.contains(PERSON) {
        Ok(runs.parse().unwrap_or(0))
    } else {
        Err(format!("{name} stops the program: {:?}", run.status))
    }
}

/// The files below a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn child(seconds: u64, seed: u64) -> ExitCode {
    let project = granska::store::Project::find(Some(Path::new(env!("CARGO_MANIFEST_DIR"))), Path::new("/"))
        .expect("the project");
    let loaded = granska::run::load(&project, granska::run::Purpose::Check).unwrap_or_else(|_| panic!("a project"));
    let catalog = loaded.catalog.expect("a catalogue without errors");
    let (id, organisation) =
        catalog.organisations.iter().find(|(id, _)| id.as_str() == "exempel").expect("Region Exempel");
    let tables = catalog.controls.datasets.iter().map(|d| d.id.clone()).collect();
    let bench = Bench {
        id,
        tree: &organisation.tree,
        contracts: &catalog.controls.datasets,
        known: Known::default(),
        keep: Keep { tables, fingerprints: Fingerprints::Left, ..Keep::default() },
    };
    let corpus = corpus(&project);
    println!("{} files in the corpus, {seconds} s, seed {seed}", corpus.len());
    // Panics inside a reader are caught there; their texts would drown everything else.
    std::panic::set_hook(Box::new(|_| {}));
    let (began, mut rng, mut runs) = (Instant::now(), ChaCha8Rng::seed_from_u64(seed), 0_u64);
    while began.elapsed() < Duration::from_secs(seconds) {
        let (path, bytes) = mutated(&corpus, &mut rng);
        if dataset::is_foreign(&path) {
            std::fs::write(folder().join("open"), &bytes).expect("noted");
            std::fs::write(folder().join("open.name"), format!("{path}\n{runs}")).expect("noted");
        }
        if let Err(why) = bench.run(&path, &bytes) {
            let file = folder().join(path.replace('/', "_"));
            std::fs::write(&file, &bytes).expect("the finding");
            println!("finding after {runs} runs: {why}; input in {}", file.display());
            return ExitCode::FAILURE;
        }
        runs += 1;
    }
    println!("{runs} runs in {} s", began.elapsed().as_secs());
    ExitCode::SUCCESS
}

struct Bench<'a> {
    id: &'a OrganisationId,
    tree: &'a OrgTree,
    contracts: &'a [Dataset],
    known: Known,
    keep: Keep,
}

impl Bench<'_> {
    fn run(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let source = Source::in_memory(path, bytes.to_vec());
        let began = Instant::now();
        let asked = Asked {
            organisation: self.id,
            tree: self.tree,
            contracts: self.contracts,
            known: &self.known,
            keep: &self.keep,
        };
        let read = || {
            let mut remarks = dataset::read(&asked, &[source]).1;
            if path.ends_with(".xlsx") || path.ends_with(".ods") {
                remarks.extend(forms::returned(path, bytes).err().unwrap_or_default());
            }
            remarks
        };
        let remarks = catch_unwind(AssertUnwindSafe(read)).map_err(|_| "a panic".to_owned())?;
        if began.elapsed() > Duration::from_secs(10) {
            return Err(format!("{} s", began.elapsed().as_secs()));
        }
        if remarks.iter().any(shows_a_person) { Err("a personal identity number is shown".to_owned()) } else { Ok(()) }
    }
}

fn shows_a_person(remark: &Remark) -> bool {
    let shown = |text: &str| text.contains(PERSON);
    shown(&remark.message) || remark.help.iter().any(|h| shown(h)) || remark.labels.iter().any(|l| shown(&l.text))
}

/// The first rows of each shipped delivery, as text and in every other format.
fn corpus(project: &granska::store::Project) -> Vec<(String, Vec<u8>)> {
    let mut corpus = Vec::new();
    let folder = project.root().join("data/exempel");
    let mut folders = vec![folder.clone()];
    while let Some(at) = folders.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(&at).expect("Region Exempel").flatten().map(|e| e.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "csv") {
                let text = std::fs::read_to_string(&path).expect("text");
                let head: Vec<&str> = text.lines().take(12).collect();
                let below = path.strip_prefix(&folder).expect("below").with_extension("").display().to_string();
                let stem = format!("data/exempel/{}", below.replace('\\', "/"));
                let csv = head.join("\n").into_bytes();
                corpus.push((format!("{stem}.csv.gz"), gzip(&csv)));
                corpus.push((format!("{stem}.csv.zst"), zstd::encode_all(csv.as_slice(), 1).expect("packed")));
                corpus.push((format!("{stem}.xlsx"), workbook(&head)));
                corpus.push((format!("{stem}.parquet"), parquet(&head)));
                corpus.push((format!("{stem}.csv"), csv));
            }
        }
    }
    for name in ["kapacitet.ods", "kapacitet.xls"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sheets").join(name);
        if let Ok(bytes) = std::fs::read(path) {
            corpus.push((format!("data/exempel/{name}"), bytes));
        }
    }
    // Forms are the largest workbooks and would take most of the time: a few copies are as good as one of each kind.
    corpus.extend((0..8).map(|_| ("data/exempel/formular.xlsx".to_owned(), form())));
    assert!(corpus.len() > 20, "the corpus was not found");
    corpus
}

/// A form for a week, as `granska form` writes it.
fn form() -> Vec<u8> {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let arguments = ["form", "--organisation", "exempel", "--division", "granit", "--period", "2025-W10", "--out"];
    let surroundings = Surroundings {
        arguments: std::iter::once("granska").chain(arguments).map(Into::into).chain([out.clone().into()]).collect(),
        folder: env!("CARGO_MANIFEST_DIR").into(),
        today: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a date"),
        width: 100,
        colour: granska::diag::render::Colour::Plain,
        terminal: Terminal::Unwatched,
        journal: std::sync::Arc::default(),
        program: None,
    };
    let exit = cli::main(&surroundings, &mut std::io::sink(), &mut std::io::sink());
    assert!(exit == cli::Exit::Done, "the form was not written");
    std::fs::read(out.join("exempel/formular/2025-W10-granit.xlsx")).expect("a form")
}

fn cells<'t>(head: &[&'t str]) -> Vec<Vec<&'t str>> {
    head.iter().map(|line| line.split(';').collect()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

fn workbook(head: &[&str]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in cells(head).iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).expect("a cell"),
                Err(_) => sheet.write_string(row, column, *cell).expect("a cell"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn parquet(head: &[&str]) -> Vec<u8> {
    let rows: Vec<Vec<String>> = cells(head).iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
    let names: Vec<&str> = rows[0].iter().map(String::as_str).collect();
    dataset::parquet(&names, &rows[1..], &[]).expect("Parquet")
}

const PIECES: &[&[u8]] = &[
    b"\"",
    b";",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\t",
    b",",
    b"sep=,\n",
    b"-1",
    b"1.273",
    b"99999999999999",
    b"<5",
    b"2020-W53",
    b"2021-02-29",
    b"\xe5",
    "å".as_bytes(),
    b"19811228-9874",
    b"=1/0",
    b"NaN",
    b"\xe2\x80\xaf",
    b"1e308",
];

/// One file of the corpus with a few changes.
fn mutated(corpus: &[(String, Vec<u8>)], rng: &mut ChaCha8Rng) -> (String, Vec<u8>) {
    let mut below = |n: usize| if n == 0 { 0 } else { (rng.next_u64() % n as u64) as usize };
    let (path, mut bytes) = corpus[below(corpus.len())].clone();
    for _ in 0..1 + below(6) {
        let at = below(bytes.len());
        match below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << below(8),
            1 if !bytes.is_empty() => bytes[at] = below(256) as u8,
            2 => {
                let piece = PIECES[below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => {
                let end = (at + below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + below(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = below(bytes.len());
                bytes.splice(to..to, copy);
            }
            5 => bytes.truncate(at),
            6 => {
                let other = &corpus[below(corpus.len())].1;
                let from = below(other.len());
                let to = (from + below(300)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let piece = PIECES[below(PIECES.len())];
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
        }
    }
    (path, bytes)
}
