//! The steps of a mitigation, in order.

use yew::prelude::*;

use super::step_form::StepForm;
use crate::record::{Done, Step};
use crate::stamp::EventId;
use crate::web::platform::dates;
use crate::web::views::record::fields::{due_words, owner_words, prose};
use crate::web::views::record::form::to_heading;
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct MitigationProps {
    /// The record.
    pub(crate) context: RecordContext,
}

/// The steps of a mitigation, and a form for another.
#[component]
pub(crate) fn Mitigation(props: &MitigationProps) -> Html {
    let editing = use_state(|| None::<Option<EventId>>);
    let context = &props.context;
    let set = Callback::from({
        let editing = editing.clone();
        move |to: Option<Option<EventId>>| editing.set(to)
    });
    let onclose = set.reform(|()| None);
    let steps = context.record.mitigation.iter().map(|step| {
        if *editing == Some(Some(step.id)) {
            html! { <li class="item__step" key={step.id.to_string()}><StepForm context={context.clone()} step={step.clone()} onclose={onclose.clone()} /></li> }
        } else {
            view(context, step, &set)
        }
    });
    html! {
        <section class="panel" aria-labelledby="item-mitigation-title">
            <h2 id="item-mitigation-title" class="panel__title" tabindex="-1">{ "Mitigation" }</h2>
            if context.record.mitigation.is_empty() { <p class="meta">{ "No steps yet." }</p> }
            <ol class="item__steps">{ for steps }</ol>
            if *editing == Some(None) {
                <StepForm context={context.clone()} onclose={onclose.clone()} />
            } else if context.editable {
                <button type="button" class="button button--small" onclick={set.reform(|_: MouseEvent| Some(None))}>{ "Add a step" }</button>
            }
        </section>
    }
}

fn view(context: &RecordContext, step: &Step, set: &Callback<Option<Option<EventId>>>) -> Html {
    html! {
        <li class={classes!("item__step", step.done.map(|_| "item__step--done"))} key={step.id.to_string()}>
            { prose(&step.text) }
            <p class="meta item__stepmeta">
                if let Some(owner) = &step.owner { <span>{ owner_words(owner) }</span> }
                if let Some(due) = &step.due { <span>{ "due " }{ due_words(&context.store, due) }</span> }
                if let Some(done) = step.done { <span class="item__done"><span aria-hidden="true">{ "✓ " }</span>{ done_words(done) }</span> }
            </p>
            if context.editable { { buttons(context, step, set) } }
        </li>
    }
}

fn done_words(done: Done) -> String {
    done.day().map_or_else(|| "Done, on a day that is not known".into(), |day| format!("Done {}", dates::long(day)))
}

fn buttons(context: &RecordContext, step: &Step, set: &Callback<Option<Option<EventId>>>) -> Html {
    let id = step.id;
    let words = crate::text::excerpt(&step.text);
    let done = if step.done.is_some() { "Not done" } else { "Mark done" };
    html! {
        <div class="item__buttons">
            <button type="button" class="button button--small" aria-label={format!("{done}: {words}")} onclick={toggles(context, step)}>{ done }</button>
            <button type="button" class="button button--quiet button--small" aria-label={format!("Edit step: {words}")}
                onclick={set.reform(move |_: MouseEvent| Some(Some(id)))}>{ "Edit" }</button>
            <button type="button" class="button button--quiet button--small" aria-label={format!("Remove step: {words}")}
                onclick={removes(context, id)}>{ "Remove" }</button>
        </div>
    }
}

fn toggles(context: &RecordContext, step: &Step) -> Callback<MouseEvent> {
    let (context, step) = (context.clone(), step.clone());
    Callback::from(move |_: MouseEvent| {
        let done = if step.done.is_some() { None } else { Some(Done::On(context.store.session().today())) };
        let to = Some(Step { done, ..step.clone() });
        context.act(
            Command::ChangeStep { record: context.id(), step: step.id, to },
            if done.is_some() { "Step done" } else { "Step not done after all" },
        );
    })
}

fn removes(context: &RecordContext, step: EventId) -> Callback<MouseEvent> {
    let context = context.clone();
    Callback::from(move |event: MouseEvent| {
        to_heading(&event);
        context.act(Command::ChangeStep { record: context.id(), step, to: None }, "Step removed; undo brings it back");
    })
}
