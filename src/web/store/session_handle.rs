//! The session of the register that is open: read by all, and changed by what is asked of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::NaiveDate;

use super::listeners::{Listeners, StoreEvent};
use super::setup::Setup;
use crate::log::ConflictSubject;
use crate::log::Event;
use crate::record::{Field, Kind, Status};
use crate::scheme::Scheme;
use crate::scheme::preset::general;
use crate::session::{Session, Steps};
use crate::stamp::{EventId, Replica, Stamp};
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::{clock, random};
use crate::web::second_part::second_part;
use crate::workflow::{Command, Refusal};

/// What a register is called before anybody gave it a name.
pub const UNNAMED: &str = "New register";
/// Who works here, until somebody says so.
pub const NOBODY: &str = "Register user";

/// A cheap handle on the session. Clones mean the same one.
#[derive(Clone)]
pub struct SessionHandle(Rc<Inner>);

struct Inner {
    listeners: Listeners,
    session: RefCell<Session>,
    replica: Cell<Replica>,
    user: RefCell<String>,
    read_only: Cell<bool>,
    opened: Cell<u64>,
    /// The set-up, and the change of the register at which it was looked at.
    setup: RefCell<(u64, Setup)>,
}

impl PartialEq for SessionHandle {
    fn eq(&self, other: &SessionHandle) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl SessionHandle {
    /// An empty register of that title.
    pub(super) fn new(title: &str, listeners: &Listeners) -> SessionHandle {
        let handle = SessionHandle(Rc::new(Inner {
            listeners: listeners.clone(),
            session: RefCell::default(),
            replica: Cell::new(random::replica()),
            user: RefCell::new(NOBODY.into()),
            read_only: Cell::new(false),
            opened: Cell::new(0),
            setup: RefCell::new((u64::MAX, Setup::default())),
        }));
        let session = Session::begin_with(title, general(), &handle.stamp());
        *handle.0.session.borrow_mut() = session;
        handle
    }

    /// A session that begins an empty register. Two registers that one session begins are two.
    pub(super) fn begun(&self, title: &str, setup: Scheme) -> Session {
        self.0.replica.set(random::replica());
        Session::begin_with(title, setup, &self.stamp())
    }

    /// Puts another session in its place, and gives what was here. Ids are minted afresh from now on.
    pub(super) fn replace(&self, session: Session) -> Session {
        let before = self.0.session.replace(session);
        self.0.replica.set(random::replica());
        self.0.opened.set(self.0.opened.get() + 1);
        before
    }

    /// How many registers were opened here. What is filled in for one is not for the next.
    #[must_use]
    pub fn opened(&self) -> u64 {
        self.0.opened.get()
    }

    /// Who is told of what happens to it.
    pub(super) fn listeners(&self) -> &Listeners {
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

    /// The set-up as it stands. What is drawn from it holds it, so that it is drawn anew when the set-up changes: the same until
    /// then.
    #[must_use]
    pub fn setup(&self) -> Setup {
        let mut held = self.0.setup.borrow_mut();
        let revision = self.0.listeners.data_revision();
        if held.0 != revision {
            held.0 = revision;
            self.read(|session| held.1.follow(&session.register().scheme));
        }
        held.1.clone()
    }

    /// Changes the session. Who does has to tell of it.
    pub(super) fn update<R>(&self, act: impl FnOnce(&mut Session) -> R) -> R {
        act(&mut self.0.session.borrow_mut())
    }

    /// Who and when, for an event.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let replica = self.0.replica.get();
        Stamp { at: clock::now(), by: self.0.user.borrow().clone(), replica }
    }

    /// What a kind of record is called here, for one.
    #[must_use]
    pub fn kind_label(&self, kind: Kind) -> String {
        self.read(|session| session.register().scheme.kind_label(kind).to_owned())
    }

    /// What the register calls a status.
    #[must_use]
    pub fn status_label(&self, status: Status) -> String {
        self.read(|session| session.register().scheme.status_label(status).to_owned())
    }

    /// What it is called for several.
    #[must_use]
    pub fn kind_plural(&self, kind: Kind) -> String {
        self.read(|session| session.register().scheme.kind_plural(kind).to_owned())
    }

    /// The same within a sentence: "a risk", "an action".
    #[must_use]
    pub fn one(&self, kind: Kind) -> String {
        self.read(|session| session.register().scheme.one(kind))
    }

    /// What a field is called here.
    #[must_use]
    pub fn field_label(&self, field: Field) -> String {
        self.read(|session| session.register().scheme.field_label(field).to_owned())
    }

    /// Whether a field is asked for here.
    #[must_use]
    pub fn asks(&self, field: Field) -> bool {
        self.read(|session| session.register().scheme.asks(field))
    }

    /// The kinds that are raised here.
    #[must_use]
    pub fn offered_kinds(&self) -> Vec<Kind> {
        self.read(|session| Kind::ALL.into_iter().filter(|kind| session.register().scheme.is_offered(*kind)).collect())
    }

    /// Today, where the person sits.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        clock::today()
    }

