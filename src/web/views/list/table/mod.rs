//! The table: the rows on the screen, its headings, keyboard and mouse, a cell edited where it stands, and the rows that are printed.

mod cell_edit;
mod edited_cell;
mod header;
mod last_opened;
mod movement;
mod print_rows;
mod record_table;
mod table_act;
mod table_events;
mod table_msg;
mod table_props;
mod viewport;
mod window;

pub(super) use record_table::RecordTable;
