//! Recognises Swedish personal identity numbers in a text, so that a delivery that holds one is refused.
//!
//! Says only whether there is one, never which. Ten digits without a mark may be anything: they count only when a whole column of
//! them passes (`Tally`), yet a remark never shows them.

mod loose;

use super::cell::is_day;
use loose::{Likeness, folded, loose, written_out};

/// Stands where something must not be shown.
pub const HIDDEN: &str = "(visas inte)";

/// The digits of a number without its century.
const TEN: usize = 10;

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

/// Whether the name of a file or folder holds something that looks like a personal identity number, also ten digits without a mark. Names
/// are often stamped with the time they were made, `20260131-0002`: a day since 2015 with a time of day is none.
pub fn names_a_person(path: &str) -> bool {
    // Folders by year, month and day are no number together with what lies in them.
    path.split('/').any(|part| part_names_a_person(&folded(part).replace('_', "-")))
}

fn part_names_a_person(name: &str) -> bool {
    let masked = without_stamps(name);
    candidates(&masked, Form::Any).any(|n| luhn(&n))
        || loose(&masked).iter().any(|l| l.likeness != Likeness::Stamped && luhn(&l.ten))
}

/// A text without what may be a day since 2015 and a time of day: `20260131-0002`, `202601310002`, `260131-0002`.
fn without_stamps(name: &str) -> String {
    let mut masked = name.to_owned();
    for at in 0..name.len() {
        let is_digit = |at: usize| name.as_bytes()[at].is_ascii_digit();
        let begins = is_digit(at) && (at == 0 || !is_digit(at - 1));
        let stamp = [("", 8, 12), ("-", 8, 13), (" ", 8, 13), ("_", 8, 13), ("-", 6, 11)].into_iter().find(
            |(mark, day, length)| {
                begins
                    && name.get(at..at + length).is_some_and(|text| {
                        let day_of = |day: &str| if day.len() == 6 { format!("20{day}") } else { day.to_owned() };
                        let time = text.get(*day..).and_then(|t| t.strip_prefix(mark));
                        is_stamp(text.get(..*day).map(day_of).as_deref(), time)
                    })
                    && !name[at + length..].starts_with(|c: char| c.is_ascii_digit())
            },
        );
        if let Some((.., length)) = stamp {
            masked.replace_range(at..at + length, &" ".repeat(length));
        }
    }
    masked
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

/// Whether a text that a person wrote should not be kept: any writing of a number with a right check digit, and a clear writing also with a
/// wrong one. Amounts, telephone numbers and points in time seldom look so.
pub fn may_concern_a_person(text: &str) -> bool {
    if !may_hold(text) {
        return false;
    }
    let text = folded(text);
    let clear = |text: &str| candidates(text, Form::Marked).next().is_some() && !names_a_time(text);
    let likely = |l: &loose::Loose| luhn(&l.ten) && (l.is_alone || l.likeness != Likeness::Amount);
    candidates(&text, Form::Any).any(|n| luhn(&n)) || clear(&text) || loose(&text).iter().any(likely)
}

/// Whether everything in a text that could be a number could also be a day since 2015 with a time of day, `20260131-0002`.
fn names_a_time(text: &str) -> bool {
    !holds_clearly(&without_stamps(text))
}

fn holds_clearly(text: &str) -> bool {
    candidates(text, Form::Marked).next().is_some()
}

/// What a text holds of personal identity numbers.
pub(super) fn sight(text: &str) -> Sight {
    if !may_hold(text) {
        return Sight::Nothing;
    }
    let text = folded(text);
    // A day and a time of day are no number of a person, unless a whole column looks so.
    let timeless = without_stamps(&text);
    if candidates(&timeless, Form::Marked).any(|n| luhn(&n)) {
        return Sight::Number;
    }
    if loose(&timeless).iter().any(|l| l.likeness == Likeness::Marked && luhn(&l.ten)) {
        return Sight::Number;
    }
    let loose = loose(&text);
    if timeless != text && candidates(&text, Form::Marked).any(|n| luhn(&n)) {
        return Sight::Bare;
    }
    let is_bare = text.len() == TEN && candidates(&text, Form::Any).any(|n| luhn(&n));
    if is_bare || loose.iter().any(|l| l.is_alone && luhn(&l.ten)) { Sight::Bare } else { Sight::Nothing }
}

/// Whether a text must not be shown: also ten digits without a mark, numbers in groups of digits, and numbers whose check digit is wrong,
/// since a mistyped number still points at someone.
///
/// Nor one with a hyphen or a century that stands in the middle of more digits: a row cut in the wrong place leaves such cells behind.
pub fn must_be_hidden(text: &str) -> bool {
    if !may_hold(text) {
        return false;
    }
    let text = folded(text);
    let holds = |text: &str| candidates(text, Form::Any).next().is_some() || among_digits(text);
    holds(&text) || !loose(&text).is_empty() || written_out(&text).is_some_and(|text| holds(&text))
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
    // A byte that is not ASCII may be part of a digit of another shape.
    text.len() >= TEN && text.bytes().filter(|b| b.is_ascii_digit() || !b.is_ascii()).count() >= TEN
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
fn candidates(text: &str, form: Form) -> impl Iterator<Item = [u8; TEN]> {
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
fn candidate(run: &str, after: &str, form: Form) -> Option<[u8; TEN]> {
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
    let mut text = [b'0'; TEN];
    text.iter_mut().rev().zip(first.bytes().chain(last.bytes()).rev()).for_each(|(to, from)| *to = from);
    dated(std::str::from_utf8(&text).ok()?)
}

/// The ten digits of a text, when they begin with a possible day.
fn dated(text: &str) -> Option<[u8; TEN]> {
    let ten: [u8; TEN] =
        text.as_bytes().try_into().ok().filter(|ten: &[u8; TEN]| ten.iter().all(u8::is_ascii_digit))?;
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
    matches!(c, '-' | '+' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' | '\u{30fc}')
}

fn luhn(digits: &[u8; TEN]) -> bool {
    let double = |d: u32| d * 2 / 10 + d * 2 % 10;
    let sum: u32 = (0..)
        .zip(digits)
        .map(|(i, d)| (i, u32::from(d - b'0')))
        .map(|(i, d)| if i % 2 == 0 { double(d) } else { d })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the name of a column says that it holds personal identity numbers, also with more words around it; the name is normalised as
/// headers are.
pub(super) fn is_person_column(normalised: &str) -> bool {
    const WORDS: [&str; 4] = ["personnummer", "personnr", "samordningsnummer", "samordningsnr"];
    matches!(normalised, "pnr" | "persnr" | "ssn" | "personid")
        || WORDS.iter().any(|word| normalised.starts_with(word) || normalised.ends_with(word))
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
    fn personal_identity_numbers_are_seen_in_unusual_writings() {
        for text in [
            "1981-12-28-9874",
            "1981-12-28 9874",
            "1981.12.28-9874",
            "81 12 28-9874",
            "811228- 9874",
            "19811228 - 9874",
            "811228\u{2014}9874",
            "811228/9874",
            "811228_9874",
            "(811228) - (9874)",
            "811228 --- 9874",
            "1981-12-289874",
            "811228:9874",
            "811228~9874",
            "811228\u{ad}-9874",
            "811228-\u{200b}9874",
            "19811228\u{202f}9874",
            "８１１２２８-９８７４",
            "1981\u{200b}12289874",
        ] {
            assert!(holds_person_number(text), "{text}");
            assert!(must_be_hidden(text), "{text}");
        }
        for text in [
            "811228.9874",
            "(811228)9874",
            "198 112 289 874",
            "8 112 289 874",
            "81 12 28 98 74",
            "811228,9874",
            "811228\u{202f}9874",
        ] {
            assert!(!holds_person_number(text) && must_be_hidden(text), "{text}");
            assert_eq!(sight(text), Sight::Bare, "{text} counts where a whole column has it");
        }
        for text in ["1,98112289874E+11", "1.98112289874e11", "8,112289874E+09", "nr 81 12 28 98 75", "1981-12-28-9875"]
        {
            assert!(!holds_person_number(text) && must_be_hidden(text), "{text}");
        }
        for text in [
            "2020-02-29 07:45:30",
            "2012-01-05T12:30",
            "2012-12-01 07.45",
            "2020-02-01 2020-03-01",
            "2020-01-01/2020-12-31",
            "2020-01–2020-12",
            "070-123 45 67",
            "08-123 456 78",
            "1 234 567 890",
            "1,5E+11",
            "å ä ö å ä ö å ä ö 1",
        ] {
            assert!(!must_be_hidden(text), "{text}");
            assert_eq!(sight(text), Sight::Nothing, "{text}");
        }
    }

    #[test]
    fn what_a_person_writes_is_refused_for_persons_and_not_for_amounts_and_times() {
        for text in ["811228-9874", "8112289874", "811228-9875", "ring 811228.9874", "19811228 9874", "198112289875"] {
            assert!(may_concern_a_person(text), "{text}");
        }
        for text in [
            "gäller 2020-11-18–2023",
            "tfn 0701231234",
            "beslut 2025-01-15 1230",
            "möte 20250115-0745",
            "kostnad 8 112 280 006 kr",
            "2025-01-15 07:45",
        ] {
            assert!(!may_concern_a_person(text), "{text}");
        }
    }

    #[test]
    fn the_name_of_a_column_may_have_more_words() {
        for name in
            ["personnummer", "personnummerååmmddnnnn", "patientenspersonnummer", "pnr", "samordningsnummer12siffror"]
        {
            assert!(is_person_column(name), "{name}");
        }
        for name in ["person", "personal", "antalpersoner", "pnrsaknas", "ssnr"] {
            assert!(!is_person_column(name), "{name}");
        }
    }

    #[test]
    fn a_name_may_be_stamped_with_a_time_but_not_with_a_person() {
        for path in [
            "data/x/a-811228-9874.csv",
            "data/x/811228_9874/a.csv",
            "data/x/19811228-9874.xlsx",
            "198112289874.csv",
            "data/x/kpp-8112289874.csv",
            "kpp-1981-12-28-9874.csv",
            "kpp ８１１２２８-９８７４.csv",
        ] {
            assert!(names_a_person(path), "{path}");
        }
        for path in [
            "data/2025/01/15/1234.csv",
            "data/x/vantande-2026-01-31-0745.csv",
            "kpp-5560360793.csv",
            "data/8112/28-9874.csv",
        ] {
            assert!(!names_a_person(path), "{path}");
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
            "811228.9874",
            "2020-02-01",
            "2026-02-28 0745",
            "2016-01-02–2016-03-04",
            "202501150706",
            "20250115-0706",
            "250115-0706",
            "2012-01-05 12:30:15",
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
