//! Codes of remarks about holding found faults against a list.

use crate::diag::{Code, Severity};

/// A list that cannot be read.
pub static LIST: Code = Code {
    id: "G861",
    severity: Severity::Error,
    title: "listan över inlagda fel går inte att läsa",
    explanation: "`granska simulate --score` håller det som hittas mot `facit/fel.csv`: fil, rad, kolumn, fel och vad det gäller. Ett okänt ord eller en rad med fel antal celler betyder att listan har ändrats \
eller hör till en annan version av programmet.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&LIST];
