//! The texts of a record, at a width that is good to read.

use yew::prelude::*;

use super::in_place::InPlace;
use super::shown::shown;
use super::subject::Subject;
use crate::record::{Field, Shape};
use crate::web::views::record::record_context::RecordContext;

/// Whether the field stands in the main column: every filled text, and the ones each kind is expected to have.
pub(super) fn is_in_main(context: &RecordContext, field: Field) -> bool {
    let expected = context.record.kind.definition().texts.contains(&field);
    field.belongs_to(context.record.kind)
        && field.shape() == Shape::Text
        && (context.has(field) || expected && context.editable && context.store.session().asks(field))
}

/// The texts of a record. `landed` is the field that was just filled or cleared, and so moved; `onlanded` is told which, and whether it was filled.
pub(crate) fn texts(context: &RecordContext, landed: Option<Field>, onlanded: &Callback<(Field, bool)>) -> Html {
    let fields = Field::ALL.iter().copied().filter(|field| is_in_main(context, *field));
    html! {
        <section class="item__texts" aria-label="Texts">
            <dl class="item__fields">{ for fields.map(|field| row(context, field, landed, onlanded)) }</dl>
        </section>
    }
}

/// One field, edited in place.
pub(super) fn row(context: &RecordContext, field: Field, landed: Option<Field>, onlanded: &Callback<(Field, bool)>) -> Html {
    let value = context.record.fields.value(field);
    let look = value.map_or_else(|| html! {}, |value| shown(&context.store, context.record.kind, field, value));
    html! {
        <InPlace key={field.name()} store={context.store.clone()} record={context.id()} subject={Subject::Field(field)} value={value.cloned()}
            editable={context.editable} landed={landed == Some(field)} onsaved={onlanded.clone()}>{ look }</InPlace>
    }
}
