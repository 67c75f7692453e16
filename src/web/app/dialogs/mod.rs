//! The dialogs of the page itself. Those about records stand with their views.

mod begin;
mod earlier;
mod fault;
mod help;
mod preview;
mod reading;
mod rename;
mod report;
mod scheme;
mod settings;
mod struck;
mod title_form;
mod working_days;

use begin::Replaced;
pub use begin::{BeginDialog, BeginDialogProps};
pub use earlier::earlier;
pub use fault::{FaultDialog, FaultDialogProps};
pub use help::{HelpDialog, HelpDialogProps};
pub use preview::{PreviewDialog, PreviewDialogProps};
pub use reading::{Reading, ReadingProps};
pub use rename::{RenameDialog, RenameDialogProps};
pub use report::report;
pub use scheme::{SchemeDialog, SchemeDialogProps};
pub use settings::{SettingsDialog, SettingsDialogProps};
pub use struck::struck;
pub use working_days::{WorkingDaysDialog, WorkingDaysDialogProps};
