//! The rule of a question: limits that stand in order and a coverage that asks for something. Rolls nothing up.

use super::codes;
use super::forms::By;
use super::forms::questions::{BandedMeanForm, RollUpForm};
use crate::catalog::check::Check;
use crate::diag::{Place, Remark};
use crate::field::quantity::Fraction;
use crate::field::rule::{Bands, Limit, LimitsInWrongOrder, RollUp, Rule, RuleSetBy};
use crate::placed::{At, Scalar};

/// Reads the rule of a question.
pub fn read(check: &mut Check<'_>, form: &At<RollUpForm>) -> Option<Rule> {
    let place = check.place(form);
    let (roll_up, coverage, by, source) = match &form.value {
        RollUpForm::WorstOf(f) => (Some(RollUp::WorstOf), &f.minimum_coverage, &f.by, &f.source),
        RollUpForm::BestOf(f) => (Some(RollUp::BestOf), &f.minimum_coverage, &f.by, &f.source),
        RollUpForm::AllAnyNone(f) => (Some(RollUp::AllAnyNone), &f.minimum_coverage, &f.by, &f.source),
        RollUpForm::LowerMedian(f) => (Some(RollUp::LowerMedian), &f.minimum_coverage, &f.by, &f.source),
        RollUpForm::BandedMean(f) => {
            (bands(check, f, &place).map(RollUp::BandedMean), &f.minimum_coverage, &f.by, &f.source)
        }
    };
    let minimum_coverage = at_least(check, coverage);
    let set_by = set_by(check, by.as_ref(), source.as_ref());
    Some(Rule { roll_up: roll_up?, minimum_coverage: minimum_coverage?, set_by, place })
}

/// Whose the rule is: the auditors' when a section is named, else granska's.
fn set_by(check: &mut Check<'_>, by: Option<&At<By>>, source: Option<&At<Scalar>>) -> RuleSetBy {
    if let Some(by) = by {
        check.ours(by);
    }
    let Some(source) = source else { return RuleSetBy::Granska };
    if let Some(by) = by {
        let remark = Remark::new(&codes::RULE_BY_BOTH, "regeln anger både `by: granska` och `source`")
            .at(check.place(by), "den ena")
            .at(check.place(source), "den andra")
            .help("behåll `source` om revisorerna anger regeln i granskningen, annars `by: granska`");
        check.say(remark);
    }
    RuleSetBy::Auditors { source: check.source(source) }
}

fn at_least(check: &mut Check<'_>, text: &At<Scalar>) -> Option<Fraction> {
    let fraction = check.fraction(text)?;
    if fraction == Fraction::ZERO {
        let remark = Remark::new(&codes::NO_COVERAGE, "`minimum-coverage` är 0, så regeln kräver inget underlag")
            .at(check.place(text), "ska vara över 0")
            .help("skriv hur stor del av svaren som måste vara bedömd, till exempel `1/2`");
        check.say(remark);
        return None;
    }
    Some(fraction)
}

/// A limit as it was written: its key, its value and which end it is.
struct Written<'f> {
    key: &'static str,
    text: &'f At<Scalar>,
    limit: Limit,
}

impl Written<'_> {
    fn shown(&self) -> String {
        format!("`{}: {}`", self.key, self.text.value.0)
    }
}

fn bands(check: &mut Check<'_>, form: &BandedMeanForm, rule: &Place) -> Option<Bands> {
    let partly =
        limit(check, ["partly-from", "partly-above"], [form.partly_from.as_ref(), form.partly_above.as_ref()], rule);
    let met = limit(check, ["met-from", "met-above"], [form.met_from.as_ref(), form.met_above.as_ref()], rule);
    let (partly, met) = (partly?, met?);
    match Bands::new(partly.limit, met.limit) {
        Ok(bands) => Some(bands),
        Err(LimitsInWrongOrder) => {
            let message = format!(
                "gränsen för uppfyllt ({}) kräver mindre än den för delvis uppfyllt ({})",
                met.shown(),
                partly.shown()
            );
            let remark = Remark::new(&codes::LIMITS_IN_WRONG_ORDER, message)
                .at(check.place(met.text), "kräver mindre")
                .at(check.place(partly.text), "än denna")
                .help("höj gränsen för uppfyllt, eller sänk den för delvis uppfyllt");
            check.say(remark);
            None
        }
    }
}

/// One limit out of its closed and its open key, of which exactly one is given.
fn limit<'f>(
    check: &mut Check<'_>,
    [from_key, above_key]: [&'static str; 2],
    texts: [Option<&'f At<Scalar>>; 2],
    rule: &Place,
) -> Option<Written<'f>> {
    let remark = match texts {
        [Some(text), None] => return Some(Written { key: from_key, text, limit: Limit::From(check.fraction(text)?) }),
        [None, Some(text)] => {
            return Some(Written { key: above_key, text, limit: Limit::Above(check.fraction(text)?) });
        }
        [Some(from), Some(above)] => {
            Remark::new(&codes::LIMIT_NOT_ONCE, format!("regeln anger både `{from_key}` och `{above_key}`"))
                .at(check.place(above), "den ena för mycket")
                .at(check.place(from), "den andra")
                .help(format!("behåll `{from_key}` om värdet självt räcker, annars `{above_key}`"))
        }
        [None, None] => {
            Remark::new(&codes::LIMIT_NOT_ONCE, format!("regeln anger varken `{from_key}` eller `{above_key}`"))
                .at(rule.clone(), "i regeln som börjar här")
                .help(format!("lägg till `{from_key}: …` om värdet självt räcker, annars `{above_key}: …`"))
        }
    };
    check.say(remark);
    None
}
