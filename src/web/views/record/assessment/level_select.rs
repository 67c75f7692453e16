//! Chooses a level by a select, and shows one.

use yew::prelude::*;

use crate::scheme::{Band, Level, ScaleOf, Scheme};
use crate::state::Rag;
use crate::web::views::parts::{Options, Select, rag_tag};

/// The mark of a level.
pub(crate) fn tag(band: Band) -> Html {
    html! { { rag_tag(Rag::from(band), crate::record::Kind::Risk) } }
}

/// A select of those words and what they are shown as, with "not said" before them.
pub(crate) fn select(
    id: &'static str,
    label: &'static str,
    words: &[(String, String)],
    chosen: &str,
    onword: Callback<String>,
) -> Html {
    html! {
        <div class="field">
            <label class="field__label" for={id}>{ label }</label>
            <Select {id} none="Not said" options={Options::new(words.to_vec())} chosen={chosen.to_owned()} onchoose={onword} />
        </div>
    }
}

/// A select of the steps of a scale. One that was chosen and that the scale has no more is among them.
pub(crate) fn step_select(
    id: &'static str,
    scheme: &Scheme,
    scale: ScaleOf,
    chosen: Option<Level>,
    onword: Callback<String>,
) -> Html {
    let steps = scheme.steps(scale);
    let gone = chosen.filter(|level| !steps.contains(level));
    let option = |level: &Level| (word(Some(*level)), scheme.step_label(scale, *level));
    let options: Vec<_> = steps.iter().chain(&gone).map(option).collect();
    select(id, scale.label(), &options, &word(chosen), onword)
}

/// What the steps of both scales mean, where that is said. Those that are chosen are marked.
pub(crate) fn definitions(scheme: &Scheme, chosen: [Option<Level>; 2]) -> Html {
    let of = |(scale, chosen): (ScaleOf, Option<Level>)| {
        let defined = |level: &Level| scheme.step(scale, *level).and_then(|step| step.definition.clone());
        let steps = || scheme.steps(scale).iter();
        if steps().all(|level| defined(level).is_none()) {
            return Html::default();
        }
        let line = |level: &Level| {
            let (level, definition) = (*level, defined(level).unwrap_or_default());
            let is_chosen = chosen == Some(level);
            html! {
                <div class={classes!("steps__step", is_chosen.then_some("steps__step--chosen"))}>
                    <dt>{ scheme.step_label(scale, level) }if is_chosen { <span class="visually-hidden">{ ", chosen" }</span> }</dt>
                    <dd dir="auto">{ definition }</dd>
                </div>
            }
        };
        html! { <><h4 class="steps__title">{ scale.label() }</h4><dl class="steps">{ for steps().map(line) }</dl></> }
    };
    html! { { for ScaleOf::ALL.into_iter().zip(chosen).map(of) } }
}

/// A chosen level as a select's word.
pub(crate) fn word(level: Option<Level>) -> String {
    level.map(|level| level.number().to_string()).unwrap_or_default()
}

/// The level of a select's word; none for "not said".
pub(crate) fn level_of(word: &str) -> Option<Level> {
    word.parse::<i64>().ok().and_then(|number| Level::try_from(number).ok())
}
