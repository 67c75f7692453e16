//! What happened, told over: a change request's way from draft to closed.

mod timeline;

pub use timeline::{Chapter, story};
