//! `measures/*.yaml`: what is counted, of what, out of which dataset. Counts nothing.

mod amounts;
mod each;
mod examples;
mod filter;
mod held;
mod kinds;

use super::codes;
use super::datasets::bounds::End;
use super::datasets::{Columns, Contracts, unknown_column, unknown_dataset, unknown_value};
use super::forms::Id;
use super::forms::measures::{
    ComputesForm, CountForm, CountsForm, ExampleForm, ExclusionForm, FilterForm, LimitsForm, MeasureForm, MeasuresForm,
    RowsAreForm, ShareForm,
};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::diag::Remark;
use crate::field::atom::Filter;
use crate::field::contract::ColumnType;
use crate::field::held::Version;
use crate::field::id::{DatasetId, ItemId, MeasureId, UnitId};
use crate::field::measure::{Counted, Counts, Exclusion, Grain, Kind, Known, Measure, RowsAre, Stands};
use crate::placed::{At, Scalar};
use filter::Rows;
use std::collections::{BTreeMap, BTreeSet};

/// The dataset that quoted shares stand in, and its column for the kind of contact.
const QUOTED: (&str, &str) = ("publicerade_andelar", "kontakttyp");
/// The column that every measure stands under.
const UNIT: &str = "enhet";
/// The columns that say what about the time was inferred, and where a row was taken from.
const INFERRED: &str = "slutlett";
const SOURCE: &str = "kalla";

/// What measures may refer to.
pub struct Around<'a> {
    /// The contracts; without them (their file could not be read) no reference to them is checked.
    pub contracts: Option<&'a Contracts>,
    /// The moments of all audits, when they are all known.
    pub moments: Option<BTreeSet<&'a str>>,
}

/// Reads all measures, given by the name of their file; with the names of all that are declared, faulty ones too, unless a file could not be
/// read.
pub fn read(
    files: &BTreeMap<&str, &SourceText>,
    known: &Around<'_>,
    remarks: &mut Vec<Remark>,
) -> (Vec<Measure>, Option<Names>) {
    let mut names = Names::default();
    let (mut measures, mut is_whole) = (Vec::new(), true);
    for file in files.values() {
        let Some(form) = catalog::form::<MeasuresForm>(file, remarks) else {
            is_whole = false;
            continue;
        };
        let mut check = Check::new(&file.path, remarks);
        for form in &form.measures {
            names.declare(&mut check, &form.id, "två mått har samma id");
            let columns = known.contracts.and_then(|contracts| contracts.columns.get(&form.dataset.value.0));
            let is_sound = check.sound(|check| {
                each::declare(check, form, columns, &mut names);
                Some(())
            });
            let versions = defined(&mut check, form);
            for defined in &versions {
                let Some(whole) = check.sound(|check| measure(check, defined, known)) else { continue };
                let parts = is_sound.map(|()| each::each(&mut check, form, &whole));
                measures.push(whole);
                measures.extend(parts.into_iter().flatten());
            }
        }
    }
    (measures, is_whole.then_some(names))
}

/// A measure in one of its versions.
struct Defined<'f> {
    form: &'f MeasureForm,
    version: Version,
    counts: Option<&'f CountsForm>,
    rows_are: Option<&'f At<RowsAreForm>>,
    computes: Option<&'f ComputesForm>,
    target: Option<&'f At<Scalar>>,
    limits: Option<&'f LimitsForm>,
    tests: &'f [ExampleForm],
}

