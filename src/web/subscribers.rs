//! Who is told of something, until they no longer want to be.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

type Listener<T> = Rc<dyn Fn(&T)>;

/// Those who are told of a `T`. Clones mean the same ones.
pub struct Subscribers<T: 'static>(Rc<List<T>>);

struct List<T: 'static> {
    all: RefCell<Vec<(u64, Listener<T>)>>,
    next: Cell<u64>,
}

/// Listening ends when this is dropped.
pub struct Subscription<T: 'static = ()> {
    list: Weak<List<T>>,
    number: u64,
}

impl<T> Default for Subscribers<T> {
    fn default() -> Self {
        Subscribers(Rc::new(List { all: RefCell::default(), next: Cell::new(0) }))
    }
}

impl<T> Clone for Subscribers<T> {
    fn clone(&self) -> Self {
        Subscribers(Rc::clone(&self.0))
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        if let Some(list) = self.list.upgrade() {
            let at = list.all.borrow().iter().position(|(number, _)| *number == self.number);
            // What a listener holds may end other subscriptions when it is dropped: no borrow is held by then.
            let ended = at.map(|at| list.all.borrow_mut().remove(at));
            drop(ended);
        }
    }
}

impl<T> Subscribers<T> {
    /// Listens until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: impl Fn(&T) + 'static) -> Subscription<T> {
        let number = self.0.next.replace(self.0.next.get() + 1);
        self.0.all.borrow_mut().push((number, Rc::new(listener)));
        Subscription { list: Rc::downgrade(&self.0), number }
    }

    /// Tells everyone. No borrow is held: listeners may call back.
    pub fn tell(&self, what: &T) {
        let listeners: Vec<Listener<T>> = self.0.all.borrow().iter().map(|(_, listener)| Rc::clone(listener)).collect();
        listeners.iter().for_each(|listener| listener(what));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_that_holds_another_subscription_ends_with_it() {
        let subscribers = Subscribers::<u8>::default();
        let heard = Rc::new(Cell::new(0));
        let counts = Rc::clone(&heard);
        let inner = subscribers.subscribe(move |more| counts.set(counts.get() + more));
        let outer = subscribers.subscribe(move |_| {
            let _ = &inner;
        });
        subscribers.tell(&2);
        drop(outer);
        subscribers.tell(&3);
        assert_eq!(heard.get(), 2);
    }
}
