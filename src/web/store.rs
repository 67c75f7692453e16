//! The shared session, its listeners, and what happens after a change. State lives here, outside what is drawn.

mod checking;
mod conflicts;
mod handing;
mod listeners;
pub mod many;
mod merging;
mod said;
mod unfiled;
mod unfinished;

pub use handing::HandedOut;
pub use listeners::{Listeners, News, Subscription};
pub use merging::FileMerged;
pub use said::Notice;
pub use unfinished::NO_RECORD;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::NaiveDate;

use super::platform::fail_point::fail_point;
use super::platform::{chance, clock};
use super::reading::{Found, Lines};
use super::route::Route;
use crate::log::Event;
use crate::register::{Command, Refusal};
use crate::session::Session;
use crate::snapshot::{Check, Finding, Opened};
use crate::stamp::{Replica, Stamp};

/// Where the register is kept, and whether the last change is there yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    /// Nothing has been kept yet: storage is being opened.
    #[default]
    Opening,
    /// Everything is kept in this browser.
    Saved,
    /// A change is on its way.
    Saving,
    /// Storage is denied here: nothing outlives the page. Why, in words.
    Memory(String),
    /// The last attempt failed. Why, in words; tried again at the next change.
    Failed(String),
}

/// A register that another took the place of, with what its person can undo.
#[derive(Debug)]
pub struct ReplacedRegister {
    session: Session,
    lines: Option<Lines>,
}

#[derive(Default)]
struct Inner {
    session: RefCell<Session>,
    /// The lines of the log, where they stay in their file.
    lines: RefCell<Option<Lines>>,
    listeners: Listeners,
    replica: Cell<Option<Replica>>,
    user: RefCell<String>,
    route: RefCell<Route>,
    back: RefCell<Route>,
    save: RefCell<SaveState>,
    dirty: Cell<bool>,
    said: said::Said,
    unfinished: unfinished::Waiting,
    opened: Cell<u64>,
    findings: RefCell<Vec<Finding>>,
    check: RefCell<Option<Check>>,
    /// Whether a merge is under way.
    merging: Cell<bool>,
    read_only: Cell<bool>,
    hand: RefCell<Option<js_sys::Function>>,
    by_host: Cell<bool>,
    forgets: Cell<bool>,
    /// Choices that this browser does not keep.
    choices: RefCell<Vec<(String, String)>>,
    /// Whether the page's address follows what is shown.
    is_addressed: Cell<bool>,
    unfiled: unfiled::Unfiled,
}

/// A cheap handle on one register that is open. Clones mean the same register.
#[derive(Clone, Default)]
pub struct Store(Rc<Inner>);

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Who works here, until somebody says so.
pub const NOBODY: &str = "Register user";

impl Store {
    /// A store with an empty register.
    #[must_use]
    pub fn new(title: &str) -> Store {
        let store = Store::default();
        store.0.replica.set(Some(chance::replica()));
        *store.0.user.borrow_mut() = NOBODY.into();
        let stamp = store.stamp();
        *store.0.session.borrow_mut() = Session::begin(title, &stamp);
        store
    }

    /// Who is told of what happens.
    #[must_use]
    pub fn listeners(&self) -> &Listeners {
        &self.0.listeners
    }

    /// Looks at the session. Do not call the store from inside.
    pub fn read<R>(&self, look: impl FnOnce(&Session) -> R) -> R {
        look(&self.0.session.borrow())
    }

    /// Looks at what needs the log's index: history, export. Changes nothing that others see.
    pub fn read_log<R>(&self, look: impl FnOnce(&mut Session) -> R) -> R {
        look(&mut self.0.session.borrow_mut())
    }

