//! How likely, how bad, and what that was called at the time.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::keys::key;
use crate::json::object;
use crate::scheme::{Band, Level, Scheme};

/// Which of a risk's four assessments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Agreed: what the risk is now.
    Current,
    /// Put forward and not yet agreed ("Suggest that the Impact is reduced from 5 to 4").
    Proposed,
    /// What it should be once the mitigation is done.
    Target,
    /// What it would be, or was, if nothing were done about it.
    Inherent,
}

impl Slot {
    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Slot::Current => "Assessment",
            Slot::Proposed => "Proposed assessment",
            Slot::Target => "Target assessment",
            Slot::Inherent => "Inherent assessment",
        }
    }

    /// All four, in the order of the file.
    pub const ALL: [Slot; 4] = [Slot::Current, Slot::Proposed, Slot::Target, Slot::Inherent];

    /// The word on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Slot::Current => "current",
            Slot::Proposed => "proposed",
            Slot::Target => "target",
            Slot::Inherent => "inherent",
        }
    }

    /// The key of the state record.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Slot::Current => key::ASSESSMENT,
            Slot::Proposed => key::PROPOSED,
            Slot::Target => key::TARGET,
            Slot::Inherent => key::INHERENT,
        }
    }
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::words::deserialize(deserializer, &Slot::ALL, Slot::name, None)
    }
}

object! {
    /// One assessment. Its level was given by the scheme version it names and never changes afterwards.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Assessment {
        /// 1 to 6, where said.
        pub likelihood: Option<Level> = "likelihood",
        /// 1 to 6, where said.
        pub impact: Option<Level> = "impact",
        /// From the matrix, or as stated by a paper that gives no numbers.
        pub level: Option<Band> = "level",
        /// The version of the scheme it was made under.
        pub scheme: u32 = "scheme",
        /// When.
        pub on: Option<NaiveDate> = "on",
        /// Who, where it is not the person who entered it.
        pub by: Option<String> = "by",
        /// Why.
        pub why: Option<String> = "why",
    }
}

impl Assessment {
    /// Both numbers give the level by the scheme's matrix; with one missing, a stated level stands.
    #[must_use]
    pub fn rated(mut self, scheme: &Scheme) -> Assessment {
        self.scheme = scheme.version;
        if let (Some(likelihood), Some(impact)) = (self.likelihood, self.impact) {
            self.level = scheme.matrix.band(likelihood, impact).or(self.level);
        }
        self
    }

    /// Likelihood times impact, 1 to 36, for sorting only: the level comes from the matrix.
    #[must_use]
    pub fn score(&self) -> Option<u8> {
        Some(self.likelihood?.number() * self.impact?.number())
    }

    /// The three figures that are compared: likelihood, impact, level.
    #[must_use]
    pub fn figures(&self) -> (Option<Level>, Option<Level>, Option<Band>) {
        (self.likelihood, self.impact, self.level)
    }
}

crate::json::required!(Assessment, Slot);
