//! What one party answered to an impact assessment.

use std::fmt;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::json::{Member, object};
use crate::stamp::EventId;
use crate::text::{self, BadText};
use crate::words::open_words;

open_words! {
    /// Where a party stands.
    Position {
        Support "Support", SupportWithComments "Support with comments", Oppose "Oppose", Abstain "Abstain",
        NoImpact "No impact", NoResponse "No response",
    }
}

open_words! {
    /// What a change has an effect on.
    Aspect {
        Cost "Cost", Effort "Effort", Time "Time", Consumers "Consumers", Benefits "Benefits", Testing "Testing",
        Codes "Codes",
    }
}

open_words! {
    /// How large an effect is, in the party's own judgement.
    Size { None "None", Low "Low", Medium "Medium", High "High" }
}

open_words! {
    /// Whether a party will use what the change offers.
    TakeUp { Yes "Yes", No "No", Assessing "Assessing" }
}

object! {
    /// An effect on one aspect.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Effect {
        /// How large, where said.
        pub size: Option<Size> = "size",
        /// In the party's words: a range of pounds, days of effort, which tests.
        pub words: Option<String> = "words",
    }
}

object! {
    /// What one party answered. Each answer is a record of its own, so that six files merge without a clash.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Response {
        /// The event that added it.
        pub id: EventId = "id",
        /// The round it answers.
        pub round: EventId = "round",
        /// The organisation or representative that answers.
        pub party: String = "party",
        /// Its constituency.
        pub constituency: String = "constituency",
        /// On whose behalf, where it is not its own.
        pub on_behalf_of: Option<String> = "onBehalfOf",
        /// The day it was received.
        pub received_on: NaiveDate = "receivedOn",
        /// Where the party stands.
        pub position: Position = "position",
        /// Effects, by aspect.
        pub effects: BTreeMap<Aspect, Effect> = "effects",
        /// Working days of notice it needs.
        pub lead_time: Option<u16> = "leadTime",
        /// The day it can be ready.
        pub ready_on: Option<NaiveDate> = "readyOn",
        /// Its comments.
        pub comments: Option<String> = "comments",
        /// Not to be shown outside the programme office.
        pub confidential: bool = "confidential",
        /// Whether it will use what the change offers.
        pub take_up: Option<TakeUp> = "takeUp",
    }
}

impl fmt::Display for Response {
    /// "Response of the DNO Representative".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response of {}", self.party)
    }
}

impl Response {
    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        text::check_line(&self.party).and(text::check_line(&self.constituency))?;
        self.on_behalf_of.as_deref().map_or(Ok(()), text::check_line)?;
        self.effects.values().filter_map(|effect| effect.words.as_deref()).try_for_each(text::check)?;
        self.comments.as_deref().map_or(Ok(()), text::check)
    }
}

/// No effect where it is not there, and then not written.
impl<'de> Member<'de> for BTreeMap<Aspect, Effect> {
    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }

    fn absent() -> Option<Self> {
        Some(BTreeMap::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

crate::json::required!(Response);
