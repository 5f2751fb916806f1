//! The columns of a contract: types, bounds, names that a header may use. Knows no rule.

use super::super::codes::contracts as codes;
use super::super::forms::Text;
use super::super::forms::datasets::{ColumnForm, ColumnTypeForm, DatasetForm, RangeForm};
use super::bounds::{self, End};
use super::roles::{EXISTS_ON, Scope};
use super::{Columns, Typed};
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark};
use crate::field::contract::{Column, ColumnType, Range, folded};
use crate::field::id::ItemId;
use crate::placed::{At, Scalar};
use std::collections::BTreeMap;

/// The columns as declared, faulty ones too, for those who refer to them. Makes no remark.
pub fn gather(check: &Check<'_>, form: &DatasetForm) -> Columns {
    let mut columns = Columns::default();
    for form in form.columns.as_deref().unwrap_or_default() {
        let name = &form.name.value.0;
        columns.names.add(name, check.place(&form.name));
        let mut codes = Names::default();
        if let ColumnTypeForm::OneOf(list) = &form.kind {
            list.value.iter().for_each(|code| codes.add(&code.value.0, check.place(code)));
        }
        let unit = form.unit.as_ref().map_or_else(String::new, |unit| unit.value.0.clone());
        columns.types.entry(name.clone()).or_insert_with(|| Typed { kind: kind(&form.kind), codes, unit });
        if form.required {
            columns.required.insert(name.clone());
        }
    }
    columns
}

/// Checks and builds the columns of a dataset.
pub fn read(check: &mut Check<'_>, form: &DatasetForm, scope: &Scope<'_>) -> Vec<Column> {
    let forms = form.columns.as_deref().unwrap_or_default();
    if forms.is_empty() {
        check.empty_list("columns", check.place(&form.id));
    }
    let mut names = Names::default();
    let columns = forms.iter().map(|form| column(check, form, scope, &mut names)).collect();
    alike(check, forms);
    columns
}

fn column(check: &mut Check<'_>, form: &ColumnForm, scope: &Scope<'_>, names: &mut Names) -> Column {
    names.declare(check, &form.name, "två kolumner i datamängden har samma namn");
    // A header has no id type of its own but is held to the same characters.
    check.id(&form.name, ItemId::new);
    let kind = column_type(check, form);
    let aliases = form.aliases.as_ref().map_or_else(Vec::new, |list| texts(check, "aliases", list));
    let unit = check.optional("unit", &form.unit).unwrap_or_default();
    if let Some(written) = form.unit.as_ref().filter(|_| !kind.is_number()) {
        let place = check.place(written);
        not_for_type(check, "unit", "tal", &kind, place);
    }
    Column {
        name: form.name.value.0.clone(),
        aliases,
        label: check.text("label", &form.label),
        unit,
        required: form.required,
        range: form.range.as_ref().and_then(|range| bounded(check, range, &kind)),
        suppressed: suppressed(check, form, &kind),
        exists_on: exists_on(check, form, scope, &kind),
        kind,
    }
}

fn kind(form: &ColumnTypeForm) -> ColumnType {
    match form {
        ColumnTypeForm::Text => ColumnType::Text,
        ColumnTypeForm::Unit => ColumnType::Unit,
        ColumnTypeForm::Moment => ColumnType::Moment,
        ColumnTypeForm::Period => ColumnType::Period,
        ColumnTypeForm::Month => ColumnType::Month,
        ColumnTypeForm::Week => ColumnType::Week,
        ColumnTypeForm::Date => ColumnType::Date,
        ColumnTypeForm::Time => ColumnType::Time,
        ColumnTypeForm::Integer => ColumnType::Integer,
        // A number of decimals outside the range is remarked on; what is taken for it then is never used.
        ColumnTypeForm::Decimal(decimals) => ColumnType::Decimal(decimals.value.clamp(1, 4) as u8),
        ColumnTypeForm::Hours => ColumnType::Hours,
        ColumnTypeForm::Percent => ColumnType::Percent,
        ColumnTypeForm::OneOf(codes) => ColumnType::OneOf(codes.value.iter().map(|c| c.value.0.clone()).collect()),
    }
}

fn column_type(check: &mut Check<'_>, form: &ColumnForm) -> ColumnType {
    match &form.kind {
        ColumnTypeForm::Decimal(decimals) if !(1..=4).contains(&decimals.value) => {
            let remark = Remark::new(&codes::BAD_DECIMALS, format!("{} decimaler går inte att ha", decimals.value))
                .at(check.place(decimals), "ska vara 1, 2, 3 eller 4")
                .help("skriv 1, 2, 3 eller 4; ett tal utan decimaler har typen `integer`");
            check.say(remark);
        }
        ColumnTypeForm::OneOf(codes) => {
            if codes.value.is_empty() {
                check.empty_list("one-of", check.place(codes));
            }
            let mut names = Names::default();
            for code in &codes.value {
                names.list(check, code);
                check.id(code, ItemId::new);
            }
        }
        ColumnTypeForm::Text
        | ColumnTypeForm::Unit
        | ColumnTypeForm::Moment
        | ColumnTypeForm::Period
        | ColumnTypeForm::Month
        | ColumnTypeForm::Week
        | ColumnTypeForm::Date
        | ColumnTypeForm::Time
        | ColumnTypeForm::Integer
        | ColumnTypeForm::Decimal(_)
        | ColumnTypeForm::Hours
        | ColumnTypeForm::Percent => {}
    }
    kind(&form.kind)
}

/// A list of texts that is not empty and has each once.
fn texts(check: &mut Check<'_>, key: &str, list: &At<Vec<At<Text>>>) -> Vec<String> {
    if list.value.is_empty() {
        check.empty_list(key, check.place(list));
    }
    let mut names = Names::default();
    list.value
        .iter()
        .map(|text| {
            let place = check.place(text);
            names.list_name(check, &text.value.0, place);
            check.text(key, text)
        })
        .collect()
}

