//! Codes of documents and their templates: G500–G599.

use crate::diag::{Code, Severity};

/// An audit names a report that no template folder has.
pub static UNKNOWN_REPORT: Code = Code {
    id: "G500",
    severity: Severity::Error,
    title: "okänt dokument",
    explanation: "Under `documents:` i granskningens audit.yaml står vilka dokument som ska göras. Varje namn ska vara namnet på en mapp i report-templates/ som \
har en report.yaml. Rätta stavningen, eller kopiera en befintlig mapp och ge den det nya namnet.",
};
/// No report.yaml anywhere.
pub static NO_TEMPLATES: Code = Code {
    id: "G501",
    severity: Severity::Error,
    title: "mallar saknas",
    explanation: "Dokumenten sätts med mallar i mappen report-templates/. Ingen undermapp med en report.yaml hittades, så inget dokument kan göras. \
Kopiera mappen från en fungerande installation eller kontrollera att du står i rätt projekt.",
};
/// `report.yaml` names a template that is not there.
pub static MISSING_TEMPLATE: Code = Code {
    id: "G502",
    severity: Severity::Error,
    title: "mallfilen saknas",
    explanation: "Nyckeln `template` i report.yaml är namnet på en fil i samma mapp, i regel main.typ. Filen finns inte, så dokumentet kan inte sättas. \
Rätta namnet eller lägg dit filen.",
};
/// The id is not the name of the folder.
pub static ID_IS_NOT_FOLDER: Code = Code {
    id: "G503",
    severity: Severity::Error,
    title: "id och mapp heter olika",
    explanation: "En rapport heter som sin mapp: granskningar hänvisar till mappens namn. Står ett annat id i report.yaml går det inte att veta vilket som menas. \
Den som har kopierat en mapp behöver byta id i den nya.",
};
/// `file` cannot name a document, or two reports share it.
pub static BAD_FILE_NAME: Code = Code {
    id: "G504",
    severity: Severity::Error,
    title: "dokumentets filnamn går inte att använda",
    explanation: "Nyckeln `file` i report.yaml är dokumentets namn i out/, utan ändelse. Det får innehålla bokstäverna a–z, siffror, bindestreck, understreck och punkt, \
och två rapporter får inte ha samma namn, för då skulle det ena dokumentet skriva över det andra.",
};
/// A folder with Typst files and no report.yaml.
pub static NO_REPORT_YAML: Code = Code {
    id: "G505",
    severity: Severity::Warning,
    title: "mapp utan report.yaml",
    explanation: "En mapp i report-templates/ som har en main.typ men ingen report.yaml räknas inte som en rapport, så den används aldrig. \
Lägg till en report.yaml med id, label, file och template, eller ta bort mappen.",
};
/// No font at all.
pub static NO_FONTS: Code = Code {
    id: "G506",
    severity: Severity::Error,
    title: "typsnitt saknas",
    explanation: "Dokumenten sätts bara med typsnitten i report-templates/shared/fonts/, så att de ser likadana ut på alla datorer. Där finns inget typsnitt som går att läsa. \
Lägg dit filer av slaget .ttf eller .otf; filer av slaget .woff2 går inte att använda.",
};
/// A font file that cannot be read.
pub static FAULTY_FONT: Code = Code {
    id: "G507",
    severity: Severity::Warning,
    title: "typsnittsfilen går inte att läsa",
    explanation: "En fil i report-templates/shared/fonts/ heter som ett typsnitt men innehåller inte något. Den används inte, och texter som skulle ha satts med den \
får ett annat snitt. Hämta filen på nytt eller ta bort den.",
};
/// Typst refuses the template.
pub static TEMPLATE_FAULT: Code = Code {
    id: "G510",
    severity: Severity::Error,
    title: "mallen går inte att sätta",
    explanation: "Typst, som sätter dokumenten, stannade i mallen. Det som står vid platsen är Typsts egna ord, på engelska. Vanliga orsaker: ett skrivfel i mallen, \
eller att mallen läser en nyckel som inte alltid finns i vyn. Nycklar som kan saknas läses med `.at(\"nyckel\", default: none)`.",
};
/// Typst warns.
pub static TEMPLATE_WARNING: Code = Code {
    id: "G511",
    severity: Severity::Warning,
    title: "Typst varnar för något i mallen",
    explanation: "Dokumentet gick att sätta, men Typst varnar, till exempel för ett typsnitt som inte finns. Det som står vid platsen är Typsts egna ord, på engelska. \
Titta på dokumentet innan det lämnas ut.",
};
/// The laid-out document does not meet PDF/UA-1 or PDF/A-2a.
pub static NOT_ACCESSIBLE: Code = Code {
    id: "G512",
    severity: Severity::Error,
    title: "dokumentet uppfyller inte PDF/UA-1 och PDF/A-2a",
    explanation: "Varje dokument ska kunna läsas av alla och arkiveras. Därför skrivs det inte om något saknas, till exempel titel, textalternativ till en bild \
eller rubriknivåer i ordning. Det som står vid platsen är Typsts egna ord, på engelska. Felet rättas i mallen.",
};
/// Characters were replaced before the document was set.
pub static CLEANED: Code = Code {
    id: "G520",
    severity: Severity::Warning,
    title: "tecken har bytts ut",
    explanation: "Texten innehåller tecken som typsnittet saknar, till exempel bildtecken, eller styrtecken som inte går att skriva ut. De första har ersatts med □ \
och de andra har tagits bort, för annars går dokumentet inte att arkivera. Uppgifterna i katalog och data är orörda; det är bara dokumentet som ändras.",
};
/// A text was cut.
pub static SHORTENED: Code = Code {
    id: "G521",
    severity: Severity::Warning,
    title: "texten har kortats av",
    explanation: "En enskild text i ett dokument får vara högst 6 000 tecken, ungefär två sidor. Det som är längre avslutas med ”…(avkortad)”. Hela texten finns kvar i \
katalog och data. Dela upp den i flera stycken om allt ska skrivas ut.",
};

/// A template that does not come to an end.
pub static TOO_SLOW: Code = Code {
    id: "G513",
    severity: Severity::Error,
    title: "en mall blir inte klar",
    explanation: "Ett dokument sätts på några sekunder. Blir det inte klart på två minuter har mallen i regel en slinga som aldrig tar slut, eller bygger upp \
något orimligt stort. Ingenting skrivs; rätta mallen och kör igen.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_REPORT,
    &NO_TEMPLATES,
    &MISSING_TEMPLATE,
    &ID_IS_NOT_FOLDER,
    &BAD_FILE_NAME,
    &NO_REPORT_YAML,
    &NO_FONTS,
    &FAULTY_FONT,
    &TEMPLATE_FAULT,
    &TEMPLATE_WARNING,
    &NOT_ACCESSIBLE,
    &TOO_SLOW,
    &CLEANED,
    &SHORTENED,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_in_the_range_of_the_room() {
        let ids: Vec<_> = CODES.iter().map(|c| c.id).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|w| w[0] != w[1]), "{ids:?}");
        assert!(ids.iter().all(|id| id.starts_with("G5") && id.len() == 4), "{ids:?}");
    }
}
