//! How a measure is computed and how one figure of it came about: the conditions in words, the parts of the units below, the rows.
//!
//! Computes nothing: every number is one that the run has found.

use super::context::Context;
use super::explain::{Page, place};
use super::figures::{Said, lacks, of, rating};
use super::{Exit, Stop};
use crate::catalog::Catalog;
use crate::diag::Remark;
use crate::field::atom::{Filter, Value, Valued};
use crate::field::contract::{Cadence, ColumnType, Dataset};
use crate::field::held::Version;
use crate::field::id::{OrganisationId, UnitId};
use crate::field::measure::{
    Against, Better, Counted, Counts, Exclusion, FlowTakes, Grain, Kind, Known, Measure, Middle, RowsAre,
};
use crate::field::observation::{Figure, Observation};
use crate::field::org::OrgTree;
use crate::field::period::Period;
use crate::field::quantity::Ratio;
use crate::measure::{self, manual};
use crate::run::{self, Loaded, codes as run_codes, suggest};
use crate::words;
use chrono::NaiveDate;
use std::io;

/// Where figures are taken from.
pub(super) struct Figures<'a> {
    pub context: &'a Context,
    pub loaded: &'a Loaded,
    pub catalog: &'a Catalog,
}

/// Explains a measure: its definition and its figures, or with a unit how the figure of that unit came about.
pub(super) fn explain(
    page: &mut Page<'_>,
    measure: &Measure,
    figures: &Figures<'_>,
    unit: Option<&str>,
) -> Result<Vec<Told>, Stop> {
    let catalog = figures.catalog;
    let contract = catalog.controls.datasets.iter().find(|c| c.id == measure.dataset);
    let is_part = |m: &&Measure| m.part_of.as_ref() == Some(&measure.id) && m.version.number == measure.version.number;
    let parts: Vec<&str> = catalog.controls.measures.iter().filter(is_part).map(|m| m.id.as_str()).collect();
    definition(page, measure, contract, &parts)?;
    let chosen = run::organisations(catalog, &figures.context.selection).map_err(|r| Stop::one(r, Exit::Usage))?;
    let mut units: Vec<&str> = Vec::new();
    let (mut is_known, mut is_told) = (false, false);
    let (mut rows, mut told) = (Vec::new(), Vec::new());
    for id in &chosen {
        let tree = &catalog.organisations[id].tree;
        units.extend(tree.units.iter().map(|u| u.id.as_str()));
        let wanted = unit.and_then(|name| UnitId::new(name).ok());
        let is_here = wanted.as_ref().is_some_and(|u| tree.unit(u).is_some() || u.is_nation());
        is_known |= is_here;
        let context = figures.context;
        let periods: Vec<Period> =
            run::due_periods(figures.loaded, catalog, id, &context.selection, context.as_of).into_iter().collect();
        for (_, period, found) in
            of(context, figures.loaded, catalog, id, &periods).into_iter().filter(|(m, ..)| m.id == measure.id)
        {
            match &wanted {
                None => rows.extend(found.iter().map(|f| row(tree, measure, f))),
                Some(wanted) => {
                    for figure in found.iter().filter(|f| f.key.unit == *wanted) {
                        is_told = true;
                        // The rows of a unit are those of the units below it too.
                        let hides = |f: &&Figure| {
                            f.observation == Observation::Suppressed && tree.is_within(&f.key.unit, wanted)
                        };
                        let is_shown = figure.observation.ratio().is_some()
                            && !matches!(figure.observation, Observation::Quoted(_))
                            && !found.iter().any(|f| hides(&f));
                        told.push(Told {
                            organisation: id.clone(),
                            unit: wanted.clone(),
                            period,
                            version: figure.provenance.version,
                            is_shown,
                        });
                        one(page, (measure, tree, period), figure, &found)?;
                    }
                }
            }
        }
    }
    match unit {
        Some(name) if !is_known => {
            let remark = Remark::new(&run_codes::NOTHING_NAMED, format!("ingen enhet heter `{name}`"));
            return Err(Stop::one(suggest(remark, name, units.into_iter()), Exit::Usage));
        }
        Some(name) if !is_told => {
            page.heading(name)?;
            page.paragraph("Måttet har ingen siffra för enheten och de perioder som valts: inga rader är lämnade, och inga väntas av enheten eller av någon under den.")?;
        }
        Some(_) => {}
        None if rows.is_empty() => page.fact("Siffror", "inga för de perioder som valts")?,
        None => {
            page.heading("Siffror")?;
            let columns = vec![
                ("unit", "Enhet"),
                ("period", "Period"),
                ("value", "Värde"),
                ("how", "Så här"),
                ("lacks", "Saknar"),
                ("from", "Lästs ur"),
            ];
            page.table(columns, rows)?;
        }
    }
    Ok(told)
}

