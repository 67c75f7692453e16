//! One thing that is text until it is edited, where it stands.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::draft::Draft;
use super::shown::{prose, shown};
use super::subject::Subject;
use crate::item::{Field, Value};
use crate::register::Refusal;
use crate::stamp::EventId;
use crate::web::platform::frame;
use crate::web::store::Store;

/// How it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Layout {
    /// A term and its description, in a `<dl>`.
    #[default]
    Row,
    /// The record's title.
    Title,
    /// A button that opens an empty form.
    Adder,
}

/// What is edited.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct InPlaceProps {
    /// The register.
    pub(super) store: Store,
    /// The record.
    pub(super) item: EventId,
    /// What of it.
    pub(super) subject: Subject,
    /// What it holds now.
    #[prop_or_default]
    pub(super) value: Option<Value>,
    /// Whether it may be changed.
    pub(super) editable: bool,
    /// How it is laid out.
    #[prop_or_default]
    pub(super) layout: Layout,
    /// Whether focus belongs here: it has just been filled and moved here.
    #[prop_or_default]
    pub(super) landed: bool,
    /// Told after a field was saved, with whether it holds something now.
    #[prop_or_default]
    pub(super) onsaved: Callback<(Field, bool)>,
    /// How its value looks.
    #[prop_or_default]
    pub(super) children: Html,
}

/// What can happen to it.
pub(super) enum Msg {
    /// Editing begins.
    Open,
    /// The text was typed.
    Text(String),
    /// The name was typed.
    Name(String),
    /// Keep it.
    Save,
    /// Throw the draft away.
    Cancel,
    /// Focus goes elsewhere; it may come back at once.
    Leaving,
    /// Focus came back.
    Back,
    /// Focus stayed away.
    Left,
    /// The page shows what was saved.
    Settled,
}

/// What is being typed, what stood there when typing began, and what is wrong with it.
pub(super) struct Editing {
    pub(super) draft: Draft,
    pub(super) base: Option<Value>,
    pub(super) error: Option<String>,
}

#[derive(PartialEq)]
enum Focus {
    Control,
    Button,
}

/// One thing that is text until it is edited.
pub(super) struct InPlace {
    editing: Option<Editing>,
    /// What was just saved, until the page around has been drawn with it.
    saved: Option<Option<Value>>,
    leaving: Option<Timeout>,
    focus: Option<Focus>,
    pub(super) control: NodeRef,
    pub(super) button: NodeRef,
    pub(super) form: NodeRef,
}

/// So long after focus went, a click elsewhere has landed where it was aimed, and the form may close.
const LEAVING_MILLISECONDS: u32 = 200;

impl Component for InPlace {
    type Message = Msg;
    type Properties = InPlaceProps;

