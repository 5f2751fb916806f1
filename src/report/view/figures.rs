//! Figures as bars and as a table that says how each came about.

use super::say;
use crate::field::dataset::InferredDate;
use crate::field::established::StatedFigure;
use crate::field::held::Movement;
use crate::field::id::{MeasureId, UnitId};
use crate::field::measure::Measure;
use crate::field::observation::{Figure as Found, Observation, WHY_HIDDEN};
use crate::field::org::OrgTree;
use crate::field::outcome::Outcome;
use crate::field::quantity::{Fraction, Share};
use crate::field::rating::Rating;
use crate::words;
use serde::Serialize;
use std::collections::BTreeSet;

/// The length of the longest bar: a whole share.
const MAX: u32 = 100;
/// More bars than this make two charts.
const MOST_BARS: usize = 15;

/// Figures by perspective, and what is inferred about them.
#[derive(Serialize)]
pub(super) struct Figures {
    perspectives: Vec<Perspective>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Charts and the tables under them.
#[derive(Serialize)]
struct Perspective {
    /// The perspective; `None` where there is none.
    #[serde(skip)]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    charts: Vec<Chart>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Chart {
    title: String,
    alt: String,
    max: u32,
    bars: Vec<Bar>,
    ticks: Vec<Tick>,
}

#[derive(Serialize)]
struct Bar {
    label: String,
    value: f64,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'static str>,
}

#[derive(Serialize)]
struct Tick {
    at: f64,
    text: String,
}

/// The figures of one measure.
#[derive(Serialize)]
struct Group {
    label: String,
    /// The target, and values from elsewhere to read the figures beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    rows: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    unit: String,
    text: String,
    /// How the figure is known; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    /// What it was held against: the target, the year before.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<String>,
    /// What should be in the figure and is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    lacks: Option<String>,
    /// Rows left out, by reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    without: Option<String>,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<String>,
}

/// All figures of the outcome, perspective by perspective and measure by measure; `None` when there are none.
pub(super) fn figures(outcome: &Outcome) -> Option<Figures> {
    // Perspectives in the order of the first measure of each, what belongs to none last.
    let mut headings: Vec<Option<&str>> = Vec::new();
    let named = outcome.measures.iter().filter_map(|m| m.perspective.as_deref()).map(Some);
    for heading in named.chain([None]) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    let of = |heading: Option<&str>| {
        let is_of = |m: &&Measure| whole(outcome, m).unwrap_or(m).perspective.as_deref() == heading;
        let measures = || outcome.measures.iter().filter(is_of);
        let mut groups = groups(outcome, &measures().map(|m| &m.id).collect());
        if heading.is_none() {
            groups.extend(loose(outcome));
        }
        let charts = measures().filter(|m| m.part_of.is_none()).flat_map(|m| charts(outcome, m)).collect();
        let name = heading.map(words::capitalised);
        (!groups.is_empty()).then_some(Perspective { name, heading: None, charts, groups })
    };
    let perspectives: Vec<Perspective> = headings.into_iter().filter_map(of).collect();
    (!perspectives.is_empty()).then(|| Figures { perspectives, note: note(outcome) })
}

impl Figures {
    /// Puts each perspective under a heading, where there are several. Only for a section of ours: in the auditors' text a heading of ours
    /// would stand above what they go on to say.
    pub(super) fn under_headings(&mut self) {
        if self.perspectives.len() > 1 {
            for perspective in &mut self.perspectives {
                perspective.heading = Some(perspective.name.clone().unwrap_or_else(|| "Övrigt".to_owned()));
            }
        }
    }
}

/// The figures of some measures, a group each.
fn groups(outcome: &Outcome, measures: &BTreeSet<&MeasureId>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for figure in shown(outcome).filter(|f| measures.contains(&f.key.measure)) {
        let measure = outcome.measures.iter().find(|m| m.id == figure.key.measure);
        let mut row = row(outcome, figure);
        // A part stands in the table of the whole.
        let part = measure.and_then(|m| Some((whole(outcome, m)?, m)));
        if let Some((whole, part)) = part {
            let named = part.name.strip_prefix(&format!("{}: ", whole.name)).unwrap_or(&part.name);
            row.unit = format!("{}, varav {named}", row.unit);
        }
        let measure = part.map_or(measure, |(whole, _)| Some(whole));
        let label = measure.map_or_else(|| figure.key.measure.to_string(), |m| m.name.clone());
        match groups.last_mut().filter(|g| g.label == label) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { label, note: measure.and_then(beside), rows: vec![row] }),
        }
    }
    groups
}

