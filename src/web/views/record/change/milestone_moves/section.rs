//! The milestones a change request moves: from and to, given to the milestone only when somebody says so.

use yew::prelude::*;

use crate::record::Kind;
use crate::record::case::MilestoneMove;
use crate::web::platform::dates;
use crate::web::views::parts::item_link;
use crate::web::views::record::change::{CaseContext, CaseDialog, ask};
use crate::workflow::{CaseCommand, is_approved};

/// The milestones it moves.
pub(crate) fn milestone_moves(shared: &CaseContext) -> Html {
    let context = &shared.context;
    let all = &context.record.case.milestone_moves;
    let approved = is_approved(context.record.standing.status);
    let is_used = context.setup.is_offered(Kind::Milestone);
    if all.is_empty() && (!context.editable || approved || !is_used) {
        return html! {};
    }
    html! {
        <section class="panel" aria-labelledby="change-shifts-title">
            <h2 id="change-shifts-title" class="panel__title" tabindex="-1">{ "Milestones it moves" }</h2>
            if all.is_empty() {
                <p class="meta">{ "It moves no milestone." }</p>
            } else {
                <div class="change__scroll" role="region" tabindex="0" aria-labelledby="change-shifts-title">
                    <table class="change__table">
                        <thead><tr><th scope="col">{ "Milestone" }</th><th scope="col">{ "From" }</th><th scope="col">{ "To" }</th><th scope="col">{ "Milestone itself" }</th></tr></thead>
                        <tbody>{ for all.iter().map(|milestone_move| row(shared, milestone_move, approved)) }</tbody>
                    </table>
                </div>
            }
            if context.editable && !approved {
                <button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::MilestoneMove(None))}>{ "Add a milestone…" }</button>
            }
        </section>
    }
}

fn row(shared: &CaseContext, milestone_move: &MilestoneMove, approved: bool) -> Html {
    let id = milestone_move.id;
    let context = &shared.context;
    let acts = |asked: fn(&CaseContext, crate::stamp::EventId) -> (CaseCommand, &'static str)| {
        let shared = shared.clone();
        Callback::from(move |_: MouseEvent| {
            let (asked, done) = asked(&shared, id);
            if let Err((_, why)) = ask(&shared.context, asked, done) {
                shared.context.store.notices().complain(why);
            }
        })
    };
    let applies = acts(|shared, milestone_move| {
        (
            CaseCommand::ApplyMilestoneMove { milestone_move, on: shared.context.store.session().today() },
            "The milestone has its new baseline",
        )
    });
    let removes = acts(|_, milestone_move| {
        (CaseCommand::ChangeMilestoneMove { milestone_move, to: None }, "Taken off the list; undo brings it back")
    });
    html! {
        <tr key={id.to_string()}>
            <th scope="row">{ item_link(context.store.route(), &milestone_move.cited) }</th>
            <td>{ milestone_move.from.map_or_else(|| "No baseline".into(), dates::long) }</td>
            <td>{ dates::long(milestone_move.to) }</td>
            <td>
                if let Some(made) = milestone_move.made {
                    { format!("Moved on {}", dates::long(made)) }
                } else if context.editable && approved {
                    <button type="button" class="button button--small" aria-label={format!("Move {} to its new baseline", milestone_move.cited)} onclick={applies}>{ "Move it" }</button>
                } else if context.editable {
                    <button type="button" class="button button--quiet button--small" aria-label={format!("Change {}", milestone_move.cited)}
                        onclick={shared.onopen.reform(move |_: MouseEvent| CaseDialog::MilestoneMove(Some(id)))}>{ "Change…" }</button>
                    <button type="button" class="button button--quiet button--small" aria-label={format!("Remove {}", milestone_move.cited)} onclick={removes}>{ "Remove" }</button>
                } else {
                    { "Not moved" }
                }
            </td>
        </tr>
    }
}
