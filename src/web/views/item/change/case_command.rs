//! What is asked of a case, carried out and read out.

use super::super::desk::Desk;
use super::ask_form::{Wrong, refused};
use crate::register::Command;
use crate::register::change::Ask;

/// Asks of the case, and reads out what was done.
pub(super) fn ask(desk: &Desk, ask: Ask, done: &str) -> Result<(), Wrong> {
    desk.store.carry_out(Command::Case { item: desk.id(), ask }).map_err(refused)?;
    desk.store.announce(done);
    Ok(())
}
