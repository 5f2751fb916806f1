//! Small numbers (*sekretess för små tal*): which figures of a run are hidden, so that no table of it gives a small number of people away.
//!
//! A figure that rests on 1 to `suppress-below` − 1 people is hidden, and as many others as it takes that nobody can solve for it from all that
//! is printed in the same run: totals up the tree, parts and wholes of the same rows in other measures, months within a year.

use super::classes::Classes;
use super::hide::{Cell, Group, hidden};
use super::unknowns::{Equation, Others, Shape, Units};
use super::{lowered, queries};
use crate::field::atom::{AtomQuery, Filter, Takes};
use crate::field::held::Held;
use crate::field::id::{DatasetId, MeasureId, UnitId};
use crate::field::measure::{Counted, Counts, FlowTakes, Kind, Measure, Side};
use crate::field::observation::{Figure, Observation, TermOf};
use crate::field::org::OrgTree;
use crate::field::period::Period;
use crate::several::several;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of a measure for a period.
pub struct Printed<'p> {
    /// The measure, in its version.
    pub measure: &'p Measure,
    /// The figures.
    pub figures: &'p mut [Figure],
}

/// A number that is printed of a figure, or that its other numbers give.
struct Number {
    /// The rows that it counts, or whose sums it is.
    when: Filter,
    /// What is added up: rows, or columns.
    of: Vec<String>,
    value: i128,
    /// Whether it stands nowhere, but follows from others.
    is_unprinted: bool,
}

impl Number {
    /// A number that is printed.
    fn of(when: Filter, of: Vec<String>, value: i128) -> Self {
        Self { when, of, value, is_unprinted: false }
    }
}

/// What is hidden with what: a figure whole, or the count of one reason for leaving rows out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bundle {
    pub table: usize,
    pub figure: usize,
    /// Of the reasons, which; of the figure itself none.
    pub reason: Option<usize>,
}

/// Hides what must be hidden among all figures that are printed together.
pub fn suppress(tables: &mut [Printed<'_>], tree: &OrgTree) {
    let threshold = tables.iter().map(|t| t.measure.suppress_below).max().unwrap_or(0);
    if threshold == 0 {
        return;
    }
    let mut numbers: Vec<(Bundle, Number)> = Vec::new();
    let mut known: BTreeMap<(&MeasureId, u16), (Kind, Vec<AtomQuery>)> = BTreeMap::new();
    for (table, Printed { measure, figures }) in tables.iter().enumerate().filter(|(_, t)| t.measure.suppress_below > 0)
    {
        let (kind, asked) = known
            .entry((&measure.id, measure.version.number))
            .or_insert_with(|| (lowered(&measure.kind), queries(measure)));
        let Some(query) = asked.first() else { continue };
        for (at, figure) in figures.iter().enumerate() {
            let bundle = |reason| Bundle { table, figure: at, reason };
            numbers.extend(of_figure((measure, kind), query, figure).into_iter().map(|n| (bundle(None), n)));
            let left_out = left_out(measure, query, figure).into_iter();
            numbers.extend(left_out.map(|(reason, n)| (bundle(Some(reason)), n)));
        }
    }
    numbers.extend(rests(tables, &numbers));
    // Numbers of different datasets have nothing in common.
    let mut by_dataset: BTreeMap<&DatasetId, Vec<&(Bundle, Number)>> = BTreeMap::new();
    for number in &numbers {
        by_dataset.entry(&tables[number.0.table].measure.dataset).or_default().push(number);
    }
    let telling = Telling::of(tables);
    let of_dataset = |(dataset, numbers): &(&DatasetId, Vec<&(Bundle, Number)>)| {
        // What follows from a hidden figure is hidden too, and then perhaps more.
        let (mut gone, mut forced): (BTreeSet<Bundle>, BTreeSet<Bundle>) = Default::default();
        loop {
            let found = of_dataset(tables, numbers, tree, &forced);
            let mut more = telling.linked(tables, &found);
            more.retain(|b| !found.contains(b) && !forced.contains(b) && tables[b.table].measure.dataset == **dataset);
            gone.extend(found);
            if more.is_empty() {
                break;
            }
            forced.extend(more);
        }
        gone.extend(forced);
        gone
    };
    let by_dataset: Vec<_> = by_dataset.into_iter().collect();
    let gone: BTreeSet<Bundle> = several(&by_dataset, of_dataset).into_iter().flatten().collect();
    // Which rows of a file are meant tells how many of them are a unit's.
    let is_printed = |b: &&Bundle| {
        let figure = &tables[b.table].figures[b.figure];
        b.reason.is_none_or(|at| at < figure.provenance.excluded.len())
    };
    let hidden = gone.iter().filter(is_printed).map(|b| tables[b.table].measure.dataset.clone());
    let is_hidden: BTreeSet<DatasetId> = hidden.collect();
    for Printed { measure, figures } in tables.iter_mut().filter(|t| is_hidden.contains(&t.measure.dataset)) {
        if measure.suppress_below > 0 {
            let files = figures.iter_mut().flat_map(|figure| &mut figure.provenance.files);
            files.for_each(|used| used.lines.clear());
        }
    }
    for Bundle { table, figure, reason } in gone {
        let Some(figure) = tables.get_mut(table).and_then(|t| t.figures.get_mut(figure)) else { continue };
        match reason {
            Some(at) => figure.provenance.excluded.iter_mut().skip(at).take(1).for_each(|left| left.rows = None),
            None => hide(figure),
        }
    }
}

/// What tells of a hidden figure without adding up to it: the same share as it is quoted, and the median or longest wait of the same people, from
/// which a share within a limit follows when they are few.
struct Telling<'t> {
    /// Of each table whether it is of shares.
    is_share: Vec<bool>,
    /// The figures that tell of others, by unit and period.
    figures: BTreeMap<(&'t UnitId, Period), Vec<Teller>>,
}

/// A table, one of its figures, and of what it tells.
type Teller = (usize, usize, Tells);

/// Of what a figure tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Of shares of the same dataset.
    Spread,
    /// Of its own measure.
    Quoted,
}

