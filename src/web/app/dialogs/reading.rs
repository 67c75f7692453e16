//! How far the reading of a large file is.

use yew::prelude::*;

use crate::web::files::{Files, Progress};

/// A bar at the foot of the page. The page can be used meanwhile.
pub fn reading(files: &Files, progress: &Progress) -> Html {
    let Progress { label, percent } = progress;
    let stop = files.can_stop().then(|| {
        let files = files.clone();
        Callback::from(move |_: MouseEvent| files.stop())
    });
    html! {
        <div class="reading">
            <label class="reading__label" for="reading-bar" dir="auto">{ label }</label>
            <progress id="reading-bar" class="reading__bar" max="100" value={percent.to_string()}>{ format!("{percent} %") }</progress>
            <span class="reading__percent" aria-hidden="true">{ format!("{percent} %") }</span>
            if let Some(onclick) = stop {
                <button type="button" class="button button--small" {onclick}>{ "Stop" }</button>
            }
        </div>
    }
}
