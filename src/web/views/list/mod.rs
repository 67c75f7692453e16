//! The list: one table for each kind and one for all, narrowed, ordered, and changed in bulk.
//!
//! Everything that a list is lives in its [`ListRoute`](crate::web::route::ListRoute), so that an address brings it back.

mod bulk;
mod bulk_bar;
mod bulk_dialog;
mod cell_edit;
mod cells;
mod chips;
mod choices;
mod column_order;
mod columns_dialog;
mod counts;
mod edited_cell;
mod empty;
mod filter_bar;
mod header;
mod last_opened;
mod list_state;
mod milestone_box;
mod movement;
mod narrow;
mod part;
mod pick;
mod print_rows;
mod refocus;
mod row_content;
mod row_line;
mod row_pieces;
mod saved;
mod saved_menu;
mod search_box;
mod selection;
mod strip;
mod table;
mod table_act;
mod table_events;
mod table_msg;
mod table_props;
mod viewport;
mod widths;
mod window;
mod working;

pub use list_state::{ListViewProps, list_view};
