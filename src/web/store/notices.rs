//! What is said to the person: news for a while; problems, and what waits for the person, until they are put away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::listeners::{Listeners, StoreEvent};

/// Most messages that are shown at once until they are put away.
const MOST: usize = 4;

/// A message that is read out and shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// Whether something went wrong.
    pub is_problem: bool,
    /// Counts up, so that the same words are read out again.
    pub number: u64,
}

/// A cheap handle on what is said about one register. Clones mean the same.
#[derive(Clone)]
pub struct Notices(Rc<Inner>);

struct Inner {
    listeners: Listeners,
    count: Cell<u64>,
    news: RefCell<Notice>,
    lasting: RefCell<Vec<Notice>>,
}

impl PartialEq for Notices {
    fn eq(&self, other: &Notices) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Notices {
    /// Nothing is said yet.
    pub(super) fn new(listeners: &Listeners) -> Notices {
        let (count, news, lasting) = (Cell::default(), RefCell::default(), RefCell::default());
        Notices(Rc::new(Inner { listeners: listeners.clone(), count, news, lasting }))
    }

    /// The last news; without words when there is none.
    #[must_use]
    pub fn news(&self) -> Notice {
        self.0.news.borrow().clone()
    }

    /// What stays until it is put away, oldest first.
    #[must_use]
    pub fn lasting(&self) -> Vec<Notice> {
        self.0.lasting.borrow().clone()
    }

    /// The last of all messages.
    #[must_use]
    pub fn last(&self) -> Notice {
        let news = self.news();
        let lasting = self.0.lasting.borrow().last().cloned();
        lasting.filter(|lasting| lasting.number > news.number).unwrap_or(news)
    }

    /// Says something: read out and shown for a while.
    pub fn announce(&self, text: impl Into<String>) {
        *self.0.news.borrow_mut() = self.next_notice(text.into(), false);
        self.0.listeners.tell(&StoreEvent::Changed);
    }

    /// Says that something went wrong: read out at once, shown until it is put away.
    pub fn complain(&self, text: impl Into<String>) {
        self.keep_saying(text.into(), true);
    }

    /// Says that something waits for the person: shown until it is put away. Gives the number to put it away by.
    pub fn remind(&self, text: impl Into<String>) -> u64 {
        self.keep_saying(text.into(), false)
    }

    fn keep_saying(&self, text: String, is_problem: bool) -> u64 {
        let notice = self.next_notice(text, is_problem);
        let number = notice.number;
        let mut lasting = self.0.lasting.borrow_mut();
        // What is said again is not shown twice.
        lasting.retain(|before| before.text != notice.text);
        lasting.push(notice);
        let surplus = lasting.len().saturating_sub(MOST);
        lasting.drain(..surplus);
        drop(lasting);
        self.0.listeners.tell(&StoreEvent::Changed);
        number
    }

    /// Puts the message of that number away.
    pub fn put_away(&self, number: u64) {
        self.0.lasting.borrow_mut().retain(|lasting| lasting.number != number);
        if self.news().number == number {
            *self.0.news.borrow_mut() = Notice { number, ..Notice::default() };
        }
        self.0.listeners.tell(&StoreEvent::Changed);
    }

    fn next_notice(&self, text: String, is_problem: bool) -> Notice {
        let number = self.0.count.get() + 1;
        self.0.count.set(number);
        Notice { text, is_problem, number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stays_whatever_is_said_after_it() {
        let notices = Notices::new(&Listeners::default());
        notices.complain("That was not kept");
        notices.announce("Title changed");
        notices.complain("That was not kept either");
        let texts: Vec<String> = notices.lasting().into_iter().map(|lasting| lasting.text).collect();
        assert_eq!(texts, ["That was not kept", "That was not kept either"]);
        assert_eq!((notices.news().text.as_str(), notices.last().number), ("Title changed", 3));
        notices.put_away(1);
        assert_eq!(notices.lasting().len(), 1);
        assert_eq!(notices.news().text, "Title changed");
        notices.put_away(2);
        assert_eq!(notices.news().text, "");
        let number = notices.remind("A draft waits");
        assert!(notices.lasting().last().is_some_and(|last| !last.is_problem && last.number == number));
        notices.put_away(number);
        assert_eq!(notices.lasting().len(), 1);
    }
}
