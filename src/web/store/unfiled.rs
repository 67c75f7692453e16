//! Changes that are in this browser alone and in no file: browsers clear what pages keep, so after some days it is said.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use super::{News, SaveState, Store};
use crate::calendar::read_day;
use crate::web::platform::local;

/// Days after the first change that is in no file. Safari clears what a page has kept after seven days without a visit.
const PATIENCE: i64 = 7;

/// What a store remembers of it; the day of the first such change is kept in the browser, for all tabs.
#[derive(Default)]
pub(super) struct Unfiled {
    /// The name under which the browser keeps the register; none until it stands.
    name: RefCell<Option<String>>,
    /// The day for which the person has put the reminder away.
    quiet: Cell<Option<NaiveDate>>,
}

impl Unfiled {
    /// The name under which the browser keeps the register.
    pub(super) fn kept_name(&self) -> Option<String> {
        self.name.borrow().as_ref().and_then(|name| name.strip_prefix("unfiled:").map(str::to_owned))
    }
}

impl Store {
    /// From now on it is remembered since when changes are in no file.
    pub fn follow_files(&self, name: &str) {
        *self.0.unfiled.name.borrow_mut() = Some(format!("unfiled:{name}"));
    }

    /// A change was made, and is kept by this browser, or will be.
    pub fn note_change(&self) {
        if let Some(name) = self.unfiled_name().filter(|name| local::get(name).is_none_or(|since| since.is_empty())) {
            local::set(&name, &self.today().to_string());
        }
    }

    /// Everything is in a file that somebody has.
    pub fn note_file(&self) {
        if let Some(name) = self.unfiled_name() {
            local::set(&name, "");
        }
    }

    /// The day since which changes are in this browser alone, once that is long ago and unless it was put away for today.
    /// What is not saved is said in another place.
    #[must_use]
    pub fn unfiled_since(&self) -> Option<NaiveDate> {
        let is_saved = matches!(self.save_state(), SaveState::Saved | SaveState::Saving);
        let since = read_day(&local::get(&self.unfiled_name().filter(|_| is_saved)?)?).ok()?;
        let today = self.today();
        let is_due = (today - since).num_days() >= PATIENCE && self.0.unfiled.quiet.get() != Some(today);
        is_due.then_some(since)
    }

    /// Says it again tomorrow.
    pub fn remind_tomorrow(&self) {
        self.0.unfiled.quiet.set(Some(self.today()));
        self.listeners().tell(&News::Changed);
    }

    /// Only of a register that this browser keeps.
    fn unfiled_name(&self) -> Option<String> {
        let is_kept_here = !matches!(self.save_state(), SaveState::Opening | SaveState::Memory(_)) && !self.is_kept_by_host();
        self.0.unfiled.name.borrow().clone().filter(|_| is_kept_here && !self.0.forgets.get())
    }
}
