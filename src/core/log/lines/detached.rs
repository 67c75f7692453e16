//! A log that is away: its lines are still in their file.

use std::ops::Range;
use std::rc::Rc;

use memchr::memchr;

use super::super::source::{Fetched, For, Source, joined};
use super::{Log, Place};
use crate::stamp::EventId;

/// Bytes of a short line.
const LINE: usize = 200;

impl Log {
    /// A log whose lines stay where they are: `length` bytes, the last of them the event `newest`.
    #[must_use]
    pub fn away(length: usize, newest: EventId) -> Log {
        let places = Vec::with_capacity(length / LINE);
        Log { source: Source::Away(Default::default()), end: length, newest: Some(newest), places, ..Log::default() }
    }

    /// Whether its lines are still in their file.
    #[must_use]
    pub fn is_detached(&self) -> bool {
        matches!(self.source, Source::Away(_))
    }

    /// What of a log that is away has not been seen; empty when all has.
    #[must_use]
    pub fn unseen(&self) -> Range<usize> {
        if self.is_detached() { self.scanned + self.half.len()..self.end } else { self.end..self.end }
    }

    /// Takes the next bytes that were [`Log::unseen`] into the index, and lets go of them.
    pub fn see(&mut self, mut bytes: &[u8]) {
        while let Some(length) = memchr(b'\n', bytes) {
            self.see_line(&bytes[..length]);
            bytes = &bytes[length + 1..];
        }
        self.half.extend_from_slice(bytes);
        if self.scanned + self.half.len() >= self.end {
            self.see_line(&[]);
        }
        self.finish_index();
    }

    fn see_line(&mut self, rest: &[u8]) {
        if self.half.is_empty() {
            return self.take_line(self.scanned, rest);
        }
        let mut line = std::mem::take(&mut self.half);
        line.extend_from_slice(rest);
        self.take_line(self.scanned, &line);
    }

    /// What has to be fetched before the events about these records can be read: nothing, or every stretch that holds one,
    /// because what is fetched takes the place of what was.
    #[must_use]
    pub fn lacking(&self, records: &[EventId]) -> Vec<Range<u32>> {
        let ranges: Vec<Range<u32>> = records.iter().flat_map(|id| self.places_about(*id)).map(Place::range).collect();
        if ranges.iter().all(|range| self.source.slice(range).is_some()) { Vec::new() } else { joined(ranges) }
    }

    /// Takes what was fetched, in place of what was fetched for the same before.
    pub fn lend(&mut self, to: For, ranges: &[Range<u32>], bytes: Vec<u8>) {
        if let Source::Away(fetched) = &mut self.source {
            fetched[to as usize] = Fetched::new(ranges, bytes);
        }
    }

    /// Takes all bytes of a log that was away. It is here from then on.
    pub fn arrive(&mut self, bytes: Vec<u8>) {
        if self.is_detached() && bytes.len() == self.end {
            self.source = Source::Here(Rc::new(bytes));
            self.half = Vec::new();
            if self.is_irregular {
                self.forget_index();
            }
        }
    }

    /// Lines that are not as we write them are taken in otherwise when they are here.
    #[cold]
    fn forget_index(&mut self) {
        (self.places, self.by_record, self.scanned) = (Vec::new(), Vec::new(), self.start);
        (self.damaged, self.unread) = (Vec::new(), Vec::new());
    }

    /// Whether the events about that record can be read at once.
    #[must_use]
    pub fn has_at_hand(&self, id: EventId) -> bool {
        !self.is_detached() || (self.is_indexed() && self.places_about(id).all(|place| self.line(place).is_some()))
    }
}
