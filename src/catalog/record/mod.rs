//! What `data/<organisation>/` records as YAML: the organisation, what auditors established there, and the follow-up.
//!
//! Every name is looked up in what `controls/` declares. Reads no CSV and computes no status: what was delivered is `dataset`'s
//! business, and where a recommendation stands on a date is `follow_up`'s.

mod audits;
mod checker;
pub mod codes;
mod established;
mod files;
mod forms;
mod history;
mod observations;
mod organisation;
mod register;
mod text;
mod tree;

#[cfg(test)]
mod tests;

use super::controls::Found;
use super::{Organisation, SourceText};
use crate::diag::{Place, Remark};
use crate::field::id::{AuditId, OrganisationId, UnitId};
use crate::placed;
use checker::Checker;
use files::Folder;
use forms::organisation::OrganisationForm;
use std::collections::BTreeMap;

/// Reads everything under `data/`. What is faulty is left out and has been remarked on.
pub(super) fn read(
    files: &[SourceText],
    found: &Found,
    remarks: &mut Vec<Remark>,
) -> BTreeMap<OrganisationId, Organisation> {
    let folders = files::sort(files, remarks);
    folders
        .into_iter()
        .filter_map(|(name, folder)| {
            if name == UnitId::NATION {
                nation(&folder, remarks);
                return None;
            }
            let organisation = organisation(name, &folder, found, remarks)?;
            Some((organisation.tree.id.clone(), organisation))
        })
        .collect()
}

/// The JSON Schemas of the files under `data/`, by the name of their file in `controls/schema/`.
pub(super) fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    forms::schemas()
}

/// `data/riket` holds the nation's figures as CSV and is no organisation.
fn nation(folder: &Folder<'_>, remarks: &mut Vec<Remark>) {
    remarks.extend(folder.organisation.map(|file| organisation::nation(Place::file(&file.path))));
    let read = folder
        .register
        .iter()
        .chain(folder.audits.values().flat_map(|a| [&a.established, &a.observations, &a.text]).flatten());
    remarks.extend(read.map(|file| {
        Remark::new(&codes::UNKNOWN_FILE, format!("`{}` läses inte", file.path))
            .at(Place::file(&file.path), "`data/riket` är ingen organisation")
            .help("i `data/riket` läses bara CSV-filer med rikets siffror")
    }));
}

fn organisation(name: &str, folder: &Folder<'_>, found: &Found, remarks: &mut Vec<Remark>) -> Option<Organisation> {
    let mut units = None;
    let mut tree = None;
    match folder.organisation {
        None => remarks.extend(folder.all.first().map(|file| organisation::missing(name, &file.path))),
        Some(file) => match placed::read::<OrganisationForm>(&file.path, &file.text) {
            Err(remark) => remarks.push(remark),
            Ok(form) => {
                let (known, whole) = organisation::read(name, &form, &mut Checker::new(&file.path, remarks));
                units = Some(known);
                tree = whole;
            }
        },
    }
    let made: BTreeMap<&str, audits::Made> = folder
        .audits
        .iter()
        .map(|(id, files)| (*id, audits::read(id, files, found, units.as_ref(), remarks)))
        .collect();
    let register = register::read(&folder.register, found, &made, remarks);
    let audits = made.into_iter().filter_map(|(id, made)| Some((AuditId::new(id).ok()?, made.established?))).collect();
    Some(Organisation { tree: tree?, audits, register })
}
