//! The log as lines of bytes: what a file brought stays as it came, what happened since is added behind it.

mod counting;
mod detached;
mod ids;
mod line;
mod place;

pub(crate) use counting::rank;
pub use ids::Admission;
pub use line::Line;
use place::Place;

use std::ops::Range;
use std::rc::Rc;

use memchr::memchr;
use memchr::memmem;
use rustc_hash::FxHashMap;

use super::source::Source;
use super::{BadEvent, Event};
use crate::json::{self, Members};
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;

/// The log. What a file brought is indexed bit by bit while nobody waits, or at once when somebody asks.
///
/// A log can be **away**: its lines stay in their file, and whoever holds that shows them to [`Log::see`] for the index,
/// fetches those that are [`Log::lacking`], or brings all with [`Log::arrive`]. What needs every line needs them here.
///
/// An id is the identity of one event. Where damage or an editor has given one id to two, both lines stay, in the order of
/// their bytes; of two about the same record, or about the register, the first of them counts, or the one that raises it.
#[derive(Debug, Clone, Default)]
pub struct Log {
    source: Source,
    start: usize,
    end: usize,
    /// The newest event of the file's that is known: of a log that is away its last line at first.
    newest: Option<EventId>,
    /// A line of a log that is away, as far as it was seen.
    half: Vec<u8>,
    places: Vec<Place>,
    scanned: usize,
    by_record: Vec<u32>,
    tail: Vec<Line>,
    tail_newest: Option<EventId>,
    tail_by_id: FxHashMap<EventId, u32>,
    /// Those of the tail whose id an earlier line of the tail bears as well.
    tail_again: Vec<u32>,
    tail_by_record: FxHashMap<EventId, Vec<u32>>,
    damaged: Vec<usize>,
    /// What stands there.
    unread: Vec<Box<[u8]>>,
    /// Whether the lines of the file do not stand as we write them: in order, each id once.
    is_irregular: bool,
}

impl Log {
    /// A log over lines that stand in a file: `source[start..end]`, one event per line, in order, commas between.
    #[must_use]
    pub fn over(source: Rc<Vec<u8>>, start: usize, end: usize) -> Log {
        Log { source: Source::Here(source), start, end, scanned: start, ..Log::default() }
    }

    /// A log of these lines, put in order, each kept once.
    #[must_use]
    pub fn of(mut lines: Vec<Line>) -> Log {
        sort_by(&mut lines, |a, b| (a.id, &a.bytes).cmp(&(b.id, &b.bytes)));
        lines.dedup();
        let mut source = Vec::with_capacity(lines.iter().map(|line| line.bytes.len() + 6).sum());
        for (at, line) in lines.iter().enumerate() {
            push_line(&mut source, &line.bytes, at == 0);
        }
        let end = source.len();
        Log::over(Rc::new(source), 0, end)
    }

    /// Adds an event that has just happened, or has just been heard of.
    pub fn push(&mut self, line: Line) {
        let at = self.tail.len() as u32;
        if *self.tail_by_id.entry(line.id).or_insert(at) != at {
            self.tail_again.push(at);
        }
        self.tail_by_record.entry(line.about).or_default().push(at);
        self.tail_newest = self.tail_newest.max(Some(line.id));
        self.tail.push(line);
    }

    /// The events since the file was opened.
    #[must_use]
    pub fn tail(&self) -> &[Line] {
        &self.tail
    }