/// Figures that no measure of the catalogue has: those the auditors state in their text, and those of a measure that is gone.
fn loose(outcome: &Outcome) -> Vec<Group> {
    let known: BTreeSet<&MeasureId> = outcome.measures.iter().map(|m| &m.id).collect();
    let gone = outcome.figures.iter().map(|f| &f.key.measure).filter(|id| !known.contains(id)).collect();
    let mut groups = groups(outcome, &gone);
    for figure in outcome.made.here().into_iter().flat_map(|e| &e.observations.stated_figures) {
        let row = stated_row(outcome, figure);
        match groups.last_mut().filter(|g| g.label == figure.label) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { label: figure.label.clone(), note: None, rows: vec![row] }),
        }
    }
    groups
}

/// More figures than this, and only those of the two uppermost levels are printed; a note says where the others are.
const MOST_FIGURES: usize = 60;

/// The measure that another is a part of.
fn whole<'o>(outcome: &'o Outcome, part: &Measure) -> Option<&'o Measure> {
    outcome.measures.iter().find(|m| Some(&m.id) == part.part_of.as_ref())
}

/// The figures that a reader is shown: a unit that has nothing to count of a measure has no row of its own. Of parts of a measure only those
/// of the uppermost unit when there are many figures.
fn shown(outcome: &Outcome) -> impl Iterator<Item = &Found> {
    let top = is_cut(outcome).then(|| &outcome.organisation.top().id);
    let parts: BTreeSet<&MeasureId> = outcome.measures.iter().filter(|m| m.part_of.is_some()).map(|m| &m.id).collect();
    all(outcome).filter(move |f| {
        let above = outcome.organisation.unit(&f.key.unit).and_then(|u| u.part_of.as_ref());
        let is_below = above == top && !parts.contains(&f.key.measure);
        top.is_none_or(|top| f.key.unit.is_nation() || f.key.unit == *top || is_below)
    })
}

fn all(outcome: &Outcome) -> impl Iterator<Item = &Found> {
    outcome.figures.iter().filter(|f| f.observation != Observation::NotApplicable)
}

/// Whether the figures of single units are left out of print.
fn is_cut(outcome: &Outcome) -> bool {
    all(outcome).count() > MOST_FIGURES
}

/// A figure that can be drawn, and its value.
type Drawn<'a> = (&'a Found, Fraction);

/// The charts of a measure: units as bars, the nation as a tick. Many units are shared out over several.
fn charts(outcome: &Outcome, measure: &Measure) -> Vec<Chart> {
    let of_measure = shown(outcome).filter(|f| f.key.measure == measure.id);
    let drawn = of_measure.filter_map(|f| f.observation.fraction().map(|value| (f, value)));
    let (nation, units): (Vec<Drawn>, Vec<Drawn>) = drawn.partition(|(f, _)| f.key.unit.is_nation());
    let number = units.len().div_ceil(MOST_BARS);
    // What all bars have in common is said once, above them.
    let whens: BTreeSet<Option<String>> = units.iter().chain(&nation).map(|(f, _)| period(f)).collect();
    let common = if whens.len() == 1 { whens.into_iter().flatten().next() } else { None };
    let name = match &common {
        Some(when) => format!("{}, {when}", measure.name),
        None => measure.name.clone(),
    };
    let title = |i: usize| if number > 1 { format!("{name} ({} av {number})", i + 1) } else { name.clone() };
    let parts = units.chunks(MOST_BARS).enumerate();
    parts.map(|(i, part)| chart(outcome, title(i), (part, &nation), common.is_some())).collect()
}

