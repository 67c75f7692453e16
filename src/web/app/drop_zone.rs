//! The sheet that covers the page while a file is held over it.

use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg};

/// What the sheet does.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct DropZoneProps {
    /// Takes the file that is dropped.
    pub(super) onfile: Callback<web_sys::File>,
    /// Called with `false` when nothing is held any more.
    pub(super) onleave: Callback<bool>,
}

/// Covers the page, so that a file that is let go lands here and is not opened by the browser.
#[component]
pub(super) fn DropZone(props: &DropZoneProps) -> Html {
    let ondragleave = props.onleave.reform(|_: DragEvent| false);
    let ondrop = {
        let props = props.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            props.onleave.emit(false);
            let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if let Some(file) = file {
                props.onfile.emit(file);
            }
        })
    };
    html! { <div class="drop" {ondragleave} {ondrop}><p class="drop__words">{ "Let go to see what this file holds" }</p></div> }
}

/// A file comes in sight: the sheet comes up. Anything else that is dragged is left alone.
pub(super) fn drag(link: &Scope<App>) -> Callback<DragEvent> {
    let link = link.clone();
    Callback::from(move |event: DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
            link.send_message(Msg::Hold(true));
        }
    })
}
