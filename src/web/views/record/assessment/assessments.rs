//! What a risk is now, what is proposed, and what it should become.

use yew::prelude::*;

use super::assess_form::AssessForm;
use super::cells::{Cell, Cells};
use super::level_select::tag;
use crate::record::{Assessment, Slot};
use crate::scheme::{ScaleOf, Scheme};
use crate::web::platform::dates;
use crate::web::views::phrases::upper_first;
use crate::web::views::record::fields::prose;
use crate::web::views::record::form::to_heading;
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct AssessmentsProps {
    /// The record.
    pub(crate) context: RecordContext,
}

/// Current, proposed and target assessment of a risk.
#[component]
pub(crate) fn Assessments(props: &AssessmentsProps) -> Html {
    let form = use_state(|| None::<bool>);
    let context = &props.context;
    let marks = marks(context);
    let onclose = Callback::from({
        let form = form.clone();
        move |()| form.set(None)
    });
    let open = |target: bool| {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| form.set(Some(target)))
    };
    html! {
        <section class="panel" aria-labelledby="item-assessment-title">
            <h2 id="item-assessment-title" class="panel__title" tabindex="-1">{ "Assessment" }</h2>
            { for SHOWN.into_iter().map(|slot| one(context, slot)) }
            if let Some(target) = *form {
                <AssessForm key={target.to_string()} context={context.clone()} {target} {onclose} />
            } else {
                if !marks.is_empty() { <Cells matrix={context.setup.matrix.clone()} {marks} /> }
                if context.editable {
                    <div class="item__buttons">
                        <button type="button" class="button button--small" onclick={open(false)}>{ "Assess…" }</button>
                        <button type="button" class="button button--small" onclick={open(true)}>{ "Set a target…" }</button>
                    </div>
                }
            }
        </section>
    }
}

/// In the order of a risk's life.
const SHOWN: [Slot; 4] = [Slot::Inherent, Slot::Current, Slot::Proposed, Slot::Target];

fn marks(context: &RecordContext) -> Vec<(AttrValue, Cell)> {
    let mark = |slot: Slot| {
        let assessment = context.record.assessment(slot)?;
        Some((heading(slot).into(), (assessment.likelihood?, assessment.impact?)))
    };
    [Slot::Current, Slot::Target].into_iter().filter_map(mark).collect()
}

fn heading(slot: Slot) -> &'static str {
    match slot {
        Slot::Current => "Now",
        Slot::Proposed => "Proposed, not yet agreed",
        Slot::Target => "Target after mitigation",
        Slot::Inherent => "Inherent, with nothing done",
    }
}

fn one(context: &RecordContext, slot: Slot) -> Html {
    let Some(assessment) = context.record.assessment(slot) else {
        return if slot == Slot::Current {
            html! { <p class="meta">{ "Not assessed yet." }</p> }
        } else {
            html! {}
        };
    };
    html! {
        <div class={classes!("item__assessment", (slot == Slot::Proposed).then_some("item__assessment--proposed"))}>
            <h3 class="item__way">{ heading(slot) }</h3>
            <p class="item__figures">{ assessment.level.map_or_else(|| html! {}, tag) }{ " " }{ said(context, slot, assessment) }</p>
            { origin(assessment) }
            if let Some(why) = &assessment.why { { prose(why) } }
            { answers(context, slot) }
        </div>
    }
}

/// The figures; of a proposal, what would change.
fn said(context: &RecordContext, slot: Slot, assessment: &Assessment) -> String {
    let current = context.record.assessment(Slot::Current).filter(|_| slot == Slot::Proposed);
    current.and_then(|current| difference(current, assessment)).unwrap_or_else(|| figures(assessment, &context.setup))
}

/// "Impact 5 → 4": what a proposal changes.
fn difference(from: &Assessment, to: &Assessment) -> Option<String> {
    let one = |name: &str, from: Option<crate::scheme::Level>, to: Option<crate::scheme::Level>| match (from, to) {
        (Some(from), Some(to)) if from != to => Some(format!("{name} {} → {}", from.number(), to.number())),
        (None, Some(to)) => Some(format!("{name} {}", to.number())),
        _ => None,
    };
    let parts = [one("likelihood", from.likelihood, to.likelihood), one("impact", from.impact, to.impact)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| upper_first(&parts.join(", ")))
}

fn origin(assessment: &Assessment) -> Html {
    let by = assessment.by.as_ref().map(|by| format!("by {by}"));
    let parts: Vec<String> = assessment.on.map(dates::long).into_iter().chain(by).collect();
    if parts.is_empty() {
        html! {}
    } else {
        html! { <p class="meta" dir="auto">{ parts.join(", ") }</p> }
    }
}

fn answers(context: &RecordContext, slot: Slot) -> Html {
    let answer = |command: Command, done: &'static str| {
        let context = context.clone();
        Callback::from(move |event: MouseEvent| {
            to_heading(&event);
            context.act(command.clone(), done);
        })
    };
    let take_back = Command::Assess { record: context.id(), slot, to: None };
    let (remove, removed) = match slot {
        Slot::Inherent => ("Remove inherent assessment", "Inherent assessment removed"),
        Slot::Current | Slot::Proposed | Slot::Target => ("Remove target", "Target removed"),
    };
    match slot {
        Slot::Proposed if context.editable => html! {
            <div class="item__buttons">
                <button type="button" class="button button--primary button--small" onclick={answer(Command::Agree { record: context.id() }, "Assessment agreed")}>
                    { "Agree" }<span class="visually-hidden">{ " the proposed assessment" }</span>
                </button>
                <button type="button" class="button button--small" onclick={answer(take_back, "Proposal withdrawn")}>
                    { "Withdraw" }<span class="visually-hidden">{ " the proposed assessment" }</span>
                </button>
            </div>
        },
        Slot::Target | Slot::Inherent if context.editable => html! {
            <div class="item__buttons">
                <button type="button" class="button button--quiet button--small" onclick={answer(take_back, removed)}>{ remove }</button>
            </div>
        },
        Slot::Current | Slot::Proposed | Slot::Target | Slot::Inherent => html! {},
    }
}

/// "Likelihood 4 Likely, impact 5 Severe", or what of it is said.
fn figures(assessment: &Assessment, scheme: &Scheme) -> String {
    let likelihood = assessment.likelihood.map(|level| format!("likelihood {}", scheme.step_label(ScaleOf::Likelihood, level)));
    let impact = assessment.impact.map(|level| format!("impact {}", scheme.step_label(ScaleOf::Impact, level)));
    let said: Vec<String> = likelihood.into_iter().chain(impact).collect();
    if said.is_empty() { "No figures given".into() } else { upper_first(&said.join(", ")) }
}