    /// How many events there are. Complete once [`Log::is_indexed`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len() + self.tail.len()
    }

    /// About how many bytes it takes in a file.
    #[must_use]
    pub fn size(&self) -> usize {
        self.end - self.start + self.tail.iter().map(|line| line.bytes.len() + 6).sum::<usize>()
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end && self.tail.is_empty()
    }

    /// Whether every line of the file has been looked at.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        self.scanned >= self.end && self.by_record.len() == self.places.len()
    }

    /// The lines that are no events, by their numbers in the log, as far as the index goes.
    #[must_use]
    pub fn damaged(&self) -> &[usize] {
        &self.damaged
    }

    /// Looks at up to that many more lines, if they are here; `true` when all are done.
    pub fn index_some(&mut self, lines: usize) -> bool {
        if let Source::Here(source) = &self.source {
            let source = Rc::clone(source);
            for _ in 0..lines {
                if self.scanned >= self.end {
                    break;
                }
                let bytes = &source[self.scanned..self.end];
                self.take_line(self.scanned, &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())]);
            }
            self.finish_index();
        }
        self.is_indexed()
    }

    /// Looks at all lines that have not been looked at, if they are here.
    pub fn index_all(&mut self) {
        self.index_some(usize::MAX);
    }

    fn finish_index(&mut self) {
        if self.scanned >= self.end && self.by_record.len() != self.places.len() {
            if self.is_irregular {
                self.put_in_order();
            }
            self.by_record = (0..self.places.len() as u32).collect();
            let places = &self.places;
            self.by_record.sort_by_key(|at| places[*at as usize].about());
        }
    }

    /// Somebody may have sorted the lines by hand, or written one twice.
    #[cold]
    fn put_in_order(&mut self) {
        sort_by_key(&mut self.places, Place::id);
        if let Source::Here(source) = &self.source {
            let line = |place: &Place| &source[place.start as usize..place.end as usize];
            self.places.dedup_by(|a, b| a.id() == b.id() && line(a) == line(b));
        }
    }

    /// Takes the line that begins at that place into the index. One that is an event and not as we write it stands behind.
    fn take_line(&mut self, at: usize, bytes: &[u8]) {
        let line = trim(bytes);
        if !line.is_empty() {
            let start = at + bytes.len() - bytes.trim_ascii_start().len();
            let range = start..start + line.len();
            match head(line) {
                Some((id, about)) => self.take_place(Place::new(id, about, range)),
                None => self.take_other(line, range),
            }
        }
        self.scanned = at + bytes.len() + 1;
    }

    fn take_place(&mut self, place: Place) {
        self.is_irregular |= self.places.last().is_some_and(|last| last.id() >= place.id());
        self.newest = self.newest.max(Some(place.id()));
        self.places.push(place);
    }

    #[cold]
    fn take_other(&mut self, line: &[u8], range: Range<usize>) {
        match Event::parse(line) {
            Ok(event) => {
                match self.is_detached() {
                    true => self.take_place(Place::new(event.id, event.about, range)),
                    false => self.push(Line::of(&event)),
                }
                self.is_irregular = true;
            }
            Err(_) => {
                self.damaged.push(self.places.len() + self.damaged.len() + 1);
                self.unread.push(line.into());
            }
        }
    }

    fn places_about(&self, id: EventId) -> impl Iterator<Item = &Place> {
        let from = self.by_record.partition_point(|at| self.places[*at as usize].about() < id);
        self.by_record[from..].iter().map(|at| &self.places[*at as usize]).take_while(move |place| place.about() == id)
    }

    fn line(&self, place: &Place) -> Option<&[u8]> {
        self.source.slice(&place.range())
    }

    /// The lines about one record that count, in order: those that are [at hand](Log::has_at_hand). Finishes the index first.
    pub fn lines_about(&mut self, id: EventId) -> Vec<(EventId, &[u8])> {
        let lines = self.every_line_about(id);
        if lines.windows(2).all(|pair| pair[0].0 != pair[1].0) { lines } else { counting::counting(lines) }
    }

    /// As [`Log::lines_about`], with those that do not count because another bears their id.
    pub fn every_line_about(&mut self, id: EventId) -> Vec<(EventId, &[u8])> {
        self.index_all();
        let based = self.places_about(id).filter_map(|place| Some((place.id(), self.line(place)?)));
        let since = self.tail_by_record.get(&id).into_iter().flatten().map(|at| &self.tail[*at as usize]);
        in_order(based.chain(since.map(|line| (line.id, &*line.bytes))).collect())
    }

    /// The newest event about one record; its log has to be indexed.
    pub fn newest_about(&mut self, id: EventId) -> Option<EventId> {
        if !self.is_detached() {
            self.index_all();
        }
        let since = self.tail_by_record.get(&id).into_iter().flatten().map(|at| self.tail[*at as usize].id);
        self.places_about(id).map(Place::id).chain(since).max()
    }

    /// The events about one record, in order; a line that cannot be read is told apart.
    pub fn events_about(&mut self, id: EventId) -> (Vec<Event>, Vec<BadEvent>) {
        let mut bad = Vec::new();
        let mut events = Vec::new();
        for (_, line) in self.lines_about(id) {
            match Event::parse(line) {
                Ok(event) => events.push(event),
                Err(error) => bad.push(error),
            }
        }
        (events, bad)
    }

    /// The records that events are about, each once, in order, as far as the index goes.
    #[must_use]
    pub fn records(&self) -> Vec<EventId> {
        let mut found: Vec<EventId> = self.by_record.iter().map(|at| self.places[*at as usize].about()).collect();
        found.extend(self.tail.iter().map(|line| line.about));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every line with its id, in order. They have to be here. Finishes the index first.
    pub fn all(&mut self) -> Vec<(EventId, &[u8])> {
        self.must_be_here();
        self.index_all();
        let based = self.places.iter().filter_map(|place| Some((place.id(), self.line(place)?)));
        let mut lines = in_order(based.chain(self.tail.iter().map(|line| (line.id, &*line.bytes))).collect());
        lines.dedup();
        lines
    }

    /// Leaving lines out would lose them unseen.
    fn must_be_here(&self) {
        assert!(!self.is_detached(), "a log that is away arrives before all of it is needed");
    }

    /// The newest tick that was seen so far.
    #[must_use]
    pub fn seen_tick(&self) -> u64 {
        self.tail_newest.max(self.newest).map_or(0, |id| id.tick)
    }

    /// The newest tick. Reads the ids alone where the index is not there yet; of a log that is away it is that of the last
    /// line, or of a later one that was seen.
    #[must_use]
    pub fn last_tick(&self) -> u64 {
        let seen = self.seen_tick();
        match &self.source {
            Source::Here(source) if self.scanned < self.end => seen.max(newest_tick(&source[self.scanned..self.end])),
            Source::Here(_) | Source::Away(_) => seen,
        }
    }

    /// Whether what happened since is all newer than what a file brought: then it stands behind it as it is.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        let is_sorted = self.tail.is_sorted_by(|a, b| a.id < b.id);
        !self.is_irregular && is_sorted && self.tail.first().is_none_or(|first| Some(first.id) > self.newest)
    }

    /// Writes what happened since the file was opened, behind `based` lines of it.
    pub(crate) fn write_tail(&self, out: &mut Vec<u8>, follows: bool) {
        for (at, line) in self.tail.iter().enumerate() {
            push_line(out, &line.bytes, at == 0 && !follows);
        }
    }

    /// Writes all lines as they stand in a file; they have to be here. What a file brought is copied through when nothing
    /// older came since.
    pub fn write(&mut self, out: &mut Vec<u8>) {
        self.must_be_here();
        self.index_all();
        if !self.is_in_order() {
            // A log begins and ends with a line that has an id, or no reader finds it. What cannot be read stands before the
            // last one, and where there is one alone that stands on either side of it.
            let unread = std::mem::take(&mut self.unread);
            let lines = self.all();
            let last = lines.len().saturating_sub(1);
            let before = &lines[..lines.len().saturating_sub(usize::from(last > 0 || unread.is_empty()))];
            let all = before.iter().map(|(_, line)| *line).chain(unread.iter().map(|line| &**line));
            for (at, line) in all.chain(lines[last..].iter().map(|(_, line)| *line)).enumerate() {
                push_line(out, line, at == 0);
            }
            self.unread = unread;
            return;
        }
        let Source::Here(source) = &self.source else { return };
        let based = trim(&source[self.start..self.end]);
        if !based.is_empty() {
            out.extend_from_slice(b"\n    ");
            out.extend_from_slice(based);
        }
        self.write_tail(out, !based.is_empty());
    }
}

