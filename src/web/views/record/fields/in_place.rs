//! One thing that is text until it is edited, where it stands.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::shown::{custom_shown, prose, shown};
use super::subject::Subject;
use crate::record::{Field, Value};
use crate::stamp::EventId;
use crate::web::platform::frame;
use crate::web::store::{SessionHandle, Store};
use crate::web::views::record::form::{Draft, left_words};
use crate::workflow::Refusal;

/// How it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Layout {
    /// A term and its description, in a `<dl>`.
    #[default]
    Row,
    /// The record's title.
    Title,
    /// A button that opens an empty form.
    Adder,
    /// A cell of a list: the form alone, open from the start, until it closes.
    Cell,
}

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Into the form.
    Control,
    /// To where it came from: the button, the row.
    Button,
    /// To the next cell.
    Next,
    /// To the cell before.
    Previous,
}

/// What is edited.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct InPlaceProps {
    /// The register.
    pub(crate) store: Store,
    /// The record.
    pub(crate) record: EventId,
    /// What of it.
    pub(crate) subject: Subject,
    /// What it holds now.
    #[prop_or_default]
    pub(crate) value: Option<Value>,
    /// Whether it may be changed.
    pub(crate) editable: bool,
    /// How it is laid out.
    #[prop_or_default]
    pub(crate) layout: Layout,
    /// Whether focus belongs here: it has just been filled and moved here.
    #[prop_or_default]
    pub(crate) landed: bool,
    /// Told after a field was saved, with whether it holds something now.
    #[prop_or_default]
    pub(crate) onsaved: Callback<(Field, bool)>,
    /// The record's reference, where the form stands among other records.
    #[prop_or_default]
    pub(crate) reference: String,
    /// Told when a cell's form has closed, with where the focus goes; nowhere if it has gone by itself.
    #[prop_or_default]
    pub(crate) onclosed: Callback<Option<Focus>>,
    /// How its value looks.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// What can happen to it.
pub(crate) enum Msg {
    /// Editing begins.
    Open,
    /// The text was typed.
    Text(String),
    /// The name was typed.
    Name(String),
    /// Keep it, and go there.
    Save(Focus),
    /// Close the form; what was typed waits.
    Cancel,
    /// Throw away what was typed before.
    Discard,
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
pub(crate) struct Editing {
    pub(crate) draft: Draft,
    pub(crate) base: Option<Value>,
    pub(crate) error: Option<String>,
    /// Which register it is for.
    opened: u64,
    /// Whether it goes on with what was typed before.
    pub(crate) is_resumed: bool,
}

/// What is left half typed, and what stood there when typing began, as it was typed.
type Left = (Draft, Draft);

/// One thing that is text until it is edited.
pub(crate) struct InPlace {
    editing: Option<Editing>,
    /// What was just saved, until the page around has been drawn with it.
    saved: Option<Option<Value>>,
    leaving: Option<Timeout>,
    focus: Option<Focus>,
    pub(crate) control: NodeRef,
    pub(crate) button: NodeRef,
    pub(crate) form: NodeRef,
}

/// So long after focus went, a click elsewhere has landed where it was aimed, and the form may close.
const LEAVING_MILLISECONDS: u32 = 200;

impl Component for InPlace {
    type Message = Msg;
    type Properties = InPlaceProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        InPlace {
            editing: Editing::at_first(props),
            saved: None,
            leaving: None,
            focus: props.landed.then_some(Focus::Button),
            control: NodeRef::default(),
            button: NodeRef::default(),
            form: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Open => self.open(ctx.props()),
            Msg::Text(text) => self.typed(ctx.props(), |draft| draft.text = text),
            Msg::Name(name) => self.typed(ctx.props(), |draft| draft.name = name),
            Msg::Save(focus) => self.save(ctx, Some(focus)),
            Msg::Cancel => self.cancel(ctx),
            Msg::Discard => self.discard(ctx.props()),
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
            Some(Focus::Button | Focus::Next | Focus::Previous) => &self.button,
            None => return,
        };
        if let Some(element) = node.cast::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        self.leaving = None;
        let props = ctx.props();
        // Where another register was opened, the same identity may be another record's.
        let is_here = |editing: &Editing| editing.opened == props.store.session().opened() && editing.base == props.value;
        if self.editing.as_ref().is_some_and(is_here) {
            self.left(ctx);
        }
        if let Some(editing) = self.editing.take().filter(Editing::is_changed) {
            editing.leave(props);
        }
    }
}

