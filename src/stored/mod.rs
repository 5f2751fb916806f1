//! What granska leaves on disk for other programs: versioned types of their own, each with a JSON Schema.
//!
//! Not a dump of the model: a change in `field` changes nothing here unless someone changes it here. Reads and writes no file.

mod convert;
pub mod deliveries;
pub mod follow_up;
pub mod outcome;
pub mod remarks;

use schemars::Schema;

/// The schemas of everything stored, by file name without ending.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("outcome", schemars::schema_for!(outcome::StoredOutcome)),
        ("remarks", schemars::schema_for!(remarks::StoredRemarks)),
    ]
}
