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
    store.leave(item, place, draft);
    store.complain(format!(
        "{reference}, {label}: what you typed is not kept yet. It waits on the record’s page until you finish it"
    ));
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
    let kept = use_mut_ref(|| Rc::new(Kept { draft: RefCell::default(), has_ended: Cell::new(false) })).borrow().clone();
    // It may be begun once more after it has ended.
    kept.has_ended.set(kept.has_ended.get() && draft.is_some());
    kept.draft.replace(draft.filter(|_| !kept.has_ended.get()));
    {
        let (kept, store, item, opened) = (Rc::clone(&kept), desk.store.clone(), desk.id(), desk.store.opened());
        let place = place.to_owned();
        use_effect_with((), move |()| {
            move || {
                if let Some(draft) = kept.draft.take() {
                    leave(&store, opened, item, (&place, label), draft);
                }
            }
        });
    }
    Filling(kept)
}

/// A draft that is to be left, where it is another than `begun`.
pub(super) fn filled<T: Clone + PartialEq + 'static>(draft: &T, begun: &T) -> Option<Rc<dyn Any>> {
    (draft != begun).then(|| Rc::new(draft.clone()) as Rc<dyn Any>)
}
