//! A row while it is being spoilt: its cells, the ways to spoil it, and which laws it breaks in the end.
//!
//! Laws are asked for when nothing more will happen to the row, so that faults that overlap are listed as they stand in the file.

use super::super::dice::Dice;
use super::super::table::{Kind, Table};
use super::cells::wrong;
use super::list::{Fault, Listed};
use super::sheets::{Costs, Law, Must, Says, Sort, fields, key, laws};
use chrono::{Days, NaiveDate};

/// What has become of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It can be read, or is empty.
    Sound,
    /// It is wrong in itself.
    Wrong(Fault),
    /// Its number is hidden because it is small.
    Hidden,
    /// The file lacks its column.
    Absent,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says.
    pub text: String,
    pub state: State,
    /// Bytes to write as they are, when the fault is in how it is written.
    pub raw: Option<Vec<u8>>,
}

impl Cell {
    fn is_filled(&self) -> bool {
        self.state == State::Sound && !self.text.is_empty()
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub table: Table,
    pub cells: Vec<Cell>,
}

/// One way to spoil a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A text out of a list, in a column.
    Cell { column: usize, list: usize },
    /// A law is broken.
    Law(usize),
    /// A theatre that nobody staffs.
    Theatre,
    /// The parts do not make the whole.
    Sum,
    /// The queue begins with another number than the one before ended with.
    Chain,
    /// A small number is hidden: no fault.
    Hide(usize),
}

/// Every way to spoil a row of a table.
pub(super) fn ways(table: Table) -> Vec<Way> {
    let mut ways = Vec::new();
    for (column, field) in fields(table).iter().enumerate() {
        ways.extend((0..wrong(*field).len()).map(|list| Way::Cell { column, list }));
        if field.must == Must::OrHidden {
            ways.push(Way::Hide(column));
        }
    }
    ways.extend((0..laws(table).len()).map(Way::Law));
    match table {
        Table::Operations => ways.push(Way::Theatre),
        Table::Buckets => ways.push(Way::Sum),
        Table::Plans => ways.push(Way::Chain),
        Table::Waiting
        | Table::Done
        | Table::Theatres
        | Table::Costs
        | Table::Shares
        | Table::Capacity
        | Table::Pathways
        | Table::Moments
        | Table::Steering
        | Table::Tools
        | Table::Courses => {}
    }
    ways
}

/// Whether a way puts a personal identity number into a cell.
pub(super) fn is_personal(table: Table, way: Way) -> bool {
    let Way::Cell { column, list } = way else { return false };
    wrong(fields(table)[column]).get(list).is_some_and(|texts| texts[0].0 == Fault::Person)
}

/// Whether a way leaves each cell of its row a value of its own type: it can be done where columns have types.
pub(super) fn keeps_types(table: Table, way: Way) -> bool {
    let Way::Cell { column, list } = way else { return true };
    let texts = wrong(fields(table)[column]);
    table.columns()[column].1 == Kind::Text || texts.get(list).is_some_and(|texts| texts[0].0 == Fault::Empty)
}

/// Whether a way to spoil a row makes that the whole file is set aside.
pub(super) fn sets_aside(table: Table, way: Way) -> bool {
    match way {
        Way::Cell { column, list } => {
            let texts = wrong(fields(table)[column]);
            texts.get(list).is_some_and(|texts| texts.iter().any(|(fault, _)| fault.sets_aside()))
        }
        Way::Law(at) => matches!(laws(table)[at].says, Says::Queue(_)),
        Way::Theatre | Way::Sum | Way::Chain | Way::Hide(_) => false,
    }
}

impl Row {
    /// A clean row from its line; cells of people's words may be quoted.
    pub(super) fn of(table: Table, line: &str) -> Self {
        let hidden =
            |at: usize, text: &str| fields(table).get(at).is_some_and(|f| f.must == Must::OrHidden) && text == "<5";
        let cells = split(line).into_iter().enumerate().map(|(at, text)| Cell {
            state: if hidden(at, &text) { State::Hidden } else { State::Sound },
            text,
            raw: None,
        });
        Self { table, cells: cells.collect() }
    }

    /// Whether all cells of the key can be read.
    pub(super) fn has_key(&self) -> bool {
        !key(self.table).is_empty() && key(self.table).iter().all(|at| self.cells[*at].is_filled())
    }

    /// The key as text.
    pub(super) fn key(&self) -> String {
        key(self.table).iter().map(|at| self.cells[*at].text.as_str()).collect::<Vec<_>>().join(" · ")
    }

