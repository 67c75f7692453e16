//! What the filters offer: only what occurs in this register.

use crate::record::{Kind, Status};
use crate::sorting::sort_by;
use crate::state::Register;

/// What the filters offer, and how much there is of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Choices {
    /// Owners' roles, in order.
    pub(super) owners: Vec<String>,
    /// Codes of governance groups, in order, and of those that they report to.
    pub(super) groups: Vec<String>,
    /// Those of them to which others report.
    pub(super) leading: Vec<String>,
    /// How many records of each kind are not struck out, by its [place](Kind::index).
    pub(super) totals: [u32; Kind::COUNT],
    /// What each kind is called, by its place.
    pub(super) kinds: Vec<String>,
    /// What statuses are called, by their places; none where no set-up says.
    pub(super) statuses: Vec<String>,
    /// How many names of owners and sets of groups there were, and the version of the set-up.
    pub(super) names: (usize, usize, u32),
}

impl Choices {
    pub(super) fn of(register: &Register) -> Choices {
        let mut owners: Vec<(String, String)> =
            register.owners().iter().map(|(_, name)| (name.to_lowercase(), name.to_owned())).collect();
        sort_by(&mut owners, Ord::cmp);
        let owners = owners.into_iter().map(|(_, name)| name).collect();
        let sets = register.group_sets().iter().flat_map(|(_, set)| set.split('\n'));
        let mut groups: Vec<String> = sets.filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let leads = |code: &String| {
            let below = register.scheme.group_and_below(code);
            groups.iter().any(|have| have != code && below.contains(&have.as_str()))
        };
        let codes = register.scheme.groups.iter().map(|group| &group.code);
        let leading: Vec<String> = codes.filter(|code| leads(code)).cloned().collect();
        groups.extend(leading.iter().cloned());
        sort_by(&mut groups, Ord::cmp);
        groups.dedup();
        let kinds = Kind::ALL.iter().map(|kind| register.scheme.kind_plural(*kind).to_owned()).collect();
        let statuses = Status::ALL.iter().map(|status| register.scheme.status_label(*status).to_owned()).collect();
        Choices { owners, groups, leading, kinds, statuses, totals: register.counts(), names: names_of(register) }
    }

    /// Makes it what it would be now, of the same register.
    pub(super) fn update_view(&mut self, register: &Register) {
        if self.names == names_of(register) {
            self.totals = register.counts();
        } else {
            *self = Choices::of(register);
        }
    }

    /// What a status is called.
    pub(super) fn status(&self, status: Status) -> &str {
        self.statuses.get(status.index()).map_or_else(|| status.word(), String::as_str)
    }

    /// How many records there are of those kinds; of all, when none is named.
    pub(super) fn total(&self, kinds: &[Kind]) -> u32 {
        let counted = |kind: &Kind| kinds.is_empty() || kinds.contains(kind);
        Kind::ALL.iter().filter(|kind| counted(kind)).map(|kind| self.totals[kind.index()]).sum()
    }
}

fn names_of(register: &Register) -> (usize, usize, u32) {
    (register.owners().len(), register.group_sets().len(), register.scheme.version)
}

/// The statuses that records of those kinds can have; of any kind, when none is named.
pub(super) fn statuses(kinds: &[Kind]) -> Vec<Status> {
    let all: &[Kind] = if kinds.is_empty() { &Kind::ALL } else { kinds };
    Status::ALL.iter().copied().filter(|status| all.iter().any(|kind| Status::of(*kind).contains(status))).collect()
}
