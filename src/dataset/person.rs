//! Recognises Swedish personal identity numbers in a text, so that a delivery that holds one is refused.
//!
//! Says only whether there is one, never which. Ten digits without a mark may be anything: they count only when a whole column of
//! them passes (`Tally`), yet a remark never shows them.

use super::cell::is_day;

/// What a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Nothing of the kind.
    Nothing,
    /// The whole text is ten digits, perhaps with a space, that could be one: a possible date and a right check digit.
    Bare,
    /// A personnummer or samordningsnummer.
    Number,
}

/// Whether a text holds something that looks like a personnummer or samordningsnummer: `ÅÅMMDD-NNNN`, or twelve digits with
/// or without a mark before the last four, with a possible date and a right check digit.
pub fn holds_person_number(text: &str) -> bool {
    sight(text) == Sight::Number
}

/// Whether the name of a file or folder holds something that looks like a personal identity number. Names are often stamped with the time
/// they were made, `20260131-0002`: a day since 2015 with a time of day is none.
pub fn names_a_person(path: &str) -> bool {
    let path = path.replace('_', "-");
    let mut masked = path.clone();
    for at in 0..path.len() {
        let stamp = [("", 12), ("-", 13)].into_iter().find(|(mark, length)| {
            path.get(at..at + length)
                .is_some_and(|text| is_stamp(text.get(..8), text.get(8..).and_then(|t| t.strip_prefix(mark))))
        });
        if let Some((_, length)) = stamp {
            masked.replace_range(at..at + length, &" ".repeat(length));
        }
    }
    holds_person_number(&masked)
}

/// Whether eight digits are a day since 2015 and four a time of day.
fn is_stamp(day: Option<&str>, time: Option<&str>) -> bool {
    let (Some(day), Some(time)) = (day, time) else { return false };
    let two = |text: &str, at: usize| text.get(at..at + 2).and_then(|t| t.parse::<u32>().ok());
    let all_digits = digits(day) == 8 && digits(time) == 4 && time.len() == 4;
    all_digits
        && ("2015".."2100").contains(&&day[..4])
        && two(time, 0).is_some_and(|hour| hour < 24)
        && two(time, 2).is_some_and(|minute| minute < 60)
}

/// What a text holds of personal identity numbers.
pub(super) fn sight(text: &str) -> Sight {
    if !may_hold(text) {
        return Sight::Nothing;
    }
    if candidates(text, Form::Marked).any(|n| luhn(&n)) {
        return Sight::Number;
    }
    let bytes = text.as_bytes();
    let bare = bytes.len() == 10 || (bytes.len() == 11 && bytes[6] == b' ');
    if bare && candidates(text, Form::Any).any(|n| luhn(&n)) { Sight::Bare } else { Sight::Nothing }
}

/// Whether a text must not be shown: also ten digits without a mark, and numbers whose check digit is wrong, since a mistyped
/// number still points at someone.
///
/// Nor one with a hyphen or a century that stands in the middle of more digits: a row cut in the wrong place leaves such cells behind.
pub fn must_be_hidden(text: &str) -> bool {
    may_hold(text) && (candidates(text, Form::Any).next().is_some() || among_digits(text))
}

/// Whether a number stands within a longer run of digits.
fn among_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit());
    starts.filter_map(|at| text.get(at..)).any(|rest| {
        [12, 8, 6].into_iter().any(|length| {
            let (Some(run), Some(after)) = (rest.get(..length), rest.get(length..)) else { return false };
            let marked = after.chars().next().is_some_and(is_dash) || length == 12;
            // Of what follows no more than four digits belong to it.
            let last = after.chars().next().map_or(0, char::len_utf8);
            let tail = if length == 12 { "" } else { after.get(..last + 4).unwrap_or_default() };
            digits(run) == length && marked && candidate(run, tail, Form::Marked).is_some()
        })
    })
}

/// Most cells are short or hold few digits: they are let through before anything else is done.
fn may_hold(text: &str) -> bool {
    text.len() >= 10 && text.bytes().filter(u8::is_ascii_digit).count() >= 10
}

/// Which forms count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// With a mark before the last four, or twelve digits.
    Marked,
    /// Also ten digits without a mark, or with a space.
    Any,
}

/// The last ten digits of everything in a text that has the form and a possible date.
fn candidates(text: &str, form: Form) -> impl Iterator<Item = [u8; 10]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|c: char| c.is_ascii_digit())?;
            let run = digits(&rest[start..]);
            let (here, after) = rest[start..].split_at(run);
            rest = after;
            if let Some(found) = candidate(here, after, form) {
                return Some(found);
            }
        }
    })
}

