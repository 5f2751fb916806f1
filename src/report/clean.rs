//! Text from people made safe to print: every string of a view in one walk.
//!
//! Changes characters that no font of ours can show and nothing else: no wording, no markup, no trimming. What was replaced is counted,
//! so that the document and a remark can say so. Knows fonts only as "which characters can be shown".

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The longest single text that is printed, in characters: about two pages, more than any paragraph of an audit.
///
/// Typst gives up on a paragraph with more than 512 words that a show rule looks at, and the templates look at each word of 13 letters or more
/// to hyphenate it. A text of this length has at most 428 of them.
pub const LONGEST_TEXT: usize = 6_000;
/// What a longer text ends with.
pub const SHORTENED: &str = "…(avkortad)";
/// Words longer than this may be broken.
const LONG_WORD: usize = 40;
/// How far apart the break points of a long word are.
const BREAK_EVERY: usize = 20;
/// What stands for a character that cannot be shown.
const REPLACEMENT: char = '□';
/// A place where a word may be broken, invisible.
const BREAK: char = '\u{200b}';

/// What was done to the texts of one view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Characters replaced with □ because no font has them.
    pub replaced: usize,
    /// Control, direction and other invisible characters that were dropped.
    pub dropped: usize,
    /// Texts that were cut.
    pub shortened: usize,
}

/// Cleans every string of a view, in place. Keys are ours and stay as they are.
///
/// `shows` tells whether the fonts can show a character. Cleaning twice changes nothing the second time.
pub fn clean(view: &mut Value, shows: &dyn Fn(char) -> bool) -> Changes {
    let mut changes = Changes::default();
    walk(view, shows, &mut changes);
    changes
}

fn walk(value: &mut Value, shows: &dyn Fn(char) -> bool, changes: &mut Changes) {
    match value {
        Value::String(text) => *text = cleaned(text, shows, changes),
        Value::Array(items) => items.iter_mut().for_each(|v| walk(v, shows, changes)),
        Value::Object(entries) => entries.values_mut().for_each(|v| walk(v, shows, changes)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn cleaned(text: &str, shows: &dyn Fn(char) -> bool, changes: &mut Changes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.nfc() {
        let kept = match c {
            '\n' if after_return => None,
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            BREAK => Some(BREAK),
            c if is_invisible(c) => {
                changes.dropped += 1;
                None
            }
            c if !is_private(c) && shows(c) => Some(c),
            c if c.is_whitespace() => Some(' '),
            '\u{2010}' | '\u{2011}' => Some('-'),
            _ => {
                changes.replaced += 1;
                Some(if shows(REPLACEMENT) { REPLACEMENT } else { '?' })
            }
        };
        after_return = c == '\r';
        out.extend(kept);
    }
    if out.is_empty() && !text.is_empty() {
        // An absent text is left out of a view; this one is there but has nothing that can be shown.
        out.push(if shows(REPLACEMENT) { REPLACEMENT } else { '?' });
    }
    shorten(&mut out, changes);
    breakable(&out)
}

/// Cuts a text after the longest that is printed. Break points don't count, and a text that was cut before is left as it is.
fn shorten(text: &mut String, changes: &mut Changes) {
    let end = text.char_indices().filter(|(_, c)| *c != BREAK).nth(LONGEST_TEXT).map(|(at, _)| at);
    if let Some(end) = end.filter(|end| text[*end..] != *SHORTENED) {
        text.truncate(end);
        text.push_str(SHORTENED);
        changes.shortened += 1;
    }
}

/// Control, direction and joining characters: nothing a reader sees, and refused by PDF/UA or able to reorder what is read.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Private-use characters mean nothing outside the font they were made for, and PDF/UA refuses them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Lets words over forty characters break. A hyphen or slash before a letter already is a place to break.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = word_end(rest);
        let (word, after) = rest.split_at(end);
        if word.chars().count() > LONG_WORD {
            for (i, c) in word.chars().enumerate() {
                if i > 0 && i % BREAK_EVERY == 0 {
                    out.push(BREAK);
                }
                out.push(c);
            }
        } else {
            out.push_str(word);
        }
        rest = after;
    }
    out
}

/// Where the first stretch that cannot be broken ends, the character that ends it included.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let ends =
            c.is_whitespace() || c == BREAK || (matches!(c, '-' | '/' | '–') && next.is_some_and(char::is_alphabetic));
        if ends {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font with Latin letters, some signs and □.
    fn latin(c: char) -> bool {
        matches!(c, ' '..='~' | '\u{a0}'..='\u{17f}' | '–' | '…' | '□' | '\u{202f}')
    }

    fn check(text: &str, expected: &str, changes: Changes) {
        let mut value = serde_json::json!({ "a": [text] });
        assert_eq!(clean(&mut value, &latin), changes, "{text:?}");
        assert_eq!(value["a"][0], expected, "{text:?}");
        assert_eq!(clean(&mut value, &latin), Changes::default(), "cleaning again changes nothing: {text:?}");
        assert_eq!(value["a"][0], expected, "cleaning again changes nothing: {text:?}");
    }

    #[test]
    fn ordinary_swedish_is_untouched() {
        check("Rutin – 3\u{202f}797 av 9\u{202f}879…", "Rutin – 3\u{202f}797 av 9\u{202f}879…", Changes::default());
        check(
            "Hälso-och sjukvårdslagen, 2017:30 #read(\"/etc/passwd\")",
            "Hälso-och sjukvårdslagen, 2017:30 #read(\"/etc/passwd\")",
            Changes::default(),
        );
    }

    #[test]
    fn characters_without_a_glyph_are_counted_and_shown_as_a_square() {
        check("bra 👍 中", "bra □ □", Changes { replaced: 2, ..Changes::default() });
        check("egen \u{e000} \u{10fffd}", "egen □ □", Changes { replaced: 2, ..Changes::default() });
    }

    #[test]
    fn controls_and_direction_marks_vanish_and_lines_stay() {
        check(
            "a\u{0}b\u{1b}c\u{202e}d\u{200f}e\u{feff}f\u{ad}g",
            "abcdefg",
            Changes { dropped: 6, ..Changes::default() },
        );
        check("rad\r\nrad\rrad\nrad\tslut", "rad\nrad\nrad\nrad slut", Changes::default());
        check("\u{7}", "□", Changes { dropped: 1, ..Changes::default() });
    }

    #[test]
    fn letters_written_in_two_characters_become_one() {
        check("a\u{30a}a\u{308}o\u{308}", "åäö", Changes::default());
    }

    #[test]
    fn long_words_may_break_and_paths_break_at_their_hyphens() {
        let word = "x".repeat(41);
        let broken = format!("{}{BREAK}{}{BREAK}x", "x".repeat(20), "x".repeat(20));
        check(&word, &broken, Changes::default());
        check(&"x".repeat(40), &"x".repeat(40), Changes::default());
        let path = "data/norrbotten/audits/produktionsplanering-2020/established.yaml";
        check(path, path, Changes::default());
    }

    #[test]
    fn a_text_of_a_hundred_thousand_characters_is_cut_and_says_so() {
        let mut value = Value::String("ord ".repeat(25_000));
        let changes = clean(&mut value, &latin);
        assert_eq!(changes, Changes { shortened: 1, ..Changes::default() });
        let text = value.as_str().expect("a text");
        assert!(text.ends_with(SHORTENED));
        assert_eq!(text.chars().count(), LONGEST_TEXT + SHORTENED.chars().count());
    }
}
