//! How far the reading of a large file is.

use yew::prelude::*;

use crate::web::files::Progress;

/// A bar at the foot of the page. The page can be used meanwhile.
pub fn reading(progress: &Progress) -> Html {
    let Progress { label, percent } = progress;
    html! {
        <div class="reading">
            <label class="reading__label" for="reading-bar" dir="auto">{ label }</label>
            <progress id="reading-bar" class="reading__bar" max="100" value={percent.to_string()}>{ format!("{percent} %") }</progress>
            <span class="reading__percent" aria-hidden="true">{ format!("{percent} %") }</span>
        </div>
    }
}
