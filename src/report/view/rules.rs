//! Rules and what they came to, as Swedish sentences: one sentence per way of rolling up.
//!
//! Compares nothing: which band a mean fell into is told by the verdict.

use super::say;
use crate::field::assessment::Assessment;
use crate::field::quantity::Fraction;
use crate::field::rating::{NotAssessable, Rating, Verdict};
use crate::field::rule::{Bands, Limit, RollUp, Rule, RuleSetBy};
use crate::words;

/// The rule of a question as one sentence, and what it asks of coverage.
pub(super) fn rule(rule: &Rule) -> String {
    let method = match rule.roll_up {
        RollUp::WorstOf => "Frågan får samma bedömning som det sämsta svaret.".to_owned(),
        RollUp::BestOf => "Frågan får samma bedömning som det bästa svaret.".to_owned(),
        RollUp::AllAnyNone => {
            "Frågan är uppfylld när alla svar är det, ej uppfylld när inget svar ens delvis är det, annars delvis uppfylld.".to_owned()
        }
        RollUp::LowerMedian => {
            "Frågan får samma bedömning som det mittersta svaret när svaren ställs i ordning; av två mittersta gäller det sämre.".to_owned()
        }
        RollUp::BandedMean(bands) => format!(
            "Medelvärde med gränser, av värdena 1, 0,5 och 0: uppfyllt {}, delvis uppfyllt {}, annars ej uppfyllt.",
            limit(bands.met()),
            limit(bands.partly())
        ),
    };
    let rated = match coverage(rule.minimum_coverage) {
        Some(least) => format!("{method} {} ska vara bedömt.", words::capitalised(&least)),
        None => method,
    };
    match &rule.set_by {
        RuleSetBy::Granska => rated,
        RuleSetBy::Auditors { source } => format!("{rated} Regeln är revisorernas ({source})."),
    }
}

/// `från 0,75` or `över 0,75`.
fn limit(limit: Limit) -> String {
    match limit {
        Limit::From(value) => format!("från {}", value_text(value)),
        Limit::Above(value) => format!("över {}", value_text(value)),
    }
}

/// A limit, exactly: `0,25`, or `1/3` where two decimals would not be exact.
fn value_text(value: Fraction) -> String {
    words::fraction(value.part(), value.whole())
}

/// Whether two decimals say the whole truth.
fn is_exact(value: Fraction) -> bool {
    100 % value.whole() == 0
}

/// The least that must be judged: `minst hälften av underlaget`.
fn coverage(least: Fraction) -> Option<String> {
    if least == Fraction::ZERO {
        None
    } else if least == Fraction::ONE {
        Some("allt underlag".to_owned())
    } else {
        Some(format!("minst {} av underlaget", words::share(least.part(), least.whole())))
    }
}

/// The line for the pocket calculator: `(3 + 0,5) ÷ 10 = 0,35`. Only a mean has one.
///
/// `terms` are the sums whose sum is divided, at most six; more are summed up first.
pub(super) fn calculation(rule: &Rule, assessment: &Assessment, terms: &[String]) -> Option<String> {
    match rule.roll_up {
        RollUp::BandedMean(_) => {}
        RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian => return None,
    }
    // Too few answers have a mean as well, but none that counts.
    assessment.verdict.rating()?;
    let reckoning = &assessment.reckoning;
    let mean = reckoning.mean?;
    let sum = match terms {
        [_, _, ..] if terms.len() <= 6 => format!("({})", terms.join(" + ")),
        [] | [_] | [_, _, ..] => words::halves(reckoning.twice_the_sum()),
    };
    let equals = if is_exact(mean) { "=" } else { "≈" };
    Some(format!("{sum} ÷ {} {equals} {}", reckoning.rated, say::hundredths(mean)))
}

/// What the rule came to and why, as one line. `word` is the verdict in running text, `ej uppfyllt`.
pub(super) fn conclusion(rule: &Rule, assessment: &Assessment, word: &str) -> String {
    let rating = match assessment.verdict {
        Verdict::Rated(rating) => rating,
        Verdict::NotApplicable => {
            return "Inget av underlaget är tillämpligt här, så frågan får ingen bedömning.".to_owned();
        }
        Verdict::NotAssessable(why) => return not_assessable(why),
    };
    match rule.roll_up {
        RollUp::WorstOf => format!("Det sämsta svaret är {word}: {word}."),
        RollUp::BestOf => format!("Det bästa svaret är {word}: {word}."),
        RollUp::LowerMedian => format!("Det mittersta svaret är {word}: {word}."),
        RollUp::AllAnyNone => match rating {
            Rating::Met => format!("Alla svar är uppfyllda: {word}."),
            Rating::PartlyMet => {
                format!("Något svar är helt eller delvis uppfyllt, men inte alla är uppfyllda: {word}.")
            }
            Rating::NotMet => format!("Inget svar är ens delvis uppfyllt: {word}."),
        },
        RollUp::BandedMean(bands) => band(bands, assessment, rating, word),
    }
}

