//! Numbers in Swedish form: decimal comma, a narrow space between thousands, a space before the per cent sign.
//!
//! Rounds nothing: it is handed whole numbers of hundredths, halves or per mille.

/// Stands between thousands (narrow no-break space).
pub const THIN: char = '\u{202f}';

/// Stands before the per cent sign (no-break space).
pub const NO_BREAK: char = '\u{a0}';

/// Whether a noun takes *en* or *ett*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// *En fråga.*
    Common,
    /// *Ett förslag.*
    Neuter,
}

/// `3 797`: a whole number with a narrow space between thousands.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    text
}

/// `12 345,6`, `−3,5`: a number given in parts of so many decimals, always with all of them so that numbers can be compared in a column.
pub fn decimal(parts: i128, decimals: u8) -> String {
    let digits = format!("{:0width$}", parts.unsigned_abs(), width = usize::from(decimals) + 1);
    let (whole, part) = digits.split_at(digits.len() - usize::from(decimals));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), number);
    let sign = if parts < 0 { "\u{2212}" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{part}") }
}

/// `0,35`, `0,60`, `1,00`: a mean, given in hundredths, always with both decimals so that means can be compared in a column.
pub fn hundredths(n: u64) -> String {
    format!("{},{:02}", number(n / 100), n % 100)
}

/// `3,5` and `3`: a sum of halves, given as twice the sum.
pub fn halves(twice: u64) -> String {
    let whole = number(twice / 2);
    if twice.is_multiple_of(2) { whole } else { format!("{whole},5") }
}

/// `62 %`: whole per cent.
pub fn percent(n: u64) -> String {
    format!("{}{NO_BREAK}%", number(n))
}

/// `61,6 %`: tenths of a per cent, always with its decimal.
pub fn percent_tenths(permille: u64) -> String {
    format!("{},{}{NO_BREAK}%", number(permille / 10), permille % 10)
}

/// `62 %` and `62,5 %`: tenths of a per cent as someone wrote them, with a decimal only where it says something.
pub fn exact_percent(permille: u64) -> String {
    if permille.is_multiple_of(10) { percent(permille / 10) } else { percent_tenths(permille) }
}

/// `0,25`, or `1/3` when two decimals would not be exact: a limit is never shown as another value than it has.
pub fn fraction(part: u64, whole: u64) -> String {
    if whole != 0 && 100 % whole == 0 {
        hundredths(part.saturating_mul(100 / whole))
    } else {
        format!("{}/{}", number(part), number(whole))
    }
}

/// `hälften`, `tre fjärdedelar`, `40 %`, `3/7`: a part of something, to stand before *av*.
pub fn share(part: u64, whole: u64) -> String {
    let known = match (part, whole) {
        (1, 2) => "hälften",
        (1, 3) => "en tredjedel",
        (2, 3) => "två tredjedelar",
        (1, 4) => "en fjärdedel",
        (3, 4) => "tre fjärdedelar",
        (_, 1..=100) if 100 % whole == 0 => return percent(part.saturating_mul(100 / whole)),
        (_, _) => return format!("{}/{}", number(part), number(whole)),
    };
    known.to_owned()
}

/// `en` or `ett`, `två` … `tolv`, then digits: a count inside a sentence.
pub fn cardinal(n: u64, gender: Gender) -> String {
    const WORDS: [&str; 11] = ["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    match (n, gender) {
        (0, _) => "noll".to_owned(),
        (1, Gender::Common) => "en".to_owned(),
        (1, Gender::Neuter) => "ett".to_owned(),
        (2..=12, _) => WORDS[(n - 2) as usize].to_owned(),
        (_, _) => number(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(got: &str, plain: &str) {
        assert_eq!(got.replace([THIN, NO_BREAK], " "), plain);
    }

    #[test]
    fn thousands_are_set_apart_by_a_narrow_space() {
        assert_eq!(number(3_797), "3\u{202f}797");
        for (n, plain) in [(0, "0"), (999, "999"), (1_000, "1 000"), (303_703, "303 703"), (1_234_567, "1 234 567")] {
            check(&number(n), plain);
        }
    }

    #[test]
    fn means_keep_two_decimals_and_sums_of_halves_only_what_they_need() {
        for (n, plain) in [(0, "0,00"), (5, "0,05"), (35, "0,35"), (60, "0,60"), (100, "1,00")] {
            check(&hundredths(n), plain);
        }
        for (twice, plain) in [(0, "0"), (1, "0,5"), (6, "3"), (7, "3,5"), (2_001, "1 000,5")] {
            check(&halves(twice), plain);
        }
    }

    #[test]
    fn per_cent_is_never_parted_from_its_number() {
        assert_eq!(percent(62), "62\u{a0}%");
        assert_eq!(percent_tenths(616), "61,6\u{a0}%");
        check(&percent_tenths(620), "62,0 %");
        check(&exact_percent(620), "62 %");
        check(&exact_percent(625), "62,5 %");
    }

    #[test]
    fn a_limit_is_shown_exactly_or_as_a_fraction() {
        for (part, whole, plain) in
            [(1, 4, "0,25"), (3, 4, "0,75"), (0, 1, "0,00"), (1, 1, "1,00"), (1, 3, "1/3"), (1, 0, "1/0")]
        {
            check(&fraction(part, whole), plain);
        }
    }

    #[test]
    fn simple_shares_are_words() {
        for (part, whole, plain) in [
            (1, 2, "hälften"),
            (3, 4, "tre fjärdedelar"),
            (2, 5, "40 %"),
            (1, 1, "100 %"),
            (0, 1, "0 %"),
            (3, 7, "3/7"),
            (1, 0, "1/0"),
        ] {
            check(&share(part, whole), plain);
        }
    }

    #[test]
    fn counts_up_to_twelve_are_words() {
        check(&cardinal(1, Gender::Common), "en");
        check(&cardinal(1, Gender::Neuter), "ett");
        check(&cardinal(12, Gender::Neuter), "tolv");
        check(&cardinal(0, Gender::Common), "noll");
        check(&cardinal(13, Gender::Common), "13");
    }
}
