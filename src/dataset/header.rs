//! The names in the header held against the contract.
//!
//! Reads no rows. A file whose first row has none of the names is taken to have no header, and its cells are not shown.

use super::codes;
use super::found::{Found, shown};
use super::scan::Scan;
use crate::diag::{Place, Remark, nearest};
use crate::field::dataset::Dataset;
use std::collections::BTreeSet;

/// Whether the rows can be read under the names of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Each name stands once; columns of the contract may be missing.
    Readable,
    /// Names stand twice, or none is known.
    Unreadable,
}

/// Says what is wrong with the header.
pub(super) fn check(scan: &Scan, contract: &Dataset, found: &mut Found) -> Header {
    let place = Place::line(found.file(), scan.header_line);
    let declared = || contract.columns.iter().map(|c| c.name.as_str());
    let given: BTreeSet<&str> = scan.header.iter().map(String::as_str).collect();
    let missing: Vec<&str> = declared().filter(|name| !given.contains(name)).collect();

    if missing.len() == contract.columns.len() {
        let near = scan.header.iter().find_map(|name| nearest(name, declared()).map(|near| (name, near)));
        let all: Vec<&str> = declared().collect();
        let mut remark = Remark::new(
            &codes::MISSING_COLUMN,
            format!("första raden har ingen av kolumnerna i kontraktet `{}`", contract.id),
        )
        .at(place, "här väntades kolumnernas namn")
        .help(format!("låt första raden vara `{}`", all.join(";")));
        if let Some((name, near)) = near {
            remark = remark.help(format!("`{}` liknar `{near}`; namnen skrivs exakt som i kontraktet", shown(name)));
        }
        found.refuse(remark.at(contract.place.clone(), "kontraktet"));
        return Header::Unreadable;
    }
    if !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let word = if missing.len() == 1 { "kolumnen" } else { "kolumnerna" };
        let mut remark = Remark::new(&codes::MISSING_COLUMN, format!("{word} {} saknas", names.join(", ")))
            .at(place.clone(), "rubrikraden")
            .at(contract.place.clone(), "kontraktet");
        for (name, near) in misspelled(scan, contract, &missing) {
            remark = remark.help(format!("`{}` finns i filen; menades `{near}`?", shown(name)));
        }
        found.refuse(remark.help("alla kolumner i kontraktet ska finnas, även de som får vara tomma"));
    }

    let mut seen = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for name in &scan.header {
        if !seen.insert(name.as_str()) && twice.insert(name.as_str()) {
            let label = if name.is_empty() { "en kolumn utan namn".to_owned() } else { format!("`{}`", shown(name)) };
            found.refuse(
                Remark::new(&codes::DUPLICATE_COLUMN, format!("{label} står flera gånger i rubrikraden"))
                    .at(place.clone(), "rubrikraden")
                    .help("ta bort den ena kolumnen, eller ge den ett annat namn"),
            );
        }
    }

    let told: BTreeSet<&str> = misspelled(scan, contract, &missing).into_iter().map(|(name, _)| name).collect();
    for name in seen.iter().filter(|name| !declared().any(|d| d == **name) && !told.contains(*name)) {
        let label =
            if name.is_empty() { "en kolumn utan namn".to_owned() } else { format!("kolumnen `{}`", shown(name)) };
        let mut remark = Remark::new(
            &codes::UNKNOWN_COLUMN,
            format!("{label} finns inte i kontraktet `{}` och används inte", contract.id),
        )
        .at(place.clone(), "rubrikraden")
        .at(contract.place.clone(), "kontraktet");
        if let Some(near) = nearest(name, declared()) {
            remark = remark.help(format!("den liknar `{near}`, som också finns i filen"));
        }
        found.mention(remark.help("ta bort kolumnen, eller lägg till den i kontraktet"));
    }
    if twice.is_empty() { Header::Readable } else { Header::Unreadable }
}

/// Names in the file that the contract lacks, each with the missing column it is near to.
fn misspelled<'a>(scan: &'a Scan, contract: &Dataset, missing: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let unknown =
        scan.header.iter().map(String::as_str).filter(|name| !contract.columns.iter().any(|c| c.name == *name));
    unknown.filter_map(|name| nearest(name, missing.iter().copied()).map(|near| (name, near))).collect()
}
