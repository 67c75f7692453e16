//! A record's page put together: its head, what needs a person, and its sections. Or that there is no such record.

mod conflicts;
mod header;
mod missing;
mod record_dialog;
mod record_page;
mod view;

pub use view::item_view;
