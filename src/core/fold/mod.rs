//! The fold that makes a record of its events, and what did not fit: conflicts and anomalies.

mod conflict;
mod parts;
mod record;
mod replay;
mod settlement;

pub(crate) use conflict::conflicts_among;
pub use conflict::{Conflict, ConflictSide, conflicts};
pub(crate) use replay::newer_fields;
pub(crate) use settlement::settle as settle_conflicts;
