//! Forms that divisions fill in: a workbook out, reviewable text in.
//!
//! Makes bytes and texts, opens and writes no file. A form is known again by its hidden sheet, whoever saved it, and each answer is
//! held against what the project holds today.

mod actions;
mod answers;
mod build;
pub mod codes;
mod collect;
mod given;
mod guide;
pub mod model;
mod read;
mod register;
mod remarks;
mod rules;
mod stored;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub use build::{Ask, form};
pub use collect::{Change, Collected, Known, Project, collect, own_file};
pub use given::{Returned, alike, returned};
pub use read::MAX_BYTES;
pub use stored::{NotOurs, matches, rows};
pub use write::workbook;

/// The version of the hidden sheet.
const FORMAT: u32 = 1;
/// The name of the hidden sheet.
const HIDDEN: &str = "granska";
/// What its first cell says.
const MARK: &str = "granska-formular";
