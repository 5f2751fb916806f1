//! Colours as `#rrggbb`, and how well they show on white. Knows nothing of what is coloured.

use super::codes;
use crate::catalog::check::Check;
use crate::diag::Remark;
use crate::placed::{At, Scalar};

/// The least contrast of text against its background in WCAG 2.1, level AA.
const LEAST_CONTRAST: f64 = 4.5;

/// The colour that a text should be, in lower case; remarks when it is none, or too pale on white.
pub fn read(check: &mut Check<'_>, text: &At<Scalar>) -> Option<String> {
    let written = &text.value.0;
    let place = check.place(text);
    let Some(channels) = channels(written) else {
        check.say(
            Remark::new(&codes::BAD_COLOUR, format!("`{written}` är ingen färg"))
                .at(place, "går inte att läsa som färg")
                .help("skriv `#` och sex hexadecimala siffror inom citattecken, till exempel `\"#1d6b4b\"`"),
        );
        return None;
    };
    let contrast = contrast_on_white(channels);
    if contrast < LEAST_CONTRAST {
        // Cut and not rounded: 4,49 must not be shown as the 4,5 it fails to reach.
        let shown = format!("{:.2}", (contrast * 100.0).floor() / 100.0).replace('.', ",");
        check.say(
            Remark::new(
                &codes::WEAK_CONTRAST,
                format!("färgen `{written}` har kontrasten {shown}:1 mot vitt, minst 4,5:1 krävs"),
            )
            .at(place, "för ljus")
            .help("välj en mörkare nyans av samma färg"),
        );
    }
    Some(written.to_ascii_lowercase())
}

fn channels(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The contrast ratio of WCAG 2.1 against white, 1 to 21.
fn contrast_on_white(channels: [u8; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_counted_as_wcag_counts_it() {
        let on_white = |text| contrast_on_white(channels(text).expect(text));
        assert!((on_white("#000000") - 21.0).abs() < 1e-9);
        assert!((on_white("#ffffff") - 1.0).abs() < 1e-9);
        // The two greys on either side of the limit.
        assert!(on_white("#767676") >= LEAST_CONTRAST);
        assert!(on_white("#777777") < LEAST_CONTRAST);
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(channels("#1D6b4b"), Some([0x1d, 0x6b, 0x4b]));
        for bad in ["", "#", "#fff", "1d6b4b", "#1d6b4g", "#1d6b4b0", "grön"] {
            assert_eq!(channels(bad), None, "{bad}");
        }
    }
}
