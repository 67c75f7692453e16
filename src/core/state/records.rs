//! What a decision looks up.

use crate::record::{Kind, LinkType, Record, Status};
use crate::scheme::Scheme;
use crate::stamp::EventId;

/// The records that a decision is taken against: the register as it stands, or a scratch fold over it.
pub trait RecordLookup {
    /// The title of the register.
    fn title(&self) -> &str;

    /// Its vocabulary.
    fn scheme(&self) -> &Scheme;

    /// The record of that identity, struck out or not.
    fn lookup(&self, id: EventId) -> Option<Record>;

    /// Every record that was given that reference in any spelling: the one that shows it comes first, or else the earliest.
    fn called(&self, written: &str) -> Vec<EventId>;

    /// The next free reference of a kind; actions are numbered within their meeting, decisions within their
    /// forum, when `within` says which.
    fn next_reference(&self, kind: Kind, within: Option<&str>) -> String;

    /// Links that end at a record: where they start, and how.
    fn links_from(&self, to: EventId) -> Vec<(EventId, LinkType)>;

    /// The records of a kind that stand at one of those statuses and are not struck out.
    fn standing_at(&self, kind: Kind, statuses: &[Status]) -> Vec<EventId>;
}
