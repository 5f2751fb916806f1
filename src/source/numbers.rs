//! A number per row, or none: days, minutes and amounts as one row of integers, so that whole blocks are compared at a time.

use polars::prelude::{Column, Int32Chunked, Int64Chunked};
use std::rc::Rc;

/// Minutes of a day.
const DAY: i64 = 1440;
/// No number. Nothing that is delivered comes near it.
const NONE: i64 = i64::MIN;

/// A number per row, or none.
#[derive(Clone, Debug)]
pub(super) struct Numbers(Rc<Vec<i64>>);

impl Numbers {
    /// The numbers of a column; a day is one too. `None` when it holds texts.
    pub(super) fn of(column: &Column) -> Option<Self> {
        let made = match (column.i32(), column.i64()) {
            (Ok(days), _) => small(days),
            (Err(_), Ok(numbers)) => large(numbers),
            (Err(_), Err(_)) => return None,
        };
        Some(Self(Rc::new(made)))
    }

    /// The days on which some minutes fall.
    pub(super) fn days_of_minutes(&self) -> Self {
        let day = |n: &i64| if *n == NONE { NONE } else { n.div_euclid(DAY) };
        Self(Rc::new(self.0.iter().map(day).collect()))
    }

    /// From one number to another; none where one of them is missing.
    pub(super) fn until(&self, to: &Self) -> Self {
        let between = |(from, to): (&i64, &i64)| match (*from, *to) {
            (NONE, _) | (_, NONE) => NONE,
            (from, to) => to.checked_sub(from).unwrap_or(NONE),
        };
        Self(Rc::new(self.0.iter().zip(to.0.iter()).map(between).collect()))
    }

    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        self.0.get(row).copied().filter(|n| *n != NONE)
    }

    /// The number of each row.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<i64>> {
        self.0.iter().map(|n| (*n != NONE).then_some(*n))
    }

    /// Whether each row has a number within bounds.
    pub(super) fn within(&self, least: Option<i64>, most: Option<i64>) -> Vec<bool> {
        let (least, most) = (least.unwrap_or(NONE + 1), most.unwrap_or(i64::MAX));
        self.0.iter().map(|n| (*n >= least) & (*n <= most)).collect()
    }

    /// Whether each row has one of some numbers.
    pub(super) fn one_of(&self, wanted: &[i64]) -> Vec<bool> {
        self.0.iter().map(|n| *n != NONE && wanted.contains(n)).collect()
    }

    /// Whether each row has none.
    pub(super) fn missing(&self) -> Vec<bool> {
        self.0.iter().map(|n| *n == NONE).collect()
    }
}

fn small(days: &Int32Chunked) -> Vec<i64> {
    let mut made = Vec::with_capacity(days.len());
    for array in days.downcast_iter() {
        match array.validity() {
            None => made.extend(array.values().iter().map(|day| i64::from(*day))),
            Some(_) => made.extend(array.iter().map(|day| day.map_or(NONE, |day| i64::from(*day)))),
        }
    }
    made
}

fn large(numbers: &Int64Chunked) -> Vec<i64> {
    let mut made = Vec::with_capacity(numbers.len());
    for array in numbers.downcast_iter() {
        match array.validity() {
            None => made.extend_from_slice(array.values()),
            Some(_) => made.extend(array.iter().map(|n| n.map_or(NONE, |n| *n))),
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::{IntoColumn, NamedFrom, Series};

    fn numbers(of: &[Option<i64>]) -> Numbers {
        Numbers::of(&Series::new("n".into(), of).into_column()).expect("numbers")
    }

    #[test]
    fn what_is_missing_is_within_no_bounds_and_differs_from_nothing() {
        let of = numbers(&[Some(-3), None, Some(90), Some(i64::MAX)]);
        assert_eq!(of.within(None, None), [true, false, true, true]);
        assert_eq!(of.within(Some(-3), Some(90)), [true, false, true, false]);
        assert_eq!(
            (of.missing(), of.one_of(&[90])),
            (vec![false, true, false, false], vec![false, false, true, false])
        );
        let to = numbers(&[Some(4), Some(1), None, Some(-1)]);
        assert_eq!(of.until(&to).iter().collect::<Vec<_>>(), [Some(7), None, None, None], "the last is no number");
        assert_eq!((of.get(0), of.get(1), of.get(9)), (Some(-3), None, None));
    }

    #[test]
    fn a_minute_falls_on_the_day_it_stands_in_also_before_1970() {
        let of = numbers(&[Some(0), Some(1439), Some(1440), Some(-1), None]);
        assert_eq!(of.days_of_minutes().iter().collect::<Vec<_>>(), [Some(0), Some(0), Some(1), Some(-1), None]);
        let days = Series::new("d".into(), &[Some(18_321_i32), None]).into_column();
        assert_eq!(Numbers::of(&days).expect("days").iter().collect::<Vec<_>>(), [Some(18_321), None]);
    }
}
