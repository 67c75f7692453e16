//! Small pieces that every view uses.

mod dialog;
mod focus;
mod history;
mod icon;
mod item_link;
mod menu;
mod rag_tag;
mod route_link;

pub use dialog::Dialog;
pub use focus::{focus, focused_within, root_of};
pub use history::{use_events, use_history};
pub use icon::{Icon, Picture};
pub use item_link::ItemLink;
pub use menu::{Choice, Menu};
pub use rag_tag::{RagTag, mark, rag_tag};
pub use route_link::RouteLink;
