//! Forms from end to end: written, filled in as a person would, read back, and kept.

use super::model::{Delivered, Facts, Form, Kind};
use super::read::Grid;
use super::value::Value;
use super::{Ask, Collected, Project, Returned, collect, form, matches, returned, rows, workbook};
use crate::catalog::{self, Catalog, SourceText};
use crate::diag::Severity;
use crate::field::id::{AuditId, DatasetId, OrganisationId, UnitId};
use crate::field::org::Nature;
use crate::field::period::Period;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

const REGISTER: &str = "audit: produktionsplanering-2020
entries:
  - id: u-0001
    date: 2026-01-15
    by: regionstyrelsen
    about: { recommendation: R2 }
    what:
      action: { text: \"Ta fram mål och mått.\", owner: divisionschef Länssjukvård, due: 2026-12-31 }

  - id: u-0002
    date: 2026-02-16
    by: regionstyrelsen
    about: { part: R3b }
    what:
      action: { text: \"Utbilda planerare.\", owner: verksamhetschef Ortopedi, due: 2026-10-31 }

  - id: u-0003
    date: 2026-02-16
    by: regionstyrelsen
    about: { recommendation: R4 }
    what:
      action: { text: \"Utreda it-stöd.\", owner: it-chef, due: 2026-10-31 }
";

/// The shipped audit, with the shipped organisation as if it were invented: two of its units deliver plans, and it has a register.
struct World {
    texts: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
    catalogue: &'static str,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

impl World {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts = BTreeMap::new();
        let mut folders = vec![root.join("controls"), root.join("data/norrbotten")];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "yaml") {
                    let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                    texts.insert(name, std::fs::read_to_string(&path).expect("UTF-8"));
                }
            }
        }
        texts.insert("data/norrbotten/uppfoljning/2026.yaml".to_owned(), REGISTER.to_owned());
        let moments = std::fs::read(root.join("data/norrbotten/moment.csv")).expect("the audit's moments");
        let files = BTreeMap::from([("data/norrbotten/moment.csv".to_owned(), moments)]);
        Self { texts, files, catalogue: "a" }
    }

    fn catalog(&self) -> Catalog {
        let texts: Vec<SourceText> = self.texts.iter().map(|(path, text)| SourceText::new(path, text)).collect();
        let (catalog, remarks) = catalog::read(&texts, &[]);
        let mut catalog = catalog.unwrap_or_else(|| panic!("{remarks:?}"));
        let held = catalog.organisations.values_mut().next().expect("an organisation");
        held.tree.nature = Nature::Invented;
        for unit in held.tree.units.iter_mut().filter(|u| ["kirurgi", "ortopedi"].contains(&u.id.as_str())) {
            unit.delivers = ["produktionsplan", "kapacitet"].map(|d| DatasetId::new(d).expect("an id")).to_vec();
        }
        catalog
    }

    fn delivered(&self, catalog: &Catalog) -> Delivered {
        let mut delivered = Delivered::default();
        for (path, bytes) in &self.files {
            let stem = path.strip_prefix("data/norrbotten/").and_then(|p| p.strip_suffix(".csv")).expect("a delivery");
            if let Some(contract) = catalog.controls.datasets.iter().find(|c| matches(c, stem)) {
                let found = rows(path, bytes, contract).expect("readable");
                delivered.rows.entry(contract.id.to_string()).or_default().extend(found);
            }
        }
        delivered
    }

    /// Works with what the form of a period is made of.
    fn with<T>(&self, period: &str, work: impl FnOnce(&Ask<'_>) -> T) -> T {
        let catalog = self.catalog();
        let delivered = self.delivered(&catalog);
        let organisation = catalog.organisations.values().next().expect("an organisation");
        let audit = AuditId::new("produktionsplanering-2020").expect("an id");
        work(&Ask {
            facts: Facts {
                organisation: OrganisationId::new("norrbotten").expect("an id"),
                division: UnitId::new("lanssjukvard").expect("an id"),
                period: Period::parse(period).expect("a period"),
                audit: audit.clone(),
                catalogue: self.catalogue.to_owned(),
                program: "0".to_owned(),
                made: day("2026-12-01"),
            },
            tree: &organisation.tree,
            audit: &catalog.controls.audits[&audit],
            scale: catalog.controls.wording.scales.values().find(|s| s.meaning("Delvis").is_some()),
            wording: &catalog.controls.wording,
            contracts: &catalog.controls.datasets,
            delivered: &delivered,
            improvements: &[],
            entries: organisation.register.get(&audit).map_or(&[], Vec::as_slice),
        })
    }

    /// The form of a period, written and opened again.
    fn returned(&self, period: &str) -> Returned {
        let bytes = self.with(period, |ask| workbook(&form(ask)).expect("a workbook"));
        returned("svar.xlsx", &bytes).expect("a form")
    }

    fn collect(&self, came: &Returned) -> Collected {
        self.with(&came.hidden.facts.period.to_string(), |ask| {
            let paths: Vec<String> = self.files.keys().cloned().collect();
            let project = Project { texts: &self.texts, paths: &paths, own: &self.files };
            collect(ask, came, &project)
        })
    }

    /// Collects, and writes what comes of it.
    fn keep(&mut self, came: &Returned) -> Collected {
        let done = self.collect(came);
        for (path, bytes) in &done.files {
            if path.ends_with(".yaml") {
                self.texts.insert(path.clone(), String::from_utf8(bytes.clone()).expect("UTF-8"));
            } else {
                self.files.insert(path.clone(), bytes.clone());
            }
        }
        done
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.files[path].clone()).expect("UTF-8")
    }
}