/// A run of digits and what stands after it.
fn candidate(run: &str, after: &str, form: Form) -> Option<[u8; 10]> {
    let (first, last) = match run.len() {
        12 => (run, ""),
        10 if form == Form::Any => (run, ""),
        6 | 8 => {
            let mark = after.chars().next()?;
            let space = matches!(mark, ' ' | '\u{a0}') && (run.len() == 8 || form == Form::Any);
            let last = &after[mark.len_utf8()..];
            if !(is_dash(mark) || space) || digits(last) != 4 {
                return None;
            }
            (run, &last[..4])
        }
        _ => return None,
    };
    if first.len() + last.len() == 12 && !matches!(&first[..2], "18" | "19" | "20") {
        return None;
    }
    let mut ten = [0; 10];
    ten.iter_mut().rev().zip(first.bytes().chain(last.bytes()).rev()).for_each(|(to, from)| *to = from);
    let two = |i: usize| u32::from(ten[i] - b'0') * 10 + u32::from(ten[i + 1] - b'0');
    // A samordningsnummer has 60 added to the day.
    let day = if two(4) > 60 { two(4) - 60 } else { two(4) };
    // The century is not known for ten digits: 2000 + year is a leap year whenever 1900 + year is.
    is_day(2000 + two(0), two(2), day).then_some(ten)
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The hyphens that programs put in, and `+` for those who have turned a hundred.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '+' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

fn luhn(digits: &[u8; 10]) -> bool {
    let double = |d: u32| d * 2 / 10 + d * 2 % 10;
    let sum: u32 = (0..)
        .zip(digits)
        .map(|(i, d)| (i, u32::from(d - b'0')))
        .map(|(i, d)| if i % 2 == 0 { double(d) } else { d })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the name of a column says that it holds personal identity numbers; the name is normalised as headers are.
pub(super) fn is_person_column(normalised: &str) -> bool {
    matches!(normalised, "personnummer" | "pnr" | "persnr" | "personnr" | "samordningsnummer" | "samordningsnr" | "ssn")
}

/// What a column of a file holds, counted over the whole file.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Cells that are not empty.
    pub filled: u64,
    /// Cells of ten digits that could be a number.
    pub bare: u64,
    /// Rows of cells that hold one, for columns that no contract names.
    pub rows: Vec<u32>,
}

impl Tally {
    /// Adds what was counted in other rows.
    pub(super) fn add(&mut self, mut other: Self) {
        self.filled += other.filled;
        self.bare += other.bare;
        self.rows.append(&mut other.rows);
    }

    /// Whether so many cells of ten digits pass that chance cannot be the reason: at least three, and a fifth of the column. A number
    /// of ten digits that means something else passes once in more than a hundred times.
    pub(super) fn is_persons(&self) -> bool {
        self.bare >= 3 && self.bare * 5 >= self.filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Numbers that the tax authority set aside for tests; no living person has them.
    #[test]
    fn personal_identity_numbers_are_seen_in_every_common_form() {
        for text in [
            "811228-9874",
            "811228+9874",
            "198112289874",
            "19811228-9874",
            "19811228 9874",
            "811228–9874",
            "Ring 811228-9874 i dag",
            "670919-9530",
        ] {
            assert!(holds_person_number(text), "{text}");
            assert!(must_be_hidden(text), "{text}");
        }
        assert!(holds_person_number("701063-2391"), "a samordningsnummer has 60 added to the day");
    }

    #[test]
    fn a_name_may_be_stamped_with_a_time_but_not_with_a_person() {
        for path in
            ["data/x/a-811228-9874.csv", "data/x/811228_9874/a.csv", "data/x/19811228-9874.xlsx", "198112289874.csv"]
        {
            assert!(names_a_person(path), "{path}");
        }
        for hour in 0..24 {
            for minute in 0..60 {
                let stamp = format!("data/x/vantande-20260131-{hour:02}{minute:02}.csv");
                assert!(!names_a_person(&stamp) && !names_a_person(&stamp.replace("31-", "31")), "{stamp}");
            }
        }
    }

    #[test]
    fn other_numbers_are_left_in_peace() {
        for text in [
            "811228-9875",
            "811328-9874",
            "8112289874",
            "556036-0793",
            "1981122898741",
            "2020-02-01",
            "3 797",
            "",
            "070-123 45 67",
        ] {
            assert!(!holds_person_number(text), "{text}");
        }
    }

    #[test]
    fn ten_digits_count_alone_in_their_cell_and_are_never_shown() {
        assert_eq!((sight("8112289874"), sight("811228 9874")), (Sight::Bare, Sight::Bare));
        assert_eq!((sight("8112289875"), sight("nr 8112289874")), (Sight::Nothing, Sight::Nothing));
        for text in ["8112289874", "811228 9875", "811228-9875", "nr 8112289874", "198112289875"] {
            assert!(must_be_hidden(text), "{text}");
        }
        for text in ["2022-02-202-0119811228-9874-20", "0019811228987401", "5811228-98745", "2020-10-14811228–9874"] {
            assert!(must_be_hidden(text), "{text}");
        }
        for text in ["5560360793", "2020-02-29 07:45", "1234567", "12345678901"] {
            assert!(!must_be_hidden(text), "{text}");
        }
    }

    #[test]
    fn a_column_is_of_persons_when_three_and_a_fifth_of_its_values_pass() {
        let tally = |filled, bare| Tally { filled, bare, rows: Vec::new() };
        assert!(tally(3, 3).is_persons() && tally(15, 3).is_persons());
        assert!(!tally(2, 2).is_persons() && !tally(16, 3).is_persons() && !tally(0, 0).is_persons());
    }
}