impl Editing {
    fn of(session: &SessionHandle, base: Option<Value>) -> Editing {
        Editing { draft: Draft::of(base.as_ref()), base, error: None, opened: session.opened(), is_resumed: false }
    }

    /// A cell is edited from the start; elsewhere, what was left half typed.
    fn at_first(props: &InPlaceProps) -> Option<Editing> {
        if props.layout == Layout::Cell {
            return Some(Editing::of(props.store.session(), props.value.clone()));
        }
        let waits = props.editable && props.store.drafts().is_waiting(props.record, &props.subject.id());
        waits.then(|| Editing::resumed(props)).flatten()
    }

    /// What was typed there before and not saved.
    fn resumed(props: &InPlaceProps) -> Option<Editing> {
        let (draft, base) = props.store.drafts().take_up::<Left>(props.record, &props.subject.id())?;
        let begun = Editing::of(props.store.session(), props.value.clone());
        let stands = base == begun.draft;
        let base = if stands { begun.base.clone() } else { base.read(props.subject.shape()).ok().flatten() };
        let editing = Editing { draft, base, is_resumed: true, ..begun };
        editing.keep(props);
        Some(editing)
    }

    /// Keeps what is typed, so that it outlives the form and the page.
    fn keep(&self, props: &InPlaceProps) {
        let place = props.subject.id();
        if !self.is_changed() {
            return props.store.drafts().end(props.record, &place);
        }
        let words =
            left_words(props.store.session(), props.record, &props.subject.label(props.store.session())).unwrap_or_default();
        let left: Left = (self.draft.clone(), Draft::of(self.base.as_ref()));
        props.store.drafts().keep(props.record, &place, &left, &words);
    }

    /// What is half typed is never lost in silence: it waits for the form, or its words are said.
    fn leave(self, props: &InPlaceProps) {
        let (place, label) = (props.subject.id(), props.label());
        let words =
            left_words(props.store.session(), props.record, &label).filter(|_| props.store.session().opened() == self.opened);
        match words.filter(|_| props.layout != Layout::Cell) {
            Some(words) => {
                let left: Left = (self.draft.clone(), Draft::of(self.base.as_ref()));
                props.store.drafts().leave(props.record, &place, &left, &words);
            }
            None => {
                let why = self.error.map(|why| format!("{}. ", why.trim_end_matches('.'))).unwrap_or_default();
                props
                    .store
                    .notices()
                    .complain(format!("{label}: “{}” was not kept. {why}It waits at the record", self.draft.text));
            }
        }
    }

    pub(crate) fn is_changed(&self) -> bool {
        self.draft != Draft::of(self.base.as_ref())
    }
}

impl InPlace {
    fn open(&mut self, props: &InPlaceProps) -> bool {
        let begun = || Editing::of(props.store.session(), self.value(props).cloned());
        self.editing = Some(Editing::resumed(props).unwrap_or_else(begun));
        self.focus = Some(Focus::Control);
        true
    }

    fn typed(&mut self, props: &InPlaceProps, change: impl FnOnce(&mut Draft)) -> bool {
        if let Some(editing) = &mut self.editing {
            change(&mut editing.draft);
            editing.error = None;
            editing.keep(props);
        }
        true
    }

    /// Closes the form. What was typed waits where it was.
    fn cancel(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        if self.editing.as_ref().is_some_and(Editing::is_changed) {
            props.store.drafts().put_aside(props.record, &props.subject.id(), &props.label());
        }
        self.close(ctx, Some(Focus::Button))
    }

