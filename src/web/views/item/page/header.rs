//! The head of a record: way back, reference, title, status, actions.

use yew::prelude::*;

use super::record_dialog::RecordDialog;
use crate::item::Field;
use crate::web::platform::{clipboard, dates};
use crate::web::route::Route;
use crate::web::store::CurrentRoute;
use crate::web::views::item::desk::Desk;
use crate::web::views::item::fields::{InPlace, Layout, Subject};
use crate::web::views::item::reference::reference_of;
use crate::web::views::parts::{RouteLink, rag_tag};
use crate::workflow::{Command, NewRecord, Refusal, header_step};

/// The head of a record. `ask` opens a dialog, `onlink` the form that adds a link.
pub(super) fn header(desk: &Desk, ask: &Callback<RecordDialog>, onlink: &Callback<()>) -> Html {
    let item = &desk.item;
    let title = item.fields.value(Field::Title).cloned();
    html! {
        <header class="item__header">
            { way_back(desk.store.route()) }
            <p class="item__ids">
                <span class="item__ref">{ item.shown_reference() }</span>
                <span>{ item.kind.label() }</span>
                { colour(desk) }
                { overdue(desk) }
                if let Some(group) = desk.item.fields.text(Field::EscalatedTo).filter(|_| !desk.item.kind.is_decision()) {
                    <span class="badge" dir="auto">{ format!("Escalated to {group}") }</span>
                }
            </p>
            <InPlace store={desk.store.clone()} item={desk.id()} subject={Subject::Field(Field::Title)} value={title}
                editable={desk.editable} layout={Layout::Title}>{ item.title() }</InPlace>
            { standing(desk, ask) }
            { newer_words(desk) }
            { actions(desk, ask, onlink) }
        </header>
    }
}

/// That its kind or its status is a word that this version does not know.
fn newer_words(desk: &Desk) -> Html {
    let words = [desk.item.kind.newer(), desk.item.standing.status.newer()];
    let note = |word: &str| {
        html! { <p class="meta" dir="auto">{ format!("“{word}” comes from a newer version of this program. It is shown and kept as it is.") }</p> }
    };
    html! { { for words.into_iter().flatten().map(note) } }
}

fn way_back(here: &CurrentRoute) -> Html {
    let route = here.back();
    let words = match route {
        Route::Overview => "Back to overview",
        Route::List(_) | Route::Item(_) => "Back to list",
        Route::Board => "Back to board",
        Route::Calendar(_) => "Back to calendar",
        Route::Agenda(_) => "Back to agenda",
    };
    html! {
        <nav class="item__back" aria-label="Back">
            { RouteLink::to(here, route).saying(html! { <><span aria-hidden="true">{ "← " }</span>{ words }</> }) }
        </nav>
    }
}

fn colour(desk: &Desk) -> Html {
    let rag =
        desk.store.session().read(|session| session.register().by_id(desk.id()).map(|record| session.register().row(record).rag));
    rag.map_or_else(|| html! {}, |rag| html! { { rag_tag(rag, desk.item.kind) } })
}

fn overdue(desk: &Desk) -> Html {
    use chrono::{Datelike, NaiveDate};
    let today = desk.store.session().today().num_days_from_ce();
    let since = desk.store.session().read(|session| {
        let register = session.register();
        let row = register.row(register.by_id(desk.id())?);
        NaiveDate::from_num_days_from_ce_opt(row.due).filter(|_| row.is_overdue(today))
    });
    match since {
        Some(since) => html! { <span class="badge item__overdue">{ format!("Overdue since {}", dates::long(since)) }</span> },
        None => html! {},
    }
}

fn standing(desk: &Desk, ask: &Callback<RecordDialog>) -> Html {
    let standing = &desk.item.standing;
    let word = standing.status.word();
    let onclick = ask.reform(|_: MouseEvent| RecordDialog::Status(None));
    html! {
        <p class="item__standing">
            if desk.editable {
                <button type="button" class="item__status" aria-haspopup="dialog" {onclick}>
                    { word }<span class="visually-hidden">{ ": change status" }</span><span aria-hidden="true">{ " ▾" }</span>
                </button>
            } else {
                <span class="item__status">{ word }</span>
            }
            if let Some(since) = standing.since {
                <span class="meta">{ "since " }<time datetime={since.to_string()}>{ dates::long(since) }</time></span>
            }
            if let Some(why) = &standing.why {
                <span class="item__why" dir="auto">{ why }</span>
            }
        </p>
    }
}

