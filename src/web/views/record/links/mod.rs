//! How a record bears on others: its links both ways, and the form that adds one.

mod directed_link;
mod link_form;
mod links_section;
mod picker;

pub(super) use links_section::Links;
