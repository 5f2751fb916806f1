//! Rolls answers up to one verdict by a declared rule, in whole numbers and exact fractions.
//!
//! Knows no moments, units or words. Only ratings count towards a rating: what does not apply is outside what is expected, and
//! what could not be judged or was not answered is expected but never counts as anything.

use crate::field::assessment::{Assessment, CellOutcome, Reckoning};
use crate::field::id::UnitId;
use crate::field::quantity::Fraction;
use crate::field::rating::{NotAssessable, Rating, Verdict};
use crate::field::rule::{Bands, Limit, RollUp, Rule};

/// The assessment of one unit from its answers and their weights. The order of the answers makes no difference.
pub(super) fn assessment(
    unit: UnitId,
    rule: &Rule,
    answers: impl IntoIterator<Item = (CellOutcome, u32)>,
) -> Assessment {
    let tally = Tally::of(answers);
    let verdict = tally.verdict(rule);
    Assessment { unit, verdict, reckoning: tally.reckoning(rule, verdict) }
}

/// Weights by outcome.
#[derive(Default)]
struct Tally {
    met: u32,
    partly: u32,
    not_met: u32,
    not_applicable: u32,
    not_answered: u32,
    evidence_missing: u32,
    said_so: u32,
    otherwise_unrated: u32,
}

impl Tally {
    fn of(answers: impl IntoIterator<Item = (CellOutcome, u32)>) -> Self {
        let mut tally = Self::default();
        for (outcome, weight) in answers {
            let sum = match outcome {
                CellOutcome::NotAnswered => &mut tally.not_answered,
                CellOutcome::Answered(verdict) => match verdict {
                    Verdict::Rated(Rating::Met) => &mut tally.met,
                    Verdict::Rated(Rating::PartlyMet) => &mut tally.partly,
                    Verdict::Rated(Rating::NotMet) => &mut tally.not_met,
                    Verdict::NotApplicable => &mut tally.not_applicable,
                    Verdict::NotAssessable(NotAssessable::EvidenceMissing) => &mut tally.evidence_missing,
                    Verdict::NotAssessable(NotAssessable::SaidSo) => &mut tally.said_so,
                    // A statement coded as unstated is a silence, whoever noticed it.
                    Verdict::NotAssessable(NotAssessable::NothingStated) => &mut tally.not_answered,
                    Verdict::NotAssessable(NotAssessable::TooFewAnswers { .. }) => &mut tally.otherwise_unrated,
                },
            };
            *sum = sum.saturating_add(weight);
        }
        tally
    }

    fn rated(&self) -> u32 {
        self.met.saturating_add(self.partly).saturating_add(self.not_met)
    }

    /// Weight of what applies and was not rated.
    fn unrated(&self) -> u32 {
        self.not_answered
            .saturating_add(self.evidence_missing)
            .saturating_add(self.said_so)
            .saturating_add(self.otherwise_unrated)
    }

    fn expected(&self) -> u32 {
        self.rated().saturating_add(self.unrated())
    }

    /// The mean of 0, ½ and 1 over the rated.
    fn mean(&self) -> Option<Fraction> {
        let twice = u64::from(self.met) * 2 + u64::from(self.partly);
        Fraction::of(twice, u64::from(self.rated()) * 2)
    }

    fn verdict(&self, rule: &Rule) -> Verdict {
        match self.rating(rule.roll_up) {
            Some(rating) if self.covers(rule.minimum_coverage) => Verdict::Rated(rating),
            Some(_) | None => self.without_rating(rule.minimum_coverage),
        }
    }

    /// Whether enough of what is expected was rated.
    fn covers(&self, minimum: Fraction) -> bool {
        u128::from(self.rated()) * u128::from(minimum.whole())
            >= u128::from(self.expected()) * u128::from(minimum.part())
    }

    /// Why there is no rating: nothing applies, nothing is stated, the evidence does not exist, or there is too little of it.
    fn without_rating(&self, minimum: Fraction) -> Verdict {
        let (rated, expected, unrated) = (self.rated(), self.expected(), self.unrated());
        if expected == 0 {
            return if self.not_applicable > 0 {
                Verdict::NotApplicable
            } else {
                Verdict::NotAssessable(NotAssessable::NothingStated)
            };
        }
        Verdict::NotAssessable(if self.not_answered == expected {
            NotAssessable::NothingStated
        } else if self.evidence_missing == unrated {
            // Also when something was rated, but too little: what lacks is known not to exist.
            NotAssessable::EvidenceMissing
        } else if self.said_so == expected {
            NotAssessable::SaidSo
        } else {
            NotAssessable::TooFewAnswers { rated, expected, minimum }
        })
    }

    /// The rating that the method gives the rated answers; `None` when nothing was rated.
    fn rating(&self, roll_up: RollUp) -> Option<Rating> {
        let mean = self.mean()?;
        let there = |rating: &Rating| self.weight(*rating) > 0;
        Some(match roll_up {
            RollUp::WorstOf => Rating::ALL.into_iter().find(there)?,
            RollUp::BestOf => Rating::ALL.into_iter().rev().find(there)?,
            RollUp::AllAnyNone if self.met == self.rated() => Rating::Met,
            RollUp::AllAnyNone if self.not_met == self.rated() => Rating::NotMet,
            RollUp::AllAnyNone => Rating::PartlyMet,
            RollUp::LowerMedian => self.lower_median(),
            RollUp::BandedMean(bands) => banded(bands, mean),
        })
    }

    fn weight(&self, rating: Rating) -> u32 {
        match rating {
            Rating::NotMet => self.not_met,
            Rating::PartlyMet => self.partly,
            Rating::Met => self.met,
        }
    }

    /// The worst rating that at least half of the weight does not rise above.
    fn lower_median(&self) -> Rating {
        let (whole, not_met, partly) = (u64::from(self.rated()), u64::from(self.not_met), u64::from(self.partly));
        if not_met * 2 >= whole {
            Rating::NotMet
        } else if (not_met + partly) * 2 >= whole {
            Rating::PartlyMet
        } else {
            Rating::Met
        }
    }

    fn reckoning(&self, rule: &Rule, verdict: Verdict) -> Reckoning {
        let mean = self.mean();
        // Without a rating no limit decided anything, so none is pointed at.
        let on_limit = match (rule.roll_up, verdict, mean) {
            (RollUp::BandedMean(bands), Verdict::Rated(_), Some(mean)) => limit_at(bands, mean),
            (
                RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian | RollUp::BandedMean(_),
                Verdict::Rated(_) | Verdict::NotApplicable | Verdict::NotAssessable(_),
                Some(_) | None,
            ) => None,
        };
        Reckoning {
            expected: self.expected(),
            rated: self.rated(),
            not_applicable: self.not_applicable,
            met: self.met,
            partly: self.partly,
            not_met: self.not_met,
            mean,
            on_limit,
        }
    }
}

fn banded(bands: Bands, mean: Fraction) -> Rating {
    if bands.met().reached_by(mean) {
        Rating::Met
    } else if bands.partly().reached_by(mean) {
        Rating::PartlyMet
    } else {
        Rating::NotMet
    }
}

/// The limit whose value the mean is exactly; of two with the same value the one that decides, *uppfyllt*.
fn limit_at(bands: Bands, mean: Fraction) -> Option<Limit> {
    [bands.met(), bands.partly()].into_iter().find(|limit| limit.value() == mean)
}
