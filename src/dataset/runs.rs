//! Rows in a row that hold the same: most columns of a delivery change seldom, and what is known of a value is looked up when it does.
//!
//! Only divides; knows nothing of what the values mean.

use super::value::{Value, Values};
use polars::prelude::{Int32Chunked, StringChunked};
use std::ops::Range;

/// Some texts in a row that are the same, `None` where there is none.
pub(super) struct Run<'c> {
    /// Which rows.
    pub rows: Range<usize>,
    /// The text.
    pub text: Option<&'c str>,
    /// The form in which the column holds it, when it is short: then it tells the text from all others.
    pub short: Option<u128>,
}

/// Meets the runs of a column of texts, in order.
pub(super) fn of_texts<'c>(texts: &'c StringChunked, mut meet: impl FnMut(Run<'c>)) {
    let mut from = 0;
    for (array, chunk) in texts.downcast_iter().zip(texts.chunks()) {
        let valid = chunk.validity();
        // Within one array two texts that are held alike are the same, long ones too.
        let held = |row: usize| valid.is_none_or(|v| v.get_bit(row)).then(|| array.views()[row].as_u128());
        let (mut first, length) = (0, array.views().len());
        while first < length {
            let of = held(first);
            let mut next = first + 1;
            while next < length && held(next) == of {
                next += 1;
            }
            let short = of.filter(|_| array.views()[first].length <= 12);
            meet(Run { rows: from + first..from + next, text: of.map(|_| array.value(first)), short });
            first = next;
        }
        from += length;
    }
}

/// Meets the runs of any column of a block, in order.
pub(super) fn of_values<'b>(values: Values<'b>, mut meet: impl FnMut(Range<usize>, Option<Value<'b>>)) {
    match values {
        Values::Text(texts) => of_texts(texts, |run| meet(run.rows, run.text.map(Value::Text))),
        Values::Day(days) => match whole(days) {
            Some(days) => each(days.iter().copied().map(Some), |rows, day| meet(rows, day.map(Value::Day))),
            None => each(days.iter(), |rows, day| meet(rows, day.map(Value::Day))),
        },
        Values::Number(numbers) => each(numbers.iter(), |rows, number| meet(rows, number.map(Value::Number))),
    }
}

/// The days as they lie, when none is missing.
fn whole(days: &Int32Chunked) -> Option<&[i32]> {
    days.cont_slice().ok()
}

fn each<T: Copy + PartialEq>(values: impl Iterator<Item = T>, mut meet: impl FnMut(Range<usize>, T)) {
    let mut values = values.enumerate();
    let Some((_, mut of)) = values.next() else { return };
    let mut from = 0;
    let mut last = 0;
    for (at, value) in values {
        if value != of {
            meet(from..at, of);
            (from, of) = (at, value);
        }
        last = at;
    }
    meet(from..last + 1, of);
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::{Int64Chunked, NewChunkedArray, PlSmallStr, StringChunkedBuilder};
    use proptest::prelude::*;

    fn texts(of: &[Option<&str>]) -> StringChunked {
        let mut builder = StringChunkedBuilder::new(PlSmallStr::EMPTY, of.len());
        of.iter().for_each(|text| builder.append_option(*text));
        builder.finish()
    }

    fn text() -> impl Strategy<Value = Option<&'static str>> {
        prop_oneof![Just(None), Just(Some("")), Just(Some("a")), Just(Some("en enhet med ett langt namn"))]
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_run_with_its_value(
            first in proptest::collection::vec(text(), 0..40), second in proptest::collection::vec(text(), 0..40),
            days in proptest::collection::vec(proptest::option::of(0_i32..3), 0..40),
        ) {
            let mut column = texts(&first);
            column.append(&texts(&second)).expect("the same type");
            let mut met = Vec::new();
            of_texts(&column, |run| {
                assert_eq!((run.rows.start, run.rows.is_empty()), (met.len(), false));
                assert_eq!(run.short.is_some(), run.text.is_some_and(|text| text.len() <= 12));
                met.resize(run.rows.end, run.text);
            });
            prop_assert_eq!(met, [first, second].concat());
            let column = Int32Chunked::from_iter_options(PlSmallStr::EMPTY, days.iter().copied());
            let numbers = Int64Chunked::from_iter_options(PlSmallStr::EMPTY, days.iter().map(|d| d.map(i64::from)));
            for values in [Values::Day(&column), Values::Number(&numbers)] {
                let mut met = Vec::new();
                of_values(values, |rows, value| {
                    assert_eq!((rows.start, rows.is_empty()), (met.len(), false));
                    met.resize(rows.end, value);
                });
                let told = |value: &Option<Value<'_>>| value.map(|v| match v {
                    Value::Day(day) => i64::from(day),
                    Value::Number(n) => n,
                    Value::Text(_) => -1,
                });
                let met: Vec<Option<i64>> = met.iter().map(told).collect();
                prop_assert_eq!(met, days.iter().map(|d| d.map(i64::from)).collect::<Vec<_>>());
            }
        }
    }
}
