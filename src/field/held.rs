//! What a figure is held against: targets and limits, values of reference, earlier periods; and when that cannot be done.

use super::measure::Better;
use super::observation::Observation;
use super::period::Period;
use super::quantity::Ratio;
use super::rating::Rating;
use chrono::NaiveDate;

/// The limits of a measure. `met` demands at least as much as `partly`, by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    better: Better,
    met: Ratio,
    partly: Option<Ratio>,
}

/// The limit for *uppfyllt* demands less than the one for *delvis uppfyllt*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitsInWrongOrder;

impl Limits {
    /// Joins the limits of a measure, in its own unit; a limit itself is reached.
    ///
    /// # Errors
    /// When `met` demands less than `partly`. Equal limits are allowed: then nothing is ever partly met.
    pub fn new(better: Better, met: Ratio, partly: Option<Ratio>) -> Result<Self, LimitsInWrongOrder> {
        let limits = Self { better, met, partly };
        match partly {
            Some(partly) if !limits.reaches(met, partly) => Err(LimitsInWrongOrder),
            Some(_) | None => Ok(limits),
        }
    }

    fn reaches(&self, value: Ratio, limit: Ratio) -> bool {
        match self.better {
            Better::Higher => value.compare(limit).is_ge(),
            Better::Lower => value.compare(limit).is_le(),
            Better::Neither => true,
        }
    }

    /// Where *uppfyllt* begins.
    pub fn met(&self) -> Ratio {
        self.met
    }

    /// Where *delvis uppfyllt* begins, if there is such a thing.
    pub fn partly(&self) -> Option<Ratio> {
        self.partly
    }

    /// What a value comes to, decided on whole numbers: `num · 100 ≥ limit · den`.
    pub fn rating(&self, value: Ratio) -> Rating {
        if self.reaches(value, self.met) {
            Rating::Met
        } else if self.partly.is_some_and(|partly| self.reaches(value, partly)) {
            Rating::PartlyMet
        } else {
            Rating::NotMet
        }
    }
}

/// A value from elsewhere that a figure can be read beside (*referensvärde*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whose and when: `58 sjukhus 2015–2016`.
    pub label: String,
    /// The value, in the unit of the measure.
    pub value: Ratio,
    /// Where it is taken from.
    pub source: String,
}

/// A day from which a series cannot be compared with what was before (*tidsseriebrott*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first day of the new series.
    pub from: NaiveDate,
    /// What was changed.
    pub why: String,
}

/// The version of a definition, and the days it holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u16,
    /// The first day, if it was not always so.
    pub from: Option<NaiveDate>,
    /// The last day, if it is no longer so.
    pub to: Option<NaiveDate>,
}

impl Version {
    /// The only one there is.
    pub const ONLY: Self = Self { number: 1, from: None, to: None };

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether two hold on the same day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |to: Option<NaiveDate>, from: Option<NaiveDate>| to.zip(from).is_some_and(|(to, from)| to < from);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// How a figure has moved since an earlier period (*förändring*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// It is better.
    Improved,
    /// As printed it is the same.
    Unchanged,
    /// It is worse.
    Worsened,
    /// It is higher, of a measure where neither way is better.
    Higher,
    /// It is lower, of such a measure.
    Lower,
    /// The unit did not exist then.
    New,
    /// It cannot be said.
    NotComparable(NotComparable),
}

/// Why two figures cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComparable {
    /// The series breaks between them.
    SeriesBreak,
    /// The definition was changed between them.
    Definition,
    /// Units came, went or were joined between them.
    Organisation,
    /// One of them is missing, hidden or does not apply.
    NoValue,
    /// Parts lack in one of them.
    Incomplete,
}

impl Movement {
    /// Its key in what is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Unchanged => "unchanged",
            Self::Worsened => "worsened",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::New => "new",
            Self::NotComparable(why) => match why {
                NotComparable::SeriesBreak => "not-comparable-series-break",
                NotComparable::Definition => "not-comparable-definition",
                NotComparable::Organisation => "not-comparable-organisation",
                NotComparable::NoValue => "not-comparable-no-value",
                NotComparable::Incomplete => "not-comparable-incomplete",
            },
        }
    }

    /// In words, lower case.
    pub fn said(self) -> &'static str {
        match self {
            Self::Improved => "bättre",
            Self::Unchanged => "oförändrat",
            Self::Worsened => "sämre",
            Self::Higher => "högre",
            Self::Lower => "lägre",
            Self::New => "ny enhet",
            Self::NotComparable(why) => match why {
                NotComparable::SeriesBreak => "ej jämförbart: serien är bruten",
                NotComparable::Definition => "ej jämförbart: definitionen är ändrad",
                NotComparable::Organisation => "ej jämförbart: organisationen är ändrad",
                NotComparable::NoValue => "ej jämförbart: ett av värdena finns inte eller visas inte",
                NotComparable::Incomplete => "ej jämförbart: delar saknas",
            },
        }
    }
}

/// A figure beside the same unit's in an earlier period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier period: by default the same one a year before.
    pub period: Period,
    /// What the measure came to then.
    pub earlier: Observation,
    /// How it has moved.
    pub movement: Movement,
}

/// What a figure was held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What it came to against the limits of the measure, where it has any.
    pub rating: Option<Rating>,
    /// Beside an earlier period, where one was asked for.
    pub comparison: Option<Comparison>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(part: i128, whole: u128) -> Ratio {
        Ratio::of(part, whole).expect("a whole above zero")
    }

    #[test]
    fn a_limit_itself_is_reached_and_its_neighbour_is_not() {
        let limits = Limits::new(Better::Higher, ratio(9, 10), Some(ratio(8, 10))).expect("in order");
        let of = |part| limits.rating(ratio(part, 1000));
        assert_eq!(
            [of(900), of(899), of(800), of(799)],
            [Rating::Met, Rating::PartlyMet, Rating::PartlyMet, Rating::NotMet]
        );
        let limits = Limits::new(Better::Lower, ratio(5, 1), None).expect("one limit");
        assert_eq!([limits.rating(ratio(5, 1)), limits.rating(ratio(51, 10))], [Rating::Met, Rating::NotMet]);
        assert_eq!(Limits::new(Better::Higher, ratio(1, 2), Some(ratio(2, 3))), Err(LimitsInWrongOrder));
        assert!(Limits::new(Better::Lower, ratio(1, 2), Some(ratio(2, 3))).is_ok());
    }

    #[test]
    fn versions_that_meet_do_not_overlap() {
        let day = |text: &str| Some(text.parse().expect(text));
        let old = Version { number: 1, from: None, to: day("2018-12-31") };
        let new = Version { number: 2, from: day("2019-01-01"), to: None };
        assert!(!old.overlaps(&new) && !new.overlaps(&old));
        assert!(Version { from: day("2018-12-31"), ..new }.overlaps(&old) && Version::ONLY.overlaps(&new));
        assert!(
            new.holds_on("2019-01-01".parse().expect("a day")) && !old.holds_on("2019-01-01".parse().expect("a day"))
        );
    }
}