    /// Spoils the row in a way; whether it could be done. A cell that is wrong already is left as it is.
    pub(super) fn spoil(&mut self, way: Way, dice: &mut Dice) -> bool {
        match way {
            Way::Cell { column, list } => {
                let field = fields(self.table)[column];
                let texts = wrong(field)[list];
                let (fault, text) = texts[dice.below(texts.len() as u32) as usize];
                let unlike = |c: &Cell| c.text != text && matches!(c.state, State::Sound | State::Hidden);
                self.write(column, text, State::Wrong(fault), unlike)
            }
            Way::Law(at) => self.break_law(laws(self.table)[at], dice),
            Way::Theatre => self.write(1, &format!("Sal X{}", dice.below(90) + 10), State::Sound, Cell::is_filled),
            Way::Sum => self.add(4, i64::from(dice.below(9)) + 1),
            Way::Chain => {
                let more = i64::from(dice.below(9)) + 1;
                self.number(8).is_some() && self.number(9).is_some() && self.add(8, more) && self.add(9, more)
            }
            Way::Hide(column) => {
                let text = if self.number(column).is_some() { "<5" } else { "" };
                !text.is_empty() && self.write(column, text, State::Hidden, Cell::is_filled)
            }
        }
    }

    fn write(&mut self, at: usize, text: &str, state: State, may: impl Fn(&Cell) -> bool) -> bool {
        let cell = &mut self.cells[at];
        let can = may(cell);
        if can {
            *cell = Cell { text: text.to_owned(), state, raw: None };
        }
        can
    }

    fn filled(&self, at: usize) -> Option<&str> {
        self.cells.get(at).filter(|c| c.is_filled()).map(|c| c.text.as_str())
    }

    fn number(&self, at: usize) -> Option<i64> {
        self.filled(at)?.parse().ok()
    }

    fn add(&mut self, at: usize, more: i64) -> bool {
        let Some(number) = self.number(at) else { return false };
        let sum = (number + more).to_string();
        self.write(at, &sum, State::Sound, |_| true)
    }

    /// Changes the row so that it breaks a law, when it can be done without touching the key.
    fn break_law(&mut self, law: Law, dice: &mut Dice) -> bool {
        match law.says {
            Says::Order(first, then) => {
                let (Some(_), Some(end)) = (self.filled(first), self.filled(then)) else { return false };
                let by = dice.below(40) + 1;
                if key(self.table).contains(&first) {
                    let start = self.cells[first].text.clone();
                    return match moved(&start, -i64::from(by), fields(self.table)[then].sort) {
                        Some(text) => self.write(then, &text, State::Sound, |_| true),
                        None => false,
                    };
                }
                match moved(end, i64::from(by), fields(self.table)[first].sort) {
                    Some(text) => self.write(first, &text, State::Sound, |_| true),
                    None => false,
                }
            }
            Says::Needs(when, values, column) => {
                let holds = self.filled(when).is_some_and(|v| values.contains(&v));
                holds && self.write(column, "", State::Sound, Cell::is_filled)
            }
            Says::Forbids(when, values, column) => {
                let holds = self.filled(when).is_some_and(|v| values.contains(&v));
                let text = if let Sort::Code(codes) = fields(self.table)[column].sort {
                    codes[dice.below(codes.len() as u32) as usize].to_owned()
                } else {
                    // A time on the planned day.
                    self.filled(4).map_or_else(String::new, |t| format!("{} 23:10", &t[..10]))
                };
                holds
                    && !text.is_empty()
                    && self.write(column, &text, State::Sound, |c| c.state == State::Sound && c.text.is_empty())
            }
            Says::WeekIn(week, year) => {
                let year_text = (2000 + dice.below(19)).to_string();
                self.filled(week).is_some() && self.write(year, &year_text, State::Sound, Cell::is_filled)
            }
            Says::Queue([.., end]) => {
                let more = i64::from(dice.below(9)) + 1;
                self.broken_queue(law).is_some() && self.add(end, more)
            }
            Says::UnitThen(unit, when) => {
                let Some(then) = self.filled(when).map(is_before_the_change) else { return false };
                let (now, other) = if then { ("back", "fors") } else { ("fors", "back") };
                // Where the unit is a part of the key, another unit's row could come to stand for one that is there already.
                let is_free = !key(self.table).contains(&unit) || self.table == Table::Pathways;
                (is_free || self.filled(unit) == Some(now)) && self.write(unit, other, State::Sound, Cell::is_filled)
            }
        }
    }

    /// The faults of the row in the order of its columns: cells first, then laws.
    pub(super) fn faults(&self, row: u32) -> Vec<Listed> {
        let columns = self.table.columns();
        let listed = |fault, at: usize, of: &str| Listed { fault, row, column: columns[at].0, of: of.to_owned() };
        let cells = self.cells.iter().enumerate().filter_map(|(at, cell)| match cell.state {
            State::Wrong(fault) => Some(listed(fault, at, "")),
            State::Sound | State::Hidden | State::Absent => None,
        });
        let broken = laws(self.table).iter().filter_map(|law| Some((law, self.broken(*law)?)));
        let laws = broken.map(|(law, at)| {
            let fault = match law.says {
                Says::Queue(_) => Fault::Queue,
                Says::UnitThen(..) => Fault::UnitNotThen,
                Says::Order(..) | Says::Needs(..) | Says::Forbids(..) | Says::WeekIn(..) => Fault::Law,
            };
            listed(fault, at, law.name)
        });
        cells.chain(laws).collect()
    }

