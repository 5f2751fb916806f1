//! Deliveries: contracts, readers, quality. Bytes in, tables and typed registers or remarks out; and tables of texts as Parquet.
//!
//! Never opens a file and computes no measure. A delivery with a fault is set aside whole; nothing in it is guessed or mended.

mod cell;
pub mod codes;
mod found;
mod header;
mod parquet;
mod person;
mod quality;
mod registers;
mod scan;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use cell::integer;
pub use parquet::parquet;
pub use person::holds_person_number;
pub use registers::QUOTED as QUOTED_SHARES;
pub(crate) use table::LINE;
pub use table::Table;

use crate::diag::{self, Place, Remark, nearest};
use crate::field::dataset::{Dataset, Registers};
use crate::field::id::{DatasetId, MomentId, OrganisationId};
use crate::field::observation::Delivery;
use crate::field::org::OrgTree;
use crate::store::{self, File};
use found::Found;
use header::Header;
use std::collections::{BTreeMap, BTreeSet};

/// What the catalogue knows that cells may refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Moments of every audit.
    pub moments: BTreeSet<MomentId>,
}

/// What was delivered for one organisation.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// The small registers, typed, in the order delivered.
    pub registers: Registers,
    /// The tables that are in use, by dataset; one that was set aside is not among them.
    pub tables: BTreeMap<DatasetId, Table>,
    /// The files that were read, in the order of the contracts, those set aside too. Whoever uses rows fills in how many.
    pub files: Vec<Delivery>,
}

/// Reads the deliveries of one organisation against their contracts.
///
/// Files outside the organisation's folder are ignored, as are files that are not CSV. A file that is not delivered makes no remark.
pub fn read(
    organisation: &OrganisationId,
    tree: &OrgTree,
    contracts: &[Dataset],
    known: &Known,
    files: &[File],
) -> (Deliveries, Vec<Remark>) {
    let folder = format!("data/{organisation}/");
    let names = quality::Names::new(tree, known);
    let mut deliveries = Deliveries::default();
    let mut remarks = unnamed(&folder, contracts, files);
    for contract in contracts {
        let disagreements = registers::check_contract(contract);
        let contract_holds = disagreements.is_empty();
        remarks.extend(disagreements);
        let path = format!("{folder}{}", contract.file);
        let Some(file) = files.iter().find(|f| f.path == path) else { continue };
        let mut found = Found::new(&path);
        let table = one(&file.bytes, contract, &names, &mut found);
        let set_aside = found.is_faulty() || !contract_holds || table.is_none();
        deliveries.files.push(Delivery {
            dataset: contract.id.clone(),
            label: contract.label.clone(),
            file: path,
            sha256: store::sha256(&file.bytes),
            rows_read: table.as_ref().map_or(0, |t| t.rows() as u64),
            rows_used: 0,
            set_aside,
        });
        if let Some(table) = table.filter(|_| !set_aside) {
            registers::add(contract.id.as_str(), &table, &mut deliveries.registers);
            deliveries.tables.insert(contract.id.clone(), table);
        }
        remarks.extend(found.into_remarks());
    }
    diag::sort(&mut remarks);
    (deliveries, remarks)
}

/// Reads one file: its form, its header, its cells. Later steps are skipped when an earlier one makes them meaningless.
fn one(bytes: &[u8], contract: &Dataset, names: &quality::Names<'_>, found: &mut Found) -> Option<Table> {
    let scan = scan::scan(bytes, found)?;
    let form_holds = !found.is_faulty();
    let header = header::check(&scan, contract, found);
    if !form_holds || header == Header::Unreadable {
        return None;
    }
    if scan.lines.is_empty() {
        let remark = Remark::new(&codes::NO_ROWS, format!("`{}` har rubriker men inga rader", found.file()));
        found.mention(
            remark
                .at(Place::file(found.file()), "")
                .help("det betyder att inget har uppgetts, inte att antalet är noll"),
        );
    }
    match Table::read(found.file(), scan) {
        Ok(table) => {
            quality::check(&table, contract, names, found);
            Some(table)
        }
        Err(table::Unreadable) => {
            let remark = Remark::new(&codes::UNREADABLE, format!("`{}` gick inte att läsa som tabell", found.file()));
            found.refuse(
                remark
                    .at(Place::file(found.file()), "")
                    .help("spara om filen som CSV med semikolon i UTF-8 och försök igen"),
            );
            None
        }
    }
}

/// CSV files in the folder that no contract names.
fn unnamed(folder: &str, contracts: &[Dataset], files: &[File]) -> Vec<Remark> {
    let declared = || contracts.iter().map(|c| c.file.as_str());
    let mut remarks = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix(folder) else { continue };
        let is_csv = name.len() > 4 && name.as_bytes()[name.len() - 4..].eq_ignore_ascii_case(b".csv");
        if !is_csv || declared().any(|d| d == name) {
            continue;
        }
        let remark = Remark::new(
            &codes::UNKNOWN_FILE,
            format!("`{name}` är ingen fil som någon datamängd har, och den läses inte"),
        )
        .at(Place::file(&file.path), "");
        remarks.push(match nearest(name, declared()) {
            Some(near) => remark.help(format!("menades `{near}`? byt i så fall namn på filen")),
            None => remark.help("byt namn på filen, eller lägg till en datamängd i `controls/datasets.yaml`"),
        });
    }
    remarks
}