/// `says_when`: the title says of when all bars are.
fn chart(outcome: &Outcome, title: String, (units, nation): (&[Drawn], &[Drawn]), says_when: bool) -> Chart {
    let mut alt = vec!["Liggande staplar.".to_owned()];
    for (figure, value) in units.iter().chain(nation) {
        let said = match figure.observation {
            Observation::Stated(share) => format!("{}, angiven", stated_text(share)),
            Observation::Quoted(_) => format!("{}, citerad", spelt(&text(outcome, figure, *value))),
            Observation::Measured(_)
            | Observation::Counted(_)
            | Observation::Amount(_)
            | Observation::Missing(_)
            | Observation::Suppressed
            | Observation::NotApplicable => format!("{}, beräknad", spelt(&text(outcome, figure, *value))),
        };
        alt.push(format!("{} {said}.", unit_and_period(outcome, figure, OrgTree::name)));
    }
    let label = |figure: &Found| match says_when {
        true => outcome.organisation.short_name(&figure.key.unit).to_owned(),
        false => unit_and_period(outcome, figure, OrgTree::short_name),
    };
    let bar = |(figure, value): &Drawn| Bar {
        label: match figure.lacks.is_empty() {
            true => label(figure),
            false => format!("{}, ofullständig", label(figure)),
        },
        value: length(*value),
        text: text(outcome, figure, *value),
        voice: voice(figure.observation),
    };
    let tick =
        |(figure, value): &Drawn| Tick { at: length(*value), text: format!("riket {}", text(outcome, figure, *value)) };
    Chart {
        title,
        alt: alt.join(" "),
        max: MAX,
        bars: units.iter().map(bar).collect(),
        ticks: nation.iter().map(tick).collect(),
    }
}

/// The length of a bar of at most [`MAX`]; a length, never a figure to print.
fn length(value: Fraction) -> f64 {
    f64::from(u32::try_from(value.permille_rounded()).unwrap_or(MAX * 10)) / 10.0
}

/// How a figure is known: computed from its parts, quoted as printed, or stated by the auditors with both parts.
fn voice(observation: Observation) -> Option<&'static str> {
    match observation {
        Observation::Measured(_) | Observation::Counted(_) | Observation::Amount(_) => Some("computed"),
        Observation::Stated(_) => Some("stated"),
        Observation::Quoted(_) => Some("quoted"),
        Observation::Missing(_) | Observation::Suppressed | Observation::NotApplicable => None,
    }
}

/// A figure that has a value, as it is printed: what was computed in whole per cent, what was quoted as it was written, and what
/// was stated in parts without a per cent that nobody wrote.
fn text(outcome: &Outcome, figure: &Found, value: Fraction) -> String {
    match figure.observation {
        Observation::Stated(share) => stated_text(share),
        Observation::Quoted(_) => words::exact_percent(value.permille_rounded()),
        Observation::Measured(_)
        | Observation::Counted(_)
        | Observation::Amount(_)
        | Observation::Missing(_)
        | Observation::Suppressed
        | Observation::NotApplicable => {
            let exact = figure.observation.ratio().zip(of(outcome, figure));
            exact.map_or_else(|| say::percent(value), |(exact, measure)| measure.shows(exact))
        }
    }
}

/// The measure of a figure, in the version that it was computed by.
fn of<'a>(outcome: &'a Outcome, figure: &Found) -> Option<&'a Measure> {
    let version = figure.provenance.version;
    let same = |m: &&Measure| m.id == figure.key.measure && m.version.number == version;
    outcome.measures.iter().find(same).or_else(|| outcome.measures.iter().find(|m| m.id == figure.key.measure))
}

