//! What did not fit when events were replayed. Kept and shown; never dropped, never fatal.

use crate::stamp::EventId;

/// Something in the log that did not fit, told to a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Anomaly {
    /// The value found was not the value its author saw: somebody was overwritten unseen.
    #[error("{}", overwritten(.what, [.expected, .found, .to], .by))]
    Overwritten {
        /// The event that overwrote.
        event: EventId,
        /// What was changed, in the screen's words.
        what: String,
        /// What the author saw.
        expected: String,
        /// What was there.
        found: String,
        /// What it was changed to.
        to: String,
        /// Who changed it.
        by: String,
        /// The event of somebody who has seen both values and settled which of them stands.
        settled: Option<EventId>,
    },
    /// Something was recorded about a record that had been struck out: whoever did either did not know of the other.
    #[error("It was struck out ({why}) when this was recorded by {by}: {what}")]
    OnStruck {
        /// The event.
        event: EventId,
        /// Why it had been struck out.
        why: String,
        /// What was recorded, in words.
        what: String,
        /// By whom.
        by: String,
    },
    /// The record the event is about is not in the register.
    #[error("A change is about a record that is not in this register")]
    Orphan {
        /// The event.
        event: EventId,
    },
    /// A record was raised twice.
    #[error("A record was raised a second time; the first stands")]
    RaisedTwice {
        /// The second raising.
        event: EventId,
    },
    /// The status is none of the kind's.
    #[error("“{status}” is not a status of this kind of record")]
    StrangeStatus {
        /// The event.
        event: EventId,
        /// The word.
        status: &'static str,
    },
    /// What should be changed or taken away is not there.
    #[error("{what} was to be changed, but is not there")]
    Missing {
        /// The event.
        event: EventId,
        /// What, in the screen's words.
        what: String,
    },
    /// Two events bear one id: damage, or an editor. Both stay in the log.
    #[error(
        "Different changes bear the number {event}. All stay in the history; of those about one record, the first of these \
         counts: {lines}"
    )]
    SharedId {
        /// The id.
        event: EventId,
        /// Their lines in the order of their bytes.
        lines: String,
    },
    /// Something that a person would have been refused, but that came in with a merge.
    #[error("{what}")]
    Amiss {
        /// The event.
        event: EventId,
        /// What, in a sentence without a full stop.
        what: String,
    },
    /// A fact that only a newer version understands; kept and passed on.
    #[error("A change (“{fact}”) was made with a newer version of this program; it is kept and passed on unread")]
    Foreign {
        /// The event.
        event: EventId,
        /// Its name.
        fact: String,
    },
}

impl Anomaly {
    /// The event of somebody who has seen to it since.
    #[must_use]
    pub fn settled(&self) -> Option<EventId> {
        if let Anomaly::Overwritten { settled, .. } = self { *settled } else { None }
    }
}

/// Where the value found is the one expected, both are what two people settled an earlier conflict as.
fn overwritten(what: &str, [expected, found, to]: [&str; 3], by: &str) -> String {
    let (found, to) = (said(found), said(to));
    if found == said(expected) {
        return format!("{what} was settled as {to} by {by}, and as {found} by somebody else");
    }
    format!("{what} was changed from {} to {to} by {by}, who did not know that it stood at {found} by then", said(expected))
}

fn said(words: &str) -> String {
    if words.is_empty() { "nothing".into() } else { format!("“{words}”") }
}
