//! The request's way from raised to closed, oldest first: what happened, who did it, when and why.

use yew::prelude::*;

use crate::history::{Chapter, story};
use crate::log::Event;
use crate::web::platform::dates;
use crate::web::views::parts::item_link;
use crate::web::views::record::fields::due_words;
use crate::web::views::record::record_context::RecordContext;

/// The story. Everything that was ever recorded stands in the history below.
/// Until the history is there, it is what the request itself tells.
pub(super) fn view(context: &RecordContext, events: &[Event]) -> Html {
    let chapters = context.store.session().read(|session| story(session.register(), &context.record, events));
    if chapters.is_empty() {
        return html! {};
    }
    html! {
        <section class="panel" aria-labelledby="change-story-title">
            <h2 id="change-story-title" class="panel__title" tabindex="-1">{ "Story so far" }</h2>
            <ol class="change__story">{ for chapters.iter().map(|chapter| line(context, chapter)) }</ol>
        </section>
    }
}

fn line(context: &RecordContext, chapter: &Chapter) -> Html {
    let day = match chapter.on {
        Some(day) => html! { <time class="change__day" datetime={day.to_string()}>{ dates::long(day) }</time> },
        None => html! { <span class="change__day">{ "No day given" }</span> },
    };
    html! {
        <li class="change__chapter">
            { day }
            <div>
                <p>
                    <strong dir="auto">{ &chapter.what }</strong>
                    if let Some(reference) = &chapter.reference { { " · " }{ item_link(context.store.route(), reference) } }
                </p>
                if let Some(who) = &chapter.who { <p class="meta" dir="auto">{ who }</p> }
                if let Some((words, due)) = &chapter.until { <p class="change__line">{ format!("{words}: ") }{ due_words(&context.store, due) }</p> }
                { for chapter.why.iter().map(|why| html! { <p class="change__line" dir="auto">{ why }</p> }) }
                if !chapter.although.is_empty() {
                    <p class="change__although" dir="auto">{ format!("Although: {}", chapter.although.join("; ")) }</p>
                }
            </div>
        </li>
    }
}
