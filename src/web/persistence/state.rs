//! The state of saving: one value, from which the pill, `flush()`, `dirty`, `status`, the question on leaving and the export
//! reminder follow. A transition is a pure function of state and event; what it asks for is done by [`super::Persistence`].
//!
//! *Attached* owns the connection (the open database and the channel to other tabs, or the host's storage), so that nothing
//! can be *saved* without it. The subscription to the store is older than every state and outlives it: what is recorded waits
//! in the queue, whatever the state, and `drained` is sent by the writer alone, when that queue is empty.
//!
//! The states: **opening** (storage is being opened), four ways to be *attached*: **saved**, **saving**, **late** (a host has
//! not answered for long), **failed** (a write failed; the connection stands); **lost** (no connection; what is recorded is
//! only in this page until there is one again), **memory** (nothing will be kept, and why). Each cell says the state that
//! follows and what is done: `write` what waits, `reopen` the connection, `retry` after a while, `check` what other tabs have
//! kept meanwhile, `reread` all that is kept.
//!
//! | event            | opening      | saved         | saving        | late          | failed               | lost         | memory |
//! |------------------|--------------|---------------|---------------|---------------|----------------------|--------------|--------|
//! | connected        | saving write | saving write  | saving write  | saving write  | saving write         | saving write | memory |
//! | denied           | memory       | memory        | memory        | memory        | memory               | memory       | memory |
//! | recorded         | opening      | saving write  | saving write  | late          | saving write         | lost reopen  | memory |
//! | queued           | opening      | saving write  | saving write  | late          | saving write         | lost reopen  | memory |
//! | loaded           | opening      | saving write  | saving write  | late          | saving write         | lost reopen  | memory |
//! | drained          | opening      | saved         | saved         | saved         | saved                | lost         | memory |
//! | delayed          | opening      | saved         | late          | late          | failed               | lost         | memory |
//! | request aborted  | opening      | failed retry  | failed retry  | failed retry  | failed retry         | lost         | memory |
//! | commit aborted   | opening      | failed retry  | failed retry  | failed retry  | failed retry         | lost         | memory |
//! | quota exceeded   | opening      | failed retry  | failed retry  | failed retry  | failed retry         | lost         | memory |
//! | closed           | lost retry   | lost retry    | lost retry    | lost retry    | lost retry           | lost retry   | memory |
//! | version changed  | lost retry   | lost retry    | lost retry    | lost retry    | lost retry           | lost retry   | memory |
//! | deleted          | lost retry   | lost retry    | lost retry    | lost retry    | lost retry           | lost retry   | memory |
//! | unreadable       | lost retry   | lost retry    | lost retry    | lost retry    | lost retry           | lost retry   | memory |
//! | blocked          | opening      | saved         | saving        | late          | failed               | lost         | memory |
//! | reopening failed | opening      | saved         | saving        | late          | failed               | lost retry   | memory |
//! | retry due        | opening      | saved         | saving write  | late          | failed write         | lost reopen  | memory |
//! | replaced         | opening      | saved reread  | saving reread | late reread   | failed reread        | lost         | memory |
//! | frozen           | opening      | saved         | saving        | late          | failed               | lost         | memory |
//! | thawed           | opening      | saved check   | saving check  | late check    | failed check write   | lost reopen  | memory |
//! | page cached      | opening      | saved         | saving        | late          | failed               | lost         | memory |
//! | page restored    | opening      | saved check   | saving check  | late check    | failed check write   | lost reopen  | memory |
//! | exported         | opening      | saved         | saving        | late          | failed               | lost         | memory |
//!
//! *Dirty*, that is whether there are changes that are nowhere but in this page: never when saved; `recorded` makes it so, and
//! `deleted` where a connection was held or lost; `exported` ends it, and `loaded` in memory; nothing else changes it.

use crate::web::store::SaveState;

/// Where the register is kept, and how far the last change has come. `C` is the connection.
#[derive(Debug, PartialEq)]
pub(super) enum State<C> {
    Opening { dirty: bool },
    Attached { connection: C, progress: Progress },
    Lost { reason: String, dirty: bool },
    Memory { reason: String, dirty: bool },
}

/// How far the last change has come, where there is a connection.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Progress {
    Saved,
    Saving { dirty: bool },
    Late { dirty: bool },
    Failed { reason: String, dirty: bool },
}

