//! What people do around a run; each thing a room of its own, none knowing another.

pub mod new;
