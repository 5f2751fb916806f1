//! Colours and borders of the copy. A fault is seen by its colour, its note and its line in the list, never by colour alone.

use super::faults::Marked;
use crate::field::contract::Effect;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The looks that cells have.
pub(super) struct Looks {
    /// The title of the list.
    pub title: Format,
    /// A heading.
    pub heading: Format,
    /// A cell without fault.
    pub plain: Format,
    /// Long text.
    pub wrapped: Format,
    /// A way to a cell.
    pub link: Format,
    set_aside: Format,
    quarantine: Format,
    told: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let filled = |back: u32, line: u32| {
            top()
                .set_background_color(Color::RGB(back))
                .set_font_color(Color::RGB(0x20_2020))
                .set_border(FormatBorder::Medium)
                .set_border_color(Color::RGB(line))
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xE8_ECF1))
                .set_border_bottom(FormatBorder::Thin),
            plain: top(),
            wrapped: top().set_text_wrap(),
            link: top().set_font_color(Color::RGB(0x05_4A91)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            set_aside: filled(0xF8_C4C4, 0xA6_1B1B),
            quarantine: filled(0xFF_D9B3, 0xB3_5900),
            told: filled(0xFF_F3B8, 0x8A_6D00),
        }
    }
}

impl Looks {
    /// The look of a cell with these faults: that of the gravest.
    pub(super) fn fill(&self, marks: &[&Marked<'_>]) -> &Format {
        self.of(marks.iter().map(|m| m.effect).max().unwrap_or(Effect::None))
    }

    /// The look of a fault that leads to something.
    pub(super) fn of(&self, effect: Effect) -> &Format {
        match effect {
            Effect::SetAside => &self.set_aside,
            Effect::Quarantine => &self.quarantine,
            Effect::None => &self.told,
        }
    }
}