impl<'t> Telling<'t> {
    fn of(tables: &'t [Printed<'_>]) -> Self {
        let kinds: Vec<Kind> = tables.iter().map(|t| lowered(&t.measure.kind)).collect();
        let is = |kind: fn(&Kind) -> bool| kinds.iter().map(kind).collect::<Vec<bool>>();
        let is_spread = is(|kind| matches!(kind, Kind::Spread { .. }));
        let mut figures: BTreeMap<_, Vec<Teller>> = BTreeMap::new();
        for (table, Printed { figures: of, .. }) in tables.iter().enumerate() {
            for (at, figure) in of.iter().enumerate() {
                let mut tells = |what| {
                    figures.entry((&figure.key.unit, figure.key.period)).or_default().push((table, at, what));
                };
                if matches!(figure.observation, Observation::Quoted(_)) {
                    tells(Tells::Quoted);
                }
                if is_spread[table] && figure.observation.ratio().is_some() {
                    tells(Tells::Spread);
                }
            }
        }
        Self { is_share: is(|kind| matches!(kind, Kind::Share { .. })), figures }
    }

    /// What tells of some hidden figures.
    fn linked(&self, tables: &[Printed<'_>], gone: &BTreeSet<Bundle>) -> BTreeSet<Bundle> {
        let mut linked = BTreeSet::new();
        for bundle in gone.iter().filter(|bundle| bundle.reason.is_none()) {
            let Printed { measure, figures } = &tables[bundle.table];
            let Some(hidden) = figures.get(bundle.figure) else { continue };
            let telling = self.figures.get(&(&hidden.key.unit, hidden.key.period));
            linked.extend(telling.into_iter().flatten().filter_map(|(table, figure, tells)| {
                let other = tables[*table].measure;
                let is_told = match tells {
                    Tells::Spread => self.is_share[bundle.table] && other.dataset == measure.dataset,
                    Tells::Quoted => other.id == measure.id,
                };
                is_told.then_some(Bundle { table: *table, figure: *figure, reason: None })
            }));
        }
        linked
    }
}