impl Returned {
    fn grid(&mut self, kind: Kind) -> &mut Grid {
        self.book.sheets.iter_mut().find(|g| g.text(0, 0) == kind.marker()).expect("a sheet")
    }

    fn row(&mut self, kind: Kind, key: &str) -> u32 {
        let grid = self.grid(kind);
        (1..=grid.last_row()).find(|y| grid.text(*y, 0) == key).unwrap_or_else(|| panic!("no row {key}"))
    }

    /// Types into the cell of a row under a heading.
    fn fill(&mut self, kind: Kind, key: &str, head: &str, value: Value) {
        let y = self.row(kind, key);
        let grid = self.grid(kind);
        let x = (1..40).find(|x| grid.text(0, *x).starts_with(head)).unwrap_or_else(|| panic!("no column {head}"));
        grid.cells.insert((y, x), value);
    }

    fn type_in(&mut self, kind: Kind, key: &str, head: &str, text: &str) {
        self.fill(kind, key, head, Value::Text(text.to_owned()));
    }

    fn remove_row(&mut self, kind: Kind, key: &str) {
        let y = self.row(kind, key);
        let grid = self.grid(kind);
        let cells = std::mem::take(&mut grid.cells).into_iter().filter(|((row, _), _)| *row != y);
        grid.cells = cells.map(|((row, x), v)| ((if row > y { row - 1 } else { row }, x), v)).collect();
    }
}

const MOMENT: &str = "lanssjukvard|kapacitet-per-vecka";

/// The codes of the remarks, and that nothing is written when one is an error.
#[track_caller]
fn check(world: &World, came: &Returned, codes: &[&str]) -> Collected {
    let done = world.collect(came);
    assert_eq!(done.remarks.iter().map(|r| r.code.id).collect::<Vec<_>>(), codes, "{:#?}", done.remarks);
    if done.remarks.iter().any(|r| r.severity() == Severity::Error) {
        assert!(done.files.is_empty() && done.changes.is_empty(), "nothing may be written");
    }
    done
}

/// The first place of a remark as people see it: sheet, row, letters and heading of the column.
fn seen(remark: &crate::diag::Remark) -> (&str, u32, &'static str, &str) {
    let place = &remark.labels[0].place;
    let cell = place.cell.as_ref().expect("a cell");
    (&cell.sheet, place.line, cell.letters().leak(), &cell.name)
}

