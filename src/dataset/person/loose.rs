//! Personal identity numbers in unusual writings: digits in groups, with any signs between them, or in other shapes than ASCII.
//!
//! Knows groups of digits and what stands between them. Leaves points in time and pairs of days alone: `2020-02-29 07:45` is none.

use super::{TEN, dated, is_dash, is_stamp};
use std::borrow::Cow;

/// How much a loose writing looks like a number that a person wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Day and four digits with a mark between: with a right check digit it is one.
    Marked,
    /// As marked, yet also a day since 2015 and a time of day, as names of files are stamped.
    Stamped,
    /// The digits alone say so: it may be a telephone number.
    Digits,
    /// In groups of three, as amounts are written.
    Amount,
}

/// A possible number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loose {
    /// The last ten digits.
    pub ten: [u8; TEN],
    pub likeness: Likeness,
    /// Whether the text holds no other letters and digits.
    pub is_alone: bool,
}

/// A text with every digit as an ASCII one, and without signs that cannot be seen.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).map(folded_digit).collect())
}

/// Soft hyphens, joiners, marks of direction and the like.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{115f}' | '\u{3164}')
}

/// Digits of other scripts and of full width.
fn folded_digit(c: char) -> char {
    const ZEROS: [char; 11] = [
        '\u{ff10}',
        '\u{660}',
        '\u{6f0}',
        '\u{966}',
        '\u{9e6}',
        '\u{e50}',
        '\u{1d7ce}',
        '\u{1d7d8}',
        '\u{1d7e2}',
        '\u{1d7ec}',
        '\u{1d7f6}',
    ];
    let digit = ZEROS.iter().find_map(|zero| {
        let at = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(at, 10)
    });
    digit.unwrap_or(c)
}

/// One group of digits, and what stands between it and the group before.
#[derive(Clone, Copy, Debug)]
struct Group<'a> {
    gap: &'a str,
    digits: &'a str,
}

/// The most signs between two groups of one number.
const WIDEST_GAP: usize = 6;

/// Everything in a text, already folded, whose groups of digits could be one number with a possible day.
pub(super) fn loose(text: &str) -> Vec<Loose> {
    let groups = groups(text);
    let is_bare = !text.contains(char::is_alphabetic);
    let mut found = Vec::new();
    for run in runs(&groups) {
        for from in 0..run.len() {
            let mut length = 0;
            for to in from..run.len() {
                length += run[to].digits.len();
                if length > 12 {
                    break;
                }
                let is_alone = is_bare && run.len() == groups.len() && (from, to + 1) == (0, run.len());
                found.extend(possible(&run[from..=to], length, is_alone));
            }
        }
    }
    found
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let (mut rest, mut gap_from) = (0, 0);
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |at| start + at);
        groups.push(Group { gap: &text[gap_from..start], digits: &text[start..end] });
        (rest, gap_from) = (end, end);
    }
    groups
}

/// Groups that stand together, without points in time and pairs of days.
fn runs<'g, 'a>(groups: &'g [Group<'a>]) -> Vec<&'g [Group<'a>]> {
    let (mut runs, mut from, mut at) = (Vec::new(), 0, 0);
    while at < groups.len() {
        if at > from && !is_gap(groups[at].gap) {
            runs.push(&groups[from..at]);
            from = at;
        }
        let length = moment(&groups[at..]);
        if length > 0 {
            runs.push(&groups[from..at]);
            (at, from) = (at + length, at + length);
        } else {
            at += 1;
        }
    }
    runs.push(groups.get(from..).unwrap_or_default());
    runs.retain(|run| run.len() > 1);
    runs
}

fn is_gap(gap: &str) -> bool {
    gap.chars().count() <= WIDEST_GAP && !gap.chars().any(char::is_alphanumeric)
}

