//! Swedish wording of numbers, dates and phrases: the one place where a value becomes something a person reads.
//!
//! Knows nothing of audits: it takes whole numbers, dates and texts. The only rounding of a share is in
//! the exact quantities of the domain; nothing here rounds, and nothing here reads a clock.

mod date;
mod number;
mod phrase;

/// Printed wherever the source is silent.
pub const UNSTATED: &str = "framgår inte av källan";

/// Printed of an entry that a later one took back.
pub const WITHDRAWN: &str = "återtagen";

pub use date::{date, elapsed, iso, month, month_name, rolling, tertial, week, years};
pub use number::{
    Gender, NO_BREAK, THIN, cardinal, decimal, exact_percent, fraction, halves, hundredths, number, percent,
    percent_tenths, share,
};
pub use phrase::{capitalised, counted, either, form, lines, list, one_line, ranges, shortened};