/// Takes every number out of a figure.
fn hide(figure: &mut Figure) {
    figure.observation = Observation::Suppressed;
    (figure.complement, figure.terms, figure.held) = (None, Vec::new(), Held::default());
    for used in &mut figure.provenance.files {
        (used.rows_used, used.lines) = (0, Vec::new());
    }
    figure.provenance.excluded.iter_mut().for_each(|left| left.rows = None);
}

/// The numbers of people in a figure. That of the rows it rests on is always one of them.
fn of_figure((measure, kind): (&Measure, &Kind), query: &AtomQuery, figure: &Figure) -> Vec<Number> {
    let rows = |when: &Filter, value: i128| Number::of(when.clone(), vec!["rows".to_owned()], value);
    let atom = |name: &str| query.atoms.iter().find(|atom| atom.name == name);
    let of_takes = |takes: &Takes| match takes {
        Takes::Sum(column) => format!("sum:{column}"),
        Takes::Keys(column) => format!("different:{column}"),
        Takes::Rows | Takes::Codes(_) | Takes::Values(_) | Takes::Least(_) | Takes::Most(_) => "rows".to_owned(),
        Takes::Inside { .. } | Takes::Open { .. } => "minutes".to_owned(),
    };
    let named = |name: &str, value: i128| {
        atom(name).map(|atom| Number::of(atom.when.clone(), vec![of_takes(&atom.takes)], value))
    };
    let term =
        |of: TermOf| figure.terms.iter().find(|t| t.of == of).filter(|t| t.value.whole() == 1).map(|t| t.value.part());
    let used: u64 = figure.provenance.files.iter().map(|f| f.rows_used).sum();
    let mut numbers = Vec::new();
    match (kind, figure.observation) {
        (Kind::Share { .. }, Observation::Measured(share)) => {
            let (part, whole) = (i128::from(share.part()), i128::from(share.whole()));
            let stated = figure.complement.map_or(part, i128::from);
            numbers.extend(named("whole", whole));
            numbers.extend(named("part", stated));
            // The rest is as good as printed.
            if let (Some(whole_of), Some(part_of)) = (atom("whole"), atom("part")) {
                // Of sums the part has rows of its own, so the rest is no rows but only a number.
                let rest = if whole_of.takes == Takes::Rows {
                    whole_of.when.clone().and(part_of.when.clone().negated())
                } else {
                    Filter::All(vec![whole_of.when.clone(), Filter::Any(vec![part_of.when.clone()])])
                };
                numbers.push(Number::of(rest, vec![format!("{}-rest", of_takes(&whole_of.takes))], whole - stated));
            }
        }
        (Kind::Count { .. }, Observation::Counted(number)) => numbers.extend(named("whole", i128::from(number))),
        (Kind::Ratio { part, whole, .. } | Kind::Index { part, whole, .. }, Observation::Amount(_)) => {
            let counts = |side: &Side| {
                side.scale == 1 && matches!(side.of, Counted::Rows | Counted::Different(_) | Counted::Sum(_))
            };
            // What was planned is nobody yet.
            let is_plan = matches!(measure.kind, Kind::Fulfilment { .. });
            numbers.extend(term(TermOf::Part).filter(|_| counts(part)).and_then(|n| named("part", n)));
            let below = term(TermOf::Whole).filter(|_| counts(whole) && !is_plan);
            numbers.extend(below.and_then(|n| named("whole", n)));
        }
        (Kind::Spread { .. }, Observation::Amount(_)) => {
            numbers.extend(term(TermOf::Values).and_then(|n| named("part", n)));
        }
        (Kind::Utilisation { .. }, Observation::Amount(_)) => {
            numbers.extend(term(TermOf::Values).map(|n| rows(&query.rows, n)));
        }
        (Kind::Flow { start, plus, minus, end, takes, .. }, Observation::Amount(_)) => {
            let columns = |of: &[String]| of.iter().map(|column| format!("sum:{column}")).collect::<Vec<_>>();
            let mut add = |of: Vec<String>, value: Option<i128>| {
                numbers.extend(value.map(|value| Number::of(query.rows.clone(), of, value)));
            };
            add(vec![format!("flow:{start}")], term(TermOf::Start));
            add(vec![format!("flow:{end}")], term(TermOf::End));
            add(columns(plus), term(TermOf::Plus));
            add(columns(minus), term(TermOf::Minus));
            if let FlowTakes::Weeks(column) = takes {
                let (out, produced) = (term(TermOf::Minus), term(TermOf::Part));
                add(columns(std::slice::from_ref(column)), produced);
                // What left in other ways is as good as printed.
                let others: Vec<String> = minus.iter().filter(|c| *c != column).cloned().collect();
                let rest = out.zip(produced).map(|(out, produced)| out - produced);
                add(columns(&others), rest.filter(|_| minus.contains(column) && !others.is_empty()));
            }
        }
        (_, _) => {}
    }
    if figure.observation.ratio().is_some() && counts_people(measure, query) {
        numbers.push(rows(&query.rows, i128::from(used)));
    }
    numbers
}