/// A figure that was explained.
pub(super) struct Told {
    pub organisation: OrganisationId,
    pub unit: UnitId,
    pub period: Period,
    /// The version of the definition.
    pub version: u16,
    /// Whether it has a value of its own whose rows may be shown: nothing below it is hidden.
    pub is_shown: bool,
}

fn row(tree: &OrgTree, measure: &Measure, figure: &Figure) -> Vec<String> {
    let said = Said::of(figure, measure);
    let read = figure.provenance.files.iter().map(read_from).collect::<Vec<_>>().join("; ");
    let lacks = lacks(tree, &figure.lacks, 3);
    vec![tree.name(&figure.key.unit).to_owned(), figure.key.period.to_string(), said.value, said.how, lacks, read]
}

/// `data/x/a.csv, rad 2–3`, or how many rows when they are many.
fn read_from(used: &crate::field::observation::FileUse) -> String {
    match (used.rows_used, used.lines.len() as u64) {
        (0, _) => used.file.clone(),
        (rows, known) if rows == known => format!("{}, rad {}", used.file, words::ranges(&used.lines)),
        (rows, _) => format!("{}, {}", used.file, words::counted(rows, "rad", "rader")),
    }
}

fn definition(page: &mut Page<'_>, measure: &Measure, contract: Option<&Dataset>, parts: &[&str]) -> io::Result<()> {
    page.line(&format!("{}: {}", measure.id, measure.name))?;
    if let Some(english) = &measure.name_en {
        page.fact("På engelska", english)?;
    }
    page.fact("Vad", &measure.gloss)?;
    if let Some(whole) = &measure.part_of {
        page.fact("Del av", whole.as_str())?;
    }
    if !parts.is_empty() {
        page.fact("Också för", &words::list(parts.to_vec()))?;
    }
    if let Some(perspective) = &measure.perspective {
        page.fact("Perspektiv", perspective)?;
    }
    page.fact(
        "Bättre är",
        match measure.better {
            Better::Higher => "högre",
            Better::Lower => "lägre",
            Better::Neither => "varken högre eller lägre",
        },
    )?;
    if let Some(owner) = &measure.owner {
        page.fact("Ägare", owner)?;
    }
    page.fact("Källa", &measure.source)?;
    held_against(page, measure)?;
    page.fact("Står i", &place(&measure.place))?;
    let label = contract.map_or_else(|| measure.dataset.to_string(), |c| format!("{} ({})", c.label, c.id));
    page.fact("Ur", &label)?;
    if let Some(stands) = &measure.stands {
        let counts = match stands.counts {
            Counts::Stock => {
                format!(
                    "ett bestånd: tas vid periodens sista mätdatum (`{}`) och läggs aldrig ihop över tid",
                    stands.at
                )
            }
            Counts::Flow => format!("ett flöde: läggs ihop över perioden (`{}`)", stands.at),
        };
        page.fact("Räknar", &counts)?;
        if stands.rows_are == RowsAre::Whole {
            page.fact("", "en rad under en enhet gäller redan allt under den")?;
        }
    }
    let condition = |filter: &Filter| in_words(filter, contract);
    let rows = |filter: &Filter| {
        let all = *filter == Filter::All(Vec::new());
        if all { "alla rader".to_owned() } else { format!("rader där {}", condition(filter)) }
    };
    let counted = |of: &Counted, filter: &Filter| match of {
        Counted::Rows => rows(filter),
        Counted::Sum(column) => format!("summan av `{column}` över {}", rows(filter)),
        Counted::Different(column) => format!("olika värden i `{column}` bland {}", rows(filter)),
    };
    let without = |page: &mut Page<'_>, excluding: &[Exclusion]| {
        excluding
            .iter()
            .try_for_each(|e| page.fact("Utanför", &format!("{}: {}", e.label, in_words(&e.when, contract))))
    };
    let key = measure.kind.key();
    let manual = manual::MANUALS.iter().find(|m| m.id == key).map_or("", |m| m.title);
    page.fact(
        "Måttslag",
        &format!("{key}: {} (`granska explain {key}`)", manual.split_once(": ").map_or(manual, |(name, _)| name)),
    )?;
    let named = |columns: &[String]| words::list(columns.iter().map(|c| format!("`{c}`")));
    match &measure::lowered(&measure.kind) {
        Kind::Share { of, whole, excluding, known } => {
            page.fact("Helhet", &counted(of, whole))?;
            without(page, excluding)?;
            match known {
                Known::Part(part) => page.fact("Del", &format!("de där {}", condition(part)))?,
                Known::Complement(rest) => {
                    page.fact("Inte del", &format!("de där {}; andelen är 1 − dessa / helheten", condition(rest)))?;
                }
            }
        }
        Kind::Count { of, when, excluding } => {
            page.fact("Räknas", &counted(of, when))?;
            without(page, excluding)?;
        }
        Kind::Ratio { part, whole, excluding } | Kind::Index { part, whole, excluding, .. } => {
            page.fact("Delas", &counted(&part.of, &part.when))?;
            page.fact("Med", &counted(&whole.of, &whole.when))?;
            if let Kind::Fulfilment { accumulates: true, .. } = &measure.kind {
                page.fact("Över", "från årets början till periodens slut")?;
            }
            if let Kind::Index { against, .. } = &measure.kind {
                let reference = match against {
                    Against::Organisation => "hela organisationens kvot i samma period, som är 100".to_owned(),
                    Against::Year(year) => format!("enhetens egen kvot i samma del av {year}, som är 100"),
                };
                page.fact("Mot", &reference)?;
            }
            without(page, excluding)?;
        }
        Kind::Spread { of, takes, when, excluding, .. } => {
            let taken = match takes {
                Middle::Mean => "medelvärdet".to_owned(),
                Middle::Median => "medianen".to_owned(),
                Middle::Percentile(percent) => format!("{percent}:e percentilen"),
                Middle::Least => "det minsta".to_owned(),
                Middle::Most => "det största".to_owned(),
            };
            let value = match of {
                Valued::Column(column) => format!("`{column}`"),
                Valued::Days { from, to } => format!("dagarna från `{from}` till `{to}`"),
                Valued::Minutes { from, to } => format!("minuterna från `{from}` till `{to}`"),
            };
            page.fact("Tar", &format!("{taken} av {value}, för {}", rows(when)))?;
            without(page, excluding)?;
        }
        Kind::Gap { plus, minus, when, excluding, .. } => {
            let taken = if minus.is_empty() { String::new() } else { format!(" minus {}", named(minus)) };
            page.fact("Räknas", &format!("{}{taken}, över {}", named(plus), rows(when)))?;
            without(page, excluding)?;
        }
        Kind::Flow { start, plus, minus, end, takes, when, excluding } => {
            page.fact("Ska gå ihop", &format!("`{start}` plus {} minus {} är `{end}`", named(plus), named(minus)))?;
            let told = match takes {
                FlowTakes::Change => "förändringen".to_owned(),
                FlowTakes::End => format!("`{end}` vid periodens slut"),
                FlowTakes::Weeks(column) => {
                    format!("`{end}` vid periodens slut genom medelvärdet av `{column}` per vecka")
                }
            };
            page.fact("Tar", &format!("{told}, över {}", rows(when)))?;
            without(page, excluding)?;
        }
        Kind::Utilisation { from, to, when, available, said, excluding, .. } => {
            page.fact("Används", &format!("minuterna från `{from}` till `{to}`, för {}", rows(when)))?;
            page.fact(
                "Finns",
                &format!("`{}` i `{}`, högst så många som fönstret har", available.minutes, available.dataset),
            )?;
            page.fact("Fönster", said)?;
            without(page, excluding)?;
        }
        Kind::Coverage { each, per, has } => {
            let each = match each {
                Grain::Month => "månad",
                Grain::Week | Grain::Day => "vecka",
            };
            let per = per.as_ref().map_or_else(String::new, |(column, codes)| {
                format!(" och för varje `{column}` av {}", words::list(codes.iter().map(|c| format!("`{c}`"))))
            });
            page.fact("Ska finnas", &format!("för varje {each} och enhet som ska lämna{per}"))?;
            page.fact("Finns", &rows(has))?;
        }
        Kind::Attested { moments, words: answers } => {
            page.fact("Moment", &words::list(moments.iter().map(|m| format!("`{m}`"))))?;
            page.fact("Intygat", &format!("svaret är {}", words::either(answers.iter().map(|w| format!("`{w}`")))))?;
        }
        // Lowered to one of those above.
        Kind::Sum { .. }
        | Kind::Within { .. }
        | Kind::Elapsed { .. }
        | Kind::Fulfilment { .. }
        | Kind::Completeness { .. }
        | Kind::Quoted => {}
    }
    Ok(())
}

