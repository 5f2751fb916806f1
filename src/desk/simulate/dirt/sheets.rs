//! What the cells of each dataset are and what must hold between them, said once more and by hand.
//!
//! Taken from how the datasets are described, not from their contracts, so that a fault in a contract or its reader shows when the two
//! are held against each other. Positions of columns are those of [`Table::columns`].

use super::super::table::Table;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Free text, or an id.
    Words,
    /// A unit.
    Unit,
    /// A moment.
    Moment,
    /// One of some codes.
    Code(&'static [&'static str]),
    /// A day; `Era::Recent` when it cannot lie before 2000.
    Day(Era),
    /// A day and a time; `Era::Recent` when it cannot lie before 2000.
    Time(Era),
    /// A month.
    Month,
    /// A week.
    Week,
    /// A year or another period.
    Year,
    /// A whole number, with bounds when they are said.
    Whole(Option<(u64, u64)>),
    /// Hours with decimals.
    Hours,
    /// A share in percent.
    Share,
    /// Points with four decimals, 0 to 100.
    Points,
}

/// How far back days may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// Any.
    Any,
    /// Not before 2000.
    Recent,
}

/// Whether a cell must hold something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Must {
    /// It must.
    Yes,
    /// It must, and a small number may be hidden.
    OrHidden,
    /// It need not.
    No,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub sort: Sort,
    pub must: Must,
}

/// What a broken law leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Costs {
    /// The row.
    Row,
    /// The file, or only a word: the row stays.
    NotTheRow,
}

/// What must hold in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The second is not before, or below, the first.
    Order(usize, usize),
    /// Where a column has one of the values, another is filled.
    Needs(usize, &'static [&'static str], usize),
    /// Where a column has one of the values, another is empty.
    Forbids(usize, &'static [&'static str], usize),
    /// A week lies in a year.
    WeekIn(usize, usize),
    /// What there was, plus what came, minus the two that left, is what there is.
    Queue([usize; 5]),
    /// The unit existed then.
    UnitThen(usize, usize),
}

/// A law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Law {
    /// What it is called in the list of faults.
    pub name: &'static str,
    pub says: Says,
    pub costs: Costs,
}

/// Where references to the staffed time of theatres stand: theatre and time.
pub(super) const THEATRE: (usize, usize) = (1, 4);
/// Where the staffed time itself stands: theatre and day.
pub(super) const STAFFED: (usize, usize) = (0, 2);

const CONTACTS: &[&str] = &["nybesok", "aterbesok", "operation", "undersokning"];
const DONE: &[&str] = &["nybesok", "aterbesok", "operation", "undersokning", "kontakt", "bedomning"];
const DEVIATIONS: &[&str] = &["PvV", "MoV", "SoV"];
const PROFESSIONS: &[&str] =
    &["lakare", "sjukskoterska", "underskoterska", "fysioterapeut", "psykolog", "rontgensjukskoterska", "ovriga"];
const CLOSED: &[&str] = &["ar", "manad_och_ar"];
const YES_NO: &[&str] = &["ja", "nej"];
/// Lengths of wait, the whole last.
pub(super) const BUCKETS: &[&str] = &["0-30", "31-60", "61-90", "over-90", "totalt"];

const RECENT: Sort = Sort::Day(Era::Recent);
const ANY_DAY: Sort = Sort::Day(Era::Any);
const ANY_TIME: Sort = Sort::Time(Era::Any);
const FLOW: Sort = Sort::Whole(Some((0, 100_000)));
const STOCK: Sort = Sort::Whole(Some((0, 1_000_000)));

const fn must(sort: Sort) -> Field {
    Field { sort, must: Must::Yes }
}

const fn may(sort: Sort) -> Field {
    Field { sort, must: Must::No }
}

const fn small(sort: Sort) -> Field {
    Field { sort, must: Must::OrHidden }
}

