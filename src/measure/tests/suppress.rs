//! An attacker who has every printed number of a run and knows how they hang together.

use super::*;
use crate::field::atom::Value;

const UNITS: [&str; 3] = ["a", "b", "c"];
const MONTHS: [&str; 4] = ["2020-01", "2020-02", "2020-03", "2020-04"];
/// Operations done, cancelled, and still planned.
const CLASSES: usize = 3;

/// Numbers from one to the other, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % (most + 1)
    }
}

fn status(codes: &[&str]) -> Filter {
    let values = codes.iter().map(|code| Value::Text((*code).to_owned())).collect();
    Filter::OneOf { column: "status".to_owned(), values }
}

/// The share of cancelled, the number done, and the number of all.
fn measures() -> [Measure; 3] {
    let with = |id: &str, kind: Kind, of: UnitOf| Measure {
        id: MeasureId::new(id).expect(id),
        suppress_below: 5,
        unit: Unit { of, decimals: 0 },
        ..measure(kind, Counts::Flow)
    };
    let count = |when| Kind::Count { of: Counted::Rows, when, excluding: Vec::new() };
    let share = Kind::Share {
        of: Counted::Rows,
        whole: status(&["genomford", "struken"]),
        excluding: Vec::new(),
        known: Known::Part(status(&["struken"])),
    };
    [
        with("andel", share, UnitOf::Share),
        with("gjorda", count(status(&["genomford"])), UnitOf::Count),
        with("alla", count(Filter::All(Vec::new())), UnitOf::Count),
    ]
}

/// How many there are of each class, by unit and month.
type Truth = [[[u64; CLASSES]; 4]; 3];

fn figures(measures: &[Measure], tree: &OrgTree, truth: &Truth, periods: &[&str]) -> Vec<(usize, Vec<Figure>)> {
    let held: Vec<(&str, &str, Covered)> =
        UNITS.iter().flat_map(|u| MONTHS.iter().map(move |m| (*u, *m, rows(9)))).collect();
    let mut all = Vec::new();
    for (at, m) in measures.iter().enumerate() {
        for of in periods {
            let mut atoms = Vec::new();
            for (u, unit) in UNITS.iter().enumerate() {
                for (t, month) in MONTHS.iter().enumerate() {
                    let [done, gone, planned] = truth[u][t];
                    let named = match at {
                        0 => vec![("whole", AtomValue::Rows(done + gone)), ("part", AtomValue::Rows(gone))],
                        1 => vec![("whole", AtomValue::Rows(done))],
                        _ => vec![("whole", AtomValue::Rows(done + gone + planned))],
                    };
                    let used = [done + gone, done, done + gone + planned][at];
                    let line = AtomRow { used, ..row(m, unit, &format!("{month}-15"), &named, &[2]) };
                    atoms.push(line);
                }
            }
            all.push((at, observed(m, tree, atoms, &held, of)));
        }
    }
    all
}

/// The equations that the printed numbers are: of each, which unknowns it is the sum of.
fn printed(tree: &OrgTree, all: &[(usize, Vec<Figure>)]) -> Vec<Vec<u64>> {
    let mut known = Vec::new();
    for (at, figures) in all {
        for figure in figures {
            let classes: Vec<Vec<usize>> = match (at, figure.observation) {
                (0, Observation::Measured(_)) => vec![vec![0, 1], vec![1]],
                (1, Observation::Counted(_)) => vec![vec![0]],
                (2, Observation::Counted(_)) => vec![vec![0, 1, 2]],
                (_, _) => Vec::new(),
            };
            known.extend(classes.iter().map(|classes| equation(tree, figure, classes)));
        }
    }
    known
}

fn equation(tree: &OrgTree, figure: &Figure, classes: &[usize]) -> Vec<u64> {
    let mut of = vec![0; UNITS.len() * MONTHS.len() * CLASSES];
    for (u, unit) in UNITS.iter().enumerate() {
        for (t, month) in MONTHS.iter().enumerate() {
            let is_here = tree.is_within(&UnitId::new(unit).expect(unit), &figure.key.unit);
            if is_here && figure.key.period.contains(period(month)) {
                classes.iter().for_each(|class| of[(u * MONTHS.len() + t) * CLASSES + class] = 1);
            }
        }
    }
    of
}

const PRIME: u64 = 1_000_000_007;

fn power(of: u64, to: u64) -> u64 {
    (0..30).rev().fold(1, |n, bit| {
        let n = n * n % PRIME;
        if to >> bit & 1 == 1 { n * of % PRIME } else { n }
    })
}

/// How many of some equations say something new.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(at) = (rank..rows.len()).find(|at| rows[*at][column] != 0) else { continue };
        rows.swap(rank, at);
        let scale = power(rows[rank][column], PRIME - 2);
        let pivot: Vec<u64> = rows[rank].iter().map(|n| n * scale % PRIME).collect();
        rows[rank].clone_from(&pivot);
        for (other, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != rank) {
            let times = row[column];
            if times != 0 {
                row.iter_mut().zip(&pivot).for_each(|(n, p)| *n = (*n + (PRIME - times) * p) % PRIME);
            }
            debug_assert!(other != rank);
        }
        rank += 1;
    }
    rank
}

