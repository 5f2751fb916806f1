//! `granska figures`: every figure of the measures, for units at all levels and for any period, as a table.
//!
//! Computes nothing: what a figure came to, what it lacks and what it was read from is only worded here.

use super::args::{Figured, Form, Per};
use super::context::Context;
use super::table::Table;
use super::{Exit, Stop};
use crate::catalog::Catalog;
use crate::diag::Remark;
use crate::field::held::{Movement, NotComparable};
use crate::field::id::{OrganisationId, UnitId};
use crate::field::measure::{Measure, UnitOf};
use crate::field::observation::{Figure, Lack, LeftOut, MissingWhy, Observation, WHY_HIDDEN};
use crate::field::org::OrgTree;
use crate::field::period::Period;
use crate::field::quantity::Ratio;
use crate::field::rating::Rating;
use crate::report;
use crate::run::{self, Loaded, Organised, Purpose, codes as run_codes, suggest};
use crate::several::several;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The figures of one measure, organisation and period.
struct Section<'a> {
    tree: &'a OrgTree,
    measure: Measure,
    period: Period,
    figures: Vec<Figure>,
}

impl Section<'_> {
    /// Whether both are of the same measure and of one and the same unit, so that periods can stand below one another.
    fn is_of_one_unit_with(&self, next: &Self) -> bool {
        let first = self.figures.first().map(|f| &f.key.unit);
        self.tree.id == next.tree.id
            && self.measure.id == next.measure.id
            && self.figures.iter().chain(&next.figures).all(|f| Some(&f.key.unit) == first)
    }
}

pub(super) fn figures(context: &Context, asked: &Figured, out: &mut dyn Write) -> Result<Exit, Stop> {
    let project = context.find_project()?;
    let loaded = context.load(&project, Purpose::Judge)?;
    let catalog = context.valid(&loaded)?;
    known(catalog, context, asked)?;
    let sections = sections(context, &loaded, catalog, asked)?;
    match asked.output {
        Form::Text if sections.is_empty() => writeln!(out, "Inga siffror för det urvalet.")?,
        Form::Text => {
            let alike = |a: &Section<'_>, b: &Section<'_>| a.is_of_one_unit_with(b);
            let tables: Vec<&[Section<'_>]> = sections.chunk_by(alike).collect();
            let written = several(&tables, |sections| {
                let mut table = Vec::new();
                text(sections, context.width, &mut table).map(|()| table)
            });
            written.into_iter().try_for_each(|table| out.write_all(&table?))?;
        }
        Form::Json | Form::Csv | Form::Xlsx | Form::Parquet => {
            table(&sections).write(asked.output, context.width, out)?;
        }
    }
    Ok(Exit::Done)
}

/// Names that were asked for and do not exist.
fn known(catalog: &Catalog, context: &Context, asked: &Figured) -> Result<(), Stop> {
    let unknown = |what: &str, name: &str, known: Vec<&str>| {
        let remark = Remark::new(&run_codes::NOTHING_NAMED, format!("{what} heter `{name}`"));
        Err(Stop::one(suggest(remark, name, known.into_iter()), Exit::Usage))
    };
    let measures: Vec<&str> = catalog.controls.measures.iter().map(|m| m.id.as_str()).collect();
    for name in &asked.measure {
        if !measures.contains(&name.trim()) {
            return unknown("inget mått", name.trim(), measures);
        }
    }
    let chosen = run::organisations(catalog, &context.selection).map_err(|r| Stop::one(r, Exit::Usage))?;
    let trees = || chosen.iter().filter_map(|id| catalog.organisations.get(id)).map(|o| &o.tree);
    if let Some(name) = &asked.unit {
        let units: Vec<&str> =
            trees().flat_map(|t| t.units.iter().map(|u| u.id.as_str())).chain([UnitId::NATION]).collect();
        if !units.contains(&name.as_str()) {
            return unknown("ingen enhet", name, units);
        }
    }
    if let Some(name) = &asked.level {
        let levels: Vec<&str> =
            trees().flat_map(|t| t.levels.iter().map(|l| l.id.as_str())).chain([UnitId::NATION]).collect();
        if !levels.contains(&name.as_str()) {
            return unknown("ingen nivå", name, levels);
        }
    }
    Ok(())
}

fn sections<'a>(
    context: &Context,
    loaded: &Loaded,
    catalog: &'a Catalog,
    asked: &Figured,
) -> Result<Vec<Section<'a>>, Stop> {
    let chosen = run::organisations(catalog, &context.selection).map_err(|r| Stop::one(r, Exit::Usage))?;
    let mut sections = Vec::new();
    for id in chosen {
        let tree = &catalog.organisations[&id].tree;
        let mut periods: Vec<Period> = Vec::new();
        for period in run::due_periods(loaded, catalog, &id, &context.selection, context.as_of) {
            periods.extend(asked.per.map_or_else(|| vec![period], |per| parts(period, per)));
        }
        let organised = if asked.as_now { Organised::AsItIs } else { Organised::AsItWas };
        let as_of = (context.as_of, organised);
        for (measure, period, mut figures) in run::figures(loaded, catalog, &id, &periods, as_of).0 {
            // A measure brings its parts.
            let is_named = |name: &String| {
                [Some(&measure.id), measure.part_of.as_ref()].into_iter().flatten().any(|id| id.as_str() == name.trim())
            };
            if !asked.measure.is_empty() && !asked.measure.iter().any(is_named) {
                continue;
            }
            figures.retain(|f| {
                let level = || tree.unit(&f.key.unit).map_or(Some(UnitId::NATION), |u| Some(u.level.as_str()));
                asked.unit.as_ref().is_none_or(|unit| unit == f.key.unit.as_str())
                    && asked.level.as_ref().is_none_or(|wanted| level() == Some(wanted.as_str()))
            });
            if !figures.is_empty() {
                sections.push(Section { tree, measure, period, figures });
            }
        }
    }
    Ok(sections)
}

