//! How far the reading of a large file is.

use yew::prelude::*;

use crate::web::files::Progress;

/// How far it is.
#[derive(Properties, PartialEq, Clone)]
pub struct ReadingProps {
    /// How far it is.
    pub progress: Progress,
}

/// A bar at the foot of the page. The page can be used meanwhile.
#[component]
pub fn Reading(props: &ReadingProps) -> Html {
    let Progress { label, percent } = &props.progress;
    html! {
        <div class="reading">
            <label class="reading__label" for="reading-bar" dir="auto">{ label }</label>
            <progress id="reading-bar" class="reading__bar" max="100" value={percent.to_string()}>{ format!("{percent} %") }</progress>
            <span class="reading__percent" aria-hidden="true">{ format!("{percent} %") }</span>
        </div>
    }
}
