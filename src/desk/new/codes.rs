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

/// The skeleton would not check clean.
pub static NOT_CLEAN: Code = Code {
    id: "G802",
    severity: Severity::Error,
    title: "skelettet skulle inte bli felfritt",
    explanation: "Ett skelett skrivs bara om det är felfritt från början, eftersom ett fel i en granskning stoppar alla körningar i projektet. \
Påpekandet säger vad som skulle bli fel; välj ett annat id eller en annan organisation, eller rätta det i projektet som skelettet bygger på.",
};
/// The name is taken for the nation.
pub static RESERVED: Code = Code {
    id: "G803",
    severity: Severity::Error,
    title: "namnet är reserverat",
    explanation: "`riket` står för nationen, som ligger över alla regioner och inte är någon organisation som granskas. Välj ett annat id för organisationen.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&EXISTS, &NOT_AN_ID, &NOT_CLEAN, &RESERVED];
