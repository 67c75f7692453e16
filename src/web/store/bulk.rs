//! Changes to very many records: one step for undo, done a few records at a time so that the page lives meanwhile.

use std::rc::Rc;

use super::listeners::News;
use super::session_handle::SessionHandle;
use crate::register::{Command, Refusal};
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
        let stamp = self.stamp();
        let percent = |done: usize| (done * 50 / commands.len().max(1)) as u8;
        // All are tried before one is done.
        for (at, chunk) in commands.chunks(AT_ONCE).enumerate() {
            self.read(|session| session.try_all(chunk, &stamp))?;
            go_on(told(percent(at * AT_ONCE))).await?;
        }
        let mut begun = None;
        for (at, chunk) in commands.chunks(AT_ONCE).enumerate() {
            let (events, done) = self.update(|session| session.carry_on(begun, chunk, &stamp));
            begun = begun.or(events.first().map(|event| event.id));
            if !events.is_empty() {
                self.listeners().tell(&News::Recorded(Rc::new(events)));
            }
            let going = match done {
                Ok(()) => go_on(told(50 + percent(at * AT_ONCE))).await,
                refused => refused,
            };
            if let Err(refusal) = going {
                if begun.is_some_and(|begun| self.read(|session| session.did_last(begun))) {
                    self.undo()?;
                }
                return Err(refusal);
            }
        }
        if begun.is_none() { Err(Refusal::NoChange) } else { Ok(()) }
    }
}

/// Lets the browser draw, and the person speak.
async fn go_on(wanted: bool) -> Result<(), Refusal> {
    pause().await;
    if wanted { Ok(()) } else { Err(Refusal::Stopped) }
}
