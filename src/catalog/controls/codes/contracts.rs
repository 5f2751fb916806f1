//! Codes of faults in the contracts of datasets: G141–G149 and G171–G176. Words no remark itself.

use crate::catalog::codes::error;
use crate::diag::Code;

/// A column that cannot stand where it is named.
pub static WRONG_TYPE: Code = error(
    "G141",
    "kolumnens typ passar inte här",
    "En kolumn kan bara användas till det som dess typ räcker till: en enhet pekas ut av en kolumn med typen `unit`, en period av dag, vecka, månad eller period, och bara \
värden av samma slag går att jämföra eller lägga ihop. Här nämns en kolumn av ett annat slag, så regeln skulle aldrig kunna prövas. Välj en annan kolumn, eller rätta \
kolumnens `type`.",
);
/// A key that the type of the column has no use for.
pub static NOT_FOR_TYPE: Code = error(
    "G142",
    "kolumnens typ kan inte ha nyckeln",
    "`range` gäller tal, datum, klockslag, veckor och månader, `unit` och `suppressed` gäller tal, och `exists-on` gäller enheter. På en kolumn av en annan typ skulle nyckeln \
se ut att betyda något utan att göra det. Ta bort nyckeln, eller rätta kolumnens `type`.",
);
/// A bound that is no value of the column.
pub static BAD_BOUND: Code = error(
    "G143",
    "gränsvärdet går inte att läsa",
    "En gräns skrivs på samma sätt som ett värde i kolumnen och läses exakt: heltal som `0`, tal med decimaler som `\"12,5\"`, timmar som `37:30`, andelar som `62 %`, dagar som \
`2000-01-01`, månader som `2020-02` och veckor som `2020-W07`. Ett tal med decimalkomma skrivs inom citattecken. Rätta gränsen, eller rätta kolumnens `type`.",
);
/// The least value above the most.
pub static BOUNDS_UPSIDE_DOWN: Code = error(
    "G144",
    "det minsta värdet är större än det största",
    "`least` är det minsta värdet som kolumnen får ha och `most` det största. Står de tvärtom är varje värde fel, och varje rad hamnar i karantän. Byt plats på \
gränserna, eller rätta den ena.",
);
/// Two columns that a header cannot tell apart.
pub static COLUMNS_ALIKE: Code = error(
    "G146",
    "två kolumner går inte att skilja åt",
    "En kolumn känns igen på sitt namn, sin `label` eller ett av sina `aliases`, utan skillnad på stora och små bokstäver, med eller utan å, ä och ö och utan skiljetecken. \
Här passar samma rubrik på två kolumner, så det vore en gissning vilken en leverans menar. Byt namn på den ena, eller ta bort det alias som är gemensamt.",
);
/// A due day that not every month has.
pub static BAD_DUE_DAY: Code = error(
    "G147",
    "leveransdagen går inte att använda",
    "`due-day` är den dag i månaden efter perioden då leveransen senast ska ha kommit. Den ligger mellan 1 och 28, så att den finns i varje månad. En datamängd som lämnas \
när något ändras (`cadence: on-change`) har ingen sådan dag. Rätta dagen, eller ta bort den.",
);
/// A schedule that could never be held against a delivery.
pub static SCHEDULE_NEEDS: Code = error(
    "G148",
    "leveransen går inte att följa",
    "För att se vad som är lämnat måste det framgå vilken period en rad hör till (`period`) och vad som räknas som komplett. `every-moment` kräver en kolumn med typen `moment`, \
och `every-week` och `every-month` kräver en periodkolumn som säger vilken vecka eller månad raden gäller. Lägg till kolumnen, eller välj ett annat `complete`.",
);
/// Ways of writing that cannot be told apart.
pub static BAD_WRITING: Code = error(
    "G149",
    "skrivsätten går inte att skilja åt",
    "När punkten både skiljer tusental och decimaler kan `1.273` betyda två olika tal, och det får aldrig bli en gissning. Välj komma som decimaltecken, eller ta bort \
punkten ur `thousands`.",
);

/// A rule that no row could break.
pub static NEVER_BROKEN: Code = error(
    "G171",
    "regeln kan aldrig brytas",
    "Regeln är uppfylld hur än leveransen ser ut, till exempel för att en kolumn jämförs med sig själv eller för att villkoret aldrig kan gälla. Den ser ut som ett skydd \
utan att vara det. Rätta vilka kolumner regeln gäller, eller ta bort den.",
);
/// A total that is one of its parts.
pub static TOTAL_AMONG_PARTS: Code = error(
    "G172",
    "totalen är en av delarna",
    "Delarna ska tillsammans bli totalen. Står totalens kod också bland delarna räknas den två gånger, och summan stämmer bara när allt annat är noll. Ta bort den ur \
`parts`, eller rätta `total`.",
);
/// A reference from a dataset to itself.
pub static OWN_DATASET: Code = error(
    "G173",
    "regeln hänvisar till sin egen datamängd",
    "`exists-in` kräver att värdena finns i en annan datamängd. Mot den egna datamängden finns varje rad redan, så regeln säger ingenting. Skriv den andra datamängdens id.",
);
/// More decimals than are kept, or none.
pub static BAD_DECIMALS: Code = error(
    "G174",
    "antalet decimaler går inte att använda",
    "Tal med decimaler hålls exakta som hela antal av sin minsta del, med högst fyra decimaler. Ett tal utan decimaler har typen `integer`. Skriv ett antal mellan 1 och 4, \
eller välj `integer`.",
);
/// A mark of suppression that is itself a number.
pub static SUPPRESSED_IS_NUMBER: Code = error(
    "G175",
    "tecknet för ett dolt tal är självt ett tal",
    "`suppressed` räknar upp texter som betyder att ett litet antal är dolt, till exempel `\"<5\"`. Är texten själv ett tal går det inte att veta om den som levererar menar \
talet eller att det är dolt. Välj en text som inte är ett tal.",
);
/// A rule that rows could never keep.
pub static AGAINST_CONTRACT: Code = error(
    "G176",
    "regeln går emot kontraktet",
    "Regeln kräver att en kolumn är tom, fast kontraktet kräver ett värde i varje rad (`required: true`). Varje rad som regeln gäller vore fel hur den än fylls i. Ta bort \
regeln, eller ta bort `required` på kolumnen.",
);

/// All codes of this file.
pub static CODES: &[&Code] = &[
    &WRONG_TYPE,
    &NOT_FOR_TYPE,
    &BAD_BOUND,
    &BOUNDS_UPSIDE_DOWN,
    &COLUMNS_ALIKE,
    &BAD_DUE_DAY,
    &SCHEDULE_NEEDS,
    &BAD_WRITING,
    &NEVER_BROKEN,
    &TOTAL_AMONG_PARTS,
    &OWN_DATASET,
    &BAD_DECIMALS,
    &SUPPRESSED_IS_NUMBER,
    &AGAINST_CONTRACT,
];
