//! What the workbook library does not tell of a sheet: merged areas, hidden rows and columns, cells shown as shares.
//!
//! Looks at tags alone and reads no text of any cell.

use super::book::{Area, LAST_ROW};
use super::cell::Look;
use super::shape::Refusal;
use super::tags::{self, Tag};
use super::zip::Part;
use crate::store::Source;
use std::ops::ControlFlow;

/// The most cells that a workbook whose sheets are held whole may have, empty ones between others counted.
const MOST_CELLS: u64 = 30_000_000;

/// What else there is to know of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extras {
    /// Areas merged to one cell.
    pub merged: Vec<Area>,
    /// How many rows a person does not see.
    pub hidden_rows: u32,
    /// How many columns a person does not see.
    pub hidden_columns: u32,
    /// Where numbers are shown as shares, in order.
    pub shares: Vec<Area>,
    /// Rows and columns of formulas that may have no value, in order.
    pub formulas: Vec<(u32, u32)>,
}

impl Extras {
    /// How the number of a cell is shown, for formats where the cell itself does not tell.
    pub(super) fn look(&self, row: u32, column: u32) -> Look {
        let upto = self.shares.partition_point(|area| (area.rows.0, area.columns.0) <= (row, column));
        // A run of equal rows is one entry, so the one just before need not be the right one.
        let near = self.shares[..upto].iter().rev().take(64);
        let is_share = |a: &Area| (a.rows.0..=a.rows.1).contains(&row) && (a.columns.0..=a.columns.1).contains(&column);
        if near.into_iter().any(is_share) { Look::Percent } else { Look::Plain }
    }
}

