//! The form that raises a record.

use yew::prelude::*;

use super::asked::asked;
use super::form::{FieldError, Form};
use super::summary::summary;
use crate::record::Kind;
use crate::web::route::Route;
use crate::web::store::Store;
use crate::web::views::parts::{Dialog, focus};

/// What is raised.
#[derive(Properties, PartialEq, Clone)]
pub struct RaiseDialogProps {
    /// The register.
    pub store: Store,
    /// What is raised at first; it can be changed in the form.
    pub kind: Kind,
    /// Called when the form is put away, raised or not.
    pub onclose: Callback<()>,
}

/// What can happen to the form.
pub enum Msg {
    /// Another kind is raised.
    Kind(Kind),
    /// Something was filled in.
    #[doc(hidden)]
    Change(Box<dyn FnOnce(&mut FormState)>),
    /// Raise it.
    Raise,
    /// Put the form away; asks first when something would be lost.
    Close,
    /// Put the form away, whatever is lost.
    Discard,
    /// Go on with the form.
    Stay,
}

/// What the form holds.
pub struct FormState(pub(super) Form);

/// Where focus goes next.
enum Goal {
    Title,
    Summary,
    Stay,
}

/// The form that raises a record.
pub struct RaiseDialog {
    pub(super) form: FormState,
    pub(super) errors: Vec<FieldError>,
    changed: bool,
    pub(super) asking: bool,
    goal: Option<Goal>,
    summary: NodeRef,
    pub(super) stay: NodeRef,
    pub(super) title: NodeRef,
}

impl Component for RaiseDialog {
    type Message = Msg;
    type Properties = RaiseDialogProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let form = FormState(Form::new(props.kind, props.store.session().today()));
        let (summary, stay, title) = (NodeRef::default(), NodeRef::default(), NodeRef::default());
        RaiseDialog { form, errors: Vec::new(), changed: false, asking: false, goal: Some(Goal::Title), summary, stay, title }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Kind(kind) => {
                self.form.0.kind = kind;
                self.errors.clear();
            }
            Msg::Change(change) => {
                change(&mut self.form);
                self.changed = true;
            }
            Msg::Raise => self.raise(ctx.props()),
            Msg::Stay => self.ask(false),
            Msg::Close if self.asking => self.ask(false),
            Msg::Close if self.changed => self.ask(true),
            Msg::Close | Msg::Discard => ctx.props().onclose.emit(()),
        }
        true
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        let node = match self.goal.take() {
            Some(Goal::Title) => &self.title,
            Some(Goal::Summary) => &self.summary,
            Some(Goal::Stay) => &self.stay,
            None => return,
        };
        focus(node.cast().as_ref());
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Raise
        });
        let title = format!("Raise {}", ctx.props().store.session().one(self.form.0.kind));
        html! {
            <Dialog {title} class="dialog--wide" asks_itself=true onclose={link.callback(|()| Msg::Close)}>
                <form class="item__form raise" {onsubmit} onkeydown={keys(ctx)} novalidate=true>
                    if !self.errors.is_empty() {
                        { summary(&self.errors, &self.summary) }
                    }
                    { self.view_kind(ctx) }
                    { for asked(ctx.props().store.session(), self.form.0.kind).into_iter().map(|field| self.view_field(ctx, field)) }
                    { self.view_custom(ctx) }
                    { self.view_level(ctx) }
                    { self.view_meeting(ctx) }
                    { self.view_reference(ctx) }
                    { self.view_buttons(ctx) }
                </form>
            </Dialog>
        }
    }
}

impl RaiseDialog {
    fn raise(&mut self, props: &RaiseDialogProps) {
        match self.form.0.raise(&props.store) {
            Ok(reference) => {
                props.onclose.emit(());
                props.store.route().go(Route::Record(reference.clone()));
                props.store.notices().announce(format!("Raised {reference}"));
            }
            Err(errors) => {
                self.errors = errors;
                self.goal = Some(Goal::Summary);
            }
        }
    }

    /// Asks whether what was typed may be lost, or goes on with it.
    fn ask(&mut self, asking: bool) {
        self.asking = asking;
        self.goal = Some(if asking { Goal::Stay } else { Goal::Title });
    }
}

/// Ctrl+Enter raises; Escape asks before anything is lost, however often it is pressed.
fn keys(ctx: &Context<RaiseDialog>) -> Callback<KeyboardEvent> {
    ctx.link().batch_callback(|event: KeyboardEvent| {
        let msg = match event.key().as_str() {
            _ if event.is_composing() => return None,
            "Escape" => Msg::Close,
            "Enter" if event.ctrl_key() || event.meta_key() => Msg::Raise,
            _ => return None,
        };
        event.prevent_default();
        event.stop_propagation();
        Some(msg)
    })
}