/// What happens to a register's place. Reasons are words for the person.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event<C> {
    /// A connection is open, and what is kept there and here is the same but for what waits in the queue.
    Connected(C),
    /// Nothing is to be kept, on purpose or because it is not allowed.
    Denied(String),
    /// A change waits in the queue.
    Recorded,
    /// Something waits in the queue that is no change: a checkpoint.
    Queued,
    /// Another register was opened from its file, and waits in the queue.
    Loaded,
    /// Nothing waits any more.
    Drained,
    /// No answer has come for long.
    Delayed,
    /// A request failed, and its transaction was aborted.
    RequestAborted(String),
    /// The transaction was aborted when it was committed.
    CommitAborted(String),
    /// There is no room left.
    QuotaExceeded(String),
    /// The browser closed the database.
    Closed(String),
    /// The database was closed for a page that needs another version of it.
    VersionChanged(String),
    /// The database was closed because it is being deleted.
    Deleted(String),
    /// What is kept could not be read.
    Unreadable(String),
    /// Opening waits for another tab to close the database.
    Blocked(String),
    /// It could not be opened again.
    ReopeningFailed(String),
    /// It is time to try again.
    RetryDue,
    /// Another tab has put another register in place of this one.
    Replaced,
    /// The browser stops the page's timers and messages.
    Frozen,
    /// The browser lets the page go on.
    Thawed,
    /// The person has left the page, which the browser keeps for their return.
    PageCached,
    /// The person has come back to the page.
    PageRestored,
    /// Somebody has a file with everything in it.
    Exported,
}

/// What a transition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Writes what waits.
    Write,
    /// Opens a connection again.
    Reopen,
    /// Sends [`Event::RetryDue`] after a while.
    Retry,
    /// Takes in what other tabs have kept meanwhile.
    Check,
    /// Reads all that is kept, which may be another register.
    Reread,
}

const LATE: &str = "no answer has come yet from where the register is kept";

impl<C> Default for State<C> {
    fn default() -> State<C> {
        State::Opening { dirty: false }
    }
}

impl<C> State<C> {
    /// Whether there are changes that are nowhere but in this page.
    pub(super) fn is_dirty(&self) -> bool {
        match self {
            State::Opening { dirty } | State::Lost { dirty, .. } | State::Memory { dirty, .. } => *dirty,
            State::Attached { progress, .. } => progress.is_dirty(),
        }
    }

    /// Whether a write is under way, so that `flush()` waits for its end.
    pub(super) fn is_saving(&self) -> bool {
        matches!(self, State::Attached { progress: Progress::Saving { .. }, .. })
    }

    pub(super) fn connection(&self) -> Option<&C> {
        match self {
            State::Attached { connection, .. } => Some(connection),
            State::Opening { .. } | State::Lost { .. } | State::Memory { .. } => None,
        }
    }

    /// What is shown and told of it.
    pub(super) fn save_state(&self) -> SaveState {
        match self {
            State::Opening { .. } => SaveState::Opening,
            State::Attached { progress: Progress::Saved, .. } => SaveState::Saved,
            State::Attached { progress: Progress::Saving { .. }, .. } => SaveState::Saving,
            State::Attached { progress: Progress::Late { .. }, .. } => SaveState::Failed(LATE.into()),
            State::Attached { progress: Progress::Failed { reason, .. }, .. } | State::Lost { reason, .. } => {
                SaveState::Failed(reason.clone())
            }
            State::Memory { reason, .. } => SaveState::Memory(reason.clone()),
        }
    }

    /// The state that follows, and what is to be done then.
    pub(super) fn next(self, event: Event<C>) -> (State<C>, &'static [Effect]) {
        match self {
            State::Opening { dirty } => opening(dirty, event),
            State::Attached { connection, progress } => attached(connection, progress, event),
            State::Lost { reason, dirty } => lost(reason, dirty, event),
            State::Memory { reason, dirty } => memory(reason, dirty, event),
        }
    }
}

impl Progress {
    fn is_dirty(&self) -> bool {
        match self {
            Progress::Saved => false,
            Progress::Saving { dirty } | Progress::Late { dirty } | Progress::Failed { dirty, .. } => *dirty,
        }
    }

    /// As far as before.
    fn with_dirty(self, dirty: bool) -> Progress {
        match self {
            Progress::Saved => Progress::Saved,
            Progress::Saving { .. } => Progress::Saving { dirty },
            Progress::Late { .. } => Progress::Late { dirty },
            Progress::Failed { reason, .. } => Progress::Failed { reason, dirty },
        }
    }

    /// Something waits to be written: at once, unless a host has not answered yet.
    fn with_waiting(self, dirty: bool) -> (Progress, &'static [Effect]) {
        match self {
            Progress::Late { .. } => (Progress::Late { dirty }, &[]),
            Progress::Saved | Progress::Saving { .. } | Progress::Failed { .. } => (Progress::Saving { dirty }, &[Effect::Write]),
        }
    }
}

fn opening<C>(dirty: bool, event: Event<C>) -> (State<C>, &'static [Effect]) {
    let stays = |dirty| (State::Opening { dirty }, &[][..]);
    match event {
        Event::Connected(connection) => connected(connection, dirty),
        Event::Denied(reason) => (State::Memory { reason, dirty }, &[]),
        Event::Closed(reason) | Event::VersionChanged(reason) | Event::Deleted(reason) | Event::Unreadable(reason) => {
            (State::Lost { reason, dirty }, &[Effect::Retry])
        }
        Event::Recorded => stays(true),
        Event::Exported => stays(false),
        Event::Queued
        | Event::Loaded
        | Event::Drained
        | Event::Delayed
        | Event::RequestAborted(_)
        | Event::CommitAborted(_)
        | Event::QuotaExceeded(_)
        | Event::Blocked(_)
        | Event::ReopeningFailed(_)
        | Event::RetryDue
        | Event::Replaced
        | Event::Frozen
        | Event::Thawed
        | Event::PageCached
        | Event::PageRestored => stays(dirty),
    }
}

