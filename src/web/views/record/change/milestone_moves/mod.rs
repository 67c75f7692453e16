//! The milestones that a change request moves.

mod milestone_move_form;
mod section;

pub(super) use milestone_move_form::milestone_move_form;
pub(super) use section::milestone_moves;
