//! What was edited by hand is settled before a merge.

use yew::prelude::*;

use crate::web::app::app_context::AppContext;
use crate::web::files::HandEdits;
use crate::web::platform::task::spawn_local;
use crate::web::views::parts::Dialog;

/// Asks whether what was edited by hand is kept or put back before the files are merged.
pub fn hand_edits(context: &AppContext, found: &HandEdits) -> Html {
    let files = context.files.clone();
    let stop = Callback::from(move |()| files.stop());
    let close = stop.reform(|_: MouseEvent| ());
    let settle = |keep: bool| {
        let files = context.files.clone();
        Callback::from(move |_: MouseEvent| {
            let files = files.clone();
            spawn_local(async move { files.settle(keep).await });
        })
    };
    let whose = if found.of_file { format!("{} was", found.name) } else { "This register’s file was".into() };
    html! {
        <Dialog title="Settle what was edited by hand" onclose={stop}>
            <p dir="auto">{ format!("{whose} edited by hand: what it shows does not follow from its history. Before the two are merged, choose what counts.") }</p>
            <ul class="banner__list">{ for found.edits.iter().map(|edit| html! { <li dir="auto">{ edit }</li> }) }</ul>
            <p>{ "Kept edits are recorded as changes of yours, today. What is put back is as the history has it." }</p>
            <div class="dialog__buttons">
                <button type="button" class="button" onclick={close}>{ "Do not merge" }</button>
                <button type="button" class="button" onclick={settle(false)}>{ "Put back what the history says" }</button>
                <button type="button" class="button button--primary" onclick={settle(true)}>{ "Keep these edits" }</button>
            </div>
        </Dialog>
    }
}
