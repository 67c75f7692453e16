//! Dated notes, newest first. A note is never edited: it is struck out, and can be brought back.

use yew::prelude::*;

use crate::log::{Event, struck_notes};
use crate::record::Note;
use crate::web::platform::dates;
use crate::web::views::record::fields::{InPlace, Layout, Subject, prose};
use crate::web::views::record::form::to_heading;
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Dated notes, and a form for another. What was struck out stands in the history alone, once that is at hand.
pub(crate) fn notes(context: &RecordContext, events: Option<&[Event]>) -> Html {
    let notes = &context.record.notes;
    let struck = events.map(struck_notes).unwrap_or_default();
    html! {
        <section class="panel" aria-labelledby="item-notes-title">
            <h2 id="item-notes-title" class="panel__title" tabindex="-1">{ "Notes" }</h2>
            <InPlace store={context.store.clone()} record={context.id()} subject={Subject::Note} editable={context.editable} layout={Layout::Adder} />
            if notes.is_empty() {
                <p class="meta">{ "No notes yet." }</p>
            } else {
                <ol class="item__notes">{ for notes.iter().rev().map(|note| line(context, note, false)) }</ol>
            }
            if !struck.is_empty() {
                <details>
                    <summary>{ format!("Struck out ({})", struck.len()) }</summary>
                    <ol class="item__notes">{ for struck.iter().rev().map(|note| line(context, note, true)) }</ol>
                </details>
            }
        </section>
    }
}

fn line(context: &RecordContext, note: &Note, struck: bool) -> Html {
    let (command, words, done) = if struck {
        (Command::RestoreNote { record: context.id(), note: note.clone() }, "Bring back", "The note is back")
    } else {
        (Command::StrikeNote { record: context.id(), note: note.id }, "Strike out", "Note struck out; it can be brought back")
    };
    let onclick = Callback::from({
        let context = context.clone();
        move |event: MouseEvent| {
            to_heading(&event);
            context.act(command.clone(), done);
        }
    });
    html! {
        <li class="item__note" key={note.id.to_string()}>
            <p class="meta"><time datetime={note.at.to_rfc3339()}>{ dates::moment(note.at) }</time>{ " · " }<span dir="auto">{ &note.by }</span></p>
            if struck { <del>{ prose(&note.text) }</del> } else { { prose(&note.text) } }
            if context.editable {
                <button type="button" class="button button--quiet button--small"
                    aria-label={format!("{words}: {}", crate::text::excerpt(&note.text))} {onclick}>{ words }</button>
            }
        </li>
    }
}
