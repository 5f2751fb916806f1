//! What a judgement can come to: three ratings, and the ways of not being rated.

use super::quantity::Fraction;

/// A rating (*bedömning*), worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// *Ej uppfyllt.*
    NotMet,
    /// *Delvis uppfyllt.*
    PartlyMet,
    /// *Uppfyllt.*
    Met,
}

impl Rating {
    /// All three, worst first.
    pub const ALL: [Self; 3] = [Self::NotMet, Self::PartlyMet, Self::Met];

    /// Its key in what is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::PartlyMet => "partly-met",
            Self::Met => "met",
        }
    }

    /// The value a mean is taken over: 0, ½ or 1.
    pub fn value(self) -> Fraction {
        match self {
            Self::NotMet => Fraction::ZERO,
            Self::PartlyMet => Fraction::HALF,
            Self::Met => Fraction::ONE,
        }
    }
}

/// Why something could not be judged. Missing evidence is not evidence of a shortcoming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAssessable {
    /// Nothing was delivered or stated.
    NothingStated,
    /// It is stated that the evidence does not exist.
    EvidenceMissing,
    /// The scale's own word for "cannot be judged" was used.
    SaidSo,
    /// Fewer answers than the rule asks for.
    TooFewAnswers {
        /// Weight of the answers that were rated.
        rated: u32,
        /// Weight of those expected, the not applicable left out.
        expected: u32,
        /// The least share that the rule asks for.
        minimum: Fraction,
    },
}

/// The outcome of judging one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It got a rating.
    Rated(Rating),
    /// It does not apply here. Never counts as met.
    NotApplicable,
    /// It could not be judged. Never counts as met.
    NotAssessable(NotAssessable),
}

impl Verdict {
    /// The rating, when there is one.
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::Rated(r) => Some(r),
            Self::NotApplicable | Self::NotAssessable(_) => None,
        }
    }
}

/// How an outcome is written and drawn, one per row of `marks` in `controls/scales.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Met.
    Met,
    /// Partly met.
    PartlyMet,
    /// Not met.
    NotMet,
    /// Could not be judged.
    NotAssessable,
    /// Does not apply.
    NotApplicable,
    /// Was asked for and not answered.
    NotAnswered,
    /// Hidden because the number is small.
    Suppressed,
}

impl MarkKind {
    /// All seven, in the order of the catalogue.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::PartlyMet,
        Self::NotMet,
        Self::NotAssessable,
        Self::NotApplicable,
        Self::NotAnswered,
        Self::Suppressed,
    ];

    /// The key in the catalogue, the views and `outcome.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::PartlyMet => "partly-met",
            Self::NotMet => "not-met",
            Self::NotAssessable => "not-assessable",
            Self::NotApplicable => "not-applicable",
            Self::NotAnswered => "not-answered",
            Self::Suppressed => "suppressed",
        }
    }
}

impl From<Rating> for MarkKind {
    fn from(rating: Rating) -> Self {
        match rating {
            Rating::Met => Self::Met,
            Rating::PartlyMet => Self::PartlyMet,
            Rating::NotMet => Self::NotMet,
        }
    }
}

impl From<Verdict> for MarkKind {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Rated(r) => r.into(),
            Verdict::NotApplicable => Self::NotApplicable,
            Verdict::NotAssessable(_) => Self::NotAssessable,
        }
    }
}