    /// Begins afresh from what stands.
    fn discard(&mut self, props: &InPlaceProps) -> bool {
        props.store.drafts().end(props.record, &props.subject.id());
        self.editing = Some(Editing::of(props.store.session(), self.value(props).cloned()));
        self.focus = Some(Focus::Control);
        true
    }

    fn close(&mut self, ctx: &Context<Self>, focus: Option<Focus>) -> bool {
        self.editing = None;
        self.leaving = None;
        self.focus = focus;
        ctx.props().onclosed.emit(focus);
        true
    }

    /// Saves, or shows why not. The draft stays in the second case.
    fn save(&mut self, ctx: &Context<Self>, focus: Option<Focus>) -> bool {
        let props = ctx.props();
        let Some(editing) = &mut self.editing else { return false };
        match keep(props, &editing.draft) {
            Ok(value) => {
                let filled = value.is_some();
                props.store.drafts().end(props.record, &props.subject.id());
                self.close(ctx, focus);
                self.show(ctx, value);
                if let Subject::Field(field) = props.subject {
                    props.onsaved.emit((field, filled));
                }
                props.store.notices().announce(props.saved(filled));
            }
            Err(Refusal::NoChange) => {
                props.store.drafts().end(props.record, &props.subject.id());
                return self.close(ctx, focus);
            }
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
    pub(crate) fn value<'a>(&'a self, props: &'a InPlaceProps) -> Option<&'a Value> {
        self.saved.as_ref().unwrap_or(&props.value).as_ref()
    }

    /// How that looks.
    pub(crate) fn look(&self, props: &InPlaceProps) -> Html {
        match &self.saved {
            None => props.children.clone(),
            Some(value) => value.as_ref().map(|value| props.look(value)).unwrap_or_default(),
        }
    }

    /// Focus stayed away: nothing typed closes the form, something good is kept, everything else waits.
    fn left(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let Some(editing) = &self.editing else { return false };
        if !editing.is_changed() {
            return self.close(ctx, None);
        }
        if !props.subject.saves_when_left() || editing.base != props.value {
            return false;
        }
        self.save(ctx, None)
    }
}

impl InPlaceProps {
    /// What it is called. Among other records it says whose it is.
    pub(crate) fn label(&self) -> String {
        let label = self.subject.label(self.store.session());
        if self.reference.is_empty() { label } else { format!("{label}, {}", self.reference) }
    }

    fn saved(&self, filled: bool) -> String {
        let saved = self.subject.saved(filled, self.store.session());
        if self.reference.is_empty() { saved } else { format!("{}: {saved}", self.reference) }
    }

    fn look(&self, value: &Value) -> Html {
        let kind = self.store.session().read(|session| {
            let register = session.register();
            register.by_id(self.record).map(|row_id| register.row(row_id).kind)
        });
        match (&self.subject, kind) {
            _ if self.layout == Layout::Title => html! { value.to_string() },
            (Subject::Field(field), Some(kind)) => shown(&self.store, kind, *field, value),
            (Subject::Reference, _) => html! { <span class="item__mono">{ value.to_string() }</span> },
            (Subject::Custom(_, Some(field)), _) => custom_shown(field, &value.typed()),
            (Subject::Field(_) | Subject::Custom(_, None) | Subject::Alias | Subject::Note, _) => prose(&value.to_string()),
        }
    }
}

/// Saves; gives back what it holds now.
fn keep(props: &InPlaceProps, draft: &Draft) -> Result<Option<Value>, Refusal> {
    let shape = props.subject.shape();
    let read = props.store.session().read(|session| draft.read_in(session.register(), shape));
    let value = read.map_err(|why| props.subject.refusal(why, props.store.session()))?;
    props.store.session().carry_out(props.subject.command(props.record, value.clone()))?;
    Ok(value.map(|value| props.subject.kept(value)))
}