/// The columns of a dataset.
pub(super) fn fields(table: Table) -> &'static [Field] {
    const WAITING: &[Field] = &[
        must(Sort::Words),
        must(Sort::Unit),
        must(Sort::Code(CONTACTS)),
        may(RECENT),
        may(RECENT),
        may(RECENT),
        may(ANY_DAY),
        may(ANY_DAY),
        may(Sort::Code(DEVIATIONS)),
        may(Sort::Whole(Some((1, 4)))),
        must(RECENT),
    ];
    const COMPLETED: &[Field] = &[
        must(Sort::Words),
        must(Sort::Unit),
        must(Sort::Code(DONE)),
        must(RECENT),
        may(ANY_DAY),
        may(ANY_DAY),
        may(ANY_DAY),
        may(Sort::Code(DEVIATIONS)),
        may(Sort::Code(PROFESSIONS)),
    ];
    const OPERATIONS: &[Field] = &[
        must(Sort::Words),
        must(Sort::Words),
        must(Sort::Unit),
        must(Sort::Words),
        must(Sort::Time(Era::Recent)),
        must(RECENT),
        may(ANY_TIME),
        may(ANY_TIME),
        may(ANY_TIME),
        may(ANY_TIME),
        must(Sort::Code(&["planerad", "genomford", "struken"])),
        may(ANY_TIME),
        may(Sort::Code(&super::super::facts::CAUSES)),
    ];
    const THEATRES: &[Field] = &[must(Sort::Words), must(Sort::Unit), must(RECENT), must(Sort::Whole(Some((0, 1440))))];
    const COSTS: &[Field] = &[
        must(Sort::Words),
        must(Sort::Words),
        must(Sort::Unit),
        must(Sort::Month),
        must(Sort::Whole(Some((0, 100_000_000_000)))),
        may(Sort::Points),
        must(Sort::Code(YES_NO)),
    ];
    const COUNTED: &[Field] = &[
        must(Sort::Unit),
        must(Sort::Code(CONTACTS)),
        must(Sort::Month),
        must(Sort::Code(BUCKETS)),
        small(Sort::Whole(None)),
        may(ANY_DAY),
        may(Sort::Code(CLOSED)),
        must(Sort::Words),
    ];
    const SHARES: &[Field] = &[
        must(Sort::Unit),
        must(Sort::Code(CONTACTS)),
        must(Sort::Month),
        must(Sort::Share),
        may(ANY_DAY),
        may(Sort::Code(CLOSED)),
        must(Sort::Words),
    ];
    const PLANS: &[Field] = &[
        must(Sort::Unit),
        must(Sort::Year),
        must(Sort::Words),
        must(Sort::Week),
        must(FLOW),
        may(FLOW),
        may(FLOW),
        may(FLOW),
        may(STOCK),
        may(STOCK),
        must(Sort::Words),
        may(RECENT),
    ];
    const CAPACITY: &[Field] = &[
        must(Sort::Unit),
        must(Sort::Year),
        must(Sort::Code(PROFESSIONS)),
        must(Sort::Week),
        must(Sort::Hours),
        may(Sort::Hours),
        may(Sort::Hours),
        must(Sort::Hours),
        may(Sort::Hours),
        may(Sort::Words),
    ];
    const CASES: Field = small(Sort::Whole(None));
    const PATHWAYS: &[Field] = &[must(Sort::Unit), must(Sort::Words), must(Sort::Month), CASES, CASES, CASES, CASES];
    const MOMENTS: &[Field] = &[
        must(Sort::Unit),
        must(Sort::Moment),
        must(Sort::Year),
        must(Sort::Words),
        may(Sort::Words),
        may(Sort::Words),
        may(ANY_DAY),
        must(Sort::Words),
    ];
    const STEERING: &[Field] = &[
        must(Sort::Words),
        must(Sort::Words),
        may(Sort::Words),
        may(Sort::Words),
        may(Sort::Words),
        may(ANY_DAY),
        may(ANY_DAY),
        may(Sort::Words),
        must(Sort::Words),
    ];
    const TOOLS: &[Field] =
        &[must(Sort::Unit), must(Sort::Words), may(Sort::Words), may(Sort::Code(YES_NO)), must(Sort::Words)];
    const COURSES: &[Field] =
        &[must(RECENT), must(Sort::Words), must(Sort::Unit), must(Sort::Whole(Some((0, 10_000))))];
    match table {
        Table::Waiting => WAITING,
        Table::Done => COMPLETED,
        Table::Operations => OPERATIONS,
        Table::Theatres => THEATRES,
        Table::Costs => COSTS,
        Table::Buckets => COUNTED,
        Table::Shares => SHARES,
        Table::Plans => PLANS,
        Table::Capacity => CAPACITY,
        Table::Pathways => PATHWAYS,
        Table::Moments => MOMENTS,
        Table::Steering => STEERING,
        Table::Tools => TOOLS,
        Table::Courses => COURSES,
    }
}

/// The columns that together stand once in the dataset.
pub(super) fn key(table: Table) -> &'static [usize] {
    match table {
        Table::Waiting => &[0, 10],
        Table::Done | Table::Operations | Table::Costs | Table::Steering => &[0],
        Table::Theatres => &[0, 2],
        Table::Buckets => &[0, 1, 2, 3],
        Table::Shares | Table::Pathways | Table::Moments | Table::Courses => &[0, 1, 2],
        Table::Plans => &[0, 2, 3, 10],
        Table::Capacity => &[0, 2, 3],
        Table::Tools => &[0, 1],
    }
}

