//! The parts of the form that raises a record.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::asked::{asks_meeting, hint};
use super::dialog::{FormState, Msg, RaiseDialog};
use super::form::{Form, MEETING, REFERENCE, id_of, id_of_custom};
use crate::kind::PageSection;
use crate::record::{Field, Kind, Shape};
use crate::scheme::{CustomField, CustomShape, ScaleOf};
use crate::web::store::SessionHandle;
use crate::web::views::record::assessment::{definitions, level_of, step_select, tag};
use crate::web::views::record::fields::{Subject, offers};
use crate::web::views::record::form::{Control, Draft};

impl RaiseDialog {
    fn error(&self, id: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.id == id).map(|error| error.words.as_str())
    }

    /// What is raised.
    pub(super) fn view_kind(&self, ctx: &Context<Self>) -> Html {
        let onchange = ctx.link().batch_callback(|event: Event| {
            Kind::from_name(&event.target_unchecked_into::<HtmlSelectElement>().value()).map(Msg::Kind)
        });
        let chosen = self.form.0.kind;
        let session = ctx.props().store.session();
        let mut kinds = session.offered_kinds();
        if !kinds.contains(&chosen) {
            kinds.push(chosen);
        }
        let option =
            |kind: Kind| html! { <option value={kind.name()} selected={kind == chosen}>{ session.kind_label(kind) }</option> };
        html! {
            <div class="field">
                <label class="field__label" for="raise-kind">{ "Kind" }</label>
                <select class="select" id="raise-kind" {onchange}>{ for kinds.into_iter().map(option) }</select>
            </div>
        }
    }

    /// One field of the kind.
    pub(super) fn view_field(&self, ctx: &Context<Self>, field: Field) -> Html {
        let id = id_of(field);
        let draft = self.form.0.draft(field);
        let offers = offers(ctx.props().store.session(), field);
        let control = Control {
            id: &id,
            label: &ctx.props().store.session().field_label(field),
            shape: field.shape(),
            draft: &draft,
            hint: hint(self.form.0.kind, field),
            error: self.error(&id),
            required: field == Field::Title,
            offers: &offers,
            node: if field == Field::Title { self.title.clone() } else { NodeRef::default() },
            ontext: changes(ctx, move |form, text: String| form.drafts.at(field).text = text),
            onname: changes(ctx, move |form, name: String| form.drafts.at(field).name = name),
        };
        html! { <div key={field.name()} class={classes!("raise__field", is_wide(field).then_some("raise__field--wide"))}>{ control.field() }</div> }
    }

    /// The programme's own fields.
    pub(super) fn view_custom(&self, ctx: &Context<Self>) -> Html {
        let session = ctx.props().store.session();
        let scheme = session.setup();
        let field = |(name, field): (&String, &CustomField)| {
            let (id, subject) = (id_of_custom(name), Subject::custom(name, Some(field)));
            let typed = name.clone();
            let control = Control {
                id: &id,
                label: &labelled(scheme.custom_label(name), field),
                shape: field.control(),
                draft: &self.form.0.custom.get(name).cloned().unwrap_or_default(),
                hint: field.hint.as_deref(),
                error: self.error(&id),
                required: false,
                offers: &subject.offers(session),
                node: NodeRef::default(),
                ontext: changes(ctx, move |form, text: String| form.custom.insert(typed.clone(), Draft::of_text(text))),
                onname: Callback::noop(),
            };
            let is_wide = matches!(field.control(), Shape::Text | Shape::List);
            html! { <div key={id.clone()} class={classes!("raise__field", is_wide.then_some("raise__field--wide"))}>{ control.field() }</div> }
        };
        html! { { for scheme.custom_of(self.form.0.kind).into_iter().map(field) } }
    }

    /// How likely and how bad, of a risk.
    pub(super) fn view_level(&self, ctx: &Context<Self>) -> Html {
        let form = &self.form.0;
        if !form.kind.has(PageSection::Assessment) {
            return html! {};
        }
        let likelihood = changes(ctx, |form, word: String| form.likelihood = level_of(&word));
        let impact = changes(ctx, |form, word: String| form.impact = level_of(&word));
        let scheme = ctx.props().store.session().setup();
        let band = form.likelihood.zip(form.impact).and_then(|(likelihood, impact)| scheme.matrix.band(likelihood, impact));
        html! {
            <>
                <div class="raise__field raise__field--wide item__pair">
                    { step_select("raise-likelihood", &scheme, ScaleOf::Likelihood, form.likelihood, likelihood) }
                    { step_select("raise-impact", &scheme, ScaleOf::Impact, form.impact, impact) }
                    if let Some(band) = band { <p class="item__level" role="status">{ "Level: " }{ tag(band) }</p> }
                </div>
                <div class="raise__field raise__field--wide">{ definitions(&scheme, [form.likelihood, form.impact]) }</div>
            </>
        }
    }

    /// The meeting it came up at.
    pub(super) fn view_meeting(&self, ctx: &Context<Self>) -> Html {
        if !asks_meeting(self.form.0.kind) {
            return html! {};
        }
        let meetings = meetings(ctx.props().store.session());
        let ontext = changes(ctx, |form, text: String| form.meeting = Draft::of_text(text));
        let hint = ctx.props().store.session().read(|session| {
            format!("The meeting it came up at, if any, for example {}", session.register().scheme.meeting_example())
        });
        self.view_line(MEETING, "Raised at", &self.form.0.meeting, &hint, &meetings, ontext)
    }

    /// A reference of the papers' own.
    pub(super) fn view_reference(&self, ctx: &Context<Self>) -> Html {
        let next = self.form.0.next_reference(ctx.props().store.session());
        let numbered = ctx.props().store.session().read(|session| session.is_custodian());
        let hint = if numbered {
            format!("Leave it empty for {next}")
        } else {
            "Leave it empty: the keeper of the register numbers it".into()
        };
        let ontext = changes(ctx, |form, text: String| form.reference = Draft::of_text(text));
        self.view_line(REFERENCE, "Reference", &self.form.0.reference, &hint, &[], ontext)
    }

    fn view_line(&self, id: &str, label: &str, draft: &Draft, hint: &str, offers: &[String], ontext: Callback<String>) -> Html {
        let (error, node) = (self.error(id), NodeRef::default());
        let shape = Shape::Line;
        let control = Control {
            id,
            label,
            shape,
            draft,
            hint: Some(hint),
            error,
            required: false,
            offers,
            node,
            ontext,
            onname: Callback::noop(),
        };
        html! { <div class="raise__field">{ control.field() }</div> }
    }

    /// The buttons, or the question whether what was typed may be lost. Never the same buttons: one that changes its type
    /// while it is pressed submits the form.
    pub(super) fn view_buttons(&self, ctx: &Context<Self>) -> Html {
        let on = |msg: fn() -> Msg| ctx.link().callback(move |_: MouseEvent| msg());
        if self.asking {
            return html! {
                <div key="asking" class="dialog__buttons" role="alert">
                    <p>{ "What you typed has not been raised yet." }</p>
                    <button type="button" class="button button--danger" onclick={on(|| Msg::Discard)}>{ "Throw it away" }</button>
                    <button ref={self.stay.clone()} type="button" class="button button--primary" onclick={on(|| Msg::Stay)}>{ "Go on typing" }</button>
                </div>
            };
        }
        html! {
            <div key="raising" class="dialog__buttons">
                <button type="button" class="button" onclick={on(|| Msg::Close)}>{ "Cancel" }</button>
                <button type="submit" class="button button--primary">{ format!("Raise {}", ctx.props().store.session().kind_label(self.form.0.kind).to_lowercase()) }</button>
            </div>
        }
    }
}