    /// The name that changes are recorded under.
    #[must_use]
    pub fn user(&self) -> String {
        self.0.user.borrow().clone()
    }

    /// The host, or this browser, says who works here. An empty name is ignored.
    pub fn set_user(&self, user: &str) {
        if crate::text::check_line(user).is_ok() {
            *self.0.user.borrow_mut() = user.trim().into();
            self.0.listeners.tell(&StoreEvent::Changed);
        }
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
            self.0.listeners.tell(&StoreEvent::Changed);
        }
    }

    /// Makes this copy give out reference numbers, or not.
    pub fn set_custodian(&self, custodian: bool) {
        self.0.session.borrow_mut().set_custodian(custodian);
        self.0.listeners.data_changed();
        self.0.listeners.tell(&StoreEvent::Changed);
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
        self.change(|session, stamp| carry_out_all(session, commands, stamp))
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn undo(&self) -> Result<Vec<Event>, Refusal> {
        self.change(undo)
    }

    /// Does what was undone again.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn redo(&self) -> Result<Vec<Event>, Refusal> {
        self.change(redo)
    }

    /// As it is asked, unless nothing may be changed here; and tells of it.
    pub(super) fn change(
        &self,
        act: impl FnOnce(&mut Session, &Stamp) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Vec<Event>, Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let stamp = self.stamp();
        let events = act(&mut self.0.session.borrow_mut(), &stamp).inspect(|_| fail_point("change"))?;
        if !events.is_empty() {
            self.0.listeners.tell(&StoreEvent::Recorded(Rc::new(events.clone())));
        }
        Ok(events)
    }

    /// Goes on with what this person could undo before the page was loaded anew.
    pub fn resume(&self, steps: Steps) {
        self.0.session.borrow_mut().resume(steps);
        self.0.listeners.tell(&StoreEvent::Changed);
    }

    /// How many records hold a conflict that nobody has settled, as far as the log has been read.
    #[must_use]
    pub fn in_conflict(&self) -> usize {
        self.read(|session| session.register().in_conflict().len())
    }

    /// Looks again whether a record holds one, once its history is at hand.
    pub fn note_conflicts(&self, record: EventId) {
        if self.read_log(|session| session.note_conflicts(record)) {
            self.0.listeners.data_changed();
            self.0.listeners.tell(&StoreEvent::Changed);
        }
    }

    /// Settles a conflict: keeps the value that stands, or takes the one that an event had set.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn settle_conflict(
        &self,
        record: EventId,
        subject: &ConflictSubject,
        take: Option<EventId>,
    ) -> Result<Vec<Event>, Refusal> {
        self.change(|session, stamp| settle_conflict(session, record, subject, take, stamp))
    }
}

second_part! {
    "10" fn carry_out_all(session: &mut Session, commands: &[Command], stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        session.carry_out_all(commands, stamp)
    }

    "11" fn undo(session: &mut Session, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        session.undo(stamp)
    }

    "13" fn settle_conflict(
        session: &mut Session,
        record: EventId,
        subject: &ConflictSubject,
        take: Option<EventId>,
        stamp: &Stamp,
    ) -> Result<Vec<Event>, Refusal> {
        session.settle_conflict(record, subject, take, stamp)
    }

    "12" fn redo(session: &mut Session, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        session.redo(stamp)
    }
}
