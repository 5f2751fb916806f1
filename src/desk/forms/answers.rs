//! The answers of a form that came back, row by row, in canonical form; with a fault for each sheet, row and cell that is not as it was.
//!
//! Compares with the form as it would be made today. What the answers change is found out in `collect`.

use super::given::Returned;
use super::model::{Answer, Column, Fill, Form, Kind, Row, Sheet, unnamed};
use super::read::Grid;
use super::remarks::{At, Faults, heading};
use super::value::{self, Value, Wrong, tidy};
use super::{build::Ask, codes};
use crate::diag::{Code, Severity};
use crate::field::id::UnitId;
use crate::field::period::Period;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a sheet.
#[derive(Clone, Debug)]
pub struct Answers<'f> {
    /// The sheet as it would be made today.
    pub sheet: &'f Sheet,
    /// Its name in the workbook.
    pub name: String,
    /// Its rows in order.
    pub rows: Vec<Answered>,
    /// Where each column stands in the workbook, from 0.
    pub places: Vec<Option<u32>>,
}

/// A row that came back.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Its key in the form.
    pub key: String,
    /// What it is about, with the group's own name: the key in [`Sheet::current`].
    pub about: String,
    /// The row as people see it.
    pub row: u32,
    /// Its cells by column, canonical; empty where nothing was answered.
    pub cells: Vec<String>,
    /// Whether anyone changed it.
    pub touched: bool,
    /// The fingerprint of what it was filled with.
    pub before: String,
}

impl Answers<'_> {
    /// A cell as people see it.
    pub fn at(&self, row: u32, column: usize) -> At<'_> {
        let head = self.sheet.columns.get(column).map_or("", |c| c.head.as_str());
        let x = self.places.get(column).copied().flatten();
        At { sheet: &self.name, row, column: x.map(|x| (x + 1, head)) }
    }

    /// A row as people see it.
    pub fn row(&self, row: u32) -> At<'_> {
        At { sheet: &self.name, row, column: None }
    }
}

/// Reads all sheets.
pub fn read<'f>(ask: &Ask<'_>, form: &'f Form, came: &Returned, faults: &mut Faults) -> Vec<Answers<'f>> {
    catalogue(form, came, faults);
    let mut all = Vec::new();
    for sheet in &form.sheets {
        if let Some(grid) = find(sheet.kind, came, faults) {
            all.extend(one(ask, form, sheet, grid, came, faults));
        }
    }
    all
}

fn find<'r>(kind: Kind, came: &'r Returned, faults: &mut Faults) -> Option<&'r Grid> {
    let marker = kind.marker();
    let found: Vec<&Grid> = came.book.sheets.iter().filter(|g| g.text(0, 0) == marker).collect();
    match found.as_slice() {
        [] => {
            faults.say(
                &codes::SHEET_MISSING,
                format!("bladet {} saknas", kind.sheet()),
                "lägg tillbaka bladet ur det ursprungliga formuläret, eller skriv formuläret igen och för över svaren",
            );
            None
        }
        [grid] => {
            if grid.name != kind.sheet() {
                faults.say(
                    &codes::SHEET_RENAMED,
                    format!("bladet {} heter nu {}", kind.sheet(), grid.name),
                    "bladet läses ändå; låt det heta som det gjorde",
                );
            }
            Some(grid)
        }
        [_, _, ..] => {
            let names: Vec<&str> = found.iter().map(|g| g.name.as_str()).collect();
            faults.say(
                &codes::SHEET_MISSING,
                format!("bladet {} finns flera gånger: {}", kind.sheet(), words::list(names)),
                "ta bort den kopia som inte gäller",
            );
            None
        }
    }
}

