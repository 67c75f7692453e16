//! What is asked of a case, carried out and read out.

use crate::web::views::record::form::{Wrong, refused};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{CaseCommand, Command};

/// Asks of the case, and reads out what was done.
pub(crate) fn ask(context: &RecordContext, ask: CaseCommand, done: &str) -> Result<(), Wrong> {
    context.store.session().carry_out(Command::Case { record: context.id(), ask }).map_err(refused)?;
    context.store.notices().announce(done);
    Ok(())
}
