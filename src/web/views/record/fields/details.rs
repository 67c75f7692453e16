//! The filled fields of a record in the field table's order, the empty ones behind a disclosure, and its references.

use yew::prelude::*;

use super::in_place::{InPlace, Layout};
use super::subject::Subject;
use super::texts::{is_in_main, row};
use crate::record::{Field, Value};
use crate::web::platform::dates;
use crate::web::views::record::record_context::RecordContext;

/// Which record, and where focus landed.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct DetailsProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// The register's revision: a due meeting may have become a record.
    pub(crate) revision: u64,
    /// As for the texts.
    pub(crate) landed: Option<Field>,
    /// As for the texts.
    pub(crate) onlanded: Callback<(Field, bool)>,
}

/// Everything that is not a text of the main column.
#[component]
pub(crate) fn Details(props: &DetailsProps) -> Html {
    let context = &props.context;
    let beside = |field: &Field| *field != Field::Title && field.belongs_to(context.record.kind) && !is_in_main(context, *field);
    let (filled, empty): (Vec<Field>, Vec<Field>) =
        Field::ALL.iter().copied().filter(beside).partition(|field| context.has(*field));
    let empty: Vec<Field> = empty.into_iter().filter(|field| context.store.session().asks(*field)).collect();
    let rows =
        |fields: Vec<Field>| fields.into_iter().map(|field| row(context, field, props.landed, &props.onlanded)).collect::<Html>();
    let waits = |field: &Field| context.store.drafts().is_waiting(context.id(), &Subject::Field(*field).id());
    let is_open = *use_memo((), |()| empty.iter().any(waits));
    let landed_here = props.landed.is_some_and(|field| empty.contains(&field));
    html! {
        <section class="panel" aria-labelledby="item-details-title">
            <h2 id="item-details-title" class="panel__title" tabindex="-1">{ "Details" }</h2>
            <dl class="item__fields">
                { rows(filled) }
                { references(context) }
                <div class="item__row">
                    <dt class="item__term">{ "Last changed" }</dt>
                    <dd class="item__value">
                        <span>{ format!("{}, by ", dates::moment(context.record.changed)) }<span dir="auto">{ &context.record.changed_by }</span></span>
                    </dd>
                </div>
            </dl>
            if context.editable && !empty.is_empty() {
                <MoreFields grab={landed_here} {is_open}><dl class="item__fields">{ rows(empty) }</dl></MoreFields>
            }
        </section>
    }
}

fn references(context: &RecordContext) -> Html {
    let record = &context.record;
    let reference = record.reference.clone().map(Value::Text);
    let words =
        reference.as_ref().map_or_else(|| html! {}, |_| html! { <span class="item__mono">{ record.shown_reference() }</span> });
    html! {
        <>
            <InPlace key="reference" store={context.store.clone()} record={context.id()} subject={Subject::Reference} value={reference}
                editable={context.editable}>{ words }</InPlace>
            if context.editable || !record.aliases.is_empty() {
                <div class="item__row">
                    <dt class="item__term">{ "Also known as" }</dt>
                    <dd class="item__value">
                        if !record.aliases.is_empty() {
                            <ul class="item__tokens">{ for record.aliases.iter().map(|alias| html! { <li class="item__token item__mono" dir="auto">{ alias }</li> }) }</ul>
                        }
                        <InPlace store={context.store.clone()} record={context.id()} subject={Subject::Alias} editable={context.editable} layout={Layout::Adder} />
                    </dd>
                </div>
            }
        </>
    }
}

#[derive(Properties, PartialEq, Clone)]
struct MoreFieldsProps {
    /// Whether focus belongs to the summary: a field was cleared and went inside.
    grab: bool,
    /// Whether something half typed waits inside.
    is_open: bool,
    children: Html,
}

/// The empty fields, folded away.
#[component]
fn MoreFields(props: &MoreFieldsProps) -> Html {
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        use_effect_with(props.grab, move |grab| {
            if let Some(summary) = summary.cast::<web_sys::HtmlElement>().filter(|_| *grab) {
                let _ = summary.focus();
            }
        });
    }
    html! {
        <details class="item__more" open={props.is_open}>
            <summary ref={summary} class="button button--small">{ "Add a field" }</summary>
            { props.children.clone() }
        </details>
    }
}