/// What must hold in each row of a dataset.
pub(super) fn laws(table: Table) -> &'static [Law] {
    const fn row(name: &'static str, says: Says) -> Law {
        Law { name, says, costs: Costs::Row }
    }
    const fn kept(name: &'static str, says: Says) -> Law {
        Law { name, says, costs: Costs::NotTheRow }
    }
    use Says::{Forbids, Needs, Order, Queue, UnitThen, WeekIn};
    const WAITING: &[Law] = &[
        row("remiss efter mätdatum", Order(3, 10)),
        row("beslut efter mätdatum", Order(4, 10)),
        row("beslut före remiss", Order(3, 4)),
        row("erbjudande före remiss", Order(3, 7)),
        kept("bokad tid har passerat", Order(10, 6)),
        row("besök utan remiss", Needs(2, &["nybesok", "undersokning"], 3)),
        row("operation utan beslut", Needs(2, &["operation"], 4)),
        row("återbesök utan måldatum", Needs(2, &["aterbesok"], 5)),
        row("patientvald väntan utan erbjudande", Needs(8, &["PvV"], 7)),
        row("enheten fanns inte", UnitThen(1, 10)),
    ];
    const COMPLETED: &[Law] = &[
        row("kontakt innan vård söktes", Order(4, 3)),
        row("kontakt före remiss", Order(5, 3)),
        row("kontakt utan dag då vård söktes", Needs(2, &["kontakt", "bedomning"], 4)),
        row("nybesök utan remiss", Needs(2, &["nybesok"], 5)),
        row("återbesök utan måldatum", Needs(2, &["aterbesok"], 6)),
        row("enheten fanns inte", UnitThen(1, 3)),
    ];
    const OPERATIONS: &[Law] = &[
        row("började före anmälan", Order(5, 6)),
        row("planerad före anmälan", Order(5, 4)),
        row("kniv före patient", Order(6, 7)),
        row("kniv slut före start", Order(7, 8)),
        row("patient ut före kniv slut", Order(8, 9)),
        row("genomförd utan knivstart", Needs(10, &["genomford"], 7)),
        row("genomförd utan knivslut", Needs(10, &["genomford"], 8)),
        row("struken utan orsak", Needs(10, &["struken"], 12)),
        row("struken med knivstart", Forbids(10, &["struken"], 7)),
        row("orsak utan strykning", Forbids(10, &["planerad", "genomford"], 12)),
        row("enheten fanns inte", UnitThen(2, 4)),
    ];
    const THEATRES: &[Law] = &[row("enheten fanns inte", UnitThen(1, 2))];
    const COSTS: &[Law] = &[
        kept("poäng saknas utan att vara ytterfall", Needs(6, &["nej"], 5)),
        row("enheten fanns inte", UnitThen(2, 3)),
    ];
    const BY_MONTH: &[Law] = &[row("enheten fanns inte", UnitThen(0, 2))];
    const PLANS: &[Law] = &[
        row("vecka utanför perioden", WeekIn(3, 1)),
        kept("kön går inte ihop", Queue([8, 6, 5, 7, 9])),
        row("enheten fanns inte", UnitThen(0, 3)),
    ];
    const CAPACITY: &[Law] = &[
        row("vecka utanför perioden", WeekIn(3, 1)),
        row("köminskning över behovet", Order(5, 4)),
        row("återbesök över behovet", Order(6, 4)),
        kept("schema över kapaciteten", Order(8, 7)),
        row("enheten fanns inte", UnitThen(0, 3)),
    ];
    const PATHWAYS: &[Law] = &[
        row("fler inkluderade än nya", Order(4, 3)),
        row("fler startade än inkluderade", Order(5, 4)),
        row("fler i tid än startade", Order(6, 5)),
        row("enheten fanns inte", UnitThen(0, 2)),
    ];
    const STEERING: &[Law] = &[row("slutar gälla före beslutet", Order(5, 6))];
    match table {
        Table::Waiting => WAITING,
        Table::Done => COMPLETED,
        Table::Operations => OPERATIONS,
        Table::Theatres => THEATRES,
        Table::Costs => COSTS,
        Table::Buckets | Table::Shares => BY_MONTH,
        Table::Plans => PLANS,
        Table::Capacity => CAPACITY,
        Table::Pathways => PATHWAYS,
        Table::Steering => STEERING,
        Table::Moments | Table::Tools | Table::Courses => &[],
    }
}
