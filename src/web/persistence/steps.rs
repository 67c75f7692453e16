//! What the person can undo is kept for the browser tab, so that a reload of the page does not take it away.

use std::rc::Rc;

use super::Persistence;
use crate::log::Event;
use crate::session::Steps;
use crate::web::event_lines::{self, line_of};
use crate::web::platform::local;
use crate::web::store::StoreEvent;

/// Most bytes of steps that are kept: the newest. A change of a thousand records at once is left out.
const MOST: usize = 200_000;
/// What stands before the events of a step.
const DONE: &str = "done";
const UNDONE: &str = "undone";

impl Persistence {
    /// Keeps what happened, and what can be undone from then on.
    pub(super) fn note(self: &Rc<Self>, news: &StoreEvent) {
        self.persist(news);
        // A host is told of changes alone, and this is none.
        if matches!(news, StoreEvent::Reconciled) && !self.is_in_memory() {
            self.remember_steps();
        }
    }

    /// Keeps the steps for the next time this tab opens the register. Done when the change is kept: nobody waits for it then.
    pub(super) fn remember_steps(&self) {
        let mut room = MOST;
        let kept = self.store.session().read(|session| {
            let (done, undone) = session.steps();
            [written(done, DONE, &mut room), written(undone, UNDONE, &mut room)].concat()
        });
        self.store.preferences().remember_in_tab(&self.key(), &format!("{}\n{kept}", self.generation.borrow()));
    }

    /// Goes on with the steps of this tab, when they are about the register that was brought back.
    pub(super) fn resume_steps(&self) {
        let Some(kept) = local::get_in_tab(&self.key()) else { return };
        let Some((generation, lines)) = kept.split_once('\n') else { return };
        if generation == *self.generation.borrow() {
            self.store.session().resume(read(lines));
        }
    }

    fn key(&self) -> String {
        format!("steps:{}", self.name)
    }
}

/// The newest steps that there is room for, oldest first, each behind its word.
fn written(steps: &[Vec<Event>], word: &str, room: &mut usize) -> String {
    let mut newest: Vec<String> = Vec::new();
    for step in steps.iter().rev() {
        let mut text = format!("{word}\n");
        for event in step {
            text.push_str(&line_of(event));
            text.push('\n');
            // The rest of a change of very many records is not even written.
            if text.len() > *room {
                break;
            }
        }
        if text.len() > *room {
            break;
        }
        *room -= text.len();
        newest.push(text);
    }
    newest.reverse();
    newest.concat()
}

/// What cannot be read is left out with everything before it: nothing is undone out of order.
fn read(lines: &str) -> Steps {
    let mut steps = Steps::default();
    let mut is_done = true;
    for line in lines.lines() {
        if line == DONE || line == UNDONE {
            is_done = line == DONE;
        }
        let list = if is_done { &mut steps.done } else { &mut steps.undone };
        match (line, event_lines::read(line.as_bytes())) {
            (DONE | UNDONE, _) => list.push(Vec::new()),
            (_, Ok(event)) => list.last_mut().into_iter().for_each(|step| step.push(event.clone())),
            (_, Err(_)) => list.clear(),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Fact;
    use crate::stamp::{EventId, Replica, Stamp};

    fn event(tick: u64, title: &str) -> Event {
        let stamp = Stamp { at: Default::default(), by: "Programme (PMO)".into(), replica: Replica(7) };
        let id = EventId { tick, replica: stamp.replica };
        Event::new(id, id, &stamp, Fact::RegisterOpened { title: title.into() })
    }

    #[test]
    fn steps_come_back_as_they_were() {
        let steps = Steps {
            done: vec![vec![event(1, "done"), event(2, "a\nb")], vec![event(3, "c")]],
            undone: vec![vec![event(4, "d")]],
        };
        let mut room = MOST;
        let kept = [written(&steps.done, DONE, &mut room), written(&steps.undone, UNDONE, &mut room)].concat();
        assert_eq!(read(&kept), steps);
        let damaged = kept.replacen("2-00000007", "x", 1);
        assert_eq!(read(&damaged).done, [[event(3, "c")]], "what is behind a line that cannot be read");
        assert_eq!(read(""), Steps::default());
    }

    #[test]
    fn only_the_newest_are_kept_when_there_is_no_room_for_all() {
        let steps = vec![vec![event(1, "a")], vec![event(2, &"b".repeat(900))], vec![event(3, "c")]];
        let mut room = 400;
        assert_eq!(read(&written(&steps, DONE, &mut room)).done, [[event(3, "c")]]);
        assert!(room < 400);
    }
}
