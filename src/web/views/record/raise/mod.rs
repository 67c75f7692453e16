//! Raising a record: by the form, or from another record.

mod asked;
mod dialog;
mod dialog_view;
mod form;
mod raise_from;
mod summary;

pub use dialog::{RaiseDialog, RaiseDialogProps};
pub(super) use raise_from::raise_from;
