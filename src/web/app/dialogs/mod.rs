//! The dialogs of the page itself. Those about records stand with their views.

mod begin;
mod earlier;
mod fault;
mod hand_edits;
mod help;
mod kinds;
mod lists;
mod preview;
mod process;
mod reading;
mod rename;
mod report;
mod scheme;
mod settings;
mod struck;
mod title_form;
mod working_days;

use begin::replaced;
pub use begin::{BeginDialog, BeginDialogProps};
pub use earlier::earlier;
pub use fault::fault_dialog;
pub use hand_edits::hand_edits;
pub use help::help_dialog;
pub use kinds::{KindsDialog, KindsDialogProps};
pub use lists::{ListsDialog, ListsDialogProps};
pub use preview::{PreviewDialog, PreviewDialogProps};
pub use process::{ProcessDialog, ProcessDialogProps};
pub use reading::{reading, under_way};
pub use rename::rename_dialog;
pub use report::report;
pub use scheme::{SchemeDialog, SchemeDialogProps};
pub use settings::settings_dialog;
pub use struck::struck;
pub use working_days::{WorkingDaysDialog, WorkingDaysDialogProps};
