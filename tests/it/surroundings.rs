//! What lies around a run: folders that are missing, files that are not what they seem, a full disk, another run beside it.

use crate::project::{Answer, Copy, granska_in, root};
use granska::cli::{self, Exit, Surroundings, Terminal};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

const OUT: &str = "out/region-prov/felanmalan-2023/2023";

fn check(answer: &Answer, exit: Exit, said: &[&str]) {
    assert_eq!(answer.exit, exit, "out: {}\nerr: {}", answer.out, answer.err);
    for part in said {
        assert!(answer.err.contains(part), "`{part}` is not in\n{}", answer.err);
    }
}

/// All files below a folder with their bytes, temporary ones too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let name = |e: fs::DirEntry| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).expect("readable"));
    entries.map(|e| name(e.expect("entry"))).collect()
}

#[test]
fn a_missing_data_folder_is_never_an_empty_one() {
    let copy = Copy::of_third();
    fs::rename(copy.path().join("data"), copy.path().join("dta")).expect("renamed");
    for command in ["check", "run", "report", "status"] {
        check(&copy.granska(&[command]), Exit::Surroundings, &["G604", "mappen `data` saknas"]);
    }
    copy.write("data", "a file where the folder should be");
    check(&copy.granska(&["check"]), Exit::Surroundings, &["G604", "`data` är ingen mapp"]);
    assert!(!copy.path().join("out").exists(), "nothing is written");
}

#[test]
fn a_file_that_cannot_be_read_stops_the_run() {
    let copy = Copy::of_third();
    // A file with a hole: over 1 GB to whoever reads it, nothing on the disk.
    let large = fs::File::create(copy.path().join("data/region-prov/organisation.yaml")).expect("created");
    large.set_len(1024 * 1024 * 1024 + 1).expect("grown");
    check(&copy.granska(&["run"]), Exit::Surroundings, &["G602", "organisation.yaml"]);
    assert!(!copy.path().join("out").exists(), "nothing is written");
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_read_it_stops_the_run() {
    use std::os::unix::fs::PermissionsExt;
    let copy = Copy::of_third();
    let file = copy.path().join("data/region-prov/organisation.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).expect("taken away");
    // Root may read everything; then there is nothing to remark on and nothing may be said.
    let answer = copy.granska(&["run"]);
    match fs::read(&file) {
        Ok(_) => check(&answer, Exit::Done, &[]),
        Err(_) => check(&answer, Exit::Surroundings, &["G601", "rättighet saknas", "organisation.yaml"]),
    }
}

#[test]
fn a_delivery_under_a_name_or_in_a_format_that_is_not_read_is_told() {
    let copy = Copy::of_third();
    copy.write("data/region-prov/moment.numbers", "PK");
    copy.write("data/region-prov/verktyg.xlsx", "PK");
    copy.write("data/moment.csv", "a;b\n");
    let said = [
        "G710",
        "`verktyg.xlsx` är ingen fil som någon datamängd har",
        "`data/region-prov/moment.numbers` läses inte",
        "`data/moment.csv` läses inte",
    ];
    for command in ["check", "run", "report"] {
        check(&copy.granska(&[command]), Exit::Done, &said);
    }
}

#[cfg(unix)]
#[test]
fn links_queues_and_folders_named_like_files_are_told_and_never_waited_for() {
    let copy = Copy::of_third();
    let data = copy.path().join("data/region-prov");
    fs::remove_file(data.join("moment.csv")).expect("removed");
    let made = std::process::Command::new("mkfifo").arg(data.join("moment.csv")).status().expect("mkfifo");
    assert!(made.success());
    fs::create_dir(data.join("verktyg.csv")).expect("a folder");
    std::os::unix::fs::symlink("/etc/passwd", copy.path().join("controls/hemligt.yaml")).expect("a link");
    let said = ["G607", "moment.csv` är ingen vanlig fil", "verktyg.csv` heter som en fil", "G605", "hemligt.yaml"];
    check(&copy.granska(&["check"]), Exit::Done, &said);
    check(&copy.granska(&["run"]), Exit::Done, &said);
}

#[test]
fn an_organisation_behind_a_link_is_named_when_it_is_asked_for() {
    let copy = Copy::of_third();
    #[cfg(unix)]
    {
        fs::rename(copy.path().join("data/region-prov"), copy.path().join("elsewhere")).expect("moved");
        std::os::unix::fs::symlink("../elsewhere", copy.path().join("data/region-prov")).expect("a link");
        let answer = copy.granska(&["run", "--organisation", "region-prov"]);
        check(&answer, Exit::Usage, &["G605", "`data/region-prov` är en länk", "G700"]);
    }
}

#[cfg(unix)]
#[test]
fn a_place_where_nobody_may_write_gets_a_remark() {
    let copy = Copy::of_third();
    let answer = copy.granska(&["run", "--out", "/proc/granska/out"]);
    check(&answer, Exit::Surroundings, &["G603", "går inte att skriva"]);
}

/// The system stops a write midway, as a full disk does: no file may grow beyond 64 blocks.
#[cfg(unix)]
#[test]
fn a_write_that_stops_midway_leaves_the_earlier_documents_and_nothing_else() {
    let copy = Copy::of_third();
    check(&copy.granska(&["report"]), Exit::Done, &[]);
    let before = files(&copy.path().join(OUT));
    assert!(before.values().any(|bytes| bytes.len() > 64 * 1024), "a document that does not fit");
    let run = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" report --as-of 2020-01-01"])
        .arg(env!("CARGO_BIN_EXE_granska"))
        .current_dir(copy.path())
        .output()
        .expect("run");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(i32::from(Exit::Surroundings.code())), "{said}");
    assert!(said.contains("G603"), "{said}");
    assert!(files(&copy.path().join(OUT)) == before, "the earlier documents, and no leftovers");
}

