//! Fields of the programme's own: those that its set-up has, and those of this one record.

use yew::prelude::*;

use super::in_place::InPlace;
use super::shown::{custom_shown, prose};
use super::subject::{Subject, custom_value};
use crate::web::views::record::form::{Draft, line, use_begun, use_filling};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
struct NewFieldProps {
    /// The record.
    context: RecordContext,
}

/// Those that records of the kind are asked for, the others that this one has, and a form for another.
pub(crate) fn own_fields(context: &RecordContext) -> Html {
    let scheme = &context.setup;
    let asked: Vec<&String> = scheme.custom_of(context.record.kind).into_iter().map(|(name, _)| name).collect();
    let others = context.record.custom.keys().filter(|name| !asked.contains(name));
    let names: Vec<&String> = asked.iter().copied().chain(others).collect();
    if names.is_empty() && !context.editable {
        return html! {};
    }
    let field = |name: &String| {
        let (field, kept) = (scheme.custom_field(name), context.record.custom.get(name));
        let look = kept.map(|kept| field.map_or_else(|| prose(kept), |field| custom_shown(field, kept)));
        html! {
            <InPlace key={name.clone()} store={context.store.clone()} record={context.id()} subject={Subject::custom(name, field)}
                value={kept.map(|kept| custom_value(kept, field))} editable={context.editable}>{ look.unwrap_or_default() }</InPlace>
        }
    };
    html! {
        <section class="panel" aria-labelledby="item-own-title">
            <h2 id="item-own-title" class="panel__title" tabindex="-1">{ "Fields of your own" }</h2>
            <dl class="item__fields">{ for names.into_iter().map(field) }</dl>
            if context.editable { <NewField context={context.clone()} /> }
        </section>
    }
}

/// Asks for the name and the words of another field.
#[component]
fn NewField(props: &NewFieldProps) -> Html {
    // The name of the field, then its words.
    let begun = use_begun(&props.context, "own", vec![Draft::default(); 2]);
    let drafts = begun.draft.clone();
    // Open from the start where it was left half filled in.
    let is_open = *use_memo((), |()| drafts.iter().any(|draft| *draft != Draft::default()));
    let filling = use_filling(&props.context, "own", "Field of your own", begun.left());
    let error = use_state(|| None::<String>);
    let onsubmit = Callback::from({
        let (context, drafts, filling, error) = (props.context.clone(), drafts.clone(), filling.clone(), error.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let (name, text) = (drafts[0].text.trim().to_owned(), drafts[1].text.trim().to_owned());
            let added = format!("{name} added");
            match context.store.session().carry_out(Command::EditCustom { record: context.id(), name, to: Some(text) }) {
                Ok(_) => {
                    filling.end();
                    drafts.set(vec![Draft::default(); 2]);
                    error.set(None);
                    context.store.notices().announce(added);
                }
                Err(refusal) => error.set(Some(refusal.to_string())),
            }
        }
    });
    let typed = |at: usize| {
        let drafts = drafts.clone();
        Callback::from(move |typed: String| {
            let mut next = (*drafts).clone();
            next[at] = Draft::of_text(typed);
            drafts.set(next);
        })
    };
    html! {
        <details class="item__more" open={is_open}>
            <summary class="button button--small">{ "Add a field of your own" }</summary>
            <form class="item__form" {onsubmit}>
                { line("item-new-name", "Name", &drafts[0], error.as_deref(), typed(0)) }
                { line("item-new-text", "What it says", &drafts[1], None, typed(1)) }
                <div class="item__buttons"><button type="submit" class="button button--primary button--small">{ "Add" }</button></div>
            </form>
        </details>
    }
}
