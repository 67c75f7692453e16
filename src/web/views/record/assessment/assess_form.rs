//! The form that assesses a risk, by the matrix or by two selects.

use yew::prelude::*;

use super::assess_draft::AssessDraft;
use super::cells::{Cell, Cells};
use super::level_select::{definitions, level_of, select, step_select, tag};
use crate::record::{Shape, Slot};
use crate::scheme::{Band, ScaleOf, Scheme};
use crate::web::views::record::form::{Draft, cancels, escapes, lined, use_begun, use_filling, use_first_control};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which of the assessments is made.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct AssessFormProps {
    /// The record.
    pub(super) context: RecordContext,
    /// Whether it is the target; else the current one, agreed or proposed.
    pub(super) target: bool,
    /// Closes the form.
    pub(super) onclose: Callback<()>,
}

/// The form that assesses a risk.
#[component]
pub(super) fn AssessForm(props: &AssessFormProps) -> Html {
    let context = &props.context;
    let start = context.record.assessment(if props.target { Slot::Target } else { Slot::Current });
    let (place, label) = if props.target { ("target", "Target") } else { ("assessment", "Assessment") };
    let begun = use_begun(context, place, AssessDraft::of(start, context.store.session().today()));
    let draft = begun.draft.clone();
    let filling = use_filling(context, place, label, begun.left());
    let error = use_state(|| None::<String>);
    let form = use_node_ref();
    use_first_control(form.clone());
    let scheme = &context.setup;
    let keep = |slot: Slot| {
        let (props, filling, error, form) = (props.clone(), filling.clone(), error.clone(), form.clone());
        let draft = draft.clone();
        Callback::from(move |event: MouseEvent| {
            filling.finish(save(&props.context, slot, &draft), &event, &form, &error, &props.onclose);
        })
    };
    let onclose = {
        let filling = filling.clone();
        props.onclose.reform(move |()| filling.put_aside())
    };
    html! {
        <form ref={form.clone()} class="item__form" onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())} onkeydown={escapes(&onclose)}
            aria-label={if props.target { "Set a target" } else { "Assess" }}>
            { begun.state() }
            { figures(&draft, scheme) }
            { restated(&draft) }
            { words(&draft, error.as_deref()) }
            <div class="item__buttons">
                if props.target {
                    <button type="button" class="button button--primary button--small" onclick={keep(Slot::Target)}>{ "Set target" }</button>
                } else {
                    <button type="button" class="button button--primary button--small" onclick={keep(Slot::Proposed)}>{ "Propose" }</button>
                    <button type="button" class="button button--small" onclick={keep(Slot::Current)}>{ "Record as agreed" }</button>
                    <button type="button" class="button button--small" onclick={keep(Slot::Inherent)}>{ "Record as inherent" }</button>
                }
                <button type="button" class="button button--quiet button--small" onclick={cancels(&onclose)}>{ "Cancel" }</button>
            </div>
        </form>
    }
}

/// Nothing works the level out from one figure alone, so it is easily left behind.
fn restated(draft: &AssessDraft) -> Html {
    match draft.left_behind() {
        None => html! {},
        Some(level) => html! {
            <p class="field__hint" role="status">
                { format!("The level is not worked out without both figures. It stays {} unless you say another.", level.word()) }
            </p>
        },
    }
}

fn save(context: &RecordContext, slot: Slot, draft: &AssessDraft) -> Result<(), String> {
    let to = Some(draft.read()?);
    context
        .store
        .session()
        .carry_out(Command::Assess { record: context.id(), slot, to })
        .map_err(|refusal| refusal.to_string())?;
    context.store.notices().announce(match slot {
        Slot::Current if context.record.assessment(Slot::Proposed).is_some() => {
            "Assessment agreed; the open proposal is closed by it"
        }
        Slot::Current => "Assessment agreed",
        Slot::Proposed => "Assessment proposed",
        Slot::Target => "Target set",
        Slot::Inherent => "Inherent assessment recorded",
    });
    Ok(())
}

fn figures(draft: &UseStateHandle<AssessDraft>, scheme: &Scheme) -> Html {
    let level = draft.level(scheme);
    let marks = draft.likelihood.zip(draft.impact).map(|cell| ("Chosen".into(), cell)).into_iter().collect::<Vec<_>>();
    let onpick = changes(draft, |draft, (likelihood, impact): Cell| {
        draft.likelihood = Some(likelihood);
        draft.impact = Some(impact);
    });
    let likelihood = changes(draft, |draft, word: String| draft.likelihood = level_of(&word));
    let impact = changes(draft, |draft, word: String| draft.impact = level_of(&word));
    let stated = changes(draft, |draft, word: String| draft.stated = Band::from_name(&word));
    let computed = draft.likelihood.is_some() && draft.impact.is_some();
    html! {
        <>
            <div class="item__pair">
                { step_select("item-assess-likelihood", scheme, ScaleOf::Likelihood, draft.likelihood, likelihood) }
                { step_select("item-assess-impact", scheme, ScaleOf::Impact, draft.impact, impact) }
            </div>
            { definitions(scheme, [draft.likelihood, draft.impact]) }
            <Cells matrix={scheme.matrix.clone()} {marks} onpick={Some(onpick)} />
            if computed {
                <p class="item__level" role="status">{ "Level: " }{ level.map_or_else(|| html! {}, tag) }{ above_appetite(scheme, level) }</p>
            } else {
                { select("item-assess-level", "Level, as stated", &bands(), level.map_or("", Band::word), stated) }
            }
        </>
    }
}

fn words(draft: &UseStateHandle<AssessDraft>, error: Option<&str>) -> Html {
    let why = changes(draft, |draft, typed: String| draft.why = typed);
    let by = changes(draft, |draft, typed: String| draft.by = typed);
    let on = changes(draft, |draft, typed: String| draft.on = typed);
    html! {
        <>
            { lined("item-assess-why", "Reason", Shape::Text, &Draft::of_text(draft.why.clone()), None, why) }
            { lined("item-assess-by", "Assessed by, if somebody else", Shape::Line, &Draft::of_text(draft.by.clone()), None, by) }
            { lined("item-assess-on", "On", Shape::Day, &Draft::of_text(draft.on.clone()), None, on) }
            if let Some(error) = error { <p class="field__error" role="alert" tabindex="-1">{ error }</p> }
        </>
    }
}

fn changes<T: 'static>(draft: &UseStateHandle<AssessDraft>, change: impl Fn(&mut AssessDraft, T) + 'static) -> Callback<T> {
    let draft = draft.clone();
    Callback::from(move |value: T| {
        let mut next = (*draft).clone();
        change(&mut next, value);
        draft.set(next);
    })
}

fn bands() -> Vec<(String, String)> {
    Band::ALL.iter().map(|band| (band.word().to_owned(), band.word().to_owned())).collect()
}

fn above_appetite(scheme: &Scheme, level: Option<Band>) -> Option<&'static str> {
    (scheme.appetite.is_some() && level > scheme.appetite).then_some(" above the appetite for risk")
}