/// The target, the limits, values of reference, and what cannot be compared.
fn held_against(page: &mut Page<'_>, measure: &Measure) -> io::Result<()> {
    let version = measure.version;
    if version != Version::ONLY {
        let from = version.from.map_or_else(String::new, |day| format!(" från {}", words::date(day)));
        let to = version.to.map_or_else(String::new, |day| format!(" till {}", words::date(day)));
        page.fact("Lydelse", &format!("{}, gäller{from}{to}", version.number))?;
    }
    if let Some(target) = measure.target {
        page.fact("Mål", &measure.exactly(target))?;
    }
    if let Some(limits) = measure.limits {
        let most = if measure.better == Better::Higher { "minst" } else { "högst" };
        let partly = limits.partly().map_or_else(String::new, |v| format!(", delvis {most} {}", measure.exactly(v)));
        page.fact("Gränser", &format!("uppfyllt {most} {}{partly}", measure.exactly(limits.met())))?;
    }
    for reference in &measure.references {
        let value = measure.exactly(reference.value);
        page.fact("Att läsa bredvid", &format!("{}: {value} ({})", reference.label, reference.source))?;
    }
    for broken in &measure.breaks {
        page.fact("Bruten serie", &format!("{}: {}", words::date(broken.from), broken.why))?;
    }
    if let Some(least) = measure.minimum_denominator {
        page.fact("Minst i helheten", &words::number(least))?;
    }
    let cadence = measure.cadence.map(|cadence| match cadence {
        Cadence::Month => "varje månad",
        Cadence::Tertial => "varje tertial",
        Cadence::Year => "varje år",
        Cadence::OnChange => "när något ändras",
    });
    cadence.map_or(Ok(()), |cadence| page.fact("Följs upp", cadence))
}

