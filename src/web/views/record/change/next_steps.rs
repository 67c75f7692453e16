//! What comes next: the steps that follow, and what each still needs, filled in where it is missed.

use yew::prelude::*;

use super::case_context::{CaseContext, CaseDialog};
use crate::record::Field;
use crate::record::case::TransitionRecord;
use crate::web::platform::dates;
use crate::web::views::parts::item_link;
use crate::web::views::record::fields::{InPlace, Subject};
use crate::web::views::record::form::{focus_in, goes};
use crate::web::views::record::record_context::RecordContext;
use crate::web::views::record::reference::reference_of;
use crate::web::views::record::requirement_place::target;
use crate::workflow::{Dialog, Place, Transition, UnmetRequirement, lifecycle, next_steps as following, unmet_requirements};

/// A step that can be taken.
struct Step {
    row: &'static Transition,
    words: &'static str,
    missing: Vec<UnmetRequirement>,
}

/// What comes next. Its heading has the focus when something was filled in.
pub(super) fn next_steps(shared: &CaseContext, heading: &NodeRef) -> Html {
    let context = &shared.context;
    let standing = &context.record.standing;
    let steps = steps(context);
    let onsaved = Callback::from({
        let heading = heading.clone();
        move |_: (Field, bool)| focus_in(heading.cast::<web_sys::Element>().as_ref(), "h2")
    });
    html! {
        <section ref={heading.clone()} class="panel change__next" aria-labelledby="change-next-title">
            <h2 id="change-next-title" class="panel__title" tabindex="-1">{ "What comes next" }</h2>
            { path(context) }
            if steps.is_empty() {
                <p class="meta">{ if standing.status.is_settled_for(context.record.kind) { "Nothing more is expected of it." } else { "Nothing can follow here." } }</p>
            }
            if context.editable {
                <ul class="change__steps">{ for steps.iter().enumerate().map(|(at, step)| row(shared, step, at == 0, &onsaved)) }</ul>
            }
            { for context.record.overrides().iter().map(|step| although(context, step)) }
        </section>
    }
}

/// A step that was taken although something was missing, for as long as the request is there.
fn although(context: &RecordContext, step: &TransitionRecord) -> Html {
    let words = step.although(&context.setup);
    html! { <p class="change__although" dir="auto" key={step.id.to_string()}>{ words }</p> }
}

/// The stages that matter to everybody, and where it stands among them.
fn path(context: &RecordContext) -> Html {
    let Some((names, here)) = context.store.session().read(|session| {
        let scheme = &session.register().scheme;
        let (stages, here) = lifecycle(scheme, context.record.standing.status)?;
        Some((stages.into_iter().map(|stage| scheme.stage_label(stage.name).to_owned()).collect::<Vec<_>>(), here))
    }) else {
        return html! {};
    };
    let stage = |(at, words): (usize, String)| {
        let class = classes!(
            "change__stage",
            (at < here).then_some("change__stage--done"),
            (at == here).then_some("change__stage--here")
        );
        let said = if at < here { "done: " } else { "" };
        html! {
            <li {class} aria-current={(at == here).then_some("step")}>
                <span class="visually-hidden">{ said }</span>{ words }
            </li>
        }
    };
    html! { <ol class="change__path" aria-label="Stages">{ for names.into_iter().enumerate().map(stage) }</ol> }
}

/// The steps forward. Withdrawing, merging and going back stand in the menu of the status.
fn steps(context: &RecordContext) -> Vec<Step> {
    let today = context.store.session().today();
    context.store.session().read(|session| {
        let register = session.register();
        let missing = |row: &Transition| {
            let all = unmet_requirements(register, &context.record, row.to, Some(today), None);
            all.into_iter().filter(|missing| !is_asked_in_the_dialog(missing, row.dialog)).collect()
        };
        let all = following(register, &context.record).into_iter();
        all.map(|(row, words)| Step { row, words, missing: missing(row) }).collect()
    })
}

