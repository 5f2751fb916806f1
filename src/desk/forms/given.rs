//! A form that came back: opened, known again, and free from personal identity numbers. Nothing in it is judged yet.
//!
//! The first thing done with a workbook is to look for personal identity numbers, so that none reaches a remark.

use super::read::hidden::{self, Hidden, NoForm};
use super::read::{self, Book, Grid, Unopened};
use super::remarks::Faults;
use super::value::Value;
use super::{FORMAT, MARK, codes};
use crate::dataset;
use crate::diag::Remark;
use crate::words;
use std::collections::BTreeMap;

/// A form that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The file, as it was named.
    pub path: String,
    /// What its hidden sheet says.
    pub hidden: Hidden,
    /// Its sheets.
    pub(super) book: Book,
}

/// Opens a file that should be a form.
///
/// # Errors
/// A remark that says why it cannot be used.
pub fn returned(path: &str, bytes: &[u8]) -> Result<Returned, Vec<Remark>> {
    let mut faults = Faults::new(path);
    let book = match read::open(bytes) {
        Ok(book) => book,
        Err(why) => {
            unopened(&mut faults, path, why);
            return Err(faults.into_remarks());
        }
    };
    let personal: Vec<String> = book.sheets.iter().filter_map(personal).collect();
    if !personal.is_empty() {
        // Names of sheets are a person's own words too.
        let where_at = words::list(&personal);
        faults.say(
            &codes::PERSON_NUMBER,
            format!("det ser ut att stå personnummer i formuläret: {where_at}"),
            "ta bort numren ur filen och spara om den; inget ur filen har sparats",
        );
        return Err(faults.into_remarks());
    }
    match hidden::read(&book) {
        Ok(hidden) => Ok(Returned { path: path.to_owned(), hidden, book }),
        Err(why) => {
            no_form(&mut faults, path, &why);
            Err(faults.into_remarks())
        }
    }
}

/// Where in a sheet personal identity numbers seem to stand: cells by name, never by content.
fn personal(grid: &Grid) -> Option<String> {
    // A comment is kept as text: a number whose check digit is wrong, or that lacks its hyphen, must not be kept either. Of the hidden
    // sheet, made by granska, the fingerprints are long enough to hold such digits by chance.
    let is_ours = grid.text(0, 0) == MARK;
    let holds = |text: &str| dataset::holds_person_number(text) || (!is_ours && dataset::may_concern_a_person(text));
    let name = if holds(&grid.name) {
        "ett blad vars namn ser ut som ett personnummer".to_owned()
    } else {
        format!("bladet {}", grid.name)
    };
    let cells: Vec<String> = grid
        .cells
        .iter()
        .filter(|(_, value)| holds(&value.text()))
        .map(|((row, column), _)| {
            let cell = crate::diag::Cell { number: column + 1, ..Default::default() };
            format!("{}{}", cell.letters(), row + 1)
        })
        .collect();
    if cells.is_empty() {
        return holds(&grid.name).then_some(name);
    }
    let shown = cells.iter().take(20).map(String::as_str).collect::<Vec<_>>();
    let more =
        if cells.len() > shown.len() { format!(" och {} till", cells.len() - shown.len()) } else { String::new() };
    Some(format!("{name}, {} {}{more}", words::form(cells.len() as u64, "cell", "cellerna"), words::list(shown)))
}

fn unopened(faults: &mut Faults, path: &str, why: Unopened) {
    match why {
        Unopened::Password => faults.say(
            &codes::PASSWORD,
            format!("`{path}` är skyddad med lösenord"),
            "öppna filen, ta bort lösenordet (Arkiv, Info, Skydda arbetsboken i Excel) och spara om den",
        ),
        Unopened::Broken => faults.say(
            &codes::NOT_A_WORKBOOK,
            format!("`{path}` är avbruten eller skadad och går inte att öppna"),
            "be om filen en gång till, gärna packad i en zip-fil om den skickas med e-post",
        ),
        Unopened::Other => faults.say(
            &codes::NOT_A_WORKBOOK,
            format!("`{path}` är ingen arbetsbok"),
            "formulär lämnas som .xlsx (eller .ods); öppna filen i Excel eller LibreOffice och spara den så",
        ),
        Unopened::Large => faults.say(
            &codes::TOO_LARGE,
            format!("`{path}` är för stor för att vara ett formulär"),
            "be om formuläret i sin ursprungliga form, utan bilder och andra blad",
        ),
    }
}

fn no_form(faults: &mut Faults, path: &str, why: &NoForm) {
    match why {
        NoForm::NotAForm => faults.say(
            &codes::NOT_A_FORM,
            format!("`{path}` är inget formulär från granska"),
            "formulär skrivs med `granska form`; andra leveranser läggs som filer i organisationens mapp i `data`",
        ),
        NoForm::Newer(format) => faults.say(
            &codes::OTHER_FORMAT,
            format!("`{path}` är gjort av en nyare granska (formulärversion {format}, här läses {FORMAT})"),
            "uppdatera granska, eller skriv ett nytt formulär med den här versionen",
        ),
        NoForm::Damaged => faults.say(
            &codes::NOT_A_FORM,
            format!("det dolda bladet i `{path}` går inte att läsa, så det är okänt vilket formulär det är"),
            "skriv formuläret på nytt med `granska form` och för över svaren",
        ),
    }
}

/// Whether two forms say the same, cell by cell. Formulas that only one of the programs has computed say nothing.
pub fn alike(one: &Returned, other: &Returned) -> bool {
    let said = |r: &Returned| -> BTreeMap<(String, u32, u32), (String, bool)> {
        let cells = r.book.sheets.iter().flat_map(|g| {
            g.cells
                .iter()
                .map(|((y, x), value)| ((g.name.clone(), *y, *x), (value.text(), *value == Value::Uncomputed)))
        });
        cells.filter(|(_, (text, uncomputed))| !text.is_empty() || *uncomputed).collect()
    };
    let (one, other) = (said(one), said(other));
    let same = |a: &BTreeMap<_, (String, bool)>, b: &BTreeMap<_, (String, bool)>| {
        a.iter().all(|(at, (text, uncomputed))| {
            b.get(at).map_or(*uncomputed, |(other, unknown)| *uncomputed || *unknown || text == other)
        })
    };
    same(&one, &other) && same(&other, &one)
}
