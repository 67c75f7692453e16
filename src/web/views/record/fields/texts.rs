//! The texts of a record, at a width that is good to read.

use yew::prelude::*;

use super::in_place::InPlace;
use super::shown::shown;
use super::subject::Subject;
use crate::record::{Field, Shape};
use crate::web::views::record::record_context::RecordContext;

/// Whether the field stands in the main column: every filled text, and the ones each kind is expected to have.
pub(super) fn is_in_main(desk: &RecordContext, field: Field) -> bool {
    let expected = desk.record.kind.definition().texts.contains(&field);
    field.belongs_to(desk.record.kind) && field.shape() == Shape::Text && (desk.has(field) || expected && desk.editable)
}

/// The texts of a record. `landed` is the field that was just filled or cleared, and so moved; `onlanded` is told which, and whether it was filled.
pub(crate) fn texts(desk: &RecordContext, landed: Option<Field>, onlanded: &Callback<(Field, bool)>) -> Html {
    let fields = Field::ALL.iter().copied().filter(|field| is_in_main(desk, *field));
    html! {
        <section class="item__texts" aria-label="Texts">
            <dl class="item__fields">{ for fields.map(|field| row(desk, field, landed, onlanded)) }</dl>
        </section>
    }
}

/// One field, edited in place.
pub(super) fn row(desk: &RecordContext, field: Field, landed: Option<Field>, onlanded: &Callback<(Field, bool)>) -> Html {
    let value = desk.record.fields.value(field);
    let look = value.map_or_else(|| html! {}, |value| shown(&desk.store, desk.record.kind, field, value));
    html! {
        <InPlace key={field.name()} store={desk.store.clone()} record={desk.id()} subject={Subject::Field(field)} value={value.cloned()}
            editable={desk.editable} landed={landed == Some(field)} onsaved={onlanded.clone()}>{ look }</InPlace>
    }
}
