//! Which printed numbers are hidden, so that no small one can be computed from all the numbers that are shown.
//!
//! A reader is taken to know every number that is 0: hiding a 0 protects nothing.

use std::collections::{BTreeMap, BTreeSet};

/// A printed number: a sum over unknowns.
pub(super) struct Cell {
    /// Numbers that are shown or hidden together, 0-based and dense.
    pub bundle: usize,
    /// The number.
    pub value: i128,
    /// Whether it is small and has to be hidden whatever else is shown.
    pub is_small: bool,
    /// Whether it is already hidden for another reason, or not printed: always hidden, and not protected unless small.
    pub is_unprinted: bool,
    /// The unknowns that it is the sum of, with coefficients, sorted by unknown, no zero coefficients.
    pub of: Vec<(u32, i64)>,
}

/// A total and the parts it is the sum of, as indexes of cells.
pub(super) struct Group {
    /// The total.
    pub total: usize,
    /// Its parts.
    pub parts: Vec<usize>,
}

/// Which bundles must be hidden.
pub(super) fn hidden(cells: &[Cell], groups: &[Group], threshold: u64) -> Vec<bool> {
    let mut run = Run::new(cells, groups, threshold);
    run.thicken();
    let components = run.components();
    for component in &components {
        let mut shown = run.shown(component);
        run.protect(component, &mut shown);
        run.relent(component, &mut shown);
    }
    while run.thicken() {
        for component in &components {
            run.protect(component, &mut run.shown(component));
        }
    }
    run.hidden
}

/// The numbers of a run, while bundles are hidden one by one.
struct Run<'r> {
    /// The numbers.
    cells: &'r [Cell],
    /// The groups that a small number is part of.
    groups: Vec<&'r Group>,
    /// The least number that is not small.
    threshold: i128,
    /// The unknowns that are known to be 0.
    zero: BTreeSet<u32>,
    /// Numbers that hang together by unknowns have the same home; those that hang together with no small one have none.
    homes: Vec<Option<usize>>,
    /// The numbers of every bundle.
    bundles: Vec<Vec<usize>>,
    /// Whether each bundle is hidden.
    hidden: Vec<bool>,
}

/// How many times it is tried whether a guarded number can be computed, when hidden bundles are shown again.
const MOST_TRIED: usize = 20_000;

/// Numbers that have the same home.
#[derive(Default)]
struct Component<'r> {
    /// The numbers, in order.
    cells: Vec<usize>,
    /// What nobody may compute of them.
    guarded: Vec<Guarded<'r>>,
}

/// What nobody may compute.
#[derive(Clone, Copy)]
enum Guarded<'r> {
    /// A small number.
    Small(usize),
    /// What the hidden parts of a group come to, while that is little.
    Parts(&'r Group),
}

impl<'r> Run<'r> {
    /// A run with what is hidden from the start.
    fn new(cells: &'r [Cell], groups: &'r [Group], threshold: u64) -> Self {
        // Dense bundles are no more than the numbers; a number of any other is left out.
        let sound = cells.iter().enumerate().filter(|(_, cell)| cell.bundle < cells.len());
        let count = sound.clone().map(|(_, cell)| cell.bundle + 1).max().unwrap_or(0);
        let (mut bundles, mut hidden) = (vec![Vec::new(); count], vec![false; count]);
        for (at, cell) in sound {
            bundles[cell.bundle].push(at);
            hidden[cell.bundle] |= cell.is_small || cell.is_unprinted;
        }
        let is_small = |at: &usize| cells.get(*at).is_some_and(|cell| cell.is_small);
        let groups = groups.iter().filter(|group| group.parts.iter().any(is_small)).collect();
        let zero = zero(cells);
        let homes = homes(cells, &zero);
        Self { cells, groups, threshold: i128::from(threshold), zero, homes, bundles, hidden }
    }

    /// Whether a number is shown.
    fn is_shown(&self, at: usize) -> bool {
        self.cells.get(at).and_then(|cell| self.hidden.get(cell.bundle)) == Some(&false)
    }

    /// The numbers of a bundle.
    fn members(&self, bundle: usize) -> impl Iterator<Item = (usize, &'r Cell)> {
        self.bundles[bundle].iter().map(|at| (*at, &self.cells[*at]))
    }

