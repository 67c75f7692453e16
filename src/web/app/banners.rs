//! What stays in sight while it holds: nothing is kept, the file's state and log differ.

use web_sys::Element;
use yew::prelude::*;

use super::app_context::{AppContext, PartProps};
use super::place::focus_heading;
use super::save_pill::sentence;
use crate::fold::Conflict;
use crate::snapshot::{Edits, Finding};
use crate::web::platform::dates;
use crate::web::platform::task::spawn_local;
use crate::web::second_part::second_part;
use crate::web::store::SaveState;
use crate::web::views::overview::open_conflicts;
use crate::web::views::parts::{Answered, Placeholder, conflict, from_second_part, item_link};

/// Lines under the bar. The one about storage is read out when it comes up.
#[component]
pub fn Banners(props: &PartProps) -> Html {
    let put_away = use_state(|| 0_usize);
    let put_away_conflicts = use_state(|| 0_usize);
    let findings = props.context.store.consistency_check().findings();
    let onclick = {
        let (put_away, count) = (put_away.clone(), findings.len());
        Callback::from(move |event: MouseEvent| {
            leave(&event);
            put_away.set(count);
        })
    };
    let editable = findings.iter().any(Finding::is_by_hand) && !props.context.store.session().is_read_only();
    html! {
        <div class="banners">
            <div role="status">{ storage(&props.context) }</div>
            { settled_later(&props.context) }
            { conflicts(&props.context, &put_away_conflicts) }
            if !findings.is_empty() && *put_away != findings.len() {
                <details class="banner">
                    <summary class="banner__summary">{ heading(&findings) }</summary>
                    { list(&props.context, &findings) }
                    if editable { <p>{ ASK }</p> }
                    <div class="item__buttons">
                        if editable {
                            <button type="button" class="button button--small" onclick={puts_right(&props.context, true)}>{ "Keep these edits" }</button>
                            <button type="button" class="button button--small" onclick={puts_right(&props.context, false)}>
                                { "Put back what the history says" }
                            </button>
                        }
                        <button type="button" class="button button--small" {onclick}>{ "Put this away" }</button>
                    </div>
                </details>
            }
        </div>
    }
}

/// What can be done about a file that somebody edited by hand.
const ASK: &str = "What was changed by hand can be kept: it is then recorded as a change of yours, today, and stands in \
                   the history. Or the history counts, and the file comes back as it was.";

fn puts_right(context: &AppContext, keep: bool) -> Callback<MouseEvent> {
    let store = context.store.clone();
    Callback::from(move |event: MouseEvent| {
        leave(&event);
        let store = store.clone();
        spawn_local(async move { store.consistency_check().reconcile(keep).await });
    })
}

/// The button that was pressed goes away with its line: the focus goes on to what is shown.
fn leave(event: &MouseEvent) {
    let app = event.target_dyn_into::<Element>().and_then(|button| button.closest(".app").ok().flatten());
    if let Some(app) = app {
        focus_heading(&app);
    }
}

fn storage(context: &AppContext) -> Html {
    let state = context.store.save_status().state();
    let kept = !matches!(state, SaveState::Memory(_) | SaveState::Failed(_));
    if context.store.session().is_read_only() {
        return Html::default();
    }
    let export = context.export.reform(|_: MouseEvent| None);
    if kept {
        return unfiled(context, export);
    }
    html! {
        <div class="banner banner--storage">
            <span>{ sentence(&state, context.store.save_status().is_kept_by_host()) }</span>
            <button type="button" class="button button--small" onclick={export}>{ "Export everything" }</button>
        </div>
    }
}

/// Reminds of an export, where the last changes are in this browser alone for days.
fn unfiled(context: &AppContext, export: Callback<MouseEvent>) -> Html {
    let Some(since) = context.store.export_reminder().since() else { return Html::default() };
    let store = context.store.clone();
    let later = Callback::from(move |_: MouseEvent| store.export_reminder().remind_tomorrow());
    html! {
        <div class="banner">
            <span>{ format!("What was changed since {} is in this browser alone, which may clear it one day. Export it, and keep the file elsewhere.", dates::long(since)) }</span>
            <span>
                <button type="button" class="button button--small" onclick={export}>{ "Export everything" }</button>
                <button type="button" class="button button--small button--quiet" onclick={later}>{ "Remind me tomorrow" }</button>
            </span>
        </div>
    }
}

