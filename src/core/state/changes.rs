//! How many records there are, and which were changed since somebody last looked.

use super::row::Record;
use super::store::Register;
use super::upkeep::FEW;
use crate::item::Kind;

impl Register {
    /// How many records of a kind are not struck out.
    #[must_use]
    pub fn count(&self, kind: Kind) -> u32 {
        self.upkeep.totals[kind.index()]
    }

    /// The same of every kind, by its [place](Kind::index).
    #[must_use]
    pub fn counts(&self) -> [u32; Kind::COUNT] {
        self.upkeep.totals
    }

    /// How often a record was put down since the register was opened.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.upkeep.changed.len()
    }

    /// The records that were put down since there were so many changes, some of them more than once; `None` when they are
    /// too many to be looked at one by one.
    #[must_use]
    pub fn changed_since(&self, changes: usize) -> Option<&[Record]> {
        self.upkeep.changed.get(changes..).filter(|changed| changed.len() <= FEW)
    }
}