    /// Who and when, for an event.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let replica = self.0.replica.get().unwrap_or(Replica(0));
        Stamp { at: clock::now(), by: self.0.user.borrow().clone(), replica }
    }

    /// Today, where the person sits.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        clock::today()
    }

    /// Whether nothing may be changed here.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.0.read_only.get()
    }

    /// Lets changes be made, or not.
    pub fn set_read_only(&self, read_only: bool) {
        if self.0.read_only.replace(read_only) != read_only {
            self.0.listeners.data_changed();
            self.0.listeners.tell(&News::Changed);
        }
    }

    /// Does what is asked.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn carry_out(&self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.carry_out_all(&[command])
    }

    /// Does several things as one step, or none.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn carry_out_all(&self, commands: &[Command]) -> Result<Vec<Event>, Refusal> {
        self.change(|session, stamp| session.carry_out_all(commands, stamp))
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn undo(&self) -> Result<Vec<Event>, Refusal> {
        self.change(Session::undo)
    }

    /// Does what was undone again.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn redo(&self) -> Result<Vec<Event>, Refusal> {
        self.change(Session::redo)
    }

    fn change(&self, act: impl FnOnce(&mut Session, &Stamp) -> Result<Vec<Event>, Refusal>) -> Result<Vec<Event>, Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let stamp = self.stamp();
        let events = act(&mut self.0.session.borrow_mut(), &stamp).inspect(|_| fail_point("change"))?;
        if !events.is_empty() {
            self.0.listeners.tell(&News::Recorded(Rc::new(events.clone())));
        }
        Ok(events)
    }

    /// Brings back a register that was [read from its lines](Store::session_of).
    pub fn bring_back_session(&self, mut session: Session, custodian: bool) {
        session.set_custodian(custodian);
        self.put(session);
        self.0.listeners.tell(&News::Opened);
    }

    /// Opens a register that has been read, in place of what is here. Ids are minted afresh from now on.
    pub fn open(&self, opened: Opened, custodian: bool) {
        self.open_found(Found { opened, lines: None }, custodian);
    }

    /// As [`Store::open`]; the lines of its log may have stayed in its file.
    pub fn open_found(&self, found: Found, custodian: bool) {
        self.open_in_place(found, custodian);
    }

    /// As [`Store::open_found`]. Gives what was here.
    pub fn open_in_place(&self, found: Found, custodian: bool) -> ReplacedRegister {
        let mut session = Session::of(found.opened);
        session.set_custodian(custodian);
        self.exchange(session, found.lines)
    }

    /// Brings back what another register took the place of.
    pub fn open_again(&self, replaced: ReplacedRegister) {
        self.exchange(replaced.session, replaced.lines);
    }

    fn exchange(&self, session: Session, lines: Option<Lines>) -> ReplacedRegister {
        let before = self.lines();
        let replaced = ReplacedRegister { session: self.put(session), lines: before };
        self.set_lines(lines);
        *self.0.check.borrow_mut() = Some(Check::default());
        self.0.listeners.tell(&News::Opened);
        replaced
    }

    /// Begins an empty register in place of what is here.
    pub fn begin(&self, title: &str) {
        // Two registers that one session begins are two.
        self.0.replica.set(Some(chance::replica()));
        let stamp = self.stamp();
        self.put(Session::begin(title, &stamp));
        self.0.listeners.tell(&News::Opened);
    }

    /// The lines of the log, where they stay in their file.
    #[must_use]
    pub fn lines(&self) -> Option<Lines> {
        self.0.lines.borrow().clone()
    }

    pub(super) fn set_lines(&self, lines: Option<Lines>) {
        *self.0.lines.borrow_mut() = lines;
    }

    fn put(&self, session: Session) -> Session {
        let before = self.0.session.replace(session);
        self.set_lines(None);
        self.0.replica.set(Some(chance::replica()));
        self.0.findings.borrow_mut().clear();
        self.0.opened.set(self.0.opened.get() + 1);
        *self.0.check.borrow_mut() = None;
        before
    }

    /// Makes this copy give out reference numbers, or not.
    pub fn set_custodian(&self, custodian: bool) {
        self.0.session.borrow_mut().set_custodian(custodian);
        self.0.listeners.data_changed();
        self.0.listeners.tell(&News::Changed);
    }

    /// Where the person is.
    #[must_use]
    pub fn route(&self) -> Route {
        self.0.route.borrow().clone()
    }

    /// The list or overview that was left for the record that is open: where "Back" leads.
    #[must_use]
    pub fn back(&self) -> Route {
        self.0.back.borrow().clone()
    }

    /// Goes there.
    pub fn go(&self, route: Route) {
        let left = self.0.route.replace(route.clone());
        if left == route {
            return;
        }
        if !matches!(left, Route::Item(_)) {
            *self.0.back.borrow_mut() = left;
        }
        self.0.listeners.tell(&News::Changed);
    }

    /// Where the register is kept.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.0.save.borrow().clone()
    }

    /// Whether there are changes that are nowhere but in this page.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.0.dirty.get()
    }

    /// Says where the register is kept, and whether there are changes that are nowhere but in this page: the state of
    /// saving, as [`super::persistence`] has it.
    pub fn set_saving(&self, state: SaveState, dirty: bool) {
        let was_dirty = self.0.dirty.replace(dirty);
        let before = self.0.save.replace(state.clone());
        if before != state || was_dirty != dirty {
            let usual = |state: &SaveState| matches!(state, SaveState::Saved | SaveState::Saving);
            let is_usual = before == state || usual(&before) && usual(&state);
            self.0.listeners.tell(if is_usual { &News::Saving } else { &News::Changed });
        }
    }
}
