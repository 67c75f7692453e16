//! The first page: counts by kind and RAG, the matrix, what is overdue, what changed last.

mod changed;
mod conflicts;
mod kinds;
mod levels;
mod matrix;
mod overdue;
mod overridden;
mod overview_view;
mod section;
mod strip;
mod welcome;

pub use conflicts::{conflicts_list, open_conflicts};
pub use overview_view::overview_view;
pub use welcome::Start;
