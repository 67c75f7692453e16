//! What changed last: what, by whom, when.

use chrono::{DateTime, Utc};
use yew::prelude::*;

use super::section::SectionProps;
use crate::log::{Event, Fact, sentence};
use crate::query::{Column, Filter, Sort};
use crate::record::Shape;
use crate::scheme::Scheme;
use crate::session::Session;
use crate::stamp::EventId;
use crate::state::RowId;
use crate::web::platform::dates;
use crate::web::route::{ListRoute, Route};
use crate::web::second_part::{self, second_part};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::{RouteLink, item_link, use_history};

/// The last dozen, newest first, and the way to the rest.
#[component]
pub(super) fn Changed(props: &SectionProps) -> Html {
    let SectionProps { store, page } = props;
    use_history(
        store,
        store.session().read(|session| page.changed.iter().map(|row_id| session.register().id(*row_id)).collect()),
    );
    let lines: Vec<Line> =
        store.session().read_log(|session| page.changed.iter().filter_map(|row_id| Line::of(session, *row_id)).collect());
    html! {
        <section class="panel" aria-labelledby="overview-changed">
            <h2 id="overview-changed" class="panel__title">{ "Changed last" }</h2>
            <ul class="lines">{ for lines.iter().map(|line| line.draw(store.route())) }</ul>
            <p class="lines__more">{ rest(store.route()) }</p>
        </section>
    }
}

struct Line {
    reference: String,
    title: String,
    what: String,
    at: DateTime<Utc>,
    by: String,
}

impl Line {
    fn of(session: &mut Session, row_id: RowId) -> Option<Line> {
        let record = session.register().record(row_id)?;
        // Finding an event needs the log's index, which is made while nobody waits; until then the line does without.
        let is_there = second_part::is_loaded() && session.log().is_indexed() && session.log().has_at_hand(record.id);
        Some(Line {
            reference: record.shown_reference(),
            title: record.title().into(),
            what: if is_there { last_told(session, record.id) } else { String::new() },
            at: record.changed,
            by: record.changed_by,
        })
    }

    fn draw(&self, here: &CurrentRoute) -> Html {
        html! {
            <li class="line">
                { item_link(here, &self.reference) }
                <span class="line__title" dir="auto">{ &self.title }</span>
                <span class="line__meta meta">
                    if !self.what.is_empty() { <bdi class="line__what">{ &self.what }</bdi>{ ", " } }
                    { dates::moment(self.at) }
                    if !self.by.is_empty() { { ", " }<bdi>{ &self.by }</bdi> }
                </span>
            </li>
        }
    }
}

second_part! {
    /// What happened to it last.
    "60" fn last_told(session: &mut Session, id: EventId) -> String {
        let event = session.history(id).pop();
        event.map(|event| crate::text::excerpt(&in_words(&event, &session.register().scheme))).unwrap_or_default()
    }
}

/// The sentence of the log, with the days of a field in words. What people wrote stays as they wrote it.
fn in_words(event: &Event, scheme: &Scheme) -> String {
    let words = sentence(event, scheme);
    match event.known() {
        Some(Fact::Edited { field, .. }) if matches!(field.shape(), Shape::Day | Shape::Due) => {
            words.split(' ').map(day_in_words).collect::<Vec<_>>().join(" ")
        }
        _ => words,
    }
}

fn day_in_words(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), dates::short)
}

fn rest(here: &CurrentRoute) -> Html {
    let sort = Sort { column: Column::Changed, descending: true };
    let route = Route::List(ListRoute { filter: Filter::default(), sort, columns: None });
    RouteLink::to(here, route).saying(html! { "All records, newest change first" })
}
