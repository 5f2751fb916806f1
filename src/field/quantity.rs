//! Exact quantities: fractions and shares. Nothing here is a float, and rounding happens in one place.

use crate::words;
use std::cmp::Ordering;

/// Why a text is not a fraction between 0 and 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAFraction(pub String);

impl std::fmt::Display for NotAFraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` är inget bråk mellan 0 och 1; skriv till exempel `1/4` eller `25 %`", self.0)
    }
}

impl std::error::Error for NotAFraction {}

/// An exact fraction of two whole numbers, in lowest terms, not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    part: u64,
    whole: u64,
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Fraction {
    /// 0.
    pub const ZERO: Self = Self { part: 0, whole: 1 };
    /// 5 %.
    pub const TWENTIETH: Self = Self { part: 1, whole: 20 };
    /// ½.
    pub const HALF: Self = Self { part: 1, whole: 2 };
    /// 1.
    pub const ONE: Self = Self { part: 1, whole: 1 };

    /// `part / whole`; `None` when `whole` is 0.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let divisor = u64::try_from(gcd(part.into(), whole.into())).unwrap_or(1).max(1);
        (whole != 0).then(|| Self { part: part / divisor, whole: whole / divisor })
    }

    /// Reads `1/4`, `25 %`, `0` or `1`, exactly, between 0 and 1.
    ///
    /// # Errors
    /// When the text has another form or the value is above 1.
    pub fn parse(text: &str) -> Result<Self, NotAFraction> {
        let fail = || NotAFraction(text.to_owned());
        let number = |t: &str| -> Result<u64, NotAFraction> {
            let t = t.trim();
            if t.is_empty() || t.len() > 9 || !t.bytes().all(|b| b.is_ascii_digit()) {
                return Err(fail());
            }
            t.parse().map_err(|_| fail())
        };
        let value = if let Some(percent) = text.trim().strip_suffix('%') {
            let percent = percent.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            match percent.split_once([',', '.']) {
                Some((whole, tenth)) if tenth.len() == 1 => Self::of(number(whole)? * 10 + number(tenth)?, 1000),
                Some(_) => None,
                None => Self::of(number(percent)?, 100),
            }
        } else if let Some((part, whole)) = text.split_once('/') {
            Self::of(number(part)?, number(whole)?)
        } else {
            Self::of(number(text)?, 1)
        };
        value.filter(|v| *v <= Self::ONE).ok_or_else(fail)
    }

    /// Numerator in lowest terms.
    pub fn part(self) -> u64 {
        self.part
    }

    /// Denominator in lowest terms, at least 1.
    pub fn whole(self) -> u64 {
        self.whole
    }

    /// Whole percent, halves away from zero. The only rounding of a share in granska.
    ///
    /// What is not all is never shown as 100 %, and what is not nothing never as 0 %: a target of 100 % is not met by 199 of 200.
    pub fn percent_rounded(self) -> u64 {
        self.rounded_in(100)
    }

    /// Tenths of a percent, halves away from zero, never all or nothing that is not; for tables that show one decimal.
    pub fn permille_rounded(self) -> u64 {
        self.rounded_in(1000)
    }

    fn rounded_in(self, parts: u64) -> u64 {
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        let rounded = ((part * 2 * u128::from(parts) + whole) / (whole * 2)) as u64;
        if rounded == 0 && part > 0 {
            1
        } else if rounded == parts && part < whole {
            parts - 1
        } else {
            rounded
        }
    }

    /// Hundredths, halves away from zero; for means between 0 and 1.
    pub fn hundredths_rounded(self) -> u64 {
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        ((part * 200 + whole) / (whole * 2)) as u64
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (u128::from(self.part) * u128::from(other.whole)).cmp(&(u128::from(other.part) * u128::from(self.whole)))
    }
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.whole == 1 { write!(f, "{}", self.part) } else { write!(f, "{}/{}", self.part, self.whole) }
    }
}

/// A share (*andel*) whose parts are known: `part` of `whole`, kept as counted and never reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// `part` of `whole`; `None` when there is nothing to have a share of, or the part is larger than the whole.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        (whole > 0 && part <= whole).then_some(Self { part, whole })
    }

    /// What meets.
    pub fn part(self) -> u64 {
        self.part
    }

    /// What it is a share of, at least 1.
    pub fn whole(self) -> u64 {
        self.whole
    }

    /// As an exact fraction.
    pub fn fraction(self) -> Fraction {
        Fraction::of(self.part, self.whole).unwrap_or(Fraction::ZERO)
    }
}

/// A number as an exact quotient, negative where it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    part: i128,
    whole: u128,
}

impl Share {
    /// The share as a number.
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::of(self.part().into(), self.whole().into())
    }
}

impl Ratio {
    /// `part / whole`; `None` when there is nothing to divide by.
    pub fn of(part: i128, whole: u128) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// What is divided.
    pub fn part(self) -> i128 {
        self.part
    }

    /// By what, at least 1.
    pub fn whole(self) -> u128 {
        self.whole
    }

    /// The number as a fraction, when it lies between 0 and 1.
    pub fn fraction(self) -> Option<Fraction> {
        let (part, whole) = (u64::try_from(self.part).ok()?, u64::try_from(self.whole).ok()?);
        Fraction::of(part, whole).filter(|_| part <= whole)
    }

    /// Which of two is larger, exactly: `a / b` and `c / d` by `a · d` and `c · b`, or when those are too large by one digit after another
    /// of the continued fractions.
    pub fn compare(self, other: Self) -> Ordering {
        let split = |r: Self| {
            let whole = i128::try_from(r.whole).unwrap_or(i128::MAX);
            (r.part.div_euclid(whole), r.part.rem_euclid(whole).unsigned_abs())
        };
        let ((a, left), (c, rest)) = (split(self), split(other));
        a.cmp(&c).then_with(|| match (left.checked_mul(other.whole), rest.checked_mul(self.whole)) {
            (Some(left), Some(rest)) => left.cmp(&rest),
            (_, _) => {
                let over = |whole: u128, left: u128| Self::of(i128::try_from(whole).ok()?, left);
                match (over(self.whole, left), over(other.whole, rest)) {
                    // The larger what is divided by what is left, the smaller what is left.
                    (Some(one), Some(two)) => two.compare(one),
                    (None, None) => Ordering::Equal,
                    (None, Some(_)) => Ordering::Less,
                    (Some(_), None) => Ordering::Greater,
                }
            }
        })
    }

    /// This in parts of another; `None` when there is nothing to divide by, or the numbers are too large to be told.
    pub fn by(self, other: Self) -> Option<Self> {
        let above = self.part.checked_mul(i128::try_from(other.whole).ok()?)?;
        let below = i128::try_from(self.whole).ok()?.checked_mul(other.part)?;
        let above = if below < 0 { above.checked_neg()? } else { above };
        let common = gcd(above.unsigned_abs(), below.unsigned_abs()).max(1);
        Self::of(above / i128::try_from(common).ok()?, below.unsigned_abs() / common)
    }

    /// The number as it is read, with as many decimals as it needs, at most four: `37,5`.
    pub fn said(self) -> String {
        let exactly = (0..4).find(|d| {
            10_u128.checked_pow(u32::from(*d)).is_some_and(|unit| {
                self.part.unsigned_abs().checked_mul(unit).is_some_and(|n| n.is_multiple_of(self.whole))
            })
        });
        let decimals = exactly.unwrap_or(4);
        self.rounded(decimals)
            .map_or_else(|| "för stort för att visas".to_owned(), |parts| words::decimal(parts, decimals))
    }

    /// The number in parts of so many decimals, halves away from zero: 12,345 with two decimals is 1 235. `None` when it is too large to be told.
    pub fn rounded(self, decimals: u8) -> Option<i128> {
        let unit = 10_u128.checked_pow(u32::from(decimals))?;
        let twice = self.part.unsigned_abs().checked_mul(unit)?.checked_mul(2)?.checked_add(self.whole)?;
        let size = i128::try_from(twice / self.whole.checked_mul(2)?).ok()?;
        Some(if self.part < 0 { -size } else { size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audits_only_recomputable_share_is_62_percent() {
        let share = Share::of(9_879 - 3_797, 9_879).expect("the part is smaller than the whole");
        assert_eq!(share.fraction().percent_rounded(), 62);
        assert_eq!(share.fraction().permille_rounded(), 616);
    }

    #[test]
    fn fractions_are_read_exactly_and_never_above_one() {
        assert_eq!(Fraction::parse("1/4"), Fraction::parse("25 %"));
        assert_eq!(Fraction::parse("62,5 %").map(|f| (f.part(), f.whole())), Ok((5, 8)));
        for bad in ["", "5/4", "1/0", "0.25", "-1/4", "101 %", "1/4/2", "x", "9999999999"] {
            assert!(Fraction::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(Fraction::of(1, 200).map(Fraction::percent_rounded), Some(1));
        for (part, whole, percent, permille) in [
            (199, 200, 99, 995),
            (1, 300, 1, 3),
            (1, 3000, 1, 1),
            (2999, 3000, 99, 999),
            (0, 7, 0, 0),
            (7, 7, 100, 1000),
        ] {
            let share = Fraction::of(part, whole).expect("a share");
            assert_eq!((share.percent_rounded(), share.permille_rounded()), (percent, permille), "{part}/{whole}");
        }
        assert_eq!(Fraction::of(99, 200).map(Fraction::percent_rounded), Some(50));
    }

    #[test]
    fn a_quotient_is_rounded_once_with_halves_away_from_zero() {
        let rounded = |part, whole, decimals| Ratio::of(part, whole).and_then(|r| r.rounded(decimals));
        assert_eq!((rounded(12_345, 1_000, 2), rounded(-12_345, 1_000, 2)), (Some(1_235), Some(-1_235)));
        assert_eq!(
            (rounded(1, 3, 0), rounded(1, 2, 0), rounded(-1, 2, 0), rounded(0, 7, 1)),
            (Some(0), Some(1), Some(-1), Some(0))
        );
        assert_eq!(Ratio::of(1, 0), None);
        assert_eq!(rounded(i128::MAX, 1, 4), None, "never a wrong number");
    }

    #[test]
    fn a_share_of_nothing_does_not_exist() {
        assert_eq!(Share::of(0, 0), None);
        assert_eq!(Share::of(2, 1), None);
        assert!(Share::of(0, 1).is_some(), "zero of something is a share");
    }
}
