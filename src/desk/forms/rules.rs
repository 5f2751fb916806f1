//! The rules of a contract that hold within one row, so that a fault is told where it was typed and not first when it is delivered.
//!
//! What holds between rows is left to the reader of deliveries.

use crate::field::contract::{ColumnType, Condition, Dataset, Demand, Rule};
use std::collections::BTreeMap;

/// The rules that a row breaks, each with the column the fault stands in.
pub fn broken<'a>(contract: &'a Dataset, row: &BTreeMap<String, String>) -> Vec<(&'a Rule, &'a str)> {
    contract.rules.iter().filter_map(|rule| Some((rule, fault(contract, &rule.demand, row)?))).collect()
}

fn fault<'a>(contract: &Dataset, demand: &'a Demand, row: &BTreeMap<String, String>) -> Option<&'a str> {
    let text = |column: &str| row.get(column).map(String::as_str).filter(|t| !t.is_empty());
    let number = |column: &str| text(column)?.parse::<i64>().ok();
    match demand {
        Demand::Order { first, then } => {
            let less = match contract.column(first).map(|c| &c.kind) {
                Some(ColumnType::Date | ColumnType::Time) => text(then)? < text(first)?,
                Some(_) | None => number(then)? < number(first)?,
            };
            less.then_some(then.as_str())
        }
        Demand::Needs { when, column } => (holds(when, row) && text(column).is_none()).then_some(column.as_str()),
        Demand::Forbids { when, column } => (holds(when, row) && text(column).is_some()).then_some(column.as_str()),
        Demand::Balance { start, plus, minus, end } => {
            let sum = |columns: &[String]| columns.iter().map(|c| number(c)).sum::<Option<i64>>();
            let expected = number(start)?.checked_add(sum(plus)?)?.checked_sub(sum(minus)?)?;
            (number(end)? != expected).then_some(end.as_str())
        }
        Demand::Within { .. } | Demand::AddsUp { .. } | Demand::Follows { .. } | Demand::ExistsIn { .. } => None,
    }
}

fn holds(condition: &Condition, row: &BTreeMap<String, String>) -> bool {
    let text = |column: &str| row.get(column).map_or("", String::as_str);
    match condition {
        Condition::OneOf { column, values } => values.iter().any(|v| v == text(column)),
        Condition::Filled(column) => !text(column).is_empty(),
        Condition::Empty(column) => text(column).is_empty(),
        Condition::All(all) => all.iter().all(|c| holds(c, row)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Severity};
    use crate::field::contract::Column;
    use crate::field::id::ItemId;

    fn check(demand: Demand, row: &[(&str, &str)], at: Option<&str>) {
        let columns = ["a", "b", "c", "d"].map(|n| Column::plain(n, ColumnType::Integer)).to_vec();
        let mut contract = Dataset::plain("x", columns);
        contract.rules.push(Rule {
            id: ItemId::new("r").expect("an id"),
            label: String::new(),
            help: String::new(),
            severity: Severity::Error,
            demand,
            place: Place::file("x"),
        });
        let row = row.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        assert_eq!(broken(&contract, &row).first().map(|(_, column)| *column), at, "{row:?}");
    }

    #[test]
    fn a_balance_is_held_only_where_all_of_it_is_there() {
        let balance =
            || Demand::Balance { start: "a".into(), plus: vec!["b".into()], minus: vec!["c".into()], end: "d".into() };
        check(balance(), &[("a", "10"), ("b", "5"), ("c", "3"), ("d", "12")], None);
        check(balance(), &[("a", "10"), ("b", "5"), ("c", "3"), ("d", "13")], Some("d"));
        check(balance(), &[("a", "10"), ("b", "5"), ("d", "13")], None);
    }

    #[test]
    fn an_order_of_numbers_is_one_of_numbers_not_of_texts() {
        let order = || Demand::Order { first: "a".into(), then: "b".into() };
        check(order(), &[("a", "9"), ("b", "10")], None);
        check(order(), &[("a", "10"), ("b", "9")], Some("b"));
        check(order(), &[("a", "10")], None);
    }
}
