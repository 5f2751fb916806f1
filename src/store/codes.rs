//! Codes of faults of the surroundings: folders, files, rights, space.

use crate::diag::{Code, Severity};

/// No project here.
pub static NO_PROJECT: Code = Code {
    id: "G600",
    severity: Severity::Error,
    title: "inget projekt här",
    explanation: "granska arbetar i ett projekt: en mapp som innehåller `controls` (vad som frågas), `data` (vad som lämnats in) och `report-templates` (hur \
dokumenten ser ut). Programmet letar från den mapp du står i och uppåt. Med `--project MAPP` pekar du ut en annan.",
};
/// Cannot be read.
pub static UNREADABLE: Code = Code {
    id: "G601",
    severity: Severity::Error,
    title: "en fil eller mapp går inte att läsa",
    explanation: "Filen finns men operativsystemet lämnar inte ut den, eller så försvann den medan den lästes. Ingenting skrivs, eftersom en rapport utan den \
filen skulle kunna se fullständig ut.",
};
/// Too large to read.
pub static FILE_TOO_LARGE: Code = Code {
    id: "G602",
    severity: Severity::Error,
    title: "filen är för stor",
    explanation: "En enskild fil får vara högst 1 GB. Dela leveransen i flera filer.",
};
/// Cannot be written.
pub static UNWRITABLE: Code = Code {
    id: "G603",
    severity: Severity::Error,
    title: "ett resultat går inte att skriva",
    explanation: "Alla dokument skrivs först i tillfälliga filer bredvid sin plats och byter namn när de är hela. När något inte går att skriva ligger de tidigare \
dokumenten därför kvar orörda.",
};
/// A folder is missing.
pub static FOLDER_MISSING: Code = Code {
    id: "G604",
    severity: Severity::Error,
    title: "en mapp saknas i projektet",
    explanation: "Projektet behöver mapparna `controls`, `data` och, för dokument, `report-templates`. Kontrollera att hela projektet finns på plats.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[&NO_PROJECT, &UNREADABLE, &FILE_TOO_LARGE, &UNWRITABLE, &FOLDER_MISSING];