/// What has become of the catalogue since the form was made.
fn catalogue(form: &Form, came: &Returned, faults: &mut Faults) {
    let keys = |rows: &[(String, String)]| rows.iter().map(|(key, _)| key.clone()).collect::<BTreeSet<_>>();
    let asked = came.hidden.rows.get(&Kind::Moments).map(|r| keys(r)).unwrap_or_default();
    let today: BTreeSet<String> =
        form.sheet(Kind::Moments).into_iter().flat_map(|s| &s.rows).map(|r| r.key.clone()).collect();
    let list = |keys: Vec<&String>| words::list(keys.iter().map(|k| format!("`{}`", k.replace('|', ": "))));
    let gone: Vec<&String> = asked.difference(&today).collect();
    let new: Vec<&String> = today.difference(&asked).collect();
    for (keys, what) in [(gone, "frågas inte längre"), (new, "har kommit till sedan formuläret skrevs")] {
        if !keys.is_empty() {
            faults.say(
                &codes::MOMENTS_DIFFER,
                format!("{} {what}", list(keys)),
                "skriv ett nytt formulär med `granska form` och för över svaren",
            );
        }
    }
    if came.hidden.facts.catalogue == form.facts.catalogue {
        return;
    }
    let differs = differences(form, came);
    let what = if differs.is_empty() {
        "inget som formuläret frågar om skiljer sig".to_owned()
    } else {
        format!("det som skiljer sig: {}", words::list(&differs))
    };
    faults.say(
        &codes::OTHER_CATALOGUE,
        format!("katalogen har ändrats sedan formuläret skrevs den {}; {what}", words::date(came.hidden.facts.made)),
        if differs.is_empty() { "" } else { "kontrollera att svaren fortfarande betyder samma sak" },
    );
}

fn differences(form: &Form, came: &Returned) -> Vec<String> {
    let mut differs = Vec::new();
    for sheet in &form.sheets {
        let marker = sheet.kind.marker();
        let Some(grid) = came.book.sheets.iter().find(|g| g.text(0, 0) == marker) else { continue };
        let heads: BTreeSet<String> = (1..200).map(|x| grid.text(0, x)).filter(|t| !t.is_empty()).collect();
        for column in sheet.columns.iter().filter(|c| !heads.contains(&tidy(&c.head))) {
            differs.push(format!("kolumnen {} i {}", heading(&column.head), sheet.kind.sheet()));
        }
        for (_, column, answer) in sheet.asked() {
            let Some(words) = value::choices(answer) else { continue };
            let list = super::write::list_name(sheet.kind, &column.id);
            if came
                .hidden
                .lists
                .get(&list)
                .is_some_and(|old| old.iter().map(|w| tidy(w)).ne(words.iter().map(|w| tidy(w))))
            {
                differs.push(format!("orden för {} i {}", heading(&column.head), sheet.kind.sheet()));
            }
        }
        if sheet.kind == Kind::Moments
            && let Some((x, at)) = place(grid, &sheet.columns, "fraga")
        {
            let of_row: BTreeMap<String, u32> = (1..=grid.last_row()).map(|y| (grid.text(y, 0), y)).collect();
            let changed = sheet.rows.iter().filter(|r| {
                of_row.get(&r.key).is_some_and(|y| grid.text(*y, x) != tidy(r.cells.get(at).map_or("", String::as_str)))
            });
            let count = changed.count() as u64;
            if count > 0 {
                differs.push(format!("lydelsen av {}", words::counted(count, "moment", "moment")));
            }
        }
    }
    differs
}

fn place(grid: &Grid, columns: &[Column], id: &str) -> Option<(u32, usize)> {
    let at = columns.iter().position(|c| c.id == id)?;
    Some((heads(grid, columns)[at]?, at))
}

/// Where each column stands in the workbook.
fn heads(grid: &Grid, columns: &[Column]) -> Vec<Option<u32>> {
    let wide = grid.cells.range((0, 1)..(1, 0)).map(|((_, x), _)| *x).collect::<Vec<_>>();
    columns.iter().map(|c| wide.iter().copied().find(|x| grid.text(0, *x) == tidy(&c.head))).collect()
}

