//! Follows an audit of a Swedish region from control question to printed report.
//!
//! Every figure can be traced to its rows and every verdict to its rule. `ARCHITECTURE.md` describes the rooms and their floors;
//! `tests/it/house.rs` keeps them. The library exists for the binary and its tests: only `cli` is meant to be called from outside.

pub mod assess;
pub mod catalog;
pub mod cli;
pub mod dataset;
pub mod desk;
pub mod diag;
pub mod field;
pub mod follow_up;
pub mod measure;
pub mod placed;
pub mod received;
pub mod report;
pub mod run;
pub mod several;
pub mod source;
pub mod store;
pub mod stored;
pub mod words;