    /// What hiding a bundle costs: its largest number.
    fn cost(&self, bundle: usize) -> i128 {
        self.members(bundle).map(|(_, cell)| cell.value).max().unwrap_or(0)
    }

    /// The bundle of one of some numbers, of those shown, that is cheapest to hide.
    fn cheapest(&self, of: impl IntoIterator<Item = usize>) -> Option<usize> {
        let shown = of.into_iter().filter(|at| self.is_shown(*at)).filter_map(|at| self.cells.get(at));
        shown.map(|cell| (self.cost(cell.bundle), cell.bundle)).min().map(|(_, bundle)| bundle)
    }

    /// The parts of a group that are hidden.
    fn hidden_parts(&self, group: &'r Group) -> impl Iterator<Item = usize> {
        group.parts.iter().copied().filter(|at| !self.is_shown(*at))
    }

    /// Whether the hidden parts of a group come to so little that their sum is as good as a small number.
    fn is_thin(&self, group: &'r Group) -> bool {
        let values = self.hidden_parts(group).filter_map(|at| self.cells.get(at)).map(|cell| cell.value);
        values.fold(0, i128::saturating_add) < self.threshold
    }

    /// Hides more parts of thin groups with a total that is shown, or else the total. Whether anything was hidden.
    fn thicken(&mut self) -> bool {
        let before = self.hidden.clone();
        for group in self.groups.clone() {
            while self.is_shown(group.total) && self.is_thin(group) {
                let is_some = |at: &usize| self.cells.get(*at).is_some_and(|cell| cell.value > 0);
                let part = self.cheapest(group.parts.iter().copied().filter(is_some));
                let Some(bundle) = part.or_else(|| self.cheapest([group.total])) else { break };
                self.hidden[bundle] = true;
            }
        }
        before != self.hidden
    }

    /// The components with small numbers.
    fn components(&self) -> Vec<Component<'r>> {
        let mut components: BTreeMap<usize, Component<'r>> = BTreeMap::new();
        for (at, (cell, home)) in self.cells.iter().zip(&self.homes).enumerate() {
            let Some(component) = home.map(|home| components.entry(home).or_default()) else { continue };
            component.cells.push(at);
            if cell.is_small {
                component.guarded.push(Guarded::Small(at));
            }
        }
        for group in &self.groups {
            let homes: BTreeSet<_> = group.parts.iter().filter_map(|at| self.homes.get(*at)).flatten().collect();
            for home in homes {
                components.entry(*home).or_default().guarded.push(Guarded::Parts(group));
            }
        }
        components.into_values().collect()
    }

    /// What can be computed from the numbers of a component that are shown.
    fn shown(&self, component: &Component<'r>) -> Span {
        let cells = component.cells.iter().filter(|at| self.is_shown(**at));
        let mut rows: Vec<(usize, Row)> = cells.map(|at| (*at, self.sum([*at]))).collect();
        rows.sort_by_key(|(_, row)| row.len());
        let mut shown = Span::default();
        rows.into_iter().for_each(|(at, row)| shown.add(at, row));
        shown
    }

    /// Hides bundles until nothing guarded can be computed.
    fn protect(&mut self, component: &Component<'r>, shown: &mut Span) {
        // What is hidden for one makes no other leak, but that the hidden parts of a group are more; so once more, until nothing does.
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for what in &component.guarded {
                while let Some(bundle) = self.leak(*what, shown) {
                    self.hidden[bundle] = true;
                    self.members(bundle).for_each(|(at, _)| shown.remove(at));
                    is_changed = true;
                }
            }
        }
    }

    /// Shows again what need not be hidden after all, the dearest first.
    fn relent(&mut self, component: &Component<'r>, shown: &mut Span) {
        let home = component.cells.first().and_then(|at| self.homes[*at]);
        let is_here = |at: usize| self.homes[at].is_none_or(|of| Some(of) == home);
        let is_free = |(at, cell): (usize, &Cell)| is_here(at) && !cell.is_small && !cell.is_unprinted;
        let hidden = component.cells.iter().filter(|at| !self.is_shown(**at)).map(|at| self.cells[*at].bundle);
        let own: BTreeSet<usize> = hidden.filter(|bundle| *bundle < self.bundles.len()).collect();
        let free = own.into_iter().filter(|bundle| self.members(*bundle).all(is_free));
        let mut free: Vec<_> = free.map(|bundle| (self.cost(bundle), bundle)).collect();
        free.sort_unstable();
        // In a large component only the dearest are tried: more may stay hidden than must, never less.
        let most = MOST_TRIED / component.guarded.len().max(1);
        for (_, bundle) in free.into_iter().rev().take(most) {
            self.hidden[bundle] = false;
            self.members(bundle).for_each(|(at, _)| shown.add(at, self.sum([at])));
            if component.guarded.iter().any(|what| self.leak(*what, shown).is_some()) {
                self.hidden[bundle] = true;
                self.members(bundle).for_each(|(at, _)| shown.remove(at));
            }
        }
    }

    /// The cheapest of the bundles that something guarded can be computed from, if it can.
    fn leak(&self, what: Guarded<'r>, shown: &Span) -> Option<usize> {
        let row = match what {
            Guarded::Small(at) => self.sum([at]),
            Guarded::Parts(group) if self.is_thin(group) => self.sum(self.hidden_parts(group)),
            Guarded::Parts(_) => return None,
        };
        self.cheapest(shown.combination(row))
    }

    /// The unknowns that some numbers together are the sum of.
    fn sum(&self, of: impl IntoIterator<Item = usize>) -> Row {
        let mut sum = Row::new();
        let all = of.into_iter().filter_map(|at| self.cells.get(at)).flat_map(|cell| &cell.of);
        for (unknown, by) in all.filter(|(unknown, _)| !self.zero.contains(unknown)) {
            add(&mut sum, Of::Unknown(*unknown), residue(*by));
        }
        sum
    }
}

