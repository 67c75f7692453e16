//! Which lines bear an id: one as a rule, several where damage or an editor has given one id to several events.

use super::super::Event;
use super::{Line, Log, Place, head};
use crate::sorting::sort_by;
use crate::stamp::EventId;

/// What came of taking a line into a log that may have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// No event of that id was there.
    New,
    /// The same event was there.
    Known,
    /// Another event bears that id. Both stay.
    Clash,
}

impl Log {
    /// What taking in a line from elsewhere would mean. The log has to be here, unless the line is
    /// [newer](Log::last_tick).
    pub fn admission(&mut self, line: &Line) -> Admission {
        if !self.is_detached() {
            self.index_all();
        }
        if line.id.tick > self.seen_tick() {
            return Admission::New;
        }
        let same = self.lines_of(line.id);
        if same.is_empty() {
            return Admission::New;
        }
        if same.iter().any(|here| **here == *line.bytes) {
            return Admission::Known;
        }
        self.admission_among_others(line)
    }

    /// The line that stands here, or the other, may say the same and not be as we write it: then ours takes its place.
    #[cold]
    fn admission_among_others(&mut self, line: &Line) -> Admission {
        let canonical = |line: &[u8]| Event::parse(line).ok().map(|event| event.line());
        let Some(ours) = canonical(&line.bytes) else { return Admission::Clash };
        let here = self.lines_of(line.id);
        let Some(at) = here.iter().position(|here| canonical(here).is_some_and(|here| here == ours)) else {
            return Admission::Clash;
        };
        if *here[at] != *ours {
            self.replace(line.id, at, &Line { bytes: ours.into(), ..line.clone() });
        }
        Admission::Known
    }

    /// Puts a line in place of one of those that [bear its id](Log::lines_of).
    fn replace(&mut self, id: EventId, at: usize, ours: &Line) {
        let first = self.places.partition_point(|place| place.id() < id);
        if self.places.get(first + at).is_some_and(|place| place.id() == id) {
            self.places.remove(first + at);
            self.by_record.clear();
            self.is_irregular = true;
            self.push(ours.clone());
        } else {
            let based = self.places[first..].iter().take_while(|place| place.id() == id).count();
            if let Some(old) = self.tail.iter_mut().filter(|line| line.id == id).nth(at - based) {
                old.bytes.clone_from(&ours.bytes);
            }
        }
    }

    /// Whether that very line is here. Finishes the index first.
    pub fn has_line(&mut self, id: EventId, line: &[u8]) -> bool {
        self.lines_of(id).contains(&line)
    }

    /// Those of these lines that are not here, as far as that can be told without reading them whole.
    pub fn lines_lacking<'l>(&mut self, lines: impl Iterator<Item = &'l [u8]>) -> Vec<&'l [u8]> {
        lines.filter(|line| !head(line).is_some_and(|(id, _)| self.has_line(id, line))).collect()
    }

    /// The lines that bear an id, which is one as a rule. Finishes the index first.
    fn lines_of(&mut self, id: EventId) -> Vec<&[u8]> {
        if !self.is_detached() {
            self.index_all();
        }
        let first = self.places.partition_point(|place| place.id() < id);
        let based = self.places[first..].iter().take_while(|place| place.id() == id);
        let mut lines: Vec<&[u8]> = based.filter_map(|place| self.line(place)).collect();
        if let Some(at) = self.tail_by_id.get(&id) {
            let again = self.tail_again.iter().filter(|at| self.tail[**at as usize].id == id);
            lines.extend([at].into_iter().chain(again).map(|at| &*self.tail[*at as usize].bytes));
        }
        lines
    }

    /// The ids that more than one line bears, each with the records that those are about. As far as the index goes.
    #[must_use]
    pub fn shared_ids(&self) -> Vec<(EventId, EventId)> {
        let pairs = self.places.windows(2).filter(|pair| pair[0].id() == pair[1].id());
        let mut shared: Vec<(EventId, EventId)> = pairs.flatten().map(|place| (place.id(), place.about())).collect();
        for line in &self.tail {
            let at = self.places.binary_search_by_key(&line.id, Place::id);
            shared.extend(at.into_iter().flat_map(|at| [(line.id, self.places[at].about()), (line.id, line.about)]));
        }
        for again in self.tail_again.iter().map(|at| &self.tail[*at as usize]) {
            let first = self.tail_by_id.get(&again.id).map_or(again, |at| &self.tail[*at as usize]);
            shared.extend([(again.id, first.about), (again.id, again.about)]);
        }
        sort_by(&mut shared, Ord::cmp);
        shared.dedup();
        shared
    }

    /// Whether an event with that id happened since the file was opened.
    #[must_use]
    pub fn is_recent(&self, id: EventId) -> bool {
        self.tail_by_id.contains_key(&id)
    }

    /// Whether an event with that id is in the log, which has to be here. Finishes the index first.
    pub fn contains(&mut self, id: EventId) -> bool {
        self.line_of(id).is_some()
    }

    /// The line of the event with that id, in a log that has to be here. Finishes the index first.
    pub fn line_of(&mut self, id: EventId) -> Option<&[u8]> {
        if !self.tail_by_id.contains_key(&id) {
            self.must_be_here();
        }
        self.lines_of(id).into_iter().min()
    }
}