/// How many records hold a conflict that nobody has settled. Put away, it comes back when their number changes.
fn conflicts(context: &AppContext, put_away: &UseStateHandle<usize>) -> Html {
    let count = context.store.session().in_conflict();
    if count == 0 || count == **put_away {
        return Html::default();
    }
    let put_away = put_away.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        leave(&event);
        put_away.set(count);
    });
    html! {
        <div class="banner">
            <span>{ open_conflicts(context.store.route(), count) }</span>
            <button type="button" class="button button--small" {onclick}>{ "Put this away" }</button>
        </div>
    }
}

/// Where two people changed the register's title or scoring.
fn settled_later(context: &AppContext) -> Html {
    let all = context.store.heading_conflicts();
    if all.is_empty() {
        return Html::default();
    }
    let context = context.clone();
    from_second_part(Placeholder::Nothing, move || heading_conflicts(&context, &all))
}

second_part! {
    "0a" fn heading_conflicts(context: &AppContext, all: &[Conflict]) -> Html {
        drawn_conflicts(context, all)
    }

    // Nothing is found before the comparison, which is in the second part, too.
    "0b" fn list(context: &AppContext, findings: &[Finding]) -> Html {
        html! { <ul class="banner__list">{ for findings.iter().map(|finding| line(context, finding)) }</ul> }
    }
}

/// They stay until somebody settles them.
fn drawn_conflicts(context: &AppContext, all: &[Conflict]) -> Html {
    let one = |(number, open): (usize, &Conflict)| {
        let (store, subject) = (context.store.clone(), open.subject.clone());
        let answer = Callback::from(move |(event, take): Answered| {
            leave(&event);
            let (store, subject) = (store.clone(), subject.clone());
            spawn_local(async move { store.settle_heading(subject, take).await });
        });
        conflict(
            format!("heading-conflict-{number}"),
            open,
            true,
            Some(&answer).filter(|_| !context.store.session().is_read_only()),
        )
    };
    html! {
        <details class="banner">
            <summary class="banner__summary">{ "Two people changed the register’s title or scheme, and nobody has settled it" }</summary>
            { for all.iter().enumerate().map(one) }
        </details>
    }
}

fn heading(findings: &[Finding]) -> String {
    match findings.len() {
        1 => "One thing in this file needs a look".into(),
        count => format!("{count} things in this file need a look"),
    }
}

fn line(context: &AppContext, finding: &Finding) -> Html {
    let link = |reference: &String| html! { { item_link(context.store.route(), reference) } };
    match finding {
        Finding::Differs { reference, edits, .. } => html! {
            <li>
                { link(reference) }
                { ": the record does not follow from its history; somebody may have changed the file by hand. It is shown as the file has it." }
                { edited(edits) }
            </li>
        },
        Finding::Strange { reference, anomaly } => html! { <li>{ link(reference) }{ format!(": {anomaly}.") }</li> },
        Finding::Gone { what, .. } => {
            html! { <li>{ format!("{what}: the history raises it, and the file does not show it; somebody may have taken it out by hand.") }</li> }
        }
        Finding::Heading { heading } => {
            let what = heading.word();
            html! { <li>{ format!("The register’s {what} does not follow from the history. It is shown as the file has it.") }</li> }
        }
        Finding::Damaged { line: 0, what } => {
            html! { <li>{ format!("The history holds a line that cannot be read. {what}.") }</li> }
        }
        Finding::Damaged { line, what } => html! { <li>{ format!("Line {line} of the history cannot be read: {what}.") }</li> },
    }
}

/// What was changed, and what of it cannot be kept.
fn edited(edits: &Edits) -> Html {
    html! {
        <>
            if !edits.kept.is_empty() {
                <ul>{ for edits.kept.iter().map(|edit| html! { <li dir="auto">{ edit }</li> }) }</ul>
            }
            if !edits.beyond.is_empty() {
                <p>{ format!("No change can record this, so it is put back either way: {}.", edits.beyond.join("; ")) }</p>
            }
        </>
    }
}
