//! Raising a record.

mod asked;
mod dialog;
mod dialog_view;
mod form;
mod summary;

pub use dialog::{RaiseDialog, RaiseDialogProps};
