//! Codes of faults of meaning: G100–G199 in `controls/`, G200–G299 in `data/`.

use crate::diag::Code;

/// All codes of this room.
pub static CODES: &[&Code] = &[];
