//! What a form that came back changes: cell by cell to people, and as the whole new text of each file.
//!
//! Writes nothing and loses nothing: the earlier text of a file is among the files to write, under another name.

use super::actions::{self, Report};
use super::answers::{self, Answered, Answers};
use super::build::{self, Ask};
use super::given::Returned;
use super::model::{Answer, Current, Fill, Form, Kind, PlainRow, Row, Sheet};
use super::remarks::{Faults, heading};
use super::{codes, register, rules, stored, value};
use crate::catalog::{self, SourceText};
use crate::diag::{Remark, Severity};
use crate::field::contract::Dataset;
use crate::words;
use std::collections::BTreeMap;

/// What a project holds, as far as forms need it.
#[derive(Clone, Debug)]
pub struct Project<'a> {
    /// The YAML files by path.
    pub texts: &'a BTreeMap<String, String>,
    /// The paths of all files in `data/`.
    pub paths: &'a [String],
    /// The bytes of the files that forms write: `data/<organisation>/<dataset>/<period>-<division>.csv`, those that exist.
    pub own: &'a BTreeMap<String, Vec<u8>>,
}

/// A cell that a form changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The sheet.
    pub kind: Kind,
    /// The row as people see it.
    pub row: u32,
    /// What the row is about.
    pub about: String,
    /// The heading of the column.
    pub column: String,
    /// What the project held, to people.
    pub from: String,
    /// What the form says, to people.
    pub to: String,
    /// Whether the project held anything about the row.
    pub known: Known,
}

/// Whether something was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The row was there.
    Before,
    /// The row is new.
    New,
}

/// What a form comes to.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// What it changes.
    pub changes: Vec<Change>,
    /// Files to write, from the project's root; none when a remark is an error.
    pub files: Vec<(String, Vec<u8>)>,
    /// Where earlier files are kept: the file, and its copy.
    pub kept: Vec<(String, String)>,
    /// Remarks.
    pub remarks: Vec<Remark>,
}

/// The file that the answers of a form go to.
pub fn own_file(ask: &Ask<'_>, kind: Kind) -> Option<String> {
    let f = &ask.facts;
    Some(format!("data/{}/{}/{}-{}.csv", f.organisation, kind.dataset()?, f.period, f.division))
}

/// Holds a form against the project. `ask` is for the organisation, division, period and audit that the form names, made for the day of
/// the run, which becomes the day of new entries.
pub fn collect(ask: &Ask<'_>, came: &Returned, project: &Project<'_>) -> Collected {
    let mut faults = Faults::new(&came.path);
    let form = build::form(ask);
    let mut done = Collected::default();
    let mut reports = Vec::new();
    for answers in answers::read(ask, &form, came, &mut faults) {
        let mut work = Work { ask, form: &form, came, faults: &mut faults, changes: &mut done.changes };
        match (answers.sheet.kind, ask.contract(answers.sheet.kind)) {
            (Kind::Actions, _) => reports = work.actions(&answers),
            (Kind::Moments | Kind::Plan | Kind::Capacity, Some(contract)) => {
                let changed = work.delivery(&answers, contract);
                deliver(ask, contract, answers.sheet.kind, changed, project, &mut faults, &mut done);
            }
            (Kind::Moments | Kind::Plan | Kind::Capacity, None) => {}
        }
    }
    if !reports.is_empty() && !faults.stop() {
        report(ask, came, &reports, project, &mut faults, &mut done);
    }
    if faults.stop() {
        done = Collected::default();
    }
    done.remarks = faults.into_remarks();
    done
}

/// A row of a delivery that is to be written, or taken away when it has no cells.
struct Changed {
    /// The row in our own file that it replaces.
    replaces: Option<u32>,
    /// The new row.
    row: Option<BTreeMap<String, String>>,
}

struct Work<'a, 'w> {
    ask: &'a Ask<'a>,
    form: &'a Form,
    came: &'a Returned,
    faults: &'w mut Faults,
    changes: &'w mut Vec<Change>,
}

impl Work<'_, '_> {
    fn source(&self) -> String {
        format!("Formulär {}", self.came.hidden.id)
    }