fn scan(source: &Source, part: &Part, meet: &mut dyn FnMut(&Tag<'_>) -> ControlFlow<()>) -> Result<(), Refusal> {
    let mut file = source.open()?;
    let xml = part.open(&mut *file)?;
    // Too long a tag or broken packing: the library says so better when it reads the cells.
    tags::each(xml, meet).or(Ok(()))
}

/// The extras of a sheet of an .xlsx.
pub(super) fn of_xlsx(source: &Source, parts: &[Part], sheet: &str) -> Result<Extras, Refusal> {
    let mut found = Extras::default();
    let Some(part) = part_of(source, parts, sheet)? else { return Ok(found) };
    // The cell that is open, and whether it has a formula. A text that was computed may be empty; a number cannot.
    let (mut number, mut computes) = (None, false);
    scan(source, part, &mut |tag| {
        if tag.is("c") {
            let open =
                tag.attribute("r").filter(|_| matches!(tag.attribute("t"), None | Some("n")) && !tag.is_closed());
            (number, computes) = (open.and_then(corner), false);
        } else if tag.is("f") {
            computes = true;
        } else if tag.ends("c") {
            found.formulas.extend(number.take().filter(|_| computes));
        }
        if tag.is("row") && tag.says_yes("hidden") {
            found.hidden_rows += 1;
        } else if tag.is("col") && tag.says_yes("hidden") {
            // Excel hides everything to the right of a table with one entry.
            let (first, last) = (tag.number("min").unwrap_or(1), tag.number("max").unwrap_or(1));
            found.hidden_columns += if last < 16_384 { last.saturating_sub(first) + 1 } else { 0 };
        } else if tag.is("mergeCell") {
            found.merged.extend(tag.attribute("ref").and_then(area));
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// The part that holds a sheet, found through the workbook's list and its relations.
fn part_of<'p>(source: &Source, parts: &'p [Part], sheet: &str) -> Result<Option<&'p Part>, Refusal> {
    let named = |name: &str| parts.iter().find(|p| p.name == name);
    let (Some(list), Some(relations)) = (named("xl/workbook.xml"), named("xl/_rels/workbook.xml.rels")) else {
        return Ok(None);
    };
    let (mut relation, mut target) = (None, None);
    scan(source, list, &mut |tag| {
        if tag.is("sheet") && tag.attribute("name").map(resolved).as_deref() == Some(sheet) {
            relation = tag.attribute("id").map(str::to_owned);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    let Some(relation) = relation else { return Ok(None) };
    scan(source, relations, &mut |tag| {
        if tag.is("Relationship") && tag.attribute("Id") == Some(&relation) {
            target = tag.attribute("Target").map(|t| resolved(t).to_lowercase());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    let path = target.map(|t| t.strip_prefix('/').map_or_else(|| format!("xl/{t}"), str::to_owned));
    Ok(path.and_then(|path| named(&path)))
}

/// The text of an attribute with the entities that names of sheets have.
fn resolved(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    text
}

/// `B5` as row and column.
fn corner(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let column = letters.fold(0, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
    Some((text.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<u32>().ok()?, column))
}

/// `B5:C7` as an area.
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (corner(first)?, corner(last)?);
    Some(Area { rows: (first.0, last.0), columns: (first.1, last.1) })
}

/// Where a walk through the table of an .ods has come.
#[derive(Default)]
struct Walk {
    /// The last row and column met, from 1.
    row: u32,
    column: u32,
    /// How many rows and columns the present ones stand for.
    rows: u32,
    columns: u32,
    /// The first and last row, and the last column, with something in them.
    first: u32,
    last: u32,
    widest: u32,
    /// Cells named one by one, repetitions counted.
    cells: u64,
}

impl Walk {
    fn step(&mut self, tag: &Tag<'_>) {
        if tag.is("table-row") {
            self.row += self.rows;
            (self.rows, self.column, self.columns) = (tag.number("number-rows-repeated").unwrap_or(1), 0, 0);
            self.rows = self.rows.min(LAST_ROW.saturating_sub(self.row));
        } else if is_cell(tag) {
            self.column = self.column.saturating_add(self.columns);
            self.columns = tag.number("number-columns-repeated").unwrap_or(1);
            if tag.attribute("value-type").is_some() || tag.attribute("formula").is_some() {
                let here = self.area();
                self.first = if self.first == 0 { here.rows.0 } else { self.first };
                self.last = self.last.max(here.rows.1);
                self.widest = self.widest.max(here.columns.1.min(16_384));
                self.cells += u64::from(self.columns.min(16_384));
            }
        }
    }

    fn area(&self) -> Area {
        Area {
            rows: (self.row + 1, self.row + self.rows.max(1)),
            columns: (self.column + 1, self.column.saturating_add(self.columns.max(1))),
        }
    }

    /// How many cells the library makes of it.
    fn size(&self) -> u64 {
        let rows = u64::from(self.last.saturating_sub(self.first)) + 1;
        self.cells.max(rows * u64::from(self.widest))
    }
}

fn is_cell(tag: &Tag<'_>) -> bool {
    tag.is("table-cell") || tag.is("covered-table-cell")
}

/// Refuses an .ods whose sheets would not fit in memory: a lone cell far down takes the room of all the empty ones before it.
pub(super) fn bounded(source: &Source, parts: &[Part]) -> Result<(), Refusal> {
    let Some(part) = parts.iter().find(|p| p.name == "content.xml") else { return Err(Refusal::Damaged) };
    let (mut walk, mut total) = (Walk::default(), 0);
    scan(source, part, &mut |tag| {
        if tag.is("table") {
            total += std::mem::take(&mut walk).size();
        }
        walk.step(tag);
        if total + walk.size() > MOST_CELLS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let cells = total + walk.size();
    if cells > MOST_CELLS { Err(Refusal::Sparse(cells)) } else { Ok(()) }
}

/// The extras of a sheet of an .ods.
pub(super) fn of_ods(source: &Source, parts: &[Part], sheet: &str) -> Result<Extras, Refusal> {
    let mut found = Extras::default();
    let Some(part) = parts.iter().find(|p| p.name == "content.xml") else { return Ok(found) };
    let (mut walk, mut inside) = (Walk::default(), false);
    let mut hidden = Vec::new();
    scan(source, part, &mut |tag| {
        if tag.is("table") {
            inside = tag.attribute("name").map(resolved).as_deref() == Some(sheet);
            walk = Walk::default();
        } else if inside && tag.ends("table") {
            return ControlFlow::Break(());
        }
        if !inside {
            return ControlFlow::Continue(());
        }
        walk.step(tag);
        let is_hidden = matches!(tag.attribute("visibility"), Some("collapse" | "filter"));
        if tag.is("table-row") && is_hidden {
            hidden.push(walk.area().rows);
        } else if tag.is("table-column") && is_hidden {
            let columns = tag.number("number-columns-repeated").unwrap_or(1);
            found.hidden_columns += if columns < 1000 { columns } else { 0 };
        } else if is_cell(tag) {
            let here = walk.area();
            let (rows, columns) = (tag.number("number-rows-spanned"), tag.number("number-columns-spanned"));
            if rows.is_some_and(|n| n > 1) || columns.is_some_and(|n| n > 1) {
                let to = |from: u32, span: Option<u32>| from.saturating_add(span.unwrap_or(1)).saturating_sub(1);
                found.merged.push(Area {
                    rows: (here.rows.0, to(here.rows.0, rows)),
                    columns: (here.columns.0, to(here.columns.0, columns)),
                });
            }
            if tag.attribute("value-type") == Some("percentage") {
                found.shares.push(here);
            }
            if tag.attribute("formula").is_some() && tag.attribute("value-type").is_none() {
                found.formulas.push((here.rows.0, here.columns.0));
            }
        }
        ControlFlow::Continue(())
    })?;
    // Empty rows below the table may be hidden without anyone missing them.
    found.hidden_rows =
        hidden.iter().filter(|(from, _)| *from <= walk.last).map(|(from, to)| to.min(&walk.last) - from + 1).sum();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_from_its_corners() {
        assert_eq!(area("B5:C7"), Some(Area { rows: (5, 7), columns: (2, 3) }));
        assert_eq!(area("AA1:XFD1048576"), Some(Area { rows: (1, 1_048_576), columns: (27, 16_384) }));
        assert_eq!((area("B5"), area("5:7"), area(":")), (None, Some(Area { rows: (5, 7), columns: (0, 0) }), None));
    }
}
