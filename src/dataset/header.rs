//! The names in the header held against the contract.
//!
//! Reads no rows. A file whose first row has none of the names is taken to have no header, and its cells are not shown.

use super::codes;
use super::found::{Found, shown};
use super::person::holds_person_number;
use crate::diag::{Cell, Place, Remark, nearest};
use crate::field::contract::{Dataset, folded};
use crate::words::{counted, number};
use std::collections::{BTreeMap, BTreeSet};

/// The most columns of a table.
pub(super) const MAX_COLUMNS: usize = 2_000;

/// Unknown columns told one by one; the rest are counted.
const TOLD: usize = 20;

/// The header of one table.
pub(super) struct Header<'h> {
    /// Names as they stand, trimmed.
    pub names: &'h [String],
    /// Its row.
    pub row: u32,
    /// Its sheet; empty for a file of one table.
    pub sheet: &'h str,
}

/// A name as it is compared: lower case, without accents, letters and digits alone.
pub(super) fn normalised(name: &str) -> String {
    folded(name)
}

/// The column of the contract that each name stands for. A name of a column comes before a label, and a label before an alias.
pub(super) fn matched(names: &[String], contract: &Dataset) -> Vec<Option<usize>> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let columns = || contract.columns.iter().enumerate();
    let by_name = columns().map(|(at, c)| (c.name.as_str(), at));
    let by_label = columns().map(|(at, c)| (c.label.as_str(), at));
    let by_alias = columns().flat_map(|(at, c)| c.aliases.iter().map(move |a| (a.as_str(), at)));
    for (name, at) in by_name.chain(by_label).chain(by_alias) {
        known.entry(normalised(name)).or_insert(at);
    }
    known.remove("");
    names.iter().map(|name| known.get(&normalised(name)).copied()).collect()
}

/// Says what is wrong with the header. Gives the column of the contract for each column of the file, or `None` when the rows cannot be
/// read under these names; columns of the contract may be missing all the same.
pub(super) fn hold(header: &Header<'_>, contract: &Dataset, found: &mut Found) -> Option<Vec<Option<usize>>> {
    let place = |number: usize, name: &str| {
        let cell = Cell { sheet: header.sheet.to_owned(), number: number as u32, name: name.to_owned() };
        Place::cell(found.file(), header.row, cell)
    };
    if header.names.len() > MAX_COLUMNS {
        too_many(header, header.names.len(), found);
        return None;
    }
    let matches = matched(header.names, contract);
    let declared = || contract.columns.iter().map(|c| c.name.as_str());
    let missing: Vec<&str> = contract
        .columns
        .iter()
        .enumerate()
        .filter(|(at, _)| !matches.contains(&Some(*at)))
        .map(|(_, c)| c.name.as_str())
        .collect();
    let mut refusals: Vec<Remark> = (1..)
        .zip(header.names)
        .filter(|(_, name)| holds_person_number(name))
        .map(|(number, _)| {
            Remark::new(&codes::PERSON_NUMBER, format!("rubriken i kolumn {number} ser ut som ett personnummer"))
                .at(place(number, ""), "rubriken visas inte")
                .help("ta bort uppgiften hos den som lämnade filen, och kontrollera om filen redan har spridits")
        })
        .collect();

    if missing.len() == contract.columns.len() {
        let near = header.names.iter().find_map(|name| nearest(name, declared()).map(|near| (name, near)));
        let all: Vec<&str> = declared().collect();
        let mut remark = Remark::new(
            &codes::MISSING_COLUMN,
            format!("första raden har ingen av kolumnerna i kontraktet `{}`", contract.id),
        )
        .at(place(0, ""), "här väntades kolumnernas namn")
        .help(format!("låt första raden vara `{}`", all.join(";")));
        if let Some((name, near)) = near {
            remark = remark.help(format!("`{}` liknar `{near}`", shown(name)));
        }
        refusals.into_iter().for_each(|r| found.refuse(r));
        found.refuse(remark.at(contract.place.clone(), "kontraktet"));
        return None;
    }
    // Names in the file that the contract lacks, each with the missing column it is near to.
    let unknown = || {
        (1..)
            .zip(header.names)
            .zip(&matches)
            .filter(|((_, name), m)| m.is_none() && !holds_person_number(name))
            .map(|((number, name), _)| (number, name.as_str()))
    };
    let misspelled: BTreeMap<&str, &str> =
        unknown().filter_map(|(_, name)| nearest(name, missing.iter().copied()).map(|near| (name, near))).collect();
    if !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let word = if missing.len() == 1 { "kolumnen" } else { "kolumnerna" };
        let mut remark = Remark::new(&codes::MISSING_COLUMN, format!("{word} {} saknas", names.join(", ")))
            .at(place(0, ""), "rubrikraden")
            .at(contract.place.clone(), "kontraktet");
        for (name, near) in &misspelled {
            remark = remark.help(format!("`{}` finns i filen; menades `{near}`?", shown(name)));
        }
        refusals.push(remark.help("alla kolumner i kontraktet ska finnas, även de som får vara tomma"));
    }
    let twice = twice(header, contract, &matches, place);
    let readable = twice.is_empty();
    refusals.extend(twice);

    let mut seen = BTreeSet::new();
    // In a workbook a column without a name is no part of the table; what stands in it is told by its reader.
    let named = |name: &str| !name.is_empty() || header.sheet.is_empty();
    let others: Vec<(usize, &str)> = unknown()
        .filter(|(_, name)| !misspelled.contains_key(name) && named(name))
        .filter(|(_, name)| seen.insert(*name))
        .collect();
    let mut mentions = Vec::new();
    for (number, name) in others.iter().take(TOLD) {
        let label =
            if name.is_empty() { "en kolumn utan namn".to_owned() } else { format!("kolumnen `{}`", shown(name)) };
        let mut remark = Remark::new(
            &codes::UNKNOWN_COLUMN,
            format!("{label} finns inte i kontraktet `{}` och används inte", contract.id),
        )
        .at(place(*number, &shown(name)), "rubrikraden")
        .at(contract.place.clone(), "kontraktet");
        if let Some(near) = nearest(name, declared()) {
            remark = remark.help(format!("den liknar `{near}`, som också finns i filen"));
        }
        mentions.push(remark.help("ta bort kolumnen, eller lägg till den i kontraktet"));
    }
    if let Some((number, name)) = others.get(TOLD) {
        let more = counted((others.len() - TOLD) as u64, "kolumn", "kolumner");
        let message = format!("ytterligare {more} finns inte i kontraktet `{}` och används inte", contract.id);
        mentions.push(
            Remark::new(&codes::UNKNOWN_COLUMN, message)
                .at(place(*number, &shown(name)), "den första av dem")
                .at(contract.place.clone(), "kontraktet")
                .help("ta bort kolumnerna, eller lägg till dem i kontraktet"),
        );
    }
    refusals.into_iter().for_each(|r| found.refuse(r));
    mentions.into_iter().for_each(|r| found.mention(r));
    readable.then_some(matches)
}

