//! The text of a change request, submitted as versions that never change again.

mod submit_form;
mod versions;

pub(super) use submit_form::submit_form;
pub(super) use versions::{version_place, versions};