/// The versions of a measure: those that are declared, or the only one. What overlaps is remarked on.
fn defined<'f>(check: &mut Check<'_>, form: &'f MeasureForm) -> Vec<Defined<'f>> {
    let mut all = vec![Defined {
        form,
        version: Version::ONLY,
        counts: form.counts.as_ref(),
        rows_are: form.rows_are.as_ref(),
        computes: form.computes.as_ref(),
        target: form.target.as_ref(),
        limits: form.limits.as_ref(),
        tests: &form.tests,
    }];
    if form.versions.is_empty() {
        return all;
    }
    if form.counts.is_some() || form.computes.is_some() {
        let what = format!("måttet `{}` räknas både för sig och i lydelser", form.id.value.0);
        let remark = Remark::new(&codes::VERSIONS, what)
            .at(check.place(&form.id), "har både `computes` och `versions`")
            .help("flytta `counts`, `computes` och `tests` in i lydelserna");
        check.say(remark);
    }
    all.clear();
    for of in &form.versions {
        let version = Version {
            number: of.version.value,
            from: held::day(check, of.valid_from.as_ref(), End::Least),
            to: held::day(check, of.valid_to.as_ref(), End::Most),
        };
        let place = check.place(&of.version);
        if let (Some(from), Some(to)) = (version.from, version.to)
            && from > to
        {
            let remark = Remark::new(&codes::VERSIONS, "lydelsen slutar gälla innan den börjar")
                .at(place.clone(), "`valid-to` är tidigare än `valid-from`")
                .help("rätta dagarna");
            check.say(remark);
        }
        for (earlier, other) in form.versions.iter().zip(&all) {
            let same = earlier.version.value == of.version.value;
            if same || other.version.overlaps(&version) {
                let what = match same {
                    true => format!("två lydelser har nummer {}", of.version.value),
                    false => {
                        format!("lydelserna {} och {} gäller samma dagar", earlier.version.value, of.version.value)
                    }
                };
                let remark = Remark::new(&codes::VERSIONS, what)
                    .at(place.clone(), "den ena")
                    .at(check.place(&earlier.version), "den andra")
                    .help("låt den ena sluta dagen innan den andra börjar, och ge var och en sitt nummer");
                check.say(remark);
            }
        }
        all.push(Defined {
            form,
            version,
            counts: of.counts.as_ref(),
            rows_are: of.rows_are.as_ref(),
            computes: of.computes.as_ref(),
            target: of.target.as_ref().or(form.target.as_ref()),
            limits: of.limits.as_ref().or(form.limits.as_ref()),
            tests: &of.tests,
        });
    }
    all
}

