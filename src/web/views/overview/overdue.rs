//! What is overdue, longest first.

use chrono::{Datelike, NaiveDate};
use yew::prelude::*;

use super::section::SectionProps;
use crate::query::{Column, DueFilter, Filter, Sort};
use crate::state::{Register, RowId};
use crate::web::platform::dates;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::{RouteLink, item_link};

/// The longest overdue, and the way to the rest.
pub(super) fn overdue(section: &SectionProps) -> Html {
    let SectionProps { store, page } = section;
    let today = store.session().today();
    let lines: Vec<Line> = store
        .session()
        .read(|session| page.overdue.iter().filter_map(|row_id| Line::of(session.register(), *row_id, today)).collect());
    html! {
        <section class="panel" aria-labelledby="overview-overdue">
            <h2 id="overview-overdue" class="panel__title">{ "Overdue" }</h2>
            if lines.is_empty() {
                <p class="meta">{ "Nothing that is open has passed its day." }</p>
            } else {
                <ul class="lines">{ for lines.iter().map(|line| line.draw(store.route())) }</ul>
                <p class="lines__more">{ rest(store.route(), page.overdue_count) }</p>
            }
        </section>
    }
}

struct Line {
    reference: String,
    title: String,
    owner: String,
    due: Option<NaiveDate>,
    late: i32,
}

impl Line {
    fn of(register: &Register, row_id: RowId, today: NaiveDate) -> Option<Line> {
        let (record, row) = (register.record(row_id)?, register.row(row_id));
        Some(Line {
            reference: record.shown_reference(),
            title: record.title().into(),
            owner: register.owners().name(row.owner).into(),
            due: NaiveDate::from_num_days_from_ce_opt(row.due),
            late: today.num_days_from_ce() - row.due,
        })
    }

    fn draw(&self, here: &CurrentRoute) -> Html {
        let late = if self.late == 1 { "1 day overdue".into() } else { format!("{} days overdue", self.late) };
        html! {
            <li class="line">
                { item_link(here, &self.reference) }
                <span class="line__title" dir="auto">{ &self.title }</span>
                <span class="line__meta meta">
                    <span class="line__late">{ late }</span>
                    if let Some(due) = self.due { { format!(", due {}", dates::short(due)) } }
                    if !self.owner.is_empty() { { ", " }<bdi>{ &self.owner }</bdi> }
                </span>
            </li>
        }
    }
}

fn rest(here: &CurrentRoute, count: u32) -> Html {
    let filter = Filter { due: DueFilter::Overdue, ..Filter::default() };
    let sort = Sort { column: Column::Due, descending: false };
    let route = Route::List(ListRoute { filter, sort, ..ListRoute::default() });
    let words = if count == 1 { "Open it as a list".to_owned() } else { format!("All {count} overdue") };
    RouteLink::to(here, route).saying(html! { words })
}
