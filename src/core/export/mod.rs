//! What leaves in other forms than our own file: lists for spreadsheets, the public snapshot.

mod public;
mod roles;
mod spreadsheet;

pub use public::{public, published};
pub use spreadsheet::spreadsheet;
