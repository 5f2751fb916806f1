//! Cells that are wrong in themselves: for each sort of cell, texts that people and systems really write.
//!
//! Each text is wrong in one way only.

use super::list::Fault;
use super::sheets::{Era, Field, Must, Sort};

/// A wrong text and what is wrong with it.
pub(super) type Wrong = (Fault, &'static str);

/// Numbers that the tax authority has set aside for tests; nobody has them.
const PERSONS: &[Wrong] = &[
    (Fault::Person, "19811228-9874"),
    (Fault::Person, "811228-9874"),
    (Fault::Person, "198112289874"),
    (Fault::Person, "670919-9530"),
    (Fault::Person, "701063-2391"),
];

const UNITS: &[Wrong] = &[
    (Fault::UnknownUnit, "granitt"),
    (Fault::UnknownUnit, "Skiffer"),
    (Fault::UnknownUnit, "Kirurgenheten Skiffer"),
    (Fault::UnknownUnit, "enhet 7"),
];

const MOMENTS: &[Wrong] = &[(Fault::UnknownMoment, "produktionsbehovet"), (Fault::UnknownMoment, "Stödresurser")];

const CODES: &[Wrong] = &[
    (Fault::UnknownCode, "Nybesök"),
    (Fault::UnknownCode, "okänd"),
    (Fault::UnknownCode, "x"),
    (Fault::UnknownCode, "JA"),
];

const DAYS: &[Wrong] = &[
    (Fault::NotADay, "2023-02-30"),
    (Fault::NotADay, "31/3 2020"),
    (Fault::NotADay, "2023-13-01"),
    (Fault::NotADay, "23-04-05"),
    (Fault::NotADay, "2023-4-5"),
    (Fault::NotADay, "i går"),
    (Fault::NotADay, "2023-04-05 07:45"),
];

const OLD_DAYS: &[Wrong] = &[(Fault::OutOfBounds, "1999-12-31"), (Fault::OutOfBounds, "1953-06-01")];

const TIMES: &[Wrong] = &[
    (Fault::NotATime, "2023-04-05"),
    (Fault::NotATime, "2023-04-05 24:00"),
    (Fault::NotATime, "2023-04-05 7.45"),
    (Fault::NotATime, "07:45"),
    (Fault::NotATime, "2023-02-30 07:45"),
    (Fault::NotATime, "2023-04-05 07:45:30"),
];

const OLD_TIMES: &[Wrong] = &[(Fault::OutOfBounds, "1999-12-31 23:59")];

const MONTHS: &[Wrong] = &[
    (Fault::NotAPeriod, "2023-13"),
    (Fault::NotAPeriod, "mars 2023"),
    (Fault::NotAPeriod, "2023"),
    (Fault::NotAPeriod, "2023-00"),
    (Fault::NotAPeriod, "23-03"),
];

const WEEKS: &[Wrong] = &[
    (Fault::NotAPeriod, "2023-W54"),
    (Fault::NotAPeriod, "2021-W53"),
    (Fault::NotAPeriod, "2023-W00"),
    (Fault::NotAPeriod, "v 7 2023"),
    (Fault::NotAPeriod, "2023-07"),
];

const YEARS: &[Wrong] = &[
    (Fault::NotAPeriod, "20x3"),
    (Fault::NotAPeriod, "läsåret 2023"),
    (Fault::NotAPeriod, "2023-13"),
    (Fault::NotAPeriod, "2023T4"),
];

const WHOLE: &[Wrong] = &[
    (Fault::NotWhole, "ca 12"),
    (Fault::NotWhole, "12,5"),
    (Fault::NotWhole, "1e3"),
    (Fault::NotWhole, "tolv"),
    (Fault::NotWhole, "12 st"),
    (Fault::NotWhole, "1 2734"),
    (Fault::TwoMeanings, "1.273"),
];

const NEGATIVE: &[Wrong] = &[(Fault::NotWhole, "-3")];
const OUTSIDE: &[Wrong] = &[(Fault::OutOfBounds, "-3"), (Fault::OutOfBounds, "999999999999")];

const HOURS: &[Wrong] = &[
    (Fault::NotHours, "0,33"),
    (Fault::NotHours, "7:75"),
    (Fault::NotHours, "-4"),
    (Fault::NotHours, "många"),
    (Fault::TwoMeanings, "1.273"),
];

const SHARES: &[Wrong] = &[
    (Fault::NotAShare, "62"),
    (Fault::NotAShare, "0,62"),
    (Fault::NotAShare, "62,55 %"),
    (Fault::NotAShare, "162 %"),
    (Fault::NotAShare, "drygt hälften"),
];

const POINTS: &[Wrong] = &[
    (Fault::NotADecimal, "1,23456"),
    (Fault::NotADecimal, "två"),
    (Fault::OutOfBounds, "-0,5"),
    (Fault::OutOfBounds, "100,0001"),
    (Fault::TwoMeanings, "1.273"),
];

const EMPTY: &[Wrong] = &[(Fault::Empty, "")];

/// The lists of wrong texts that a cell can have.
pub(super) fn wrong(field: Field) -> Vec<&'static [Wrong]> {
    let mut lists = match field.sort {
        Sort::Words => vec![],
        Sort::Unit => vec![UNITS],
        Sort::Moment => vec![MOMENTS],
        Sort::Code(_) => vec![CODES],
        Sort::Day(Era::Any) => vec![DAYS],
        Sort::Day(Era::Recent) => vec![DAYS, OLD_DAYS],
        Sort::Time(Era::Any) => vec![TIMES],
        Sort::Time(Era::Recent) => vec![TIMES, OLD_TIMES],
        Sort::Month => vec![MONTHS],
        Sort::Week => vec![WEEKS],
        Sort::Year => vec![YEARS],
        Sort::Whole(None) => vec![WHOLE, NEGATIVE],
        Sort::Whole(Some(_)) => vec![WHOLE, OUTSIDE],
        Sort::Hours => vec![HOURS],
        Sort::Share => vec![SHARES],
        Sort::Points => vec![POINTS],
    };
    match field.must {
        Must::Yes | Must::OrHidden => lists.push(EMPTY),
        Must::No => {}
    }
    lists.push(PERSONS);
    lists
}