    fn delivery(&mut self, answers: &Answers<'_>, contract: &Dataset) -> Vec<Changed> {
        let own = own_file(self.ask, answers.sheet.kind).unwrap_or_default();
        let mut changed = Vec::new();
        let mut unconfirmed = 0;
        for row in &answers.rows {
            let current = answers.sheet.current.get(&row.about);
            if !row.touched {
                let carried = current.is_none() && answers.sheet.kind == Kind::Moments;
                unconfirmed += u64::from(carried && row.cells.iter().any(|c| !c.is_empty()));
                self.kept_answer(answers, row, current);
                continue;
            }
            let empty = is_empty(answers.sheet, row);
            let held = |id: &str| current.and_then(|c| c.values.get(id)).map_or("", String::as_str);
            let given = |at: usize| if empty { "" } else { row.cells[at].as_str() };
            let differs: Vec<usize> =
                answers.sheet.asked().filter(|(at, c, _)| held(&c.id) != given(*at)).map(|(at, _, _)| at).collect();
            if differs.is_empty() || (empty && current.is_none()) {
                continue;
            }
            if let Some(current) = current.filter(|c| c.file != own) {
                self.faults.add(
                    &codes::STANDS_ELSEWHERE,
                    answers.at(row.row, differs[0]),
                    format!("uppgiften står redan i `{}`, rad {}", current.file, current.row),
                    "rätta i den filen, eller lämna svaret för en annan period",
                );
                continue;
            }
            if !empty {
                self.complete(answers, row, contract);
            }
            self.earlier(answers, row, current, differs[0]);
            self.tell(answers, row, current, &differs, empty);
            let new = (!empty).then(|| self.new_row(answers, row, current, contract));
            changed.push(Changed { replaces: current.map(|c| c.row), row: new });
        }
        if unconfirmed > 0 {
            self.faults.say(
                &codes::UNCONFIRMED,
                format!(
                    "{} i bladet {} är kvar från en tidigare period och räknas inte",
                    words::counted(unconfirmed, "svar", "svar"),
                    answers.name
                ),
                "gäller de fortfarande: fyll i vem som svarar eller datum, och läs in formuläret igen",
            );
        }
        changed
    }

    /// Says when an answer that was read from this very form is kept though the row is as it was when the form was made: it may come
    /// from a copy that someone else filled in, or someone may have changed their mind.
    fn kept_answer(&mut self, answers: &Answers<'_>, row: &Answered, current: Option<&Current>) {
        let Some(current) = current.filter(|c| c.values.get("kalla").is_some_and(|k| *k == self.source())) else {
            return;
        };
        let differs = |id: &str, at: usize| current.values.get(id).map_or("", String::as_str) != row.cells[at];
        if let Some((at, _, _)) = answers.sheet.asked().find(|(at, c, _)| differs(&c.id, *at)) {
            self.faults.add(
                &codes::COLLECTED_BEFORE,
                answers.at(row.row, at),
                "ett svar har lästs in ur samma formulär förut och behålls, eftersom raden här är som när formuläret skrevs",
                "ska det gamla svaret gälla igen: skriv ett nytt formulär med `granska form` och ändra där",
            );
        }
    }

    /// Says what a filled-in row lacks, and which rules it breaks.
    fn complete(&mut self, answers: &Answers<'_>, row: &Answered, contract: &Dataset) {
        for (at, column, _) in answers.sheet.asked() {
            if column.required && row.cells[at].is_empty() {
                self.faults.add(
                    &codes::REQUIRED,
                    answers.at(row.row, at),
                    format!("{} saknas", heading(&column.head)),
                    "fyll i cellen, eller töm hela raden om inget ska lämnas",
                );
            }
        }
        if row.about.contains("||") {
            let group = answers.sheet.columns.iter().position(|c| c.fill == Fill::Group).unwrap_or_default();
            self.faults.add(
                &codes::GROUP,
                answers.at(row.row, group),
                "raden är ifylld men gruppen har inget namn",
                "skriv gruppens namn på dess första rad, en gång",
            );
        }
        let values = answers.sheet.asked().map(|(at, c, _)| (c.id.clone(), row.cells[at].clone())).collect();
        for (rule, column) in rules::broken(contract, &values) {
            let at = answers.sheet.position(column).unwrap_or_default();
            self.faults.add_as(&codes::RULE, rule.severity, answers.at(row.row, at), rule.label.as_str(), &rule.help);
        }
    }

    /// Says when the project holds something else than it did when the form was made.
    fn earlier(&mut self, answers: &Answers<'_>, row: &Answered, current: Option<&Current>, first: usize) {
        let Some(current) = current else { return };
        let help = "kontrollera ändringarna; den tidigare filen sparas";
        let at = answers.at(row.row, first);
        if current.values.get("kalla").is_some_and(|k| *k == self.source()) {
            self.faults.add(&codes::COLLECTED_BEFORE, at, "formuläret har lästs in förut med ett annat svar här", help);
            return;
        }
        let sheet = answers.sheet;
        let today = sheet.rows.iter().find(|r| r.key == row.about).map(|r| sheet.fingerprint(r));
        if today.is_some_and(|today| today != row.before) {
            self.faults.add(&codes::CHANGED_SINCE, at, "uppgiften har ändrats sedan formuläret skrevs", help);
        }
    }

