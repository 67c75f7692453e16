//! The records that were struck out, each with a way back.

use yew::prelude::*;

use crate::record::Record;
use crate::web::app::app_context::AppContext;
use crate::web::platform::dates;
use crate::web::route::Route;
use crate::web::views::parts::{Dialog, RouteLink};
use crate::workflow::{Command, Refusal};

/// Most that are listed: more were not struck out by hand.
const MOST: usize = 200;

/// Lists what was struck out as raised in error, to be looked at or brought back.
pub fn struck(context: &AppContext, onclose: &Callback<()>) -> Html {
    let struck = context.store.session().read(|session| session.register().struck(MOST));
    html! {
        <Dialog title="Struck-out records" onclose={onclose.clone()}>
            if struck.is_empty() {
                <p>{ "Nothing is struck out." }</p>
            } else {
                <p class="meta">{ "These were raised in error. Each keeps its reference, its history and its links." }</p>
            }
            <ul class="earlier">{ for struck.iter().map(|record| row(context, onclose, record)) }</ul>
            <div class="dialog__buttons">
                <button type="button" class="button" onclick={onclose.reform(|_: MouseEvent| ())}>{ "Close" }</button>
            </div>
        </Dialog>
    }
}

fn row(context: &AppContext, onclose: &Callback<()>, record: &Record) -> Html {
    let store = &context.store;
    let reference = record.shown_reference();
    let onclick = {
        let (store, id, reference, onclose) = (store.clone(), record.id, reference.clone(), onclose.clone());
        Callback::from(move |_: MouseEvent| match store.session().carry_out(Command::Restore { record: id }) {
            Ok(_) => {
                store.notices().announce(format!("{reference} is back"));
                // The button is gone with its line: the way on starts where the dialog was opened.
                onclose.emit(());
            }
            Err(Refusal::NoChange) => onclose.emit(()),
            Err(refusal) => store.notices().complain(refusal.to_string()),
        })
    };
    let go = {
        let (onclose, visit) = (onclose.clone(), context.visit.clone());
        Callback::from(move |route: Route| {
            onclose.emit(());
            visit.emit(route);
        })
    };
    let route = Route::Record(reference.clone());
    html! {
        <li class="holds" key={record.id.to_string()}>
            <p class="holds__title" dir="auto">
                { RouteLink::to(store.route(), route).class("item-link").going(&go).saying(html! { &reference }) }{ " " }{ record.title() }
            </p>
            <p dir="auto">{ record.removed.clone().unwrap_or_default() }</p>
            <p class="meta"><span dir="auto">{ &record.changed_by }</span>{ " · " }{ dates::moment(record.changed) }</p>
            if !store.session().is_read_only() {
                <div class="earlier__buttons">
                    <button type="button" class="button button--small" {onclick}>
                        { "Bring back" }<span class="visually-hidden">{ format!(" {reference}: {}", record.title()) }</span>
                    </button>
                </div>
            }
        </li>
    }
}
