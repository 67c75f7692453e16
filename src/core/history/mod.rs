//! What happened, told over: a change request's way from draft to closed.

mod story;

pub use story::{Chapter, story};