/// The figures of an organisation. Each tells what it lacks; the catalogue lets no measure count rows that may be without unit or time, so
/// there is nothing to remark on.
pub(super) fn of(
    context: &Context,
    loaded: &Loaded,
    catalog: &Catalog,
    organisation: &OrganisationId,
    periods: &[Period],
) -> Vec<(Measure, Period, Vec<Figure>)> {
    run::figures(loaded, catalog, organisation, periods, (context.as_of, Organised::AsItWas)).0
}

/// The parts of a period, in order.
fn parts(period: Period, per: Per) -> Vec<Period> {
    let first = |day: chrono::NaiveDate| match per {
        Per::Week => Period::week_of(day),
        Per::Month | Per::Rolling => Period::month_of(day),
        Per::Tertial => Period::tertial_of(day),
        Per::Year => Period::year_of(day),
    };
    // The first part may begin before the period: a week belongs where its Thursday lies.
    let mut part = first(period.first_day());
    let mut parts = Vec::new();
    while part.first_day() <= period.last_day() {
        if period.contains(part) {
            // Twelve months end with each month of the period, and begin before it.
            parts.push(if per == Per::Rolling { Period::rolling_to(part.first_day()) } else { part });
        }
        part = first(part.last_day() + chrono::Days::new(1));
    }
    parts
}

