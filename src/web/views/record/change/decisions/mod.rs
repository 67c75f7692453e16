//! Decisions on a change request: those there are, and recording another.

mod decide_form;
mod decisions_section;

pub(super) use decide_form::DecideForm;
pub(super) use decisions_section::decisions;
