//! Remarks as text for a terminal or a log, each with the line it concerns.
//!
//! Reads no file: the caller hands over the texts it has. Prints nothing.

use super::{Label, Remark, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours.
    Styled,
    /// Plain text.
    Plain,
}

/// The texts that remarks may point into, by path from the project's root.
pub type Sources = BTreeMap<String, String>;

/// The widest part of a source line that is shown, in characters.
const SHOWN: usize = 140;

/// One remark with its lines of source, ending in a line break.
pub fn text(remark: &Remark, sources: &Sources, colour: Colour) -> String {
    let level = match remark.severity() {
        Severity::Error => Level::ERROR.with_name("fel"),
        Severity::Warning => Level::WARNING.with_name("varning"),
        Severity::Note => Level::NOTE.with_name("upplysning"),
    };
    let windows: Vec<Option<Window>> = remark.labels.iter().map(|l| Window::of(l, sources)).collect();
    let mut group: Group<'_> = Group::with_title(level.primary_title(one_line(&remark.message)).id(remark.code.id));
    for (i, (label, window)) in remark.labels.iter().zip(&windows).enumerate() {
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group =
            match window {
                Some(w) => group.element(
                    Snippet::source(w.text.as_str()).path(w.path.as_str()).line_start(w.line).fold(false).annotation(
                        kind.span(w.from..w.to).label((!label.text.is_empty()).then(|| one_line(&label.text))),
                    ),
                ),
                None => {
                    let mut origin = Origin::path(label.place.file.as_str());
                    if label.place.line > 0 {
                        origin = origin.line(label.place.line as usize);
                        if label.place.column > 0 {
                            origin = origin.char_column(label.place.column as usize);
                        }
                    }
                    let group = group.element(origin);
                    if label.text.is_empty() {
                        group
                    } else {
                        group.element(Level::NOTE.with_name("här").message(one_line(&label.text)))
                    }
                }
            };
    }
    for help in &remark.help {
        group = group.element(Level::HELP.with_name("hjälp").message(one_line(help)));
    }
    let renderer = match colour {
        Colour::Styled => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    let mut out = renderer.decor_style(DecorStyle::Ascii).term_width(SHOWN + 40).render(&[group]);
    out.push('\n');
    out
}

/// Control characters of a hostile text must not reach a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(600).collect()
}

/// The shown part of one line.
struct Window {
    path: String,
    text: String,
    line: usize,
    from: usize,
    to: usize,
}

impl Window {
    fn of(label: &Label, sources: &Sources) -> Option<Self> {
        let place = &label.place;
        let source = sources.get(&place.file)?;
        let line = source.lines().nth(place.line.checked_sub(1)? as usize)?;
        let chars: Vec<char> = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let column = (place.column.max(1) as usize - 1).min(chars.len());
        let length = if place.column == 0 { chars.len() } else { place.length as usize };
        let start = if chars.len() <= SHOWN { 0 } else { column.saturating_sub(SHOWN / 3) };
        let shown: Vec<char> = chars[start..].iter().copied().take(SHOWN).collect();
        let bytes_to = |n: usize| shown.iter().take(n).map(|c| c.len_utf8()).sum::<usize>();
        let from = bytes_to(column - start);
        let to = bytes_to((column - start + length.max(1)).min(shown.len())).max(from);
        let path = if place.column > 0 {
            format!("{}:{}:{}", place.file, place.line, place.column)
        } else {
            format!("{}:{}", place.file, place.line)
        };
        // The line and column are the file's, not those of the shown part, so the path carries them and the line number is written by the snippet.
        Some(Self {
            path: if start == 0 { place.file.clone() } else { path },
            text: shown.into_iter().collect(),
            line: place.line as usize,
            from,
            to,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Place};

    static CODE: Code = Code { id: "G999", severity: Severity::Error, title: "", explanation: "" };

    fn check(remark: Remark, source: &str, expected: &str) {
        let sources = Sources::from([("a.yaml".to_owned(), source.to_owned())]);
        assert_eq!(text(&remark, &sources, Colour::Plain).trim_end(), expected.trim_matches('\n'));
    }

    #[test]
    fn a_remark_shows_its_line_marks_the_word_and_says_what_to_do() {
        let place = Place { file: "a.yaml".into(), line: 2, column: 7, length: 8 };
        let remark = Remark::new(&CODE, "steget `kapcitet` finns inte")
            .at(place, "inget steg heter så")
            .help("menades `kapacitet`?");
        check(
            remark,
            "id: år\nstep: kapcitet\n",
            "
fel[G999]: steget `kapcitet` finns inte
 --> a.yaml:2:7
  |
2 | step: kapcitet
  |       ^^^^^^^^ inget steg heter så
  |
  = hjälp: menades `kapacitet`?",
        );
    }

    #[test]
    fn a_file_without_text_is_named_alone() {
        let remark = Remark::new(&CODE, "mappen `controls` saknas").at(Place::file("controls"), "");
        check(remark, "", "fel[G999]: mappen `controls` saknas\n--> controls");
    }

    #[test]
    fn a_line_of_100_000_characters_is_cut_and_control_characters_never_reach_the_terminal() {
        let place = Place { file: "a.yaml".into(), line: 1, column: 50_000, length: 3 };
        let remark = Remark::new(&CODE, "x\u{1b}[31m").at(place, "här");
        let sources = Sources::from([("a.yaml".to_owned(), "\u{7}å".repeat(50_000))]);
        let out = text(&remark, &sources, Colour::Plain);
        assert!(out.len() < 1500 && !out.contains('\u{1b}') && !out.contains('\u{7}'), "{out}");
    }
}
