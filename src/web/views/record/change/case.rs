//! The parts of a change request's page, in the order in which its life goes, and the dialog that is open.

use std::rc::Rc;

use yew::prelude::*;

use super::case_context::{CaseContext, CaseDialog, CaseFormProps};
use super::decisions::{DecideForm, decisions};
use super::milestone_moves::{milestone_move_form, milestone_moves};
use super::next_steps::next_steps;
use super::rounds::{IssueForm, extend_form, respond_form, rounds};
use super::submission::{submit_form, versions};
use super::timeline;
use crate::log::Event;
use crate::record::Status;
use crate::stamp::EventId;
use crate::web::views::record::raise::raise_from;
use crate::web::views::record::record_context::RecordContext;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct CaseProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// The register's revision: conditions and meetings are records of their own.
    pub(crate) revision: u64,
    /// Everything that happened to it; none while that is on its way.
    pub(crate) events: Option<Rc<Vec<Event>>>,
    /// Asks for a step in the page's own dialog.
    pub(crate) onmove: Callback<Status>,
}

/// A change request's case.
#[component]
pub(crate) fn Case(props: &CaseProps) -> Html {
    let open = use_state(|| None::<CaseDialog>);
    let next = use_node_ref();
    let onopen = Callback::from({
        let open = open.clone();
        move |asked: CaseDialog| open.set(Some(asked))
    });
    let onclose = Callback::from({
        let open = open.clone();
        move |()| open.set(None)
    });
    let shared = CaseContext { context: props.context.clone(), onopen, onmove: props.onmove.clone() };
    let form = |part: Option<EventId>| CaseFormProps { context: props.context.clone(), part, onclose: onclose.clone() };
    let dialog = match *open {
        None => html! {},
        Some(CaseDialog::Submit) => submit_form(&form(None)),
        Some(CaseDialog::Issue) => html! { <IssueForm ..form(None) /> },
        Some(CaseDialog::Extend) => extend_form(&form(None)),
        Some(CaseDialog::Respond(which)) => respond_form(&form(which)),
        Some(CaseDialog::Decide) => html! { <DecideForm ..form(None) /> },
        Some(CaseDialog::RaiseFrom) => raise_from(&props.context, &onclose),
        Some(CaseDialog::MilestoneMove(which)) => milestone_move_form(&form(which)),
    };
    html! {
        <>
            { next_steps(&shared, &next) }
            { timeline::view(&props.context, props.events.as_ref().map_or(&[], |events| events)) }
            { rounds(&shared) }
            { decisions(&shared) }
            { milestone_moves(&shared) }
            { versions(&shared) }
            { dialog }
        </>
    }
}
