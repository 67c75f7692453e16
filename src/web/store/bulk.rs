//! Changes to very many records: one step for undo, done a few records at a time so that the page lives meanwhile.

use std::rc::Rc;

use super::listeners::News;
use super::session_handle::SessionHandle;
use crate::register::{Command, Refusal};
use crate::session::Batch;
use crate::stamp::Stamp;
use crate::web::platform::task::pause;

/// So many are done between two pictures. Fewer than that are done in one go.
pub const AT_ONCE: usize = 100;

impl SessionHandle {
    /// Does many things as one step, or none of them. `told` hears of per cents and says whether to go on.
    ///
    /// # Errors
    /// [`Refusal`]; what was done until then was taken back.
    pub async fn carry_out_many(&self, commands: &[Command], told: impl Fn(u8) -> bool) -> Result<(), Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let (mut many, mut batch) = (Many { left: commands, all: commands.len(), told, stamp: self.stamp() }, Batch::default());
        let opened = self.opened();
        while !many.left.is_empty() {
            // What is left is decided anew where the register has changed meanwhile.
            batch = Batch::after(batch.begun());
            let done = if self.opened() == opened { self.go_on_with(&mut many, &mut batch).await } else { Err(Refusal::Stopped) };
            if let Err(refusal) = done {
                if batch.begun().is_some_and(|begun| self.read(|session| session.did_last(begun))) {
                    self.undo()?;
                }
                return Err(refusal);
            }
        }
        if batch.begun().is_none() { Err(Refusal::NoChange) } else { Ok(()) }
    }

    /// All are decided before one is recorded. Ends early where the register has changed meanwhile.
    async fn go_on_with(&self, many: &mut Many<'_, impl Fn(u8) -> bool>, batch: &mut Batch) -> Result<(), Refusal> {
        let done = many.all - many.left.len();
        for (at, chunk) in many.left.chunks(AT_ONCE).enumerate() {
            if !self.read(|session| session.is_current(batch)) {
                return Ok(());
            }
            self.update(|session| session.decide(batch, chunk, &many.stamp))?;
            many.go_on(done + at * AT_ONCE, 0).await?;
        }
        while !many.left.is_empty() && self.read(|session| session.is_current(batch)) {
            let events = self.update(|session| session.carry_on(batch))?;
            if !events.is_empty() {
                self.listeners().tell(&News::Recorded(Rc::new(events)));
            }
            many.left = &many.left[many.left.len().min(AT_ONCE)..];
            many.go_on(many.all - many.left.len(), 50).await?;
        }
        Ok(())
    }
}

/// Commands that are done a few at a time.
struct Many<'c, T> {
    /// Those that are not recorded yet.
    left: &'c [Command],
    all: usize,
    told: T,
    stamp: Stamp,
}

impl<T: Fn(u8) -> bool> Many<'_, T> {
    /// Lets the browser draw, and the person speak.
    async fn go_on(&self, done: usize, percent: u8) -> Result<(), Refusal> {
        let wanted = (self.told)(percent + (done * 50 / self.all.max(1)) as u8);
        pause().await;
        if wanted { Ok(()) } else { Err(Refusal::Stopped) }
    }
}