fn one<'f>(
    ask: &Ask<'_>,
    form: &Form,
    sheet: &'f Sheet,
    grid: &Grid,
    came: &Returned,
    faults: &mut Faults,
) -> Option<Answers<'f>> {
    let none = Vec::new();
    let expected = came.hidden.rows.get(&sheet.kind).unwrap_or(&none);
    let mut answers = Answers { sheet, name: grid.name.clone(), rows: Vec::new(), places: heads(grid, &sheet.columns) };
    if expected.is_empty() {
        // The row below the headings says why nothing is asked.
        for y in (2..=grid.last_row()).filter(|y| filled(grid, *y)) {
            added(faults, &answers, y, "raden är ifylld, men formuläret frågar inte om något här");
        }
        return None;
    }
    let same_catalogue = came.hidden.facts.catalogue == form.facts.catalogue;
    let mut complete = true;
    for (column, x) in sheet.columns.iter().zip(&answers.places) {
        if x.is_none() && (same_catalogue || column.required) {
            complete = false;
            faults.say(
                &codes::COLUMN_MISSING,
                format!("kolumnen ”{}” saknas i bladet {}", column.head, grid.name),
                "skriv tillbaka rubriken som den var",
            );
        }
    }
    if !complete {
        return None;
    }
    let rows = rows(grid, expected, &answers, faults);
    removed(sheet, expected, &rows, &answers, faults);
    let renamed = renamed(ask, sheet, grid, &rows, &answers, faults);
    let models: BTreeMap<&str, &Row> = sheet.rows.iter().map(|r| (r.key.as_str(), r)).collect();
    let groups = groups(sheet, grid, expected, &rows, &answers, faults);
    for (key, before) in expected {
        let Some(y) = rows.get(key.as_str()).copied() else { continue };
        let Some(about) = about(sheet.kind, key, &groups) else { continue };
        if !known(ask, sheet.kind, key) {
            let what =
                format!("enheten `{}` finns inte längre i divisionen", key.split('|').next().unwrap_or_default());
            faults.add(&codes::NOT_HERE, answers.row(y + 1), what, "skriv ett nytt formulär med `granska form`");
            continue;
        }
        locked(
            ask,
            (sheet, key),
            models.get(key.as_str()).copied(),
            grid,
            y,
            (&answers, same_catalogue, &renamed),
            faults,
        );
        let mut cells = vec![String::new(); sheet.columns.len()];
        let mut readable = true;
        for (at, column, answer) in sheet.asked() {
            let Some(x) = answers.places[at] else { continue };
            let found = grid.get(y, x);
            match value::answer(found, answer) {
                Ok(text) => cells[at] = text,
                Err(wrong) => {
                    readable = false;
                    let (code, what, help) = say(wrong, found, answer, column);
                    faults.add(code, answers.at(y + 1, at), what, &help);
                }
            }
        }
        // Nothing can be said of a row as a whole when a part of it could not be read.
        if readable {
            let touched = sheet.fingerprint_of(&cells) != *before;
            if touched && !exists(ask, sheet.kind, key) {
                let what = format!("enheten `{}` finns inte då", key.split('|').next().unwrap_or_default());
                let help = "ta bort svaret, eller rätta enhetens giltighet i `organisation.yaml`";
                faults.add(&codes::NOT_HERE, answers.row(y + 1), what, help);
                continue;
            }
            answers.rows.push(Answered { key: key.clone(), about, row: y + 1, cells, touched, before: before.clone() });
        }
    }
    Some(answers)
}

fn filled(grid: &Grid, y: u32) -> bool {
    grid.cells.range((y, 0)..(y + 1, 0)).any(|(_, value)| !value.is_blank())
}

fn added(faults: &mut Faults, answers: &Answers<'_>, y: u32, what: &str) {
    faults.add(
        &codes::ROW_ADDED,
        answers.row(y + 1),
        what,
        "ta bort raden, och för över det som ska vara med till formulärets egna rader",
    );
}

