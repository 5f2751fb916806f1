//! The rules on the values of one row, all of them as boolean expressions that are answered in one go for each block.
//!
//! An expression is true where the rule is broken. Where a cell it needs is faulty or suppressed it is neither true nor false, and the
//! row is left alone.

use super::spans::Calendar;
use crate::dataset::block::{Block, Cells};
use crate::dataset::value::{DAY, Weeks, cell, days, position};
use crate::field::contract::{ColumnType, Condition, Dataset, Demand, Rule};
use crate::field::period::Period;
use polars::prelude::*;
use std::collections::BTreeSet;

/// What an expression reads: a column as it stands in the block, or something worked out from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Input {
    /// The values.
    Value(usize),
    /// Whether the cell is faulty or suppressed: no value, and yet not empty.
    Held(usize),
    /// Whether the cell is suppressed.
    Suppressed(usize),
    /// The first day that a value stands for.
    First(usize, Weeks),
    /// The last day that a value stands for.
    Last(usize, Weeks),
    /// Whether the value is the text of this number among those that the rules name. Several rules ask for the same.
    Is(usize, usize),
}

impl Input {
    /// Its name while polars works; never a name from a header.
    fn name(self) -> PlSmallStr {
        let weeks = |weeks| match weeks {
            Weeks::Whole => "w",
            Weeks::Thursday => "t",
        };
        match self {
            Self::Value(at) => format!("v{at}"),
            Self::Held(at) => format!("h{at}"),
            Self::Suppressed(at) => format!("s{at}"),
            Self::First(at, w) => format!("f{}{at}", weeks(w)),
            Self::Last(at, w) => format!("l{}{at}", weeks(w)),
            Self::Is(at, text) => format!("i{at}t{text}"),
        }
        .into()
    }
}

/// A rule that was made an expression.
pub(super) struct RowRule {
    /// Its position among the rules of the contract.
    pub rule: usize,
    /// The column that the fault stands in.
    pub column: usize,
}

/// The rules of one contract on the values of one row.
pub(super) struct RowRules<'c> {
    contract: &'c Dataset,
    rules: Vec<RowRule>,
    expressions: Vec<Expr>,
    inputs: BTreeSet<Input>,
    /// Texts that conditions name.
    texts: Vec<String>,
    calendar: Calendar,
}

impl<'c> RowRules<'c> {
    /// Makes the rules of a contract expressions.
    pub(super) fn new(contract: &'c Dataset) -> Self {
        let mut maker = Maker { contract, inputs: BTreeSet::new(), texts: Vec::new() };
        let (mut rules, mut expressions) = (Vec::new(), Vec::new());
        for (rule, declared) in contract.rules.iter().enumerate() {
            // Rules between rows and between datasets are judged elsewhere.
            if let Some((column, broken)) = maker.broken(declared) {
                expressions.push(broken.alias(format!("r{rule}")));
                rules.push(RowRule { rule, column });
            }
        }
        let Maker { inputs, texts, .. } = maker;
        Self { contract, rules, expressions, inputs, texts, calendar: Calendar::default() }
    }

    /// Leaves out rules, told by their positions in the contract.
    pub(super) fn keep(&mut self, holds: impl Fn(usize) -> bool) {
        let both = std::mem::take(&mut self.rules).into_iter().zip(std::mem::take(&mut self.expressions));
        (self.rules, self.expressions) = both.filter(|(rule, _)| holds(rule.rule)).unzip();
    }

    /// The rows that break each rule, by position in the block; rules that no row breaks are left out.
    pub(super) fn broken(&mut self, block: &Block) -> PolarsResult<Vec<(&RowRule, Vec<u32>)>> {
        if self.rules.is_empty() {
            return Ok(Vec::new());
        }
        let columns = self.inputs.iter().map(|input| match *input {
            Input::Is(at, text) => is(*input, &block.cells[at], &self.texts[text]),
            Input::Value(_) | Input::Held(_) | Input::Suppressed(_) | Input::First(..) | Input::Last(..) => {
                Ok(column(*input, self.contract, block, &mut self.calendar))
            }
        });
        let columns: Vec<Column> = columns.collect::<PolarsResult<_>>()?;
        let answers = DataFrame::new(block.rows.len(), columns)?
            .lazy()
            .select(self.expressions.as_slice())
            // Few and simple columns: planning would take longer than it saves.
            .without_optimizations()
            .collect_with_engine(Engine::InMemory)?
            .unwrap_single();
        let mut broken = Vec::new();
        for (rule, answer) in self.rules.iter().zip(answers.columns()) {
            let rows = positions(answer.bool()?);
            if !rows.is_empty() {
                broken.push((rule, rows));
            }
        }
        Ok(broken)
    }
}