fn measure(check: &mut Check<'_>, defined: &Defined<'_>, known: &Around<'_>) -> Option<Measure> {
    let form = defined.form;
    let contracts = known.contracts;
    let id = check.id(&form.id, MeasureId::new);
    let name = check.text("name", &form.name);
    let gloss = check.text("gloss", &form.gloss);
    let perspective = check.optional("perspective", &form.perspective);
    let owner = check.optional("owner", &form.owner);
    let source = check.scalar("source", &form.source);
    let mut listed = Names::default();
    for unit in &form.compare_with {
        listed.list(check, unit);
    }
    for unit in form.compare_with.iter().filter(|u| UnitId::new(&u.value.0).is_ok_and(|u| !u.is_nation())) {
        let remark = Remark::new(&codes::UNKNOWN_VALUE, format!("måttet kan inte jämföras med `{}`", unit.value.0))
            .at(check.place(unit), "bara `riket` har siffror att jämföra med")
            .help("skriv `riket`, eller lägg värdet bland `references`");
        check.say(remark);
    }
    let compare_with = form.compare_with.iter().filter_map(|unit| check.id(unit, UnitId::new)).collect();
    if let Some(contracts) = contracts {
        contracts.names.require(check, &form.dataset, unknown_dataset(&form.dataset.value.0));
    }
    let columns = contracts.and_then(|c| c.columns.get(&form.dataset.value.0));
    let counts_rows = defined.computes.filter(|computes| !matches!(computes, ComputesForm::Attested(_)));
    let stands = counts_rows.map(|_| stands(check, defined, columns));
    let kind = match defined.computes {
        Some(ComputesForm::Share(share)) => share_of(check, form, share, columns)?,
        Some(ComputesForm::Count(count)) => count_of(check, form, &count.value, columns),
        Some(ComputesForm::Ratio(ratio)) => amounts::ratio(check, form, &ratio.value, columns),
        Some(ComputesForm::Spread(spread)) => amounts::spread(check, form, &spread.value, columns)?,
        Some(ComputesForm::Gap(gap)) => amounts::gap(check, form, &gap.value, columns),
        Some(ComputesForm::Sum(sum)) => amounts::sum(check, form, &sum.value, columns),
        Some(ComputesForm::Fulfilment(plan)) => {
            amounts::fulfilment(check, (form, defined.counts), &plan.value, columns)
        }
        Some(ComputesForm::Flow(flow)) => amounts::flow(check, (form, defined.counts), &flow.value, columns),
        Some(ComputesForm::Index(index)) => amounts::index(check, form, &index.value, columns)?,
        Some(ComputesForm::Elapsed(elapsed)) => kinds::elapsed(check, form, &elapsed.value, columns)?,
        Some(ComputesForm::Within(within)) => kinds::within(check, form, within, columns),
        Some(ComputesForm::Completeness(complete)) => kinds::completeness(check, form, &complete.value, columns),
        Some(ComputesForm::Coverage(coverage)) => {
            kinds::coverage(check, (form, defined.counts), &coverage.value, columns)
        }
        Some(ComputesForm::Utilisation(used)) => kinds::utilisation(check, form, &used.value, contracts)?,
        Some(ComputesForm::Attested(attested)) => kinds::attested(check, &attested.value, known.moments.as_ref()),
        None => Kind::Quoted,
    };
    let unit = amounts::unit(check, form, defined.computes);
    let beside = if let Kind::Utilisation { available, .. } = &kind {
        contracts.and_then(|c| Some((available.dataset.as_str(), c.columns.get(available.dataset.as_str())?)))
    } else {
        None
    };
    let examples = examples::read(check, (form, defined.tests), columns, beside);
    if defined.computes.is_none() && form.quoted_as.is_none() {
        let remark = Remark::new(
            &codes::MEASURE_WITHOUT_FIGURES,
            format!("måttet `{}` varken räknas eller citeras", form.id.value.0),
        )
        .at(check.place(&form.id), "varken `computes` eller `quoted-as`")
        .help("lägg till `computes`, som räknar måttet, eller `quoted-as`, som hämtar det ur publicerade andelar");
        check.say(remark);
    }
    let quoted_as = form.quoted_as.as_ref().map(|quoted| {
        quoted_code(check, &quoted.kontakttyp, contracts);
        quoted.kontakttyp.value.0.clone()
    });
    let (dataset, place) = (DatasetId::new(&form.dataset.value.0).ok()?, check.place(&form.id));
    let stands = match stands {
        Some(stands) => Some(stands?),
        None => None,
    };
    let target = defined.target.and_then(|text| held::value(check, form, text));
    let limits = defined.limits.and_then(|limits| held::limits(check, form, limits));
    let references = held::references(check, form);
    let breaks = held::breaks(check, form);
    let minimum_denominator = form.minimum_denominator.as_ref().map(|least| u64::from(least.value));
    let suppress_below =
        form.suppress_below.as_ref().map_or_else(|| held::threshold(&kind), |least| u64::from(least.value));
    Some(Measure {
        id: id?,
        name,
        name_en: None,
        part_of: None,
        gloss,
        perspective,
        owner,
        dataset,
        stands,
        unit,
        better: form.better.into(),
        target,
        limits,
        references,
        breaks,
        version: defined.version,
        cadence: form.cadence.map(Into::into),
        minimum_denominator,
        suppress_below,
        source,
        compare_with,
        quoted_as,
        kind,
        examples,
        place,
    })
}

