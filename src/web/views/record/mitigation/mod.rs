//! What is done about a risk: the steps, and the form for one of them.

mod mitigation_section;
mod step_form;

pub(super) use mitigation_section::Mitigation;
