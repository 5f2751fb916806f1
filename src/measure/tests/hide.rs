//! Hiding numbers: what must be hidden, what need not, and an attacker who solves for what is hidden from all that is shown.

use crate::measure::hide::*;
use std::array::from_fn;
use std::iter::{repeat, repeat_with};

/// Numbers, each in a bundle of its own, from values of unknowns and what each is the sum of.
fn cells(values: &[i128], of: &[Vec<u32>]) -> Vec<Cell> {
    let cell = |(bundle, of): (usize, &Vec<u32>)| {
        let value = of.iter().map(|unknown| values[*unknown as usize]).sum();
        let of = of.iter().map(|unknown| (*unknown, 1)).collect();
        Cell { bundle, value, is_small: (1..5).contains(&value), is_unprinted: false, of }
    };
    of.iter().enumerate().map(cell).collect()
}

/// The parts of every node along one way to divide: none of a leaf.
type Axis = Vec<Vec<usize>>;

/// So many leaves, and last all of them if there are more than one.
fn flat(count: usize) -> Axis {
    let all = (count > 1).then(|| (0..count).collect());
    vec![Vec::new(); count].into_iter().chain(all).collect()
}

/// So many nodes on three levels.
fn deep(count: usize, dice: &mut Dice) -> Axis {
    let mut axis = vec![Vec::new(); count];
    (1..count).for_each(|at| axis[if at < 6 { 0 } else { 1 + dice.roll(5) as usize }].push(at));
    axis
}

fn leaves(axis: &Axis, node: usize) -> Vec<usize> {
    let below = axis[node].iter().flat_map(|part| leaves(axis, *part));
    if axis[node].is_empty() { vec![node] } else { below.collect() }
}

/// Every number by three ways to divide at once, from values by leaf; what stands for another node is passed over.
fn cube(axes: &[Axis; 3], values: impl IntoIterator<Item = i128>) -> (Vec<Cell>, Vec<Group>) {
    let [units, wide, long] = axes.each_ref().map(Vec::len);
    let at = |[unit, class, month]: [usize; 3]| (unit * wide + class) * long + month;
    let (mut of, mut groups) = (Vec::new(), Vec::new());
    for total in 0..units * wide * long {
        let node = [total / long / wide, total / long % wide, total % long];
        let [units, classes, months]: [_; 3] = from_fn(|axis| leaves(&axes[axis], node[axis]));
        let pairs = units.iter().flat_map(|unit| classes.iter().map(move |class| (*unit, *class)));
        of.push(pairs.flat_map(|(u, c)| months.iter().map(move |m| at([u, c, *m]) as u32)).collect());
        for axis in 0..3 {
            let along = |part: &usize| at(from_fn(|other| if other == axis { *part } else { node[other] }));
            let parts: Vec<usize> = axes[axis][node[axis]].iter().map(along).collect();
            groups.extend((!parts.is_empty()).then_some(Group { total, parts }));
        }
    }
    let values: Vec<i128> = values.into_iter().chain(repeat(0)).take(of.len()).collect();
    (cells(&values, &of), groups)
}

/// The same numbers from the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) % sides
    }

    /// A leaf, one in so many of them from 0 to 4.
    fn leaf(&mut self, rare: u64) -> i128 {
        i128::from(if self.roll(rare) == 0 { self.roll(5) } else { 5 + self.roll(60) })
    }
}

/// Another prime than the one under test.
const OTHER: i128 = 1_000_000_007;

/// The rank of dense rows.
fn rank(mut rows: Vec<Vec<i128>>) -> usize {
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|at| rows[*at][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let pivot = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1).filter(|row| row[column] != 0) {
            let (own, by) = (pivot[column], row[column]);
            row.iter_mut().zip(&pivot).for_each(|(to, p)| *to = (*to * own - by * p).rem_euclid(OTHER));
        }
        rank += 1;
    }
    rank
}

/// Whether one who sees what is shown, and knows what is 0, can tell a small number or what a few come to.
fn is_told(cells: &[Cell], groups: &[Group], hidden: &[bool]) -> bool {
    let width = cells.iter().flat_map(|c| &c.of).map(|(u, _)| *u as usize + 1).max().unwrap_or(0);
    let by = |of: &[(u32, i64)], u: usize| of.iter().find(|(at, _)| *at as usize == u).map_or(0, |(_, by)| *by);
    let dense = |of: &[(u32, i64)]| (0..width).map(|u| i128::from(by(of, u))).collect::<Vec<_>>();
    let shown = cells.iter().filter(|cell| !hidden[cell.bundle]).map(|cell| dense(&cell.of));
    let zero = cells.iter().filter(|cell| cell.value == 0).flat_map(|cell| &cell.of);
    let known: Vec<_> = shown.chain(zero.map(|(unknown, _)| dense(&[(*unknown, 1)]))).collect();
    let ranked = rank(known.clone());
    let tells = |cell: &Cell| rank(known.iter().cloned().chain([dense(&cell.of)]).collect()) == ranked;
    let is_thin = |group: &Group| {
        let parts: Vec<_> = group.parts.iter().map(|at| &cells[*at]).filter(|part| hidden[part.bundle]).collect();
        parts.iter().any(|part| part.is_small) && parts.iter().map(|part| part.value).sum::<i128>() < 5
    };
    cells.iter().any(|cell| cell.is_small && (!hidden[cell.bundle] || tells(cell)))
        || groups.iter().any(|group| is_thin(group) && tells(&cells[group.total]))
}

