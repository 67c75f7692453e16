//! Dialogs that move a record on or strike it out, and the way from what is missing to where it is filled in.

mod status_dialog;
mod strike_dialog;
mod way;

pub(super) use status_dialog::StatusDialog;
pub(super) use strike_dialog::StrikeDialog;
