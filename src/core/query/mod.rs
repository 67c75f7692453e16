//! What is asked of a register: filter, sort, search, the columns of lists, the overview.

mod find;
mod overview;
mod search;
mod sort;
mod sort_key;
mod view;
mod view_update;

pub use crate::kind::{Column, CustomName};
pub use overview::{Overview, overview};
pub use search::Query;
pub use sort::Sort;
pub use view::{DueFilter, Filter, Scope, View};
