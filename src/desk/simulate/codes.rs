//! Codes of remarks about making the invented region.

use crate::diag::{Code, Severity};

/// A size that cannot be made.
pub static SIZE: Code = Code {
    id: "G820",
    severity: Severity::Error,
    title: "regionen går inte att göra i den storleken",
    explanation: "Antalet rader gäller alla datamängder tillsammans. De små tabellerna, med en rad per enhet och vecka eller månad, finns alltid, så regionen kan inte bli hur liten som helst. Uppåt går gränsen vid tvåhundra miljoner rader. Fem år är det mesta.",
};
/// An unknown dataset.
pub static NO_SUCH_TABLE: Code = Code {
    id: "G821",
    severity: Severity::Error,
    title: "datamängden finns inte",
    explanation: "Med `--only` skrivs bara vissa datamängder. Deras id står i `controls/datasets.yaml`, till exempel `vantande` eller `operationer`; `granska list datasets` räknar upp dem.",
};
/// Parquet failed.
pub static PARQUET: Code = Code {
    id: "G822",
    severity: Severity::Error,
    title: "Parquet-filen går inte att skriva",
    explanation: "Raderna gjordes men gick inte att skriva som Parquet. Inget har fått sitt namn i mappen. Försök igen; blir det samma fel är det ett fel i granska.",
};

/// No folder was given.
pub static NO_FOLDER: Code = Code {
    id: "G823",
    severity: Severity::Error,
    title: "mappen är inte angiven",
    explanation: "Region Exempel skrivs i en egen mapp som du väljer med `--out MAPP`, aldrig bland projektets egna data. Mappen ska vara tom, saknas, eller ha gjorts med samma kommando förut.",
};

/// Dirt that cannot be put in.
pub static DIRT: Code = Code {
    id: "G860",
    severity: Severity::Error,
    title: "felen går inte att lägga i",
    explanation: "Med `--dirt` läggs fel i leveranserna, så många av tusen rader, och var de ligger skrivs i `facit/fel.csv`. Fler än 40 av tusen går inte: då läggs nästan varje leverans åt sidan, och det som prövas är ett och samma fel. Rättigheter och utrymme ska räcka för dubbla filer medan det pågår.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&SIZE, &NO_SUCH_TABLE, &PARQUET, &NO_FOLDER, &DIRT];
