//! What a register's programme calls things, for all who have to offer, check or tell it.

use super::{Scheme, programme};

impl Scheme {
    /// The codes of the governance groups.
    #[must_use]
    pub fn group_codes(&self) -> Vec<String> {
        self.groups.iter().map(|group| group.code.clone()).collect()
    }

    /// The name of the governance group of that code.
    #[must_use]
    pub fn group_name(&self, code: &str) -> Option<&str> {
        self.groups.iter().find(|group| group.code == code).map(|group| group.name.as_str())
    }

    /// Working days in which an impact assessment is answered, unless a round says otherwise.
    #[must_use]
    pub fn response_window(&self) -> u16 {
        self.response_window.unwrap_or(programme::RESPONSE_WINDOW)
    }

    /// How a decision is made, unless it says otherwise.
    #[must_use]
    pub fn usual_decision_mode(&self) -> &str {
        programme::DECISION_MODES[0]
    }

    /// Whether a change of that type is approved without an impact assessment.
    #[must_use]
    pub fn is_housekeeping(&self, change_type: Option<&str>) -> bool {
        change_type == Some(programme::HOUSEKEEPING)
    }

    /// Whether everybody may see what is classified so. What is not classified is not kept from anybody.
    #[must_use]
    pub fn is_public(&self, classification: Option<&str>) -> bool {
        classification.is_none_or(|word| word == programme::CLASSIFICATIONS[0])
    }

    /// The words that name parties of the industry and its codes, in small letters.
    pub(crate) fn party_words(&self) -> impl Iterator<Item = &str> {
        programme::PARTIES.split_whitespace()
    }

    /// The schemes of external references whose number follows them directly, longest first, with what stands between.
    pub(crate) fn numbered_schemes(&self) -> &[(&str, &str)] {
        programme::NUMBERED_SCHEMES
    }

    /// The bodies whose external references carry letters of their own.
    pub(crate) fn numbering_bodies(&self) -> &[&str] {
        programme::NUMBERING_BODIES
    }

    /// How one scheme of external references is written out, and the scheme.
    pub(crate) fn written_out(&self) -> (&str, &str) {
        programme::WRITTEN_OUT
    }

    /// A meeting's reference, as an example.
    #[must_use]
    pub fn meeting_example(&self) -> &str {
        programme::MEETING_EXAMPLE
    }

    /// How the meeting that decides is filled in, with an example.
    #[must_use]
    pub fn deciding_meeting_hint(&self) -> &'static str {
        programme::DECIDING_MEETING_HINT
    }

    /// How the meeting is filled in at which something came up, with an example.
    #[must_use]
    pub fn raised_at_hint(&self) -> &'static str {
        programme::RAISED_AT_HINT
    }

    /// How a person says who they are, with an example.
    #[must_use]
    pub fn actor_hint(&self) -> &'static str {
        programme::ACTOR_HINT
    }
}
