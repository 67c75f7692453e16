//! What a file holds, before it replaces anything.

use chrono::DateTime;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::replaced;
use crate::item::Kind;
use crate::web::app::reach::Reach;
use crate::web::files::Preview;
use crate::web::platform::dates;
use crate::web::store::Store;
use crate::web::views::parts::Dialog;

/// What the dialog shows.
#[derive(Properties, PartialEq, Clone)]
pub struct PreviewDialogProps {
    /// What it can reach.
    pub reach: Reach,
    /// What the file holds.
    pub preview: Preview,
}

/// What a file holds, and whether this copy is to number records.
#[component]
pub fn PreviewDialog(props: &PreviewDialogProps) -> Html {
    let numbers = use_state(|| props.preview.numbers);
    let files = props.reach.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    let onsubmit = {
        let (files, numbers) = (props.reach.files.clone(), *numbers);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            files.confirm(numbers);
        })
    };
    let merge = {
        let files = props.reach.files.clone();
        Callback::from(move |_: MouseEvent| {
            let files = files.clone();
            spawn_local(async move { files.merge().await });
        })
    };
    let merging = merging(&props.reach.store, props.preview.shared);
    html! {
        <Dialog title="Open this register?" onclose={dismiss}>
            <form {onsubmit}>
                { holds(&props.preview) }
                { numbering(&numbers) }
                { replaced(&props.reach) }
                if let Some(words) = &merging {
                    <p class="meta" id="preview-merging" dir="auto">{ words }</p>
                }
                <div class="dialog__buttons">
                    <button type="button" class="button" onclick={close}>{ "Cancel" }</button>
                    if merging.is_some() {
                        <button type="button" class="button" aria-describedby="preview-merging" onclick={merge}>{ "Merge into this register" }</button>
                    }
                    <button type="submit" class="button button--primary">{ "Open" }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn holds(preview: &Preview) -> Html {
    html! {
        <div class="holds">
            <p class="holds__title" dir="auto">{ &preview.title }</p>
            <p class="meta" dir="auto">{ &preview.name }</p>
            <p>{ counts(&preview.kinds) }</p>
            if let Some(at) = DateTime::from_timestamp(preview.changed, 0).filter(|_| preview.changed > 0) {
                <p>{ format!("Last change: {}.", dates::moment(at)) }</p>
            }
            if preview.filtered {
                <p>{ "It holds part of a register only: somebody exported a filtered list." }</p>
            }
            if preview.baseline {
                <p>{ "It has no history of its own. Each record starts with what the file says, as a baseline." }</p>
            }
        </div>
    }
}

/// What merging would do, where there is something to merge it into.
fn merging(store: &Store, (here, new): (usize, usize)) -> Option<String> {
    let title = store.read(|session| (!session.register().is_empty()).then(|| session.register().title.clone()))?;
    if store.is_read_only() {
        return None;
    }
    let what = match (here, new) {
        (0, _) => format!("It shares no record with “{title}”: merging puts its records beside those."),
        (here, 0) => format!("All of its {} are in “{title}” too: merging brings what was done to them.", records(here)),
        (here, new) => format!("Of its records, {here} are in “{title}” too and {new} are not: merging brings both."),
    };
    Some(format!(
        "{what} Nothing is lost on either side. Where both changed the same thing, one of the two stands, and both are told."
    ))
}

/// "1 record", "3 records".
pub(super) fn records(count: usize) -> String {
    if count == 1 { "1 record".into() } else { format!("{count} records") }
}

/// "2 risks, 1 change request."
fn counts(kinds: &[(Kind, usize)]) -> String {
    if kinds.is_empty() {
        return "It holds no records.".into();
    }
    let one = |(kind, count): &(Kind, usize)| {
        let words = if *count == 1 { kind.label() } else { kind.plural() };
        format!("{count} {}", words.to_lowercase())
    };
    kinds.iter().map(one).collect::<Vec<_>>().join(", ") + "."
}

fn numbering(numbers: &UseStateHandle<bool>) -> Html {
    html! {
        <fieldset class="choices">
            <legend class="field__label">{ "Reference numbers" }</legend>
            { radio(numbers, false, "This copy does not give out reference numbers", "What is raised here shows a provisional reference until the programme office numbers it.") }
            { radio(numbers, true, "This copy gives out reference numbers (programme office)", "Only one copy of a register should, so that no number is given twice.") }
        </fieldset>
    }
}

fn radio(numbers: &UseStateHandle<bool>, value: bool, words: &'static str, hint: &'static str) -> Html {
    let id = if value { "preview-numbers" } else { "preview-no-numbers" };
    let state = numbers.clone();
    let onchange = Callback::from(move |_: Event| state.set(value));
    html! {
        <div class="choice">
            <input type="radio" name="preview-numbers" {id} checked={**numbers == value} {onchange} aria-describedby={format!("{id}-hint")} />
            <div><label for={id}>{ words }</label><p class="field__hint" id={format!("{id}-hint")}>{ hint }</p></div>
        </div>
    }
}
