//! What is half filled in when its form goes: it waits until the form is there again.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::Store;
use crate::stamp::EventId;

struct Left {
    item: EventId,
    place: String,
    draft: Rc<dyn Any>,
    /// What was said of it, to be put away when it is taken up.
    notice: u64,
}

impl Left {
    fn is_at(&self, item: EventId, place: &str) -> bool {
        self.item == item && self.place == place
    }
}

#[derive(Default)]
pub(super) struct Waiting(RefCell<Vec<Left>>);

impl Waiting {
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

impl Store {
    /// How many registers were opened here. What is filled in for one is not for the next.
    #[must_use]
    pub fn opened(&self) -> u64 {
        self.0.opened.get()
    }

    /// Leaves what is half filled in at a place of a record, and says so in those words. It waits until it is taken up, or
    /// another register is opened.
    pub fn leave(&self, item: EventId, place: &str, draft: Rc<dyn Any>, words: impl Into<String>) {
        let left = Left { item, place: place.to_owned(), draft, notice: self.remind(words) };
        let mut waiting = self.0.unfinished.0.borrow_mut();
        waiting.retain(|left| !left.is_at(item, place));
        waiting.push(left);
    }

    /// Whether something was left there.
    #[must_use]
    pub fn is_left(&self, item: EventId, place: &str) -> bool {
        self.0.unfinished.0.borrow().iter().any(|left| left.is_at(item, place))
    }

    /// Takes up what was left there.
    #[must_use]
    pub fn take_up<T: Clone + 'static>(&self, item: EventId, place: &str) -> Option<T> {
        self.left_at(item, place)?.downcast_ref().cloned()
    }

    fn left_at(&self, item: EventId, place: &str) -> Option<Rc<dyn Any>> {
        let mut waiting = self.0.unfinished.0.borrow_mut();
        let at = waiting.iter().position(|left| left.is_at(item, place))?;
        let left = waiting.remove(at);
        drop(waiting);
        self.put_away(left.notice);
        Some(left.draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::Replica;

    #[test]
    fn a_draft_waits_at_its_place_and_is_taken_up_once() {
        let store = Store::new("TMAG");
        let item = EventId { tick: 7, replica: Replica(1) };
        store.leave(item, "note", Rc::new("Half".to_owned()), "It waits");
        store.leave(item, "note", Rc::new("Half a note".to_owned()), "It waits");
        assert_eq!(store.take_up::<String>(item, "step"), None);
        assert_eq!((store.is_left(item, "note"), store.lasting().len()), (true, 1));
        assert_eq!(store.take_up::<String>(item, "note").as_deref(), Some("Half a note"));
        assert!(store.lasting().is_empty(), "it waits no more");
        assert_eq!(store.take_up::<String>(item, "note"), None);
        store.leave(item, "note", Rc::new("For this register".to_owned()), "It waits");
        store.begin("Another");
        assert_eq!(store.take_up::<String>(item, "note"), None);
    }
}
