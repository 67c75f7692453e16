//! What is asked of a case, carried out and read out.

use crate::web::views::item::desk::Desk;
use crate::web::views::item::form::{Wrong, refused};
use crate::workflow::{Ask, Command};

/// Asks of the case, and reads out what was done.
pub(crate) fn ask(desk: &Desk, ask: Ask, done: &str) -> Result<(), Wrong> {
    desk.store.session().carry_out(Command::Case { item: desk.id(), ask }).map_err(refused)?;
    desk.store.notices().announce(done);
    Ok(())
}
