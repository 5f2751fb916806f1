//! What is said of a workbook: why it is not read, and how it was.
//!
//! Words only; what is found is found elsewhere.

use super::book::Area;
use super::extras::Extras;
use super::layout::{Layout, NoTable};
use super::shape::Refusal;
use super::{Seen, SheetFormat};
use crate::dataset::codes as c;
use crate::dataset::found::shown;
use crate::diag::{Cell, Place, Remark, Severity};
use crate::field::contract::Dataset;
use crate::words::{counted, list};

fn error(code: &'static crate::diag::Code, message: String, place: Place, label: &str) -> Remark {
    Remark::new(code, message).at(place, label).in_delivery(Severity::Error)
}

/// Why a file is not read as the workbook it calls itself.
pub(super) fn refused(path: &str, format: SheetFormat, refusal: &Refusal) -> Remark {
    let (code, why, help) = match refusal {
        Refusal::Empty => (&c::EMPTY_FILE, "är tom".to_owned(), "lämna filen på nytt, eller ta bort den".to_owned()),
        Refusal::Cut => (
            &c::NOT_A_WORKBOOK,
            "är avkortad: slutet av filen saknas".to_owned(),
            "hämta eller kopiera filen på nytt; den har inte kommit fram hel".to_owned(),
        ),
        Refusal::Locked => (
            &c::LOCKED,
            "är lösenordsskyddad och går inte att läsa".to_owned(),
            "spara en kopia utan lösenord: Arkiv, Info, Skydda arbetsbok, Kryptera med lösenord, och töm rutan"
                .to_owned(),
        ),
        Refusal::Bomb(_) => (
            &c::TOO_LARGE,
            "packas upp till orimligt mycket".to_owned(),
            "lämna en fil som bara innehåller tabellen, eller spara den som CSV i UTF-8".to_owned(),
        ),
        Refusal::Sparse(_) => (
            &c::TOO_LARGE,
            "har någon cell långt utanför tabellen, så att bladet blir för stort".to_owned(),
            "ta bort allt till höger om och under tabellen, eller spara bladet som CSV i UTF-8".to_owned(),
        ),
        Refusal::Large(bytes) => (
            &c::TOO_LARGE,
            format!("är större än 100 MB ({} MB)", bytes >> 20),
            "spara den som .xlsx eller CSV, som får vara större".to_owned(),
        ),
        Refusal::Other(what, ending) => (
            &c::NOT_A_WORKBOOK,
            format!("är inte en {} utan {what}", format.label()),
            match ending {
                Some(ending) => format!("ge filen ändelsen `{ending}`, eller spara om den i rätt format"),
                None => "öppna filen i ett kalkylprogram och spara den som .xlsx eller CSV".to_owned(),
            },
        ),
        Refusal::Damaged => (
            &c::NOT_A_WORKBOOK,
            "är skadad och går inte att läsa".to_owned(),
            "öppna filen i ett kalkylprogram, låt det reparera den, kontrollera värdena och spara på nytt".to_owned(),
        ),
        Refusal::Unreadable => (
            &c::NOT_A_WORKBOOK,
            "gick inte att läsa".to_owned(),
            "kontrollera att filen finns kvar och att inget annat program håller den".to_owned(),
        ),
    };
    error(code, format!("`{path}` {why}"), Place::file(path), "").help(help)
}

/// A sheet whose name must not be shown.
pub(super) fn personal_name(path: &str) -> Remark {
    let message = format!("ett blad i `{path}` har ett namn som ser ut som ett personnummer");
    error(&c::PERSON_NUMBER, message, Place::file(path), "namnet visas inte")
        .help("ge bladet ett annat namn hos den som lämnade filen, och kontrollera om filen redan har spridits")
}

/// Why no table was found in a workbook.
pub(super) fn no_table(path: &str, format: SheetFormat, contract: &Dataset, none: &NoTable) -> Remark {
    let name = |names: &[String]| list(names.iter().map(|n| format!("`{}`", shown(n))).collect::<Vec<_>>());
    let rename = format!("ge det blad som är leveransen namnet `{}`", contract.id);
    match none {
        NoTable::Refused(refusal) => refused(path, format, refusal),
        NoTable::Empty => error(&c::EMPTY_FILE, format!("`{path}` har inget i något blad"), Place::file(path), "")
            .help("lämna filen på nytt, eller ta bort den"),
        NoTable::Several(names) => error(
            &c::WHICH_SHEET,
            format!("flera blad i `{path}` kan vara `{}`: {}", contract.id, name(names)),
            Place::file(path),
            "",
        )
        .help(rename)
        .help("eller ta bort de andra bladen"),
        NoTable::NoSheet(names) => error(
            &c::WHICH_SHEET,
            format!("inget blad i `{path}` har kolumnerna för `{}`", contract.id),
            Place::file(path),
            "",
        )
        .at(contract.place.clone(), "kontraktet")
        .help(format!("bladen är {}", name(names)))
        .help(format!("{rename}, och låt kolumnernas namn stå på en av de 20 första raderna")),
    }
}