#[test]
fn a_form_that_comes_back_unchanged_changes_nothing() {
    let world = World::new();
    for period in ["2020", "2026-11", "2026"] {
        let done = world.collect(&world.returned(period));
        assert!(done.changes.is_empty() && done.files.is_empty(), "{period}: {:?}", done.changes);
        let errors: Vec<_> = done.remarks.iter().filter(|r| r.severity() > Severity::Note).collect();
        assert!(errors.is_empty(), "{period}: {errors:?}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_the_form_says_that_it_is_invented() {
    World::new().with("2026-11", |ask| {
        let made: Form = form(ask);
        assert_eq!(workbook(&made).expect("a workbook"), workbook(&made).expect("a workbook"));
        assert!(
            super::guide::lines(&made)
                .contains(&super::guide::Line::Band("Påhittade uppgifter: Region Norrbotten".to_owned()))
        );
    });
}

#[test]
fn answers_of_an_earlier_period_are_filled_in_but_count_only_when_confirmed() {
    let mut world = World::new();
    let mut came = world.returned("2026");
    let done = check(&world, &came, &["G841"]);
    assert!(done.remarks[0].message.starts_with("7 svar"), "{}", done.remarks[0].message);
    came.type_in(Kind::Moments, MOMENT, "Besvarat av", "verksamhetschef");
    came.fill(Kind::Moments, MOMENT, "Datum", Value::Number(46_300.0));
    let done = world.keep(&came);
    assert_eq!(done.changes.len(), 4, "{:?}", done.changes);
    assert_eq!((done.changes[0].from.as_str(), done.changes[0].to.as_str()), ("Delvis (2020)", "Delvis"));
    assert_eq!(
        world.text("data/norrbotten/moment/2026-lanssjukvard.csv"),
        format!(
            "enhet;moment;period;bedomning;kommentar;besvarad_av;datum;kalla\n\
             lanssjukvard;kapacitet-per-vecka;2026;Delvis;För operation är kapaciteten bedömd, men inte i lika hög grad för \
             mottagningsverksamhet.;verksamhetschef;2026-10-05;Formulär {}\n",
            came.hidden.id
        )
    );
    assert_eq!(world.collect(&came).changes, [], "what is kept is not a change again");
}

#[test]
fn other_answers_on_the_same_form_are_told_and_the_earlier_file_is_kept() {
    let mut world = World::new();
    let mut came = world.returned("2026-11");
    came.type_in(Kind::Moments, MOMENT, "Svar (", "nej");
    let first = world.returned("2026-11");
    world.keep(&came);
    let earlier = world.text("data/norrbotten/moment/2026-11-lanssjukvard.csv");
    came.type_in(Kind::Moments, MOMENT, "Svar (", "Ja");
    let done = world.keep(&came);
    assert_eq!(done.remarks.iter().map(|r| r.code.id).collect::<Vec<_>>(), ["G841", "G847"]);
    assert_eq!((done.changes[0].from.as_str(), done.changes[0].to.as_str()), ("Nej", "Ja"));
    assert_eq!(world.text("data/norrbotten/tidigare/moment/2026-11-lanssjukvard.1.csv"), earlier);
    came.type_in(Kind::Moments, MOMENT, "Kommentar", "Från och med i år.");
    world.keep(&came);
    assert!(world.files.contains_key("data/norrbotten/tidigare/moment/2026-11-lanssjukvard.2.csv"));
    // A copy where the row was never touched says nothing against the answer; that it is kept is told.
    let done = check(&world, &first, &["G841", "G847"]);
    assert_eq!(done.changes, []);
}

#[test]
fn an_older_form_does_not_undo_what_came_after_it() {
    let mut world = World::new();
    let (mut first, mut second) = (world.returned("2026-11"), world.returned("2026-11"));
    first.type_in(Kind::Moments, MOMENT, "Svar (", "Ja");
    world.keep(&first);
    second.type_in(Kind::Moments, "lanssjukvard|stodresurser", "Svar (", "Nej");
    let done = world.keep(&second);
    assert_eq!(done.changes.iter().filter(|c| c.column == "Svar").count(), 1);
    let text = world.text("data/norrbotten/moment/2026-11-lanssjukvard.csv");
    assert!(text.contains("kapacitet-per-vecka;2026-11;Ja;") && text.contains("stodresurser;2026-11;Nej;"), "{text}");
}

#[test]
fn plans_and_capacity_are_kept_in_the_columns_of_their_contracts_and_empty_rows_are_not_zero() {
    let mut world = World::new();
    let mut came = world.returned("2026-11");
    came.type_in(Kind::Plan, "kirurgi|+1|2026-W45", "Grupp", "bråck");
    for (head, n) in
        [("Plan,", 12.0), ("Utfall", 10.0), ("Inflöde", 5.0), ("Övriga", 1.0), ("Kö vid veckans början", 20.0)]
    {
        came.fill(Kind::Plan, "kirurgi|+1|2026-W46", head, Value::Number(n));
    }
    came.fill(Kind::Plan, "kirurgi|+1|2026-W46", "Kö vid veckans slut", Value::Number(14.0));
    came.fill(Kind::Capacity, "ortopedi|lakare|2026-W47", "Behov", Value::Number(37.5));
    came.type_in(Kind::Capacity, "ortopedi|lakare|2026-W47", "Kapacitet", "36:20");
    world.keep(&came);
    assert_eq!(
        world.text("data/norrbotten/produktionsplan/2026-11-lanssjukvard.csv"),
        "enhet;period;grupp;vecka;plan;utfall;inflode;ovriga_avslut;ko_start;ko_slut;plan_version;beslutad\n\
         kirurgi;2026-11;bråck;2026-W46;12;10;5;1;20;14;1;\n"
    );
    assert!(
        world
            .text("data/norrbotten/kapacitet/2026-11-lanssjukvard.csv")
            .contains("ortopedi;2026-11;lakare;2026-W47;37,5;;;36:20;;Formulär")
    );
    assert_eq!(world.collect(&came).changes, []);
    // The group is known from now on, and a new form changes nothing by itself.
    let mut next = world.returned("2026-11");
    assert_eq!(world.collect(&next).changes, []);
    next.fill(Kind::Plan, "kirurgi|bråck|2026-W46", "Utfall", Value::Number(0.0));
    next.fill(Kind::Plan, "kirurgi|bråck|2026-W46", "Kö vid veckans slut", Value::Empty);
    let done = world.keep(&next);
    let told: Vec<(&str, &str)> = done.changes.iter().map(|c| (c.from.as_str(), c.to.as_str())).collect();
    assert_eq!(told, [("10", "0"), ("14", "(tomt)")]);
}

#[test]
fn figures_that_do_not_hold_together_are_told_where_they_stand() {
    let world = World::new();
    let mut came = world.returned("2026-11");
    came.type_in(Kind::Plan, "kirurgi|+1|2026-W45", "Grupp", "bråck");
    for (head, n) in [
        ("Plan,", 1.0),
        ("Utfall", 1.0),
        ("Inflöde", 1.0),
        ("Övriga", 0.0),
        ("Kö vid veckans början", 20.0),
        ("Kö vid veckans slut", 99.0),
    ] {
        came.fill(Kind::Plan, "kirurgi|+1|2026-W45", head, Value::Number(n));
    }
    came.fill(Kind::Plan, "kirurgi|+2|2026-W45", "Plan,", Value::Number(1.0));
    came.fill(Kind::Plan, "kirurgi|+1|2026-W46", "Utfall", Value::Number(1.0));
    let done = check(&world, &came, &["G841", "G837", "G836", "G839"]);
    assert_eq!(done.remarks[1].message, "kön går inte ihop");
    assert_eq!(seen(&done.remarks[1]), ("Produktionsplan", 2, "J", "Kö vid veckans slut, väntande"));
}

#[test]
fn what_cannot_be_read_is_told_by_sheet_row_and_column() {
    let world = World::new();
    let mut came = world.returned("2026-11");
    came.type_in(Kind::Moments, MOMENT, "Svar (", "kanske");
    came.type_in(Kind::Moments, MOMENT, "Datum", "i går");
    came.type_in(Kind::Capacity, "kirurgi|lakare|2026-W45", "Behov", "ca 40");
    came.fill(Kind::Capacity, "kirurgi|lakare|2026-W46", "Behov", Value::Fault("#DIV/0!".into()));
    let done = check(&world, &came, &["G841", "G830", "G832", "G831", "G835"]);
    let first = &done.remarks[1];
    assert_eq!(first.message, "`kanske` är inget av svaren");
    assert_eq!(seen(first), ("Moment", 3, "F", "Svar"));
    assert_eq!(first.help, ["skriv `Ja`, `Delvis` eller `Nej`"]);
}

#[test]
fn the_audits_own_answers_are_never_changed_by_a_form() {
    let world = World::new();
    let mut came = world.returned("2020");
    came.type_in(Kind::Moments, MOMENT, "Svar (", "Ja");
    let done = check(&world, &came, &["G838"]);
    assert!(done.remarks[0].message.contains("`data/norrbotten/moment.csv`, rad 3"), "{}", done.remarks[0].message);
}

#[test]
fn rows_and_sheets_that_are_not_as_they_were_are_told() {
    let world = World::new();
    let mut came = world.returned("2026-11");
    came.grid(Kind::Moments).name = "Svar".into();
    check(&world, &came, &["G824", "G841"]);

    let mut came = world.returned("2026-11");
    came.book.sheets.retain(|g| g.name != "Kapacitet");
    check(&world, &came, &["G825", "G841"]);

    let mut came = world.returned("2026-11");
    came.remove_row(Kind::Moments, MOMENT);
    check(&world, &came, &["G841", "G826"]);

    let mut came = world.returned("2026-11");
    came.remove_row(Kind::Plan, "kirurgi|+3|2026-W45");
    let done = check(&world, &came, &["G841", "G826"]);
    assert!(done.remarks.iter().all(|r| r.severity() < Severity::Error), "an empty row is no loss");

    let mut came = world.returned("2026-11");
    let last = came.grid(Kind::Moments).last_row();
    came.grid(Kind::Moments).cells.insert((last + 1, 3), Value::Text("Summa".into()));
    check(&world, &came, &["G841", "G827"]);

    let mut came = world.returned("2026-11");
    let y = came.row(Kind::Moments, MOMENT);
    let grid = came.grid(Kind::Moments);
    let copy: Vec<_> = grid.cells.range((y, 0)..(y + 1, 0)).map(|((_, x), v)| (*x, v.clone())).collect();
    grid.cells.extend(copy.into_iter().map(|(x, v)| ((last + 1, x), v)));
    check(&world, &came, &["G841", "G827"]);

    let mut came = world.returned("2026-11");
    came.type_in(Kind::Moments, MOMENT, "Moment", "Något annat");
    check(&world, &came, &["G841", "G829"]);

    let mut came = world.returned("2026-11");
    came.grid(Kind::Moments).cells.insert((0, 5), Value::Text("Vad vi tycker".into()));
    check(&world, &came, &["G828"]);
}

#[test]
fn a_unit_that_has_been_renamed_is_told_and_its_answers_are_read() {
    let mut world = World::new();
    let came = world.returned("2026-11");
    let text = world.texts["data/norrbotten/organisation.yaml"].clone();
    let before = world.with("2026-11", |ask| ask.tree.name(&UnitId::new("kirurgi").expect("an id")).to_owned());
    assert!(text.contains(&format!("label: {before}")), "{text}");
    let text = text.replace(&format!("label: {before}"), "label: Kirurgi och urologi");
    world.texts.insert("data/norrbotten/organisation.yaml".to_owned(), text);
    let done = check(&world, &came, &["G841", "G849", "G849"]);
    assert!(done.remarks[1].message.ends_with("heter i dag `Kirurgi och urologi`"), "{}", done.remarks[1].message);
}

#[test]
fn a_group_has_one_name_and_each_unit_has_it_once() {
    let world = World::new();
    let mut came = world.returned("2026-11");
    came.type_in(Kind::Plan, "kirurgi|+1|2026-W45", "Grupp", "bråck");
    came.type_in(Kind::Plan, "kirurgi|+2|2026-W45", "Grupp", "bråck");
    came.type_in(Kind::Plan, "ortopedi|+1|2026-W45", "Grupp", "höft");
    came.type_in(Kind::Plan, "ortopedi|+1|2026-W46", "Grupp", "knä");
    let done = check(&world, &came, &["G841", "G839"]);
    assert_eq!(done.remarks[1].labels.len(), 2, "both are told in one remark");
}

#[test]
fn a_changed_catalogue_is_told_with_what_differs() {
    let mut world = World::new();
    let came = world.returned("2026-11");
    world.catalogue = "b";
    let done = check(&world, &came, &["G818", "G841"]);
    assert!(
        done.remarks[0].message.ends_with("inget som formuläret frågar om skiljer sig"),
        "{}",
        done.remarks[0].message
    );
    let path = "controls/audits/produktionsplanering-2020/questions.yaml";
    let text = world.texts[path].replace("Kapaciteten är bedömd per vecka.", "Kapaciteten är bedömd för varje vecka.");
    world.texts.insert(path.to_owned(), text);
    let done = check(&world, &came, &["G818", "G841"]);
    assert!(done.remarks[0].message.contains("lydelsen av 1 moment"), "{}", done.remarks[0].message);
    for text in world.texts.values_mut() {
        *text = text.replace("kapacitet-per-vecka", "kapacitet-per-dag");
    }
    let codes: Vec<&str> = world.collect(&came).remarks.iter().map(|r| r.code.id).collect();
    assert!(codes.starts_with(&["G819", "G819", "G818"]), "{codes:?}");
}

#[test]
fn a_personal_identity_number_is_refused_and_never_shown() {
    let world = World::new();
    let made = world.with("2026-11", form);
    for (place, note) in [(0, "Ring 811228-9874"), (1, "198112289874"), (1, "nr 8112289874"), (0, "811228-9875")] {
        let mut made = made.clone();
        let sheet = &mut made.sheets[0];
        let at = sheet.position("kommentar").expect("a column");
        sheet.rows[place].cells[at] = note.to_owned();
        let remarks = returned("svar.xlsx", &workbook(&made).expect("a workbook")).expect_err("refused");
        assert_eq!(remarks.iter().map(|r| r.code.id).collect::<Vec<_>>(), ["G834"]);
        assert!(!format!("{remarks:?}").contains("987"), "{remarks:?}");
        assert!(remarks[0].message.contains(&format!("bladet Moment, cell G{}", place + 2)), "{}", remarks[0].message);
    }
}

#[test]
fn a_changed_status_becomes_an_entry_and_an_unchanged_one_does_not() {
    let mut world = World::new();
    let mut came = world.returned("2026-11");
    assert_eq!(came.hidden.rows[&Kind::Actions].len(), 2, "the action of another owner is not asked for");
    came.type_in(Kind::Actions, "recommendation:R2", "Status (", "pågår");
    check(&world, &came, &["G841", "G840", "G840"]);
    came.type_in(Kind::Actions, "recommendation:R2", "Vad som görs", "Mål för operation är klara.");
    came.fill(Kind::Actions, "recommendation:R2", "Väntas", Value::Date(46_477.0));
    let done = world.keep(&came);
    assert_eq!(done.changes.len(), 3, "{:?}", done.changes);
    let text = &world.texts["data/norrbotten/uppfoljning/2026.yaml"];
    let new = text.strip_prefix(REGISTER).expect("the earlier text stays byte for byte");
    assert_eq!(
        new,
        format!(
            "\n  - id: u-0004\n    date: 2026-12-01\n    by: \"divisionschef Länssjukvård\"\n    about: {{ recommendation: R2 }}\n    \
             source: \"Formulär {}\"\n    what:\n      status: {{ code: pagar, text: \"Mål för operation är klara.\", \
             forecast: 2027-03-31 }}\n",
            came.hidden.id
        )
    );
    assert_eq!(world.collect(&came).changes, [], "the same report is no new one");
    let mut next = world.returned("2026-11");
    assert_eq!(world.collect(&next).changes, []);
    next.type_in(Kind::Actions, "recommendation:R2", "Status (", "Delvis genomförd");
    next.type_in(Kind::Actions, "recommendation:R2", "Delar", "R2b, R9x");
    check(&world, &next, &["G841", "G840"]);
    next.type_in(Kind::Actions, "recommendation:R2", "Delar", "R2b; r2c");
    assert_eq!(world.collect(&next).changes.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn whatever_is_filled_in_is_read_back_equal(
        answers in prop::collection::vec((0..3_usize, "[a-zåäö;\"= -]{0,30}", 0..700_i64), 7),
        figures in prop::collection::vec(prop::option::of(0..100_000_u32), 8),
    ) {
        let mut world = World::new();
        let mut made = world.with("2026-11", form);
        let words = ["Ja", "Delvis", "Nej"];
        for (row, (word, comment, late)) in made.sheets[0].rows.iter_mut().zip(&answers) {
            let when = day("2026-01-01") + chrono::Duration::days(*late);
            row.cells[4] = words[*word].to_owned();
            row.cells[5] = super::value::tidy(comment);
            row.cells[7] = when.to_string();
        }
        let sheet = &mut made.sheets[2];
        let at = sheet.position("behov_timmar").expect("a column");
        let other = sheet.position("kapacitet_timmar").expect("a column");
        for (row, figure) in sheet.rows.iter_mut().zip(&figures) {
            row.cells[at] = figure.map(|n| n.to_string()).unwrap_or_default();
            row.cells[other] = row.cells[at].clone();
        }
        // The hidden fingerprints are those of the form before it was filled in.
        let before = world.returned("2026-11");
        let mut came = returned("svar.xlsx", &workbook(&made).expect("a workbook")).expect("a form");
        came.hidden = before.hidden;
        let done = world.keep(&came);
        prop_assert!(done.remarks.iter().all(|r| r.severity() < Severity::Error), "{:?}", done.remarks);
        prop_assert_eq!(world.collect(&came).changes, vec![]);
        let next = world.with("2026-11", form);
        for (row, wanted) in next.sheets[0].rows.iter().zip(&made.sheets[0].rows) {
            prop_assert_eq!(&row.cells[4..], &wanted.cells[4..]);
        }
        let filled = |f: &Form| -> Vec<(String, String)> {
            let rows = f.sheets[2].rows.iter().map(|r| (r.key.clone(), r.cells[at].clone()));
            rows.filter(|(_, n)| !n.is_empty()).collect()
        };
        prop_assert_eq!(filled(&next), filled(&made));
    }
}
