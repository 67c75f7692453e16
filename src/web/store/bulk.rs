//! Changes to very many records: one step for undo, done a few records at a time so that the page lives meanwhile.

use std::rc::Rc;

use super::listeners::StoreEvent;
use super::session_handle::SessionHandle;
use crate::session::Batch;
use crate::stamp::Stamp;
use crate::web::platform::task::pause;
use crate::workflow::{Command, Refusal};

/// So many are done between two pictures. Fewer than that are done in one go.
pub const AT_ONCE: usize = 100;

/// How many commands of a step are decided, and how many of these are recorded.
#[derive(Default)]
struct Progress {
    batch: Batch,
    decided: usize,
    recorded: usize,
}

impl SessionHandle {
    /// Does many things as one step, or none of them. `report` hears of per cents and says whether to go on.
    ///
    /// # Errors
    /// [`Refusal`]; what was done until then was taken back.
    pub async fn carry_out_many(&self, commands: &[Command], report: impl Fn(u8) -> bool) -> Result<(), Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let (stamp, opened) = (self.stamp(), self.opened());
        let mut progress = Progress::default();
        while progress.recorded < commands.len() {
            let mut done = self.do_part(commands, &stamp, &mut progress);
            // Lets the browser draw, and the person speak.
            let is_wanted = report(((progress.decided + progress.recorded) * 50 / commands.len()) as u8);
            pause().await;
            if done.is_ok() && (!is_wanted || self.opened() != opened) {
                done = Err(Refusal::Stopped);
            }
            if let Err(refusal) = done {
                if progress.batch.begun().is_some_and(|begun| self.read(|session| session.did_last(begun))) {
                    self.undo()?;
                }
                return Err(refusal);
            }
        }
        if progress.batch.begun().is_none() { Err(Refusal::NoChange) } else { Ok(()) }
    }

    /// Decides some more, or records some of what is decided: all are decided before one is recorded. What is not recorded is
    /// decided anew where the register has changed meanwhile.
    fn do_part(&self, commands: &[Command], stamp: &Stamp, progress: &mut Progress) -> Result<(), Refusal> {
        let Progress { batch, decided, recorded } = progress;
        if !self.read(|session| session.is_current(batch)) {
            (*batch, *decided) = (Batch::after(batch.begun()), *recorded);
        }
        let next = |from: usize| (from + AT_ONCE).min(commands.len());
        if *decided < commands.len() {
            let part = &commands[*decided..next(*decided)];
            *decided = next(*decided);
            return self.update(|session| session.decide(batch, part, stamp));
        }
        let events = self.update(|session| session.carry_on(batch))?;
        *recorded = next(*recorded);
        if !events.is_empty() {
            self.listeners().tell(&StoreEvent::Recorded(Rc::new(events)));
        }
        Ok(())
    }
}