/// How one figure came about.
fn one(
    page: &mut Page<'_>,
    (measure, tree, period): (&Measure, &OrgTree, Period),
    figure: &Figure,
    all: &[Figure],
) -> io::Result<()> {
    let said = Said::of(figure, measure);
    page.heading(&format!("{}, {}", tree.name(&figure.key.unit), words_of(figure.key.period, period)))?;
    page.paragraph(&format!("{} ({})", said.value, said.how))?;
    if let Some(given) = figure.held.rating {
        page.fact("Mot gränserna", rating(given))?;
    }
    if let Some(comparison) = figure.held.comparison {
        let value = comparison.earlier.ratio().map_or_else(String::new, |v| format!("{}, ", measure.shows(v)));
        page.fact(&comparison.period.to_string(), &format!("{value}{}", comparison.movement.said()))?;
    }
    if let Some(place) = &figure.provenance.asked_by {
        page.fact("Definition", &format!("{}, lydelse {}", super::explain::place(place), figure.provenance.version))?;
    }
    let quoted = |f: &Figure| matches!(f.observation, Observation::Quoted(_));
    let below: Vec<&Figure> = all
        .iter()
        .filter(|f| !quoted(f) && !quoted(figure))
        .filter(|f| tree.unit(&f.key.unit).is_some_and(|u| u.part_of.as_ref() == Some(&figure.key.unit)))
        .collect();
    if !below.is_empty() {
        page.heading("Lagts ihop av")?;
        together(page, (measure, tree), figure, &below)?;
        own_rows(page, measure, figure, &below)?;
        page.paragraph(
            "Delarna läggs ihop och siffran räknas om ur dem; färdiga andelar, kvoter och medianer läggs aldrig ihop.",
        )?;
    }
    if !figure.lacks.is_empty() {
        page.heading("Saknar")?;
        page.paragraph(&lacks(tree, &figure.lacks, usize::MAX))?;
    }
    if !figure.provenance.excluded.is_empty() {
        page.heading("Rader utanför")?;
        for left in &figure.provenance.excluded {
            page.paragraph(&left.said())?;
        }
    }
    if !figure.provenance.files.is_empty() {
        page.heading("Lästs ur")?;
        for used in &figure.provenance.files {
            let read = words::counted(used.rows_read, "rad", "rader");
            page.paragraph(&format!("{} (av {read} i filen; SHA-256 {})", read_from(used), used.sha256))?;
        }
    }
    Ok(())
}

