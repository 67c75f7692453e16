//! How likely and how bad a risk is: what stands, what is proposed, and assessing it by the matrix.

mod assess_draft;
mod assess_form;
mod assessments;
mod cells;
mod level_select;

pub(super) use assessments::Assessments;
pub(super) use level_select::{definitions, level_of, step_select, tag};
