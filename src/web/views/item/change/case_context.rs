//! What the parts of a change request's case are given, and the dialogs about it.

use yew::prelude::*;

use super::super::desk::Desk;
use crate::item::Status;
use crate::stamp::EventId;

/// The dialog about the case that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CaseDialog {
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
    Shift(Option<EventId>),
}

/// What the parts of the case share.
#[derive(Clone)]
pub(super) struct CaseContext {
    /// The record.
    pub(super) desk: Desk,
    /// Opens a dialog.
    pub(super) onopen: Callback<CaseDialog>,
    /// Asks for a step in the page's own dialog.
    pub(super) onmove: Callback<Status>,
}

/// A dialog about the case.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct CaseFormProps {
    /// The record.
    pub(super) desk: Desk,
    /// Which of its parts, where one is changed.
    #[prop_or_default]
    pub(super) part: Option<EventId>,
    /// Closes the dialog.
    pub(super) onclose: Callback<()>,
}