/// The target of a measure, and values from elsewhere to read its figures beside.
fn beside(measure: &Measure) -> Option<String> {
    let target = measure.target.map(|target| format!("mål {}", measure.exactly(target)));
    let others =
        measure.references.iter().map(|r| format!("{}: {}", say::lower_first(&r.label), measure.exactly(r.value)));
    let all: Vec<String> = target.into_iter().chain(others).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// What a figure came to against its limits, and what it was a year before: `Målet nås inte. December 2024: 89 %, sämre.`
fn held(outcome: &Outcome, figure: &Found) -> Option<String> {
    let rating = figure.held.rating.map(|rating| match rating {
        Rating::Met => "Målet nås.".to_owned(),
        Rating::PartlyMet => "Målet nås delvis.".to_owned(),
        Rating::NotMet => "Målet nås inte.".to_owned(),
    });
    let earlier = figure.held.comparison.and_then(|c| {
        let value = c.earlier.ratio().zip(of(outcome, figure)).map(|(value, m)| m.shows(value));
        let when = words::capitalised(&say::period(c.period));
        match (value, c.movement) {
            (Some(value), movement) => Some(format!("{when}: {value}, {}.", movement.said())),
            (None, Movement::New) => Some("Ny enhet sedan året innan.".to_owned()),
            (None, _) => None,
        }
    });
    let all: Vec<String> = rating.into_iter().chain(earlier).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// `6 av 10`.
fn stated_text(share: Share) -> String {
    format!("{} av {}", words::number(share.part()), words::number(share.whole()))
}

/// With the sign of per cent as a word, to be read aloud.
fn spelt(percent: &str) -> String {
    percent.replace('%', "procent").replace(words::NO_BREAK, " ")
}

/// The unit, and of the period what the source states.
fn unit_and_period<'a>(
    outcome: &'a Outcome,
    figure: &'a Found,
    name: fn(&'a OrgTree, &'a UnitId) -> &'a str,
) -> String {
    let name = name(&outcome.organisation, &figure.key.unit);
    period(figure).map_or_else(|| name.to_owned(), |when| format!("{name}, {when}"))
}

/// Of the period what the source states.
fn period(figure: &Found) -> Option<String> {
    match figure.inferred {
        InferredDate::Nothing => Some(say::period(figure.key.period)),
        InferredDate::Year => say::month(figure.key.period).map(str::to_owned),
        InferredDate::MonthAndYear => None,
    }
}

fn row(outcome: &Outcome, figure: &Found) -> Figure {
    let (shown, basis) = match figure.observation {
        Observation::Measured(share) => {
            (text(outcome, figure, share.fraction()), Some(basis(share, figure.complement)))
        }
        Observation::Counted(number) => (words::number(number), None),
        Observation::Amount(value) => {
            (of(outcome, figure).map_or_else(String::new, |m| m.shows(value)), figure.arithmetic())
        }
        Observation::Stated(share) => (stated_text(share), None),
        Observation::Quoted(value) => (text(outcome, figure, value), None),
        Observation::Missing(why) => ("saknas".to_owned(), Some(why.said().to_owned())),
        Observation::Suppressed => ("visas inte".to_owned(), Some(WHY_HIDDEN.to_owned())),
        Observation::NotApplicable => ("ej tillämpligt".to_owned(), None),
    };
    Figure {
        unit: unit_and_period(outcome, figure, OrgTree::name),
        text: shown,
        voice: voice(figure.observation),
        basis,
        held: held(outcome, figure),
        lacks: lacks(outcome, figure),
        without: without(figure),
        source: source(outcome, figure),
        file: files(figure),
        rows: rows(figure),
    }
}

/// Where the rows themselves say that they are taken from, or else what they are.
fn source(outcome: &Outcome, figure: &Found) -> String {
    let file = figure.provenance.files.first().filter(|_| figure.source.is_empty());
    let delivery = file.and_then(|used| outcome.deliveries.iter().find(|d| d.file == used.file));
    delivery.map_or_else(|| no_row(outcome, figure).unwrap_or_else(|| figure.source.clone()), |d| d.label.clone())
}

/// Where a computed figure is taken from that no row was found for.
fn no_row(outcome: &Outcome, figure: &Found) -> Option<String> {
    let is_computed = match figure.observation {
        Observation::Counted(_) | Observation::Amount(_) | Observation::Measured(_) | Observation::NotApplicable => {
            true
        }
        Observation::Stated(_) | Observation::Quoted(_) | Observation::Missing(_) | Observation::Suppressed => false,
    };
    let measure = outcome.measures.iter().find(|m| m.id == figure.key.measure).filter(|_| is_computed)?;
    let delivery = outcome.deliveries.iter().find(|d| d.dataset == measure.dataset)?;
    (figure.source.is_empty() && figure.provenance.files.is_empty()).then(|| format!("{}: ingen rad", delivery.label))
}

/// Rows left out, by reason: `patientvald väntan 7 rader`.
fn without(figure: &Found) -> Option<String> {
    let excluded = &figure.provenance.excluded;
    let said = excluded.iter().map(|left| match left.rows {
        Some(rows) => format!("{} {}", left.reason, words::counted(rows, "rad", "rader")),
        None => format!("{} (dolt antal)", left.reason),
    });
    (!excluded.is_empty()).then(|| words::list(said))
}

/// Units and months that should be in a figure and are not; nothing for a figure that is missing for itself alone.
fn lacks(outcome: &Outcome, figure: &Found) -> Option<String> {
    let is_own =
        matches!(figure.observation, Observation::Missing(_)) && figure.lacks.iter().all(|l| l.unit == figure.key.unit);
    if figure.lacks.is_empty() || is_own {
        return None;
    }
    let of_unit = figure.lacks.chunk_by(|a, b| a.unit == b.unit && a.why == b.why).map(|lacks| {
        let when: Vec<_> = lacks.iter().map(|l| l.period).collect();
        let unit = outcome.organisation.short_name(&lacks[0].unit);
        format!("{unit} ({}: {})", super::received::periods(&when), lacks[0].why.said())
    });
    Some(words::list(of_unit))
}

/// The file, or how many.
fn files(figure: &Found) -> Option<String> {
    match figure.provenance.files.as_slice() {
        [] => None,
        [one] => Some(say::file_name(&one.file)),
        [_, _, ..] => Some(words::counted(figure.provenance.files.len() as u64, "fil", "filer")),
    }
}

/// The rows by number when they are few and stand in one file, otherwise how many.
fn rows(figure: &Found) -> Option<String> {
    let used: u64 = figure.provenance.files.iter().map(|f| f.rows_used).sum();
    match figure.provenance.files.as_slice() {
        [one] if one.lines.len() as u64 == used => say::lines(&one.lines),
        _ if used > 0 => Some(words::counted(used, "rad", "rader")),
        _ => None,
    }
}

/// How a share was computed, in the parts that are known: `1 − 3 797 ÷ 9 879 = 61,6 %`.
fn basis(share: Share, complement: Option<u64>) -> String {
    let whole = words::number(share.whole());
    let result = say::percent_tenths(share.fraction());
    match complement {
        Some(rest) => format!("1 − {} ÷ {whole} = {result}", words::number(rest)),
        None => format!("{} ÷ {whole} = {result}", words::number(share.part())),
    }
}

/// A figure that the auditors state with both parts in running text.
fn stated_row(outcome: &Outcome, figure: &StatedFigure) -> Figure {
    Figure {
        unit: outcome.organisation.name(&figure.unit).to_owned(),
        text: stated_text(figure.share),
        voice: Some("stated"),
        basis: None,
        held: None,
        lacks: None,
        without: None,
        source: figure.quote.source.clone(),
        file: Some(say::file_name(&figure.quote.place.file)),
        rows: say::lines(&[figure.quote.place.line]).filter(|_| figure.quote.place.line > 0),
    }
}

/// What holds for several figures, said once: that quoted ones have no parts, and what about the dates is inferred.
fn note(outcome: &Outcome) -> Option<String> {
    let mut sentences = Vec::new();
    if is_cut(outcome) {
        sentences.push(
            "Här visas hela organisationen och nivån närmast under, och delar av ett mått (varav) bara för hela organisationen; enheternas siffror står i outcome.json och fås som tabell med `granska figures`."
                .to_owned(),
        );
    }
    let quoted = outcome.figures.iter().any(|f| matches!(f.observation, Observation::Quoted(_)));
    if quoted {
        sentences.push("Citerade andelar saknar täljare och nämnare i källan och kan inte räknas om.".to_owned());
    }
    let with = |kind: InferredDate| outcome.figures.iter().filter(move |f| f.inferred == kind);
    let all = outcome.figures.len();
    let both = with(InferredDate::MonthAndYear).count();
    if both > 0 {
        let how_many = if both == all { "alla andelar".to_owned() } else { format!("{both} av de {all} andelarna") };
        sentences.push(format!(
            "Källan anger varken månad eller år för {how_many}; {} är en slutsats.",
            periods(with(InferredDate::MonthAndYear))
        ));
    }
    let year = with(InferredDate::Year).count();
    if year > 0 {
        let how_many = if year == all { "alla andelar".to_owned() } else { format!("{year} av de {all} andelarna") };
        sentences.push(format!(
            "För {how_many} anger källan månaden men inte året; {} är en slutsats.",
            periods(with(InferredDate::Year))
        ));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The periods of some figures, each once: `februari 2020`.
fn periods<'a>(figures: impl Iterator<Item = &'a Found>) -> String {
    let periods: BTreeSet<_> = figures.map(|f| f.key.period).collect();
    let names: Vec<String> = periods.into_iter().map(say::period).collect();
    words::list(names)
}
