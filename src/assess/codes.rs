//! Codes of answers that cannot be counted as they stand: G400–G499.

use crate::diag::{Code, Severity};

/// A word outside the scale.
pub static UNKNOWN_WORD: Code = Code {
    id: "G401",
    severity: Severity::Warning,
    title: "ordet finns inte i momentens skala",
    explanation: "Momentbedömningar skrivs med orden i granskningens skala, till exempel Ja, Delvis och Nej. Ett annat ord kan inte bli en bedömning utan \
gissning, så momentet räknas som ej besvarat tills ordet är rättat. Rätta ordet i leveransen, eller lägg till det i skalan i `controls/scales.yaml` om det \
ska få användas.",
};
/// A unit that the moments are not asked of.
pub static NOT_ASKED: Code = Code {
    id: "G402",
    severity: Severity::Warning,
    title: "rader för en enhet som momenten inte ställs till",
    explanation: "En granskning ställer sina moment till enheterna på en viss nivå, till exempel divisionerna. Rader för en enhet på en annan nivå, eller för \
en enhet som inte fanns under perioden, räknas inte med, eftersom samma verksamhet annars kunde räknas två gånger. Rätta enheten eller perioden på raderna, \
eller ta bort dem.",
};
/// Several answers where there can be one.
pub static SEVERAL_ANSWERS: Code = Code {
    id: "G403",
    severity: Severity::Warning,
    title: "flera svar för samma enhet, moment och period",
    explanation: "Varje enhet har högst en bedömning per moment och period. När raderna säger samma sak används den första. När de säger olika går det inte att \
veta vilken som gäller, och momentet räknas som ej besvarat. Ta bort de rader som inte gäller.",
};

/// A reason for a difference that is not there.
pub static NO_DIFFERENCE: Code = Code {
    id: "G404",
    severity: Severity::Warning,
    title: "skälet förklarar en skillnad som inte finns",
    explanation: "`differs` i established.yaml förklarar varför revisorernas bedömning är en annan än den som regeln ger. Här är de lika, så skälet visas inte \
någonstans. Det händer när regeln, underlaget eller bedömningen har ändrats sedan skälet skrevs. Ta bort `differs`, eller rätta det som har ändrats av misstag.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&UNKNOWN_WORD, &NOT_ASKED, &SEVERAL_ANSWERS, &NO_DIFFERENCE];