/// A table of one period, or of all periods of one unit.
fn text(sections: &[Section<'_>], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (Some(Section { tree, measure, .. }), Some(last)) = (sections.first(), sections.last()) else { return Ok(()) };
    let is_one = sections.len() == 1;
    let when = if is_one { format!(", {}", last.period) } else { String::new() };
    writeln!(out, "{} ({}), {}{when}", measure.name, measure.id, tree.label)?;
    let rows = sections.iter().flat_map(|Section { tree, measure, period, figures }| {
        figures.iter().map(move |f| {
            let said = Said::of(f, measure);
            vec![
                if is_one { String::new() } else { period.to_string() },
                indented(tree, f),
                if f.key.period == *period { String::new() } else { f.key.period.to_string() },
                said.value,
                said.how,
                f.held.rating.map_or("", rating).to_owned(),
                earlier(f, measure),
                if is_own(f) { String::new() } else { lacks(tree, &f.lacks, 3) },
                excluded(f),
            ]
        })
    });
    let columns = vec![
        ("period", "Period"),
        ("unit", "Enhet"),
        ("at", "Mätt"),
        ("value", "Värde"),
        ("how", "Så här"),
        ("rating", "Mot målet"),
        ("earlier", "Året innan"),
        ("lacks", "Saknar"),
        ("excluded", "Utanför"),
    ];
    Table { title: "", columns, rows: rows.collect(), numbers: &[] }.write(Form::Text, width, out)?;
    writeln!(out)
}

/// The name of a unit, further in the further down it stands.
fn indented(tree: &OrgTree, figure: &Figure) -> String {
    let mut depth = 0;
    let mut at = tree.unit(&figure.key.unit);
    while let Some(above) = at.and_then(|u| u.part_of.as_ref()) {
        depth += 1;
        at = tree.unit(above);
    }
    // No-break spaces: the table folds at ordinary ones.
    format!("{}{}", "\u{a0}\u{a0}".repeat(depth), tree.name(&figure.key.unit))
}

/// What a figure came to against the limits of its measure.
pub(super) fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::Met => "når",
        Rating::PartlyMet => "delvis",
        Rating::NotMet => "når inte",
    }
}

/// What it was a year before and how it has moved: `79 %, bättre`. Nothing where both lack a value.
pub(super) fn earlier(figure: &Figure, measure: &Measure) -> String {
    let Some(comparison) = figure.held.comparison else { return String::new() };
    let value = comparison.earlier.ratio().map(|value| measure.shows(value));
    match (value, comparison.movement) {
        (Some(value), movement) => format!("{value}, {}", movement.said()),
        (None, Movement::NotComparable(NotComparable::NoValue)) => String::new(),
        (None, movement) => movement.said().to_owned(),
    }
}

/// Whether a figure is missing for nothing but itself: the reason stands there already.
fn is_own(figure: &Figure) -> bool {
    matches!(figure.observation, Observation::Missing(_)) && figure.lacks.iter().all(|l| l.unit == figure.key.unit)
}

/// Rows left out, by reason: `patientvald väntan: 7; i karantän: 1`.
pub(super) fn excluded(figure: &Figure) -> String {
    figure.provenance.excluded.iter().map(LeftOut::said).collect::<Vec<_>>().join("; ")
}

/// What a figure came to, in words.
pub(super) struct Said {
    /// `62 %`, `31`, `saknas`.
    pub value: String,
    /// How: `1 − 3 797 / 9 879 = 61,6 %, beräknad`.
    pub how: String,
    /// The kind, as it is stored.
    pub kind: &'static str,
}

impl Said {
    pub(super) fn of(figure: &Figure, measure: &Measure) -> Self {
        let said = |value: String, how: String, kind| Self { value, how, kind };
        match figure.observation {
            Observation::Measured(share) => {
                let whole = words::number(share.whole());
                let basis = match figure.complement {
                    Some(rest) => format!("1 − {} / {whole}", words::number(rest)),
                    None => format!("{} / {whole}", words::number(share.part())),
                };
                let exact = words::percent_tenths(share.fraction().permille_rounded());
                let shown = share.ratio().map_or_else(String::new, |value| measure.shows(value));
                said(shown, format!("{basis} = {exact}, beräknad"), "measured")
            }
            Observation::Counted(number) => said(words::number(number), "beräknad".to_owned(), "counted"),
            Observation::Amount(value) => {
                let how = figure.arithmetic().map_or_else(|| "beräknad".to_owned(), |how| format!("{how}, beräknad"));
                said(measure.shows(value), how, "amount")
            }
            Observation::Stated(share) => said(
                format!("{} av {}", words::number(share.part()), words::number(share.whole())),
                "angiven av revisorerna med båda delarna".to_owned(),
                "stated",
            ),
            Observation::Quoted(share) => said(
                words::exact_percent(share.permille_rounded()),
                "citerad, utan täljare och nämnare".to_owned(),
                "quoted",
            ),
            Observation::Missing(why) => said("saknas".to_owned(), why.said().to_owned(), "missing"),
            Observation::Suppressed => said("visas inte".to_owned(), WHY_HIDDEN.to_owned(), "suppressed"),
            Observation::NotApplicable => {
                said("–".to_owned(), "ej tillämpligt: inget att räkna".to_owned(), "not-applicable")
            }
        }
    }
}

