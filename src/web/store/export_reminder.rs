//! Changes that are in this browser alone and in no file: browsers clear what pages keep, so after some days it is said.

use std::cell::Cell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::listeners::{Listeners, StoreEvent};
use super::preferences::Preferences;
use super::save_status::{SaveState, SaveStatus};
use crate::calendar::read_day;
use crate::web::platform::{clock, local};

/// Days after the first change that is in no file. Safari clears what a page has kept after seven days without a visit.
const PATIENCE: i64 = 7;

/// A cheap handle on the reminder of one register; the day of the first such change is kept in the browser, for all tabs.
#[derive(Clone)]
pub struct ExportReminder(Rc<Inner>);

struct Inner {
    listeners: Listeners,
    save_status: SaveStatus,
    preferences: Preferences,
    /// The day for which the person has put the reminder away.
    quiet: Cell<Option<NaiveDate>>,
}

impl PartialEq for ExportReminder {
    fn eq(&self, other: &ExportReminder) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl ExportReminder {
    /// It has not been put away.
    pub(super) fn new(listeners: &Listeners, save_status: &SaveStatus, preferences: &Preferences) -> ExportReminder {
        let (listeners, save_status, preferences) = (listeners.clone(), save_status.clone(), preferences.clone());
        ExportReminder(Rc::new(Inner { listeners, save_status, preferences, quiet: Cell::default() }))
    }

    /// A change was made, and is kept by this browser, or will be.
    pub fn note_change(&self) {
        if let Some(name) = self.key().filter(|name| local::get(name).is_none_or(|since| since.is_empty())) {
            local::set(&name, &clock::today().to_string());
        }
    }

    /// Everything is in a file that somebody has.
    pub fn note_file(&self) {
        if let Some(name) = self.key() {
            local::set(&name, "");
        }
    }

    /// The day since which changes are in this browser alone, once that is long ago and unless it was put away for today.
    /// What is not saved is said in another place.
    #[must_use]
    pub fn since(&self) -> Option<NaiveDate> {
        let is_saved = matches!(self.0.save_status.state(), SaveState::Saved | SaveState::Saving);
        let since = read_day(&local::get(&self.key().filter(|_| is_saved)?)?).ok()?;
        let today = clock::today();
        let is_due = (today - since).num_days() >= PATIENCE && self.0.quiet.get() != Some(today);
        is_due.then_some(since)
    }

    /// Says it again tomorrow.
    pub fn remind_tomorrow(&self) {
        self.0.quiet.set(Some(clock::today()));
        self.0.listeners.tell(&StoreEvent::Changed);
    }

    /// Only of a register that this browser keeps.
    fn key(&self) -> Option<String> {
        let is_kept_here = !matches!(self.0.save_status.state(), SaveState::Opening | SaveState::Memory(_))
            && !self.0.save_status.is_kept_by_host();
        let name = self.0.save_status.name().filter(|_| is_kept_here && self.0.preferences.is_remembering())?;
        Some(format!("unfiled:{name}"))
    }
}
