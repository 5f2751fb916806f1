//! The index: a ratio beside that of a reference, which is 100.

use crate::field::manual::Manual;
use crate::field::observation::{MissingWhy, Observation, Term, TermOf};

/// Its manual.
pub(super) const MANUAL: Manual = Manual {
    id: "index",
    title: "index: en kvot jämförd med en referens, som är 100",
    measures: "Hur en enhets kvot förhåller sig till hela organisationens, eller till enhetens egen ett annat år.",
    why: "Ett index gör enheter och år jämförbara utan att tala om nivån. Det räknas ur de fyra summorna, inte ur två avrundade kvoter.",
    parameters: "`part` och `whole`: som i `ratio`. `against`: `organisation` (hela organisationen, samma period) eller `{ year: ÅR }` (enheten själv, samma del av det året). `excluding`: rader som lämnas utanför, var och en med namn.",
    missing: "Saknas referensen saknas siffran, med det skälet. Är nämnaren eller referensen noll är den ej tillämplig.",
    example: "Enheten 51 200 kr per poäng, regionen 48 000: 51 200 / 48 000 = 1,067, index 107.",
};

/// The value of a unit held against a reference.
pub(super) fn value(
    own: Observation,
    reference: Option<Observation>,
    mut terms: Vec<Term>,
) -> (Observation, Vec<Term>) {
    let (Observation::Amount(own), reference) = (own, reference) else { return (own, Vec::new()) };
    let reference = match reference {
        Some(Observation::Amount(reference)) => reference,
        Some(Observation::Suppressed) => return (Observation::Suppressed, Vec::new()),
        Some(_) | None => return (Observation::Missing(MissingWhy::NoReference), Vec::new()),
    };
    terms.push(Term { of: TermOf::Reference, value: reference });
    match own.by(reference) {
        Some(value) => (Observation::Amount(value), terms),
        None => (Observation::NotApplicable, Vec::new()),
    }
}
