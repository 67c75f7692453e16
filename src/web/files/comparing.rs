//! Holds a file of the register that is open against it, before the person is asked.

use super::Files;
use crate::log::Event;
use crate::session::{Comparison, Differences, LineReader, Session};
use crate::web::platform::reading::Reading;
use crate::web::reading::{Found, Lines};
use crate::web::store::SessionHandle;

impl Files {
    /// What the file lacks and brings; none where it cannot be told.
    pub(super) async fn compared(&self, found: &mut Found) -> Option<Differences> {
        let mut comparison = Comparison::default();
        match self.store.detached_log().lines() {
            Some(lines) => {
                each_line(&lines, &mut |line| comparison.know(line)).await.ok()?;
                self.store.session().read(|session| session.log().tail().iter().for_each(|line| comparison.know(&line.bytes)));
            }
            None => self
                .store
                .session()
                .read_log(|session| session.log_mut().all().iter().for_each(|(_, line)| comparison.know(line))),
        }
        match &found.lines {
            Some(lines) => each_line(lines, &mut |line| comparison.compare(line)).await.ok()?,
            None => found.opened.log.all().iter().for_each(|(_, line)| comparison.compare(line)),
        }
        Some(self.store.session().read(|session| comparison.finish(session)))
    }
}

/// Has what decides, approves or changes the set-up left out of the merge that takes this file in.
pub(super) fn leave_out(handle: &SessionHandle, file: &mut Session) {
    let events = file.events();
    let fresh: Vec<Event> = handle.read_log(|session| events.into_iter().filter(|event| !session.knows(event.id)).collect());
    let left_out = handle.read(|session| session.without_authority(&fresh));
    file.leave_out(left_out);
}

async fn each_line(lines: &Lines, each: &mut dyn FnMut(&[u8])) -> Result<(), String> {
    let (mut reading, mut piece, mut reader) = (Reading::of(&lines.blob), Vec::new(), LineReader::default());
    while reading.next(&mut piece).await? {
        reader.take(&piece, each);
        piece.clear();
    }
    reader.end(each);
    Ok(())
}
