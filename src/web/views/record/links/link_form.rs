//! Asks how this record bears on which other one.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::directed_link::DirectedLink;
use super::picker::Picker;
use crate::record::Kind;
use crate::stamp::EventId;
use crate::web::views::record::form::{Draft, cancels, escapes, use_begun, use_filling, use_first_control};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct LinkFormProps {
    /// The record.
    pub(super) context: RecordContext,
    /// Closes the form.
    pub(super) onclose: Callback<()>,
}

/// Where its draft waits.
const PLACE: &str = "link";

/// Asks how this record bears on which other one.
#[component]
pub(super) fn LinkForm(props: &LinkFormProps) -> Html {
    let begun = use_begun(&props.context, PLACE, begin(props.context.record.kind));
    let filling = use_filling(&props.context, PLACE, "Link", begun.left());
    let draft = begun.draft.clone();
    let (way, words, to) = read(&draft);
    let error = use_state(|| None::<AttrValue>);
    let form = use_node_ref();
    use_first_control(form.clone());
    let onsubmit = Callback::from({
        let (props, filling, error) = (props.clone(), filling.clone(), error.clone());
        let form = form.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let added = add(&props.context, way, to).map_err(AttrValue::from);
            filling.finish(added, &event, &form, &error, &props.onclose);
        }
    });
    let onpick = Callback::from({
        let (error, draft) = (error.clone(), draft.clone());
        move |(text, picked): (String, Option<EventId>)| {
            let name = picked.map(|id| id.to_string()).unwrap_or_default();
            draft.set(vec![draft[0].clone(), Draft { text, name }]);
            error.set(None);
        }
    });
    let onclose = props.onclose.reform(move |()| filling.put_aside());
    html! {
        <form ref={form} class="item__form" {onsubmit} onkeydown={escapes(&onclose)}>
            { begun.state() }
            { ways(way, draft) }
            <Picker session={props.context.store.session().clone()} id="item-link-to" label="Record" but={props.context.id()} {words} error={(*error).clone()} {onpick} />
            <div class="item__buttons">
                <button type="submit" class="button button--primary button--small">{ "Add link" }</button>
                <button type="button" class="button button--quiet button--small" onclick={cancels(&onclose)}>{ "Cancel" }</button>
            </div>
        </form>
    }
}

/// What is filled in: how, by its word; then what is typed of the record, and its id once it is chosen.
type Drafts = Vec<Draft>;

fn begin(kind: Kind) -> Drafts {
    vec![Draft::of_text(usual(kind).name()), Draft::default()]
}

fn read(drafts: &Drafts) -> (DirectedLink, AttrValue, Option<EventId>) {
    let way = DirectedLink::from_name(&drafts[0].text).unwrap_or(usual(Kind::Milestone));
    (way, drafts[1].text.clone().into(), drafts[1].name.parse().ok())
}

fn ways(chosen: DirectedLink, drafts: UseStateHandle<Drafts>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let way = event.target_unchecked_into::<HtmlSelectElement>().value();
        drafts.set(vec![Draft::of_text(way), drafts[1].clone()]);
    });
    let option = |way: DirectedLink| html! { <option value={way.name()} selected={way == chosen}>{ way.label() }</option> };
    html! {
        <div class="field">
            <label class="field__label" for="item-link-way">{ "How they are linked" }</label>
            <select class="select" id="item-link-way" {onchange}>{ for DirectedLink::all().into_iter().map(option) }</select>
        </div>
    }
}

fn add(context: &RecordContext, way: DirectedLink, to: Option<EventId>) -> Result<(), String> {
    let other = to.ok_or("Choose a record from the list")?;
    let (record, to) = if way.outward { (context.id(), other) } else { (other, context.id()) };
    context.store.session().carry_out(Command::Link { record, link: way.link, to }).map_err(|refusal| refusal.to_string())?;
    context.store.notices().announce("Link added");
    Ok(())
}

/// How records of that kind are linked most often.
fn usual(kind: Kind) -> DirectedLink {
    DirectedLink { link: kind.definition().link, outward: true }
}
