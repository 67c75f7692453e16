//! A modal dialog: the browser's own, so that focus is held inside and Escape closes it.

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

use super::dialog_draft::DialogDraft;
use super::{Picture, focus, focused_within, icon};
use crate::web::store::{Notice, Store};

/// What a dialog holds.
#[derive(Properties, PartialEq, Clone)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Called when it is put away without an answer: Escape, or the close button.
    pub onclose: Callback<()>,
    /// What it is about, where what is filled in is for that alone.
    #[prop_or_default]
    pub about: AttrValue,
    /// An extra class for its size ("dialog--wide").
    #[prop_or_default]
    pub class: Classes,
    /// Whether what stands in it asks by itself before anything typed is lost.
    #[prop_or_default]
    pub asks_itself: bool,
    /// What stands in it; buttons last, in an element of class "dialog__buttons". In a form, the one of type "reset" puts it
    /// away.
    pub children: Html,
}

/// A modal dialog. Focus goes in when it opens and back to where it was when it closes. What was filled into a form is not
/// lost at the first Escape.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    let store = use_context::<Store>();
    let draft = use_memo((), |()| store.map(|store| DialogDraft::new(store, props.title.clone(), props.about.clone())));
    let is_filled_in = use_state(|| false);
    {
        let (node, draft, is_filled_in) = (node.clone(), (*draft).clone(), is_filled_in.clone());
        use_effect_with((), move |()| {
            let opened = node.cast::<HtmlDialogElement>().map(open);
            let mut listeners = None;
            if let Some((draft, (dialog, _))) = draft.as_ref().zip(opened.as_ref()) {
                listeners = Some(draft.listen());
                if draft.fill_in(dialog) {
                    is_filled_in.set(true);
                }
            }
            move || {
                drop(listeners);
                draft.iter().for_each(DialogDraft::close);
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
    let typed = use_mut_ref(|| None::<Element>);
    let asking = use_state(|| false);
    let said = said.or_else(|| is_filled_in.then(|| "What you had typed before is here again".into()));
    let said = if *asking { Some("Press again to throw away what you typed".into()) } else { said };
    let oninput = {
        let (typed, asking, asks_itself) = (typed.clone(), asking.clone(), props.asks_itself);
        let draft = (*draft).clone();
        Callback::from(move |event: InputEvent| {
            if !is_in_form(&event) {
                return;
            }
            if let Some((draft, control)) = draft.as_ref().zip(event.target_dyn_into::<Element>()) {
                draft.typed(&control);
            }
            if asks_itself {
                return;
            }
            *typed.borrow_mut() = event.target_dyn_into();
            if *asking {
                asking.set(false);
            }
        })
    };
    let cancel = {
        let (onclose, draft) = (props.onclose.clone(), (*draft).clone());
        Callback::from(move |event: Event| {
            // The browser closes it by itself where the event cannot be stopped.
            let asks = event.cancelable() && !*asking && typed.borrow().as_ref().is_some_and(|typed| typed.is_connected());
            event.prevent_default();
            if asks {
                return asking.set(true);
            }
            draft.iter().for_each(DialogDraft::answered);
            onclose.emit(());
        })
    };
    let close = cancel.reform(|event: MouseEvent| event.into());
    let id = heading_id(&props.title);
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-labelledby={id.clone()} {oninput} onreset={cancel.clone()} oncancel={cancel}>
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

/// What stands in no form holds as soon as it is filled in.
fn is_in_form(event: &InputEvent) -> bool {
    event.target_dyn_into::<Element>().is_some_and(|control| control.closest("form").ok().flatten().is_some())
}

/// Opens it and remembers where the focus was. The first field is where people want to be, not the close button.
fn open(dialog: HtmlDialogElement) -> (HtmlDialogElement, Option<Element>) {
    let before = focused_within(&dialog);
    let _ = dialog.show_modal();
    let first = "input:not([type=hidden]):not(:disabled), select, textarea, .dialog__buttons .button";
    let found = |selector: &str| dialog.query_selector(selector).ok().flatten();
    focus(found("[autofocus]").or_else(|| found(first)).as_ref());
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
