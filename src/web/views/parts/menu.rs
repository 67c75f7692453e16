//! A button and the list of choices it opens.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use super::{focus, focused_within};

/// One choice of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its words.
    pub label: AttrValue,
    /// A key or a number at its end.
    pub hint: AttrValue,
    /// Called when it is chosen.
    pub onpick: Callback<()>,
}

impl Choice {
    /// A choice without a hint.
    #[must_use]
    pub fn new(label: impl Into<AttrValue>, onpick: Callback<()>) -> Choice {
        Choice { label: label.into(), hint: AttrValue::default(), onpick }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hinting(self, hint: impl Into<AttrValue>) -> Choice {
        Choice { hint: hint.into(), ..self }
    }
}

/// What a menu offers.
#[derive(Properties, PartialEq, Clone)]
pub struct MenuProps {
    /// Unique within the shadow root; what labels and tests hold on to.
    pub id: AttrValue,
    /// What stands on the button.
    pub label: Html,
    /// The button's name, where what stands on it would not do.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// How the button looks.
    #[prop_or_default]
    pub class: Classes,
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// A button that opens a list of buttons. Arrow keys go through them; Escape, Tab and a click elsewhere put it away.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let is_open = use_state(|| false);
    let root = use_node_ref();
    use_closing(&root, &is_open);
    let list_id = format!("{}-list", props.id);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <div class="menu" ref={root.clone()} onkeydown={keys(&root, &is_open)} onfocusout={leaving(&root, &is_open)}>
            <button type="button" id={props.id.clone()} class={classes!("button", props.class.clone())} aria-expanded={is_open.to_string()}
                aria-controls={list_id.clone()} aria-label={props.name.clone()} onclick={toggle}>{ props.label.clone() }</button>
            <ul id={list_id} class="menu__list" hidden={!*is_open}>
                { for props.choices.iter().map(|choice| entry(choice, &root, &is_open)) }
            </ul>
        </div>
    }
}

fn entry(choice: &Choice, root: &NodeRef, is_open: &UseStateHandle<bool>) -> Html {
    let (root, is_open, onpick) = (root.clone(), is_open.clone(), choice.onpick.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        close(&root, &is_open);
        onpick.emit(());
    });
    html! {
        <li>
            <button type="button" class="menu__item" {onclick}>
                <span>{ &choice.label }</span>
                if !choice.hint.is_empty() { <span class="meta">{ &choice.hint }</span> }
            </button>
        </li>
    }
}

/// Puts the list away and the focus back on the button.
fn close(root: &NodeRef, is_open: &UseStateHandle<bool>) {
    focus(root.cast::<Element>().and_then(|root| root.first_element_child()).as_ref());
    is_open.set(false);
}

/// A press anywhere else puts the list away.
#[hook]
fn use_closing(root: &NodeRef, is_open: &UseStateHandle<bool>) {
    let (root, state) = (root.clone(), is_open.clone());
    use_effect_with(**is_open, move |is_open| {
        let listener = is_open.then(|| {
            EventListener::new(&gloo::utils::window(), "pointerdown", move |event| {
                let inside = root.cast::<Node>().is_some_and(|root| event.composed_path().includes(&root, 0));
                if !inside {
                    state.set(false);
                }
            })
        });
        move || drop(listener)
    });
}

fn leaving(root: &NodeRef, is_open: &UseStateHandle<bool>) -> Callback<FocusEvent> {
    let (root, is_open) = (root.clone(), is_open.clone());
    Callback::from(move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let left = to.is_some_and(|to| root.cast::<Node>().is_some_and(|root| !root.contains(Some(&to))));
        if left {
            is_open.set(false);
        }
    })
}

fn keys(root: &NodeRef, is_open: &UseStateHandle<bool>) -> Callback<KeyboardEvent> {
    let (root, is_open) = (root.clone(), is_open.clone());
    Callback::from(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "Escape" if *is_open => {
                event.stop_propagation();
                // A dialog of the page around stays open.
                event.prevent_default();
                return close(&root, &is_open);
            }
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        is_open.set(true);
        move_focus(&root, step);
    })
}

/// The next button of the list, round its ends. A list that is just opening is not drawn yet, so it is shown here.
fn move_focus(root: &NodeRef, step: i32) {
    let Some(root) = root.cast::<Element>() else { return };
    if let Some(list) = root.last_element_child() {
        let _ = list.remove_attribute("hidden");
    }
    let Ok(buttons) = root.query_selector_all(".menu__item") else { return };
    let buttons: Vec<HtmlElement> = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into().ok()).collect();
    let focused = focused_within(&root);
    let now = buttons.iter().position(|button| focused.as_ref().is_some_and(|focused| button.is_same_node(Some(focused))));
    let count = buttons.len() as i32;
    let next = match now {
        Some(now) => (now as i32 + step).rem_euclid(count.max(1)),
        None if step > 0 => 0,
        None => count - 1,
    };
    focus(buttons.get(next as usize).map(AsRef::as_ref));
}
