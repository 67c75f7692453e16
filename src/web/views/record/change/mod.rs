//! A change request's case on its page: what comes next, and its parts in folders by what a person does.

mod case;
mod case_command;
mod case_context;
mod decisions;
mod milestone_moves;
mod next_steps;
mod rounds;
mod submission;
mod timeline;

pub(super) use case::Case;
use case_command::ask;
use case_context::{CaseContext, CaseDialog, CaseFormProps};
