//! Where the lines of an opened file are: here, or still in the file, from where its owner fetches them when they are needed.

use std::ops::Range;
use std::rc::Rc;

use crate::sorting::sort_by_key;

/// For whom lines of a log that is away are fetched. Each has room for its own, so that neither takes the other's away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// What a person looks at.
    Person,
    /// The comparison of state and log.
    Check,
}

/// The bytes that lines are slices of.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// All of them.
    Here(Rc<Vec<u8>>),
    /// Those that were fetched last, for each.
    Away([Fetched; 2]),
}

impl Default for Source {
    fn default() -> Source {
        Source::Here(Rc::default())
    }
}

/// Some stretches of the log, one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Fetched {
    /// Where each stretch begins and ends in the log, and where it begins in the bytes; in order.
    stretches: Vec<(Range<u32>, usize)>,
    bytes: Vec<u8>,
}

impl Fetched {
    /// Those stretches. Bytes that are missing at the end are missing from the last stretches.
    pub(super) fn new(ranges: &[Range<u32>], bytes: Vec<u8>) -> Fetched {
        let mut at = 0;
        let stretches = ranges.iter().map(|range| {
            let from = at;
            at += range.len();
            (range.clone(), from)
        });
        Fetched { stretches: stretches.collect(), bytes }
    }

    fn slice(&self, wanted: &Range<u32>) -> Option<&[u8]> {
        let behind = self.stretches.partition_point(|(range, _)| range.start <= wanted.start);
        let (range, at) = self.stretches.get(behind.checked_sub(1)?)?;
        let from = at + (wanted.start - range.start) as usize;
        (wanted.end <= range.end).then(|| self.bytes.get(from..from + wanted.len()))?
    }
}

impl Source {
    /// The bytes between two places of the log; `None` when they are away and were not fetched.
    pub(super) fn slice(&self, range: &Range<u32>) -> Option<&[u8]> {
        match self {
            Source::Here(bytes) => bytes.get(range.start as usize..range.end as usize),
            Source::Away(fetched) => fetched.iter().find_map(|fetched| fetched.slice(range)),
        }
    }
}

/// Puts ranges together that are not further apart than fetching what is between them is worth.
pub(super) fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    const WORTH: u32 = 8 * 1024;
    sort_by_key(&mut ranges, |range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end + WORTH => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_give_back_what_lies_in_them_and_nothing_else() {
        let fetched = Fetched::new(&[10..14, 20..23], b"abcdxyz".to_vec());
        for (wanted, expected) in [
            (10..14, Some(&b"abcd"[..])),
            (11..13, Some(b"bc")),
            (20..23, Some(b"xyz")),
            (22..23, Some(b"z")),
            (9..11, None),
            (13..15, None),
            (14..20, None),
            (20..24, None),
        ] {
            assert_eq!(fetched.slice(&wanted), expected, "{wanted:?}");
        }
        assert_eq!(Fetched::new(std::slice::from_ref(&(0..4)), b"ab".to_vec()).slice(&(0..4)), None, "cut short");
    }

    #[test]
    fn what_lies_close_is_fetched_together() {
        assert_eq!(joined(vec![40_000..40_010, 0..10, 20..30, 25..28]), [0..30, 40_000..40_010]);
    }
}
