//! Deliveries: contracts, readers, rules. Files in, tables, typed registers, what is covered and remarks out; and tables of texts as Parquet.
//!
//! Computes no measure. A row with a fault is put in quarantine, a delivery with a fault of its own is set aside; nothing is guessed or mended.

mod block;
mod builder;
mod cell;
pub mod codes;
mod coverage;
mod fault;
mod files;
mod found;
mod guard;
mod header;
mod key_hash;
mod key_set;
mod lexicon;
mod names;
mod parquet;
mod parquet_in;
mod person;
mod plan;
mod raw;
mod read;
mod recognised;
mod registers;
mod remember;
mod rules;
mod runs;
mod seen;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod watch;

pub use fault::{Fault, Faults};
pub use files::{EARLIER, ENDINGS, may_be_delivery, personal_names};
pub use guard::{Panicked, contained, reads_foreign_bytes};
pub use key_set::{KeptKeys, KeySet};
pub use parquet::parquet;
pub use person::{HIDDEN, holds_person_number, may_concern_a_person, must_be_hidden, names_a_person};
pub use raw::{Part, RawRow, rows};
pub use read::{read, read_watched};
pub use registers::QUOTED as QUOTED_SHARES;
pub use remember::{Remember, Remembered};
pub use sheet::fits as workbook_fits;
pub use table::Table;
pub use watch::{Rows, Watch, Watched};

use crate::field::contract::Dataset;
use crate::field::dataset::Registers;
use crate::field::delivery::{Coverage, Quarantine};
use crate::field::id::{DatasetId, MomentId, OrganisationId};
use crate::field::observation::Delivery;
use crate::field::org::OrgTree;
use std::collections::{BTreeMap, BTreeSet};

/// What the catalogue knows that cells may refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Moments of every audit.
    pub moments: BTreeSet<MomentId>,
}

/// Whether files are fingerprinted when they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fingerprints {
    /// No: only faults are looked for.
    #[default]
    Left,
    /// Yes: figures will be printed.
    Taken,
}

/// What is kept of the files when they have been judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Datasets whose rows are held whole. Registers are always kept.
    pub tables: BTreeSet<DatasetId>,
    /// Columns that something is counted from while the files are read, by dataset.
    pub columns: BTreeMap<DatasetId, BTreeSet<String>>,
    /// Whether files are fingerprinted.
    pub fingerprints: Fingerprints,
}

/// Whose deliveries are read, and what they are held against.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The organisation.
    pub organisation: &'a OrganisationId,
    /// Its units.
    pub tree: &'a OrgTree,
    /// The contracts of the datasets.
    pub contracts: &'a [Dataset],
    /// What else cells may refer to.
    pub known: &'a Known,
    /// What is kept.
    pub keep: &'a Keep,
}

/// What a hidden number is in the texts of a table: neither empty nor a number.
pub const SUPPRESSED: &str = "‹dold›";

/// Whether a file is of a kind whose readers may stop the whole process, by the ending of its name.
pub fn is_foreign(path: &str) -> bool {
    sheet::SheetFormat::of(path).is_some()
        || path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("parquet"))
}

/// What was delivered for one organisation.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// The small registers, typed, in the order delivered.
    pub registers: Registers,
    /// The tables that are in use and kept, by dataset, in order of path; one that was set aside is not among them.
    pub tables: BTreeMap<DatasetId, Vec<Table>>,
    /// The files that were read, in the order of the contracts, those set aside too. Whoever uses rows fills in how many.
    pub files: Vec<Delivery>,
    /// Which units and periods the rows stand for.
    pub coverage: Coverage,
    /// Rows in quarantine by reason.
    pub quarantined: Vec<Quarantine>,
    /// Every fault with its place, in the order of the files.
    pub faults: Vec<Faults>,
}
