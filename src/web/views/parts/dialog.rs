//! A modal dialog: the browser's own, so that focus is held inside and Escape closes it.

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::{Picture, focus, focused_within, icon};
use crate::web::store::Notice;

/// What a dialog holds.
#[derive(Properties, PartialEq, Clone)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Called when it is put away without an answer: Escape, or the close button.
    pub onclose: Callback<()>,
    /// An extra class for its size ("dialog--wide").
    #[prop_or_default]
    pub class: Classes,
    /// What stands in it; buttons last, in an element of class "dialog__buttons".
    pub children: Html,
}

/// A modal dialog. Focus goes in when it opens and back to where it was when it closes.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let opened = node.cast::<HtmlDialogElement>().map(open);
            move || {
                if let Some((dialog, before)) = opened {
                    close(&dialog, before.as_ref());
                }
            }
        });
    }
    // What is said meanwhile: the rest of the page is neither read out nor in sight.
    let said = use_context::<Notice>().unwrap_or_default();
    let before = *use_memo((), |()| said.number);
    let said = Some(said.text).filter(|_| said.number > before);
    let cancel = props.onclose.reform(|event: Event| event.prevent_default());
    let close = props.onclose.reform(|_: MouseEvent| ());
    let id = heading_id(&props.title);
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby={id.clone()} oncancel={cancel}>
            <div class="dialog__head">
                <h2 {id} class="dialog__title">{ &props.title }</h2>
                <button type="button" class="button button--quiet dialog__close" aria-label="Close" onclick={close}>
                    { icon(Picture::Close) }
                </button>
                <p class="dialog__said" role="status" dir="auto">{ said.unwrap_or_default() }</p>
            </div>
            { props.children.clone() }
        </dialog>
    }
}

/// Opens it and remembers where the focus was. The first field is where people want to be, not the close button.
fn open(dialog: HtmlDialogElement) -> (HtmlDialogElement, Option<Element>) {
    let before = focused_within(&dialog);
    let _ = dialog.show_modal();
    let first = "[autofocus], input:not([type=hidden]):not(:disabled), select, textarea, .dialog__buttons .button";
    focus(dialog.query_selector(first).ok().flatten().as_ref());
    (dialog, before)
}

fn close(dialog: &HtmlDialogElement, before: Option<&Element>) {
    dialog.close();
    focus(before.filter(|element| element.is_connected()));
}

/// Unique while dialogs that are open at once have different headings.
fn heading_id(title: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("dialog-{plain}")
}
