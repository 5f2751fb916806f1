//! Rules (*bedömningsregler*): the closed set of ways to roll ratings up.

use super::quantity::Fraction;
use crate::diag::Place;

/// The lower end of a band: closed includes the value, open does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// From and including (≥).
    From(Fraction),
    /// Above (>).
    Above(Fraction),
}

impl Limit {
    /// The value of the limit.
    pub fn value(self) -> Fraction {
        match self {
            Self::From(v) | Self::Above(v) => v,
        }
    }

    /// Whether a mean reaches the band.
    pub fn reached_by(self, mean: Fraction) -> bool {
        match self {
            Self::From(v) => mean >= v,
            Self::Above(v) => mean > v,
        }
    }

    /// The order of demand: a larger value, or the same value left out, demands more.
    fn demand(self) -> (Fraction, bool) {
        match self {
            Self::From(v) => (v, false),
            Self::Above(v) => (v, true),
        }
    }
}

/// The two limits of a banded mean. `met` is at least as demanding as `partly`, by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    partly: Limit,
    met: Limit,
}

/// The limit for *uppfyllt* demands less than the one for *delvis uppfyllt*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitsInWrongOrder;

impl Bands {
    /// Joins two limits.
    ///
    /// # Errors
    /// When `met` demands less than `partly`. Equal limits are allowed: then nothing is ever partly met.
    pub fn new(partly: Limit, met: Limit) -> Result<Self, LimitsInWrongOrder> {
        if met.demand() >= partly.demand() { Ok(Self { partly, met }) } else { Err(LimitsInWrongOrder) }
    }

    /// Where *delvis uppfyllt* begins.
    pub fn partly(self) -> Limit {
        self.partly
    }

    /// Where *uppfyllt* begins.
    pub fn met(self) -> Limit {
        self.met
    }
}

/// How the ratings of a question's evidence become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollUp {
    /// As good as the worst.
    WorstOf,
    /// As good as the best.
    BestOf,
    /// All met: met. None met or partly met: not met. Else partly met.
    AllAnyNone,
    /// The middle one in order; of two middle ones the worse.
    LowerMedian,
    /// The mean of 0, ½ and 1, placed in bands.
    BandedMean(Bands),
}

impl RollUp {
    /// The key in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::WorstOf => "worst-of",
            Self::BestOf => "best-of",
            Self::AllAnyNone => "all-any-none",
            Self::LowerMedian => "lower-median",
            Self::BandedMean(_) => "banded-mean",
        }
    }
}

/// Who set a rule. Auditors rarely write one down, and a reader must know whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleSetBy {
    /// granska.
    Granska,
    /// The auditors.
    Auditors {
        /// The section that states it.
        source: String,
    },
}

/// A declared rule with the place that declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The method.
    pub roll_up: RollUp,
    /// The least share of expected answers (by weight) that must be rated.
    pub minimum_coverage: Fraction,
    /// Who set it.
    pub set_by: RuleSetBy,
    /// Where it is declared.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn met_never_demands_less_than_partly() {
        let half = Fraction::HALF;
        assert!(Bands::new(Limit::From(half), Limit::From(half)).is_ok());
        assert!(Bands::new(Limit::From(half), Limit::Above(half)).is_ok());
        assert!(Bands::new(Limit::Above(half), Limit::From(half)).is_err());
        assert!(Bands::new(Limit::From(half), Limit::From(Fraction::ZERO)).is_err());
    }

    #[test]
    fn an_open_end_leaves_the_limit_itself_out() {
        assert!(Limit::From(Fraction::HALF).reached_by(Fraction::HALF));
        assert!(!Limit::Above(Fraction::HALF).reached_by(Fraction::HALF));
    }
}