/// Which bundles are hidden, once a reader has tried to compute what is.
fn found(cells: &[Cell], groups: &[Group]) -> Vec<usize> {
    let hidden = hidden(cells, groups, 5);
    assert!(!is_told(cells, groups, &hidden));
    (0..hidden.len()).filter(|bundle| hidden[*bundle]).collect()
}

#[test]
fn a_small_part_is_hidden_with_the_cheapest_beside_it() {
    for (values, expected) in [
        (&[2, 30, 20][..], &[0, 2][..]),
        (&[100, 101, 102, 3, 104, 105, 106, 107, 108, 109, 110], &[0, 3]),
        (&[5, 30], &[]),
        // A 0 protects nothing.
        (&[2, 0, 20, 30], &[0, 2]),
        (&[2, 0, 0], &[0, 3]),
    ] {
        let (cells, groups) = cube(&[flat(values.len()), flat(1), flat(1)], values.iter().copied());
        assert_eq!(found(&cells, &groups), expected, "{values:?}");
        assert_eq!(found(&cells, &[]), expected, "{values:?}, by what can be computed alone");
    }
    // The third is small, and what the first has of it is known where the second is 0.
    assert_eq!(found(&cells(&[9, 0, 3], &[vec![0, 2], vec![0, 1], vec![1, 2], vec![1]]), &[]), [1, 2]);
}

#[test]
fn parts_that_come_to_little_together_are_joined_by_another() {
    let (cells, groups) = cube(&[flat(4), flat(1), flat(1)], [1, 2, 20, 30]);
    assert_eq!(found(&cells, &groups), [0, 1, 2]);
    // Their total is not printed, but one above it tells.
    let tree = vec![vec![1, 2], vec![], vec![3, 4, 5], vec![], vec![], vec![]];
    let (mut cells, groups) = cube(&[tree, flat(1), flat(1)], [0, 50, 0, 1, 2, 20]);
    cells[2].is_unprinted = true;
    assert_eq!(found(&cells, &groups), [2, 3, 4, 5]);
}

#[test]
fn two_levels_hide_only_where_it_is_needed() {
    for (values, expected) in [([2, 20, 30, 40], &[3, 4][..]), ([2, 1, 30, 40], &[1, 2, 3, 4, 5])] {
        let tree = vec![vec![1, 2], vec![3, 4], vec![5, 6], vec![], vec![], vec![], vec![]];
        let (cells, groups) = cube(&[tree, flat(1), flat(1)], [0; 3].into_iter().chain(values));
        assert_eq!(found(&cells, &groups), expected);
    }
}

#[test]
fn what_is_hidden_in_one_sum_is_hidden_in_every_other() {
    // What was done and cancelled and the whole, of two units and both.
    let (cells, groups) = cube(&[flat(2), flat(2), flat(1)], [40, 3, 0, 50, 60]);
    assert_eq!(found(&cells, &groups), [0, 1, 3, 4]);
    // Twelve months and their year, of two units and both.
    let values = (50..).map(|value| if value == 57 { 4 } else { value });
    let (cells, groups) = cube(&[flat(2), flat(1), flat(12)], values);
    assert_eq!(found(&cells, &groups), [0, 7, 13, 20]);
}

#[test]
fn a_bundle_is_hidden_as_a_whole() {
    let of = [vec![0], vec![0, 1], vec![2], vec![2, 3], vec![4], vec![4, 5], vec![0, 2, 4]];
    let mut rates = cells(&[1, 60, 20, 70, 30, 80], &of);
    rates.iter_mut().enumerate().for_each(|(at, cell)| cell.bundle = at / 2);
    assert_eq!(found(&rates, &[Group { total: 6, parts: vec![0, 2, 4] }]), [0, 1]);
}

#[test]
fn nothing_odd_makes_it_panic() {
    let group = |total, parts: &[usize]| Group { total, parts: parts.to_vec() };
    assert_eq!(hidden(&[], &[group(3, &[9])], 5), [false; 0]);
    let cell = |bundle, of| Cell { bundle, value: i128::MAX, is_small: true, is_unprinted: true, of };
    let odd = [cell(usize::MAX, vec![(u32::MAX, i64::MIN)]), cell(1, vec![(7, 0), (7, 3)]), cell(0, Vec::new())];
    assert_eq!(hidden(&odd, &[group(0, &[1, 1, 2, 77]), group(usize::MAX, &[0])], u64::MAX), [true, true]);
}

#[test]
fn nobody_computes_a_small_number_of_any_tree_and_nothing_is_hidden_in_vain() {
    for seed in 1..150 {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        let mut roll = |least, sides| least + dice.roll(sides) as usize;
        let (units, classes, months, joined, rare) = (roll(3, 8), roll(1, 3), roll(1, 3), roll(1, 3), roll(2, 30));
        let mut axes = [deep(units, &mut dice), flat(classes), flat(months)];
        // Every other without the top: several components, that bundles reach across.
        axes[0][0].retain(|_| seed % 2 == 0);
        let (mut cells, groups) = cube(&axes, repeat_with(|| dice.leaf(rare as u64)));
        let bundles = cells.len().div_ceil(joined);
        cells.iter_mut().for_each(|cell| cell.bundle %= bundles);
        let found = found(&cells, &groups);
        for shown in found.iter().filter(|at| joined == 1 && cells.len() < 60 && !cells[**at].is_small) {
            let hidden: Vec<bool> = (0..cells.len()).map(|at| at != *shown && found.contains(&at)).collect();
            assert!(is_told(&cells, &groups, &hidden), "{shown} is hidden in vain");
        }
    }
}
