//! Where a line of the log stands in its file.

use std::ops::Range;

use crate::stamp::{EventId, Replica};

/// Where a line stands, and whose it is. The ids are kept apart: a log of a million lines is eight megabytes smaller so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    tick: u64,
    about_tick: u64,
    replica: Replica,
    about_replica: Replica,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    pub(super) fn new(id: EventId, about: EventId, range: Range<usize>) -> Place {
        let (start, end) = (range.start as u32, range.end as u32);
        Place { tick: id.tick, about_tick: about.tick, replica: id.replica, about_replica: about.replica, start, end }
    }

    pub(super) fn id(&self) -> EventId {
        EventId { tick: self.tick, replica: self.replica }
    }

    pub(super) fn about(&self) -> EventId {
        EventId { tick: self.about_tick, replica: self.about_replica }
    }

    pub(super) fn range(&self) -> Range<u32> {
        self.start..self.end
    }
}