/// The units below with their parts, and what they make together.
fn together(
    page: &mut Page<'_>,
    (measure, tree): (&Measure, &OrgTree),
    figure: &Figure,
    below: &[&Figure],
) -> io::Result<()> {
    let row = |name: &str, f: &Figure| {
        let (part, whole) = numbers(f);
        let shown = |n: Option<u64>| n.map(words::number).unwrap_or_default();
        let said = Said::of(f, measure);
        let how = if matches!(f.observation, Observation::Amount(_)) { said.how } else { String::new() };
        vec![name.to_owned(), shown(part), shown(whole), said.value, how]
    };
    let mut rows: Vec<Vec<String>> = below.iter().map(|f| row(tree.name(&f.key.unit), f)).collect();
    rows.push(row("Tillsammans", figure));
    let is_count = matches!(measure.kind, Kind::Count { .. });
    let by_complement = matches!(measure.kind, Kind::Share { known: Known::Complement(_), .. });
    let first = match (is_count, by_complement) {
        (true, _) => "Antal",
        (false, true) => "Uppfyllde inte",
        (false, false) => "Del",
    };
    if is_count {
        rows.iter_mut().for_each(|row| row[3].clear());
    }
    // A column where nothing stands is not shown.
    let columns = vec![("unit", "Enhet"), ("part", first), ("whole", "Helhet"), ("value", "Värde"), ("how", "Så här")];
    page.table(columns, rows)
}

/// Says when the unit has rows of its own, which stand in none of those below.
fn own_rows(page: &mut Page<'_>, measure: &Measure, figure: &Figure, below: &[&Figure]) -> io::Result<()> {
    if below.iter().any(|f| f.observation == Observation::Suppressed) {
        // What is left would be that of the hidden ones.
        return Ok(());
    }
    let used = |f: &Figure| f.provenance.files.iter().map(|u| u.rows_used).sum::<u64>();
    let of_units: u64 = below.iter().map(|f| used(f)).sum();
    let is_whole = measure.stands.as_ref().is_some_and(|s| s.rows_are == RowsAre::Whole);
    match used(figure).checked_sub(of_units) {
        Some(own) if own > 0 && !is_whole => page.paragraph(&format!(
            "I ”Tillsammans” ingår också {} som står under enheten själv.",
            words::counted(own, "rad", "rader")
        )),
        None if is_whole => {
            page.paragraph("Enheten har en egen siffra för allt under sig; enheternas läggs inte ihop.")
        }
        Some(_) | None => Ok(()),
    }
}

