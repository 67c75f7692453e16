//! Which columns the list has, in what order, how wide; and which of them it is sorted by.

mod column_order;
mod columns_dialog;
mod widths;

pub(super) use column_order::next_sort;
pub(super) use columns_dialog::{ColumnsDialog, ColumnsDialogProps};
pub(super) use widths::{widen, widths};
