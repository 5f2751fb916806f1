//! Codes of questions that deliveries cannot answer, G390–G394.

use crate::diag::{Code, Severity};

/// A column that the table does not have.
pub static NO_COLUMN: Code = Code {
    id: "G390",
    severity: Severity::Error,
    title: "måttet frågar efter en kolumn som inte finns",
    explanation: "Ett mått räknar på kolumner i sin datamängd. Kolumnen finns inte i datamängdens kontrakt i `controls/datasets.yaml`, eller så saknar datamängden \
kolumnerna `enhet` och `manad` som varje mått redovisas per. Rätta måttet i `controls/measures/` eller kontraktet.",
};
/// A row that counts has no number.
pub static NO_NUMBER: Code = Code {
    id: "G391",
    severity: Severity::Warning,
    title: "en rad som ska räknas har inget tal",
    explanation: "En summa med en okänd term är okänd, inte summan av de andra. Måttet redovisas därför inte. Fyll i talet, ta bort raden, eller låt kontraktet kräva ett värde \
i kolumnen så att bristen syns redan när filen läses.",
};
/// A sum larger than can be counted exactly.
pub static TOO_LARGE: Code = Code {
    id: "G392",
    severity: Severity::Warning,
    title: "summan är för stor för att räknas exakt",
    explanation: "Summor räknas med heltal upp till omkring nio triljoner. Så stora antal finns inte i vården; troligen står något annat än ett antal i kolumnen.",
};
/// The engine gave up.
pub static ENGINE: Code = Code {
    id: "G393",
    severity: Severity::Warning,
    title: "frågan kunde inte besvaras",
    explanation: "Tabellen är läst men frågan gick inte att besvara. Det ska inte kunna hända; rapportera det gärna med måttet och en fil som visar felet, utan verkliga uppgifter.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&NO_COLUMN, &NO_NUMBER, &TOO_LARGE, &ENGINE];