fn not_for_type(check: &mut Check<'_>, key: &str, of: &str, kind: &ColumnType, place: Place) {
    let message = format!("en kolumn med typen `{}` kan inte ha `{key}`", kind.key());
    let remark = Remark::new(&codes::NOT_FOR_TYPE, message)
        .at(place, format!("gäller bara {of}"))
        .help(format!("ta bort `{key}`, eller rätta kolumnens `type`"));
    check.say(remark);
}

fn exists_on(check: &mut Check<'_>, form: &ColumnForm, scope: &Scope<'_>, kind: &ColumnType) -> Option<String> {
    let on = form.exists_on.as_ref()?;
    if *kind != ColumnType::Unit {
        let place = check.place(on);
        not_for_type(check, "exists-on", "enheter", kind, place);
    }
    Some(scope.named(check, on, &EXISTS_ON))
}

fn suppressed(check: &mut Check<'_>, form: &ColumnForm, kind: &ColumnType) -> Vec<String> {
    let Some(list) = &form.suppressed else { return Vec::new() };
    if !kind.is_number() {
        let place = check.place(list);
        not_for_type(check, "suppressed", "tal", kind, place);
    }
    for text in &list.value {
        if bounds::number(kind, &text.value.0).is_some() {
            let remark = Remark::new(
                &codes::SUPPRESSED_IS_NUMBER,
                format!("`{}` är ett tal och kan inte betyda att ett tal är dolt", text.value.0),
            )
            .at(check.place(text), "ett vanligt tal")
            .help("skriv en text som inte är ett tal, till exempel `\"<5\"`");
            check.say(remark);
        }
    }
    texts(check, "suppressed", list)
}

fn bounded(check: &mut Check<'_>, form: &At<RangeForm>, kind: &ColumnType) -> Option<Range> {
    let (least, most) = (form.value.least.as_ref(), form.value.most.as_ref());
    if !kind.is_ordered() {
        let place = least.or(most).map_or_else(|| check.place(form), |bound| check.place(bound));
        not_for_type(check, "range", "tal, datum, klockslag, veckor och månader", kind, place);
        return None;
    }
    if least.is_none() && most.is_none() {
        check.empty_list("range", check.place(form));
        return None;
    }
    if kind.is_number() {
        let [least_read, most_read] =
            [least, most].map(|bound| read_bound(check, bound, kind, |text| bounds::number(kind, text)));
        in_order(check, [least, most], least_read, most_read);
        return Some(Range::Numbers { least: least_read, most: most_read });
    }
    let first = read_bound(check, least, kind, |text| bounds::day(kind, text, End::Least));
    let last = read_bound(check, most, kind, |text| bounds::day(kind, text, End::Most));
    in_order(check, [least, most], first, last);
    Some(Range::Days { first, last })
}

fn read_bound<T>(
    check: &mut Check<'_>,
    bound: Option<&At<Scalar>>,
    kind: &ColumnType,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let bound = bound?;
    let value = read(&bound.value.0);
    if value.is_none() {
        let message = format!("`{}` är inget värde i en kolumn med typen `{}`", bound.value.0, kind.key());
        let remark = Remark::new(&codes::BAD_BOUND, message)
            .at(check.place(bound), "går inte att läsa som gräns")
            .help(format!("skriv gränsen så som värdena skrivs, till exempel `{}`", bounds::example(kind)));
        check.say(remark);
    }
    value
}

fn in_order<T: PartialOrd>(
    check: &mut Check<'_>,
    [least, most]: [Option<&At<Scalar>>; 2],
    low: Option<T>,
    high: Option<T>,
) {
    if let (Some(least), Some(most), Some(low), Some(high)) = (least, most, low, high)
        && low > high
    {
        let message = format!("det minsta värdet, `{}`, är större än det största, `{}`", least.value.0, most.value.0);
        let remark = Remark::new(&codes::BOUNDS_UPSIDE_DOWN, message)
            .at(check.place(least), "det minsta")
            .at(check.place(most), "det största")
            .help("byt plats på gränserna, eller rätta den ena");
        check.say(remark);
    }
}

/// Remarks once on each pair of columns that one header could mean.
fn alike(check: &mut Check<'_>, forms: &[ColumnForm]) {
    let mut seen: BTreeMap<String, (usize, Place)> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate() {
        let name = (form.name.value.0.as_str(), check.place(&form.name));
        let label = (form.label.value.0.as_str(), check.place(&form.label));
        let aliases = form.aliases.iter().flat_map(|list| &list.value);
        let mut texts = vec![name, label];
        texts.extend(aliases.map(|alias| (alias.value.0.as_str(), check.place(alias))));
        let mut told = Vec::new();
        for (text, place) in texts {
            let header = folded(text);
            if header.is_empty() {
                continue;
            }
            let (other, first) = seen.entry(header).or_insert_with(|| (at, place.clone())).clone();
            let (a, b) = (&forms[other].name.value.0, &form.name.value.0);
            // Two columns of the same name have been remarked on already.
            if other == at || a == b || told.contains(&other) {
                continue;
            }
            told.push(other);
            let remark = Remark::new(
                &codes::COLUMNS_ALIKE,
                format!("rubriken `{text}` kan betyda både kolumnen `{a}` och kolumnen `{b}`"),
            )
            .at(place, format!("ett namn på `{b}`"))
            .at(first, format!("ett namn på `{a}`"))
            .help("byt namn på den ena, eller ta bort det namn som är gemensamt");
            check.say(remark);
        }
    }
}
