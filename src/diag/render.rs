//! Remarks as text for a terminal or a log, each with the line it concerns, or with its rows and columns when it is on a delivery.
//!
//! Reads no file: the caller hands over the texts it has. Prints nothing, and never a line of a delivery: it may hold personal data.

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

/// The longest line that is handed to the renderer whole.
const WHOLE: usize = 2_000;

/// One remark with its lines of source, ending in a line break.
pub fn text(remark: &Remark, sources: &Sources, colour: Colour) -> String {
    let level = match remark.severity() {
        Severity::Error => Level::ERROR.with_name("fel"),
        Severity::Warning => Level::WARNING.with_name("varning"),
        Severity::Note => Level::NOTE.with_name("upplysning"),
    };
    let group: Group<'_> = Group::with_title(level.primary_title(one_line(&remark.message)).id(remark.code.id));
    let windows: Vec<Option<Window>> = remark.labels.iter().map(|l| Window::of(l, sources)).collect();
    let mut group = if remark.labels.iter().any(|l| l.place.cell.is_some()) {
        listed(group, remark)
    } else {
        quoted(group, remark, &windows)
    };
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

/// Each label with the line it stands on.
fn quoted<'a>(mut group: Group<'a>, remark: &'a Remark, windows: &'a [Option<Window>]) -> Group<'a> {
    for (i, (label, window)) in remark.labels.iter().zip(windows).enumerate() {
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group =
            match window {
                Some(w) => group.element(
                    Snippet::source(w.text.as_str()).path(w.path.as_str()).line_start(w.line).fold(false).annotation(
                        kind.span(w.from..w.to).label((!label.text.is_empty()).then(|| one_line(&label.text))),
                    ),
                ),
                None => {
                    let mut origin = Origin::path(one_line(&label.place.file));
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
    group
}

/// The rows and columns of a delivery, one line each, and then the places that explain.
fn listed<'a>(mut group: Group<'a>, remark: &'a Remark) -> Group<'a> {
    let (cells, others): (Vec<&Label>, Vec<&Label>) = remark.labels.iter().partition(|l| l.place.cell.is_some());
    let sheet = |l: &Label| l.place.cell.as_ref().map_or_else(String::new, |c| c.sheet.clone());
    let parts: Vec<&[&Label]> = cells.chunk_by(|a, b| (&a.place.file, sheet(a)) == (&b.place.file, sheet(b))).collect();
    for (i, part) in parts.iter().enumerate() {
        let path = match sheet(part[0]).as_str() {
            "" => part[0].place.file.clone(),
            sheet => format!("{}, bladet `{sheet}`", part[0].place.file),
        };
        let mut lines: Vec<String> = part.iter().filter_map(|l| listed_line(l)).collect();
        let hidden = remark.count().unwrap_or_default().saturating_sub(cells.len() as u64);
        if i + 1 == parts.len() && hidden > 0 {
            lines.push(format!("och {hidden} till"));
        }
        group = group.element(Origin::path(one_line(&path)));
        if !lines.is_empty() {
            group = group.element(Level::NOTE.no_name().message(lines.join("\n")));
        }
    }
    for label in others {
        let text = if label.text.is_empty() { "se" } else { &label.text };
        group = group.element(Level::NOTE.no_name().message(one_line(&format!("{text} i {}", label.place))));
    }
    group
}

/// `rad 17, kolumn I (knivslut): ...`; nothing for the file as a whole.
fn listed_line(label: &Label) -> Option<String> {
    let cell = label.place.cell.as_ref()?;
    let row = (label.place.line > 0).then(|| format!("rad {}", label.place.line));
    let column = match (cell.letters().as_str(), cell.name.as_str()) {
        ("", "") => None,
        ("", name) => Some(format!("kolumn {name}")),
        (letters, "") => Some(format!("kolumn {letters}")),
        (letters, name) => Some(format!("kolumn {letters} ({name})")),
    };
    let place = [row, column].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let line = match (place.as_str(), label.text.as_str()) {
        ("", "") => return None,
        (place, "") => place.to_owned(),
        ("", text) => text.to_owned(),
        (place, text) => format!("{place}: {text}"),
    };
    Some(one_line(&line))
}

/// Control characters of a hostile text must not reach a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { ' ' } else { c }).take(600).collect()
}

/// Control characters, line ends of other kinds and marks of direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
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
        // A long line is cut by the renderer, which marks the cut and counts columns right; one of 100 000 characters is not given to it.
        let whole = chars.len() <= WHOLE;
        let start = if whole { 0 } else { column.saturating_sub(SHOWN / 3) };
        let shown: Vec<char> = chars[start..].iter().copied().take(if whole { WHOLE } else { SHOWN }).collect();
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
    use crate::diag::{Cell, Code, Place};

    static CODE: Code = Code { id: "G999", severity: Severity::Error, title: "", explanation: "" };

    fn check(remark: Remark, source: &str, expected: &str) {
        let sources = Sources::from([("a.yaml".to_owned(), source.to_owned())]);
        assert_eq!(text(&remark, &sources, Colour::Plain).trim_end(), expected.trim_matches('\n'));
    }

    #[test]
    fn a_remark_shows_its_line_marks_the_word_and_says_what_to_do() {
        let place = Place { file: "a.yaml".into(), line: 2, column: 7, length: 8, cell: None };
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
    fn faults_of_a_delivery_are_listed_by_row_and_column_and_no_line_of_it_is_shown() {
        let at = |row, number, name: &str| {
            Place::cell("a.yaml", row, Cell { number, name: name.to_owned(), ..Cell::default() })
        };
        let remark = Remark::new(&CODE, "kniven slutade innan den började, 14 rader i karantän")
            .at(at(2, 9, "knivslut"), "`2021-03-02 07:10`")
            .at(at(40, 9, "knivslut"), "`2021-03-03 09:00`")
            .at(Place::line("controls/datasets.yaml", 131), "regel `kniv-start-slut`")
            .counted(14)
            .help("kontrollera knivstart och knivslut");
        check(
            remark,
            "id\nhemligt\n",
            "
fel[G999]: kniven slutade innan den började, 14 rader i karantän
--> a.yaml
 = rad 2, kolumn I (knivslut): `2021-03-02 07:10`
   rad 40, kolumn I (knivslut): `2021-03-03 09:00`
   och 12 till
 = regel `kniv-start-slut` i controls/datasets.yaml:131
 = hjälp: kontrollera knivstart och knivslut",
        );
    }

    #[test]
    fn a_sheet_is_named_with_its_workbook() {
        let place = |row| Place::cell("a.xlsx", row, Cell { sheet: "Blad1".into(), ..Cell::default() });
        check(
            Remark::new(&CODE, "fel").at(place(7), "hela raden står redan på rad 2"),
            "",
            "fel[G999]: fel\n--> a.xlsx, bladet `Blad1`\n = rad 7: hela raden står redan på rad 2",
        );
        check(Remark::new(&CODE, "fel").at(place(0), ""), "", "fel[G999]: fel\n--> a.xlsx, bladet `Blad1`");
    }

    #[test]
    fn a_file_without_text_is_named_alone() {
        let remark = Remark::new(&CODE, "mappen `controls` saknas").at(Place::file("controls"), "");
        check(remark, "", "fel[G999]: mappen `controls` saknas\n--> controls");
        let remark = Remark::new(&CODE, "fel").at(Place::file("data/a\u{1b}[31m\n.csv"), "");
        check(remark, "", "fel[G999]: fel\n--> data/a [31m .csv");
    }

    #[test]
    fn a_line_of_100_000_characters_is_cut_and_control_characters_never_reach_the_terminal() {
        let place = Place { file: "a.yaml".into(), line: 1, column: 50_000, length: 3, cell: None };
        let remark = Remark::new(&CODE, "x\u{1b}[31m").at(place, "här");
        let sources = Sources::from([("a.yaml".to_owned(), "\u{7}å".repeat(50_000))]);
        let out = text(&remark, &sources, Colour::Plain);
        assert!(out.len() < 1500 && !out.contains('\u{1b}') && !out.contains('\u{7}'), "{out}");
    }
}