/// What waits is written first: only then is it saved.
fn connected<C>(connection: C, dirty: bool) -> (State<C>, &'static [Effect]) {
    (State::Attached { connection, progress: Progress::Saving { dirty } }, &[Effect::Write])
}

fn attached<C>(connection: C, progress: Progress, event: Event<C>) -> (State<C>, &'static [Effect]) {
    let dirty = progress.is_dirty();
    let has_failed = matches!(progress, Progress::Failed { .. });
    let (progress, effects): (Progress, &[Effect]) = match event {
        Event::Connected(connection) => return connected(connection, dirty),
        Event::Denied(reason) => return (State::Memory { reason, dirty }, &[]),
        Event::Closed(reason) | Event::VersionChanged(reason) | Event::Unreadable(reason) => {
            return (State::Lost { reason, dirty }, &[Effect::Retry]);
        }
        Event::Deleted(reason) => return (State::Lost { reason, dirty: true }, &[Effect::Retry]),
        Event::RequestAborted(reason) | Event::CommitAborted(reason) | Event::QuotaExceeded(reason) => {
            (Progress::Failed { reason, dirty }, &[Effect::Retry])
        }
        Event::Recorded => progress.with_waiting(true),
        Event::Queued | Event::Loaded => progress.with_waiting(dirty),
        Event::Drained => (Progress::Saved, &[]),
        Event::Delayed => match progress {
            Progress::Saving { .. } => (Progress::Late { dirty }, &[]),
            Progress::Saved | Progress::Late { .. } | Progress::Failed { .. } => (progress, &[]),
        },
        Event::RetryDue => match progress {
            Progress::Saving { .. } | Progress::Failed { .. } => (progress, &[Effect::Write]),
            Progress::Saved | Progress::Late { .. } => (progress, &[]),
        },
        Event::Replaced => (progress, &[Effect::Reread]),
        Event::Thawed | Event::PageRestored if has_failed => (progress, &[Effect::Check, Effect::Write]),
        Event::Thawed | Event::PageRestored => (progress, &[Effect::Check]),
        Event::Exported => (progress.with_dirty(false), &[]),
        Event::Blocked(_) | Event::ReopeningFailed(_) | Event::Frozen | Event::PageCached => (progress, &[]),
    };
    (State::Attached { connection, progress }, effects)
}

fn lost<C>(before: String, dirty: bool, event: Event<C>) -> (State<C>, &'static [Effect]) {
    let (reason, dirty, effects): (String, bool, &[Effect]) = match event {
        Event::Connected(connection) => return connected(connection, dirty),
        Event::Denied(reason) => return (State::Memory { reason, dirty }, &[]),
        Event::Closed(reason) | Event::VersionChanged(reason) | Event::Unreadable(reason) | Event::ReopeningFailed(reason) => {
            (reason, dirty, &[Effect::Retry])
        }
        Event::Deleted(reason) => (reason, true, &[Effect::Retry]),
        Event::Blocked(reason) => (reason, dirty, &[]),
        Event::Recorded => (before, true, &[Effect::Reopen]),
        Event::Queued | Event::Loaded | Event::RetryDue | Event::Thawed | Event::PageRestored => {
            (before, dirty, &[Effect::Reopen])
        }
        Event::Exported => (before, false, &[]),
        Event::Drained
        | Event::Delayed
        | Event::RequestAborted(_)
        | Event::CommitAborted(_)
        | Event::QuotaExceeded(_)
        | Event::Replaced
        | Event::Frozen
        | Event::PageCached => (before, dirty, &[]),
    };
    (State::Lost { reason, dirty }, effects)
}

/// It stays so. What it says of changes is whether they are in a file.
fn memory<C>(before: String, dirty: bool, event: Event<C>) -> (State<C>, &'static [Effect]) {
    let (reason, dirty) = match event {
        Event::Denied(reason) => (reason, dirty),
        Event::Recorded => (before, true),
        Event::Loaded | Event::Exported => (before, false),
        Event::Connected(_)
        | Event::Queued
        | Event::Drained
        | Event::Delayed
        | Event::RequestAborted(_)
        | Event::CommitAborted(_)
        | Event::QuotaExceeded(_)
        | Event::Closed(_)
        | Event::VersionChanged(_)
        | Event::Deleted(_)
        | Event::Unreadable(_)
        | Event::Blocked(_)
        | Event::ReopeningFailed(_)
        | Event::RetryDue
        | Event::Replaced
        | Event::Frozen
        | Event::Thawed
        | Event::PageCached
        | Event::PageRestored => (before, dirty),
    };
    (State::Memory { reason, dirty }, &[])
}

// Laws are tried natively.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