/// Where the rows of a measure stand. A row without unit or time would vanish, so the contract must require both.
fn stands(check: &mut Check<'_>, defined: &Defined<'_>, columns: Option<&Columns>) -> Option<Stands> {
    let form = defined.form;
    let Some(counts) = defined.counts else {
        let remark = Remark::new(&codes::STOCK_OR_FLOW, "måttet säger inte om det räknar ett bestånd eller ett flöde")
            .at(check.place(&form.id), "`counts` saknas")
            .help("lägg till `counts: { stock-at: KOLUMN }` för det som finns vid ett datum, eller `counts: { flow-by: KOLUMN }` för det som händer");
        check.say(remark);
        return None;
    };
    if let (Some(rows_are), CountsForm::FlowBy(_)) = (defined.rows_are, counts)
        && matches!(rows_are.value, RowsAreForm::Whole)
    {
        let remark = Remark::new(&codes::STOCK_OR_FLOW, "`rows-are: whole` går bara att ha för ett bestånd")
            .at(check.place(rows_are), "måttet är ett flöde")
            .help("ta bort nyckeln; ett flöde läggs alltid ihop av enheternas egna rader");
        check.say(remark);
    }
    let rows_are = match defined.rows_are.map(|r| r.value) {
        Some(RowsAreForm::Whole) => RowsAre::Whole,
        Some(RowsAreForm::Own) | None => RowsAre::Own,
    };
    let stock_or_flow = match counts {
        CountsForm::StockAt(_) => Counts::Stock,
        CountsForm::FlowBy(_) => Counts::Flow,
    };
    stands_by(check, &form.dataset, columns, counts.column(), (stock_or_flow, rows_are))
}

/// Where the rows of a dataset stand by a column.
fn stands_by(
    check: &mut Check<'_>,
    form: &At<Id>,
    columns: Option<&Columns>,
    (key, column): (&str, &At<Id>),
    (counts, rows_are): (Counts, RowsAre),
) -> Option<Stands> {
    let name = &column.value.0;
    let columns = columns?;
    let dataset = &form.value.0;
    let unit_is = columns.types.get(UNIT).is_some_and(|typed| typed.kind == ColumnType::Unit);
    required(check, form, columns, UNIT, unit_is, "unit");
    if !columns.names.has(name) {
        columns.names.require(check, column, unknown_column(dataset, name));
        return None;
    }
    let grain = columns.types.get(name).and_then(|typed| match typed.kind {
        ColumnType::Date | ColumnType::Time => Some(Grain::Day),
        ColumnType::Week => Some(Grain::Week),
        ColumnType::Month => Some(Grain::Month),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Integer
        | ColumnType::Decimal(_)
        | ColumnType::Hours
        | ColumnType::Percent
        | ColumnType::OneOf(_) => None,
    });
    let Some(grain) = grain else {
        let kind = columns.types.get(name).map_or("", |typed| typed.kind.key());
        let what = format!("kolumnen `{name}` med typen `{kind}` säger inte när något är, och kan inte stå i `{key}`");
        let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
            .at(check.place(column), "ingen dag, vecka eller månad")
            .help("välj en kolumn med typen `date`, `time`, `week` eller `month`");
        check.say(remark);
        return None;
    };
    let kind = columns.types.get(name).map_or("", |typed| typed.kind.key());
    required(check, form, columns, name, true, kind);
    let text = |name: &str| {
        let is_text =
            columns.types.get(name).is_some_and(|t| matches!(t.kind, ColumnType::Text | ColumnType::OneOf(_)));
        is_text.then(|| name.to_owned())
    };
    Some(Stands {
        unit: UNIT.to_owned(),
        at: name.clone(),
        grain,
        counts,
        rows_are,
        inferred: text(INFERRED),
        source: text(SOURCE),
    })
}

