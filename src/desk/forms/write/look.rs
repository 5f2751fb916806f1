//! How a form looks: one set of formats, readable fonts, and never colour alone.
//!
//! A cell to fill in has a border and a word in its heading; the pale ground only helps.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The height of a line of text, in points.
pub const LINE: f64 = 15.0;

const INK: Color = Color::RGB(0x1F_29_33);
const EDGE: Color = Color::RGB(0x5A_64_73);
const PALE: Color = Color::RGB(0xFF_F9_E5);
const GREY: Color = Color::RGB(0xEE_F1_F4);

/// The formats of a form.
pub struct Look {
    /// The title of the instructions.
    pub title: Format,
    /// The band of an invented organisation.
    pub band: Format,
    /// A heading of the instructions.
    pub section: Format,
    /// A paragraph.
    pub paragraph: Format,
    /// The heading of a column to read.
    pub head: Format,
    /// The heading of a column to fill in.
    pub head_asked: Format,
    /// A cell to read.
    pub shown: Format,
    /// A text to fill in.
    pub text: Format,
    /// A whole number to fill in.
    pub whole: Format,
    /// Hours to fill in.
    pub hours: Format,
    /// A day to fill in.
    pub day: Format,
}

impl Look {
    /// The one look there is.
    pub fn new() -> Self {
        let base = || Format::new().set_font_color(INK).set_text_wrap().set_align(FormatAlign::Top);
        let cell = || base().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter).set_indent(1);
        let head =
            || cell().set_bold().set_background_color(GREY).set_border(FormatBorder::Thin).set_border_color(EDGE);
        let asked =
            || cell().set_unlocked().set_background_color(PALE).set_border(FormatBorder::Thin).set_border_color(EDGE);
        Self {
            title: base().set_bold().set_font_size(16),
            band: base().set_bold().set_border(FormatBorder::Medium).set_align(FormatAlign::VerticalCenter),
            section: base().set_bold().set_font_size(13).set_align(FormatAlign::Bottom),
            paragraph: base(),
            head: head(),
            head_asked: head().set_border_bottom(FormatBorder::Medium),
            shown: cell().set_border_bottom(FormatBorder::Hair).set_border_color(EDGE),
            text: asked().set_num_format("@"),
            whole: asked().set_num_format("0").set_align(FormatAlign::Right),
            hours: asked().set_num_format("0.##").set_align(FormatAlign::Right),
            day: asked().set_num_format("yyyy\\-mm\\-dd"),
        }
    }
}

/// How many lines a text takes in a column of so many characters.
pub fn lines_of(text: &str, width: u16) -> f64 {
    f64::from(crate::words::lines(text, width))
}