    fn tell(
        &mut self,
        answers: &Answers<'_>,
        row: &Answered,
        current: Option<&Current>,
        differs: &[usize],
        empty: bool,
    ) {
        let sheet = answers.sheet;
        let about = match sheet.kind {
            Kind::Plan | Kind::Capacity => {
                let mut parts: Vec<&str> = row.about.split('|').collect();
                let unit = crate::field::id::UnitId::new(parts[0]);
                let name = unit.as_ref().map_or(parts[0], |u| self.ask.tree.name(u));
                parts[0] = name;
                let profession = parts.get(1).map(|code| value::profession(code)).unwrap_or_default();
                if sheet.kind == Kind::Capacity && parts.len() > 1 {
                    parts[1] = &profession;
                }
                parts.join(", ")
            }
            Kind::Moments | Kind::Actions => {
                sheet.rows.iter().find(|r| r.key == row.key).map_or_else(|| row.key.clone(), |r| r.about.clone())
            }
        };
        let last = self.last_time(sheet, row, current);
        for at in differs {
            let Some(column) = sheet.columns.get(*at) else { continue };
            let Fill::Asked(answer) = &column.fill else { continue };
            let held = current.and_then(|c| c.values.get(&column.id)).map_or("", String::as_str);
            let from = match last.and_then(|(model, of)| Some((model.cells.get(*at)?, of))) {
                Some((earlier, of)) if !earlier.is_empty() => format!("{} ({of})", value::shown(earlier, answer)),
                Some(_) | None => value::shown(held, answer),
            };
            let to = if empty { "" } else { row.cells[*at].as_str() };
            self.changes.push(Change {
                kind: sheet.kind,
                row: row.row,
                about: about.clone(),
                column: heading(&column.head),
                from,
                to: value::shown(to, answer),
                known: if current.is_some() { Known::Before } else { Known::New },
            });
        }
    }

    /// The last answer of an earlier period, with the period: what a first answer for this one is held against.
    fn last_time<'s>(&self, sheet: &'s Sheet, row: &Answered, current: Option<&Current>) -> Option<(&'s Row, &'s str)> {
        if current.is_some() || sheet.kind != Kind::Moments {
            return None;
        }
        let model = sheet.rows.iter().find(|r| r.key == row.key)?;
        let of = model.cells.get(sheet.position("senaste_period")?)?;
        (!of.is_empty()).then_some((model, of.as_str()))
    }

    fn new_row(
        &self,
        answers: &Answers<'_>,
        row: &Answered,
        current: Option<&Current>,
        contract: &Dataset,
    ) -> BTreeMap<String, String> {
        let mut cells = current.map(|c| c.values.clone()).unwrap_or_default();
        let mut put = |column: &str, text: &str| {
            if contract.column(column).is_none() {
                return;
            }
            if text.is_empty() {
                cells.remove(column);
            } else {
                cells.insert(column.to_owned(), text.to_owned());
            }
        };
        let parts: Vec<&str> = row.about.split('|').collect();
        match (answers.sheet.kind, parts.as_slice()) {
            (Kind::Moments, [unit, moment]) => {
                put("enhet", unit);
                put("moment", moment);
            }
            (Kind::Plan, [unit, group, week]) => {
                put("enhet", unit);
                put("grupp", group);
                put("vecka", week);
            }
            (Kind::Capacity, [unit, profession, week]) => {
                put("enhet", unit);
                put("yrkesgrupp", profession);
                put("vecka", week);
            }
            (_, _) => {}
        }
        put("period", &self.form.facts.period.to_string());
        for (at, column, _) in answers.sheet.asked() {
            put(&column.id, &row.cells[at]);
        }
        put("kalla", &self.source());
        cells
    }

    fn actions(&mut self, answers: &Answers<'_>) -> Vec<Report> {
        let mut reports = Vec::new();
        let sheet = answers.sheet;
        for row in answers.rows.iter().filter(|r| r.touched) {
            let Some(model) = sheet.rows.iter().find(|r| r.key == row.key) else {
                let what = "åtgärden är inte längre öppen, eller ansvaras för av någon annan";
                self.faults.add(
                    &codes::ACTION,
                    answers.row(row.row),
                    what,
                    "skriv ett nytt formulär med `granska form`",
                );
                continue;
            };
            let differs: Vec<usize> =
                sheet.asked().filter(|(at, _, _)| row.cells[*at] != model.cells[*at]).map(|(at, _, _)| at).collect();
            let Some(first) = differs.first().copied() else { continue };
            match actions::report(self.ask, sheet, model, &row.cells) {
                Ok(report) => {
                    let current = sheet.current.get(&row.key);
                    self.earlier(answers, row, current, first);
                    self.tell(answers, row, current, &differs, false);
                    reports.push(report);
                }
                Err(lacks) => {
                    for (id, help) in lacks {
                        let at = sheet.position(id).unwrap_or_default();
                        let head = sheet.columns.get(at).map(|c| heading(&c.head)).unwrap_or_default();
                        self.faults.add(
                            &codes::ACTION,
                            answers.at(row.row, at),
                            format!("{head}: uppgiften saknas eller går inte att läsa"),
                            help,
                        );
                    }
                }
            }
        }
        reports
    }
}

