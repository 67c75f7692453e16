//! The parts of a change request's page, in the order in which its life goes, and the dialog that is open.

use std::rc::Rc;

use yew::prelude::*;

use super::super::desk::Desk;
use super::decide_form::DecideForm;
use super::decisions::decisions;
use super::next_steps::next_steps;
use super::raise_from::raise_from;
use super::respond_form::respond_form;
use super::rounds::rounds;
use super::shifts::shifts;
use super::small_forms::{IssueForm, extend_form, shift_form, submit_form};
use super::story;
use super::versions::versions;
use crate::item::Status;
use crate::log::Event;
use crate::stamp::EventId;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(in super::super) struct CaseProps {
    /// The record.
    pub(in super::super) desk: Desk,
    /// The register's revision: conditions and meetings are records of their own.
    pub(in super::super) revision: u64,
    /// Everything that happened to it; none while that is on its way.
    pub(in super::super) events: Option<Rc<Vec<Event>>>,
    /// Asks for a step in the page's own dialog.
    pub(in super::super) onmove: Callback<Status>,
}

/// What is asked in a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
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
pub(super) struct Shared {
    /// The record.
    pub(super) desk: Desk,
    /// Opens a dialog.
    pub(super) onopen: Callback<Open>,
    /// Asks for a step in the page's own dialog.
    pub(super) onmove: Callback<Status>,
}

/// A dialog about the case.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct FormProps {
    /// The record.
    pub(super) desk: Desk,
    /// Which of its parts, where one is changed.
    #[prop_or_default]
    pub(super) part: Option<EventId>,
    /// Closes the dialog.
    pub(super) onclose: Callback<()>,
}

/// A change request's case.
#[component]
pub(in super::super) fn Case(props: &CaseProps) -> Html {
    let open = use_state(|| None::<Open>);
    let next = use_node_ref();
    let onopen = Callback::from({
        let open = open.clone();
        move |asked: Open| open.set(Some(asked))
    });
    let onclose = Callback::from({
        let open = open.clone();
        move |()| open.set(None)
    });
    let shared = Shared { desk: props.desk.clone(), onopen, onmove: props.onmove.clone() };
    let form = |part: Option<EventId>| FormProps { desk: props.desk.clone(), part, onclose: onclose.clone() };
    let dialog = match *open {
        None => html! {},
        Some(Open::Submit) => submit_form(&form(None)),
        Some(Open::Issue) => html! { <IssueForm ..form(None) /> },
        Some(Open::Extend) => extend_form(&form(None)),
        Some(Open::Respond(which)) => respond_form(&form(which)),
        Some(Open::Decide) => html! { <DecideForm ..form(None) /> },
        Some(Open::RaiseFrom) => raise_from(&props.desk, &onclose),
        Some(Open::Shift(which)) => shift_form(&form(which)),
    };
    html! {
        <>
            { next_steps(&shared, &next) }
            { story::view(&props.desk, props.events.as_ref().map_or(&[], |events| events)) }
            { rounds(&shared) }
            { decisions(&shared) }
            { shifts(&shared) }
            { versions(&shared) }
            { dialog }
        </>
    }
}