/// Positions where an answer is true.
fn positions(answer: &BooleanChunked) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut from = 0;
    for part in answer.downcast_iter() {
        let known = |at: usize| part.validity().is_none_or(|v| v.get_bit(at));
        rows.extend(part.values().true_idx_iter().filter(|at| known(*at)).map(|at| (from + at) as u32));
        from += part.len();
    }
    rows
}

/// One input as a column of the frame that the expressions are answered on.
fn column(input: Input, contract: &Dataset, block: &Block, calendar: &mut Calendar) -> Column {
    let marks = |given: &mut dyn Iterator<Item = u32>| {
        let mut given = given.peekable();
        if given.peek().is_none() {
            return BooleanChunked::full(input.name(), false, block.rows.len()).into_column();
        }
        let mut marks = vec![false; block.rows.len()];
        given.for_each(|row| marks[row as usize] = true);
        Column::new(input.name(), marks)
    };
    let cells = |at: usize| &block.cells[at];
    let days = |days: Vec<Option<i32>>| Column::new(input.name(), days);
    match input {
        Input::Value(at) | Input::Is(at, _) => cells(at).values.clone().with_name(input.name()),
        Input::Held(at) => {
            let Cells { bad, suppressed, .. } = cells(at);
            marks(&mut bad.iter().map(|b| b.at).chain(suppressed.iter().copied()))
        }
        Input::Suppressed(at) => marks(&mut cells(at).suppressed.iter().copied()),
        Input::First(at, weeks) => days(calendar.spans(&contract.columns[at].kind, cells(at), weeks).first),
        Input::Last(at, weeks) => days(calendar.spans(&contract.columns[at].kind, cells(at), weeks).last),
    }
}

/// Where a column is a text; neither so nor not where it has no value.
fn is(input: Input, cells: &Cells, text: &str) -> PolarsResult<Column> {
    Ok(cells.values.str()?.equal(text).with_name(input.name()).into_column())
}

struct Maker<'c> {
    contract: &'c Dataset,
    inputs: BTreeSet<Input>,
    texts: Vec<String>,
}