/// The parts that a figure lacks: units that lack the same for the same reason together, the first of them by name. What is not due yet is told
/// of once.
pub(super) fn lacks(tree: &OrgTree, lacks: &[Lack], shown: usize) -> String {
    let (due, early): (Vec<&Lack>, Vec<&Lack>) = lacks.iter().partition(|l| l.why != MissingWhy::NotYetDue);
    let mut alike: BTreeMap<(MissingWhy, Vec<Period>), Vec<&UnitId>> = BTreeMap::new();
    for of_unit in due.chunk_by(|a, b| a.unit == b.unit && a.why == b.why) {
        let when = of_unit.iter().map(|l| l.period).collect();
        alike.entry((of_unit[0].why, when)).or_default().push(&of_unit[0].unit);
    }
    let rank = |unit: &&UnitId| tree.units.iter().position(|u| u.id == **unit);
    let mut parts: Vec<String> = Vec::new();
    for ((why, when), mut units) in alike {
        units.sort_by_key(rank);
        let mut names: Vec<String> = units.iter().take(shown).map(|unit| tree.short_name(unit).to_owned()).collect();
        if units.len() > shown {
            names.push(format!("{} till", units.len() - shown));
        }
        parts.push(format!("{}, {}: {}", words::list(names), report::periods(&when), why.said()));
    }
    let not_due: BTreeSet<Period> = early.iter().map(|l| l.period).collect();
    if !not_due.is_empty() {
        let when: Vec<Period> = not_due.into_iter().collect();
        parts.push(format!("{}: {}", report::periods(&when), MissingWhy::NotYetDue.said()));
    }
    parts.join("; ")
}