/// Merged cells in the table.
pub(super) fn merged(path: &str, sheet: &str, areas: &[Area]) -> Remark {
    let mut areas = areas.to_vec();
    areas.sort();
    let mut names: Vec<String> = areas.iter().take(20).map(|a| format!("`{}`", range(*a))).collect();
    if areas.len() > 20 {
        names.push(format!("{} till", areas.len() - 20));
    }
    let mut remark = Remark::new(
        &c::MERGED,
        format!("sammanfogade celler i tabellen på bladet `{}`: {}", shown(sheet), list(names)),
    )
    .in_delivery(Severity::Error);
    for area in areas.iter().take(20) {
        let cell = Cell { sheet: sheet.to_owned(), number: area.columns.0, name: String::new() };
        remark = remark.at(Place::cell(path, area.rows.0, cell), range(*area));
    }
    remark.help("dela cellerna (Start, Sammanfoga och centrera) och skriv värdet på varje rad det gäller")
}

/// Cells beside the table.
pub(super) fn outside(path: &str, sheet: &str, count: u64, row: u32, column: u32) -> Remark {
    let cell = Cell { sheet: sheet.to_owned(), number: column, name: String::new() };
    let at = format!("{}{row}", cell.letters());
    let many = counted(count, "cell", "celler");
    let message = if count == 1 {
        format!("en cell står utanför tabellen och läses inte: `{at}`")
    } else {
        format!("{many} står utanför tabellen och läses inte; den första är `{at}`")
    };
    Remark::new(&c::OUTSIDE_TABLE, message)
        .at(Place::cell(path, row, cell), "")
        .help("flytta anteckningar till ett eget blad, eller ge kolumnen ett namn i rubrikraden om den hör till leveransen")
        .in_delivery(Severity::Warning)
}

/// Rows without cells between others.
pub(super) fn blank(path: &str, count: u64) -> Remark {
    let message = if count == 1 {
        "en tom rad i tabellen hoppas över".to_owned()
    } else {
        format!("{} i tabellen hoppas över", counted(count, "tom rad", "tomma rader"))
    };
    Remark::new(&c::EMPTY_ROWS, message).at(Place::file(path), "").in_delivery(Severity::Note)
}

/// What a person does not see but is read all the same.
pub(super) fn hidden(path: &str, layout: &Layout, extras: &Extras) -> Remark {
    let mut what = Vec::new();
    if layout.sheet.hidden {
        what.push("bladet".to_owned());
    }
    if extras.hidden_rows > 0 {
        what.push(counted(u64::from(extras.hidden_rows), "rad", "rader"));
    }
    if extras.hidden_columns > 0 {
        what.push(counted(u64::from(extras.hidden_columns), "kolumn", "kolumner"));
    }
    let cell = Cell { sheet: shown(&layout.sheet.name), ..Cell::default() };
    Remark::new(&c::HIDDEN, format!("dolt i arbetsboken, men läst som allt annat: {}", list(what)))
        .at(Place::cell(path, layout.header_row, cell), "")
        .help("ta fram det dolda och kontrollera att det ska med; ta annars bort det")
        .in_delivery(Severity::Note)
}

/// How the workbook was read.
pub(super) fn recognised(format: SheetFormat, layout: &Layout, seen: &Seen, from_1904: bool) -> String {
    let mut says = vec![format!("{}, bladet `{}`", format.label(), shown(&layout.sheet.name))];
    if layout.header_row > 1 {
        says.push(format!("rubriker på rad {}", layout.header_row));
    }
    match layout.above {
        0 => {}
        1 => says.push("en rad ovanför rubrikerna läses inte".to_owned()),
        n => says.push(format!("{n} rader ovanför rubrikerna läses inte")),
    }
    if !layout.others.is_empty() {
        let word = if layout.others.len() == 1 { "bladet" } else { "bladen" };
        let mut names: Vec<String> = layout.others.iter().take(10).map(|n| format!("`{}`", shown(n))).collect();
        if layout.others.len() > 10 {
            names.push(format!("{} till", layout.others.len() - 10));
        }
        says.push(format!("{word} {} läses inte", list(names)));
    }
    if from_1904 {
        says.push("dagar räknas från 1904".to_owned());
    }
    for column in &seen.months {
        let name = layout.columns.get(*column as usize - 1).map_or("", String::as_str);
        says.push(format!("datum den första i en månad lästes som månaden i kolumnen `{}`", shown(name)));
    }
    says.join("; ")
}

/// `B5:C7`.
fn range(area: Area) -> String {
    let letters = |number| Cell { number, ..Cell::default() }.letters();
    format!("{}{}:{}{}", letters(area.columns.0), area.rows.0, letters(area.columns.1), area.rows.1)
}
