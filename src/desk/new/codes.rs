//! Codes of remarks about starting a new audit.

use crate::diag::{Code, Severity};

/// There is one already.
pub static EXISTS: Code = Code {
    id: "G800",
    severity: Severity::Error,
    title: "det finns redan något där",
    explanation: "`granska new` skriver aldrig över något som finns. Välj ett annat id, eller ta bort mappen om den inte behövs.",
};
/// Not a name of a folder.
pub static NOT_AN_ID: Code = Code {
    id: "G801",
    severity: Severity::Error,
    title: "ogiltigt id",
    explanation: "Ett id blir namnet på en mapp och skrivs i andra filer. Det består av bokstäverna a–z, siffror och bindestreck, till exempel `vardplatser-2027`. \
Sluta gärna med året, så kan samma sak granskas igen.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&EXISTS, &NOT_AN_ID];