fn required(check: &mut Check<'_>, form: &At<Id>, columns: &Columns, name: &str, is_kind: bool, kind: &str) {
    let dataset = &form.value.0;
    let (message, label) = if !columns.names.has(name) {
        (format!("datamängden `{dataset}` saknar kolumnen `{name}`, som måttet redovisas per"), "saknar kolumnen")
    } else if !is_kind {
        (format!("kolumnen `{name}` i `{dataset}` har inte typen `{kind}`"), "kolumnen har en annan typ")
    } else if !columns.required.contains(name) {
        let message = format!("kolumnen `{name}` i `{dataset}` får vara tom, och då faller raden bort ur måttet");
        (message, "kolumnen får vara tom")
    } else {
        return;
    };
    let remark = Remark::new(&codes::NO_KEY_COLUMN, message).at(check.place(form), label).help(format!(
        "skriv kolumnen i controls/datasets.yaml som `{{ name: {name}, type: {kind}, required: true, label: … }}`"
    ));
    check.say(remark);
}

fn share_of(check: &mut Check<'_>, measure: &MeasureForm, form: &ShareForm, columns: Option<&Columns>) -> Option<Kind> {
    let dataset = &measure.dataset.value.0;
    let of = counted(check, (form.sum.as_ref(), form.different.as_ref()), dataset, columns);
    let mut rows = Rows { check, dataset, columns };
    let whole = rows.filter(&form.whole.value);
    let part = form.part.as_ref().map(|form| rows.filter(&form.value));
    let complement = form.complement.as_ref().map(|form| rows.filter(&form.value));
    let excluding = exclusions(check, &form.excluding, dataset, columns);
    let known = match (part, complement) {
        (Some(part), None) => Known::Part(part),
        (None, Some(complement)) => Known::Complement(complement),
        (Some(_), Some(_)) => {
            let remark = Remark::new(&codes::SHARE_PARTS, "andelen anger både `part` och `complement`");
            let places = [&form.part, &form.complement].into_iter().flatten().map(|filter| check.place(filter));
            let remark =
                places.zip(["den ena", "den andra"]).fold(remark, |remark, (place, text)| remark.at(place, text));
            check.say(remark.help("behåll den som källan anger"));
            return None;
        }
        (None, None) => {
            let remark = Remark::new(&codes::SHARE_PARTS, "andelen anger varken `part` eller `complement`")
                .at(check.place(&form.whole), "i blocket `share`")
                .help("lägg till `part`, raderna som uppfyller, eller `complement`, raderna som inte gör det");
            check.say(remark);
            return None;
        }
    };
    let kept = kept(&whole, &excluding);
    possible(check, &form.whole, &kept, "ingen rad kan höra till helheten");
    if let Some(part) = form.part.as_ref().or(form.complement.as_ref()) {
        match of {
            // Of rows the part lies within the whole; of sums it has rows of its own.
            Counted::Rows | Counted::Different(_) => {
                possible(check, part, &kept.and(known.filter().clone()), "delen kan aldrig finnas i helheten");
            }
            Counted::Sum(_) => possible(check, part, known.filter(), "ingen rad kan höra till delen"),
        }
    }
    Some(Kind::Share { of, whole, excluding, known })
}

fn count_of(check: &mut Check<'_>, measure: &MeasureForm, form: &CountForm, columns: Option<&Columns>) -> Kind {
    let dataset = &measure.dataset.value.0;
    let of = counted(check, (form.sum.as_ref(), form.different.as_ref()), dataset, columns);
    let mut rows = Rows { check, dataset, columns };
    let when = form.when.as_ref().map_or_else(|| Filter::All(Vec::new()), |form| rows.filter(&form.value));
    let excluding = exclusions(check, &form.excluding, dataset, columns);
    if let Some(place) = &form.when {
        possible(check, place, &kept(&when, &excluding), "ingen rad kan räknas");
    }
    Kind::Count { of, when, excluding }
}

fn kept(rows: &Filter, excluding: &[Exclusion]) -> Filter {
    excluding.iter().fold(rows.clone(), |kept, e| kept.and(e.when.clone().negated()))
}

