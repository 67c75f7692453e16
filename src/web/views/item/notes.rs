//! Dated notes, newest first. A note is never edited.

use yew::prelude::*;

use super::desk::Desk;
use super::in_place::{InPlace, Layout};
use super::shown::prose;
use super::subject::Subject;
use crate::item::Note;
use crate::web::platform::dates;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct NotesProps {
    /// The record.
    pub(super) desk: Desk,
}

/// Dated notes, and a form for another.
#[component]
pub(super) fn Notes(props: &NotesProps) -> Html {
    let desk = &props.desk;
    let notes = &desk.item.notes;
    html! {
        <section class="panel" aria-labelledby="item-notes-title">
            <h2 id="item-notes-title" class="panel__title" tabindex="-1">{ "Notes" }</h2>
            <InPlace store={desk.store.clone()} item={desk.id()} subject={Subject::Note} editable={desk.editable} layout={Layout::Adder} />
            if notes.is_empty() {
                <p class="meta">{ "No notes yet." }</p>
            } else {
                <ol class="item__notes">{ for notes.iter().rev().map(note) }</ol>
            }
        </section>
    }
}

fn note(note: &Note) -> Html {
    html! {
        <li class="item__note" key={note.id.to_string()}>
            <p class="meta"><time datetime={note.at.to_rfc3339()}>{ dates::moment(note.at) }</time>{ " · " }<span dir="auto">{ &note.by }</span></p>
            { prose(&note.text) }
        </li>
    }
}