/// What the dialog of the step asks for is not missing yet.
fn is_asked_in_the_dialog(missing: &UnmetRequirement, dialog: Dialog) -> bool {
    match missing.place {
        Place::Reason | Place::Decisions => true,
        Place::Rounds => dialog == Dialog::Issue,
        _ => false,
    }
}

fn row(shared: &CaseContext, step: &Step, first: bool, onsaved: &Callback<(Field, bool)>) -> Html {
    let to = step.row.to;
    let onclick = opens(shared, step);
    let class = classes!("button", (first && step.missing.is_empty()).then_some("button--primary"));
    html! {
        <li class="change__step" key={to.word()}>
            <button type="button" {class} aria-haspopup="dialog" {onclick}>{ step.words }</button>
            if !step.missing.is_empty() {
                <div class="change__missing">
                    <p class="meta">{ format!("Before it can go to “{}”:", shared.context.store.session().status_label(to)) }</p>
                    <ul>{ for step.missing.iter().map(|missing| need(shared, missing, onsaved)) }</ul>
                </div>
            }
        </li>
    }
}

fn opens(shared: &CaseContext, step: &Step) -> Callback<MouseEvent> {
    let is_ready = step.missing.is_empty();
    let open = match step.row.dialog {
        Dialog::Submit if is_ready => Some(CaseDialog::Submit),
        Dialog::Issue if is_ready => Some(CaseDialog::Issue),
        Dialog::Decide => Some(CaseDialog::Decide),
        Dialog::Submit | Dialog::Issue | Dialog::Status => None,
    };
    let to = step.row.to;
    match open {
        Some(open) => shared.onopen.reform(move |_: MouseEvent| open),
        None => shared.onmove.reform(move |_: MouseEvent| to),
    }
}

/// Something missing, with the way to it: a field is filled in here and now.
fn need(shared: &CaseContext, missing: &UnmetRequirement, onsaved: &Callback<(Field, bool)>) -> Html {
    let context = &shared.context;
    match missing.place {
        Place::Field(field) if context.editable && field.belongs_to(context.record.kind) => html! {
            <li class="change__need" key={missing.what.clone()}>
                <span class="change__what">{ &missing.what }</span>
                <dl class="item__fields">
                    <InPlace store={context.store.clone()} record={context.id()} subject={Subject::Field(field)} value={context.record.fields.value(field).cloned()}
                        editable=true onsaved={onsaved.clone()}>{ words(context, field) }</InPlace>
                </dl>
            </li>
        },
        Place::Record(id) => {
            let reference = reference_of(context.store.session(), id).unwrap_or_default();
            html! { <li class="change__need"><span class="change__what">{ &missing.what }</span>{ " " }{ item_link(context.store.route(), &reference) }</li> }
        }
        place => {
            // A field that nobody may fill in is not gone to.
            let at = target(context.store.session(), place, &context.record.case)
                .filter(|_| !matches!(place, Place::Field(_) | Place::Assessment | Place::Reference));
            html! {
                <li class="change__need">
                    <span class="change__what">{ &missing.what }</span>
                    if let Some((words, selector)) = at {
                        { " " }<button type="button" class="button button--quiet button--small" onclick={goes(selector)}>{ words }</button>
                    }
                    if place == Place::Links && context.editable {
                        { " " }<button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::RaiseFrom)}>{ "Raise an action from this…" }</button>
                    }
                    if place == Place::Versions && context.editable {
                        { " " }<button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::Submit)}>{ "Submit…" }</button>
                    }
                </li>
            }
        }
    }
}

fn words(context: &RecordContext, field: Field) -> Html {
    match context.record.fields.value(field) {
        Some(crate::record::Value::Day(day)) => html! { dates::long(*day) },
        Some(value) => html! { <span dir="auto">{ value.to_string() }</span> },
        None => html! {},
    }
}
