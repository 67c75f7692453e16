//! What two people set of a record without knowing of each other.

use yew::prelude::*;

use crate::fold::{Conflict, conflicts};
use crate::log::{ConflictSubject, Event};
use crate::record::Status;
use crate::session::Session;
use crate::web::views::parts::{Answered, conflict};
use crate::web::views::record::form::to_heading;
use crate::web::views::record::record_context::RecordContext;

/// The record's conflicts that nobody has settled; nothing where there are none.
pub(super) fn open_conflicts(context: &RecordContext, events: &[Event]) -> Html {
    let all = if context.record.removed.is_some() { Vec::new() } else { conflicts(events) };
    if all.is_empty() {
        return html! {};
    }
    html! {
        <section class="item__warnings conflicts" aria-labelledby="item-conflicts-title">
            <h2 id="item-conflicts-title" class="panel__title" tabindex="-1">{ "Two people changed the same" }</h2>
            <p>{ "Neither knew of the other. One value stands; say which of them is to stay, and every copy that this is merged into follows." }</p>
            { for all.iter().enumerate().map(|(number, conflict)| one(context, number, conflict)) }
        </section>
    }
}

fn one(context: &RecordContext, number: usize, open: &Conflict) -> Html {
    let answer = {
        let (context, subject) = (context.clone(), open.subject.clone());
        Callback::from(move |(event, take): Answered| {
            to_heading(&event);
            context.store.settle_conflict(context.id(), &subject, take);
        })
    };
    let can_take = Session::can_take(&context.record, &open.subject);
    conflict(format!("item-conflict-{number}"), &as_called(context, open), can_take, context.editable.then_some(&answer))
}

/// The conflict with statuses as the register calls them.
fn as_called(context: &RecordContext, open: &Conflict) -> Conflict {
    let mut shown = open.clone();
    if shown.subject == ConflictSubject::Status {
        for side in std::iter::once(&mut shown.standing).chain(&mut shown.overwritten) {
            if let Some(status) = Status::from_name(&side.value) {
                side.value = context.store.session().status_label(status);
            }
        }
    }
    shown
}