/// Whether nothing is answered on a row. Of plans and capacity only the figures count: the version of a plan stands there beforehand.
fn is_empty(sheet: &Sheet, row: &Answered) -> bool {
    let figures = |answer: &Answer| matches!(answer, Answer::Whole(..) | Answer::Hours);
    let counts = |answer: &Answer| match sheet.kind {
        Kind::Moments | Kind::Actions => true,
        Kind::Plan | Kind::Capacity => figures(answer),
    };
    sheet.asked().filter(|(_, _, answer)| counts(answer)).all(|(at, _, _)| row.cells[at].is_empty())
}

/// Puts changed rows into the file of the form, and keeps the earlier one.
fn deliver(
    ask: &Ask<'_>,
    contract: &Dataset,
    kind: Kind,
    changed: Vec<Changed>,
    project: &Project<'_>,
    faults: &mut Faults,
    done: &mut Collected,
) {
    let Some(path) = own_file(ask, kind).filter(|_| !changed.is_empty()) else { return };
    let earlier = project.own.get(&path);
    let mut rows: Vec<PlainRow> = match earlier.map(|bytes| stored::rows(&path, bytes, contract)) {
        None => Vec::new(),
        Some(Ok(rows)) => rows,
        Some(Err(why)) => {
            faults.say(
                &codes::EARLIER_FILE,
                format!("`{path}` går inte att läsa: {}", why.0),
                "rätta filen eller flytta undan den, och läs in formuläret igen",
            );
            return;
        }
    };
    for change in changed {
        if let Some(row) = change.replaces {
            rows.retain(|r| r.row != row);
        }
        if let Some(cells) = &change.row {
            // A row that stands twice is replaced wherever it stands.
            let same = |r: &PlainRow| contract.key.iter().all(|c| cells.get(c).map_or("", String::as_str) == r.get(c));
            rows.retain(|r| contract.key.is_empty() || !same(r));
        }
        rows.extend(change.row.map(|cells| PlainRow { file: path.clone(), row: 0, cells }));
    }
    let text = stored::text(contract, &rows).into_bytes();
    if earlier == Some(&text) {
        return;
    }
    if let Some(bytes) = earlier {
        let copy = kept(&ask.facts.organisation.to_string(), &path, project.paths);
        done.files.push((copy.clone(), bytes.clone()));
        done.kept.push((path.clone(), copy));
    }
    done.files.push((path, text));
}

/// The next free name for an earlier file: `tidigare/<dataset>/<name>.<n>.csv`.
fn kept(organisation: &str, path: &str, paths: &[String]) -> String {
    let folder = format!("data/{organisation}/");
    let stem = path.strip_prefix(&folder).unwrap_or(path).trim_end_matches(".csv");
    let start = format!("{folder}tidigare/{stem}.");
    let number = |p: &String| p.strip_prefix(&start)?.strip_suffix(".csv")?.parse::<u32>().ok();
    let last = paths.iter().filter_map(number).max().unwrap_or(0);
    format!("{start}{}.csv", last + 1)
}

/// Adds entries to the register, and reads it again before anything is written.
fn report(
    ask: &Ask<'_>,
    came: &Returned,
    reports: &[Report],
    project: &Project<'_>,
    faults: &mut Faults,
    done: &mut Collected,
) {
    let source = format!("Formulär {}", came.hidden.id);
    let organisation = ask.facts.organisation.as_str();
    let new = register::append(organisation, ask.facts.audit.as_str(), ask.facts.made, &source, reports, project.texts);
    let mut texts = project.texts.clone();
    texts.insert(new.path.clone(), new.text.clone());
    let texts: Vec<SourceText> = texts.iter().map(|(path, text)| SourceText::new(path, text)).collect();
    let (_, found) = catalog::read(&texts, &[]);
    let of_it =
        |r: &&Remark| r.severity() == Severity::Error && r.labels.first().is_some_and(|l| l.place.file == new.path);
    let refused: Vec<String> = found.iter().filter(of_it).map(|r| r.message.clone()).collect();
    if refused.is_empty() {
        done.files.push((new.path, new.text.into_bytes()));
        return;
    }
    faults.say(
        &codes::REGISTER,
        format!("de nya posterna går inte ihop med registret: {}", words::list(refused)),
        "rätta åtgärderna i formuläret, eller registret om felet står där",
    );
}
