//! What one party answered to an impact assessment.

use std::fmt;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::Extra;
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

/// An effect on one aspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// How large, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// In the party's words: a range of pounds, days of effort, which tests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What a newer version wrote beside these.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What one party answered. Each answer is a record of its own, so that six files merge without a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The event that added it.
    pub id: EventId,
    /// The round it answers.
    pub round: EventId,
    /// The organisation or representative that answers.
    pub party: String,
    /// Its constituency.
    pub constituency: String,
    /// On whose behalf, where it is not its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// Where the party stands.
    pub position: Position,
    /// Effects, by aspect.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub effects: BTreeMap<Aspect, Effect>,
    /// Working days of notice it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_time: Option<u16>,
    /// The day it can be ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_on: Option<NaiveDate>,
    /// Its comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// Not to be shown outside the programme office.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Whether it will use what the change offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take_up: Option<TakeUp>,
    /// What a newer version wrote beside these.
    #[serde(flatten)]
    pub extra: Extra,
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
