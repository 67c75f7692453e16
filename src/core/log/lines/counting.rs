//! Which of the lines that bear one id count.

use super::super::{Event, Fact};
use crate::sorting::sort_by;
use crate::stamp::EventId;

/// Of those that bear one id, the first event about a record counts, and the first about the register itself. What raises
/// the record is the first of all: no other line takes the record away. Their order is that of the lines as we write them,
/// however they stand in the file.
#[cold]
pub(super) fn counting(lines: Vec<(EventId, &[u8])>) -> Vec<(EventId, &[u8])> {
    let rank = |line: &[u8]| Event::parse(line).ok().map(|event| (rank(&event), event.line()));
    let mut ranked: Vec<_> = lines.into_iter().map(|(id, line)| (id, rank(line), line)).collect();
    sort_by(&mut ranked, Ord::cmp);
    ranked.dedup_by(|a, b| {
        let both = a.1.as_ref().zip(b.1.as_ref());
        a.0 == b.0 && both.is_some_and(|((a, _), (b, _))| a.0 == b.0)
    });
    ranked.into_iter().map(|(id, _, line)| (id, line)).collect()
}

/// Whether an event is about the register itself, and whether it raises nothing: of one id, those that are not stand first.
#[must_use]
pub(crate) fn rank(event: &Event) -> (bool, bool) {
    let raises = event.id == event.about && matches!(event.known(), Some(Fact::Raised { .. }));
    (event.known().is_some_and(Fact::is_about_register), !raises)
}
