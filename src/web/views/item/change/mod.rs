//! A change request's case on its page: what comes next, its rounds, decisions, milestones and versions.

mod ask_form;
mod case;
mod case_command;
mod case_context;
mod constituencies;
mod decide_form;
mod decisions;
mod extend_form;
mod issue_form;
mod matrix;
mod next_steps;
mod raise_from;
mod respond_form;
mod rounds;
mod shift_form;
mod shifts;
mod story;
mod submit_form;
mod versions;

pub(super) use case::Case;
pub(super) use raise_from::raise_from;