impl Maker<'_> {
    fn input(&mut self, input: Input) -> Expr {
        self.inputs.insert(input);
        col(input.name())
    }

    fn value(&mut self, at: usize) -> Expr {
        self.input(Input::Value(at))
    }

    fn kind(&self, at: usize) -> &ColumnType {
        &self.contract.columns[at].kind
    }

    /// The column a fault stands in, and where the rule is broken; `None` for rules that one row cannot break.
    fn broken(&mut self, rule: &Rule) -> Option<(usize, Expr)> {
        let contract = self.contract;
        let at = |name: &str| position(contract, name);
        match &rule.demand {
            Demand::Order { first, then } => {
                let (first, then) = (at(first)?, at(then)?);
                Some((then, self.out_of_order(first, then)))
            }
            Demand::Needs { when, column } => {
                let column = at(column)?;
                Some((column, self.holds(when)?.and(self.empty(column))))
            }
            Demand::Forbids { when, column } => {
                let column = at(column)?;
                Some((column, self.holds(when)?.and(self.filled(column))))
            }
            Demand::Within { column, of } => {
                let (column, of) = (at(column)?, at(of)?);
                let (first, last) = (self.first(column, Weeks::Thursday), self.last(column, Weeks::Thursday));
                let (from, to) = (self.first(of, Weeks::Whole), self.last(of, Weeks::Whole));
                Some((column, first.lt(from).or(last.gt(to))))
            }
            Demand::Balance { start, plus, minus, end } => {
                let (start, end) = (at(start)?, at(end)?);
                let mut sum = self.value(start);
                for name in plus {
                    sum = sum + self.value(at(name)?);
                }
                for name in minus {
                    sum = sum - self.value(at(name)?);
                }
                Some((end, sum.neq(self.value(end))))
            }
            Demand::AddsUp { .. } | Demand::Follows { .. } | Demand::ExistsIn { .. } => None,
        }
    }

    /// A day is the start of itself when it comes first against a time, and the whole of itself when it comes last.
    fn out_of_order(&mut self, first: usize, then: usize) -> Expr {
        let is_time = |kind: &ColumnType| *kind == ColumnType::Time;
        let minutes = |days: Expr| days.cast(DataType::Int64) * lit(DAY);
        match (is_time(self.kind(first)), is_time(self.kind(then))) {
            (true, true) => self.value(then).lt(self.value(first)),
            (false, true) if !self.kind(first).is_number() => {
                let start = self.first(first, Weeks::Whole);
                self.value(then).lt(minutes(start))
            }
            (true, false) if !self.kind(then).is_number() => {
                let end = self.last(then, Weeks::Whole);
                self.value(first).gt_eq(minutes(end + lit(1)))
            }
            _ if self.kind(first) == self.kind(then) && *self.kind(first) != ColumnType::Period => {
                self.value(then).lt(self.value(first))
            }
            _ if self.kind(first).is_number() => self.value(then).lt(self.value(first)),
            _ => self.last(then, Weeks::Whole).lt(self.first(first, Weeks::Whole)),
        }
    }

    fn first(&mut self, at: usize, weeks: Weeks) -> Expr {
        self.input(if *self.kind(at) == ColumnType::Date { Input::Value(at) } else { Input::First(at, weeks) })
    }

    fn last(&mut self, at: usize, weeks: Weeks) -> Expr {
        self.input(if *self.kind(at) == ColumnType::Date { Input::Value(at) } else { Input::Last(at, weeks) })
    }

    fn empty(&mut self, at: usize) -> Expr {
        self.value(at).is_null().and(self.input(Input::Held(at)).not())
    }

    /// Whether a column has the value that a text names; `None` for a text that the column can never hold.
    fn says(&mut self, at: usize, text: &str) -> Option<Expr> {
        let number = match self.kind(at) {
            ColumnType::Text | ColumnType::Unit | ColumnType::Moment | ColumnType::Period | ColumnType::OneOf(_) => {
                return Some(self.is(at, text));
            }
            ColumnType::Integer | ColumnType::Decimal(_) | ColumnType::Hours | ColumnType::Percent => {
                lit(text.parse::<i64>().ok()?)
            }
            ColumnType::Date => lit(days(text.parse().ok()?)),
            ColumnType::Month | ColumnType::Week => lit(days(Period::parse(text).ok()?.first_day())),
            ColumnType::Time => return None,
        };
        Some(self.value(at).eq(number))
    }

    /// Whether a column is a text.
    fn is(&mut self, at: usize, text: &str) -> Expr {
        let number = self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        self.input(Input::Is(at, number))
    }

    /// A suppressed number is there, though it is not told.
    fn filled(&mut self, at: usize) -> Expr {
        let there = self.value(at).is_not_null();
        if self.contract.columns[at].suppressed.is_empty() {
            there
        } else {
            there.or(self.input(Input::Suppressed(at)))
        }
    }

    fn holds(&mut self, when: &Condition) -> Option<Expr> {
        match when {
            Condition::Filled(name) => position(self.contract, name).map(|at| self.filled(at)),
            Condition::Empty(name) => position(self.contract, name).map(|at| self.empty(at)),
            Condition::OneOf { column, values } => {
                let at = position(self.contract, column)?;
                let is = |text: &String| self.says(at, text);
                values.iter().filter_map(is).reduce(Expr::or)
            }
            Condition::All(all) => {
                let all: Option<Vec<Expr>> = all.iter().map(|c| self.holds(c)).collect();
                all?.into_iter().reduce(Expr::and)
            }
        }
    }
}

/// What a remark says of the cell that breaks a rule.
pub(super) fn text(contract: &Dataset, rule: &Rule, block: &Block, at: usize) -> String {
    let shown =
        |name: &str| position(contract, name).map_or_else(String::new, |column| cell(contract, block, column, at));
    match &rule.demand {
        Demand::Order { first, then } => format!("{}; `{first}` är {}", shown(then), shown(first)),
        Demand::Within { column, of } => format!("{}; `{of}` är {}", shown(column), shown(of)),
        Demand::Balance { start, plus, minus, end } => {
            let terms = |sign: &'static str, names: &[String]| -> String {
                names.iter().map(|name| format!(" {sign} {}", shown(name))).collect()
            };
            format!("{}, men {}{}{}", shown(end), shown(start), terms("+", plus), terms("−", minus))
        }
        Demand::Needs { column, .. } | Demand::Forbids { column, .. } => shown(column),
        Demand::AddsUp { value, .. } => shown(value),
        Demand::Follows { start, .. } => shown(start),
        Demand::ExistsIn { columns, .. } => columns.iter().map(|(here, _)| shown(here)).collect::<Vec<_>>().join(" · "),
    }
}
