//! What people do around a run; each thing a room of its own, none knowing another.

pub mod forms;
pub mod marked;
pub mod new;
pub mod score;
pub mod simulate;
