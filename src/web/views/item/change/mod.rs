//! A change request's case on its page: what comes next, its rounds, decisions, milestones and versions.

mod ask_form;
mod case;
mod decide_form;
mod decisions;
mod matrix;
mod next_steps;
mod raise_from;
mod respond_form;
mod rounds;
mod shifts;
mod small_forms;
mod story;
mod versions;

pub(super) use case::Case;
pub(super) use raise_from::raise_from;
