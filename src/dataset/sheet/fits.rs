//! Whether a workbook fits in memory, for rooms that open workbooks which are no deliveries.
//!
//! Opens nothing itself.

use super::SheetFormat;
use super::extras;
use super::shape::{self, Refusal};
use crate::store::Source;

/// Whether a workbook fits in memory when it is unpacked and its empty cells are counted, whatever it says of its own size. What is
/// no workbook fits.
pub fn fits(bytes: &[u8]) -> bool {
    let source = Source::in_memory("", bytes);
    let weighed = |format| match shape::look(&source, format) {
        Ok(parts) if format == SheetFormat::Ods => extras::bounded(&source, &parts),
        Ok(_) => Ok(()),
        Err(refusal) => Err(refusal),
    };
    // Of the two forms of today a file is one at most, and is refused unweighed as the other.
    let found = match weighed(SheetFormat::Xlsx) {
        Err(Refusal::Other(..)) => weighed(SheetFormat::Ods),
        found => found,
    };
    !matches!(found, Err(Refusal::Bomb(_) | Refusal::Sparse(_) | Refusal::Large(_)))
}
