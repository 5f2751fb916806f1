//! Small numbers (*sekretess för små tal*): which figures of a run are hidden, so that no table of it gives a small number of people away.
//!
//! A figure that rests on 1 to `suppress-below` − 1 people is hidden, and as many others as it takes that nobody can solve for it from all that
//! is printed in the same run: totals up the tree, parts and wholes of the same rows in other measures, months within a year.

use super::hide::{Cell, Group, hidden};
use super::{lowered, queries};
use crate::field::atom::{AtomQuery, Filter, Takes, Value};
use crate::field::held::Held;
use crate::field::id::{DatasetId, UnitId};
use crate::field::measure::{Counted, Counts, Kind, Measure, Side};
use crate::field::observation::{Figure, Observation, TermOf};
use crate::field::org::OrgTree;
use crate::field::period::Period;
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
    /// What is added up: rows, or a column.
    of: String,
    value: i128,
}

/// What is hidden with what: a figure whole, or the count of one reason for leaving rows out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bundle {
    table: usize,
    figure: usize,
    /// Of the reasons, which; of the figure itself none.
    reason: Option<usize>,
}

/// Hides what must be hidden among all figures that are printed together.
pub fn suppress(tables: &mut [Printed<'_>], tree: &OrgTree) {
    let threshold = tables.iter().map(|t| t.measure.suppress_below).max().unwrap_or(0);
    if threshold == 0 {
        return;
    }
    let mut numbers: Vec<(Bundle, Number)> = Vec::new();
    for (table, Printed { measure, figures }) in tables.iter().enumerate() {
        let asked = queries(measure);
        let Some(query) = asked.first().filter(|_| measure.suppress_below > 0) else { continue };
        for (at, figure) in figures.iter().enumerate() {
            let bundle = |reason| Bundle { table, figure: at, reason };
            numbers.extend(of_figure(measure, query, figure).into_iter().map(|n| (bundle(None), n)));
            numbers.extend(left_out(measure, query, figure).map(|(reason, n)| (bundle(Some(reason)), n)));
        }
    }
    let gone = solved(tables, &numbers, tree);
    for Bundle { table, figure, reason } in gone {
        let Some(figure) = tables.get_mut(table).and_then(|t| t.figures.get_mut(figure)) else { continue };
        match reason {
            Some(at) => figure.provenance.excluded.iter_mut().skip(at).take(1).for_each(|left| left.rows = None),
            None => hide(figure),
        }
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
fn of_figure(measure: &Measure, query: &AtomQuery, figure: &Figure) -> Vec<Number> {
    let rows = |when: &Filter, value: i128| Number { when: when.clone(), of: "rows".to_owned(), value };
    let atom = |name: &str| query.atoms.iter().find(|atom| atom.name == name);
    let of_takes = |takes: &Takes| match takes {
        Takes::Sum(column) => format!("sum:{column}"),
        Takes::Keys(column) => format!("different:{column}"),
        Takes::Rows | Takes::Codes(_) | Takes::Values(_) | Takes::Least(_) | Takes::Most(_) => "rows".to_owned(),
        Takes::Inside { .. } | Takes::Open { .. } => "minutes".to_owned(),
    };
    let named = |name: &str, value: i128| {
        atom(name).map(|atom| Number { when: atom.when.clone(), of: of_takes(&atom.takes), value })
    };
    let term =
        |of: TermOf| figure.terms.iter().find(|t| t.of == of).filter(|t| t.value.whole() == 1).map(|t| t.value.part());
    let used: u64 = figure.provenance.files.iter().map(|f| f.rows_used).sum();
    let mut numbers = Vec::new();
    match (&lowered(&measure.kind), figure.observation) {
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
                numbers.push(Number {
                    when: rest,
                    of: format!("{}-rest", of_takes(&whole_of.takes)),
                    value: whole - stated,
                });
            }
        }
        (Kind::Count { .. }, Observation::Counted(number)) => numbers.extend(named("whole", i128::from(number))),
        (Kind::Ratio { part, whole, .. } | Kind::Index { part, whole, .. }, Observation::Amount(_)) => {
            let counts = |side: &Side| {
                side.scale == 1 && matches!(side.of, Counted::Rows | Counted::Different(_) | Counted::Sum(_))
            };
            numbers.extend(term(TermOf::Part).filter(|_| counts(part)).and_then(|n| named("part", n)));
            numbers.extend(term(TermOf::Whole).filter(|_| counts(whole)).and_then(|n| named("whole", n)));
        }
        (Kind::Spread { .. }, Observation::Amount(_)) => {
            numbers.extend(term(TermOf::Values).and_then(|n| named("part", n)))
        }
        (Kind::Flow { .. }, Observation::Amount(_)) => {
            for (of, name) in
                [(TermOf::Start, "start"), (TermOf::End, "end"), (TermOf::Plus, "plus"), (TermOf::Minus, "minus")]
            {
                // Several columns may flow in: their sum is a number of its own.
                let value =
                    term(of).map(|value| Number { when: query.rows.clone(), of: format!("flow:{name}"), value });
                numbers.extend(value);
            }
        }
        (_, _) => {}
    }
    // Where a row is a person's, how many rows there are is printed beside the figure.
    let is_of_rows = query
        .atoms
        .iter()
        .any(|a| matches!(a.takes, Takes::Rows | Takes::Values(_) | Takes::Keys(_)) && a.when == query.rows);
    let is_money = matches!(measure.kind, Kind::Sum { .. } | Kind::Ratio { .. } | Kind::Index { .. });
    if figure.observation.ratio().is_some() && (is_of_rows || is_money) {
        numbers.push(rows(&query.rows, i128::from(used)));
    }
    numbers
}

/// The numbers of rows left out under a name.
fn left_out<'f>(
    measure: &'f Measure,
    query: &'f AtomQuery,
    figure: &'f Figure,
) -> impl Iterator<Item = (usize, Number)> + 'f {
    let known = figure.observation.ratio().is_some() || figure.observation == Observation::NotApplicable;
    figure.provenance.excluded.iter().enumerate().filter(move |_| known).filter_map(|(at, left)| {
        let exclusion = measure.kind.excluding().iter().find(|e| e.label == left.reason)?;
        let name = format!("{}{}", super::sums::EXCLUDED, exclusion.id);
        let atom = query.atoms.iter().find(|atom| atom.name == name)?;
        Some((at, Number { when: atom.when.clone(), of: "rows".to_owned(), value: i128::from(left.rows?) }))
    })
}