fn band(bands: Bands, assessment: &Assessment, rating: Rating, word: &str) -> String {
    let reckoning = &assessment.reckoning;
    let mean = reckoning.mean.map(|mean| mean_text(mean, bands)).unwrap_or_default();
    match reckoning.on_limit {
        Some(Limit::From(_)) => return format!("{mean} är lika med gränsen för {word}: {word}."),
        Some(Limit::Above(_)) => return format!("{mean} är lika med gränsen, som ska överskridas: {word}."),
        None => {}
    }
    match rating {
        Rating::Met => format!("{mean} {}: {word}.", reaches(bands.met())),
        Rating::PartlyMet => format!("{mean} {} men {}: {word}.", reaches(bands.partly()), falls_short(bands.met())),
        Rating::NotMet => format!("{mean} {}: {word}.", falls_short(bands.partly())),
    }
}

/// A mean with two decimals; as the exact fraction where two decimals would read like a limit it is not.
fn mean_text(mean: Fraction, bands: Bands) -> String {
    let text = say::hundredths(mean);
    let reads_as = |limit: Limit| limit.value() != mean && say::hundredths(limit.value()) == text;
    if reads_as(bands.partly()) || reads_as(bands.met()) { format!("{mean} (≈ {text})") } else { text }
}

fn reaches(limit: Limit) -> String {
    match limit {
        Limit::From(value) => format!("når {}", value_text(value)),
        Limit::Above(value) => format!("överstiger {}", value_text(value)),
    }
}

fn falls_short(limit: Limit) -> String {
    match limit {
        Limit::From(value) => format!("når inte {}", value_text(value)),
        Limit::Above(value) => format!("överstiger inte {}", value_text(value)),
    }
}

fn not_assessable(why: NotAssessable) -> String {
    match why {
        NotAssessable::NothingStated => {
            "Inga uppgifter finns att bedöma. Frågan kan inte bedömas efter regeln.".to_owned()
        }
        NotAssessable::EvidenceMissing => {
            "Underlag saknas: granska har kodat uttalandet så att det inte går att bedöma. Frågan kan inte bedömas efter regeln."
                .to_owned()
        }
        NotAssessable::SaidSo => {
            "Underlaget säger självt att det inte går att bedöma. Frågan kan inte bedömas efter regeln.".to_owned()
        }
        NotAssessable::TooFewAnswers { rated, expected, minimum } => {
            let least = coverage(minimum).unwrap_or_else(|| "något av underlaget".to_owned());
            format!(
                "{rated} av {expected} är bedömda, och regeln kräver {least}. Frågan kan inte bedömas efter regeln."
            )
        }
    }
}