    fn create(ctx: &Context<Self>) -> Self {
        let focus = ctx.props().landed.then_some(Focus::Button);
        InPlace {
            editing: None,
            saved: None,
            leaving: None,
            focus,
            control: NodeRef::default(),
            button: NodeRef::default(),
            form: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Open => self.open(ctx.props()),
            Msg::Text(text) => self.typed(|draft| draft.text = text),
            Msg::Name(name) => self.typed(|draft| draft.name = name),
            Msg::Save => self.save(ctx, Some(Focus::Button)),
            Msg::Cancel => self.close(Some(Focus::Button)),
            Msg::Leaving => {
                let link = ctx.link().clone();
                self.leaving = Some(Timeout::new(LEAVING_MILLISECONDS, move || link.send_message(Msg::Left)));
                false
            }
            Msg::Back => {
                self.leaving = None;
                false
            }
            Msg::Left => self.left(ctx),
            Msg::Settled => self.saved.take().is_some(),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        match &self.editing {
            Some(editing) => self.view_form(ctx, editing),
            None => self.view_text(ctx),
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        let node = match self.focus.take() {
            Some(Focus::Control) => &self.control,
            Some(Focus::Button) => &self.button,
            None => return,
        };
        if let Some(element) = node.cast::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        self.leaving = None;
        let now = ctx.props().value.clone();
        if self.editing.as_ref().is_some_and(|editing| editing.base == now) {
            self.left(ctx);
        }
    }
}

impl InPlace {
    fn open(&mut self, props: &InPlaceProps) -> bool {
        let base = self.value(props).cloned();
        self.editing = Some(Editing { draft: Draft::of(base.as_ref()), base, error: None });
        self.focus = Some(Focus::Control);
        true
    }

    fn typed(&mut self, change: impl FnOnce(&mut Draft)) -> bool {
        if let Some(editing) = &mut self.editing {
            change(&mut editing.draft);
            editing.error = None;
        }
        true
    }

    fn close(&mut self, focus: Option<Focus>) -> bool {
        self.editing = None;
        self.leaving = None;
        self.focus = focus;
        true
    }

    /// Saves, or shows why not. The draft stays in the second case.
    fn save(&mut self, ctx: &Context<Self>, focus: Option<Focus>) -> bool {
        let props = ctx.props();
        let Some(editing) = &mut self.editing else { return false };
        match keep(props, &editing.draft) {
            Ok(value) => {
                let filled = value.is_some();
                self.close(focus);
                self.show(ctx, value);
                if let Subject::Field(field) = props.subject {
                    props.onsaved.emit((field, filled));
                }
                props.store.announce(props.subject.saved(filled));
            }
            Err(Refusal::NoChange) => return self.close(focus),
            Err(refusal) => {
                editing.error = Some(refusal.to_string());
                self.focus = focus.map(|_| Focus::Control);
            }
        }
        true
    }

    /// Shows what was saved now; the page around follows after the next frame.
    fn show(&mut self, ctx: &Context<Self>, value: Option<Value>) {
        self.saved = Some(value);
        let link = ctx.link().clone();
        frame::after(move || link.send_message(Msg::Settled));
    }

    /// What it holds.
    pub(super) fn value<'a>(&'a self, props: &'a InPlaceProps) -> Option<&'a Value> {
        self.saved.as_ref().unwrap_or(&props.value).as_ref()
    }

    /// How that looks.
    pub(super) fn look(&self, props: &InPlaceProps) -> Html {
        match &self.saved {
            None => props.children.clone(),
            Some(value) => value.as_ref().map(|value| props.look(value)).unwrap_or_default(),
        }
    }

    /// Focus stayed away: nothing typed closes the form, something good is kept, everything else waits.
    fn left(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let Some(editing) = &self.editing else { return false };
        if editing.draft == Draft::of(editing.base.as_ref()) {
            return self.close(None);
        }
        if !props.subject.saves_when_left() || editing.base != props.value {
            return false;
        }
        self.save(ctx, None)
    }
}

impl InPlaceProps {
    fn look(&self, value: &Value) -> Html {
        let kind = self.store.read(|session| {
            let register = session.register();
            register.by_id(self.item).map(|record| register.row(record).kind)
        });
        match (&self.subject, kind) {
            _ if self.layout == Layout::Title => html! { value.words() },
            (Subject::Field(field), Some(kind)) => shown(&self.store, kind, *field, value),
            (Subject::Reference, _) => html! { <span class="item__mono">{ value.words() }</span> },
            (Subject::Field(_) | Subject::Custom(_) | Subject::Alias | Subject::Note, _) => prose(&value.words()),
        }
    }
}

/// Saves; gives back what it holds now.
fn keep(props: &InPlaceProps, draft: &Draft) -> Result<Option<Value>, Refusal> {
    let shape = props.subject.shape();
    let read = props.store.read(|session| draft.read_in(session.register(), shape));
    let value = read.map_err(|why| props.subject.misfit(why))?;
    props.store.carry_out(props.subject.command(props.item, value.clone())).map(|_| value)
}
