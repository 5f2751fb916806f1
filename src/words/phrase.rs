//! Phrases: joined lists, plurals, ranges, and texts cut to fit a line.
//!
//! Judges no grammar by itself: the caller gives both forms of a noun.

use super::number::number;

/// `KF1, KF2 och KF5`; empty for no items.
pub fn list<I>(items: I) -> String
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    joined(items, "och")
}

/// `Ja, Delvis eller Nej`; empty for no items.
pub fn either<I>(items: I) -> String
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    joined(items, "eller")
}

fn joined<I>(items: I, last: &str) -> String
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let mut items: Vec<I::Item> = items.into_iter().collect();
    let Some(end) = items.pop() else { return String::new() };
    if items.is_empty() {
        return end.as_ref().to_owned();
    }
    let start: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    format!("{} {last} {}", start.join(", "), end.as_ref())
}

/// `del` or `delar`: the form of a noun that goes with a count.
pub fn form<'a>(n: u64, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// `1 del`, `12 delar`: a count with its noun.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), form(n, one, many))
}

/// The text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `2–3, 5 och 7`: numbers in a row drawn together; expects them sorted, as lines of a file are.
pub fn ranges(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, end)) if n == *end || n.checked_sub(1) == Some(*end) => *end = n,
            Some(_) | None => runs.push((n, n)),
        }
    }
    list(runs.into_iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") }))
}

/// The text on one line: runs of white space and control characters become one space.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line and at most `most` characters long, ended by `…` when something was cut.
pub fn shortened(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// How many lines a text takes in a column of so many characters, words kept whole.
pub fn lines(text: &str, width: u16) -> u32 {
    let width = usize::from(width.max(4));
    let (mut lines, mut used) = (1_u32, 0);
    for word in text.split_whitespace() {
        let mut length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        while length > width {
            lines += 1;
            length -= width;
        }
        used += length + usize::from(used > 0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_with_och_or_eller() {
        assert_eq!(list(["KF1", "KF2", "KF5"]), "KF1, KF2 och KF5");
        assert_eq!(list(["KF1".to_owned(), "KF2".to_owned()]), "KF1 och KF2");
        assert_eq!(list(["KF1"]), "KF1");
        assert_eq!(list(Vec::<String>::new()), "");
        assert_eq!(either(["Ja", "Delvis", "Nej"]), "Ja, Delvis eller Nej");
    }

    #[test]
    fn only_one_is_singular() {
        assert_eq!(counted(1, "del", "delar"), "1 del");
        assert_eq!(counted(0, "del", "delar"), "0 delar");
        assert_eq!(counted(12, "del", "delar"), "12 delar");
    }

    #[test]
    fn numbers_in_a_row_are_drawn_together() {
        assert_eq!(ranges(&[2, 3, 5, 7, 8, 9]), "2–3, 5 och 7–9");
        assert_eq!(ranges(&[4, 4]), "4");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn the_first_letter_is_raised_also_when_it_is_swedish() {
        assert_eq!(capitalised("återöppnad"), "Återöppnad");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn long_and_broken_texts_fit_on_a_line() {
        assert_eq!(shortened("kort", 10), "kort");
        assert_eq!(shortened("två\nrader\u{7}här", 40), "två rader här");
        assert_eq!(shortened(&"å".repeat(100_000), 4), "ååå…");
        assert_eq!(shortened("ett två", 5), "ett…");
    }
}
