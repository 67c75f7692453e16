//! Who, where and when: what the core must be told about the outside world to record an event.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::Member;

/// One mounted session. Minted afresh each time, so that a copied file or a second tab never gives out an id twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica(pub u32);

impl Replica {
    /// Of what never was an event: how a state was before what the log says was put back.
    pub(crate) const NEVER_WRITTEN: Replica = Replica(0);
}

impl fmt::Display for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// Position in the shared history: Lamport tick, then replica. It is identity and the one total order.
///
/// The text form is `17-a3f2c9d1`: the tick in decimal, the replica in eight hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    /// Lamport time: one more than the highest tick its author had seen. Starts at 1.
    pub tick: u64,
    /// The session that recorded the event.
    pub replica: Replica,
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.tick, self.replica)
    }
}

/// The text is no event id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an event id such as 17-a3f2c9d1")]
pub struct BadEventId(pub String);

impl FromStr for EventId {
    type Err = BadEventId;

    fn from_str(text: &str) -> Result<Self, BadEventId> {
        parse_id(text).ok_or_else(|| BadEventId(crate::text::excerpt(text)))
    }
}

/// Largest tick that reads back: it is exact in JavaScript.
const LAST_TICK: u64 = 1 << 52;
/// More ticks than any register will ever need. A tick so far ahead of all others was written by hand, and would leave what
/// comes after it none; so many are always left.
const LEAP: u64 = 1 << 32;

impl EventId {
    /// Whether it can follow where that is the newest tick known.
    #[must_use]
    pub fn can_follow(self, last_tick: u64) -> bool {
        self.tick <= last_tick.saturating_add(LEAP)
    }

    /// Whether what happens now still gets a tick that reads back.
    #[must_use]
    pub fn has_room_behind(last_tick: u64) -> bool {
        last_tick < LAST_TICK - LEAP
    }
}

/// Digit by digit: a file has more ids than anything else.
fn parse_id(text: &str) -> Option<EventId> {
    let (mut tick, mut replica) = (0_u64, 0_u32);
    let mut bytes = text.as_bytes().iter();
    for byte in bytes.by_ref() {
        match byte {
            b'-' => break,
            b'0'..=b'9' if tick <= LAST_TICK && (tick > 0 || *byte != b'0') => tick = tick * 10 + u64::from(byte - b'0'),
            _ => return None,
        }
    }
    let hex = bytes.as_slice();
    if tick == 0 || tick > LAST_TICK || hex.len() != 8 {
        return None;
    }
    for byte in hex {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        replica = replica << 4 | u32::from(digit);
    }
    Some(EventId { tick, replica: Replica(replica) })
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer, "an id like 17-a3f2c9d1 in quotes", str::parse)
    }
}

/// What the core must be told to record an event. Everything in it comes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The moment, for display only: order comes from the [`EventId`].
    pub at: DateTime<Utc>,
    /// Who, as they wish to be named: usually a role ("Programme (PMO)").
    pub by: String,
    /// The session that records.
    pub replica: Replica,
}

/// The wire form of a moment: UTC, whole seconds unless there is more.
#[must_use]
pub fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Reads a moment of the wire.
///
/// # Errors
/// The sentence that it is none.
pub(crate) fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    let at = DateTime::parse_from_rfc3339(text);
    let none = || format!("“{}” is not a moment; write it like 2023-10-13T09:00:00Z", crate::text::excerpt(text));
    at.map(|at| at.to_utc()).map_err(|_| none())
}

impl<'de> Member<'de> for DateTime<Utc> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer, "a moment like 2023-10-13T09:00:00Z", moment)
    }
}

crate::json::required!(EventId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_written() {
        let id = EventId { tick: 17, replica: Replica(0xa3f2_c9d1) };
        assert_eq!(id.to_string(), "17-a3f2c9d1");
        assert_eq!("17-a3f2c9d1".parse(), Ok(id));
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "17", "017-a3f2c9d1", "17-A3F2C9D1", "17-a3f2c9d", "-1-a3f2c9d1", "9007199254740993-a3f2c9d1"] {
            assert!(text.parse::<EventId>().is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_tick_then_replica() {
        let id = |text: &str| text.parse::<EventId>().expect("a literal id");
        assert!(id("9-ffffffff") < id("10-00000000"));
        assert!(id("10-00000000") < id("10-00000001"));
    }
}