#[test]
fn no_small_number_can_be_solved_for_from_all_that_is_printed() {
    let (measures, tree) = (measures(), region());
    let periods = ["2020-01", "2020-02", "2020-03", "2020-04", "2020T1"];
    let (mut smalls, mut hidden, mut shown) = (0, 0, 0);
    for seed in 1..40 {
        let mut dice = Dice(seed * 7_919);
        let mut truth: Truth = [[[0; CLASSES]; 4]; 3];
        for class in truth.iter_mut().flatten().flatten() {
            *class = if dice.roll(9) < 2 { dice.roll(4) } else { 6 + dice.roll(60) };
        }
        let mut all = figures(&measures, &tree, &truth, &periods);
        let before = all.clone();
        let tables = all.iter_mut().map(|(at, figures)| Printed { measure: &measures[*at], figures });
        suppress(&mut tables.collect::<Vec<_>>(), &tree);
        let known = printed(&tree, &all);
        let known_rank = rank(known.clone());
        for ((at, then), (_, now)) in before.iter().zip(&all) {
            for (then, now) in then.iter().zip(now) {
                if now.observation != Observation::Suppressed {
                    shown += 1;
                    continue;
                }
                hidden += 1;
                assert!(now.provenance.files.iter().all(|f| f.rows_used == 0 && f.lines.is_empty()));
                let numbers: Vec<(u64, Vec<usize>)> = match (at, then.observation) {
                    (0, Observation::Measured(s)) => {
                        vec![(s.whole(), vec![0, 1]), (s.part(), vec![1]), (s.whole() - s.part(), vec![0])]
                    }
                    (1, Observation::Counted(n)) => vec![(n, vec![0])],
                    (_, Observation::Counted(n)) => vec![(n, vec![0, 1, 2])],
                    (_, other) => panic!("{other:?}"),
                };
                for (_, classes) in numbers.iter().filter(|(n, _)| (1..5).contains(n)) {
                    smalls += 1;
                    let with = known.iter().cloned().chain([equation(&tree, now, classes)]).collect();
                    assert!(rank(with) > known_rank, "seed {seed}: {:?} can be solved for", then.key);
                }
            }
        }
        for (at, figures) in &all {
            for figure in figures.iter().filter(|f| f.observation.ratio().is_some()) {
                let least = match figure.observation {
                    Observation::Measured(s) => {
                        [s.whole(), s.part(), s.whole() - s.part()].into_iter().filter(|n| *n > 0).min()
                    }
                    Observation::Counted(n) => Some(n),
                    Observation::Amount(_)
                    | Observation::Stated(_)
                    | Observation::Quoted(_)
                    | Observation::Missing(_)
                    | Observation::Suppressed
                    | Observation::NotApplicable => None,
                };
                assert!(least.is_none_or(|n| n == 0 || n >= 5), "{at}: {:?}", figure.key);
            }
        }
    }
    assert!(smalls > 100 && shown > hidden, "{smalls} small, {hidden} hidden, {shown} shown");
}

#[test]
fn what_nobody_is_counted_in_is_not_hidden() {
    let (mut all, tree) = (measures(), region());
    all.iter_mut().for_each(|m| m.suppress_below = 0);
    let truth: Truth = [[[1; CLASSES]; 4]; 3];
    let mut found = figures(&all, &tree, &truth, &["2020-01"]);
    let tables = found.iter_mut().map(|(at, figures)| Printed { measure: &all[*at], figures });
    suppress(&mut tables.collect::<Vec<_>>(), &tree);
    assert!(found.iter().flat_map(|(_, f)| f).all(|f| f.observation != Observation::Suppressed));
}

#[test]
fn what_is_quoted_or_told_of_the_same_people_is_hidden_with_a_share() {
    let mut all = measures().to_vec();
    let longest = Kind::Elapsed {
        of: crate::field::atom::Valued::Days { from: "fran".into(), to: "till".into() },
        scale: 1,
        takes: crate::field::measure::Middle::Most,
        when: status(&["genomford", "struken"]),
        excluding: Vec::new(),
    };
    all.push(Measure {
        id: MeasureId::new("langst").expect("an id"),
        suppress_below: 5,
        ..measure(longest, Counts::Flow)
    });
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let held = [("a", "2020-01", rows(20))];
    let share = row(&all[0], "a", "2020-01-15", &[("whole", AtomValue::Rows(20)), ("part", AtomValue::Rows(1))], &[2]);
    let most =
        row(&all[3], "a", "2020-01-15", &[("part", AtomValue::Most(Some(93))), ("whole", AtomValue::Rows(20))], &[2]);
    let mut shares = observed(&all[0], &tree, vec![AtomRow { used: 20, ..share }], &held, "2020-01");
    let quoted = Figure { observation: Observation::Quoted(Fraction::TWENTIETH), ..shares[0].clone() };
    shares.push(quoted);
    let mut longest = observed(&all[3], &tree, vec![AtomRow { used: 20, ..most }], &held, "2020-01");
    assert_eq!(told(&longest), ["a 2020-01 93/1"]);
    let tables = [(0, &mut shares), (3, &mut longest)].map(|(at, figures)| Printed { measure: &all[at], figures });
    suppress(&mut Vec::from(tables), &tree);
    assert_eq!(
        (told(&shares), told(&longest)),
        (vec!["a 2020-01 dolt".to_owned(); 2], vec!["a 2020-01 dolt".to_owned()])
    );
}

