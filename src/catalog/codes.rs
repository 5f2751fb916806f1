//! Codes of faults of meaning: G101–G119 here, for all files of the catalogue; the others of G100–G199 in `controls`, G200–G299 in `record`.

use crate::diag::{Code, Severity};

pub(super) const fn error(id: &'static str, title: &'static str, explanation: &'static str) -> Code {
    Code { id, severity: Severity::Error, title, explanation }
}

pub(super) const fn warning(id: &'static str, title: &'static str, explanation: &'static str) -> Code {
    Code { id, severity: Severity::Warning, title, explanation }
}

/// A file that nobody reads.
pub static UNKNOWN_FILE: Code = warning(
    "G101",
    "filen läses inte",
    "Filen ligger under `controls/` eller `data/` men har ett namn eller en plats som inte betyder något där, så det som står i den kommer inte med \
i något dokument. Ofta är namnet felstavat, till exempel `question.yaml` i stället för `questions.yaml`. Byt namn på filen, eller flytta den därifrån.",
);
/// Folder or file named otherwise than its id.
pub static NAME_DIFFERS: Code = error(
    "G102",
    "namn och id skiljer sig",
    "En granskning och en organisation heter som sin mapp och en modell som sin fil, så att den som läser en hänvisning eller en sökväg vet vad den \
gäller. Här står ett annat id. Ändra id:t, eller byt namn på mappen eller filen.",
);
/// Not an id.
pub static INVALID_ID: Code = error(
    "G105",
    "ogiltigt id",
    "Ett id blir del av filnamn och adresser och får därför bara ha bokstäverna a–z och A–Z, siffror, `-`, `_` och `.`. Det börjar med en bokstav eller \
siffra, är högst 64 tecken långt och innehåller inte två punkter i rad. Skriv å och ä som a, ö som o och mellanslag som `-`.",
);
/// The same id twice.
pub static DUPLICATE_ID: Code = error(
    "G106",
    "samma id två gånger",
    "Ett id pekar ut en enda sak. När två av samma slag har samma id går det inte att veta vilken en hänvisning menar. Ge den ena ett annat id och \
ändra hänvisningarna till den, eller ta bort den om den är en upprepning.",
);
/// A text without content.
pub static EMPTY_TEXT: Code = error(
    "G107",
    "texten är tom",
    "Nyckeln finns men har ingen text, vilket skulle ge ett tomt ställe i dokumenten. Skriv texten. En frivillig nyckel som källan inte \
säger något om lämnas bort helt.",
);
/// A character nobody sees.
pub static CONTROL_CHARACTER: Code = warning(
    "G108",
    "osynligt tecken i texten",
    "Texten innehåller ett styrtecken, ofta något som följt med när texten kopierades ur en PDF. Det syns inte på skärmen men kan \
ändra hur texten visas och gör att den inte går att jämföra med källan. Ta bort tecknet, eller skriv om raden för hand.",
);
/// A list with nothing in it.
pub static EMPTY_LIST: Code = error(
    "G109",
    "listan är tom",
    "Nyckeln finns men listan under den har inget innehåll, och utan innehåll betyder den ingenting. Fyll i listan, eller ta bort nyckeln om den är frivillig.",
);
/// Not a period.
pub static BAD_PERIOD: Code = error(
    "G110",
    "perioden går inte att läsa",
    "En period skrivs som år `2020`, flera år `2015-2016`, tertial `2020T2`, månad `2020-02` eller vecka `2020-W07`, och den måste finnas i \
kalendern. Av flera år står det tidigaste först.",
);
/// Not a fraction.
pub static BAD_FRACTION: Code = error(
    "G111",
    "bråket går inte att läsa",
    "Gränser och andelar läses exakt, så att en bedömning på gränsen aldrig beror på avrundning. De skrivs som bråk, `1/4`, eller som procent med \
högst en decimal, `62,5 %`, och ligger mellan 0 och 1. Decimaltal som `0,25` skrivs om till bråk.",
);
/// Something of ours that is not signed as ours.
pub static NOT_SIGNED: Code = error(
    "G112",
    "granskas egen uppgift är inte märkt `granska`",
    "Granskningarna säger inte vilket steg ett moment hör till, vilken fråga en rekommendation svarar mot eller hur ett uttalande ska kodas. Sådana \
kopplingar, kodningar och noteringar är granskas egna och märks `by: granska`, så att ingen tar dem för revisorernas ord. Inget annat namn kan stå där; \
är det revisorernas egna ord skrivs de i stället som `text` med `source`.",
);
/// Not a date.
pub static BAD_DATE: Code = error(
    "G113",
    "inget datum",
    "Datum skrivs med år, månad och dag: `2021-03-02`. De läses exakt och måste finnas i almanackan, så `2021-02-30` går inte. Är dagen okänd \
utelämnas nyckeln; hitta aldrig på en dag.",
);

/// The codes that all files share.
pub static SHARED: &[&Code] = &[
    &UNKNOWN_FILE,
    &NAME_DIFFERS,
    &INVALID_ID,
    &DUPLICATE_ID,
    &EMPTY_TEXT,
    &CONTROL_CHARACTER,
    &EMPTY_LIST,
    &BAD_PERIOD,
    &BAD_FRACTION,
    &NOT_SIGNED,
    &BAD_DATE,
];

/// All codes of this room in their order.
pub fn codes() -> Vec<&'static Code> {
    let mut codes =
        [SHARED, super::controls::codes::CODES, super::controls::codes::contracts::CODES, super::record::codes::CODES]
            .concat();
    codes.sort_by_key(|code| code.id);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_its_own_and_explained_in_whole_sentences() {
        let codes = codes();
        let ids: BTreeSet<_> = codes.iter().map(|c| c.id).collect();
        assert_eq!(ids.len(), codes.len(), "a code is never reused");
        for code in codes {
            assert!(code.explanation.ends_with('.') && code.explanation.len() > 80, "{}", code.id);
            assert!(!code.title.ends_with('.') && !code.title.is_empty(), "{}", code.id);
        }
    }
}
