//! How something edited in place is drawn: as text with a button, or as a form.

use yew::prelude::*;

use super::in_place::{Editing, Focus, InPlace, InPlaceProps, Layout, Msg};
use crate::record::Shape;
use crate::web::views::record::form::{Control, resumed};

impl InPlace {
    /// Text, with a button that opens the form.
    pub(super) fn view_text(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let edit = self.view_button(ctx);
        let (is_filled, look) = (self.value(props).is_some(), self.look(props));
        match props.layout {
            Layout::Title => html! {
                <div class="item__titleline">
                    <h1 class="item__title" id="item-title" tabindex="-1" dir="auto">{ look }</h1>{ edit }
                </div>
            },
            Layout::Adder => edit,
            Layout::Cell => html! {},
            Layout::Row => {
                let value = if is_filled {
                    look
                } else {
                    html! { <span class="meta">{ "Not filled in" }</span> }
                };
                html! {
                    <div class={classes!("item__row", (!is_filled).then_some("item__row--empty"), is_long(props).then_some("item__row--long"), props.editable.then_some("item__row--editable"))}>
                        <dt class="item__term">{ props.subject.label(props.store.session()) }</dt>
                        <dd class="item__value"><div class="item__shown">{ value }</div>{ edit }</dd>
                    </div>
                }
            }
        }
    }

    fn view_button(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        if !props.editable {
            return html! {};
        }
        let onclick = ctx.link().callback(|_: MouseEvent| Msg::Open);
        let noun = props.subject.noun(props.store.session());
        let waits = props.store.drafts().is_left(props.record, &props.subject.id());
        let verb = if waits {
            "Go on with"
        } else if props.layout == Layout::Adder || self.value(props).is_none() {
            "Add"
        } else {
            "Edit"
        };
        let class = classes!("button", "button--small", (props.layout != Layout::Adder).then_some("button--quiet item__edit"));
        let words = match props.layout {
            Layout::Adder if !waits => format!("Add {}", with_article(&noun)),
            Layout::Adder => format!("Go on with the {noun}"),
            Layout::Row | Layout::Title | Layout::Cell => if waits { "Go on" } else { verb }.into(),
        };
        let name = if props.layout == Layout::Adder { words.clone() } else { format!("{verb} {noun}") };
        html! { <button ref={self.button.clone()} type="button" {class} aria-label={name} {onclick}>{ words }</button> }
    }

    /// The form, where the text stood.
    pub(super) fn view_form(&self, ctx: &Context<Self>, editing: &Editing) -> Html {
        let props = ctx.props();
        let form = self.view_form_itself(ctx, editing);
        match props.layout {
            Layout::Row => html! {
                <div class="item__row item__row--open">
                    <dt class="visually-hidden">{ props.subject.label(props.store.session()) }</dt>
                    <dd class="item__value">{ form }</dd>
                </div>
            },
            Layout::Title => html! {
                <div class="item__titleline">
                    <h1 class="visually-hidden" id="item-title" tabindex="-1">{ props.children.clone() }</h1>{ form }
                </div>
            },
            Layout::Adder | Layout::Cell => form,
        }
    }

