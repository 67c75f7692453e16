//! What the filters offer: only what occurs in this register.

use crate::item::{Kind, Status};
use crate::register::Register;

/// What the filters offer, and how much there is of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Choices {
    /// Owners' roles, in order.
    pub(super) owners: Vec<String>,
    /// Codes of governance groups, in order.
    pub(super) groups: Vec<String>,
    /// How many records of each kind are not struck out, in the order of [`Kind::ALL`].
    pub(super) totals: [u32; 9],
}

impl Choices {
    pub(super) fn of(register: &Register) -> Choices {
        let mut owners: Vec<String> = register.owners().iter().map(|(_, name)| name.to_owned()).collect();
        owners.sort_by_cached_key(|name| name.to_lowercase());
        let sets = register.group_sets().iter().flat_map(|(_, set)| set.split('\n'));
        let mut groups: Vec<String> = sets.filter(|code| !code.is_empty()).map(str::to_owned).collect();
        groups.sort();
        groups.dedup();
        let mut totals = [0; 9];
        for row in register.records().map(|record| register.row(record)).filter(|row| !row.removed) {
            totals[row.kind as usize] += 1;
        }
        Choices { owners, groups, totals }
    }

    /// How many records there are of those kinds; of all, when none is named.
    pub(super) fn total(&self, kinds: &[Kind]) -> u32 {
        let counted = |kind: &Kind| kinds.is_empty() || kinds.contains(kind);
        Kind::ALL.iter().filter(|kind| counted(kind)).map(|kind| self.totals[*kind as usize]).sum()
    }
}

/// The statuses that records of those kinds can have; of any kind, when none is named.
pub(super) fn statuses(kinds: &[Kind]) -> Vec<Status> {
    let all: &[Kind] = if kinds.is_empty() { &Kind::ALL } else { kinds };
    Status::ALL.iter().copied().filter(|status| all.iter().any(|kind| Status::of(*kind).contains(status))).collect()
}