/// The unknowns that are known to be 0: those of a sum of nothing else that is 0.
fn zero(cells: &[Cell]) -> BTreeSet<u32> {
    let is_nothing = |cell: &&Cell| cell.value == 0 && !cell.is_small && cell.of.iter().all(|(_, by)| *by > 0);
    let nothing = cells.iter().filter(is_nothing).flat_map(|cell| &cell.of);
    let mut zero: BTreeSet<u32> = nothing.map(|(unknown, _)| *unknown).collect();
    for cell in cells.iter().filter(|cell| cell.value != 0 || cell.is_small) {
        // What adds up to something is not all 0: an unknown here is negative.
        if cell.of.iter().all(|(unknown, _)| zero.contains(unknown)) {
            cell.of.iter().for_each(|(unknown, _)| _ = zero.remove(unknown));
        }
    }
    zero
}

/// A home for every number that hangs together with a small one.
fn homes(cells: &[Cell], zero: &BTreeSet<u32>) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = (0..cells.len()).collect();
    let mut firsts = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        for (unknown, _) in cell.of.iter().filter(|(unknown, _)| !zero.contains(unknown)) {
            let first = *firsts.entry(*unknown).or_insert(at);
            let (one, other) = (top(&mut above, first), top(&mut above, at));
            above[one.max(other)] = one.min(other);
        }
    }
    let tops: Vec<usize> = (0..cells.len()).map(|at| top(&mut above, at)).collect();
    let small: BTreeSet<usize> =
        tops.iter().zip(cells).filter(|(_, cell)| cell.is_small).map(|(top, _)| *top).collect();
    tops.into_iter().map(|top| Some(top).filter(|top| small.contains(top))).collect()
}

/// The topmost above a number; halves the way there.
fn top(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
}

/// What a row has coefficients of: first the unknowns that it is the sum of, then the numbers that it is combined from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// An unknown.
    Unknown(u32),
    /// A number.
    Number(usize),
}

/// A sparse row of residues that are not 0.
type Row = BTreeMap<Of, u64>;

/// All that can be computed from the numbers shown, in echelon form.
#[derive(Default)]
struct Span {
    /// By its first unknown, which it has once, a row.
    rows: BTreeMap<Of, Row>,
    /// The combinations that come to nothing: other ways to the same rows.
    spare: Vec<Row>,
}

