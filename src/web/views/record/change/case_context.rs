//! What the parts of a change request's case are given, and the dialogs about it.

use yew::prelude::*;

use crate::record::Status;
use crate::stamp::EventId;
use crate::web::views::record::record_context::RecordContext;

/// The dialog about the case that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CaseDialog {
    /// The text is submitted as a version.
    Submit,
    /// A round is issued.
    Issue,
    /// The round is extended.
    Extend,
    /// An answer is recorded, or that one is changed.
    Respond(Option<EventId>),
    /// A decision is recorded.
    Decide,
    /// A record is raised from it.
    RaiseFrom,
    /// A milestone it moves is added, or that one is changed.
    MilestoneMove(Option<EventId>),
}

/// What the parts of the case share.
#[derive(Clone)]
pub(crate) struct CaseContext {
    /// The record.
    pub(crate) context: RecordContext,
    /// Opens a dialog.
    pub(crate) onopen: Callback<CaseDialog>,
    /// Asks for a step in the page's own dialog.
    pub(crate) onmove: Callback<Status>,
}

/// A dialog about the case.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct CaseFormProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// Which of its parts, where one is changed.
    #[prop_or_default]
    pub(crate) part: Option<EventId>,
    /// Closes the dialog.
    pub(crate) onclose: Callback<()>,
}
