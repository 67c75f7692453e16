//! Files that are dragged over the page, and the sheet that says where they land.

use yew::prelude::*;

use super::keys::in_dialog;
use super::message::Msg;
use super::props::AppProps;

/// Covers the page while a file is held over it.
pub(super) fn sheet(onleave: Callback<DragEvent>) -> Html {
    html! { <div class="drop" role="status" ondragleave={onleave}><p class="drop__words">{ "Let go to see what this file holds" }</p></div> }
}

/// A file comes in sight: the sheet comes up, unless a dialog waits for its answer. Anything else that is dragged is left alone.
pub(super) fn over(tell: &Callback<Msg>, props: &AppProps, root: &NodeRef) -> Callback<DragEvent> {
    let (tell, session, root) = (tell.clone(), props.store.session().clone(), root.clone());
    Callback::from(move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
            if !session.is_read_only() && !in_dialog(&root) {
                tell.emit(Msg::Hold(true));
            }
        }
    })
}

/// Takes the file that is let go. The browser would open it in place of the page.
pub(super) fn dropped(tell: &Callback<Msg>, props: &AppProps, root: &NodeRef) -> Callback<DragEvent> {
    let (tell, props, root) = (tell.clone(), props.clone(), root.clone());
    Callback::from(move |event: DragEvent| {
        if !holds_files(&event) {
            return;
        }
        event.prevent_default();
        tell.emit(Msg::Hold(false));
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file.filter(|_| !props.store.session().is_read_only() && !in_dialog(&root)) {
            props.onopenfile.emit(file);
        }
    })
}

fn holds_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}
