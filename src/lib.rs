//! granska.
pub mod catalog;
pub mod diag;
pub mod field;
pub mod placed;
