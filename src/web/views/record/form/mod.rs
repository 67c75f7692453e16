//! What every form of a record is made of: drafts and the controls that hold them, dialogs of questions, what is kept of a
//! form that goes, and where the focus goes.

mod ask_form;
mod control;
mod draft;
mod focus;
mod form_drafts;
mod form_line;
mod inline_form;

pub(super) use ask_form::{Answers, AskForm, Question, Wrong, refused};
pub(super) use control::Control;
pub(super) use draft::Draft;
pub(super) use focus::{focus_in, goes, to_error, to_heading, use_first_control};
pub(super) use form_drafts::{left_words, resumed, use_begun, use_filling};
pub(super) use form_line::{field, line, lined, typed};
pub(super) use inline_form::{cancels, escapes};
