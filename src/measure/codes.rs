//! Codes of rows that a measure cannot place, G395–G399.

use crate::diag::{Code, Severity};

/// Rows without a unit or a month.
pub static UNPLACED: Code = Code {
    id: "G395",
    severity: Severity::Warning,
    title: "rader som ska räknas saknar enhet eller tid",
    explanation: "Ett mått redovisas per enhet och tid. En rad som saknar någon av dem kan höra till vilken siffra som helst, och då går ingen av dem att lita på. \
Måttet beräknas därför inte. Fyll i enhet och tid, eller låt kontraktet kräva dem så att bristen syns redan när filen läses.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&UNPLACED];
