//! Small pieces that every view uses.

mod conflict;
mod dialog;
mod dialog_draft;
mod focus;
mod form_state;
mod history;
mod icon;
mod item_link;
mod menu;
mod rag_tag;
mod route_link;
mod second_part_view;
mod select;
mod way_back;

pub use conflict::{Answered, conflict};
pub use dialog::Dialog;
pub use focus::{focus, focused_within, root_of};
pub(crate) use form_state::FormState;
pub use history::{use_events, use_history};
pub use icon::{Picture, icon};
pub use item_link::{item_link, item_link_saying};
pub use menu::{Choice, Menu};
pub use rag_tag::{mark, rag_tag};
pub use route_link::RouteLink;
pub use second_part_view::{Placeholder, from_second_part};
pub(crate) use select::{Options, Select};
pub(crate) use way_back::way_back;