/// The rows of the form by key, from 0; with a remark on those that are not its own.
fn rows<'e>(
    grid: &Grid,
    expected: &'e [(String, String)],
    answers: &Answers<'_>,
    faults: &mut Faults,
) -> BTreeMap<&'e str, u32> {
    let known: BTreeMap<String, &str> = expected.iter().map(|(key, _)| (tidy(key), key.as_str())).collect();
    let mut rows = BTreeMap::new();
    for y in 1..=grid.last_row() {
        let key = grid.text(y, 0);
        match known.get(&key) {
            None if key.is_empty() && !filled(grid, y) => {}
            None if key.is_empty() => added(faults, answers, y, "raden finns inte i formuläret"),
            None => added(faults, answers, y, "raden hör till något annat än det här formuläret"),
            Some(key) => {
                if rows.contains_key(key) {
                    added(faults, answers, y, "raden är en kopia av en annan rad");
                } else {
                    rows.insert(*key, y);
                }
            }
        }
    }
    rows
}

fn removed(
    sheet: &Sheet,
    expected: &[(String, String)],
    rows: &BTreeMap<&str, u32>,
    answers: &Answers<'_>,
    faults: &mut Faults,
) {
    for ((key, _), y) in expected.iter().zip(2_u32..).filter(|((key, _), _)| !rows.contains_key(key.as_str())) {
        let holds = match sheet.kind {
            Kind::Moments | Kind::Actions => true,
            Kind::Plan | Kind::Capacity => sheet.current.contains_key(key),
        };
        let severity = if holds { Severity::Error } else { Severity::Warning };
        let named =
            sheet.rows.iter().find(|r| r.key == *key).map_or_else(|| key.replace('|', ", "), |r| r.about.clone());
        faults.add_as(
            &codes::ROW_REMOVED,
            severity,
            answers.row(y),
            format!("raden som stod här har tagits bort: {}", words::shortened(&named, 100)),
            "lägg tillbaka raden ur det ursprungliga formuläret; ska svaret bort, töm cellerna i stället",
        );
    }
}

/// The names of new groups, by unit and number.
type Groups = BTreeMap<(String, String), String>;

fn groups(
    sheet: &Sheet,
    grid: &Grid,
    expected: &[(String, String)],
    rows: &BTreeMap<&str, u32>,
    answers: &Answers<'_>,
    faults: &mut Faults,
) -> Groups {
    let mut groups = Groups::new();
    let Some(at) = sheet.columns.iter().position(|c| c.fill == Fill::Group) else { return groups };
    let Some(x) = answers.places[at] else { return groups };
    let known: BTreeSet<(&str, String)> = expected
        .iter()
        .filter_map(|(key, _)| parts(key))
        .filter(|(_, g, _)| !g.starts_with('+'))
        .map(|(u, g, _)| (u, tidy(g)))
        .collect();
    for (key, _) in expected {
        let Some((unit, slot, _)) = parts(key).filter(|(_, group, _)| group.starts_with('+')) else { continue };
        let Some(y) = rows.get(key.as_str()).copied() else { continue };
        let (id, text) = ((unit.to_owned(), slot.to_owned()), grid.text(y, x));
        let help = "skriv gruppens namn på dess första rad, en gång";
        let mut fault = |what: String| faults.add(&codes::GROUP, answers.at(y + 1, at), what, help);
        match groups.get(&id) {
            // The rows below repeat the name by a formula, which not every program computes.
            Some(name) => {
                if text == unnamed(key) {
                    continue;
                }
                if !text.is_empty() && name.is_empty() {
                    fault("gruppens namn ska stå på gruppens första rad".to_owned());
                } else if !text.is_empty() && text != *name {
                    fault(format!("gruppen heter `{name}` på sin första rad men `{text}` här"));
                }
            }
            None => {
                let taken = groups.iter().any(|((u, _), name)| u == unit && *name == text);
                if !text.is_empty() && (taken || known.contains(&(unit, text.clone()))) {
                    fault(format!("gruppen `{text}` finns redan för enheten"));
                } else if text.contains('|') || text.starts_with('+') || text.chars().count() > 100 {
                    fault("gruppens namn är för långt, börjar med `+` eller innehåller `|`".to_owned());
                }
                groups.insert(id, text);
            }
        }
    }
    groups
}

