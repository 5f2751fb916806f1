//! Codes of faults in the follow-up register: G270–G299.
//!
//! Listed with the others in `codes::CODES`; never a list of its own.

use crate::diag::{Code, Severity};

/// A correction of an unknown entry.
pub static UNKNOWN_ENTRY: Code = Code {
    id: "G270",
    severity: Severity::Error,
    title: "posten som rättas finns inte",
    explanation: "En post i registret ändras aldrig; den återkallas av en ny post som nämner den gamlas id. Det id som anges \
här finns inte bland granskningens poster. Rätta id:t.",
};
/// A correction of itself or a later entry.
pub static CORRECTS_LATER: Code = Code {
    id: "G271",
    severity: Severity::Error,
    title: "en post kan bara rätta en tidigare",
    explanation: "Registret läses från äldst till yngst, och en rättelse gäller något som redan står där. Här rättas en senare \
post, eller posten sig själv. Kontrollera datum och id.",
};
/// A recommendation the audit does not have.
pub static UNKNOWN_RECOMMENDATION: Code = Code {
    id: "G272",
    severity: Severity::Error,
    title: "okänd rekommendation",
    explanation: "Rekommendationen finns inte i granskningens `recommendations.yaml`. En post om en okänd rekommendation \
skulle aldrig synas i uppföljningen. Rätta id:t.",
};
/// A part that no recommendation has, or another recommendation has.
pub static UNKNOWN_PART: Code = Code {
    id: "G273",
    severity: Severity::Error,
    title: "okänd del",
    explanation: "Delen finns inte under den rekommendation det gäller i granskningens `recommendations.yaml`. Delarna avgör \
hur långt helheten har kommit, så varje del som nämns måste finnas. Rätta id:t.",
};
/// An improvement that observations.yaml does not hold.
pub static UNKNOWN_IMPROVEMENT: Code = Code {
    id: "G274",
    severity: Severity::Error,
    title: "okänd förbättring",
    explanation: "Förbättringen finns inte under `improvements` i granskningens `observations.yaml` för den här \
organisationen. Rätta id:t, eller lägg till förbättringen om den står i granskningen.",
};
/// A status code that does not exist.
pub static UNKNOWN_STATUS: Code = Code {
    id: "G275",
    severity: Severity::Error,
    title: "okänd status",
    explanation: "Statusorden är tio och står i `controls/scales.yaml`. Den som äger en åtgärd kan sätta fyra av dem: \
`ej_paborjad`, `pagar`, `delvis` och `rapporterad`. De övriga följer av andra slags poster.",
};
/// A status that only another kind of entry can set.
pub static NOT_BY_HAND: Code = Code {
    id: "G276",
    severity: Severity::Error,
    title: "den statusen kan inte sättas så",
    explanation: "Vissa statusord följer av något annat än en rapport från den som äger åtgärden: verifiering görs av någon \
annan, risk accepteras av styrelsen, och revisorerna avslutar, ersätter och återöppnar. Därför skrivs de med \
egna slags poster, som bär de uppgifter som krävs. Byt `status` mot den post som hjälpraden nämner.",
};
/// Partly carried out without what remains.
pub static NO_REMAINS: Code = Code {
    id: "G277",
    severity: Severity::Error,
    title: "det framgår inte vad som återstår",
    explanation: "Är en rekommendation delvis genomförd måste det framgå vilka delar som återstår, annars går det inte att \
följa upp resten. Räkna upp delarnas id under `remains`, eller skriv en post för varje del.",
};
/// A report or verification without evidence.
pub static NO_EVIDENCE: Code = Code {
    id: "G278",
    severity: Severity::Error,
    title: "underlag saknas",
    explanation: "Att något är genomfört måste gå att visa. Ange under `evidence` minst ett underlag som går att slå upp, till \
exempel ett protokoll, en rutin eller ett stickprov. En plan är inget underlag.",
};
/// Under way without text or forecast.
pub static NO_FORECAST: Code = Code {
    id: "G279",
    severity: Severity::Error,
    title: "pågående arbete utan beskrivning eller prognos",
    explanation: "När ett arbete pågår ska det framgå vad som görs, `text`, och när det väntas vara klart, `forecast`. Utan \
dem går det inte att se om arbetet rör sig framåt.",
};
/// Not begun, without owner or due date.
pub static NO_OWNER: Code = Code {
    id: "G280",
    severity: Severity::Error,
    title: "ansvarig eller slutdatum saknas",
    explanation: "Status `ej_paborjad` betyder att någon har tagit på sig en åtgärd till ett visst datum men inte börjat. Det \
kräver en post `action` med `owner` och `due`, samma dag eller tidigare, om rekommendationen eller dess \
delar. Lägg till den posten.",
};
/// The verifier is the owner.
pub static SELF_VERIFIED: Code = Code {
    id: "G281",
    severity: Severity::Error,
    title: "den ansvariga har verifierat sitt eget arbete",
    explanation: "En verifiering är värd något först när någon annan än den som äger åtgärden har kontrollerat. Här är det \
samma funktion. Låt någon annan verifiera, eller skriv posten som `status: { code: rapporterad, … }`.",
};
/// An extension of nothing.
pub static NO_EARLIER_DUE: Code = Code {
    id: "G282",
    severity: Severity::Error,
    title: "förlängning utan tidigare slutdatum",
    explanation: "En förlängning flyttar ett slutdatum som redan finns. Här finns inget tidigare slutdatum för det som posten \
gäller. Sätt det första datumet med en post `action`.",
};
/// An extension that is not later than the current due date.
pub static DUE_NOT_LATER: Code = Code {
    id: "G283",
    severity: Severity::Error,
    title: "förlängningen flyttar inte fram slutdatumet",
    explanation: "En förlängning ska leda till ett senare slutdatum än det som gäller. Varje förlängning räknas, så en som \
inte flyttar något gör räkningen fel. Rätta datumet, eller ta bort posten om den är ny.",
};
/// A second action with another due date.
pub static DUE_FROZEN: Code = Code {
    id: "G284",
    severity: Severity::Error,
    title: "det första slutdatumet ligger fast",
    explanation: "Det slutdatum som först sattes ligger fast, så att man alltid ser vad som lovades. Ett nytt datum skrivs som \
`extension` med ett skäl och räknas som en förlängning. En ny `action` kan ändra åtgärd och ansvarig men \
inte datumet.",
};
/// A recommendation replaced by itself.
pub static REPLACED_BY_ITSELF: Code = Code {
    id: "G285",
    severity: Severity::Error,
    title: "rekommendationen ersätts av sig själv",
    explanation: "`replaced` avslutar en rekommendation och hänvisar till den nya som gäller i stället. Här pekar den på sig \
själv. Ange den nya rekommendationens id, och under `audit` granskningens id om den står i en annan \
granskning.",
};
/// A reopening of something open.
pub static NEVER_CLOSED: Code = Code {
    id: "G286",
    severity: Severity::Warning,
    title: "återöppnar något som inte var avslutat",
    explanation: "Bara det som har verifierats, avslutats, ersatts eller accepterats som risk kan öppnas igen. Här finns ingen \
sådan tidigare post. Kontrollera att posten gäller rätt rekommendation och att inget saknas i registret.",
};
/// Entries about an audit that the organisation has no record of.
pub static NOT_MADE_HERE: Code = Code {
    id: "G287",
    severity: Severity::Error,
    title: "granskningen är inte gjord i organisationen",
    explanation: "En granskning följs upp hos den organisation som den gjordes hos, och det framgår av \
`audits/<granskning>/established.yaml` i organisationens mapp. Den filen saknas här, så rekommendationerna \
binder ingen. Lägg till den, eller rätta `audit`.",
};
