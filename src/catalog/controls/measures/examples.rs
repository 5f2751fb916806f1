//! Given and expected: tiny tables beside a measure, and what it must come to of them. Tries nothing.

use super::super::codes;
use super::super::datasets::{Columns, unknown_column};
use super::super::forms::measures::{ExampleForm, ExpectForm, MeasureForm, MeasureUnitForm, Pairs};
use crate::catalog::check::Check;
use crate::diag::Remark;
use crate::field::measure::{Example, Expected};
use crate::field::period::Period;
use crate::field::quantity::Ratio;
use crate::placed::At;

/// The kinds of figure that can be expected.
const KINDS: [&str; 4] = ["not-applicable", "suppressed", "missing", "none"];

pub(super) fn read(
    check: &mut Check<'_>,
    (form, tests): (&MeasureForm, &[ExampleForm]),
    columns: Option<&Columns>,
    beside: Option<(&str, &Columns)>,
) -> Vec<Example> {
    tests.iter().map(|example| one(check, form, example, (columns, beside))).collect()
}

/// Rows of a dataset, as they are written.
fn rows(
    check: &mut Check<'_>,
    forms: &[At<Pairs>],
    dataset: &str,
    columns: Option<&Columns>,
) -> Vec<Vec<(String, String)>> {
    let mut given = Vec::new();
    for row in forms {
        let mut cells = Vec::new();
        for (column, value) in &row.value.0 {
            if let Some(columns) = columns {
                let place = check.place(column);
                columns.names.require_name(check, &column.value, place, unknown_column(dataset, &column.value));
            }
            cells.push((column.value.clone(), value.value.0.clone()));
        }
        given.push(cells);
    }
    given
}

fn one(
    check: &mut Check<'_>,
    measure: &MeasureForm,
    form: &ExampleForm,
    (columns, other): (Option<&Columns>, Option<(&str, &Columns)>),
) -> Example {
    let name = check.text("name", &form.name);
    let given = rows(check, &form.given, &measure.dataset.value.0, columns);
    if let Some(first) = form.beside.first().filter(|_| other.is_none()) {
        let remark = Remark::new(&codes::UNKNOWN_VALUE, "måttet har ingen andra datamängd")
            .at(check.place(first), "läses inte")
            .help("flytta raderna till `given`, eller ta bort `beside`");
        check.say(remark);
    }
    let beside = rows(check, &form.beside, other.map_or("", |(dataset, _)| dataset), other.map(|(_, columns)| columns));
    let period = form.period.as_ref().and_then(|text| match Period::parse(&text.value.0) {
        Ok(period) => Some(period),
        Err(why) => {
            let remark = Remark::new(&codes::contracts::BAD_BOUND, why.to_string())
                .at(check.place(text), "ingen period")
                .help("skriv till exempel `2024-02`");
            check.say(remark);
            None
        }
    });
    let ExpectForm { part, whole, complement, number, amount, excluded, kind } = &form.expect.value;
    let amount = amount.as_ref().and_then(|text| {
        let found = decimal(&text.value.0);
        if found.is_none() {
            let remark = Remark::new(&codes::contracts::BAD_BOUND, format!("`{}` är inget belopp", text.value.0))
                .at(check.place(text), "går inte att jämföra med")
                .help("skriv ett tal, till exempel `7,5`");
            check.say(remark);
        }
        let percent = matches!(measure.unit.value, MeasureUnitForm::Percent | MeasureUnitForm::Index);
        found.and_then(|n| if percent { Ratio::of(n.part(), n.whole().checked_mul(100)?) } else { Some(n) })
    });
    if let Some(kind) = kind.as_ref().filter(|kind| !KINDS.contains(&kind.value.0.as_str())) {
        let remark = Remark::new(&codes::UNKNOWN_VALUE, format!("`{}` är inget slag av siffra", kind.value.0))
            .at(check.place(kind), "finns inte")
            .help("skriv `not-applicable`, `suppressed`, `missing` eller `none`");
        check.say(remark);
    }
    let expected = Expected {
        part: *part,
        whole: *whole,
        complement: *complement,
        number: *number,
        amount,
        excluded: *excluded,
        kind: kind.as_ref().map(|kind| kind.value.0.clone()),
    };
    if expected == Expected::default() {
        check.empty_list("expect", check.place(&form.expect));
    }
    Example { name, given, beside, period, expected, place: check.place(&form.name) }
}

/// `7,5`, `-3` or `7.25`, exactly.
pub(super) fn decimal(text: &str) -> Option<Ratio> {
    let (sign, digits) = text.trim().strip_prefix(['-', '\u{2212}']).map_or((1, text.trim()), |rest| (-1, rest));
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let sound = !whole.is_empty() && all.len() < 30 && all.bytes().all(|b| b.is_ascii_digit());
    let number: i128 = all.parse().ok().filter(|_| sound)?;
    Ratio::of(sign * number, 10_u128.checked_pow(u32::try_from(part.len()).ok()?)?)
}
