//! Undo and redo, which say what they would take back.

use yew::prelude::*;

use crate::session::Session;
use crate::web::second_part::{self, second_part};
use crate::web::store::{Notices, Store};
use crate::web::views::parts::{Picture, icon};
use crate::workflow::Refusal;

/// Two buttons. They stay where they are when there is nothing to do, so that the focus does.
pub(super) fn undo_buttons(store: &Store) -> Html {
    let (back, again) = store.session().read(|session| if second_part::is_loaded() { steps(session) } else { (None, None) });
    html! {
        <div class="header__pair" role="group" aria-label="History">
            { button("Undo", Picture::Undo, back.map(|what| format!("Undo: {what}")), store, undo) }
            { button("Redo", Picture::Redo, again.map(|what| format!("Redo: {what}")), store, redo) }
        </div>
    }
}

fn button(name: &'static str, picture: Picture, does: Option<String>, store: &Store, act: fn(&Store)) -> Html {
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| act(&store));
    let disabled = does.is_none().to_string();
    let title = does.unwrap_or_else(|| format!("Nothing to {}", name.to_lowercase()));
    html! {
        <button type="button" class="button button--quiet" aria-label={name} {title} aria-disabled={disabled} {onclick}>
            { icon(picture) }
        </button>
    }
}

/// Takes the last step back and says so.
pub(super) fn undo(store: &Store) {
    when_loaded(store, undo_now);
}

/// Does what was undone again and says so.
pub(super) fn redo(store: &Store) {
    when_loaded(store, redo_now);
}

fn when_loaded(store: &Store, act: fn(&Store)) {
    let store = store.clone();
    second_part::when_loaded(move || act(&store));
}

second_part! {
    "0c" fn undo_now(store: &Store) {
        let what = store.session().read(steps).0.unwrap_or_default();
        tell(store.notices(), store.session().undo().map(|_| format!("Undone: {what}")));
    }

    "0d" fn redo_now(store: &Store) {
        let what = store.session().read(steps).1.unwrap_or_default();
        tell(store.notices(), store.session().redo().map(|_| format!("Done again: {what}")));
    }

    /// What undoing and redoing would do, in words.
    "07" fn steps(session: &Session) -> (Option<String>, Option<String>) {
        (session.can_undo(), session.can_redo())
    }
}

fn tell(notices: &Notices, done: Result<String, Refusal>) {
    match done {
        Ok(words) => notices.announce(words),
        Err(Refusal::NothingTo(what)) => notices.announce(Refusal::NothingTo(what).to_string()),
        Err(refusal) => notices.complain(refusal.to_string()),
    }
}