/// That the mean lands exactly on a limit, and which way one answer would have tipped it.
pub(super) fn boundary(assessment: &Assessment) -> Option<String> {
    assessment.verdict.rating()?;
    let limit = assessment.reckoning.on_limit?;
    let value = value_text(limit.value());
    let on = format!("Värdet ligger exakt på gränsen {value}.");
    Some(match limit {
        // Below 0 and above 1 there is nothing to tip over into.
        Limit::From(Fraction::ZERO) | Limit::Above(Fraction::ONE) => on,
        Limit::From(_) => format!("{on} Hade ett enda underlag bedömts sämre hade bedömningen blivit sämre."),
        Limit::Above(_) => format!("{on} Hade ett enda underlag bedömts bättre hade bedömningen blivit bättre."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::field::assessment::Reckoning;
    use crate::field::id::UnitId;
    use crate::field::rule::RuleSetBy;

    fn fraction(text: &str) -> Fraction {
        Fraction::parse(text).expect(text)
    }

    fn banded(partly: Limit, met: Limit, least: &str) -> Rule {
        let bands = Bands::new(partly, met).expect("in order");
        Rule {
            roll_up: RollUp::BandedMean(bands),
            minimum_coverage: fraction(least),
            set_by: RuleSetBy::Granska,
            place: Place::file("q.yaml"),
        }
    }

    fn plain(roll_up: RollUp) -> Rule {
        Rule { roll_up, minimum_coverage: Fraction::ZERO, set_by: RuleSetBy::Granska, place: Place::file("q.yaml") }
    }

    fn found(met: u32, partly: u32, not_met: u32, rating: Rating, on_limit: Option<Limit>) -> Assessment {
        let rated = met + partly + not_met;
        let mean = Fraction::of(u64::from(met * 2 + partly), u64::from(rated * 2));
        let reckoning = Reckoning { expected: rated, rated, not_applicable: 0, met, partly, not_met, mean, on_limit };
        Assessment { unit: UnitId::new("a").expect("an id"), verdict: Verdict::Rated(rating), reckoning }
    }

    fn check(rule: &Rule, sentence: &str) {
        assert_eq!(super::rule(rule), sentence);
    }

    #[test]
    fn each_way_of_rolling_up_is_one_sentence_with_its_limits() {
        let (quarter, most) = (fraction("1/4"), fraction("3/4"));
        check(
            &banded(Limit::From(quarter), Limit::From(most), "1/2"),
            "Medelvärde med gränser, av värdena 1, 0,5 och 0: uppfyllt från 0,75, delvis uppfyllt från 0,25, annars ej uppfyllt. Minst hälften av underlaget ska vara bedömt.",
        );
        check(
            &banded(Limit::Above(fraction("1/3")), Limit::From(Fraction::ONE), "0"),
            "Medelvärde med gränser, av värdena 1, 0,5 och 0: uppfyllt från 1,00, delvis uppfyllt över 1/3, annars ej uppfyllt.",
        );
        check(&plain(RollUp::WorstOf), "Frågan får samma bedömning som det sämsta svaret.");
        let strict = Rule { minimum_coverage: Fraction::ONE, ..plain(RollUp::BestOf) };
        check(&strict, "Frågan får samma bedömning som det bästa svaret. Allt underlag ska vara bedömt.");
    }

    #[test]
    fn a_mean_can_be_redone_with_a_pocket_calculator() {
        let rule = banded(Limit::From(fraction("1/4")), Limit::From(fraction("3/4")), "1/2");
        let assessment = found(1, 5, 4, Rating::PartlyMet, None);
        let terms = ["3".to_owned(), "0,5".to_owned()];
        assert_eq!(calculation(&rule, &assessment, &terms).as_deref(), Some("(3 + 0,5) ÷ 10 = 0,35"));
        assert_eq!(calculation(&rule, &assessment, &[]).as_deref(), Some("3,5 ÷ 10 = 0,35"));
        assert_eq!(
            conclusion(&rule, &assessment, "delvis uppfyllt"),
            "0,35 når 0,25 men når inte 0,75: delvis uppfyllt."
        );
        let third = found(1, 0, 2, Rating::PartlyMet, None);
        assert_eq!(calculation(&rule, &third, &[]).as_deref(), Some("1 ÷ 3 ≈ 0,33"));
        assert_eq!(calculation(&plain(RollUp::WorstOf), &third, &[]), None);
    }

    #[test]
    fn a_mean_on_a_limit_says_so_and_one_beside_it_is_not_rounded_onto_it() {
        let limit = Limit::From(fraction("1/4"));
        let rule = banded(limit, Limit::From(fraction("3/4")), "1/2");
        let on = found(1, 0, 3, Rating::PartlyMet, Some(limit));
        assert_eq!(
            conclusion(&rule, &on, "delvis uppfyllt"),
            "0,25 är lika med gränsen för delvis uppfyllt: delvis uppfyllt."
        );
        assert!(boundary(&on).is_some_and(|b| b.starts_with("Värdet ligger exakt på gränsen 0,25.")));
        let zero = Limit::From(Fraction::ZERO);
        let at_zero = found(0, 0, 4, Rating::PartlyMet, Some(zero));
        assert_eq!(boundary(&at_zero).as_deref(), Some("Värdet ligger exakt på gränsen 0,00."), "nothing is worse");
        let below = found(62, 0, 187, Rating::NotMet, None);
        assert_eq!(conclusion(&rule, &below, "ej uppfyllt"), "62/249 (≈ 0,25) når inte 0,25: ej uppfyllt.");
        assert_eq!(boundary(&below), None);
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        let why = NotAssessable::TooFewAnswers { rated: 1, expected: 4, minimum: Fraction::HALF };
        let assessment = Assessment { verdict: Verdict::NotAssessable(why), ..found(1, 0, 0, Rating::Met, None) };
        let text = conclusion(&plain(RollUp::WorstOf), &assessment, "kan inte bedömas");
        assert_eq!(
            text,
            "1 av 4 är bedömda, och regeln kräver minst hälften av underlaget. Frågan kan inte bedömas efter regeln."
        );
    }
}
