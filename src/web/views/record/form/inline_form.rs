//! A form that stands in the page: how it is closed.

use yew::prelude::*;

use super::focus::to_heading;

/// Escape closes a form that stands in the page.
pub(crate) fn escapes(onclose: &Callback<()>) -> Callback<KeyboardEvent> {
    let onclose = onclose.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            to_heading(&event);
            onclose.emit(());
        }
    })
}

/// A button closes a form that stands in the page.
pub(crate) fn cancels(onclose: &Callback<()>) -> Callback<MouseEvent> {
    onclose.reform(|event: MouseEvent| to_heading(&event))
}
