//! Asks where a record goes, since when, and why.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::way::way;
use crate::calendar::read_day;
use crate::kind::PageSection;
use crate::record::{Kind, Shape, Status};
use crate::scheme::Scheme;
use crate::web::views::parts::Dialog;
use crate::web::views::phrases::day_typed;
use crate::web::views::record::form::{Draft, field, to_error, use_first_control};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{Command, Refusal, does_not_follow, following, is_status_used, needs_reason, unmet_requirements};

/// Which record, and where to.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct StatusDialogProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// The first answer.
    pub(crate) to: Option<Status>,
    /// Closes the dialog.
    pub(crate) onclose: Callback<()>,
}

/// Which answer is wrong, and why.
type Wrong = (&'static str, String);

/// Asks where a record goes, since when, and why.
#[component]
pub(crate) fn StatusDialog(props: &StatusDialogProps) -> Html {
    let context = &props.context;
    let (kind, from) = (context.record.kind, context.record.standing.status);
    let scheme = &context.setup;
    let next: Vec<Status> = following(scheme, kind, from).map(|row| row.to).collect();
    // A change request has its way; of others, no answer is likelier than another.
    let chooses = !kind.has(PageSection::Case);
    let to = use_state(|| props.to.or(next.first().copied().filter(|_| !chooses)).unwrap_or(from));
    let on = use_state(|| Draft::of_text(day_typed(context.store.session().today())));
    let why = use_state(Draft::default);
    let wrong = use_state(|| None::<Wrong>);
    let anyway = use_state(|| false);
    let form = use_node_ref();
    use_first_control(form.clone());
    let onsubmit = Callback::from({
        let (props, to, on, why, wrong) = (props.clone(), to.clone(), on.clone(), why.clone(), wrong.clone());
        let form = form.clone();
        let anyway = anyway.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            match go(&props.context, *to, &on.text, &why.text, *anyway) {
                Ok(()) => props.onclose.emit(()),
                Err(why) => {
                    wrong.set(Some(why));
                    to_error(&form);
                }
            }
        }
    });
    let onanyway = Callback::from({
        let anyway = anyway.clone();
        move |_: Event| anyway.set(!*anyway)
    });
    let says = |at: &str| (*wrong).as_ref().filter(|(where_, _)| *where_ == at).map(|(_, why)| why.as_str());
    html! {
        <Dialog title="Change status" onclose={props.onclose.clone()}>
            <form ref={form} class="item__form" {onsubmit}>
                <p>{ "It is " }<strong>{ scheme.status_label(from) }</strong>{ " now." }</p>
                { choice(scheme, kind, (from, chooses), &next, &to, says("to")) }
                { field("item-status-why", "Reason", Shape::Text, &why, says("why"), needs_reason(scheme, kind, from, *to)) }
                { field("item-status-on", "Since", Shape::Day, &on, says("on"), !chooses) }
                { missing(props, *to, (&on.text, &why.text), *anyway, onanyway, says("missing").is_some()) }
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Change status" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the step still needs on the day and for the reason that are typed, each with the way to it, and the way to take the
/// step all the same.
fn missing(
    props: &StatusDialogProps,
    to: Status,
    typed: (&str, &str),
    anyway: bool,
    onchange: Callback<Event>,
    refused: bool,
) -> Html {
    let context = &props.context;
    let day = read_day(typed.0.trim()).ok();
    let (kind, from) = (context.record.kind, context.record.standing.status);
    let (leap, all) = context.store.session().read(|session| {
        let register = session.register();
        let leap = does_not_follow(&register.scheme, kind, from, to).filter(|_| to != from);
        (leap, unmet_requirements(register, &context.record, to, day, Some(typed.1)))
    });
    if all.is_empty() && leap.is_none() {
        return html! {};
    }
    html! {
        <div class="change__although" role={refused.then_some("alert")} tabindex={refused.then_some("-1")}>
            <p><strong>{ format!("It cannot go to “{}” yet:", context.store.session().status_label(to)) }</strong></p>
            <ul>{ for leap.map(|leap| html! { <li>{ leap }</li> }) }{ for all.iter().map(|missing| html! { <li>{ &missing.what }{ way(context, missing, &props.onclose) }</li> }) }</ul>
            <label class="check">
                <input id="item-status-anyway" type="checkbox" checked={anyway} {onchange} />
                { "Go on all the same. The reason and what is missing are kept and shown in reports." }
            </label>
        </div>
    }
}

/// What follows, and what only a reason leads to. `chooses`: nothing is chosen at first.
fn choice(
    scheme: &Scheme,
    kind: Kind,
    (from, chooses): (Status, bool),
    next: &[Status],
    to: &UseStateHandle<Status>,
    error: Option<&str>,
) -> Html {
    let (chosen, set) = (**to, to.setter());
    let onchange = Callback::from(move |event: Event| {
        if let Some(status) = Status::from_name(&event.target_unchecked_into::<HtmlSelectElement>().value()) {
            set.set(status);
        }
    });
    let option = |status: Status, words: &str| html! { <option value={status.word()} selected={status == chosen}>{ words.to_owned() }</option> };
    let others = Status::of(kind)
        .iter()
        .filter(|status| **status != from && !next.contains(status) && is_status_used(scheme, kind, **status));
    html! {
        <div class="field">
            <label class="field__label" for="item-status-to">{ "New status" }</label>
            if let Some(error) = error { <span id="item-status-to-error" class="field__error">{ error }</span> }
            <select class="select" id="item-status-to" {onchange} aria-invalid={error.map(|_| "true")} aria-describedby={error.map(|_| "item-status-to-error")}>
                if chooses { { option(from, "Choose…") } }
                { for next.iter().map(|status| option(*status, scheme.status_label(*status))) }
                <optgroup label="Out of turn">
                    { for others.map(|status| option(*status, scheme.status_label(*status))) }
                </optgroup>
            </select>
        </div>
    }
}

fn go(context: &RecordContext, to: Status, on: &str, why: &str, anyway: bool) -> Result<(), Wrong> {
    if to == context.record.standing.status {
        return Err(("to", "Choose a new status".into()));
    }
    let on = match on.trim() {
        "" => None,
        typed => Some(read_day(typed).map_err(|bad| ("on", bad.to_string()))?),
    };
    let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
    let command = match anyway {
        true => Command::Override { record: context.id(), to, on, why: why.unwrap_or_default() },
        false => Command::Move { record: context.id(), to, on, why },
    };
    match context.store.session().carry_out(command) {
        Ok(_) | Err(Refusal::NoChange) => {
            context.store.notices().announce(format!(
                "{} is now {}",
                context.record.shown_reference(),
                context.store.session().status_label(to)
            ));
            Ok(())
        }
        Err(refusal @ Refusal::NoDay { .. }) => Err(("on", refusal.to_string())),
        Err(refusal @ (Refusal::Unmet { .. } | Refusal::NotAStep { .. })) => Err(("missing", refusal.to_string())),
        Err(refusal) => Err(("why", refusal.to_string())),
    }
}
