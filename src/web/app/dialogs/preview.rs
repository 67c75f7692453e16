//! What a file holds, before it replaces anything.

use chrono::DateTime;
use yew::prelude::*;

use super::replaced;
use crate::record::Kind;
use crate::web::app::app_context::AppContext;
use crate::web::files::Preview;
use crate::web::platform::dates;
use crate::web::platform::task::spawn_local;
use crate::web::store::Store;
use crate::web::views::parts::Dialog;

/// What the dialog shows.
#[derive(Properties, PartialEq, Clone)]
pub struct PreviewDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// What the file holds.
    pub preview: Preview,
}

/// What a file holds, and what becomes of it. One of the register that is open is merged, unless the person asks for it in
/// place of what is here; of another, it is chosen whether this copy is to number records.
#[component]
pub fn PreviewDialog(props: &PreviewDialogProps) -> Html {
    let (preview, same) = (&props.preview, props.preview.same);
    let numbers = use_state(|| preview.numbers);
    let leaves_out = use_state(|| false);
    let files = props.context.files.clone();
    let dismiss = Callback::from(move |()| files.dismiss());
    let close = dismiss.reform(|_: MouseEvent| ());
    let open = {
        let (files, numbers) = (props.context.files.clone(), *numbers);
        Callback::from(move |()| if same { files.open_instead() } else { files.confirm(numbers) })
    };
    let merge = {
        let (files, leaves_out) = (props.context.files.clone(), *leaves_out);
        Callback::from(move |()| {
            let files = files.clone();
            spawn_local(async move { files.merge(leaves_out).await });
        })
    };
    let onsubmit = {
        let answer = if same { merge.clone() } else { open.clone() };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            answer.emit(());
        })
    };
    let merging = merging(&props.context.store, preview.shared);
    html! {
        <Dialog title="Open this register?" about={preview.name.clone()} onclose={dismiss}>
            <form {onsubmit}>
                { holds(preview) }
                if same {
                    <p id="preview-merging" dir="auto">{ merging.clone().unwrap_or_default() }</p>
                    { authority(preview, &leaves_out) }
                    <p class="meta" id="preview-instead">{ left_behind(preview, &props.context.store) }</p>
                } else {
                    { numbering(&numbers) }
                    { replaced(&props.context) }
                    if let Some(words) = &merging {
                        <p class="meta" id="preview-merging" dir="auto">{ words }</p>
                    }
                }
                <div class="dialog__buttons">
                    <button type="button" class="button" onclick={close}>{ "Cancel" }</button>
                    if same {
                        <button type="button" class="button" aria-describedby="preview-instead" onclick={open.reform(|_: MouseEvent| ())}>{ "Open instead" }</button>
                        <button type="submit" class="button button--primary" autofocus=true aria-describedby="preview-merging">{ MERGE }</button>
                    } else {
                        if merging.is_some() {
                            <button type="button" class="button" aria-describedby="preview-merging" onclick={merge.reform(|_: MouseEvent| ())}>{ MERGE }</button>
                        }
                        <button type="submit" class="button button--primary">{ "Open" }</button>
                    }
                </div>
            </form>
        </Dialog>
    }
}

const MERGE: &str = "Merge into this register";

/// What opening the file in place of what is here would leave behind, and push out.
fn left_behind(preview: &Preview, store: &Store) -> String {
    let left = preview.differences.as_ref().map_or(", which can be brought back".into(), |differences| {
        let since = differences.since.map(|day| format!(" since {}", dates::long(day))).unwrap_or_default();
        match differences.left_behind {
            0 => ". It holds every change that is here".into(),
            1 => format!(": 1 change{since} is not in this file. One button brings that back"),
            count => format!(": {count} changes{since} are not in this file. One button brings that back"),
        }
    });
    let kept = " What is here is kept among the earlier registers. ";
    let pushed_out = store.pushed_out().map(|words| format!("{kept}{words}")).unwrap_or_default();
    format!("Open instead puts it in place of what is here{left}.{pushed_out}")
}

/// Most lines shown of what a file decides.
const LISTED: usize = 20;

/// What merging would bring of decisions, approvals and changes of the set-up from a copy that does not give out numbers.
fn authority(preview: &Preview, leaves_out: &UseStateHandle<bool>) -> Html {
    let all = preview.differences.as_ref().map_or(&[][..], |differences| &differences.authority);
    if all.is_empty() {
        return html! {};
    }
    let line = |(reference, what, by): &(String, String, String)| {
        let about = if reference.is_empty() { "This register" } else { reference };
        html! { <li dir="auto"><strong>{ about }</strong>{ format!(": {what}, ") }<bdi>{ by }</bdi></li> }
    };
    let onchange = {
        let leaves_out = leaves_out.clone();
        Callback::from(move |_: Event| leaves_out.set(!*leaves_out))
    };
    html! {
        <fieldset class="choices">
            <legend class="field__label">{ "What it decides, approves or sets up" }</legend>
            <p>{ "This comes from a copy that does not give out reference numbers:" }</p>
            <ul class="banner__list">
                { for all.iter().take(LISTED).map(line) }
                if all.len() > LISTED { <li>{ format!("and {} more", all.len() - LISTED) }</li> }
            </ul>
            <div class="choice">
                <input type="checkbox" id="preview-leave" checked={**leaves_out} {onchange} aria-describedby="preview-leave-hint" />
                <div>
                    <label for="preview-leave">{ "Leave these out" }</label>
                    <p class="field__hint" id="preview-leave-hint">{ "All else is merged. What is left out, with what was done on top of it, can be merged later." }</p>
                </div>
            </div>
        </fieldset>
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
    let title = store.session().read(|session| (!session.register().is_empty()).then(|| session.register().title.clone()))?;
    if store.session().is_read_only() {
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
fn counts(kinds: &[(Kind, u32)]) -> String {
    if kinds.is_empty() {
        return "It holds no records.".into();
    }
    let one = |(kind, count): &(Kind, u32)| {
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
