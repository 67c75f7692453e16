//! What the list is narrowed by: a bar of filters, and what stands narrowed in words with a button to each.

mod chips;
mod custom_pick;
mod filter_bar;
mod milestone_box;
mod part;
mod pick;
mod search_box;

pub(super) use chips::chips_row;
pub(super) use filter_bar::FilterBar;
