//! The words of the domain as types. Everything here is already valid.
//!
//! No I/O, no YAML, no polars, no Typst, no serde: what is stored has its own types in `stored`, what is read in `catalog`.

pub mod assessment;
pub mod atom;
pub mod audit;
pub mod calendar;
pub mod contract;
pub mod dataset;
pub mod delivery;
pub mod established;
pub mod example;
pub mod held;
pub mod id;
mod kind;
pub mod manual;
pub mod measure;
pub mod model;
pub mod observation;
pub mod org;
pub mod outcome;
pub mod period;
pub mod quantity;
pub mod rating;
pub mod recommendation;
pub mod report_text;
pub mod rule;
pub mod scale;
pub mod standing;
pub mod text;
