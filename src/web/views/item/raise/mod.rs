//! Raising a record.

mod asked;
mod dialog;
mod form;
mod summary;

pub use dialog::{RaiseDialog, RaiseDialogProps};