#[test]
fn that_nobody_was_left_out_is_known_too() {
    // All contacts, and those that are no outliers: where nothing else is left out, the difference is the outliers.
    let outlier = Exclusion { id: "y".into(), label: "ytterfall".into(), when: Filter::equals("y", "ja") };
    let empty = Exclusion { id: "v".into(), label: "utan vikt".into(), when: Filter::Missing("vikt".into()) };
    let count = |excluding| Kind::Count { of: Counted::Rows, when: Filter::All(Vec::new()), excluding };
    let with = |id: &str, kind| Measure {
        id: MeasureId::new(id).expect(id),
        suppress_below: 5,
        ..measure(kind, Counts::Flow)
    };
    let all = [with("alla", count(Vec::new())), with("vanliga", count(vec![outlier, empty]))];
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let held = [("a", "2020-01", rows(40))];
    let of = |m: &Measure, n: u64, named: &[(&str, AtomValue)]| {
        let line = row(m, "a", "2020-01-15", named, &[2]);
        observed(m, &tree, vec![AtomRow { used: n, ..line }], &held, "2020-01")
    };
    let mut first = of(&all[0], 40, &[("whole", AtomValue::Rows(40))]);
    let mut second = of(&all[1], 39, &[("whole", AtomValue::Rows(39)), ("without-y", AtomValue::Rows(1))]);
    let tables = [&mut first, &mut second].into_iter().zip(&all).map(|(figures, measure)| Printed { measure, figures });
    suppress(&mut tables.collect::<Vec<_>>(), &tree);
    let hidden = [&first, &second].into_iter().filter(|f| f[0].observation == Observation::Suppressed).count();
    assert_eq!((hidden, second[0].provenance.excluded[0].rows), (1, None), "one of the two, and the outlier");
}

/// A number of all, of two of its parts, and of those that a third measure tells apart, as they are told and which rows they name.
fn told_with_parts([all_of, a, b]: [u64; 3], other: u64) -> [Vec<String>; 4] {
    let count = |when| Kind::Count { of: Counted::Rows, when, excluding: Vec::new() };
    let with = |id: &str, part_of: Option<&str>, kind| Measure {
        id: MeasureId::new(id).expect(id),
        part_of: part_of.map(|id| MeasureId::new(id).expect(id)),
        suppress_below: 5,
        ..measure(kind, Counts::Flow)
    };
    let all = [
        with("alla", None, count(Filter::All(Vec::new()))),
        with("alla-a", Some("alla"), count(Filter::equals("grupp", "a"))),
        with("alla-b", Some("alla"), count(Filter::equals("grupp", "b"))),
        // Of a and b together, from another side.
        with(
            "a-och-b",
            None,
            count(Filter::OneOf { column: "grupp".into(), values: ["a", "b"].map(|v| Value::Text(v.into())).into() }),
        ),
    ];
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let held = [("a", "2020-01", rows(90))];
    let mut found: Vec<Vec<Figure>> = all
        .iter()
        .zip([all_of, a, b, other])
        .map(|(m, n)| {
            let line = row(m, "a", "2020-01-15", &[("whole", AtomValue::Rows(n))], &[7]);
            observed(m, &tree, vec![AtomRow { used: n, ..line }], &held, "2020-01")
        })
        .collect();
    let tables = found.iter_mut().zip(&all).map(|(figures, measure)| Printed { measure, figures });
    suppress(&mut tables.collect::<Vec<_>>(), &tree);
    let lines =
        |figures: &[Figure]| figures.iter().flat_map(|f| &f.provenance.files).map(|f| f.lines.len()).sum::<usize>();
    let named: usize = found.iter().map(|figures| lines(figures)).sum();
    let is_any_hidden = found.iter().flatten().any(|f| f.observation == Observation::Suppressed);
    assert_eq!(named == 0, is_any_hidden, "rows are named only where nothing is hidden");
    [0, 1, 2, 3].map(|at| told(&found[at]))
}

#[test]
fn what_is_left_of_a_measure_beside_its_parts_is_protected_and_where_nothing_is_left_that_is_known() {
    let is_hidden = |told: [Vec<String>; 4]| told.map(|told| told == ["a 2020-01 dolt"]);
    // Three are left beside the parts: one of the numbers must go.
    assert_eq!(is_hidden(told_with_parts([40, 25, 12], 37)).iter().filter(|hidden| **hidden).count(), 2);
    assert_eq!(is_hidden(told_with_parts([40, 20, 12], 32)), [false; 4], "eight are left");
    // Nothing is left: a small part is hidden, and then the other or every sum of both.
    let [alla, a, b, both] = is_hidden(told_with_parts([40, 38, 2], 40));
    assert!(b && (a || (alla && both)), "{:?}", [alla, a, b, both]);
}
