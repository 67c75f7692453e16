//! How far the reading or merging of a large file is.

use yew::prelude::*;

use crate::web::files::{Files, Progress};

/// A bar at the foot of the page. The page can be used meanwhile.
pub fn reading(progress: &Progress) -> Html {
    bar(progress, Html::default())
}

/// The same, with a button that ends what can be stopped.
pub fn under_way(files: &Files, progress: &Progress) -> Html {
    if !files.can_stop() {
        return reading(progress);
    }
    let files = files.clone();
    let onclick = Callback::from(move |_: MouseEvent| files.stop());
    bar(progress, html! { <button type="button" class="button button--small" {onclick}>{ "Stop" }</button> })
}

fn bar(Progress { label, percent }: &Progress, stop: Html) -> Html {
    html! {
        <div class="reading">
            <label class="reading__label" for="reading-bar" dir="auto">{ label }</label>
            <progress id="reading-bar" class="reading__bar" max="100" value={percent.to_string()}>{ format!("{percent} %") }</progress>
            <span class="reading__percent" aria-hidden="true">{ format!("{percent} %") }</span>
            { stop }
        </div>
    }
}
