//! What the list shows, in figures; and what stands there where it shows nothing.

mod counts;
mod empty;
mod strip;

pub(super) use counts::Counts;
pub(super) use empty::empty;
pub(super) use strip::strip;