/// The part or what did not meet, and the whole; of a count the number alone.
fn numbers(figure: &Figure) -> (Option<u64>, Option<u64>) {
    match figure.observation {
        Observation::Measured(share) | Observation::Stated(share) => {
            (figure.complement.or(Some(share.part())), Some(share.whole()))
        }
        Observation::Counted(number) => (Some(number), None),
        Observation::Amount(_)
        | Observation::Quoted(_)
        | Observation::Missing(_)
        | Observation::Suppressed
        | Observation::NotApplicable => (None, None),
    }
}

/// The period that was measured, and the one that was asked for when it is another.
fn words_of(measured: Period, asked: Period) -> String {
    if measured == asked { asked.to_string() } else { format!("{asked} (mätt i {measured})") }
}

/// A condition in words.
fn in_words(filter: &Filter, contract: Option<&Dataset>) -> String {
    let kind = |column: &str| contract.and_then(|c| c.column(column)).map(|c| &c.kind);
    let number = |column: &str, n: i64| shown(kind(column), n);
    match filter {
        Filter::OneOf { column, values } => {
            let values = values.iter().map(|value| match value {
                Value::Text(text) => format!("`{text}`"),
                Value::Number(n) => number(column, *n),
            });
            format!("`{column}` är {}", words::either(values))
        }
        Filter::Missing(column) => format!("`{column}` är tom"),
        Filter::Within { column, least, most } => match (least, most) {
            (Some(least), Some(most)) => {
                format!("`{column}` är från {} till {}", number(column, *least), number(column, *most))
            }
            (Some(least), None) => format!("`{column}` är minst {}", number(column, *least)),
            (None, Some(most)) => format!("`{column}` är högst {}", number(column, *most)),
            (None, None) => format!("`{column}` har ett värde"),
        },
        Filter::DaysBetween { from, to, least, most } => {
            let days = match (least, most) {
                (Some(least), Some(most)) => format!("{least} till {most} dagar"),
                (Some(least), None) => format!("minst {least} dagar"),
                (None, Some(most)) => format!("högst {most} dagar"),
                (None, None) => "något antal dagar".to_owned(),
            };
            format!("det är {days} från `{from}` till `{to}`")
        }
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Missing(column) => format!("`{column}` inte är tom"),
            inner @ (Filter::OneOf { .. }
            | Filter::Within { .. }
            | Filter::DaysBetween { .. }
            | Filter::Not(_)
            | Filter::All(_)
            | Filter::Any(_)) => format!("det inte gäller att {}", in_words(inner, contract)),
        },
        Filter::All(all) if all.is_empty() => "allt räknas".to_owned(),
        Filter::All(all) => all.iter().map(|f| in_words(f, contract)).collect::<Vec<_>>().join(" och "),
        Filter::Any(any) => {
            let any: Vec<String> = any.iter().map(|f| in_words(f, contract)).collect();
            format!("({})", any.join(" eller "))
        }
    }
}

/// A number as it stands in its column.
fn shown(kind: Option<&ColumnType>, n: i64) -> String {
    let date = |days: i64| i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days).unwrap_or_default();
    let parts = |of: u128| Ratio::of(i128::from(n), of).map_or_else(|| n.to_string(), Ratio::said);
    match kind {
        Some(ColumnType::Date) => date(n).to_string(),
        Some(ColumnType::Time) => date(n.div_euclid(1440)).to_string(),
        Some(ColumnType::Month) => Period::month_of(date(n)).to_string(),
        Some(ColumnType::Week) => Period::week_of(date(n)).to_string(),
        Some(ColumnType::Percent) => u64::try_from(n).map_or_else(|_| n.to_string(), words::exact_percent),
        Some(ColumnType::Hours) => parts(60),
        Some(ColumnType::Decimal(decimals)) => parts(10_u128.pow(u32::from(*decimals))),
        Some(
            ColumnType::Integer
            | ColumnType::Text
            | ColumnType::Unit
            | ColumnType::Moment
            | ColumnType::Period
            | ColumnType::OneOf(_),
        )
        | None => n.to_string(),
    }
}
