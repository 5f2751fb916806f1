//! Numbers as they are written in cells, read exactly: never through a float.
//!
//! A mark that the contract does not declare is never given a meaning; where two meanings are possible the number is ambiguous.

use crate::field::contract::{DecimalMark, Thousands, Writing};

/// The most digits before the decimal mark: 999 billion of anything, so that sums of many rows still fit.
const MAX_DIGITS: usize = 12;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It cannot be one.
    NotANumber,
    /// It can be one in two ways.
    Ambiguous,
}

/// A number in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Whether it has a minus sign.
    pub negative: bool,
    /// What stands before the decimal mark.
    pub whole: i64,
    /// What stands after it.
    pub fraction: i64,
    /// How many digits stand after it.
    pub places: u32,
}

impl Number {
    /// The number as a whole number of parts, `unit` of them to one; `None` when it is no whole number of parts.
    pub(super) fn in_parts(self, unit: i64) -> Option<i64> {
        let power = 10_i64.checked_pow(self.places)?;
        let fraction = self.fraction.checked_mul(unit)?;
        let parts = self.whole.checked_mul(unit)?.checked_add(fraction / power)?;
        (fraction % power == 0).then_some(if self.negative { -parts } else { parts })
    }
}

/// The marks that a contract declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dataset) struct Marks {
    decimal: u8,
    space: bool,
    point: bool,
}

impl Marks {
    /// The marks of a way of writing.
    pub(in crate::dataset) fn of(writing: &Writing) -> Self {
        Self {
            decimal: match writing.decimal {
                DecimalMark::Comma => b',',
                DecimalMark::Point => b'.',
            },
            space: writing.thousands.contains(&Thousands::Space),
            point: writing.thousands.contains(&Thousands::Point),
        }
    }

    /// Reads a number.
    pub(super) fn read(self, text: &str) -> Result<Number, Why> {
        if let Some(whole) = plain(text) {
            return Ok(Number { negative: false, whole, fraction: 0, places: 0 });
        }
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if self.is_ambiguous(text) {
            return Err(Why::Ambiguous);
        }
        let points = text.bytes().filter(|b| *b == b'.').count();
        // With a point for both, more than one of them can only be thousands.
        let mark =
            if self.decimal == b'.' && self.point && points > 1 { None } else { text.rfind(char::from(self.decimal)) };
        let (whole, fraction) = mark.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])));
        let whole = self.whole(whole, mark.is_none()).ok_or(Why::NotANumber)?;
        let (fraction, places) = match fraction {
            None => (0, 0),
            Some(digits) if digits.len() <= 6 => (plain(digits).ok_or(Why::NotANumber)?, digits.len() as u32),
            Some(_) => return Err(Why::NotANumber),
        };
        Ok(Number { negative, whole, fraction, places })
    }

    /// Whole digits, perhaps in groups of three.
    fn whole(self, text: &str, is_all: bool) -> Option<i64> {
        if let Some(whole) = plain(text) {
            return Some(whole);
        }
        let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
        let groups: Vec<&str> = if self.space && text.contains(spaces) {
            text.split(spaces).collect()
        } else if self.point && (self.decimal != b'.' || is_all) {
            text.split('.').collect()
        } else {
            return None;
        };
        let (first, rest) = groups.split_first()?;
        let grouped = (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3);
        if grouped { plain(&groups.concat()) } else { None }
    }

    /// Whether a lone mark could stand between thousands as well as before decimals: three digits after it, one to three before it,
    /// and the contract says neither what it is, or says both.
    fn is_ambiguous(self, text: &str) -> bool {
        let Some(at) = text.find([',', '.']) else { return false };
        let (before, after) = (&text[..at], &text[at + 1..]);
        let shaped = matches!(before.len(), 1..=3) && after.len() == 3 && !before.starts_with('0');
        let digits = before.bytes().chain(after.bytes()).all(|b| b.is_ascii_digit());
        let mark = text.as_bytes()[at];
        let (is_decimal, is_thousands) = (mark == self.decimal, mark == b'.' && self.point);
        shaped && digits && is_decimal == is_thousands
    }
}

/// One to twelve digits.
fn plain(text: &str) -> Option<i64> {
    let digits = (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(decimal: DecimalMark, thousands: &[Thousands]) -> Marks {
        Marks::of(&Writing { decimal, thousands: thousands.to_vec(), dates: Vec::new() })
    }

    fn hundredths(marks: Marks, text: &str) -> Result<Option<i64>, Why> {
        marks.read(text).map(|n| n.in_parts(100))
    }

    #[test]
    fn a_number_is_read_as_its_contract_writes_it() {
        use DecimalMark::{Comma, Point};
        let spaced = marks(Comma, &[Thousands::Space]);
        for (text, value) in [
            ("0", 0),
            ("007", 700),
            ("1 273", 127_300),
            ("12\u{a0}345\u{202f}678", 1_234_567_800),
            ("1\u{2009}273,5", 127_350),
            ("-1 273,05", -127_305),
            ("\u{2212}1", -100),
            ("999999999999", 99_999_999_999_900),
            ("1,27", 127),
            ("0,500000", 50),
        ] {
            assert_eq!(hundredths(spaced, text), Ok(Some(value)), "{text}");
        }
        assert_eq!(hundredths(spaced, "1,273"), Ok(None), "more than hundredths, and exact");
        assert_eq!(hundredths(marks(Comma, &[Thousands::Point]), "1.273,5"), Ok(Some(127_350)));
        assert_eq!(hundredths(marks(Comma, &[Thousands::Point]), "1.273"), Ok(Some(127_300)));
        assert_eq!(hundredths(marks(Point, &[Thousands::Space]), "1 273.5"), Ok(Some(127_350)));
        assert_eq!(marks(Point, &[]).read("1.273").map(|n| n.in_parts(1000)), Ok(Some(1273)));
        assert_eq!(hundredths(marks(Point, &[Thousands::Point]), "1.27"), Ok(Some(127)));
        assert_eq!(hundredths(marks(Point, &[Thousands::Point]), "1.273.456"), Ok(Some(127_345_600)));
    }

    #[test]
    fn a_mark_with_two_meanings_is_ambiguous() {
        use DecimalMark::{Comma, Point};
        for (marks, text) in [
            (marks(Comma, &[Thousands::Space]), "1.273"),
            (marks(Comma, &[]), "-12.000"),
            (marks(Point, &[Thousands::Space]), "1,273"),
            (marks(Point, &[Thousands::Point]), "1.273"),
        ] {
            assert_eq!(marks.read(text), Err(Why::Ambiguous), "{text}");
        }
    }

    #[test]
    fn nothing_else_may_stand_in_a_number() {
        let spaced = marks(DecimalMark::Comma, &[Thousands::Space]);
        for bad in [
            "",
            " ",
            "-",
            "--1",
            "+1",
            "1.0",
            "0.273",
            "1.273.456",
            "1.273,5",
            "1,",
            ",5",
            "1,5,5",
            "1 27",
            "12 3456",
            "1  273",
            "1234 567",
            " 1",
            "1e3",
            "<5",
            "ca 5",
            "１",
            "9999999999999",
            "1 273 ",
            "1,0000001",
            "- 1",
            "1-",
            "1 273.5",
            "1,2 345",
        ] {
            assert_eq!(spaced.read(bad), Err(Why::NotANumber), "{bad}");
        }
        assert_eq!(marks(DecimalMark::Comma, &[]).read("1 273"), Err(Why::NotANumber), "spaces are not declared");
        assert_eq!(marks(DecimalMark::Comma, &[Thousands::Point]).read("1.27"), Err(Why::NotANumber));
    }
}