/// How many groups at the beginning are a day with a time of day, or two days.
fn moment(groups: &[Group<'_>]) -> usize {
    if !is_day(groups) {
        return 0;
    }
    let after = &groups[3..];
    if after.first().is_some_and(|g| is_gap(g.gap)) && is_day(after) {
        return 6;
    }
    let two = |at: usize, under: u32| {
        after.get(at).is_some_and(|g| g.digits.len() == 2 && g.digits.parse::<u32>().is_ok_and(|n| n < under))
    };
    // Between day and time stands a space or the T of ISO 8601.
    let is_time =
        two(0, 24) && two(1, 60) && matches!(after[0].gap, " " | "T" | "  ") && matches!(after[1].gap, ":" | ".");
    match is_time {
        true if two(2, 60) && after[2].gap == after[1].gap => 6,
        true => 5,
        false => 0,
    }
}

/// Whether the groups begin with `2020-02-29`, in this century or the one before.
fn is_day(groups: &[Group<'_>]) -> bool {
    let [year, month, day, ..] = groups else { return false };
    let lengths = (year.digits.len(), month.digits.len(), day.digits.len()) == (4, 2, 2);
    lengths
        && month.gap == day.gap
        && dated(&format!("{}{}{}0000", &year.digits[2..], month.digits, day.digits)).is_some()
}

/// What some groups that stand together could be; `length` is the number of their digits.
fn possible(groups: &[Group<'_>], length: usize, is_alone: bool) -> Option<Loose> {
    if !matches!(length, 10 | 12) || groups.len() < 2 {
        return None;
    }
    let all: String = groups.iter().map(|g| g.digits).collect();
    if length == 12 && !matches!(&all[..2], "18" | "19" | "20") {
        return None;
    }
    let ten = dated(&all[length - TEN..])?;
    let likeness = likeness(groups, length, &all)?;
    Some(Loose { ten, likeness, is_alone })
}

fn likeness(groups: &[Group<'_>], length: usize, all: &str) -> Option<Likeness> {
    let lengths: Vec<usize> = groups.iter().map(|g| g.digits.len()).collect();
    let in_threes = lengths[1..].iter().all(|n| *n == 3) && lengths[0] <= 3;
    if in_threes {
        return Some(Likeness::Amount);
    }
    if lengths.iter().all(|n| *n == 1) {
        return Some(Likeness::Digits);
    }
    // The day of the month may stand together with the last four: `1981-12-289874`.
    if matches!(lengths.as_slice(), [4, 2, 6] | [2, 2, 6])
        && groups[1].gap == groups[2].gap
        && groups[2].gap.chars().any(is_dash)
    {
        return Some(Likeness::Marked);
    }
    // The day ends where a group ends.
    let mut sum = 0;
    let cut = lengths.iter().position(|n| {
        sum += n;
        sum >= length - 4
    })? + 1;
    let (day, last) = (&lengths[..cut], &groups[cut..]);
    let is_day = matches!(day, [6] | [8] | [2, 2, 2] | [2, 4] | [4, 2, 2] | [2, 2, 2, 2] | [4, 4] | [2, 6]);
    if !is_day || sum != length - 4 {
        return None;
    }
    let [only] = last else {
        let clock = |g: &Group<'_>, under: u32| g.digits.parse::<u32>().is_ok_and(|n| g.digits.len() == 2 && n < under);
        let is_time =
            matches!(last, [hour, minute] if clock(hour, 24) && clock(minute, 60) && matches!(minute.gap, ":" | "."));
        return (!is_time).then_some(Likeness::Digits);
    };
    let gap = only.gap;
    let is_marked = gap.chars().any(|c| is_dash(c) || matches!(c, '/' | '_' | ':' | '~' | '*' | '\\' | '=' | '#'))
        && (day.len() == 1 || gap.chars().any(is_dash));
    let is_spaced = length == 12 && gap.chars().all(char::is_whitespace);
    let is_stamp = length == 12 && is_stamp(all.get(..8), all.get(8..));
    Some(match (is_marked, is_spaced, is_stamp) {
        (true, _, true) => Likeness::Stamped,
        (true, _, false) | (false, true, false) => Likeness::Marked,
        (false, _, _) => Likeness::Digits,
    })
}

/// Whether a number in short form, `1,98112289874E+11`, is one when written out.
pub(super) fn written_out(text: &str) -> Option<String> {
    if !text.contains(['E', 'e']) {
        return None;
    }
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    ((1e9..1e13).contains(&number) && number.fract() == 0.0).then(|| format!("{number:.0}"))
}
