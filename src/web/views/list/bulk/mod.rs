//! One change to all the rows that are selected.

mod bulk_bar;
mod bulk_change;
mod bulk_dialog;

pub(super) use bulk_bar::bulk_bar;
pub(super) use bulk_change::BulkChange;
pub(super) use bulk_dialog::{BulkDialog, BulkDialogProps};
