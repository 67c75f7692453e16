//! The menu of named lists.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::saved_list::{self, SavedList};
use crate::web::route::ListRoute;
use crate::web::store::{NO_RECORD, Store};
use crate::web::views::list::narrow::narrow;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct SavedMenuProps {
    pub(crate) store: Store,
    pub(crate) list: ListRoute,
}

#[allow(clippy::large_enum_variant, reason = "a handful of them is held at a time")]
pub(crate) enum Msg {
    Open(bool),
    Apply(ListRoute),
    /// What is typed as the name of this list.
    Typed(String),
    Save,
    /// Begins to rename that one, or stops.
    Renaming(Option<String>),
    /// What is typed as its new name.
    Draft(String),
    Rename,
    Delete(String),
}

/// Where the draft of the name of this list waits.
const NEW: &str = "view";
/// What such a draft is called.
const LABEL: &str = "View name";

/// A button with a panel beneath: apply, save, rename, delete. Escape closes it.
pub(crate) struct SavedMenu {
    is_open: bool,
    saved: Vec<SavedList>,
    /// What is typed as the name of this list.
    name: String,
    /// Which one is being renamed, and what is typed as its new name.
    renaming: Option<(String, String)>,
    /// What had the focus is going: the new name, or the button, takes it.
    moves_focus: bool,
    button: NodeRef,
    new_name: NodeRef,
}

impl Component for SavedMenu {
    type Message = Msg;
    type Properties = SavedMenuProps;

