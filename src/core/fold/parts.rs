//! Parts of a record as events add, change and take them away, and what is told when that does not fit.

use crate::log::Event;
use crate::record::Anomaly;
use crate::record::case::CasePart;
use crate::three_way_merge::{MemberConflict, differences, three_way_merge};

/// Whether they stand in the order of their identities, each once.
pub(super) fn is_sorted<P: CasePart>(parts: &[P]) -> bool {
    parts.is_sorted_by(|a, b| a.id() < b.id())
}

/// Adds a part (no before), changes it, or takes it away (no after). Parts keep the order in which they were added. What two
/// people changed without knowing of each other is joined.
pub(super) fn change_in<P: CasePart>(
    list: &mut Vec<P>,
    is_sorted: bool,
    from: Option<&P>,
    to: Option<&P>,
    words: &str,
    tell: &mut Tell<'_>,
) {
    let Some(id) = to.or(from).map(P::id) else { return };
    let place = match is_sorted {
        true => list.binary_search_by_key(&id, P::id).ok(),
        false => list.iter().position(|have| have.id() == id),
    };
    match (place, to) {
        (Some(at), Some(to)) if from == Some(&list[at]) => list[at] = to.clone(),
        (Some(at), Some(to)) => {
            let found = &list[at];
            let (all, lost) = three_way_merge(from.unwrap_or(to), found, to);
            if let Some(odd) = from.and_then(|from| P::at_odds(from, found, to)) {
                tell.amiss(odd);
            }
            list[at] = all.unwrap_or_else(|| to.clone());
            for MemberConflict { member, expected, found, to } in lost {
                tell.overwritten(&format!("{words}, {member},"), expected, found, to);
            }
        }
        (Some(at), None) => {
            let found = list.remove(at);
            for (member, expected, found) in
                from.filter(|from| **from != found).iter().flat_map(|from| differences(*from, &found))
            {
                tell.overwritten(&format!("{words}, {member},"), expected, found, "nothing: it was taken away".into());
            }
        }
        (None, Some(to)) => {
            if from.is_some() {
                tell.amiss(format!("{words} was changed while somebody else took it away: it stands"));
            }
            let at = list.partition_point(|have| have.id() < id);
            list.insert(at, to.clone());
        }
        // Somebody else took it away too.
        (None, None) => {}
    }
}

/// Tells of what does not fit in an event.
pub(super) struct Tell<'a> {
    pub(super) event: &'a Event,
    pub(super) anomalies: &'a mut Vec<Anomaly>,
}

impl Tell<'_> {
    #[inline(never)]
    pub(super) fn compare(&mut self, what: &str, expected: Option<String>, found: Option<String>, to: Option<String>) {
        if expected != found && found != to {
            self.overwritten(what, expected.unwrap_or_default(), found.unwrap_or_default(), to.unwrap_or_default());
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn overwritten(&mut self, what: &str, expected: String, found: String, to: String) {
        let (event, by) = (self.event.id, self.event.by.clone());
        self.anomalies.push(Anomaly::Overwritten { event, what: what.into(), expected, found, to, by, settled: None });
    }

    #[cold]
    #[inline(never)]
    pub(super) fn amiss(&mut self, what: String) {
        self.anomalies.push(Anomaly::Amiss { event: self.event.id, what });
    }

    #[cold]
    #[inline(never)]
    pub(super) fn missing(&mut self, what: &str) {
        self.anomalies.push(Anomaly::Missing { event: self.event.id, what: what.into() });
    }
}