fn changes<T: 'static>(ctx: &Context<RaiseDialog>, change: impl Fn(&mut Form, T) + Clone + 'static) -> Callback<T> {
    ctx.link().callback(move |value: T| {
        let change = change.clone();
        Msg::Change(Box::new(move |state: &mut FormState| change(&mut state.0, value)))
    })
}

/// "Delay (days)": with what it counts.
fn labelled(label: &str, field: &CustomField) -> String {
    let usual = (field.shape() == CustomShape::Money).then_some("£");
    match field.unit.as_deref().or(usual).filter(|_| field.shape().has_unit()) {
        Some(unit) => format!("{label} ({unit})"),
        None => label.to_owned(),
    }
}

fn is_wide(field: Field) -> bool {
    field.shape() == Shape::Text || matches!(field, Field::Title | Field::Groups)
}

/// Most meetings offered.
const MOST_MEETINGS: usize = 60;

/// The references of meetings, latest first.
fn meetings(session: &SessionHandle) -> Vec<String> {
    use crate::query::{Column, Filter, Sort};
    let today = session.today();
    session.read(|session| {
        let register = session.register();
        let filter = Filter { kinds: vec![Kind::Meeting], ..Filter::default() };
        let view = register.view(&filter, Sort { column: Column::Due, descending: true }, today);
        view.rows
            .into_iter()
            .take(MOST_MEETINGS)
            .filter_map(|row_id| register.record(row_id))
            .map(|record| record.shown_reference())
            .collect()
    })
}