    fn create(_: &Context<Self>) -> Self {
        SavedMenu {
            is_open: false,
            saved: Vec::new(),
            name: String::new(),
            renaming: None,
            moves_focus: false,
            button: NodeRef::default(),
            new_name: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let store = &ctx.props().store;
        match msg {
            Msg::Open(true) => {
                self.saved = saved_list::load(store.preferences());
                self.name = store.drafts().words_left(NEW, LABEL, "");
                self.is_open = true;
            }
            Msg::Open(false) => self.close(store),
            Msg::Apply(list) => {
                narrow(store.route(), |here| *here = list);
                self.close(store);
            }
            Msg::Typed(name) => {
                store.drafts().keep_words(NEW, LABEL, &name, "");
                self.name = name;
            }
            Msg::Save => self.save(ctx),
            Msg::Renaming(name) => {
                self.put_aside(store);
                self.renaming = name.map(|name| (name.clone(), store.drafts().words_left(&place(&name), LABEL, &name)));
                self.moves_focus = true;
            }
            Msg::Draft(draft) => {
                if let Some((from, typed)) = &mut self.renaming {
                    store.drafts().keep_words(&place(from), LABEL, &draft, from);
                    *typed = draft;
                }
            }
            Msg::Rename => {
                if let Some((from, to)) = self.renaming.take() {
                    store.drafts().end(NO_RECORD, &place(&from));
                    self.keep(ctx, saved_list::renamed(&self.saved, &from, &to));
                    self.moves_focus = true;
                }
            }
            Msg::Delete(name) => {
                store.notices().announce(format!("View “{name}” deleted"));
                self.keep(ctx, self.saved.iter().filter(|have| have.name != name).cloned().collect());
                self.moves_focus = true;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (open, is_open) = (!self.is_open, self.is_open);
        let link = ctx.link();
        let escape = link.batch_callback(move |event: KeyboardEvent| {
            (is_open && event.key() == "Escape").then(|| event.stop_propagation()).map(|()| Msg::Open(false))
        });
        html! {
            <div class="list__saved" onkeydown={escape}>
                <button ref={self.button.clone()} type="button" class="button button--quiet" aria-expanded={self.is_open.to_string()}
                    aria-controls="list-saved" onclick={link.callback(move |_: MouseEvent| Msg::Open(open))}>{ "Views" }</button>
                if self.is_open {
                    <div class="list__backdrop" onclick={link.callback(|_: MouseEvent| Msg::Open(false))}></div>
                    <div id="list-saved" class="list__menu" role="group" aria-label="Saved views">{ self.panel(ctx) }</div>
                }
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.moves_focus) {
            let field = self.new_name.cast::<HtmlElement>().filter(|_| self.renaming.is_some());
            if let Some(element) = field.or_else(|| self.button.cast::<HtmlElement>()) {
                let _ = element.focus();
            }
        }
    }
}

impl SavedMenu {
    /// What was typed waits where it was.
    fn close(&mut self, store: &Store) {
        self.is_open = false;
        self.put_aside(store);
        store.drafts().put_aside(NO_RECORD, NEW, LABEL);
        if let Some(button) = self.button.cast::<HtmlElement>() {
            let _ = button.focus();
        }
    }

    fn put_aside(&mut self, store: &Store) {
        if let Some((from, _)) = self.renaming.take() {
            store.drafts().put_aside(NO_RECORD, &place(&from), LABEL);
        }
    }

    fn keep(&mut self, ctx: &Context<Self>, all: Vec<SavedList>) -> bool {
        self.saved = all;
        saved_list::keep(ctx.props().store.preferences(), &self.saved)
    }

    fn save(&mut self, ctx: &Context<Self>) {
        let (name, store) = (self.name.trim().to_owned(), &ctx.props().store);
        if name.is_empty() {
            return;
        }
        store.drafts().end(NO_RECORD, NEW);
        self.close(store);
        let is_kept = self.keep(ctx, saved_list::with(&self.saved, &name, &ctx.props().list));
        let place = if is_kept { "in this browser" } else { "until this page is closed" };
        store.notices().announce(format!("View “{name}” saved {place}"));
    }

    fn panel(&self, ctx: &Context<Self>) -> Html {
        let submit = ctx.link().callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Save
        });
        let oninput = types(ctx, Msg::Typed);
        html! {
            <>
                <ul class="list__views">
                    { for saved_list::built_in().iter().map(|view| html! { <li class="list__view">{ apply(ctx, view) }</li> }) }
                    { for self.saved.iter().map(|view| self.own(ctx, view)) }
                </ul>
                <form class="list__save" onsubmit={submit}>
                    <label class="list__pick-label" for="list-save">{ "Save this list as" }</label>
                    <div class="list__save-line">
                        <input id="list-save" class="input" type="text" maxlength="80" autocomplete="off" required=true dir="auto" value={self.name.clone()} {oninput} />
                        <button type="submit" class="button button--primary button--small">{ "Save" }</button>
                    </div>
                </form>
            </>
        }
    }

    fn own(&self, ctx: &Context<Self>, view: &SavedList) -> Html {
        if let Some((name, draft)) = self.renaming.as_ref().filter(|(name, _)| *name == view.name) {
            return rename(ctx, &self.new_name, name, draft);
        }
        let (rename, delete) = (view.name.clone(), view.name.clone());
        html! {
            <li class="list__view" key={view.name.clone()}>
                { apply(ctx, view) }
                <button type="button" class="button button--quiet button--small" aria-label={format!("Rename {}", view.name)}
                    onclick={ctx.link().callback(move |_: MouseEvent| Msg::Renaming(Some(rename.clone())))}>{ "Rename" }</button>
                <button type="button" class="button button--quiet button--small" aria-label={format!("Delete {}", view.name)}
                    onclick={ctx.link().callback(move |_: MouseEvent| Msg::Delete(delete.clone()))}>{ "Delete" }</button>
            </li>
        }
    }
}

fn rename(ctx: &Context<SavedMenu>, new_name: &NodeRef, name: &str, draft: &str) -> Html {
    let submit = ctx.link().callback(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Rename
    });
    let cancel = ctx.link().callback(|_: MouseEvent| Msg::Renaming(None));
    let oninput = types(ctx, Msg::Draft);
    html! {
        <li class="list__view" key={name.to_owned()}>
            <form class="list__save-line" onsubmit={submit}>
                <label class="visually-hidden" for="list-rename">{ format!("New name for {name}") }</label>
                <input ref={new_name.clone()} id="list-rename" class="input" type="text" maxlength="80" value={draft.to_owned()} {oninput} dir="auto" />
                <button type="submit" class="button button--small">{ "Rename" }</button>
                <button type="button" class="button button--quiet button--small" onclick={cancel}>{ "Cancel" }</button>
            </form>
        </li>
    }
}

fn apply(ctx: &Context<SavedMenu>, view: &SavedList) -> Html {
    let list = view.list.clone();
    let is_here = ctx.props().list == view.list;
    html! {
        <button type="button" class="list__apply" aria-current={is_here.then_some("true")} dir="auto"
            onclick={ctx.link().callback(move |_: MouseEvent| Msg::Apply(list.clone()))}>{ &view.name }</button>
    }
}

fn types(ctx: &Context<SavedMenu>, message: fn(String) -> Msg) -> Callback<InputEvent> {
    ctx.link().callback(move |event: InputEvent| message(event.target_unchecked_into::<HtmlInputElement>().value()))
}

/// Where a draft of a new name for that view waits.
fn place(name: &str) -> String {
    format!("view {name}")
}
