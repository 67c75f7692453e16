//! What the transitions ask for, as lists that the table of transitions names.

pub(super) mod change_request;
pub(super) mod decision;
pub(super) mod raid;
