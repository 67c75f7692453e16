//! What this browser keeps is brought back: at first, and when another tab has opened another register.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Keeper, Place, events_of};
use crate::log::Event;
use crate::session::Session;
use crate::web::platform::channel::Word;
use crate::web::platform::storage::{Checkpoint, Storage, TailEntry, Trouble};
use crate::web::reading;

impl Keeper {
    /// Brings back what is kept now; `true` when there is something.
    ///
    /// # Errors
    /// Why it could not be read. Nothing is kept here from then on, so that nothing is written over it.
    pub(super) async fn reload(self: &Rc<Self>) -> Result<bool, Trouble> {
        let Some(Place::Browser(storage)) = self.place.borrow().clone() else { return Ok(false) };
        *self.overheard.borrow_mut() = Some(Vec::new());
        let mut found = self.reload_from(&storage).await;
        while found.is_ok() && self.is_outdated.take() {
            found = self.reload_from(&storage).await;
        }
        self.take_in_overheard();
        found.map_err(|why| {
            let why = format!("what this browser keeps of the register could not be read ({why})");
            self.let_go();
            self.stay_in_memory(&why);
            why
        })
    }

    async fn reload_from(self: &Rc<Self>, storage: &Storage) -> Result<bool, Trouble> {
        match storage.load(&self.name).await? {
            (Some(checkpoint), tail) => self.bring_back(storage, checkpoint, &tail).await,
            (None, tail) if tail.is_empty() => Ok(self.start_generation()),
            (None, _) => {
                self.set_aside(storage, "changes without the register they follow").await?;
                Ok(self.start_generation())
            }
        }
    }

    fn start_generation(&self) -> bool {
        *self.generation.borrow_mut() = String::new();
        false
    }

    /// Keeps nothing any more, and leaves what is kept as it is.
    fn let_go(&self) {
        *self.place.borrow_mut() = None;
        *self.channel.borrow_mut() = None;
        *self.subscription.borrow_mut() = None;
    }

    /// What can be read but is no register is set aside, unchanged, and there is none then.
    pub(super) async fn bring_back(
        self: &Rc<Self>,
        storage: &Storage,
        checkpoint: Checkpoint,
        tail: &[TailEntry],
    ) -> Result<bool, Trouble> {
        if checkpoint.generation == *self.generation.borrow() {
            return Ok(true);
        }
        match reading::read(&checkpoint.blob, true, |_| {}).await {
            Ok(found) => {
                *self.generation.borrow_mut() = checkpoint.generation.clone();
                let ours = tail.iter().filter(|entry| entry.generation == checkpoint.generation);
                let lines: Vec<&str> = ours.clone().flat_map(|entry| entry.lines.lines()).collect();
                let events: Vec<Event> = lines.iter().flat_map(|line| events_of(line)).collect();
                let unread = lines.len() - events.len();
                self.tail.set(ours.count());
                self.folds.set(checkpoint.folds);
                self.custodian.set(checkpoint.custodian);
                self.mark_kept();
                self.restoring.set(true);
                self.store.open_found(found, checkpoint.custodian);
                let merged = self.store.merge_with_log(events).await;
                self.restoring.set(false);
                self.resume_steps();
                if let Err(why) = merged {
                    self.store.complain(format!("Some changes that this browser had kept could not be brought back: {why}"));
                }
                if unread > 0 {
                    // They stay where they are: nothing is folded over a line that cannot be read.
                    let all = lines.len();
                    self.store.complain(format!(
                        "{unread} of {all} kept changes could not be read. What could not be read stays in this browser, unchanged"
                    ));
                }
                Ok(true)
            }
            Err(unread) => {
                let why = unread.to_string();
                self.set_aside(storage, &why).await?;
                self.store.complain(format!("What this browser had kept could not be read and was set aside, unchanged: {why}"));
                Ok(false)
            }
        }
    }

    pub(super) fn hear(self: &Rc<Self>, word: Word) {
        match word {
            Word::Events { generation, lines } if generation == *self.generation.borrow() => self.take_in(events_of(&lines)),
            Word::Events { generation, lines } => {
                if let Some(overheard) = &mut *self.overheard.borrow_mut() {
                    overheard.push((generation, lines));
                }
            }
            // What is read now may be what was there before.
            Word::Replaced if self.overheard.borrow().is_some() => self.is_outdated.set(true),
            Word::Replaced => {
                let keeper = Rc::clone(self);
                spawn_local(async move {
                    // What waits is put down first, so that it follows the register that it is about.
                    keeper.flush().await;
                    let before = keeper.store.read(Session::mark);
                    if let Err(why) = keeper.reload().await {
                        return keeper.store.complain(format!("Another register was opened in another place: {why}"));
                    }
                    if keeper.store.read(Session::mark) != before {
                        keeper.store.announce("Another register was opened in another place, and is shown here too");
                    }
                });
            }
        }
    }

    /// What was kept elsewhere while this was read, and may not have been there yet when it was.
    fn take_in_overheard(self: &Rc<Self>) {
        let generation = self.generation.borrow().clone();
        let overheard = self.overheard.take().unwrap_or_default();
        for (_, lines) in overheard.into_iter().filter(|(of, _)| *of == generation) {
            self.take_in(events_of(&lines));
        }
    }

    pub(super) fn take_in(self: &Rc<Self>, events: Vec<Event>) {
        if !self.store.read(|session| session.needs_log(&events)) {
            self.store.merge(events);
            return;
        }
        let store = self.store.clone();
        spawn_local(async move {
            if let Err(why) = store.merge_with_log(events).await {
                store.complain(format!("A change made in another tab could not be read: {why}. Reload the page to see it"));
            }
        });
    }
}
