//! What is said to the person: news for a while; problems, and what waits for the person, until they are put away.

use std::cell::{Cell, RefCell};

use super::{News, Store};

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

#[derive(Default)]
pub(super) struct Said {
    count: Cell<u64>,
    news: RefCell<Notice>,
    lasting: RefCell<Vec<Notice>>,
}

impl Store {
    /// The last news; without words when there is none.
    #[must_use]
    pub fn notice(&self) -> Notice {
        self.0.said.news.borrow().clone()
    }

    /// What stays until it is put away, oldest first.
    #[must_use]
    pub fn lasting(&self) -> Vec<Notice> {
        self.0.said.lasting.borrow().clone()
    }

    /// The last of all messages.
    #[must_use]
    pub fn last_said(&self) -> Notice {
        let news = self.notice();
        let lasting = self.0.said.lasting.borrow().last().cloned();
        lasting.filter(|lasting| lasting.number > news.number).unwrap_or(news)
    }

    /// Says something: read out and shown for a while.
    pub fn announce(&self, text: impl Into<String>) {
        *self.0.said.news.borrow_mut() = self.next_notice(text.into(), false);
        self.listeners().tell(&News::Changed);
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
        let mut lasting = self.0.said.lasting.borrow_mut();
        // What is said again is not shown twice.
        lasting.retain(|before| before.text != notice.text);
        lasting.push(notice);
        let surplus = lasting.len().saturating_sub(MOST);
        lasting.drain(..surplus);
        drop(lasting);
        self.listeners().tell(&News::Changed);
        number
    }

    /// Puts the message of that number away.
    pub fn put_away(&self, number: u64) {
        self.0.said.lasting.borrow_mut().retain(|lasting| lasting.number != number);
        if self.notice().number == number {
            *self.0.said.news.borrow_mut() = Notice { number, ..Notice::default() };
        }
        self.listeners().tell(&News::Changed);
    }

    fn next_notice(&self, text: String, is_problem: bool) -> Notice {
        let number = self.0.said.count.get() + 1;
        self.0.said.count.set(number);
        Notice { text, is_problem, number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stays_whatever_is_said_after_it() {
        let store = Store::new("TMAG");
        store.complain("That was not kept");
        store.announce("Title changed");
        store.complain("That was not kept either");
        let texts: Vec<String> = store.lasting().into_iter().map(|lasting| lasting.text).collect();
        assert_eq!(texts, ["That was not kept", "That was not kept either"]);
        assert_eq!((store.notice().text.as_str(), store.last_said().number), ("Title changed", 3));
        store.put_away(1);
        assert_eq!(store.lasting().len(), 1);
        assert_eq!(store.notice().text, "Title changed");
        store.put_away(2);
        assert_eq!(store.notice().text, "");
        let number = store.remind("A draft waits");
        assert!(store.lasting().last().is_some_and(|last| !last.is_problem && last.number == number));
        store.put_away(number);
        assert_eq!(store.lasting().len(), 1);
    }
}
