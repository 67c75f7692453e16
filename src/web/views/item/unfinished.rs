//! What is half filled in when its form goes, because the person goes elsewhere: it is left at the record, and said.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::desk::Desk;
use super::header::reference_of;
use crate::stamp::EventId;
use crate::web::store::Store;

/// Leaves it at the record and says so; `false` when the record is not here any more.
pub(super) fn leave(store: &Store, opened: u64, item: EventId, (place, label): (&str, &str), draft: Rc<dyn Any>) -> bool {
    let Some(reference) = reference_of(store, item).filter(|_| store.opened() == opened) else { return false };
    let words =
        format!("{reference}, {label}: what you typed is not kept yet. It waits on the record’s page until you finish it");
    store.leave(item, place, draft, words);
    true
}

/// What is filled in, until it was saved or thrown away.
#[derive(Clone)]
pub(super) struct Filling(Rc<Kept>);

struct Kept {
    draft: RefCell<Option<Rc<dyn Any>>>,
    has_ended: Cell<bool>,
}

impl Filling {
    /// It was saved, or thrown away.
    pub(super) fn end(&self) {
        self.0.has_ended.set(true);
        self.0.draft.replace(None);
    }
}

/// Leaves `draft` at a place of the record when the form goes without an end; nothing, where nothing was filled in.
#[hook]
pub(super) fn use_filling(desk: &Desk, place: &str, label: &'static str, draft: Option<Rc<dyn Any>>) -> Filling {
    let kept = use_memo((), |()| Kept { draft: RefCell::default(), has_ended: Cell::new(false) });
    // It may be begun once more after it has ended.
    kept.has_ended.set(kept.has_ended.get() && draft.is_some());
    kept.draft.replace(draft.filter(|_| !kept.has_ended.get()));
    {
        let (kept, store, item, opened) = (Rc::clone(&kept), desk.store.clone(), desk.id(), desk.store.opened());
        let place = place.to_owned();
        use_effect_with((), move |()| {
            move || {
                if let Some(draft) = kept.draft.take()
                    && !leave(&store, opened, item, (&place, label), draft)
                {
                    store.complain(format!("{label}: what you had filled in was not kept. Its record is not here any more"));
                }
            }
        });
    }
    Filling(kept)
}

/// A form that begins from what stands now, or goes on with what was left of it.
pub(super) struct Begun<T: 'static> {
    /// What is filled in now.
    pub(super) draft: UseStateHandle<T>,
    /// What it began from.
    from: T,
    /// Whether that is another by now.
    pub(super) is_overtaken: bool,
}

impl<T: Clone + PartialEq + 'static> Begun<T> {
    /// What is to be left of it, when something was filled in.
    pub(super) fn left(&self) -> Option<Rc<dyn Any>> {
        let draft: &T = &self.draft;
        (*draft != self.from).then(|| Rc::new((draft.clone(), self.from.clone())) as Rc<dyn Any>)
    }
}

/// Begins a form, or takes up what was left at that place of the record.
#[hook]
pub(super) fn use_begun<T: Clone + PartialEq + 'static>(desk: &Desk, place: &str, now: T) -> Begun<T> {
    let start = use_memo((), |()| desk.store.take_up(desk.id(), place).unwrap_or_else(|| (now.clone(), now.clone())));
    let draft = use_state(|| start.0.clone());
    Begun { draft, from: start.1.clone(), is_overtaken: start.1 != now }
}

/// Says that it was changed while it was being filled in.
pub(super) fn overtaken(is_overtaken: bool) -> Html {
    let words = "It was changed elsewhere while you were filling this in. Saving replaces that.";
    if is_overtaken {
        html! { <p class="item__meanwhile" role="status">{ words }</p> }
    } else {
        html! {}
    }
}
