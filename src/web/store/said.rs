//! What is said to the person: news for a while, problems until they are put away.

use std::cell::{Cell, RefCell};

use super::{News, Store};

/// Most problems that are shown at once.
const MOST: usize = 4;

/// A message that is read out and shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// Its words.
    pub text: String,
    /// Whether something went wrong: it stays until it is put away.
    pub is_problem: bool,
    /// Counts up, so that the same words are read out again.
    pub number: u64,
}

#[derive(Default)]
pub(super) struct Said {
    count: Cell<u64>,
    news: RefCell<Notice>,
    problems: RefCell<Vec<Notice>>,
}

impl Store {
    /// The last news; without words when there is none.
    #[must_use]
    pub fn notice(&self) -> Notice {
        self.0.said.news.borrow().clone()
    }

    /// What went wrong and was not put away yet, oldest first.
    #[must_use]
    pub fn problems(&self) -> Vec<Notice> {
        self.0.said.problems.borrow().clone()
    }

    /// The last of all messages.
    #[must_use]
    pub fn last_said(&self) -> Notice {
        let news = self.notice();
        let problem = self.0.said.problems.borrow().last().cloned();
        problem.filter(|problem| problem.number > news.number).unwrap_or(news)
    }

    /// Says something: read out and shown for a while.
    pub fn announce(&self, text: impl Into<String>) {
        *self.0.said.news.borrow_mut() = self.next_notice(text.into(), false);
        self.tell(&News::Changed);
    }

    /// Says that something went wrong: read out at once, shown until it is put away.
    pub fn complain(&self, text: impl Into<String>) {
        let problem = self.next_notice(text.into(), true);
        let mut problems = self.0.said.problems.borrow_mut();
        // What is said again is not shown twice.
        problems.retain(|before| before.text != problem.text);
        problems.push(problem);
        let surplus = problems.len().saturating_sub(MOST);
        problems.drain(..surplus);
        drop(problems);
        self.tell(&News::Changed);
    }

    /// Puts the message of that number away.
    pub fn put_away(&self, number: u64) {
        self.0.said.problems.borrow_mut().retain(|problem| problem.number != number);
        if self.notice().number == number {
            *self.0.said.news.borrow_mut() = Notice { number, ..Notice::default() };
        }
        self.tell(&News::Changed);
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
        let texts: Vec<String> = store.problems().into_iter().map(|problem| problem.text).collect();
        assert_eq!(texts, ["That was not kept", "That was not kept either"]);
        assert_eq!((store.notice().text.as_str(), store.last_said().number), ("Title changed", 3));
        store.put_away(1);
        assert_eq!(store.problems().len(), 1);
        assert_eq!(store.notice().text, "Title changed");
        store.put_away(2);
        assert_eq!(store.notice().text, "");
    }
}
