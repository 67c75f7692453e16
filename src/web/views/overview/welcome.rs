//! An empty register: three ways to start.

use yew::prelude::*;

/// A way to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Choose a file.
    File,
    /// Open the sample.
    Sample,
    /// Raise the first risk.
    Risk,
}

/// Three ways to start, the likeliest first.
pub(super) fn welcome(read_only: bool, onstart: &Callback<Start>) -> Html {
    if read_only {
        return html! { <div class="empty"><h1>{ "Overview" }</h1><p>{ "This register holds nothing yet." }</p></div> };
    }
    html! {
        <div class="welcome">
            <h1>{ "An empty register" }</h1>
            <p class="welcome__lead">
                { "Risks, assumptions, issues, dependencies, change requests and everything decided about them, with a history that nothing is lost from. \
                   It lives in this browser; nothing is sent anywhere." }
            </p>
            <ul class="welcome__ways">
                { way("Open a file…", "A register that somebody sent you. It ends in .raid.json. You can drop it here too.", "button--primary", Start::File, onstart) }
                { way("Open the sample register", "A large programme’s published papers, to look around in.", "", Start::Sample, onstart) }
                { way("Raise the first risk", "Start from nothing. Other kinds of record are under Raise.", "", Start::Risk, onstart) }
            </ul>
        </div>
    }
}

fn way(words: &'static str, why: &'static str, class: &'static str, start: Start, onstart: &Callback<Start>) -> Html {
    let onclick = onstart.reform(move |_: MouseEvent| start);
    html! {
        <li class="welcome__way">
            <button type="button" class={classes!("button", class)} {onclick}>{ words }</button>
            <span class="meta">{ why }</span>
        </li>
    }
}