#[test]
fn standard_output_on_a_full_disk_ends_with_the_code_of_the_surroundings() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let surroundings = Surroundings {
        arguments: ["granska", "list"].map(Into::into).to_vec(),
        folder: root(),
        today: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a date"),
        width: 100,
        colour: granska::diag::render::Colour::Plain,
        terminal: Terminal::Unwatched,
        journal: std::sync::Arc::default(),
        program: None,
    };
    let mut err = Vec::new();
    assert_eq!(cli::main(&surroundings, &mut Full, &mut err), Exit::Surroundings);
    assert!(String::from_utf8_lossy(&err).contains("standard ut"));
}

#[cfg(unix)]
#[test]
fn of_two_runs_at_once_in_one_folder_all_documents_are_one_runs() {
    let copy = Copy::of_third();
    let dates = ["2024-12-31", "2026-06-30"];
    let alone = dates.map(|date| {
        check(&copy.granska(&["report", "--as-of", date]), Exit::Done, &[]);
        files(&copy.path().join(OUT))
    });
    assert!(alone[0] != alone[1], "the date shows");
    for _ in 0..3 {
        std::thread::scope(|threads| {
            for date in dates {
                let copy = &copy;
                threads.spawn(move || check(&granska_in(copy.path(), &["report", "--as-of", date]), Exit::Done, &[]));
            }
        });
        let together = files(&copy.path().join(OUT));
        assert!(alone.contains(&together), "two runs are mixed");
    }
}

#[test]
fn a_file_named_by_a_personal_identity_number_is_not_read_and_never_named() {
    let copy = Copy::of_real();
    copy.write("data/norrbotten/verktyg-811228-9874.csv", "enhet;verktyg;anvands_till;gemensamt;kalla\n");
    copy.write("data/norrbotten/19811228-9874/vantande.csv", "enhet\n");
    copy.write("data/norrbotten/811228-9874.docx", "x");
    for command in [&["check"][..], &["check", "--output", "json"], &["deliveries"], &["run"]] {
        let answer = copy.granska(command);
        assert!(!format!("{}{}", answer.out, answer.err).contains("9874"), "{}{}", answer.out, answer.err);
    }
    let answer = copy.granska(&["check"]);
    for said in ["2 filer i mappen `data/norrbotten` läses inte", "1 fil i mappen `data/norrbotten` läses inte"] {
        assert!(answer.err.contains(said), "{}", answer.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_told_to_stop_takes_its_reader_with_it_and_leaves_nothing_behind() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    for signal in ["-TERM", "-KILL"] {
        let copy = Copy::of_third();
        copy.write("data/region-prov/verktyg.xlsx", "PK");
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let mut run = Command::new(env!("CARGO_BIN_EXE_granska"))
            .args(["report", "--project"])
            .arg(copy.path())
            .env("TMPDIR", temporary.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let deadline = Instant::now() + Duration::from_secs(60);
        let children = format!("/proc/{0}/task/{0}/children", run.id());
        let begun = || fs::read_to_string(&children).is_ok_and(|pids| !pids.trim().is_empty());
        while !begun() {
            assert!(Instant::now() < deadline, "the reader never began");
            std::thread::sleep(Duration::from_millis(20));
        }
        Command::new("kill").args([signal, &run.id().to_string()]).status().expect("told to stop");
        // Both processes hold the stream: it ends when both are gone.
        io::copy(&mut run.stdout.take().expect("a stream"), &mut io::sink()).expect("read to its end");
        let status = run.wait().expect("ended");
        assert_eq!(status.code(), (signal == "-TERM").then_some(130), "{signal}");
        let left: Vec<String> = files(temporary.path()).into_keys().collect();
        assert_eq!(left, Vec::<String>::new(), "{signal}");
    }
}
