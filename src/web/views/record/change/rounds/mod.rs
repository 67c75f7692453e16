//! Impact assessment: a round is issued, parties answer it, their answers stand in a matrix.

mod extend_form;
mod issue_form;
mod matrix;
mod respond_form;
mod rounds_section;

pub(super) use extend_form::extend_form;
pub(super) use issue_form::IssueForm;
pub(super) use respond_form::respond_form;
pub(super) use rounds_section::rounds;