impl Span {
    /// Takes all that can be computed away from a row, up to the first unknown that stays.
    fn reduce(&self, row: &mut Row, with_numbers: bool) {
        while let Some((known, times)) = row.first_key_value().and_then(|(of, by)| Some((self.rows.get(of)?, *by))) {
            let is_wanted = |of: &Of| with_numbers || matches!(of, Of::Unknown(_));
            take(row, times, known.iter().take_while(|(of, _)| is_wanted(of)));
        }
    }

    /// Shows a number.
    fn add(&mut self, number: usize, mut row: Row) {
        row.insert(Of::Number(number), 1);
        self.reduce(&mut row, true);
        match row.first_key_value() {
            Some((first @ Of::Unknown(_), by)) => {
                let (first, scale) = (*first, inverse(*by));
                row.values_mut().for_each(|by| *by = product(*by, scale));
                self.rows.insert(first, row);
            }
            Some((Of::Number(_), _)) | None => self.spare.push(row),
        }
    }

    /// Hides a number: what was combined from it is combined from others instead, and what cannot be is gone.
    fn remove(&mut self, number: usize) {
        let number = Of::Number(number);
        let spare = self.spare.iter().enumerate().filter(|(_, row)| row.contains_key(&number));
        let gone = match spare.min_by_key(|(_, row)| row.len()).map(|(at, _)| at) {
            Some(at) => Some(self.spare.swap_remove(at)),
            None => {
                // The last, so that taking it away leaves the first unknown of every other.
                let last = self.rows.iter().rev().find(|(_, row)| row.contains_key(&number));
                last.map(|(first, _)| *first).and_then(|first| self.rows.remove(&first))
            }
        };
        let Some((gone, by)) = gone.as_ref().and_then(|gone| Some((gone, gone.get(&number)?))) else { return };
        let scale = inverse(*by);
        for row in self.rows.values_mut().chain(&mut self.spare) {
            if let Some(by) = row.get(&number) {
                take(row, product(*by, scale), gone.iter());
            }
        }
    }

    /// The numbers shown that a row can be computed from; none if it cannot.
    fn combination(&self, mut row: Row) -> Vec<usize> {
        let mut rest = row.clone();
        self.reduce(&mut rest, false);
        if rest.is_empty() {
            self.reduce(&mut row, true);
        }
        let number = |of| match of {
            Of::Unknown(_) => None,
            Of::Number(number) => Some(number),
        };
        row.into_keys().filter_map(number).collect()
    }
}

/// Takes a row away from another a number of times.
fn take<'a>(from: &mut Row, times: u64, row: impl Iterator<Item = (&'a Of, &'a u64)>) {
    for (of, by) in row {
        add(from, *of, product(PRIME - times, *by));
    }
}

/// The prime that all coefficients are computed modulo: 2^61 - 1. A wrong answer would take a determinant that it divides.
const PRIME: u64 = (1 << 61) - 1;

/// A coefficient modulo the prime.
fn residue(of: i64) -> u64 {
    u64::try_from(i128::from(of).rem_euclid(i128::from(PRIME))).unwrap_or_default()
}

/// A product modulo the prime.
fn product(one: u64, other: u64) -> u64 {
    let whole = u128::from(one) * u128::from(other);
    let folded = (whole & u128::from(PRIME)) + (whole >> 61);
    let folded = u64::try_from(folded).unwrap_or_default();
    if folded >= PRIME { folded - PRIME } else { folded }
}

/// What gives 1 times a residue: its power to the prime less 2.
fn inverse(of: u64) -> u64 {
    let step = |(inverse, power), bit: u32| {
        let next = if (PRIME - 2) >> bit & 1 == 1 { product(inverse, power) } else { inverse };
        (next, product(power, power))
    };
    (0..61).fold((1, of), step).0
}

/// Adds to a place of a row.
fn add(to: &mut Row, of: Of, by: u64) {
    let sum = (to.get(&of).copied().unwrap_or(0) + by) % PRIME;
    _ = if sum == 0 { to.remove(&of) } else { to.insert(of, sum) };
}
