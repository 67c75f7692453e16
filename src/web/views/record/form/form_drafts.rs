//! What is half filled in when its form goes: it is left at the record, and said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Event;
use yew::prelude::*;

use super::focus::{to_error, to_heading};
use crate::stamp::EventId;
use crate::web::store::{SessionHandle, Store};
use crate::web::views::record::record_context::RecordContext;
use crate::web::views::record::reference::reference_of;

/// What is said of a draft whose form has gone; none when the record is not here any more.
pub(crate) fn left_words(session: &SessionHandle, record: EventId, label: &str) -> Option<String> {
    let reference = reference_of(session, record)?;
    Some(format!("{reference}, {label}: what you typed is not kept yet. It waits on the record’s page until you finish it"))
}

/// What is filled in, until it was saved or put aside.
#[derive(Clone)]
pub(crate) struct DraftField {
    kept: Rc<Kept>,
    store: Store,
    record: EventId,
    place: String,
    label: &'static str,
}

struct Kept {
    draft: RefCell<Option<String>>,
    has_ended: Cell<bool>,
}

impl DraftField {
    /// It was saved.
    pub(crate) fn end(&self) {
        self.close();
        self.store.drafts().end(self.record, &self.place);
    }

    /// Ends the form once saving it was tried: closes it, or shows what is wrong and moves the focus there.
    pub(crate) fn finish<E>(
        &self,
        saved: Result<(), E>,
        event: &Event,
        form: &NodeRef,
        error: &UseStateHandle<Option<E>>,
        onclose: &Callback<()>,
    ) {
        match saved {
            Ok(()) => {
                self.end();
                to_heading(event);
                onclose.emit(());
            }
            Err(why) => {
                error.set(Some(why));
                to_error(form);
            }
        }
    }

    /// The form is closed: what was filled in waits where it was.
    pub(crate) fn put_aside(&self) {
        if self.close() {
            self.store.drafts().put_aside(self.record, &self.place, self.label);
        }
    }

    fn close(&self) -> bool {
        self.kept.has_ended.set(true);
        self.kept.draft.take().is_some()
    }
}

/// Keeps `draft` at a place of the record while it is filled in, and leaves it there when the form goes without an end;
/// nothing, where nothing was filled in.
#[hook]
pub(crate) fn use_filling(context: &RecordContext, place: &str, label: &'static str, draft: Option<String>) -> DraftField {
    let kept = use_memo((), |()| Kept { draft: RefCell::default(), has_ended: Cell::new(false) });
    // It may be begun once more after it has ended.
    kept.has_ended.set(kept.has_ended.get() && draft.is_some());
    kept.draft.replace(draft.filter(|_| !kept.has_ended.get()));
    let (store, record, place) = (context.store.clone(), context.id(), place.to_owned());
    let filling = DraftField { kept: Rc::clone(&kept), store: store.clone(), record, place: place.clone(), label };
    use_effect_with(kept.draft.borrow().clone(), {
        let filling = filling.clone();
        move |draft: &Option<String>| match draft {
            Some(draft) => {
                let words = left_words(filling.store.session(), filling.record, filling.label).unwrap_or_default();
                filling.store.drafts().put(filling.record, &filling.place, draft.clone(), &words);
            }
            None if !filling.kept.has_ended.get() => filling.store.drafts().end(filling.record, &filling.place),
            None => {}
        }
    });
    let opened = store.session().opened();
    use_effect_with((), move |()| {
        move || {
            let Some(draft) = kept.draft.take() else { return };
            match left_words(store.session(), record, label).filter(|_| store.session().opened() == opened) {
                Some(words) => store.drafts().leave_written(record, &place, draft, &words),
                None => store.notices().complain(format!(
                    "{label}: what you had filled in was not kept. Its record is not here any more; it waits for that to come back"
                )),
            }
        }
    });
    filling
}

/// A form that begins from what stands now, or goes on with what was left of it.
pub(crate) struct Begun<T: 'static> {
    /// What is filled in now.
    pub(crate) draft: UseStateHandle<T>,
    /// What it began from.
    from: T,
    /// Whether that is another by now.
    is_overtaken: bool,
    /// What stands now, where it goes on with what was left.
    afresh: Option<T>,
}

impl<T: Clone + PartialEq + Serialize + 'static> Begun<T> {
    /// What is to be left of it, written down, when something was filled in.
    pub(crate) fn left(&self) -> Option<String> {
        let draft: &T = &self.draft;
        if *draft == self.from { None } else { serde_json::to_string(&(draft, &self.from)).ok() }
    }

    /// Says that it goes on with a draft, and how to begin afresh; and that it was changed while it was being filled in.
    pub(crate) fn state(&self) -> Html {
        let draft: &T = &self.draft;
        let afresh = self.afresh.clone().filter(|now| now != draft).map(|now| {
            let setter = self.draft.setter();
            let onclick = Callback::from(move |_: MouseEvent| setter.set(now.clone()));
            resumed(onclick)
        });
        html! { <>{ for afresh }{ overtaken(self.is_overtaken) }</> }
    }
}

/// Says that a form goes on with what was typed before, with the way to throw that away.
pub(crate) fn resumed(onclick: Callback<MouseEvent>) -> Html {
    html! {
        <p class="item__meanwhile" role="status">
            { "You began this before and did not save it. " }
            <button type="button" class="button button--quiet button--small" {onclick}>{ "Throw it away" }</button>
        </p>
    }
}

/// Begins a form, or takes up what was left at that place of the record.
#[hook]
pub(crate) fn use_begun<T: Clone + PartialEq + DeserializeOwned + 'static>(
    context: &RecordContext,
    place: &str,
    now: T,
) -> Begun<T> {
    let left = use_memo((), |()| context.store.drafts().take_up::<(T, T)>(context.id(), place));
    let from = use_memo((), |()| now.clone());
    let (start, from) = left.as_ref().clone().unwrap_or_else(|| (from.as_ref().clone(), from.as_ref().clone()));
    let draft = use_state(|| start);
    let is_overtaken = from != now;
    Begun { draft, from, is_overtaken, afresh: left.is_some().then_some(now) }
}

/// Says that it was changed while it was being filled in.
fn overtaken(is_overtaken: bool) -> Html {
    let words = "It was changed elsewhere while you were filling this in. Saving replaces that.";
    if is_overtaken {
        html! { <p class="item__meanwhile" role="status">{ words }</p> }
    } else {
        html! {}
    }
}