/// One row per figure, for other programs.
fn table(sections: &[Section<'_>]) -> Table {
    let rows = sections.iter().flat_map(|section| {
        let Section { tree, measure, period, figures } = section;
        figures.iter().map(move |f| {
            let said = Said::of(f, measure);
            let shown = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
            let (mut part, mut whole, mut number) = (None, None, None);
            match f.observation {
                Observation::Measured(share) | Observation::Stated(share) => {
                    // Where the source gives what did not meet, the part would be our subtraction.
                    part = Some(share.part()).filter(|_| f.complement.is_none());
                    whole = Some(share.whole());
                }
                Observation::Counted(n) => number = Some(n),
                Observation::Amount(_)
                | Observation::Quoted(_)
                | Observation::Missing(_)
                | Observation::Suppressed
                | Observation::NotApplicable => {}
            }
            let why = match f.observation {
                Observation::Missing(why) => why.key().to_owned(),
                Observation::Measured(_)
                | Observation::Counted(_)
                | Observation::Amount(_)
                | Observation::Stated(_)
                | Observation::Quoted(_)
                | Observation::Suppressed
                | Observation::NotApplicable => String::new(),
            };
            let level = tree.unit(&f.key.unit).map_or_else(|| "riket".to_owned(), |u| u.level.to_string());
            let percent = f.observation.fraction().map(|share| words::exact_percent(share.permille_rounded()));
            let rows: u64 = f.provenance.files.iter().map(|u| u.rows_used).sum();
            vec![
                tree.id.to_string(),
                measure.id.to_string(),
                measure.name.clone(),
                measure.name_en.clone().unwrap_or_default(),
                f.key.unit.to_string(),
                tree.name(&f.key.unit).to_owned(),
                level,
                period.to_string(),
                f.key.period.to_string(),
                said.kind.to_owned(),
                said.value,
                percent.unwrap_or_default(),
                shown(part),
                shown(whole),
                shown(f.complement),
                shown(number),
                amount(f, measure),
                said.how,
                f.held.rating.map_or("", |r| r.key()).to_owned(),
                f.held.comparison.map_or_else(String::new, |c| c.period.to_string()),
                f.held
                    .comparison
                    .and_then(|c| c.earlier.ratio())
                    .map_or_else(String::new, |value| measure.shows(value)),
                f.held.comparison.map_or("", |c| c.movement.key()).to_owned(),
                why,
                lacks(tree, &f.lacks, usize::MAX),
                excluded(f),
                if f.observation == Observation::Suppressed { String::new() } else { rows.to_string() },
                f.provenance.files.iter().map(|u| u.file.as_str()).collect::<Vec<_>>().join(" "),
            ]
        })
    });
    Table {
        title: "Siffror",
        columns: vec![
            ("organisation", "Organisation"),
            ("measure", "Måttets id"),
            ("measure_label", "Mått"),
            ("measure_label_en", "Mått på engelska"),
            ("unit", "Enhetens id"),
            ("unit_label", "Enhet"),
            ("level", "Nivå"),
            ("period", "Period"),
            ("at", "Mätt"),
            ("kind", "Slag"),
            ("value", "Värde"),
            ("percent", "Procent"),
            ("part", "Del"),
            ("whole", "Helhet"),
            ("complement", "Uppfyllde inte"),
            ("number", "Antal"),
            ("amount", "Belopp"),
            ("how", "Så här"),
            ("rating", "Mot målet"),
            ("earlier_period", "Tidigare period"),
            ("earlier", "Då"),
            ("movement", "Förändring"),
            ("why", "Saknas för att"),
            ("lacks", "Saknar"),
            ("excluded", "Utanför"),
            ("rows", "Rader"),
            ("files", "Filer"),
        ],
        numbers: &["part", "whole", "complement", "number", "amount", "rows"],
        rows: rows.collect(),
    }
}

/// An amount as a plain number with nine decimals, for other programs that go on computing with it.
fn amount(figure: &Figure, measure: &Measure) -> String {
    let Observation::Amount(value) = figure.observation else { return String::new() };
    let percent = matches!(measure.unit.of, UnitOf::Percent | UnitOf::Share | UnitOf::Index);
    let value =
        if percent { value.part().checked_mul(100).and_then(|p| Ratio::of(p, value.whole())) } else { Some(value) };
    let parts = value.and_then(|v| v.rounded(9));
    parts.map_or_else(String::new, |p| words::decimal(p, 9).replace(words::THIN, "").replace('\u{2212}', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_divided_into_whole_parts() {
        let told = |text: &str, per| {
            let parts = parts(Period::parse(text).expect(text), per);
            (parts.len(), parts.first().map(ToString::to_string), parts.last().map(ToString::to_string))
        };
        let of = |n, first: &str, last: &str| (n, Some(first.to_owned()), Some(last.to_owned()));
        assert_eq!(told("2020", Per::Month), of(12, "2020-01", "2020-12"));
        assert_eq!(told("2020", Per::Rolling), of(12, "2020-01R12", "2020-12R12"));
        assert_eq!(told("2020", Per::Tertial), of(3, "2020T1", "2020T3"));
        // 2020 has 53 weeks: the last begins on 28 December, and its Thursday is 31 December.
        assert_eq!(told("2020", Per::Week), of(53, "2020-W01", "2020-W53"));
        assert_eq!(told("2021", Per::Week), of(52, "2021-W01", "2021-W52"));
        assert_eq!(told("2020-02", Per::Month), of(1, "2020-02", "2020-02"));
        assert_eq!(told("2020-02", Per::Year), (0, None, None));
        assert_eq!(told("2015-2016", Per::Year), of(2, "2015", "2016"));
    }
}
