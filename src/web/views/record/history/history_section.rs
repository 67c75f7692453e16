//! Everything that happened to a record, in words, newest first.

use std::rc::Rc;

use yew::prelude::*;

use super::history_entry::{HistoryEntry, tell};
use crate::log::Event;
use crate::web::platform::dates;
use crate::web::store::Setup;
use crate::web::views::record::form::to_heading;

/// What happened to the record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct HistoryProps {
    /// The register's set-up.
    pub(crate) setup: Setup,
    /// Everything that happened to it; none while that is on its way.
    pub(crate) events: Option<Rc<Vec<Event>>>,
}

/// So many are shown until all are asked for.
const FIRST: usize = 30;

/// Everything that happened to a record.
#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    let all = use_state(|| false);
    let events = props.events.iter().flat_map(|events| events.iter().cloned()).collect();
    let events = tell(events, &props.setup);
    let hidden = if *all { 0 } else { events.len().saturating_sub(FIRST) };
    let count = events.len();
    let shown = events.into_iter().take(count - hidden).map(|entry| {
        let key = entry.event.id.to_string();
        html! { <Entry {key} {entry} /> }
    });
    let onclick = Callback::from(move |event: MouseEvent| {
        to_heading(&event);
        all.set(true);
    });
    html! {
        <section class="panel" aria-labelledby="item-history-title">
            <h2 id="item-history-title" class="panel__title" tabindex="-1">{ "History" }</h2>
            if props.events.is_none() {
                <p class="meta" role="status">{ "Fetching the history from the file…" }</p>
            } else if count == 0 {
                <p class="meta">{ "This record came without its history." }</p>
            }
            <ol class="item__history">{ for shown }</ol>
            if hidden > 0 {
                <button type="button" class="button button--small" {onclick}>{ format!("Show all {count} entries") }</button>
            }
        </section>
    }
}

#[derive(Properties, PartialEq, Clone)]
struct EntryProps {
    entry: HistoryEntry,
}

/// One entry: drawn once, because what happened does not change.
#[component]
fn Entry(EntryProps { entry }: &EntryProps) -> Html {
    let event = &entry.event;
    html! {
        <li class="item__event">
            <span class="item__told" dir="auto">{ &entry.words }</span>
            if let Some(day) = entry.dated {
                <span>{ ", " }<time datetime={day.to_string()}>{ dates::long(day) }</time></span>
            }
            if let Some(why) = &entry.why {
                <span class="item__told" dir="auto">{ format!(": {why}") }</span>
            }
            <span class="meta item__when">
                <span dir="auto">{ &event.by }</span>{ " · " }<time datetime={event.at.to_rfc3339()}>{ dates::moment(event.at) }</time>
            </span>
        </li>
    }
}
