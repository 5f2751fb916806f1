//! The YAML forms of `controls/` as serde reads them: one file per kind of YAML file. What they share with `data/` stands in
//! `catalog::forms`.
//!
//! Nothing here is checked beyond its form, and no value leaves `controls` in a form. The doc comments on types, fields
//! and choices are Swedish on purpose: schemars turns them into the descriptions that editors show to auditors.

pub mod audit;
pub mod datasets;
pub mod demands;
pub mod english;
pub mod kinds;
pub mod measures;
pub mod model;
pub mod questions;
pub mod recommendations;
pub mod scales;

pub use crate::catalog::forms::{By, Id, ItemForm, PeriodForm, QuoteForm, Text};
