//! What this browser keeps is brought back: at first, and when another tab has opened another register.

use std::rc::Rc;

use super::Persistence;
use super::connection::Connection;
use super::reconcile::unreadable;
use super::state::Event as SavingEvent;
use crate::log::Event;
use crate::web::event_lines::events_of;
use crate::web::platform::channel::ChannelMessage;
use crate::web::platform::storage::{Checkpoint, Storage, StorageError, TailEntry};
use crate::web::platform::task::spawn_local;
use crate::web::reading;
use crate::web::second_part::{self, second_part};

impl Persistence {
    /// Opens storage and brings back what is kept under the name; `true` when there was something. From then on every
    /// change is kept.
    ///
    /// # Errors
    /// Why what is kept could not be read. Nothing is written over it: nothing is kept here then.
    pub async fn restore(self: &Rc<Self>) -> Result<bool, String> {
        let (storage, channel) = match self.connect().await {
            Ok(connected) => connected,
            // The person's own register is there, and must not be taken for lost.
            Err(why) if self.was_kept() && !matches!(why, StorageError::Denied(_)) => {
                return Err(format!("where this browser keeps the register could not be opened ({why})"));
            }
            Err(why) => {
                self.stay_in_memory(&format!("this browser does not let the page keep data ({why})"));
                return Ok(false);
            }
        };
        match self.read_again(&storage, true).await {
            Ok(found) if storage.is_closed() => Ok(found),
            Ok(found) => {
                self.apply(SavingEvent::Connected(Connection::Browser { storage, channel }));
                self.take_over_unkept();
                Ok(found)
            }
            Err(error) => {
                let why = unreadable(&error);
                self.stay_in_memory(&why);
                Err(why)
            }
        }
    }

    /// What can be read but is no register is set aside, unchanged, and there is none then.
    pub(super) async fn bring_back(
        self: &Rc<Self>,
        storage: &Storage,
        checkpoint: Checkpoint,
        tail: &[TailEntry],
    ) -> Result<bool, StorageError> {
        match reading::read_kept(&checkpoint.blob, true).await {
            Ok(found) => {
                let ours = tail.iter().filter(|entry| entry.generation == checkpoint.generation);
                let lines: Vec<&str> = ours.clone().flat_map(|entry| entry.lines.lines()).collect();
                if !lines.is_empty() {
                    second_part::load().await;
                }
                let events: Vec<Event> = lines.iter().flat_map(|line| events_of(line)).collect();
                let unread = lines.len() - events.len();
                self.tail.set(ours.count());
                self.show(&checkpoint, found, events).await;
                if unread > 0 {
                    // They stay where they are: nothing is folded over a line that cannot be read.
                    let all = lines.len();
                    self.store.notices().complain(format!(
                        "{unread} of {all} kept changes could not be read. What could not be read stays in this browser, unchanged"
                    ));
                }
                Ok(true)
            }
            Err(unread) => {
                let why = unread.to_string();
                self.set_aside(storage, &why).await?;
                self.store
                    .notices()
                    .complain(format!("What this browser had kept could not be read and was set aside, unchanged: {why}"));
                if !self.generation.borrow().is_empty() {
                    self.keep_anew();
                }
                Ok(false)
            }
        }
    }

    async fn show(self: &Rc<Self>, checkpoint: &Checkpoint, found: reading::Found, events: Vec<Event>) {
        self.generation.borrow_mut().clone_from(&checkpoint.generation);
        self.awaited.borrow_mut().clone_from(&checkpoint.awaited);
        self.folds.set(checkpoint.folds);
        self.custodian.set(checkpoint.custodian);
        self.mark_kept();
        self.restoring.set(true);
        let mended = found.mended();
        self.store.open_found(found, checkpoint.custodian);
        let merged = self.store.merger().merge_with_log(events).await;
        self.restoring.set(false);
        let persistence = Rc::clone(self);
        second_part::when_loaded_quietly(move || resume_steps(&persistence));
        if let Some(mended) = mended {
            self.store.notices().complain(mended);
        }
        if let Err(why) = merged {
            self.store.notices().complain(format!("Some changes that this browser had kept could not be brought back: {why}"));
        }
    }

    pub(super) fn hear(self: &Rc<Self>, message: ChannelMessage) {
        let persistence = Rc::clone(self);
        second_part::when_loaded_quietly(move || persistence.hear_now(message));
    }

    fn hear_now(self: &Rc<Self>, message: ChannelMessage) {
        match message {
            ChannelMessage::Events { generation, lines } if generation == *self.generation.borrow() => {
                self.take_in(events_of(&lines));
            }
            ChannelMessage::Events { generation, lines } => {
                if let Some(overheard) = &mut *self.overheard.borrow_mut() {
                    overheard.push((generation, lines));
                }
            }
            ChannelMessage::Added { generation } if generation == *self.generation.borrow() => {
                let persistence = Rc::clone(self);
                spawn_local(async move { persistence.look_again_while_shown(false).await });
            }
            ChannelMessage::Added { .. } => {}
            // What is read now may be what was there before.
            ChannelMessage::Replaced if self.overheard.borrow().is_some() => self.is_outdated.set(true),
            ChannelMessage::Replaced => self.apply(SavingEvent::Replaced),
        }
    }

    /// What was kept elsewhere while this was read, and may not have been there yet when it was.
    pub(super) fn take_in_overheard(self: &Rc<Self>) {
        let generation = self.generation.borrow().clone();
        let overheard = self.overheard.take().unwrap_or_default();
        for (_, lines) in overheard.into_iter().filter(|(of, _)| *of == generation) {
            self.take_in(events_of(&lines));
        }
    }

    pub(super) fn take_in(self: &Rc<Self>, events: Vec<Event>) {
        if self.store.merger().merges_at_once(&events) {
            self.store.merger().merge(events);
            return;
        }
        let store = self.store.clone();
        spawn_local(async move {
            if let Err(why) = store.merger().merge_with_log(events).await {
                store
                    .notices()
                    .complain(format!("A change made in another tab could not be read: {why}. Reload the page to see it"));
            }
        });
    }
}

second_part! {
    "75" pub(super) fn resume_steps(of: &Rc<Persistence>) {
        of.resume_steps();
    }
}
