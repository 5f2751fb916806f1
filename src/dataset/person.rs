//! Recognises Swedish personal identity numbers in a text, so that a delivery that holds one is refused.
//!
//! Says only whether there is one, never which. A number of ten digits without a mark is an ordinary number to it.

/// Whether a text holds something that looks like a personnummer or samordningsnummer: `ÅÅMMDD-NNNN`, or twelve digits with
/// or without a mark before the last four, with a possible date and a right check digit.
pub fn holds_person_number(text: &str) -> bool {
    // Most cells are short or hold few digits: they are let through before anything is allocated.
    if text.len() < 11 || text.bytes().filter(u8::is_ascii_digit).count() < 10 {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let run = digits_from(&chars, at);
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        let is_number = match run {
            12 => twelve(&chars[at..end]),
            6 | 8 => {
                let mark = chars.get(end).copied().unwrap_or('x');
                let tail = digits_from(&chars, end + 1) == 4;
                let marked = is_dash(mark) || (run == 8 && matches!(mark, ' ' | '\u{a0}'));
                marked && tail && {
                    let all: Vec<char> = chars[at..end].iter().chain(&chars[end + 1..end + 5]).copied().collect();
                    if run == 8 { twelve(&all) } else { ten(&all) }
                }
            }
            _ => false,
        };
        if is_number {
            return true;
        }
        at = end;
    }
    false
}

fn digits_from(chars: &[char], at: usize) -> usize {
    chars.iter().skip(at).take_while(|c| c.is_ascii_digit()).count()
}

/// The hyphens that programs put in, and `+` for those who have turned a hundred.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '+' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}')
}

fn twelve(digits: &[char]) -> bool {
    matches!((digits[0], digits[1]), ('1', '8' | '9') | ('2', '0')) && ten(&digits[2..])
}

fn ten(digits: &[char]) -> bool {
    let d: Vec<u32> = digits.iter().filter_map(|c| c.to_digit(10)).collect();
    let two = |i: usize| d[i] * 10 + d[i + 1];
    let (month, day) = (two(2), two(4));
    // A samordningsnummer has 60 added to the day.
    let day = if day > 60 { day - 60 } else { day };
    // The century is not known for ten digits: 2000 + year is a leap year whenever 1900 + year is.
    chrono::NaiveDate::from_ymd_opt(2000 + two(0) as i32, month, day).is_some() && luhn(&d)
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().enumerate().map(|(i, d)| if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { *d }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::holds_person_number;

    // Numbers that the tax authority set aside for tests; no living person has them.
    #[test]
    fn personal_identity_numbers_are_seen_in_every_common_form() {
        for text in [
            "811228-9874",
            "811228+9874",
            "198112289874",
            "19811228-9874",
            "19811228 9874",
            "811228–9874",
            "Ring 811228-9874 i dag",
            "670919-9530",
        ] {
            assert!(holds_person_number(text), "{text}");
        }
        assert!(holds_person_number("701063-2391"), "a samordningsnummer has 60 added to the day");
    }

    #[test]
    fn other_numbers_are_left_in_peace() {
        for text in [
            "811228-9875",
            "811328-9874",
            "8112289874",
            "556036-0793",
            "1981122898741",
            "2020-02-01",
            "3 797",
            "",
            "070-123 45 67",
        ] {
            assert!(!holds_person_number(text), "{text}");
        }
    }
}
