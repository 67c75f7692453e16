//! A month at a time: closing windows, meetings, due dates, releases.

use chrono::{Datelike, Days, Months, NaiveDate};
use yew::prelude::*;

use super::calendar_file;
use crate::calendar::{Rest, beyond, month_and_year, weekday_name};
use crate::planning::{About, Dated, dated, nearest};
use crate::web::platform::dates;
use crate::web::route::Route;
use crate::web::store::{CurrentRoute, Store};
use crate::web::views::parts::{RouteLink, item_link};

const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A month at a time: of that year and month, or the one of today.
pub fn calendar_view(store: &Store, asked: Option<(i32, u32)>) -> Html {
    let today = store.session().today();
    let (year, month) = asked.unwrap_or((today.year(), today.month()));
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today);
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    let all = store.session().read(|session| dated(session.register(), first, last));
    let near = if all.is_empty() { store.session().read(|session| nearest(session.register(), first)) } else { None };
    let monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    let weeks = monday.iter_weeks().take_while(|start| *start <= last);
    let name = month_and_year(first);
    let everything = store.session().read(|session| format!("{} dates", session.register().title));
    html! {
        <div class="calendar">
            <div class="planning__head">
                <h1>{ &name }</h1>
                <div class="planning__ways">
                    { for first.checked_sub_months(Months::new(1)).map(|month| way(store.route(), month_of(month), "Previous month")) }
                    { way(store.route(), Route::Calendar(None), "Today") }
                    { for first.checked_add_months(Months::new(1)).map(|month| way(store.route(), month_of(month), "Next month")) }
                    { calendar_file::button(store, "This month (.ics)", name.clone(), (first, last), None) }
                    { calendar_file::button(store, "Every date (.ics)", everything, (NaiveDate::MIN, NaiveDate::MAX), None) }
                </div>
            </div>
            { for beyond(first, last).map(|check| html! { <p class="meta">{ check }</p> }) }
            if all.is_empty() {
                <p class="meta">
                    { "Nothing is dated in this month." }
                    if let Some(near) = near {
                        { " The nearest is in " }
                        { RouteLink::to(store.route(), month_of(near)).saying(html! { month_and_year(near) }) }
                        { "." }
                    }
                </p>
            }
            <table class="calendar__month">
                <caption class="visually-hidden">{ format!("{name}: meetings, closing days, due dates and releases") }</caption>
                <thead><tr>{ for WEEK.iter().map(|day| html! { <th scope="col"><span class="calendar__long">{ *day }</span><abbr class="calendar__short" title={*day}>{ &day[..3] }</abbr></th> }) }</tr></thead>
                <tbody>
                    { for weeks.map(|start| html! {
                        <tr key={start.to_string()}>{ for start.iter_days().take(7).map(|day| cell(store, day, (first, last), today, &all)) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn month_of(day: NaiveDate) -> Route {
    Route::Calendar(Some((day.year(), day.month())))
}

fn way(here: &CurrentRoute, to: Route, words: &'static str) -> Html {
    RouteLink::to(here, to).class("button button--small").saying(html! { words })
}

fn cell(store: &Store, day: NaiveDate, (first, last): (NaiveDate, NaiveDate), today: NaiveDate, all: &[Dated]) -> Html {
    if day < first || day > last {
        return html! { <td class="calendar__day calendar__day--out"></td> };
    }
    let here: Vec<&Dated> = all.iter().filter(|dated| dated.day == day).collect();
    let rest = store.session().read(|session| session.register().scheme.calendar.rest(day));
    let holiday = match &rest {
        Some(Rest::Holiday(name)) => Some(name.clone()),
        Some(Rest::Weekend) | None => None,
    };
    let quiet = here.is_empty().then_some("calendar__day--quiet");
    let class =
        classes!("calendar__day", rest.map(|_| "calendar__day--rest"), quiet, (day == today).then_some("calendar__day--today"));
    html! {
        <td {class} aria-current={(day == today).then_some("date")}>
            <p class="calendar__number">
                <time datetime={day.to_string()}><span aria-hidden="true">{ day.day() }</span><span class="visually-hidden">{ dates::long(day) }</span></time>
                <span class="calendar__dayname" aria-hidden="true">{ format!(" {}", weekday_name(day)) }</span>
                if let Some(holiday) = holiday { <span class="calendar__holiday" dir="auto">{ holiday }</span> }
            </p>
            if !here.is_empty() { <ul>{ for here.into_iter().map(|dated| entry(store, dated)) }</ul> }
        </td>
    }
}

fn entry(store: &Store, dated: &Dated) -> Html {
    let class = classes!("calendar__entry", format!("calendar__entry--{}", dated.about.name()));
    let words = match dated.about {
        About::Meeting => "meets",
        About::Closing => "closes",
        About::Window => "open",
        About::Due => "due",
        About::Review => "review",
        About::Decision => "decision",
        About::Release => "release",
    };
    html! {
        <li {class} title={dated.title.clone()}>
            { item_link(store.route(), &dated.reference) }{ " " }<span>{ words }</span>
            if dated.title != dated.reference { { " " }<span class="calendar__title" dir="auto">{ &dated.title }</span> }
        </li>
    }
}
