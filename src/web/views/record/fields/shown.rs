//! How a value looks when nobody is editing it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use yew::prelude::*;

use crate::calendar::Due;
use crate::record::{CustomValue, ExternalRef, Field, Kind, Owner, Shape, Value};
use crate::scheme::{CustomField, Scheme};
use crate::state::Rag;
use crate::web::platform::dates;
use crate::web::store::Store;
use crate::web::views::parts::{item_link, rag_tag};

/// A field's value as it is read.
pub(super) fn shown(store: &Store, kind: Kind, field: Field, value: &Value) -> Html {
    match value {
        Value::Text(text) if is_rag(field) => html! { { rag_tag(Rag::from_name(text), kind) } },
        Value::Text(text) if field.shape() == Shape::Text => prose(text),
        Value::Text(text) => html! { <span dir="auto">{ text }</span> },
        Value::Day(day) => html! { <time datetime={day.to_string()}>{ dates::long(*day) }</time> },
        Value::Due(due) => due_words(store, due),
        Value::Owner(owner) => html! { <>{ owner_words(owner) }{ who_has(store, owner) }</> },
        Value::List(parts) => list(store, field, parts),
    }
}

/// Text of any number of lines, as it was typed.
pub(crate) fn prose(text: &str) -> Html {
    html! { <div class="item__prose" dir="auto">{ text }</div> }
}

/// A text of a field of the programme's own, as what that holds is read.
pub(super) fn custom_shown(field: &CustomField, kept: &str) -> Html {
    if let Some(link) = field.link(kept) {
        return html! { <a href={link.to_owned()} target="_blank" rel="noopener noreferrer" dir="auto">{ kept }</a> };
    }
    match (field.value(kept), field.typed(kept)) {
        (CustomValue::Day(day), _) => html! { <time datetime={day.to_string()}>{ dates::long(day) }</time> },
        (_, Value::List(parts)) => {
            html! { <ul class="item__tokens">{ for parts.iter().map(|part| html! { <li class="item__token" dir="auto">{ part }</li> }) }</ul> }
        }
        _ => prose(&field.shown(kept, dates::long)),
    }
}

/// Who: the role, and the name where there is one.
pub(crate) fn owner_words(owner: &Owner) -> Html {
    html! {
        <span dir="auto">
            { &owner.role }
            if let Some(name) = &owner.name { <span class="item__name">{ format!(" ({name})") }</span> }
        </span>
    }
}

/// What the set-up says of the role: who has it, and who stands in.
fn who_has(store: &Store, owner: &Owner) -> Html {
    let setup = store.session().setup();
    let Some(person) = setup.person(&owner.role) else { return Html::default() };
    let mut said: Vec<String> = person.name.iter().filter(|name| owner.name.as_ref() != Some(*name)).cloned().collect();
    said.extend(person.deputy.iter().map(|deputy| format!("stood in for by {deputy}")));
    said.extend((!person.is_on(store.session().today())).then(|| "the role is not filled now".to_owned()));
    if said.is_empty() {
        return Html::default();
    }
    html! { <p class="meta" dir="auto">{ crate::web::views::phrases::upper_first(&said.join(", ")) }</p> }
}

/// When something is due, in words; a meeting leads to its record.
pub(crate) fn due_words(store: &Store, due: &Due) -> Html {
    match due {
        Due::On(day) => html! { <time datetime={day.to_string()}>{ dates::long(*day) }</time> },
        Due::Asap => html! { "ASAP" },
        Due::Tbc => html! { "To be confirmed" },
        Due::Meeting(meeting) if store.session().read(|session| session.register().by_reference(meeting).is_some()) => {
            html! { <>{ "At " }{ item_link(store.route(), meeting) }</> }
        }
        Due::Meeting(meeting) => html! { <span dir="auto">{ format!("At {meeting}") }</span> },
    }
}

fn is_rag(field: Field) -> bool {
    matches!(field, Field::RagLast | Field::RagCurrent | Field::RagNext | Field::Severity)
}

fn list(store: &Store, field: Field, parts: &[String]) -> Html {
    let part = |part: &String| match field {
        Field::ExternalRefs => external(store, part),
        Field::Groups => html! { <li class="item__token" title={group_name(store, part)} dir="auto">{ part }</li> },
        _ => html! { <li class="item__token" dir="auto">{ part }</li> },
    };
    html! { <ul class="item__tokens">{ for parts.iter().map(part) }</ul> }
}

/// An external reference: who numbers it, set off from its number there.
fn external(store: &Store, written: &str) -> Html {
    let read = store.session().read(|session| ExternalRef::parse(written, &session.register().scheme));
    if read.scheme.is_empty() {
        return html! { <li class="item__token" dir="auto">{ written }</li> };
    }
    let link = store.session().read(|session| link_of(&session.register().scheme, &read));
    let words = html! { <><span class="item__scheme">{ format!("{} ", read.scheme) }</span>{ read.id }</> };
    html! {
        <li class="item__token">
            if let Some(link) = link {
                <a href={link} target="_blank" rel="noopener noreferrer">{ words }</a>
            } else {
                { words }
            }
        </li>
    }
}

/// Where it is found on the web, as the set-up says.
fn link_of(scheme: &Scheme, read: &ExternalRef) -> Option<String> {
    let series = scheme.external_series().iter().find(|series| series.code == read.scheme)?;
    Some(series.web_link()?.replace("{id}", &utf8_percent_encode(&read.id, NON_ALPHANUMERIC).to_string()))
}

fn group_name(store: &Store, code: &str) -> Option<String> {
    store.session().read(|session| session.register().scheme.group_name(code).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::ExternalSeries;

    #[test]
    fn a_reference_leads_where_the_set_up_says_and_never_into_a_script() {
        let of = |link: &str| {
            let series = ExternalSeries { code: "TICKET".into(), link: Some(link.into()), ..ExternalSeries::default() };
            let scheme = Scheme { external_references: Some(vec![series]), ..Scheme::default() };
            link_of(&scheme, &ExternalRef { scheme: "TICKET".into(), id: "4/\"2".into() })
        };
        assert_eq!(of("https://tickets.example/{id}?x"), Some("https://tickets.example/4%2F%222?x".into()));
        assert_eq!(of("javascript:alert({id})"), None);
        assert_eq!(of("data:text/html,{id}"), None);
    }
}