/// A condition that can never hold makes a measure that is always zero or missing, and looks like a finding.
fn possible(check: &mut Check<'_>, form: &At<FilterForm>, filter: &Filter, what: &str) {
    if filter::never_holds(filter) {
        let remark = Remark::new(&codes::NEVER_HOLDS, what)
            .at(check.place(form), "villkoren utesluter varandra")
            .help("rätta värdena, eller ta bort det villkor som inte ska gälla");
        check.say(remark);
    }
}

fn exclusions(
    check: &mut Check<'_>,
    forms: &[ExclusionForm],
    dataset: &str,
    columns: Option<&Columns>,
) -> Vec<Exclusion> {
    let mut names = Names::default();
    forms
        .iter()
        .map(|form| {
            names.declare(check, &form.id, "två undantag i måttet har samma id");
            check.id(&form.id, ItemId::new);
            let label = check.text("label", &form.label);
            let when = Rows { check, dataset, columns }.filter(&form.when.value);
            possible(check, &form.when, &when, "undantaget kan aldrig gälla en rad");
            Exclusion { id: form.id.value.0.clone(), label, when }
        })
        .collect()
}

fn counted(
    check: &mut Check<'_>,
    (sum, different): (Option<&At<Id>>, Option<&At<Id>>),
    dataset: &str,
    columns: Option<&Columns>,
) -> Counted {
    if let Some(column) = different {
        return different_of(check, sum, column, dataset, columns);
    }
    let Some(column) = sum else { return Counted::Rows };
    if let Some(columns) = columns {
        columns.names.require(check, column, unknown_column(dataset, &column.value.0));
        if columns.types.get(&column.value.0).is_some_and(|typed| typed.kind != ColumnType::Integer) {
            let remark =
                Remark::new(&codes::SUM_NOT_INTEGER, format!("kolumnen `{}` går inte att summera", column.value.0))
                    .at(check.place(column), "innehåller inte heltal")
                    .help("välj en kolumn med typen `integer`");
            check.say(remark);
        }
    }
    Counted::Sum(column.value.0.clone())
}

/// The different texts of a column.
fn different_of(
    check: &mut Check<'_>,
    sum: Option<&At<Id>>,
    column: &At<Id>,
    dataset: &str,
    columns: Option<&Columns>,
) -> Counted {
    let name = &column.value.0;
    if let Some(sum) = sum {
        let remark = Remark::new(&codes::SHARE_PARTS, "både `sum` och `different` är angivna")
            .at(check.place(sum), "den ena")
            .at(check.place(column), "den andra")
            .help("behåll `sum` för att lägga ihop, eller `different` för att räkna olika värden");
        check.say(remark);
    }
    if let Some(columns) = columns {
        columns.names.require(check, column, unknown_column(dataset, name));
        let is_text = |kind: &ColumnType| matches!(kind, ColumnType::Text | ColumnType::OneOf(_) | ColumnType::Unit);
        if let Some(typed) = columns.types.get(name).filter(|typed| !is_text(&typed.kind)) {
            let what = format!("kolumnen `{name}` med typen `{}` har inga namn eller nycklar", typed.kind.key());
            let remark = Remark::new(&codes::contracts::WRONG_TYPE, what)
                .at(check.place(column), "går inte att räkna olika värden av")
                .help("välj en kolumn med typen `text`");
            check.say(remark);
        }
    }
    Counted::Different(name.clone())
}

fn quoted_code(check: &mut Check<'_>, code: &At<Id>, contracts: Option<&Contracts>) {
    let Some(contracts) = contracts else { return };
    let (dataset, column) = QUOTED;
    let place = check.place(code);
    contracts.names.require_name(check, dataset, place, unknown_dataset(dataset));
    let typed = contracts.columns.get(dataset).and_then(|c| c.types.get(column));
    if let Some(typed) = typed.filter(|typed| matches!(typed.kind, ColumnType::OneOf(_))) {
        typed.codes.require(check, code, unknown_value(column, &code.value.0));
    }
}
