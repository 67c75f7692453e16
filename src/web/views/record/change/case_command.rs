//! What is asked of a case, carried out and read out.

use crate::web::views::record::form::{Wrong, refused};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{CaseCommand, Command};

/// Asks of the case, and reads out what was done.
pub(crate) fn ask(desk: &RecordContext, ask: CaseCommand, done: &str) -> Result<(), Wrong> {
    desk.store.session().carry_out(Command::Case { record: desk.id(), ask }).map_err(refused)?;
    desk.store.notices().announce(done);
    Ok(())
}
