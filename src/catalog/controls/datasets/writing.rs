//! How numbers and dates are written. Reads none.

use super::super::codes::contracts as codes;
use super::super::forms::datasets::{DateFormForm, DecimalMarkForm, ThousandsForm, WritingForm};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::Remark;
use crate::field::contract::{DateForm, DecimalMark, Thousands, Writing};
use crate::placed::At;

/// What a block says, key by key, over what holds otherwise.
pub fn read(check: &mut Check<'_>, form: Option<&WritingForm>, otherwise: &Writing) -> Writing {
    let Some(form) = form else { return otherwise.clone() };
    let decimal = form.decimal.as_ref().map_or(otherwise.decimal, |mark| match mark.value {
        DecimalMarkForm::Comma => DecimalMark::Comma,
        DecimalMarkForm::Point => DecimalMark::Point,
    });
    let thousands = form.thousands.as_ref().map_or_else(
        || otherwise.thousands.clone(),
        |list| {
            each(check, &list.value, |form| match form {
                ThousandsForm::Space => (Thousands::Space, "space"),
                ThousandsForm::Point => (Thousands::Point, "point"),
            })
        },
    );
    let dates = form.dates.as_ref().map_or_else(
        || otherwise.dates.clone(),
        |list| {
            if list.value.is_empty() {
                check.empty_list("dates", check.place(list));
            }
            each(check, &list.value, |form| match form {
                DateFormForm::Iso => (DateForm::Iso, "iso"),
                DateFormForm::Compact => (DateForm::Compact, "compact"),
                DateFormForm::Serial => (DateForm::Serial, "serial"),
            })
        },
    );
    apart(check, form, decimal, &thousands);
    let always = (!dates.contains(&DateForm::Iso)).then_some(DateForm::Iso);
    Writing { decimal, thousands, dates: always.into_iter().chain(dates).collect() }
}

fn each<F: Copy, T>(check: &mut Check<'_>, list: &[At<F>], read: impl Fn(F) -> (T, &'static str)) -> Vec<T> {
    let mut names = Names::default();
    list.iter()
        .map(|form| {
            let (value, key) = read(form.value);
            let place = check.place(form);
            names.list_name(check, key, place);
            value
        })
        .collect()
}

/// Remarks on a mark that would mean two things.
fn apart(check: &mut Check<'_>, form: &WritingForm, decimal: DecimalMark, thousands: &[Thousands]) {
    if decimal != DecimalMark::Point || !thousands.contains(&Thousands::Point) {
        return;
    }
    let point = form.thousands.iter().flat_map(|list| &list.value).find(|t| matches!(t.value, ThousandsForm::Point));
    let places = [point.map(|p| check.place(p)), form.decimal.as_ref().map(|d| check.place(d))];
    let remark = Remark::new(&codes::BAD_WRITING, "punkten skiljer både tusental och decimaler");
    let remark = places.into_iter().flatten().fold(remark, |remark, place| remark.at(place, "punkt här"));
    check.say(remark.help("ta bort `point` ur `thousands`, eller skriv `decimal: comma`"));
}