/// What is left of the numbers of a measure when those of its parts are taken away: everybody can subtract. Where nothing is left that is known
/// too, from how many rows there are.
fn rests(tables: &[Printed<'_>], numbers: &[(Bundle, Number)]) -> Vec<(Bundle, Number)> {
    let mut of_figure: BTreeMap<(usize, usize), Vec<&Number>> = BTreeMap::new();
    for (bundle, number) in numbers.iter().filter(|(bundle, _)| bundle.reason.is_none()) {
        of_figure.entry((bundle.table, bundle.figure)).or_default().push(number);
    }
    let mut parts: BTreeMap<_, Vec<&[&Number]>> = BTreeMap::new();
    for ((table, figure), numbers) in &of_figure {
        let Printed { measure, figures } = &tables[*table];
        if let Some(whole) = &measure.part_of {
            let key = &figures[*figure].key;
            parts.entry((whole, measure.version.number, &key.unit, key.period)).or_default().push(numbers);
        }
    }
    let mut rests = Vec::new();
    for ((table, figure), numbers) in &of_figure {
        let Printed { measure, figures } = &tables[*table];
        let key = &figures[*figure].key;
        let Some(parts) = parts.get(&(&measure.id, measure.version.number, &key.unit, key.period)) else { continue };
        for (at, number) in numbers.iter().enumerate() {
            let (mut when, mut value) = (number.when.clone(), number.value);
            for part in parts.iter().filter_map(|part| part.get(at)).filter(|part| part.of == number.of) {
                when = when.and(part.when.clone().negated());
                value -= part.value;
            }
            let bundle = Bundle { table: *table, figure: *figure, reason: Some(usize::MAX - at) };
            rests.push((bundle, Number { is_unprinted: true, ..Number::of(when, number.of.clone(), value) }));
        }
    }
    rests
}

/// Whether a row is a person's: then how many rows there are is printed beside the figure.
fn counts_people(measure: &Measure, query: &AtomQuery) -> bool {
    let counts = |takes: &Takes| matches!(takes, Takes::Rows | Takes::Values(_) | Takes::Keys(_));
    let is_money = matches!(measure.kind, Kind::Sum { .. } | Kind::Ratio { .. } | Kind::Index { .. });
    is_money || query.atoms.iter().any(|atom| counts(&atom.takes) && atom.when == query.rows)
}

/// The numbers of rows left out under a name. Where nothing is left out nothing is printed, and so everybody knows that there is nobody.
fn left_out(measure: &Measure, query: &AtomQuery, figure: &Figure) -> Vec<(usize, Number)> {
    if figure.observation.ratio().is_none() && figure.observation != Observation::NotApplicable {
        return Vec::new();
    }
    let people = counts_people(measure, query);
    let columns: BTreeSet<String> = query
        .atoms
        .iter()
        .filter_map(|atom| if let Takes::Sum(column) = &atom.takes { Some(format!("sum:{column}")) } else { None })
        .collect();
    let excluded = &figure.provenance.excluded;
    let mut numbers = Vec::new();
    for (at, exclusion) in measure.kind.excluding().iter().enumerate() {
        let name = format!("{}{}", super::sums::EXCLUDED, exclusion.id);
        let Some(atom) = query.atoms.iter().find(|atom| atom.name == name) else { continue };
        let number = |of: String, value: i128| Number::of(atom.when.clone(), vec![of], value);
        match excluded.iter().position(|left| left.reason == exclusion.label) {
            Some(at) => {
                let rows = excluded[at].rows.filter(|_| people);
                numbers.extend(rows.map(|rows| (at, number("rows".to_owned(), i128::from(rows)))));
            }
            None => {
                let nothing = std::iter::once("rows".to_owned()).chain(columns.iter().cloned());
                numbers.extend(nothing.map(|of| (excluded.len() + at, number(of, 0))));
            }
        }
    }
    numbers
}

/// Which bundles of a dataset are hidden, when some are whatever else is.
fn of_dataset(
    tables: &[Printed<'_>],
    numbers: &[&(Bundle, Number)],
    tree: &OrgTree,
    forced: &BTreeSet<Bundle>,
) -> BTreeSet<Bundle> {
    let mut told: BTreeMap<&Filter, usize> = BTreeMap::new();
    let (mut filters, mut of_number): (Vec<&Filter>, Vec<usize>) = (Vec::new(), Vec::new());
    for (_, number) in numbers {
        let next = told.len();
        let at = *told.entry(&number.when).or_insert(next);
        if at == next {
            filters.push(&number.when);
        }
        of_number.push(at);
    }
    let times = Times::of(tables, numbers);
    let mut units = Units::in_tree(tree);
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut equations: Vec<Equation> = Vec::new();
    for ((bundle, number), filter) in numbers.iter().map(|n| (&n.0, &n.1)).zip(of_number) {
        let figure = &tables[bundle.table].figures[bundle.figure];
        let mut column = |name| {
            let next = columns.len();
            *columns.entry(name).or_insert(next)
        };
        equations.push(Equation {
            bundle: *bundle,
            value: number.value,
            is_unprinted: number.is_unprinted,
            filter,
            columns: number.of.iter().map(|of| column(of.as_str())).collect(),
            unit: units.number(&figure.key.unit),
            times: times.of_figure(tables, bundle),
            // Different people do not add up: each number of them stands alone.
            is_alone: number.of.iter().any(|of| of.starts_with("different")),
        });
    }
    let mut shape = Shape {
        classes: Classes::of(&filters),
        units,
        columns: columns.len(),
        times: times.count(),
        days: times.days.len(),
        came: None,
    };
    let (groups, others) = groups(tables, &equations, &shape);
    if numbers.iter().any(|(bundle, _)| accumulates(tables[bundle.table].measure)) {
        shape.came = Some(shape.came(&equations, &others));
    }
    let mut bundles: BTreeMap<Bundle, usize> = BTreeMap::new();
    let mut cells = Vec::new();
    for equation in &equations {
        let next = bundles.len();
        let bundle = *bundles.entry(equation.bundle).or_insert(next);
        let least = i128::from(tables[equation.bundle.table].measure.suppress_below);
        cells.push(Cell {
            bundle,
            value: equation.value,
            is_small: 0 < equation.value && equation.value < least,
            is_unprinted: equation.is_unprinted || forced.contains(&equation.bundle),
            of: shape.unknowns(equation, shape.units.of(equation)),
        });
    }
    let count = bundles.len();
    cells.extend(others.iter().zip(count..).map(|(others, bundle)| Cell {
        bundle,
        value: others.value,
        is_small: false,
        is_unprinted: true,
        of: shape.unknowns(&equations[others.total], &others.units),
    }));
    let threshold = equations.iter().map(|e| tables[e.bundle.table].measure.suppress_below).max().unwrap_or(0);
    let gone = hidden(&cells, &groups, threshold);
    bundles.into_iter().filter(|(_, at)| gone.get(*at) == Some(&true)).map(|(bundle, _)| bundle).collect()
}

/// Whether a measure adds up from the turn of the year.
fn accumulates(measure: &Measure) -> bool {
    matches!(measure.kind, Kind::Fulfilment { accumulates: true, .. })
}

/// The times of figures by number: of flows what lies between two days, of stocks their own dates.
struct Times {
    days: Vec<NaiveDate>,
    dates: BTreeMap<Period, usize>,
}

impl Times {
    fn of(tables: &[Printed<'_>], numbers: &[&(Bundle, Number)]) -> Self {
        let (mut days, mut dates) = (BTreeSet::new(), BTreeMap::new());
        for (bundle, _) in numbers {
            match span(tables, bundle) {
                Ok((first, after)) => days.extend([first, after]),
                Err(date) => {
                    let next = dates.len();
                    dates.entry(date).or_insert(next);
                }
            }
        }
        Self { days: days.into_iter().collect(), dates }
    }

    fn count(&self) -> usize {
        self.days.len() + self.dates.len()
    }

    fn of_figure(&self, tables: &[Printed<'_>], bundle: &Bundle) -> Vec<usize> {
        match span(tables, bundle) {
            Ok((first, after)) => {
                let at = |day: NaiveDate| self.days.partition_point(|known| *known < day);
                (at(first)..at(after)).collect()
            }
            Err(date) => self.dates.get(&date).map(|at| self.days.len() + at).into_iter().collect(),
        }
    }
}

/// Of a flow its first day and the day after its last; what accumulates begins with the year. Of a stock its date.
fn span(tables: &[Printed<'_>], bundle: &Bundle) -> Result<(NaiveDate, NaiveDate), Period> {
    let Printed { measure, figures } = &tables[bundle.table];
    let period = figures[bundle.figure].key.period;
    if measure.stands.as_ref().map(|s| s.counts) != Some(Counts::Flow) {
        return Err(period);
    }
    let year = Period::year_of(period.last_day()).first_day();
    let first = if accumulates(measure) { year.min(period.first_day()) } else { period.first_day() };
    Ok((first, period.last_day() + Days::new(1)))
}

/// Numbers that are added up the tree: of the same table, reason, columns, rows and times.
type Alike<'e> = (usize, Option<&'e str>, &'e [usize], usize, &'e [usize]);

/// A number of a unit is the sum of those of the units below it and of what is of none of them; the latter are numbered after the others.
fn groups(tables: &[Printed<'_>], equations: &[Equation], shape: &Shape) -> (Vec<Group>, Vec<Others>) {
    let (mut groups, mut others) = (Vec::new(), Vec::new());
    let mut alike: BTreeMap<Alike<'_>, BTreeMap<usize, usize>> = BTreeMap::new();
    for (at, equation) in equations.iter().enumerate().filter(|(_, e)| !e.is_alone) {
        let Bundle { table, figure, reason } = equation.bundle;
        let excluded = &tables[table].figures[figure].provenance.excluded;
        let reason = reason.map(|at| excluded.get(at).map_or("", |left| left.reason.as_str()));
        let key = (table, reason, equation.columns.as_slice(), equation.filter, equation.times.as_slice());
        alike.entry(key).or_default().insert(equation.unit, at);
    }
    for by_unit in alike.into_values() {
        for (unit, total) in &by_unit {
            // The units just below, and all the way down: few people may be left between either.
            let [just, leaves] = &shape.units.below[*unit];
            let divisions = if just == leaves { vec![just] } else { vec![just, leaves] };
            for below in divisions.into_iter().filter(|below| !below.is_empty()) {
                let (told, mut parts): (Vec<usize>, Vec<usize>) =
                    below.iter().filter_map(|unit| Some((*unit, *by_unit.get(unit)?))).unzip();
                // What is of none of them: the unit's own, and what has no figure here and so nothing in it.
                let sum: i128 = parts.iter().map(|part| equations[*part].value).sum();
                let is_told = |at: &usize| told.iter().any(|told| shape.units.within[*told].contains(at));
                let units = shape.units.within[*unit].iter().copied().filter(|at| !is_told(at)).collect();
                parts.push(equations.len() + others.len());
                others.push(Others { total: *total, value: equations[*total].value - sum, units });
                groups.push(Group { total: *total, parts });
            }
        }
    }
    (groups, others)
}
