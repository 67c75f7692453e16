//! The page around the views: navigation, keyboard, files, announcements.

mod act;
pub mod app_context;
mod banners;
mod dialog_view;
pub mod dialogs;
mod drop_zone;
mod focus_recovery;
mod header;
mod keys;
mod main_view;
mod message;
mod nav;
mod notices;
mod paste;
mod place;
mod props;
pub mod save_pill;
mod search_box;
mod second_part_status;
pub mod settings;
pub mod shortcut;
pub mod theme;
mod undo_buttons;

pub use message::Msg;
pub use props::AppProps;

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use self::app_context::{AppContext, AppDialog};
use self::banners::Banners;
use self::dialogs::under_way;
use self::focus_recovery::FocusRecovery;
use self::header::header;
use self::main_view::MainView;
use self::nav::{Nav, NavProps, counts};
use self::notices::notices;
use self::paste::PasteListener;
use self::place::Place;
use self::theme::Theme;
use super::second_part;
use super::store::{Notice, Store, StoreEvent, Subscription};

/// The page.
pub struct App {
    context: AppContext,
    _listening: Subscription,
    _second_part: second_part::Subscription,
    open: AppDialog,
    theme: Theme,
    held: bool,
    /// Counts the registers that were opened, so that what was put away for one comes back for the next.
    opened: u32,
    whole_page: bool,
    place: Place,
    nodes: Nodes,
    refuge: Option<FocusRecovery>,
    pasting: Option<PasteListener>,
    toast: Option<(u64, Timeout)>,
    /// Drawing is put off.
    is_put_off: bool,
    has_said_by_whom: bool,
}

#[derive(Clone, Default)]
struct Nodes {
    root: NodeRef,
    search: NodeRef,
    file: NodeRef,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        App {
            context: context(ctx),
            _listening: listen(ctx),
            _second_part: await_second_part(ctx),
            open: AppDialog::Nothing,
            theme: Theme::from_name(&ctx.props().theme),
            held: false,
            opened: 0,
            whole_page: false,
            place: Place::of(ctx.props().store.route().get()),
            nodes: Nodes::default(),
            refuge: None,
            pasting: None,
            toast: None,
            is_put_off: false,
            has_said_by_whom: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, _old: &AppProps) -> bool {
        self.context = context(ctx);
        self._listening = listen(ctx);
        if let Some(pasting) = &self.pasting {
            pasting.update(ctx.props());
        }
        self.theme = Theme::from_name(&ctx.props().theme);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.act(ctx, msg)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        self.is_put_off = false;
        if first_render {
            self.refuge = FocusRecovery::in_page(&self.nodes.root);
            self.pasting = PasteListener::new(ctx.props(), &self.nodes.root);
            if place::is_whole_page(&self.nodes.root) {
                ctx.link().send_message(Msg::WholePage);
            }
        }
        let route = self.context.store.route().get();
        self.place.arrive(&route, &self.nodes.root, first_render, self.whole_page);
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (context, revision) = (self.context.clone(), self.context.store.listeners().revision());
        let counts = counts(&context);
        let has_struck = context.store.session().read(|session| session.register().len()) > counts.iter().sum();
        let root = &self.nodes.root;
        let role = |alone: &'static str| self.whole_page.then_some(alone);
        let tell = ctx.link().callback(|msg: Msg| msg);
        let over = drop_zone::over(&tell, ctx.props(), root);
        let region = (!self.whole_page).then_some("region");
        html! {
            <ContextProvider<Store> context={context.store.clone()}>
            <ContextProvider<Notice> context={context.store.notices().last()}>
            <div ref={root.clone()} class="app" tabindex="-1" role={region} aria-label={region.map(|_| "RAID register")}
                onkeydown={keys::keydown(&tell, root, &self.nodes.search)}
                ondragenter={over.clone()} ondragover={over} ondrop={drop_zone::dropped(&tell, ctx.props(), root)}>
                <div class="app__head" part="head" role={role("banner")}>
                    <button type="button" class="button skip" onclick={place::skip(root)}>{ "Skip to the content" }</button>
                    { header(&context, has_struck, &self.nodes.search) }
                    <Banners key={self.opened} context={context.clone()} {revision} />
                </div>
                <div class="app__body">
                    <Nav ..NavProps::now(&context, counts) />
                    <MainView context={context.clone()} {revision} theme={self.theme} role={role("main")} />
                </div>
                { notices(&context.files, context.store.notices()) }
                { for context.files.progress().iter().map(|progress| under_way(&context.files, progress)) }
                if self.held { { drop_zone::sheet(ctx.link().callback(|_| Msg::Hold(false))) } }
                <input ref={self.nodes.file.clone()} class="file" type="file" hidden=true accept=".json,application/json" tabindex="-1"
                    aria-label="File to open" onchange={keys::chosen(ctx.props())} />
                { self.dialogs() }
            </div>
            </ContextProvider<Notice>>
            </ContextProvider<Store>>
        }
    }
}

fn context(ctx: &Context<App>) -> AppContext {
    let link = ctx.link();
    AppContext::new(
        ctx.props(),
        link.callback(Msg::Show),
        link.callback(|route| Msg::Visit(Box::new(route))),
        link.callback(|()| Msg::ChooseFile),
        link.callback(Msg::Paint),
    )
}

/// What lacks the second part of the program is drawn when that has come.
fn await_second_part(ctx: &Context<App>) -> second_part::Subscription {
    let (link, listeners) = (ctx.link().clone(), ctx.props().store.listeners().clone());
    let awaits = Cell::new(!second_part::is_loaded());
    second_part::subscribe(move || {
        if second_part::is_loaded() && awaits.replace(false) {
            link.send_message(Msg::SecondPartLoaded);
            listeners.data_changed();
            listeners.tell(&StoreEvent::Changed);
        }
    })
}

fn listen(ctx: &Context<App>) -> Subscription {
    let link = ctx.link().clone();
    ctx.props().store.listeners().subscribe(move |news| {
        link.send_message(match news {
            StoreEvent::Recorded(_) => Msg::Recorded,
            StoreEvent::Due => Msg::Due,
            StoreEvent::Opened => Msg::Told(true),
            StoreEvent::Heard(_) | StoreEvent::Reconciled | StoreEvent::Changed => Msg::Told(false),
            // The pill hears of it by itself.
            StoreEvent::Saving | StoreEvent::Exported | StoreEvent::Rescued => return,
        });
    })
}
