//! One record: everything about it, edited in place; and the forms that raise one.

mod assess_draft;
mod assess_form;
mod assessments;
mod cells;
mod change;
mod control;
mod desk;
mod details;
mod draft;
mod focus;
mod header;
mod history;
mod in_place;
mod in_place_view;
mod link_form;
mod links;
mod missing;
mod mitigation;
mod notes;
mod own_fields;
mod page;
mod picker;
mod raise;
mod shown;
mod status_dialog;
mod step_form;
mod strike_dialog;
mod subject;
mod texts;
mod told;
mod view;
mod way;
mod words;

pub use raise::{RaiseDialog, RaiseDialogProps};
pub use view::{ItemView, ItemViewProps};