/// Says that a table has more columns than any table has.
pub(super) fn too_many(header: &Header<'_>, columns: usize, found: &mut Found) {
    let cell = Cell { sheet: header.sheet.to_owned(), ..Cell::default() };
    let remark = Remark::new(&codes::TOO_MANY_COLUMNS, format!("rubrikraden har {} kolumner", number(columns as u64)))
        .at(Place::cell(found.file(), header.row, cell), "rubrikraden")
        .help("lämna en rad per uppgift, med kolumnerna i kontraktet");
    found.refuse(remark);
}

/// Columns that stand for the same thing. Columns without a name are not used, so it does not matter how many they are.
fn twice(
    header: &Header<'_>,
    contract: &Dataset,
    matches: &[Option<usize>],
    place: impl Fn(usize, &str) -> Place,
) -> Vec<Remark> {
    /// What a column is in the contract, or else its name in the file.
    type Meaning = (Option<usize>, String);
    let mut by_meaning: BTreeMap<Meaning, Vec<(usize, &str)>> = BTreeMap::new();
    for ((number, name), at) in (1..).zip(header.names).zip(matches) {
        let other = if at.is_none() { name.clone() } else { String::new() };
        by_meaning.entry((*at, other)).or_default().push((number, name));
    }
    let mut remarks = Vec::new();
    for ((at, other), columns) in by_meaning {
        let ([(_, first), (second, _), ..], false) = (columns.as_slice(), at.is_none() && other.is_empty()) else {
            continue;
        };
        let same = columns.iter().all(|(_, name)| name == first);
        let meant = at.and_then(|at| contract.columns.get(at)).map_or(other.as_str(), |c| c.name.as_str());
        let message = if same {
            format!("`{}` står flera gånger i rubrikraden", shown(first))
        } else {
            let names: Vec<String> = columns.iter().map(|(_, name)| format!("`{}`", shown(name))).collect();
            format!("{} är samma kolumn i kontraktet, `{meant}`", names.join(" och "))
        };
        remarks.push(
            Remark::new(&codes::DUPLICATE_COLUMN, message)
                .at(place(*second, &shown(meant)), "rubrikraden")
                .help("ta bort den ena kolumnen, eller ge den ett annat namn"),
        );
    }
    remarks
}
