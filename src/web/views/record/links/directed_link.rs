//! How a record is linked: the type of link, and from which of its ends it is seen.

use crate::record::LinkType;

/// A type of link, seen from here or from the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DirectedLink {
    /// How.
    pub(super) link: LinkType,
    /// Whether it starts here.
    pub(super) outward: bool,
}

impl DirectedLink {
    /// Every way, those of one type beside each other; a type that reads the same from both ends occurs once.
    pub(super) fn all() -> Vec<DirectedLink> {
        let both = |link: &LinkType| {
            let there = DirectedLink { link: *link, outward: true };
            let back = DirectedLink { link: *link, outward: false };
            if there.label() == back.label() { vec![there] } else { vec![there, back] }
        };
        LinkType::ALL.iter().flat_map(both).collect()
    }

    /// Its words from here.
    pub(super) fn label(self) -> &'static str {
        if self.outward { self.link.label() } else { self.link.inverse() }
    }

    /// Its word in a form.
    pub(super) fn name(self) -> String {
        format!("{}{}", self.link.name(), if self.outward { "" } else { "-back" })
    }

    /// The way of that word.
    pub(super) fn from_name(name: &str) -> Option<DirectedLink> {
        DirectedLink::all().into_iter().find(|way| way.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_its_own_words_and_reads_back() {
        let all = DirectedLink::all();
        for (at, way) in all.iter().enumerate() {
            assert_eq!(DirectedLink::from_name(&way.name()), Some(*way));
            assert!(all[..at].iter().all(|earlier| earlier.label() != way.label()), "{}", way.label());
        }
    }
}