fn push_line(out: &mut Vec<u8>, line: &[u8], first: bool) {
    out.extend_from_slice(if first { b"\n    " } else { b",\n    " });
    out.extend_from_slice(line);
}

fn trim(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    line.strip_suffix(b",").unwrap_or(line)
}

/// By their ids; those of one id by their bytes.
fn in_order(mut lines: Vec<(EventId, &[u8])>) -> Vec<(EventId, &[u8])> {
    if !lines.is_sorted() {
        sort_by(&mut lines, Ord::cmp);
    }
    lines
}

/// The id at the head of a canonical line.
fn id_of(line: &[u8]) -> Option<EventId> {
    quoted(line.strip_prefix(b"{\"id\":\"")?)
}

/// The id of a line that is laid out otherwise.
#[cold]
fn id_of_other(line: &[u8]) -> Option<EventId> {
    json::parse::<Members<'_>>(line).ok()?.need("id").ok()
}

/// The id of a line that is an event's as far as its head goes.
pub(crate) fn id_of_event(line: &[u8]) -> Option<EventId> {
    head(line).map(|(id, _)| id).or_else(|| id_of_other(line))
}

/// The id of a canonical line, and the record that it is about. A quote inside a text is escaped, so these bytes stand
/// nowhere else.
fn head(line: &[u8]) -> Option<(EventId, EventId)> {
    let id = id_of(line)?;
    line.strip_suffix(b"}")?;
    let at = memmem::find(line, b"\"about\":\"")?;
    Some((id, quoted(&line[at + 9..])?))
}

/// The newest tick of these lines.
fn newest_tick(mut lines: &[u8]) -> u64 {
    let mut newest = 0;
    while !lines.is_empty() {
        let end = memchr(b'\n', lines).unwrap_or(lines.len());
        let line = trim(&lines[..end]);
        let id = id_of(line).or_else(|| id_of_other(line));
        newest = newest.max(id.map_or(0, |id| id.tick));
        lines = lines.get(end + 1..).unwrap_or_default();
    }
    newest
}

fn quoted(bytes: &[u8]) -> Option<EventId> {
    let end = memchr(b'"', bytes)?;
    std::str::from_utf8(&bytes[..end]).ok()?.parse().ok()
}
