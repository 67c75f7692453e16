//! The four words of the programme's RAG key for risks.

use serde::{Deserialize, Deserializer, Serialize};

/// How severe: the four words of the papers' RAG key, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Band {
    /// Mildest.
    Low,
    /// Watch.
    Medium,
    /// Act.
    High,
    /// Act at once.
    Critical,
}

impl Band {
    /// All four, mildest first.
    pub const ALL: [Band; 4] = [Band::Low, Band::Medium, Band::High, Band::Critical];

    /// The word on the screen and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Band::Low => "Low",
            Band::Medium => "Medium",
            Band::High => "High",
            Band::Critical => "Critical",
        }
    }

    /// The band of that name, in any case.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Band> {
        Band::ALL.into_iter().find(|band| band.word().eq_ignore_ascii_case(word.trim()))
    }
}

impl<'de> Deserialize<'de> for Band {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::words::deserialize(deserializer, &Band::ALL, Band::word, None)
    }
}

crate::json::required!(Band);
