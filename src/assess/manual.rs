//! Manuals of the roll-ups.

use crate::field::manual::Manual;

const MISSING: &str = "Svar som saknas eller inte kan bedömas räknas varken för eller emot, men de räknas som väntade: är mindre än `minimum-coverage` av underlaget bedömt \
blir svaret att frågan inte kan bedömas. Det som inte är tillämpligt väntas inte. Inget av detta räknas som uppfyllt.";
const COVERAGE: &str = "`minimum-coverage`: den minsta andel av det väntade underlaget, efter vikt, som måste vara bedömd; till exempel `1/2`.";

/// One per roll-up, in the order of [`crate::field::rule::RollUp`].
pub static MANUALS: &[Manual] = &[
    Manual {
        id: "worst-of",
        title: "sämst av: så bra som det sämsta underlaget",
        measures: "Frågan får samma bedömning som det sämst bedömda underlaget.",
        why: "Passar när varje del måste hålla, till exempel i en kedja där ett brott räcker. Den är sträng: ett enda nej fäller frågan.",
        parameters: COVERAGE,
        missing: MISSING,
        example: "Ja, Ja, Delvis ger Delvis uppfyllt. Ja, Ja, Nej ger Ej uppfyllt.",
    },
    Manual {
        id: "best-of",
        title: "bäst av: så bra som det bästa underlaget",
        measures: "Frågan får samma bedömning som det bäst bedömda underlaget.",
        why: "Passar när det räcker att något finns, till exempel ett av flera sätt att nå samma mål.",
        parameters: COVERAGE,
        missing: MISSING,
        example: "Nej, Delvis, Nej ger Delvis uppfyllt.",
    },
    Manual {
        id: "all-any-none",
        title: "alla, någon, ingen: uppfyllt bara om allt är det",
        measures: "Är allt uppfyllt är frågan uppfylld. Är ingenting uppfyllt, inte ens delvis, är den ej uppfylld. Annars är den delvis uppfylld.",
        why: "Lätt att förstå och förklara. Säger däremot inget om hur nära det är.",
        parameters: COVERAGE,
        missing: MISSING,
        example: "Ja, Nej, Nej ger Delvis uppfyllt. Nej, Nej ger Ej uppfyllt.",
    },
    Manual {
        id: "lower-median",
        title: "nedre median: det mittersta underlaget",
        measures: "Underlaget läggs i ordning från sämst till bäst. Frågan får samma bedömning som det mittersta; är de mittersta två gäller det sämre.",
        why: "Tål enstaka avvikelser åt båda håll, och kräver inte att ord görs om till tal.",
        parameters: COVERAGE,
        missing: MISSING,
        example: "Nej, Delvis, Ja ger Delvis uppfyllt. Nej, Ja ger Ej uppfyllt.",
    },
    Manual {
        id: "banded-mean",
        title: "medelvärde med gränser: medelvärdet av 1, ½ och 0, lagt i band",
        measures: "Uppfyllt räknas som 1, delvis som ½ och ej som 0. Medelvärdet, vägt med punkternas vikter, jämförs med två gränser.",
        why: "Tar hänsyn till allt underlag. Var gränserna går är ett val, och ett medelvärde som hamnar på en gräns sägs därför alltid ut.",
        parameters: "`partly-from` och `met-from`: från och med gränsen. `partly-above` och `met-above`: bara över gränsen. Dessutom `minimum-coverage`: den minsta andel \
av det väntade underlaget som måste vara bedömd.",
        missing: MISSING,
        example: "Sju halva av tio: 3,5 / 10 = 0,35. Med gränserna 1/4 och 3/4 blir det Delvis uppfyllt.",
    },
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_manual_says_something_under_each_heading() {
        for m in super::MANUALS {
            assert!(
                [m.title, m.measures, m.why, m.parameters, m.missing, m.example].iter().all(|t| t.len() > 20),
                "{}",
                m.id
            );
        }
    }
}