    fn view_form_itself(&self, ctx: &Context<Self>, editing: &Editing) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let offers = props.subject.offers(props.store.session());
        let in_cell = props.layout == Layout::Cell;
        let control = Control {
            id: &if in_cell { "list-cell-field".into() } else { props.subject.id() },
            label: &props.label(),
            shape: props.subject.shape(),
            draft: &editing.draft,
            hint: if in_cell && is_long(props) {
                Some("Enter keeps it, Shift+Enter begins a new line")
            } else {
                props.subject.hint()
            },
            error: editing.error.as_deref(),
            required: false,
            offers: &offers,
            node: self.control.clone(),
            ontext: link.callback(Msg::Text),
            onname: link.callback(Msg::Name),
        };
        html! {
            <form ref={self.form.clone()} class="item__form" aria-live={in_cell.then_some("polite")} onsubmit={link.callback(submitted)} onkeydown={self.keys(ctx)}
                onfocusout={self.focus_went(ctx)} onfocusin={link.callback(|_: FocusEvent| Msg::Back)}>
                { control.field() }
                if editing.is_resumed && editing.is_changed() { { resumed(link.callback(|_: MouseEvent| Msg::Discard)) } }
                { meanwhile(props, editing) }
                if !in_cell {
                    <div class="item__buttons">
                        <button type="submit" class="button button--primary button--small">{ "Save" }</button>
                        <button type="button" class="button button--quiet button--small" onclick={link.callback(|_: MouseEvent| Msg::Cancel)}>{ "Cancel" }</button>
                        <span class="meta item__keys">{ keys_words(props.subject.shape()) }</span>
                    </div>
                }
            </form>
        }
    }

    /// Enter keeps a line, Ctrl+Enter a text, Escape throws the draft away. In a cell Enter keeps a text too, unless Shift is
    /// held, and Tab keeps and goes on from the last field of the form, or back from the first.
    fn keys(&self, ctx: &Context<Self>) -> Callback<KeyboardEvent> {
        let link = ctx.link().clone();
        let (shape, in_cell) = (ctx.props().subject.shape(), ctx.props().layout == Layout::Cell);
        Callback::from(move |event: KeyboardEvent| {
            let msg = match event.key().as_str() {
                _ if event.is_composing() => return,
                "Escape" => Msg::Cancel,
                "Enter" if event.ctrl_key() || event.meta_key() => Msg::Save(Focus::Button),
                "Enter" if (shape != Shape::Text || in_cell && !event.shift_key()) && !is_button(&event) => {
                    Msg::Save(Focus::Button)
                }
                "Tab" if in_cell && (shape != Shape::Owner || is_name(&event) != event.shift_key()) => {
                    Msg::Save(if event.shift_key() { Focus::Previous } else { Focus::Next })
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            link.send_message(msg);
        })
    }

    fn focus_went(&self, ctx: &Context<Self>) -> Callback<FocusEvent> {
        let link = ctx.link().clone();
        let form = self.form.clone();
        Callback::from(move |event: FocusEvent| {
            use wasm_bindgen::JsCast;
            let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
            let inside = form.get().is_some_and(|form| form.contains(to.as_ref()));
            let page_has_focus = gloo::utils::document().has_focus().unwrap_or(true);
            if !inside && page_has_focus {
                link.send_message(Msg::Leaving);
            }
        })
    }
}

fn submitted(event: SubmitEvent) -> Msg {
    event.prevent_default();
    Msg::Save(Focus::Button)
}

/// An owner has two fields; all others have one, and what belongs to it.
fn is_name(event: &KeyboardEvent) -> bool {
    event.target_dyn_into::<web_sys::Element>().is_some_and(|element| element.id().ends_with("-name"))
}

fn is_button(event: &KeyboardEvent) -> bool {
    event.target_dyn_into::<web_sys::Element>().is_some_and(|element| element.tag_name() == "BUTTON")
}

fn is_long(props: &InPlaceProps) -> bool {
    props.subject.shape() == Shape::Text
}

/// Somebody else changed it while it was being typed: said, never thrown away.
fn meanwhile(props: &InPlaceProps, editing: &Editing) -> Html {
    if editing.base == props.value {
        return html! {};
    }
    let now =
        props.value.as_ref().map_or_else(|| "nothing".into(), |value| format!("“{}”", crate::text::excerpt(&value.to_string())));
    html! { <p class="item__meanwhile" role="status">{ format!("It was changed to {now} while you were typing. Saving replaces that.") }</p> }
}

fn keys_words(shape: Shape) -> &'static str {
    if shape == Shape::Text { "Ctrl+Enter or leaving saves, Escape cancels" } else { "Enter or leaving saves, Escape cancels" }
}

fn with_article(noun: &str) -> String {
    if noun.starts_with("another") { noun.into() } else { format!("a {noun}") }
}