fn actions(desk: &Desk, ask: &Callback<RecordDialog>, onlink: &Callback<()>) -> Html {
    let from = desk.item.standing.status;
    let onstrike = ask.reform(|_: MouseEvent| RecordDialog::Strike);
    let onlink = onlink.reform(|_: MouseEvent| ());
    html! {
        <div class="item__actions" role="group" aria-label="Actions">
            if desk.editable {
                if let Some((row, words)) = header_step(desk.item.kind, from) {
                    <button type="button" class="button button--small" onclick={asks(ask, row.to)}>{ words }</button>
                }
                <button type="button" class="button button--small" onclick={onlink}>{ "Link…" }</button>
                if desk.item.kind.newer().is_none() {
                    <button type="button" class="button button--small" onclick={duplicates(desk)}>{ "Duplicate" }</button>
                }
            }
            if item_is_struck(desk) {
                <button type="button" class="button button--small" onclick={restores(desk)}>{ "Bring back" }</button>
            }
            if desk.store.route().is_addressed() {
                <button type="button" class="button button--small" onclick={copies(desk)}>{ "Copy link" }</button>
            }
            if desk.editable {
                <button type="button" class="button button--small button--danger" aria-haspopup="dialog" onclick={onstrike}>{ "Strike out…" }</button>
            }
        </div>
    }
}

fn asks(ask: &Callback<RecordDialog>, to: crate::item::Status) -> Callback<MouseEvent> {
    ask.reform(move |_: MouseEvent| RecordDialog::Status(Some(to)))
}

fn item_is_struck(desk: &Desk) -> bool {
    desk.item.removed.is_some() && !desk.store.session().is_read_only()
}

fn restores(desk: &Desk) -> Callback<MouseEvent> {
    let desk = desk.clone();
    Callback::from(move |_: MouseEvent| {
        desk.act(Command::Restore { item: desk.id() }, &format!("{} is back", desk.item.shown_reference()));
    })
}

fn duplicates(desk: &Desk) -> Callback<MouseEvent> {
    let desk = desk.clone();
    Callback::from(move |_: MouseEvent| match duplicate(&desk) {
        Ok(reference) => {
            desk.store.route().go(Route::Item(reference.clone()));
            desk.store.notices().announce(format!("Duplicated as {reference}"));
        }
        Err(refusal) => desk.store.notices().complain(refusal.to_string()),
    })
}

/// Raises a duplicate. Gives its reference.
fn duplicate(desk: &Desk) -> Result<String, Refusal> {
    let session = desk.store.session();
    let new = session.read(|open| NewRecord::duplicate(open.register(), &desk.item, session.today()));
    let events = session.carry_out(Command::Raise(Box::new(new)))?;
    events.first().and_then(|event| reference_of(session, event.about)).ok_or(Refusal::NoSuchRecord)
}

fn copies(desk: &Desk) -> Callback<MouseEvent> {
    let desk = desk.clone();
    Callback::from(move |_: MouseEvent| {
        let place = gloo::utils::window().location().href().unwrap_or_default();
        let page = place.split('#').next().unwrap_or_default();
        let link = format!("{page}#{}", Route::Item(desk.item.shown_reference()).address());
        let store = desk.store.clone();
        clipboard::copy(link, move |copied| match copied {
            Ok(()) => store.notices().announce("Link copied"),
            Err(link) => store.notices().complain(format!("This browser does not let the page copy. The link is {link}")),
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::{Fields, Value};
    use crate::web::store::Store;

    #[test]
    fn a_duplicate_is_one_step_for_undo_and_linked_to_the_original() {
        let store = Store::new("TMAG");
        let mut fields = Fields::default();
        fields.put(Field::Title, Some(Value::Text("Share the slides".into())));
        let raise = Command::Raise(Box::new(NewRecord::of(crate::item::Kind::Action, fields)));
        store.session().carry_out(raise).expect("nothing speaks against it");
        let desk = Desk::open(&store, "ACT001").expect("just raised");
        assert_eq!(duplicate(&desk), Ok("ACT002".into()));
        let copy = Desk::open(&store, "ACT002").expect("just raised");
        assert_eq!((copy.item.title(), copy.item.links[0].to), ("Copy of Share the slides", desk.id()));
        store.session().undo().expect("nobody relies on it");
        assert_eq!(store.session().read(|session| session.can_undo()).as_deref(), Some("action raised"));
        assert!(Desk::open(&store, "ACT002").is_some_and(|copy| copy.item.removed.is_some()));
    }
}
