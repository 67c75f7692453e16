//! What is different about a kind of record in one register.

use crate::json::object;

object! {
    /// What a register calls a kind of record, and how it numbers it. What is not said is as the kind's own file declares it.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct KindSetup {
        /// The words on the screen, for one.
        pub label: Option<String> = "label",
        /// The words on the screen, for several.
        pub plural: Option<String> = "plural",
        /// What its reference numbers start with.
        pub prefix: Option<String> = "prefix",
        /// Whether it is not offered. Records of it are shown all the same.
        pub is_hidden: bool = "isHidden",
    }
}

impl KindSetup {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == KindSetup::default()
    }
}
