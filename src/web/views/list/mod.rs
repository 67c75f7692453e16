//! The list: one table for each kind and one for all, narrowed, ordered, and changed in bulk.
//!
//! Everything that a list is lives in its [`ListRoute`](crate::web::route::ListRoute), so that an address brings it back.
//!
//! | folder | what a person does there |
//! |---|---|
//! | [`filter`] | narrows the list, and sees what it is narrowed by |
//! | [`summary`] | sees how much it shows and how severe, or what to do where it shows nothing |
//! | [`table`] | goes through the rows, selects and opens them, edits a cell where it stands, prints |
//! | [`rows`] | reads a row: its words, its marks, how it is drawn |
//! | [`columns`] | chooses, orders and sorts by columns |
//! | [`bulk`] | changes all the rows that are selected |
//! | [`saved`] | keeps a list under a name |
//!
//! Of the folders only two use others: `table` shows `rows` under the headings of `columns`, and a column is as wide as what
//! `rows` writes into it. [`list_state`] puts all of them together.

mod bulk;
mod choices;
mod columns;
mod filter;
mod list_state;
mod narrow;
mod refocus;
mod rows;
mod saved;
mod selection;
mod summary;
mod table;
mod working;

pub use list_state::{ListViewProps, list_view};
