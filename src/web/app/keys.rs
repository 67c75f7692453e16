//! Keys and chosen files, as the browser brings them.

use web_sys::{Element, File, HtmlInputElement};
use yew::prelude::*;

use super::message::Msg;
use super::props::AppProps;
use super::shortcut::{Press, Shortcut};
use crate::web::views::parts::{focus, focused_within};

/// Takes the keys that ask for something. The element's script keeps plain typing from the page around.
pub(super) fn keydown(tell: &Callback<Msg>, root: &NodeRef, search: &NodeRef) -> Callback<KeyboardEvent> {
    let (tell, root, search) = (tell.clone(), root.clone(), search.clone());
    Callback::from(move |event: KeyboardEvent| {
        let press = Press {
            key: event.key(),
            code: event.code(),
            control: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            typing: is_typing(&root),
        };
        if event.default_prevented() || in_dialog(&root) {
            return;
        }
        if let Some(shortcut) = press.shortcut() {
            event.prevent_default();
            match shortcut {
                // At once, and not when what is being drawn is drawn: a person types on.
                Shortcut::Search => take_up(&search),
                shortcut => tell.emit(Msg::Asked(shortcut)),
            }
        }
    })
}

/// Goes into the field; what stands there gives way to what is typed.
fn take_up(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        focus(Some(&field));
        field.select();
    }
}

fn focused(root: &NodeRef) -> Option<Element> {
    root.cast::<Element>().and_then(|root| focused_within(&root))
}

/// Whether the focus is in a field with its own undo.
pub(super) fn is_typing(root: &NodeRef) -> bool {
    let fields = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])";
    focused(root).is_some_and(|element| element.matches(fields).unwrap_or(false))
}

/// A dialog waits for its answer: nothing else is done meanwhile.
pub(super) fn in_dialog(root: &NodeRef) -> bool {
    focused(root).is_some_and(|element| element.closest("dialog").ok().flatten().is_some())
}

/// Takes the file that was chosen.
pub(super) fn chosen(props: &AppProps) -> Callback<Event> {
    let onopenfile = props.onopenfile.clone();
    Callback::from(move |event: Event| {
        let files = event.target_unchecked_into::<HtmlInputElement>().files();
        if let Some(file) = files.and_then(|files| files.get(0)) {
            let file: File = file;
            onopenfile.emit(file);
        }
    })
}
