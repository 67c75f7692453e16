//! One lower-cased text of everything, apart from the records, and the search over it for words in lower case.

use memchr::memmem;

use super::row::RowId;

/// All texts of all records, lower-cased, one span each. An edit adds a new span at the end.
#[derive(Debug, Clone, Default)]
pub(crate) struct SearchText {
    text: Vec<u8>,
    spans: Vec<(u32, u32)>,
    /// Every span ever begun, by its start: (start, row_id). Those of edited records are stale.
    order: Vec<(u32, RowId)>,
    wasted: usize,
}

impl SearchText {
    /// Room for so many records with so much text, to avoid growing while a file is read.
    pub(super) fn reserve(&mut self, records: usize, bytes: usize) {
        self.text.reserve(bytes);
        self.spans.reserve(records);
        self.order.reserve(records);
    }

    /// Starts the text of a record; pieces follow by [`SearchText::add`].
    pub(super) fn begin(&mut self, row_id: RowId) {
        let start = self.text.len() as u32;
        if row_id.index() == self.spans.len() {
            self.spans.push((start, start));
        } else {
            let (from, to) = self.spans[row_id.index()];
            self.wasted += (to - from) as usize;
            self.spans[row_id.index()] = (start, start);
        }
        self.order.push((start, row_id));
    }

    /// Adds a piece of text to the record begun last; gives its place within the record's text.
    pub(super) fn add(&mut self, row_id: RowId, piece: &str) -> (u32, u32) {
        let start = self.text.len();
        crate::text::push_lower(&mut self.text, piece);
        let end = self.text.len();
        self.text.push(b'\n');
        let span = &mut self.spans[row_id.index()];
        span.1 = self.text.len() as u32;
        (start as u32 - span.0, end as u32 - span.0)
    }

    /// A piece of a record's text, by its place.
    pub(crate) fn part(&self, row_id: RowId, (from, to): (u32, u32)) -> &[u8] {
        let (start, _) = self.spans[row_id.index()];
        &self.text[(start + from) as usize..(start + to) as usize]
    }

    fn span(&self, row_id: RowId) -> &[u8] {
        let (start, end) = self.spans[row_id.index()];
        &self.text[start as usize..end as usize]
    }

    /// The records in which every word occurs, as marks by row; the longest word stands first. `None` where there are no
    /// words: everything.
    pub(crate) fn find(&self, words: &[String]) -> Option<Vec<bool>> {
        let (longest, others) = words.split_first()?;
        let mut marks = vec![false; self.spans.len()];
        let finder = memmem::Finder::new(longest.as_bytes());
        let others: Vec<_> = others.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
        let mut at = 0;
        let mut place = 0;
        while let Some(hit) = finder.find(&self.text[at..]) {
            let hit = (at + hit) as u32;
            let (row_id, next) = self.slot_at(hit, place);
            place = next;
            match row_id {
                Some(row_id) => {
                    marks[row_id.index()] = others.iter().all(|word| word.find(self.span(row_id)).is_some());
                    at = self.spans[row_id.index()].1 as usize;
                }
                None => at = hit as usize + 1,
            }
        }
        Some(marks)
    }

    /// Whether every word occurs in that record.
    pub(crate) fn has(&self, row_id: RowId, words: &[String]) -> bool {
        words.iter().all(|word| memmem::find(self.span(row_id), word.as_bytes()).is_some())
    }

    /// The record whose current span holds that place; old spans of edited records hold nothing. Looks onward from
    /// `place`, in leaps, since hits come in order.
    fn slot_at(&self, hit: u32, mut place: usize) -> (Option<RowId>, usize) {
        let mut step = 1;
        while place + step < self.order.len() && self.order[place + step].0 <= hit {
            place += step;
            step *= 2;
        }
        let end = self.order.len().min(place + step + 1);
        let inside = place + self.order[place..end].partition_point(|(start, _)| *start <= hit);
        let Some((start, row_id)) = inside.checked_sub(1).map(|at| self.order[at]) else { return (None, place) };
        let (from, to) = self.spans[row_id.index()];
        ((start == from && hit < to).then_some(row_id), place)
    }

    /// Whether more than half of the text belongs to nobody any more.
    pub(super) fn is_wasteful(&self) -> bool {
        self.wasted > 1 << 20 && self.wasted * 2 > self.text.len()
    }

    /// Copies the living spans together.
    pub(super) fn tidy(&mut self) {
        let mut text = Vec::with_capacity(self.text.len() - self.wasted);
        for (start, end) in &mut self.spans {
            let from = text.len() as u32;
            text.extend_from_slice(&self.text[*start as usize..*end as usize]);
            (*start, *end) = (from, text.len() as u32);
        }
        self.order = self.spans.iter().enumerate().map(|(index, (start, _))| (*start, RowId::at(index))).collect();
        self.text = text;
        self.wasted = 0;
    }
}
