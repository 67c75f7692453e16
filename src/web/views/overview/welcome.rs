//! An empty register: how it is set up, and four ways to start.

use yew::prelude::*;

use crate::web::store::{Store, UNNAMED};

/// A way to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Choose a file.
    File,
    /// Open the sample.
    Sample,
    /// Raise the first risk.
    Risk,
    /// Set the programme up.
    Begin,
}

/// Four ways to start, the likeliest first: to be set up, or once that is done the first risk.
pub(super) fn welcome(store: &Store, onstart: &Callback<Start>) -> Html {
    if store.session().is_read_only() {
        return html! { <div class="empty"><h1>{ "Overview" }</h1><p>{ "This register holds nothing yet." }</p></div> };
    }
    let is_set_up = store.session().read(|session| session.register().title != UNNAMED);
    let (setup, risk) = if is_set_up { ("", "button--primary") } else { ("button--primary", "") };
    let begin = way(
        if is_set_up { "Set it up again…" } else { "Set up your programme…" },
        if is_set_up {
            "Begin with another name or preset. Settings change the rest."
        } else {
            "Its name, its words and groups, and who you are. It takes a minute."
        },
        setup,
        Start::Begin,
        onstart,
    );
    let raise = way("Raise the first risk", "Other kinds of record are under Raise.", risk, Start::Risk, onstart);
    html! {
        <div class="welcome">
            <h1>{ "An empty register" }</h1>
            <p class="welcome__lead">
                { "Risks, assumptions, issues, dependencies, change requests and everything decided about them, with a history that nothing is lost from. \
                   It lives in this browser; nothing is sent anywhere." }
            </p>
            <p class="welcome__setup" dir="auto">{ set_up_as(store) }</p>
            <ul class="welcome__ways">
                if is_set_up { { raise }{ begin } } else { { begin }{ raise } }
                { way("Open a file…", "A register that somebody sent you. It ends in .raid.json. You can drop it here too.", "", Start::File, onstart) }
                { way("Open the sample register", "A large programme’s published papers, to look around in.", "", Start::Sample, onstart) }
            </ul>
        </div>
    }
}

/// Title, preset and groups.
fn set_up_as(store: &Store) -> String {
    store.session().read(|session| {
        let register = session.register();
        let from = register.scheme.preset.as_ref().map(|preset| format!(" is set up as “{preset}”")).unwrap_or_default();
        let groups = register.scheme.group_codes();
        let groups = if groups.is_empty() { String::new() } else { format!(" Groups: {}.", groups.join(", ")) };
        format!("“{}”{from}.{groups}", register.title)
    })
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