/// Which bundles are hidden.
fn solved(tables: &[Printed<'_>], numbers: &[(Bundle, Number)], tree: &OrgTree) -> BTreeSet<Bundle> {
    // Numbers of different datasets have nothing in common.
    let mut by_dataset: BTreeMap<&DatasetId, Vec<&(Bundle, Number)>> = BTreeMap::new();
    for number in numbers {
        by_dataset.entry(&tables[number.0.table].measure.dataset).or_default().push(number);
    }
    let mut gone = BTreeSet::new();
    for numbers in by_dataset.into_values() {
        gone.extend(of_dataset(tables, &numbers, tree));
    }
    gone
}

fn of_dataset(tables: &[Printed<'_>], numbers: &[&(Bundle, Number)], tree: &OrgTree) -> BTreeSet<Bundle> {
    let filters: Vec<&Filter> = numbers.iter().map(|(_, n)| &n.when).fold(Vec::new(), |mut all, filter| {
        if !all.contains(&filter) {
            all.push(filter);
        }
        all
    });
    let classes = Classes::of(&filters);
    let figure = |bundle: &Bundle| &tables[bundle.table].figures[bundle.figure];
    let counts = |bundle: &Bundle| tables[bundle.table].measure.stands.as_ref().map(|s| s.counts);
    let days: BTreeSet<_> = numbers
        .iter()
        .filter(|(bundle, _)| counts(bundle) == Some(Counts::Flow))
        .flat_map(|(bundle, _)| {
            let period = figure(bundle).key.period;
            [period.first_day(), period.last_day() + chrono::Days::new(1)]
        })
        .collect();
    let days: Vec<_> = days.into_iter().collect();
    // A stock is there at its own date; a flow between two days.
    let times = |bundle: &Bundle| -> Vec<String> {
        let period = figure(bundle).key.period;
        match counts(bundle) {
            Some(Counts::Flow) => days
                .windows(2)
                .filter(|w| period.first_day() <= w[0] && w[1] <= period.last_day() + chrono::Days::new(1))
                .map(|w| w[0].to_string())
                .collect(),
            Some(Counts::Stock) | None => vec![format!("at {period}")],
        }
    };
    let mut unknowns: BTreeMap<(String, usize, String, String), u32> = BTreeMap::new();
    let mut bundles: BTreeMap<Bundle, usize> = BTreeMap::new();
    let (mut cells, mut kept): (Vec<Cell>, Vec<(&Bundle, &Number)>) = (Vec::new(), Vec::new());
    let mut vector = |number: &Number, units: &[&UnitId], times: &[String]| -> Vec<(u32, i64)> {
        let at = filters.iter().position(|f| **f == number.when).unwrap_or(0);
        let mut of = BTreeSet::new();
        for class in classes.of_filter(at) {
            for unit in units {
                for time in times {
                    let next = u32::try_from(unknowns.len()).unwrap_or(u32::MAX);
                    of.insert(
                        *unknowns.entry((number.of.clone(), class, unit.to_string(), time.clone())).or_insert(next),
                    );
                }
            }
        }
        of.into_iter().map(|unknown| (unknown, 1)).collect()
    };
    for (bundle, number) in numbers.iter().map(|n| (&n.0, &n.1)) {
        let next = bundles.len();
        let at = *bundles.entry(*bundle).or_insert(next);
        let measure = tables[bundle.table].measure;
        let least = i128::from(measure.suppress_below);
        // Different people do not add up: each number of them stands alone.
        let alone = number.of.starts_with("different");
        let within = |u: &&UnitId| {
            if alone { **u == figure(bundle).key.unit } else { tree.is_within(u, &figure(bundle).key.unit) }
        };
        let ids: Vec<&UnitId> = tree.units.iter().map(|u| &u.id).filter(within).collect();
        let ids = if ids.is_empty() { vec![&figure(bundle).key.unit] } else { ids };
        cells.push(Cell {
            bundle: at,
            value: number.value,
            is_small: 0 < number.value && number.value < least,
            is_unprinted: false,
            of: vector(number, &ids, &times(bundle)),
        });
        kept.push((bundle, number));
    }
    let groups = groups(tables, &kept, &mut cells, &mut vector, (tree, &times));
    let threshold = numbers.iter().map(|(b, _)| tables[b.table].measure.suppress_below).max().unwrap_or(0);
    let gone = hidden(&cells, &groups, threshold);
    bundles.into_iter().filter(|(_, at)| gone.get(*at) == Some(&true)).map(|(bundle, _)| bundle).collect()
}

/// The times that a figure is of.
type Times<'t> = dyn Fn(&Bundle) -> Vec<String> + 't;

/// Numbers that are added up the tree: of the same table, period, reason, column and rows.
type Alike = (usize, Period, Option<String>, String, String);

/// A number of a unit is the sum of those of the units below it and of its own rows, which are printed nowhere but known by subtraction.
fn groups(
    tables: &[Printed<'_>],
    numbers: &[(&Bundle, &Number)],
    cells: &mut Vec<Cell>,
    vector: &mut impl FnMut(&Number, &[&UnitId], &[String]) -> Vec<(u32, i64)>,
    (tree, times): (&OrgTree, &Times<'_>),
) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut next = cells.iter().map(|cell| cell.bundle + 1).max().unwrap_or(0);
    let unit = |bundle: &Bundle| &tables[bundle.table].figures[bundle.figure].key.unit;
    // Numbers of the same table, rows and period, by unit.
    let mut alike: BTreeMap<Alike, Vec<usize>> = BTreeMap::new();
    for (at, (bundle, number)) in numbers.iter().enumerate().filter(|(_, (_, n))| !n.of.starts_with("different")) {
        let figure = &tables[bundle.table].figures[bundle.figure];
        let reason = bundle.reason.and_then(|r| figure.provenance.excluded.get(r)).map(|left| left.reason.clone());
        let key = (bundle.table, figure.key.period, reason, number.of.clone(), number.when.to_string());
        alike.entry(key).or_default().push(at);
    }
    for same in alike.into_values() {
        let by_unit: BTreeMap<&UnitId, usize> = same.iter().map(|at| (unit(numbers[*at].0), *at)).collect();
        for at in &same {
            let (bundle, number) = numbers[*at];
            let of = unit(bundle);
            let below = tree.units.iter().filter(|u| u.part_of.as_ref() == Some(of));
            let mut parts: Vec<usize> = below.filter_map(|u| by_unit.get(&u.id).copied()).collect();
            let is_leaf = !tree.units.iter().any(|u| u.part_of.as_ref() == Some(of));
            if is_leaf {
                continue;
            }
            // What the unit has itself; a unit below without a figure has nothing in this one.
            let told: i128 = parts.iter().map(|part| cells[*part].value).sum();
            let mut silent: Vec<&UnitId> = Vec::new();
            for child in tree.units.iter().filter(|u| u.part_of.as_ref() == Some(of) && !by_unit.contains_key(&u.id)) {
                silent.extend(tree.units.iter().map(|u| &u.id).filter(|u| tree.is_within(u, &child.id)));
            }
            let own = Number { when: number.when.clone(), of: number.of.clone(), value: number.value - told };
            let whose: Vec<&UnitId> = std::iter::once(of).chain(silent).collect();
            let own_cell = Cell {
                bundle: next,
                value: own.value,
                is_small: false,
                is_unprinted: true,
                of: vector(&own, &whose, &times(bundle)),
            };
            next += 1;
            parts.push(cells.len());
            cells.push(own_cell);
            groups.push(Group { total: *at, parts });
        }
    }
    groups
}

/// Kinds of rows that the conditions of a dataset tell apart: each condition holds for whole classes, and rows in no condition are in none.
struct Classes {
    /// Of each condition, its classes.
    of: Vec<Vec<usize>>,
}

/// The most combinations that are told apart; beyond it every condition stands for itself.
const MOST: usize = 1 << 16;

/// What a row can be like in one respect.
#[derive(Clone, PartialEq, Eq)]
enum Respect {
    /// A column of codes or texts, and those that are mentioned.
    Codes(String, Vec<Value>),
    /// A number, or days between two columns, with the values where something changes.
    Number(Filter, Vec<i64>),
    /// Whether a column is empty.
    Empty(String),
}

impl Respect {
    /// How many different ways to be there are.
    fn ways(&self) -> usize {
        match self {
            // Each of the codes, another, none.
            Self::Codes(_, codes) => codes.len() + 2,
            // Below, between and above the values, or none.
            Self::Number(_, at) => at.len() + 2,
            Self::Empty(_) => 2,
        }
    }
}

impl Classes {
    fn of(filters: &[&Filter]) -> Self {
        let mut respects: Vec<Respect> = Vec::new();
        filters.iter().for_each(|filter| gather(filter, &mut respects));
        let ways: Option<usize> =
            respects.iter().try_fold(1_usize, |n, r| n.checked_mul(r.ways()).filter(|n| *n <= MOST));
        let Some(ways) = ways else {
            // Too many to tell apart: no condition is known to have anything to do with another.
            return Self { of: (0..filters.len()).map(|at| vec![at]).collect() };
        };
        let mut signatures: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for row in 0..ways {
            let mut left = row;
            let way: Vec<usize> = respects
                .iter()
                .map(|respect| {
                    let at = left % respect.ways();
                    left /= respect.ways();
                    at
                })
                .collect();
            let signature: Vec<bool> = filters.iter().map(|filter| holds(filter, &respects, &way)).collect();
            let next = signatures.len();
            if signature.contains(&true) {
                signatures.entry(signature).or_insert(next);
            }
        }
        let classes = |at: usize| signatures.iter().filter(|(s, _)| s[at]).map(|(_, class)| *class).collect();
        Self { of: (0..filters.len()).map(classes).collect() }
    }

    fn of_filter(&self, at: usize) -> Vec<usize> {
        self.of.get(at).cloned().unwrap_or_default()
    }
}

/// Adds what a condition looks at.
fn gather(filter: &Filter, to: &mut Vec<Respect>) {
    let mut number = |of: Filter, least: &Option<i64>, most: &Option<i64>| {
        let at = to.iter().position(|r| matches!(r, Respect::Number(known, _) if *known == of));
        let at = at.unwrap_or_else(|| {
            to.push(Respect::Number(of, Vec::new()));
            to.len() - 1
        });
        if let Respect::Number(_, values) = &mut to[at] {
            values.extend(least.iter().chain(most.map(|m| m.saturating_add(1)).iter()));
            values.sort_unstable();
            values.dedup();
        }
    };
    match filter {
        Filter::OneOf { column, values } if values.iter().all(|v| matches!(v, Value::Text(_))) => {
            let at = to.iter().position(|r| matches!(r, Respect::Codes(known, _) if known == column));
            let at = at.unwrap_or_else(|| {
                to.push(Respect::Codes(column.clone(), Vec::new()));
                to.len() - 1
            });
            if let Respect::Codes(_, known) = &mut to[at] {
                known.extend(values.iter().filter(|v| !known.contains(v)).cloned().collect::<Vec<_>>());
            }
        }
        Filter::OneOf { column, values } => {
            for value in values {
                if let Value::Number(n) = value {
                    number(bounded(column), &Some(*n), &Some(*n));
                }
            }
        }
        Filter::Within { column, least, most } => number(bounded(column), least, most),
        Filter::DaysBetween { from, to: until, least, most } => number(between(from, until), least, most),
        Filter::Missing(column) => {
            let respect = Respect::Empty(column.clone());
            let is_code = to.iter().any(|r| matches!(r, Respect::Codes(known, _) if known == column));
            if !is_code && !to.contains(&respect) {
                to.push(respect);
            }
        }
        Filter::Not(inner) => gather(inner, to),
        Filter::All(all) | Filter::Any(all) => all.iter().for_each(|f| gather(f, to)),
    }
}

fn bounded(column: &str) -> Filter {
    Filter::Within { column: column.to_owned(), least: None, most: None }
}

fn between(from: &str, to: &str) -> Filter {
    Filter::DaysBetween { from: from.to_owned(), to: to.to_owned(), least: None, most: None }
}

/// Whether a condition holds for rows that are in a given way in every respect.
fn holds(filter: &Filter, respects: &[Respect], way: &[usize]) -> bool {
    let number = |of: &Filter, least: Option<i64>, most: Option<i64>| {
        let found = respects.iter().zip(way).find_map(|(r, way)| match r {
            Respect::Number(known, values) if known == of => Some((values, *way)),
            Respect::Number(..) | Respect::Codes(..) | Respect::Empty(_) => None,
        });
        let Some((values, way)) = found else { return false };
        // The last way is to have no value; way `n` lies between value `n − 1` and value `n`.
        if way > values.len() {
            return false;
        }
        let from = way.checked_sub(1).and_then(|at| values.get(at)).copied().unwrap_or(i64::MIN);
        least.is_none_or(|least| from >= least)
            && most
                .is_none_or(|most| from <= most && values.get(way).is_some_and(|next| *next <= most.saturating_add(1)))
    };
    match filter {
        Filter::OneOf { column, values } if values.iter().all(|v| matches!(v, Value::Text(_))) => {
            respects.iter().zip(way).any(|(r, way)| match r {
                Respect::Codes(known, codes) if known == column => {
                    codes.get(*way).is_some_and(|code| values.contains(code))
                }
                Respect::Codes(..) | Respect::Number(..) | Respect::Empty(_) => false,
            })
        }
        Filter::OneOf { column, values } => values.iter().any(|value| match value {
            Value::Number(n) => number(&bounded(column), Some(*n), Some(*n)),
            Value::Text(_) => false,
        }),
        Filter::Within { column, least, most } => number(&bounded(column), *least, *most),
        Filter::DaysBetween { from, to, least, most } => number(&between(from, to), *least, *most),
        Filter::Missing(column) => respects.iter().zip(way).any(|(r, way)| match r {
            Respect::Codes(known, codes) if known == column => *way == codes.len() + 1,
            Respect::Empty(known) if known == column => *way == 1,
            Respect::Codes(..) | Respect::Number(..) | Respect::Empty(_) => false,
        }),
        Filter::Not(inner) => !holds(inner, respects, way),
        Filter::All(all) => all.iter().all(|f| holds(f, respects, way)),
        Filter::Any(any) => any.iter().any(|f| holds(f, respects, way)),
    }
}
