//! What the page does when it is told something.

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::app_context::AppDialog;
use super::place::take_idle_focus;
use super::save_pill::sentence;
use super::shortcut::Shortcut;
use super::theme::Theme;
use super::undo_buttons::{redo, undo};
use super::{App, Msg};
use crate::web::platform::frame;
use crate::web::route::{ListRoute, Route};
use crate::web::store::{NOBODY, SaveState};
use crate::web::views::parts::{focus, root_of};

/// How long news is shown, in milliseconds. It can be read again in the record's history.
const SHOWN_FOR: u32 = 8_000;

impl App {
    /// Does it; `true` when the page is to be drawn anew.
    pub(super) fn act(&mut self, ctx: &Context<App>, msg: Msg) -> bool {
        match msg {
            // A step and what goes with it, a message or the state of saving, are drawn together.
            Msg::Told(false) if self.is_put_off => return false,
            Msg::Recorded => return self.put_off(ctx),
            Msg::Due => {
                if !self.is_put_off {
                    return false;
                }
                self.say_by_whom();
                self.time_notice(ctx);
            }
            Msg::Told(opened) => {
                if opened {
                    self.opened += 1;
                    self.place.renew();
                    self.open = outliving(self.open);
                }
                self.time_notice(ctx);
            }
            Msg::SecondPartLoaded => self.place.complete(),
            Msg::Show(dialog) => self.show(dialog),
            Msg::Visit(route) => self.visit(*route),
            Msg::Asked(shortcut) => self.ask(shortcut),
            Msg::ChooseFile => self.choose_file(),
            Msg::Paint(theme) => self.paint(theme),
            Msg::Hold(held) => return std::mem::replace(&mut self.held, held) != held,
            Msg::Expired(number) => self.context.store.notices().put_away(number),
            Msg::Reached(call) => {
                let _ = call.call0(&JsValue::NULL);
                return false;
            }
            Msg::WholePage => {
                self.whole_page = true;
                take_idle_focus(&self.nodes.root);
            }
        }
        true
    }

    fn put_off(&mut self, ctx: &Context<App>) -> bool {
        if !std::mem::replace(&mut self.is_put_off, true) {
            let link = ctx.link().clone();
            frame::after(move || link.send_message(Msg::Due));
        }
        false
    }

    fn visit(&mut self, route: Route) {
        // The host may have changed it since.
        if let (Route::Settings, Some(host)) = (&route, self.host()) {
            self.theme = Theme::from_name(&host.get_attribute("theme").unwrap_or_default());
        }
        self.place.expect();
        self.context.store.route().go(route);
    }

    fn show(&mut self, dialog: AppDialog) {
        self.open = if self.context.store.session().is_read_only() { harmless(dialog) } else { dialog };
    }

    fn ask(&mut self, shortcut: Shortcut) {
        let store = &self.context.store;
        match shortcut {
            Shortcut::Undo => undo(store),
            Shortcut::Redo => redo(store),
            // Taken up with the key itself.
            Shortcut::Search => {}
            Shortcut::Raise => self.press("#raise"),
            Shortcut::Overview => self.visit(Route::Overview),
            Shortcut::AllRecords => self.visit(Route::List(ListRoute::default())),
            Shortcut::Records(kind) => self.visit(Route::List(ListRoute::of(kind))),
            Shortcut::OpenFile => self.choose_file(),
            Shortcut::Save => self.reassure(),
            Shortcut::Export => self.context.export.emit(None),
            Shortcut::Help => self.open = AppDialog::Help,
        }
    }

    /// Says where the register is kept; where it is not kept at all, a file is what the person wants.
    fn reassure(&self) {
        let state = self.context.store.save_status().state();
        match state {
            SaveState::Memory(_) | SaveState::Failed(_) => self.context.export.emit(None),
            SaveState::Opening | SaveState::Saved | SaveState::Saving => {
                self.context.store.notices().announce(format!(
                    "{} For a file, choose Export everything.",
                    sentence(&state, self.context.store.save_status().is_kept_by_host())
                ));
            }
        }
    }

    fn choose_file(&self) {
        if let Some(input) = self.nodes.file.cast::<HtmlInputElement>().filter(|_| !self.context.store.session().is_read_only()) {
            input.set_value("");
            input.click();
        }
    }

    /// The element's own attribute decides, so that a host sees it and can remember it.
    fn paint(&mut self, theme: Theme) {
        self.theme = theme;
        self.context.store.preferences().remember("theme", theme.name());
        if let Some(host) = self.host() {
            let _ = host.set_attribute("theme", theme.name());
        }
    }

    fn host(&self) -> Option<Element> {
        self.nodes.root.cast::<Element>().and_then(|root| root_of(&root)).map(|root| root.host())
    }

    fn found(&self, selector: &str) -> Option<Element> {
        self.nodes.root.cast::<Element>()?.query_selector(selector).ok().flatten()
    }

    /// Opens a menu as its button would, and goes in.
    fn press(&self, selector: &str) {
        if let Some(button) = self.found(selector) {
            focus(Some(&button));
            if let Some(button) = button.dyn_ref::<HtmlElement>() {
                button.click();
            }
        }
    }

    /// Once, where nobody has said who works here: what is recorded under a name stays so.
    fn say_by_whom(&mut self) {
        let store = &self.context.store;
        if self.has_said_by_whom || store.session().user() != NOBODY {
            return;
        }
        self.has_said_by_whom = true;
        let notice = store.notices().news();
        let is_new = self.toast.as_ref().is_none_or(|(number, _)| *number != notice.number);
        let done = if is_new && !notice.text.is_empty() { notice.text } else { "Changed".into() };
        store.notices().announce(format!("{done}. Recorded as “{NOBODY}”: say who you are in Settings"));
    }

    /// Problems stay until they are put away; news goes by itself.
    fn time_notice(&mut self, ctx: &Context<App>) {
        let notice = self.context.store.notices().news();
        if self.toast.as_ref().is_some_and(|(number, _)| *number == notice.number) {
            return;
        }
        self.toast = None;
        if !notice.text.is_empty() {
            let link = ctx.link().clone();
            let expire = move || link.send_message(Msg::Expired(notice.number));
            self.toast = Some((notice.number, Timeout::new(SHOWN_FOR, expire)));
        }
    }
}

/// What is not about the register that was open, but for a record that is being raised: its words are not thrown away.
fn outliving(dialog: AppDialog) -> AppDialog {
    match dialog {
        AppDialog::Raise(_) | AppDialog::Help => dialog,
        AppDialog::Nothing
        | AppDialog::Rename
        | AppDialog::Begin
        | AppDialog::Scheme
        | AppDialog::Kinds
        | AppDialog::Process
        | AppDialog::CustomFields
        | AppDialog::Comparison
        | AppDialog::Lists(_)
        | AppDialog::Roster(_)
        | AppDialog::HandOver(_)
        | AppDialog::WorkingDays
        | AppDialog::Struck => AppDialog::Nothing,
    }
}

/// Where nothing may be changed, only what changes nothing opens.
fn harmless(dialog: AppDialog) -> AppDialog {
    match dialog {
        AppDialog::Struck | AppDialog::Help => dialog,
        AppDialog::Nothing
        | AppDialog::Raise(_)
        | AppDialog::Rename
        | AppDialog::Begin
        | AppDialog::Scheme
        | AppDialog::Kinds
        | AppDialog::Process
        | AppDialog::CustomFields
        | AppDialog::Comparison
        | AppDialog::Lists(_)
        | AppDialog::Roster(_)
        | AppDialog::HandOver(_)
        | AppDialog::WorkingDays => AppDialog::Nothing,
    }
}
