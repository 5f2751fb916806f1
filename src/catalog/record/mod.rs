//! What `data/<organisation>/` records as YAML: the organisation, what auditors established there, and the follow-up.
//!
//! Every name is looked up in what `controls/` declares. Reads no CSV and computes no status: what was delivered is `dataset`'s
//! business, and where a recommendation stands on a date is `follow_up`'s.

mod audits;
pub mod codes;
mod established;
mod files;
mod forms;
mod history;
mod lookup;
mod observations;
mod organisation;
mod register;
mod text;
mod tree;

#[cfg(test)]
mod tests;

use super::controls::Found;
use super::{Organisation, SourceText};
use crate::catalog;
use crate::catalog::check::Check;
use crate::diag::{Place, Remark};
use crate::field::id::{AuditId, OrganisationId, UnitId};
use files::Folder;
use forms::organisation::OrganisationForm;
use std::collections::BTreeMap;

/// Reads everything under `data/`. What is faulty is left out and has been remarked on.
pub(super) fn read(
    files: &[SourceText],
    others: &[&str],
    found: &Found,
    remarks: &mut Vec<Remark>,
) -> BTreeMap<OrganisationId, Organisation> {
    let folders = files::sort(files, others, remarks);
    folders
        .into_iter()
        .filter_map(|(name, folder)| {
            if name == UnitId::NATION {
                let nation = nation(&folder, remarks)?;
                return Some((nation.tree.id.clone(), nation));
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

/// `data/riket` holds tables of the nation's figures. Its tree is one unit and nobody declares it: whatever YAML lies there is remarked on.
fn nation(folder: &Folder<'_>, remarks: &mut Vec<Remark>) -> Option<Organisation> {
    let declared = folder.organisation.map(|file| file.path.as_str());
    remarks.extend(declared.map(|path| organisation::nation(Place::file(path))));
    let is_yaml = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
    let unread = |path: &&&str| Some(**path) != declared && is_yaml(path);
    remarks.extend(folder.all.iter().filter(unread).map(|path| {
        Remark::new(&catalog::codes::UNKNOWN_FILE, format!("`{path}` läses inte"))
            .at(Place::file(*path), "i `data/riket` läses bara leveranser")
            .help("mappen är hela landets; lägg uppgifter om en organisation i organisationens egen mapp")
    }));
    folder.all.iter().any(|path| !is_yaml(path)).then(organisation::whole_nation).flatten()
}

fn organisation(name: &str, folder: &Folder<'_>, found: &Found, remarks: &mut Vec<Remark>) -> Option<Organisation> {
    let mut units = None;
    let mut tree = None;
    match folder.organisation {
        None => remarks.extend(folder.all.first().map(|path| organisation::missing(name, path))),
        Some(file) => {
            if let Some(form) = catalog::form::<OrganisationForm>(file, remarks) {
                let made = folder.audits.keys().copied().collect();
                let around = organisation::Around { folder: name, made, found };
                let (known, whole) = organisation::read(&around, &form, &mut Check::new(&file.path, remarks));
                units = Some(known);
                tree = whole;
            }
        }
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
