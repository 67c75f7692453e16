//! Fields of the programme's own.

use yew::prelude::*;

use super::in_place::InPlace;
use super::shown::prose;
use super::subject::Subject;
use crate::record::Value;
use crate::web::views::record::form::{Draft, line, use_begun, use_filling};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
struct NewFieldProps {
    /// The record.
    context: RecordContext,
}

/// Fields of the programme's own, and a form for another.
pub(crate) fn own_fields(context: &RecordContext) -> Html {
    if context.record.custom.is_empty() && !context.editable {
        return html! {};
    }
    let field = |(name, text): (&String, &String)| {
        html! {
            <InPlace key={name.clone()} store={context.store.clone()} record={context.id()} subject={Subject::Custom(name.clone())}
                value={Some(Value::Text(text.clone()))} editable={context.editable}>{ prose(text) }</InPlace>
        }
    };
    html! {
        <section class="panel" aria-labelledby="item-own-title">
            <h2 id="item-own-title" class="panel__title" tabindex="-1">{ "Fields of your own" }</h2>
            <dl class="item__fields">{ for context.record.custom.iter().map(field) }</dl>
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