    /// Whether some fault costs the row.
    pub(super) fn is_lost(&self) -> bool {
        self.cells.iter().any(|c| matches!(c.state, State::Wrong(_)))
            || laws(self.table).iter().any(|law| law.costs == Costs::Row && self.broken(*law).is_some())
    }

    /// The column that a law is broken in. Where a cell that it needs cannot be read it says nothing.
    fn broken(&self, law: Law) -> Option<usize> {
        match law.says {
            Says::Order(first, then) => {
                let (a, b) = (self.filled(first)?, self.filled(then)?);
                let sort = fields(self.table)[then].sort;
                let is_less = if let Sort::Whole(_) = sort {
                    b.parse::<i64>().ok()? < a.parse().ok()?
                } else if sort == Sort::Hours {
                    minutes(b)? < minutes(a)?
                } else {
                    // A day is compared with the day of a time.
                    b[..a.len().min(b.len())] < *a
                };
                is_less.then_some(then)
            }
            Says::Needs(when, values, column) => {
                let cell = &self.cells[column];
                let empty = cell.state == State::Sound && cell.text.is_empty();
                (empty && self.filled(when).is_some_and(|v| values.contains(&v))).then_some(column)
            }
            Says::Forbids(when, values, column) => {
                self.filled(column)?;
                self.filled(when).is_some_and(|v| values.contains(&v)).then_some(column)
            }
            Says::WeekIn(week, year) => (self.filled(week)?[..4] != *self.filled(year)?).then_some(week),
            Says::Queue([.., end]) => (self.broken_queue(law)? != 0).then_some(end),
            Says::UnitThen(unit, when) => {
                let then = is_before_the_change(self.filled(when)?);
                let gone = match self.filled(unit)? {
                    "back" => !then,
                    "fors" => then,
                    _ => false,
                };
                gone.then_some(unit)
            }
        }
    }

    /// By how much a queue does not go together.
    fn broken_queue(&self, law: Law) -> Option<i64> {
        let Says::Queue([start, inflow, done, left, end]) = law.says else { return None };
        let n = |at| self.number(at);
        Some(n(start)? + n(inflow)? - n(done)? - n(left)? - n(end)?)
    }
}

/// Whether a day, time, week or month lies in the time of the unit that was succeeded, which ended with April 2023. A year is both.
fn is_before_the_change(when: &str) -> bool {
    match when.contains('W') {
        true => when <= "2023-W17",
        false => when.get(..7).is_some_and(|month| month <= "2023-04"),
    }
}

/// A value moved by so many days, minutes, contacts or quarters of an hour, written as the sort of another column.
fn moved(text: &str, by: i64, sort: Sort) -> Option<String> {
    match sort {
        Sort::Whole(_) => Some((text.parse::<i64>().ok()? + by).to_string()).filter(|t| !t.starts_with('-')),
        Sort::Hours => Some((text.split(',').next()?.parse::<i64>().ok()? + by + 1).to_string()),
        Sort::Time(_) => {
            let (hour, minute) = text.get(11..)?.split_once(':')?;
            let at = hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()? + by;
            (0..1440).contains(&at).then(|| format!("{} {:02}:{:02}", &text[..10], at / 60, at % 60))
        }
        Sort::Day(_) => {
            let day: NaiveDate = text.get(..10)?.parse().ok()?;
            let moved = if by < 0 {
                day.checked_sub_days(Days::new(by.unsigned_abs()))
            } else {
                day.checked_add_days(Days::new(by.unsigned_abs()))
            };
            moved.map(|d| d.to_string())
        }
        Sort::Words
        | Sort::Unit
        | Sort::Moment
        | Sort::Code(_)
        | Sort::Month
        | Sort::Week
        | Sort::Year
        | Sort::Share
        | Sort::Points => None,
    }
}

/// Hours with quarters as minutes.
fn minutes(text: &str) -> Option<i64> {
    let (hours, part) = text.split_once(',').unwrap_or((text, "0"));
    let part = match part {
        "0" => 0,
        "25" => 15,
        "5" => 30,
        "75" => 45,
        _ => return None,
    };
    Some(hours.parse::<i64>().ok()? * 60 + part)
}

/// The cells of a line as the simulation writes it.
fn split(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('"');
                }
            }
            '"' => quoted = !quoted,
            ';' if !quoted => cells.push(String::new()),
            other => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(other);
                }
            }
        }
    }
    cells
}
