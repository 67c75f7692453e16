//! A register that is open: state that lives outside what is drawn, in handles with one job each.
//!
//! Each handle is a type of its own in a file of its own, cheap to clone, and can be given alone to a part of the page. Those
//! further down use those above them.
//!
//! | handle | its job |
//! |---|---|
//! | [`Listeners`] | who is told of what happens, and how often something has |
//! | [`SessionHandle`] | the session: read by all, changed by what is asked |
//! | [`CurrentRoute`] | where the person is, and came from |
//! | [`Notices`] | what is said to the person |
//! | [`Preferences`] | the person's choices |
//! | [`SaveStatus`] | where the register is kept, and whether the last change is there |
//! | [`Export`], [`ExportReminder`] | how files get to the person, and since when changes are in none |
//! | [`Drafts`] | what is half filled in |
//! | [`DetachedLog`] | the log that stays in its file: fetched when somebody looks, and taken along in an export |
//! | [`ConsistencyCheck`] | the comparison of state and log, and putting right what somebody edited |
//! | [`Merger`] | what happened elsewhere joins what is here |
//!
//! The [`Store`] holds them together, and opens another register in place of the one that is here.

mod bulk;
mod conflicts;
mod consistency_check;
mod current_route;
mod detached_log;
mod drafts;
mod earlier;
mod export;
mod export_reminder;
mod listeners;
mod merger;
mod notices;
mod preferences;
mod save_status;
mod session_handle;
mod setup;

pub use bulk::AT_ONCE;
pub use consistency_check::ConsistencyCheck;
pub use current_route::CurrentRoute;
pub use detached_log::DetachedLog;
pub use drafts::{Drafts, NO_RECORD};
pub use export::{Export, HandedOut};
pub use export_reminder::ExportReminder;
pub use listeners::{Listeners, StoreEvent, Subscription};
pub use merger::{FileMerged, Merger};
pub use notices::{Notice, Notices};
pub use preferences::Preferences;
pub use save_status::{SaveState, SaveStatus};
pub use session_handle::{NOBODY, SessionHandle, UNNAMED};
pub use setup::Setup;

use std::rc::Rc;

use super::reading::{Found, Lines};
use crate::scheme::Scheme;
use crate::session::Session;
use crate::snapshot::Opened;

/// A register that another took the place of, with what its person can undo.
#[derive(Debug)]
pub struct ReplacedRegister {
    session: Session,
    lines: Option<Lines>,
}

struct Inner {
    session: SessionHandle,
    detached_log: DetachedLog,
    listeners: Listeners,
    route: CurrentRoute,
    save_status: SaveStatus,
    notices: Notices,
    drafts: Drafts,
    consistency_check: ConsistencyCheck,
    merger: Merger,
    export: Export,
    preferences: Preferences,
    export_reminder: ExportReminder,
}

/// A cheap handle on one register that is open. Clones mean the same register.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store with an empty register.
    #[must_use]
    pub fn new(title: &str) -> Store {
        let listeners = Listeners::default();
        let session = SessionHandle::new(title, &listeners);
        let notices = Notices::new(&listeners);
        let (save_status, preferences) = (SaveStatus::new(&listeners), Preferences::default());
        let export_reminder = ExportReminder::new(&listeners, &save_status, &preferences);
        let detached_log = DetachedLog::new(&session, &notices);
        let consistency_check = ConsistencyCheck::new(&session, &detached_log, &notices);
        let merger = Merger::new(&session, &detached_log, &consistency_check);
        let drafts = Drafts::new(&session, &notices, &save_status, &preferences);
        Store(Rc::new(Inner {
            session,
            detached_log,
            route: CurrentRoute::new(&listeners),
            save_status,
            notices,
            drafts,
            consistency_check,
            merger,
            export: Export::default(),
            preferences,
            export_reminder,
            listeners,
        }))
    }

    /// What is said to the person.
    #[must_use]
    pub fn notices(&self) -> &Notices {
        &self.0.notices
    }

    /// Where the person is.
    #[must_use]
    pub fn route(&self) -> &CurrentRoute {
        &self.0.route
    }

    /// The person's choices.
    #[must_use]
    pub fn preferences(&self) -> &Preferences {
        &self.0.preferences
    }

    /// The lines of the log, where they stay in their file.
    #[must_use]
    pub fn detached_log(&self) -> &DetachedLog {
        &self.0.detached_log
    }

    /// The comparison of state and log.
    #[must_use]
    pub fn consistency_check(&self) -> &ConsistencyCheck {
        &self.0.consistency_check
    }

    /// Takes in what comes from elsewhere.
    #[must_use]
    pub fn merger(&self) -> &Merger {
        &self.0.merger
    }

    /// What is half filled in.
    #[must_use]
    pub fn drafts(&self) -> &Drafts {
        &self.0.drafts
    }

    /// How files get to the person.
    #[must_use]
    pub fn export(&self) -> &Export {
        &self.0.export
    }

    /// Since when changes are in this browser alone.
    #[must_use]
    pub fn export_reminder(&self) -> &ExportReminder {
        &self.0.export_reminder
    }

    /// Where the register is kept.
    #[must_use]
    pub fn save_status(&self) -> &SaveStatus {
        &self.0.save_status
    }

    /// The session: it is read, and changed by what is asked.
    #[must_use]
    pub fn session(&self) -> &SessionHandle {
        &self.0.session
    }

    /// Who is told of what happens.
    #[must_use]
    pub fn listeners(&self) -> &Listeners {
        &self.0.listeners
    }

    /// Brings back a register that was [read from its lines](Merger::session_of).
    pub fn bring_back_session(&self, mut session: Session, custodian: bool) {
        session.set_custodian(custodian);
        self.put(session);
        self.0.listeners.tell(&StoreEvent::Opened);
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
        let before = self.detached_log().lines();
        let replaced = ReplacedRegister { session: self.put(session), lines: before };
        self.detached_log().set_lines(lines);
        self.consistency_check().reset(true);
        self.0.listeners.tell(&StoreEvent::Opened);
        replaced
    }

    /// Begins an empty register with a set-up in place of what is here.
    pub fn begin(&self, title: &str, setup: Scheme) {
        self.put(self.session().begun(title, setup));
        self.0.listeners.tell(&StoreEvent::Opened);
    }

    fn put(&self, session: Session) -> Session {
        let before = self.session().replace(session);
        self.detached_log().set_lines(None);
        self.consistency_check().reset(false);
        before
    }
}
