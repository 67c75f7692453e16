//! A dated note in a record's log.

use chrono::{DateTime, Utc};

use crate::json::object;
use crate::stamp::EventId;

object! {
    /// A dated note. Never edited; struck out by a later event when it was wrong.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Note {
        /// The event that added it.
        pub id: EventId = "id",
        /// When.
        pub at: DateTime<Utc> = "at",
        /// Who.
        pub by: String = "by",
        /// The words.
        pub text: String = "text",
    }
}

crate::json::required!(Note);
