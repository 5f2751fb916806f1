//! What a measure is held against: its target, limits, values of reference, and the days that its series breaks on.

use super::super::codes;
use super::super::datasets::bounds::End;
use super::super::forms::measures::{BetterForm, LimitsForm, MeasureForm, MeasureUnitForm};
use super::examples::decimal;
use crate::catalog::check::Check;
use crate::diag::Remark;
use crate::field::held::{Limits, Reference, SeriesBreak};
use crate::field::measure::Kind;
use crate::field::period::Period;
use crate::field::quantity::Ratio;
use crate::placed::{At, Scalar};
use chrono::NaiveDate;

/// A value in the unit of the measure: `90 %`, `7,5`.
pub(super) fn value(check: &mut Check<'_>, form: &MeasureForm, text: &At<Scalar>) -> Option<Ratio> {
    let unit = form.unit.value;
    let is_percent = matches!(unit, MeasureUnitForm::Share | MeasureUnitForm::Percent);
    let is_index = matches!(unit, MeasureUnitForm::Index);
    let bare = text.value.0.trim();
    let number = match bare.strip_suffix('%') {
        Some(number) if is_percent => decimal(number.trim_end()),
        Some(_) => None,
        None if is_percent => None,
        None => decimal(bare),
    };
    let Some(number) = number else {
        let example = if is_percent { "`90 %`" } else { "`7,5`" };
        let remark = Remark::new(&codes::contracts::BAD_BOUND, format!("`{bare}` är inget värde av måttet"))
            .at(check.place(text), "går inte att hålla en siffra mot")
            .help(format!("skriv det i måttets enhet, till exempel {example}"));
        check.say(remark);
        return None;
    };
    let number =
        if is_percent || is_index { Ratio::of(number.part(), number.whole().checked_mul(100)?)? } else { number };
    let is_outside = matches!(unit, MeasureUnitForm::Share) && number.fraction().is_none();
    if is_outside {
        let remark = Remark::new(&codes::LIMIT_OUTSIDE, format!("en andel blir aldrig {bare}"))
            .at(check.place(text), "ska vara från 0 till 100 %")
            .help("rätta värdet, eller räkna måttet som en kvot med `unit: percent` om det får överstiga hundra");
        check.say(remark);
        return None;
    }
    Some(number)
}

pub(super) fn limits(check: &mut Check<'_>, form: &MeasureForm, limits: &LimitsForm) -> Option<Limits> {
    if matches!(form.better, BetterForm::Neither) {
        let remark = Remark::new(&codes::LIMIT_OUTSIDE, "måttet har gränser men inget håll som är bättre")
            .at(check.place(&limits.met), "`better: neither`")
            .help("skriv `better: higher` eller `better: lower`, eller ta bort gränserna");
        check.say(remark);
        return None;
    }
    let met = value(check, form, &limits.met);
    let partly = limits.partly.as_ref().map(|text| (value(check, form, text), text));
    let partly = match partly {
        Some((value, text)) => Some((value?, text)),
        None => None,
    };
    match Limits::new(form.better.into(), met?, partly.map(|(value, _)| value)) {
        Ok(limits) => Some(limits),
        Err(_) => {
            let remark =
                Remark::new(&codes::LIMIT_OUTSIDE, "gränsen för uppfyllt kräver mindre än den för delvis uppfyllt")
                    .at(check.place(&limits.met), "`met`")
                    .help("byt plats på gränserna, eller rätta `better`");
            let remark = partly.iter().fold(remark, |r, (_, text)| r.at(check.place(text), "`partly`"));
            check.say(remark);
            None
        }
    }
}

/// Fewer than five are not told where rows are people's: there is no national threshold, and five is the lowest in use.
pub(super) fn threshold(kind: &Kind) -> u64 {
    match kind {
        Kind::Share { .. }
        | Kind::Count { .. }
        | Kind::Ratio { .. }
        | Kind::Spread { .. }
        | Kind::Sum { .. }
        | Kind::Within { .. }
        | Kind::Elapsed { .. }
        | Kind::Fulfilment { .. }
        | Kind::Flow { .. }
        | Kind::Utilisation { .. }
        | Kind::Index { .. } => 5,
        Kind::Gap { .. } | Kind::Coverage { .. } | Kind::Completeness { .. } | Kind::Attested { .. } | Kind::Quoted => {
            0
        }
    }
}

pub(super) fn references(check: &mut Check<'_>, form: &MeasureForm) -> Vec<Reference> {
    let mut references = Vec::new();
    for of in &form.references {
        let (label, source) = (check.text("label", &of.label), check.scalar("source", &of.source));
        references.extend(value(check, form, &of.value).map(|value| Reference { label, value, source }));
    }
    references
}

pub(super) fn breaks(check: &mut Check<'_>, form: &MeasureForm) -> Vec<SeriesBreak> {
    let mut breaks = Vec::new();
    for of in &form.breaks {
        let why = check.text("why", &of.why);
        breaks.extend(day(check, Some(&of.from), End::Least).map(|from| SeriesBreak { from, why }));
    }
    breaks
}

/// The first or last day of a year, month or day: `2019`, `2019-07`, `2025-07-01`.
pub(super) fn day(check: &mut Check<'_>, text: Option<&At<Scalar>>, end: End) -> Option<NaiveDate> {
    let text = text?;
    let written = text.value.0.as_str();
    let found = written.parse().ok().or_else(|| {
        let period = Period::parse(written).ok().filter(|p| matches!(p, Period::Year(_) | Period::Month { .. }))?;
        Some(match end {
            End::Least => period.first_day(),
            End::Most => period.last_day(),
        })
    });
    if found.is_none() {
        let remark = Remark::new(&codes::contracts::BAD_BOUND, format!("`{written}` är ingen dag"))
            .at(check.place(text), "ska vara en dag, en månad eller ett år")
            .help("skriv till exempel `2019-01-01`, `2019-01` eller `2019`");
        check.say(remark);
    }
    found
}
