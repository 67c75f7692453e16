//! The milestones that a change request moves.

mod shift_form;
mod shifts;

pub(super) use shift_form::shift_form;
pub(super) use shifts::shifts;
