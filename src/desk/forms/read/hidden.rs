//! Finds the hidden sheet of a form and reads which form it is.
//!
//! Believes nothing in it: ids are held to their characters here, and to the catalogue by the caller.

use super::{Book, Grid};
use crate::desk::forms::model::{Facts, Kind};
use crate::desk::forms::{FORMAT, MARK};
use crate::field::id::{AuditId, OrganisationId, UnitId};
use crate::field::period::Period;
use std::collections::BTreeMap;

/// What the hidden sheet says.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden {
    /// The id of the form.
    pub id: String,
    /// Which form it is.
    pub facts: Facts,
    /// Rows by sheet, in order: key, and the fingerprint of what it was filled with.
    pub rows: BTreeMap<Kind, Vec<(String, String)>>,
    /// The words of the lists by name.
    pub lists: BTreeMap<String, Vec<String>>,
}

/// Why there is no form to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoForm {
    /// There is no hidden sheet.
    NotAForm,
    /// It was made by a later granska.
    Newer(String),
    /// What the hidden sheet says makes no sense.
    Damaged,
}

/// Reads the hidden sheet.
///
/// # Errors
/// Why it cannot be read.
pub fn read(book: &Book) -> Result<Hidden, NoForm> {
    let grid = book.sheets.iter().find(|g| g.text(0, 0) == MARK).ok_or(NoForm::NotAForm)?;
    let format = grid.text(0, 1);
    match format.parse::<u32>() {
        Ok(FORMAT) => {}
        Ok(n) if n > FORMAT => return Err(NoForm::Newer(format)),
        Ok(_) | Err(_) => return Err(NoForm::Damaged),
    }
    let facts: BTreeMap<String, String> = (1..20).map(|row| (grid.text(row, 0), grid.text(row, 1))).collect();
    let fact = |name: &str| facts.get(name).cloned().unwrap_or_default();
    let known = || -> Option<Facts> {
        Some(Facts {
            organisation: OrganisationId::new(&fact("organisation")).ok()?,
            division: UnitId::new(&fact("division")).ok()?,
            period: Period::parse(&fact("period")).ok()?,
            audit: AuditId::new(&fact("granskning")).ok()?,
            catalogue: fact("katalog"),
            program: fact("program"),
            made: fact("framtaget").parse().ok()?,
        })
    };
    let id = fact("formular");
    let facts = known().filter(|_| id.len() == 12 && id.bytes().all(|b| b.is_ascii_hexdigit()));
    let facts = facts.ok_or(NoForm::Damaged)?;
    Ok(Hidden { id, facts, rows: rows(grid), lists: lists(grid) })
}

fn rows(grid: &Grid) -> BTreeMap<Kind, Vec<(String, String)>> {
    let first = u32::from(crate::desk::forms::write::ROWS);
    let mut rows: BTreeMap<Kind, Vec<(String, String)>> = BTreeMap::new();
    for row in 1..=grid.last_row() {
        let sheet = grid.text(row, first);
        if let Some(kind) = Kind::ALL.into_iter().find(|k| k.key() == sheet) {
            rows.entry(kind).or_default().push((grid.text(row, first + 1), grid.text(row, first + 2)));
        }
    }
    rows
}

fn lists(grid: &Grid) -> BTreeMap<String, Vec<String>> {
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((row, column), value) in &grid.cells {
        let name = grid.text(0, *column);
        if *row > 0 && name.starts_with("lista_") {
            lists.entry(name).or_default().push(value.text());
        }
    }
    lists
}
