//! What figures are held against: limits, the least number they may rest on, and the same unit's figures of an earlier period.

use crate::field::held::{Comparison, Movement, NotComparable, Version};
use crate::field::id::UnitId;
use crate::field::measure::{Better, Measure};
use crate::field::observation::{Figure, MissingWhy, Observation, TermOf};
use crate::field::org::OrgTree;
use crate::field::period::Period;

/// Takes away what rests on too few, and rates the rest. A quoted figure is as its source has it, but can be rated.
pub(super) fn judged(measure: &Measure, figures: &mut [Figure]) {
    for figure in figures {
        let too_few = measure.minimum_denominator.is_some_and(|least| rests_on(figure).is_some_and(|n| n < least));
        if too_few {
            figure.observation = Observation::Missing(MissingWhy::DenominatorTooSmall);
            (figure.complement, figure.terms) = (None, Vec::new());
        }
        let value = figure.observation.ratio();
        figure.held.rating = measure.limits.as_ref().zip(value).map(|(limits, value)| limits.rating(value));
    }
}

/// The whole that a figure is a part of, when it has one.
fn rests_on(figure: &Figure) -> Option<u64> {
    match figure.observation {
        Observation::Measured(share) => Some(share.whole()),
        Observation::Amount(_) => {
            let whole = figure.terms.iter().find(|t| matches!(t.of, TermOf::Whole | TermOf::Values))?;
            u64::try_from(whole.value.part() / i128::try_from(whole.value.whole()).ok()?).ok()
        }
        Observation::Counted(_)
        | Observation::Stated(_)
        | Observation::Quoted(_)
        | Observation::Missing(_)
        | Observation::Suppressed
        | Observation::NotApplicable => None,
    }
}

/// Figures of a version of a measure, for what it holds for: those that end in another version are left out, and one that begins in
/// another is missing.
pub(super) fn valid(version: &Version, figures: &mut Vec<Figure>) {
    figures.retain(|f| version.holds_on(f.key.period.last_day()));
    for figure in figures.iter_mut().filter(|f| !version.holds_on(f.key.period.first_day())) {
        figure.observation = Observation::Missing(MissingWhy::OutsideValidity);
        (figure.complement, figure.terms) = (None, Vec::new());
    }
}

/// Sets figures beside those of an earlier period, each with the version of the measure it was computed by.
pub fn compare(measure: &Measure, tree: &OrgTree, figures: &mut [Figure], earlier: &[(&Figure, u16)]) {
    for figure in figures.iter_mut() {
        let is_quoted = |f: &Figure| matches!(f.observation, Observation::Quoted(_));
        let then = figure.key.period.year_before();
        let known = earlier.iter().find(|(f, _)| {
            f.key.unit == figure.key.unit && Some(f.key.period) == then && is_quoted(f) == is_quoted(figure)
        });
        let unit = &figure.key.unit;
        let is_new = then.is_some_and(|then| is_new(tree, unit, then));
        figure.held.comparison = match (known, then) {
            (Some((known, version)), _) => Some(Comparison {
                period: known.key.period,
                earlier: known.observation,
                movement: moved(measure, tree, figure, (known, *version)),
            }),
            (None, Some(period)) if is_new => {
                let earlier = Observation::Missing(MissingWhy::NotDelivered);
                Some(Comparison { period, earlier, movement: Movement::New })
            }
            (None, _) => None,
        };
    }
}

fn is_new(tree: &OrgTree, unit: &UnitId, then: Period) -> bool {
    tree.unit(unit).is_some_and(|u| u.valid_from.is_some_and(|from| from > then.last_day()))
}

fn moved(measure: &Measure, tree: &OrgTree, now: &Figure, (then, version): (&Figure, u16)) -> Movement {
    let (from, to) = (then.key.period.first_day(), now.key.period.last_day());
    let not = Movement::NotComparable;
    if measure.breaks.iter().any(|b| from < b.from && b.from <= to) {
        return not(NotComparable::SeriesBreak);
    }
    if version != measure.version.number {
        return not(NotComparable::Definition);
    }
    if is_reorganised(tree, &now.key.unit, (then.key.period, now.key.period)) {
        return not(NotComparable::Organisation);
    }
    let (Some(value), Some(earlier)) = (now.observation.ratio(), then.observation.ratio()) else {
        return not(NotComparable::NoValue);
    };
    let lacks = |f: &Figure| f.lacks.iter().any(|l| l.why != MissingWhy::NotYetDue);
    if lacks(now) || lacks(then) {
        return not(NotComparable::Incomplete);
    }
    // An arrow never says more, nor less, than the figures that are printed.
    if measure.shows(value) == measure.shows(earlier) {
        return Movement::Unchanged;
    }
    match (value.compare(earlier).is_gt(), measure.better) {
        (true, Better::Higher) | (false, Better::Lower) => Movement::Improved,
        (true, Better::Lower) | (false, Better::Higher) => Movement::Worsened,
        (true, Better::Neither) => Movement::Higher,
        (false, Better::Neither) => Movement::Lower,
    }
}

/// Whether units came or went between two periods so that the unit is not the same: one that took over from another below the same unit
/// changes nothing there.
fn is_reorganised(tree: &OrgTree, unit: &UnitId, (then, now): (Period, Period)) -> bool {
    let below = || tree.units.iter().filter(|u| tree.is_within(&u.id, unit));
    let between = |day: chrono::NaiveDate| then.first_day() < day && day <= now.last_day();
    let is_within = |other: &UnitId| tree.is_within(other, unit) && other != unit;
    below().any(|u| {
        let came = u.valid_from.is_some_and(between);
        let took_over = || tree.units.iter().any(|p| p.successor.as_ref() == Some(&u.id) && is_within(&p.id));
        let went = u.valid_to.is_some_and(|last| between(last) && last < now.last_day());
        let handed_over = || u.successor.as_ref().is_some_and(is_within);
        let is_own = u.id == *unit;
        came && (is_own || !took_over()) || went && (is_own || !handed_over())
    })
}