/// Unit, group and week of a key.
fn parts(key: &str) -> Option<(&str, &str, &str)> {
    let (unit, rest) = key.split_once('|')?;
    let (group, week) = rest.rsplit_once('|')?;
    Some((unit, group, week))
}

/// The key with the group's own name; `None` for a key that makes no sense.
fn about(kind: Kind, key: &str, groups: &Groups) -> Option<String> {
    match kind {
        Kind::Moments | Kind::Actions => Some(key.to_owned()),
        Kind::Plan | Kind::Capacity => {
            let (unit, group, week) = parts(key)?;
            let name = groups.get(&(unit.to_owned(), group.to_owned())).map_or(group, String::as_str);
            Some(format!("{unit}|{name}|{week}"))
        }
    }
}

/// Whether the unit of a row still belongs to the division.
fn known(ask: &Ask<'_>, kind: Kind, key: &str) -> bool {
    match kind {
        Kind::Actions => true,
        Kind::Moments | Kind::Plan | Kind::Capacity => {
            let unit = key.split('|').next().and_then(|id| UnitId::new(id).ok());
            unit.is_some_and(|u| ask.tree.unit(&u).is_some() && ask.tree.is_within(&u, &ask.facts.division))
        }
    }
}

/// Whether the unit of a row exists at some time in its week, or in the period of the form.
fn exists(ask: &Ask<'_>, kind: Kind, key: &str) -> bool {
    let week = || parts(key).and_then(|(.., week)| Period::parse(week).ok());
    let when = match kind {
        Kind::Actions => return true,
        Kind::Moments => ask.facts.period,
        Kind::Plan | Kind::Capacity => week().unwrap_or(ask.facts.period),
    };
    let unit = key.split('|').next().and_then(|id| UnitId::new(id).ok());
    let unit = unit.and_then(|id| ask.tree.unit(&id));
    unit.is_none_or(|u| u.exists_between(when.first_day(), when.last_day()))
}

/// The units that have another name today than in the form: one name on all rows of the unit, and no other unit's.
fn renamed(
    ask: &Ask<'_>,
    sheet: &Sheet,
    grid: &Grid,
    rows: &BTreeMap<&str, u32>,
    answers: &Answers<'_>,
    faults: &mut Faults,
) -> BTreeSet<UnitId> {
    let at = sheet.columns.iter().position(|c| c.id == "enhet");
    let Some((at, x)) = at.and_then(|at| Some((at, answers.places[at]?))) else { return BTreeSet::new() };
    let mut called: BTreeMap<UnitId, (BTreeSet<String>, u32)> = BTreeMap::new();
    for (key, y) in rows {
        let unit = key.split('|').next().and_then(|id| UnitId::new(id).ok()).filter(|id| ask.tree.unit(id).is_some());
        if let Some(unit) = unit {
            let (names, first) = called.entry(unit).or_insert_with(|| (BTreeSet::new(), *y));
            names.insert(grid.text(*y, x));
            *first = (*first).min(*y);
        }
    }
    let today: BTreeSet<String> = ask.tree.units.iter().map(|u| tidy(&u.label)).collect();
    let mut renamed = BTreeSet::new();
    for (unit, (names, first)) in &called {
        let mut others = called.iter().filter(|(other, _)| *other != unit).flat_map(|(_, (names, _))| names);
        let [then] = names.iter().collect::<Vec<_>>()[..] else { continue };
        if then.is_empty() || today.contains(then) || others.any(|name| name == then) {
            continue;
        }
        renamed.insert(unit.clone());
        faults.add(
            &codes::UNIT_RENAMED,
            answers.at(first + 1, at),
            format!("enheten som här heter `{}` heter i dag `{}`", words::shortened(then, 60), ask.tree.name(unit)),
            "kontrollera att det är samma enhet; svaren läses in för den",
        );
    }
    renamed
}

