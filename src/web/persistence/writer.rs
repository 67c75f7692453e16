//! Writes what waits, one thing after the other.

use std::future::Future;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::Persistence;
use super::connection::Connection;
use super::job::Job;
use super::state::{Event, Progress, State};
use crate::web::platform::host_storage::HostStorage;
use crate::web::platform::storage::{Storage, StorageError};
use crate::web::platform::task::{LocalBoxFuture, spawn_local};
use crate::web::second_part::{self, second_part};

/// Changes kept singly before they are folded into a checkpoint.
const LONGEST_TAIL: usize = 200;

impl Persistence {
    /// Writes what waits, unless that is under way.
    pub(super) fn write(self: &Rc<Self>) {
        if self.is_writing.replace(true) {
            return;
        }
        let persistence = Rc::clone(self);
        let write = async move {
            persistence.write_all().await;
            persistence.is_writing.set(false);
            persistence.go_on();
        };
        if self.is_kept_by_host() {
            // A host is never called while a call into the register runs.
            return spawn_local(write);
        }
        // The browser has the change before anything is drawn: the two then go on side by side.
        let mut write = Box::pin(write);
        if matches!(write.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending) {
            spawn_local(write);
        }
    }

    /// What came to wait, or was connected again, while the last thing was being ended.
    fn go_on(self: &Rc<Self>) {
        if self.state.borrow().is_saving() {
            self.write();
        }
        self.end_if_stopped();
    }

    async fn write_all(self: &Rc<Self>) {
        second_part::wait_until_loaded().await;
        loop {
            let Some(connection) = self.state.borrow().connection().cloned() else { return };
            let Some(job) = self.next_job() else { return };
            let asked = matches!(connection, Connection::Host(_)).then(|| self.say_when_late());
            let done = match &connection {
                Connection::Browser { storage, .. } => write_here(self, storage, &job).await,
                Connection::Host(storage) => hand_over(self, storage, &job).await,
            };
            drop(asked);
            match done {
                Ok(()) => {}
                // Nothing is lost by it: the changes are kept singly. It must not stand in the way of the next one.
                Err(_) if matches!(job, Job::Fold) => self.tail.set(0),
                Err(error) => {
                    if !self.is_in_memory() {
                        self.jobs.borrow_mut().push_front(job.without_source());
                    }
                    return self.fail(error);
                }
            }
        }
    }

    /// The next thing to write. Where nothing waits any more that is said first, and a long tail is folded then.
    fn next_job(self: &Rc<Self>) -> Option<Job> {
        let job = self.jobs.borrow_mut().pop_front();
        if job.is_some() {
            return job;
        }
        let was_saved = matches!(&*self.state.borrow(), State::Attached { progress: Progress::Saved, .. });
        if !was_saved {
            self.apply(Event::Drained);
            remember_steps(self);
        }
        let is_still_idle = self.jobs.borrow().is_empty();
        if !is_still_idle {
            return self.jobs.borrow_mut().pop_front();
        }
        (self.tail.get() > LONGEST_TAIL && self.is_kept_here()).then_some(Job::Fold)
    }
}

second_part! {
    "70" fn write_here<'a>(to: &'a Rc<Persistence>, storage: &'a Storage, job: &'a Job) -> LocalBoxFuture<'a, Result<(), StorageError>> {
        Box::pin(to.write_here(storage, job))
    }

    "76" fn remember_steps(of: &Rc<Persistence>) {
        of.remember_steps();
    }

    "71" fn hand_over<'a>(to: &'a Rc<Persistence>, storage: &'a HostStorage, job: &'a Job) -> LocalBoxFuture<'a, Result<(), StorageError>> {
        Box::pin(to.hand_over(storage, job))
    }
}
