//! Codes of faults of form.

use crate::diag::{Code, Severity};

/// Not YAML at all.
pub static BROKEN: Code = Code {
    id: "G001",
    severity: Severity::Error,
    title: "filen går inte att läsa som YAML",
    explanation: "YAML byggs av nycklar och värden, `nyckel: värde`, med indrag av mellanslag. Vanliga orsaker: en text med kolon eller citattecken \
som inte står inom \"…\", ett tabbtecken som indrag, en klammer eller ett citattecken som aldrig stängs. Felet står ofta på raden före den som visas.",
};
/// A key that does not exist here.
pub static UNKNOWN_KEY: Code = Code {
    id: "G002",
    severity: Severity::Error,
    title: "okänd nyckel",
    explanation: "Varje slags fil har sina nycklar. En nyckel som inte finns läses aldrig i tysthet förbi, eftersom en felstavad nyckel annars skulle \
betyda att uppgiften saknas. Redigerare som läser schemat i filens första rad visar vilka nycklar som finns.",
};
/// A key that must be there.
pub static MISSING_KEY: Code = Code {
    id: "G003",
    severity: Severity::Error,
    title: "nyckel saknas",
    explanation: "Uppgiften måste finnas. Lägg till nyckeln i det block som visas. Om källan inte säger något är nyckeln i regel frivillig; just denna är det inte.",
};
/// Another kind of value.
pub static WRONG_KIND: Code = Code {
    id: "G004",
    severity: Severity::Error,
    title: "fel slags värde",
    explanation: "Här väntades ett annat slags värde, till exempel en lista (rader som börjar med `- `), ett block med nycklar, ett heltal eller en text.",
};
/// The same key twice.
pub static DUPLICATE_KEY: Code = Code {
    id: "G005",
    severity: Severity::Error,
    title: "samma nyckel två gånger",
    explanation: "Två likadana nycklar i samma block betyder att en av uppgifterna skulle gå förlorad. Ta bort den ena.",
};
/// Larger than any catalogue.
pub static TOO_LARGE: Code = Code {
    id: "G006",
    severity: Severity::Error,
    title: "filen är orimligt stor eller djup",
    explanation: "En fil i katalogen får vara högst 8 MB, 64 nivåer djup och ha ett begränsat antal hänvisningar. Gränserna skyddar mot filer som är gjorda för att \
ta slut på minnet.",
};
/// Not UTF-8.
pub static NOT_UTF8: Code = Code {
    id: "G007",
    severity: Severity::Error,
    title: "filen är inte skriven i UTF-8",
    explanation: "Katalogens filer är text i UTF-8. Filer från äldre Windowsprogram kan ha en annan kodning; då blir å, ä och ö fel. Spara om filen i UTF-8.",
};
/// Several documents.
pub static SEVERAL_DOCUMENTS: Code = Code {
    id: "G008",
    severity: Severity::Error,
    title: "filen innehåller flera dokument",
    explanation: "En rad med bara `---` skiljer dokument åt i YAML. Här ska varje fil innehålla ett dokument.",
};
/// None of the choices.
pub static UNKNOWN_CHOICE: Code = Code {
    id: "G009",
    severity: Severity::Error,
    title: "okänt val",
    explanation: "På sådana ställen finns en sluten lista av val. Hjälpraden räknar upp dem.",
};

/// All codes of this room.
pub static CODES: &[&Code] = &[
    &BROKEN,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_KIND,
    &DUPLICATE_KEY,
    &TOO_LARGE,
    &NOT_UTF8,
    &SEVERAL_DOCUMENTS,
    &UNKNOWN_CHOICE,
];