/// Whether what can be read on the row is what its key says.
fn locked(
    ask: &Ask<'_>,
    (sheet, key): (&Sheet, &str),
    model: Option<&Row>,
    grid: &Grid,
    y: u32,
    (answers, same_catalogue, renamed): (&Answers<'_>, bool, &BTreeSet<UnitId>),
    faults: &mut Faults,
) {
    let unit = key.split('|').next().and_then(|id| UnitId::new(id).ok());
    for (at, column) in sheet.columns.iter().enumerate() {
        let from_key = || parts(key).map(|(_, group, week)| (group.to_owned(), week.to_owned()));
        let wanted = match column.id.as_str() {
            "enhet" => unit.as_ref().filter(|u| !renamed.contains(u)).map(|u| ask.tree.name(u).to_owned()),
            "grupp" => from_key().map(|(group, _)| group).filter(|g| !g.starts_with('+')),
            "yrkesgrupp" => from_key().map(|(group, _)| value::profession(&group)),
            "vecka" => from_key().map(|(_, week)| week),
            "galler" => key.split_once(':').map(|(_, id)| id.to_owned()),
            // The words of a moment may have been mended in the catalogue; that is told elsewhere.
            "fraga" if same_catalogue => model.and_then(|m| m.cells.get(at)).cloned(),
            _ => None,
        };
        let (Some(wanted), Some(x)) = (wanted, answers.places[at]) else { continue };
        if grid.text(y, x) != tidy(&wanted) {
            faults.add(
                &codes::LOCKED_CHANGED,
                answers.at(y + 1, at),
                format!("här stod `{}` i formuläret", words::shortened(&wanted, 60)),
                "kontrollera att svaren står på rätt rad, och skriv tillbaka det som stod",
            );
        }
    }
}

fn say(wrong: Wrong, found: &Value, answer: &Answer, column: &Column) -> (&'static Code, String, String) {
    let text = words::shortened(&found.text(), 40);
    let choices = value::choices(answer);
    match wrong {
        Wrong::Word => {
            let known = words::either(choices.unwrap_or_default().iter().map(|w| format!("`{w}`")));
            (&codes::NOT_A_WORD, format!("`{text}` är inget av svaren"), format!("skriv {known}"))
        }
        Wrong::Number => (
            &codes::NOT_A_NUMBER,
            format!("`{text}` är inget heltal"),
            "skriv ett heltal utan andra tecken, eller lämna cellen tom".to_owned(),
        ),
        Wrong::Range => (
            &codes::NOT_A_NUMBER,
            format!("`{text}` är utanför det tillåtna för {}", heading(&column.head)),
            match answer {
                Answer::Whole(least, most) => format!("skriv ett heltal från {least} till {most}"),
                Answer::Hours => "skriv timmar från 0 till 999 999".to_owned(),
                Answer::Word(_) | Answer::Text(_) | Answer::Day => String::new(),
            },
        ),
        Wrong::Hours => (
            &codes::NOT_A_NUMBER,
            format!("`{text}` är inget antal timmar i hela minuter"),
            "skriv timmar med decimalkomma, som 37,5, eller som 37:30, eller lämna cellen tom".to_owned(),
        ),
        Wrong::Day => {
            (&codes::NOT_A_DAY, format!("`{text}` är inget datum"), "skriv datumet som ÅÅÅÅ-MM-DD".to_owned())
        }
        Wrong::Long => (
            &codes::TOO_LONG,
            format!("texten är {} tecken lång", found.text().chars().count()),
            match answer {
                Answer::Text(most) => format!("korta den till högst {most} tecken"),
                Answer::Word(_) | Answer::Whole(..) | Answer::Day | Answer::Hours => String::new(),
            },
        ),
        Wrong::Formula => (
            &codes::FORMULA,
            if text.is_empty() { "formeln har inget värde".to_owned() } else { format!("formeln blev `{text}`") },
            "skriv värdet i stället för formeln".to_owned(),
        ),
    }
}
