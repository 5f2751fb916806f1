//! Wordings that only documents need; numbers, dates, plurals and lists come from `words`.

use crate::diag::Place;
use crate::field::period::Period;
use crate::field::quantity::Fraction;
use crate::words::{self, NO_BREAK};
use chrono::NaiveDate;

/// `2015–2016`, `februari 2020`.
pub(super) fn period(period: Period) -> String {
    match period {
        Period::Years { from, to } => words::years(from, to),
        Period::Year(year) => year.to_string(),
        Period::Tertial { year, number } => words::tertial(year, number),
        Period::Month { year, month } => words::month(year, month),
        Period::Rolling { year, month } => words::rolling(year, month),
        Period::Week { year, week } => words::week(year, week),
    }
}

/// The month without its year: `februari`; nothing for other periods.
pub(super) fn month(period: Period) -> Option<&'static str> {
    match period {
        Period::Month { month, .. } => words::month_name(month),
        Period::Years { .. }
        | Period::Year(_)
        | Period::Tertial { .. }
        | Period::Rolling { .. }
        | Period::Week { .. } => None,
    }
}

/// `0,35`: a mean.
pub(super) fn hundredths(mean: Fraction) -> String {
    words::hundredths(mean.hundredths_rounded())
}

/// `0,5`: the value of one rating.
pub(super) fn value(value: Fraction) -> String {
    words::halves(value.part() * 2 / value.whole())
}

/// `62 %`.
pub(super) fn percent(share: Fraction) -> String {
    words::percent(share.percent_rounded())
}

/// `61,6 %`.
pub(super) fn percent_tenths(share: Fraction) -> String {
    words::percent_tenths(share.permille_rounded())
}

/// `försenad 10 månader`.
pub(super) fn late(due: NaiveDate, today: NaiveDate) -> String {
    format!("försenad {}", words::elapsed(due, today))
}

/// With a small first letter, unless the word is an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        (Some(_), None) => text.to_lowercase(),
        (Some(_), Some(_)) | (None, _) => text.to_owned(),
    }
}

/// A line of a file: `controls/x.yaml rad 41`.
pub(super) fn place(place: &Place) -> String {
    if place.line == 0 { place.file.clone() } else { format!("{} rad{NO_BREAK}{}", place.file, place.line) }
}

/// The file's own name.
pub(super) fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// Lines of a file, neighbours as a span: `rad 2–3 och 7`; nothing when there are none.
pub(super) fn lines(lines: &[u32]) -> Option<String> {
    (!lines.is_empty()).then(|| format!("rad{NO_BREAK}{}", words::ranges(lines)))
}

/// Ids as a list, a longer unbroken series as a span: `KF1, KF2 och KF5`, `R1–R5`; nothing when there are none.
pub(super) fn ids(ids: &[&str]) -> Option<String> {
    let (first, last) = (ids.first()?, ids.last()?);
    let series = ids.len() > 2 && ids.windows(2).all(|pair| follows(pair[0], pair[1]));
    Some(if series { format!("{first}–{last}") } else { words::list(ids) })
}

fn follows(a: &str, b: &str) -> bool {
    let split = |id: &str| {
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        id[stem..].parse::<u32>().ok().map(|n| (id[..stem].to_owned(), n))
    };
    match (split(a), split(b)) {
        (Some((stem_a, a)), Some((stem_b, b))) => stem_a == stem_b && a + 1 == b,
        (None, _) | (_, None) => false,
    }
}

/// Whose: `regionstyrelsens`; a name that ends in s, x or z stands as it is.
pub(super) fn genitive(name: &str) -> String {
    if name.ends_with(['s', 'x', 'z', 'S', 'X', 'Z']) { name.to_owned() } else { format!("{name}s") }
}
