//! The first and last day that each value of a column stands for, worked out once for each run of equal values.
//!
//! Days need none of this; months, weeks, times and periods do.

use crate::dataset::block::Cells;
use crate::dataset::value::{Value, Values, Weeks, span};
use crate::field::contract::ColumnType;
use std::collections::HashMap;

/// Spans of one column of a block.
pub(super) struct Spans {
    /// First days, `None` where there is no value.
    pub first: Vec<Option<i32>>,
    /// Last days.
    pub last: Vec<Option<i32>>,
}

/// Works out spans and remembers those of periods, which are few.
#[derive(Default)]
pub(super) struct Calendar {
    periods: [HashMap<String, Option<(i32, i32)>>; 2],
}

impl Calendar {
    /// The spans of a column.
    pub(super) fn spans(&mut self, kind: &ColumnType, cells: &Cells, weeks: Weeks) -> Spans {
        let mut spans = Spans { first: Vec::new(), last: Vec::new() };
        let Some(values) = Values::of(cells) else { return spans };
        // Deliveries are mostly in order of time: the value just above is asked for first.
        let mut above: Option<(Value<'_>, Option<(i32, i32)>)> = None;
        for value in values.iter() {
            let days = value.and_then(|value| match above {
                Some((same, days)) if same == value => days,
                Some(_) | None => {
                    let days = self.span(kind, value, weeks);
                    above = Some((value, days));
                    days
                }
            });
            spans.first.push(days.map(|d| d.0));
            spans.last.push(days.map(|d| d.1));
        }
        spans
    }

    /// The span of one value.
    pub(super) fn span(&mut self, kind: &ColumnType, value: Value<'_>, weeks: Weeks) -> Option<(i32, i32)> {
        match value {
            Value::Text(text) => {
                let known = &mut self.periods[weeks as usize];
                if let Some(days) = known.get(text) {
                    return *days;
                }
                let days = span(kind, value, weeks);
                known.insert(text.to_owned(), days);
                days
            }
            Value::Day(_) | Value::Number(_) => span(kind, value, weeks),
        }
    }
}
