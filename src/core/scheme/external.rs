//! The bodies and series whose references a programme cites: a code base's changes, another programme's notices.

use super::{Scheme, preset};
use crate::json::object;

object! {
    /// One series of references that somebody else keeps.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct ExternalSeries {
        /// What stands in front of the number, such as `JIRA`.
        pub code: String = "code" always,
        /// What is written between the two.
        pub between: Option<String> = "between",
        /// How the code is written where it is written out.
        pub written_out: Option<String> = "writtenOut",
        /// Whether its references carry letters of their own, behind a space.
        pub is_body: bool = "isBody",
        /// Where one is found on the web; `{id}` stands for its number.
        pub link: Option<String> = "link",
    }
}

impl ExternalSeries {
    /// Its link, where that is a web address with a place for the number. A file may say anything there, also a script.
    #[must_use]
    pub fn web_link(&self) -> Option<&str> {
        let is_web = |link: &&str| link.starts_with("https://") || link.starts_with("http://");
        self.link.as_deref().filter(is_web).filter(|link| link.contains("{id}"))
    }
}

impl Scheme {
    /// The series of references that are cited here.
    #[must_use]
    pub fn external_series(&self) -> &[ExternalSeries] {
        self.external_references.as_deref().or(preset::unsaid().external_references.as_deref()).unwrap_or_default()
    }
}
