//! The lists of words that a programme offers where something is filled in: its constituencies, its channels, who decides.

use serde_json::Value as Json;

use super::{Scheme, programme};

/// A list of the programme's words. What is recorded keeps the words it was given, whatever becomes of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// Categories of a record.
    Categories,
    /// The constituencies that are asked for an impact assessment.
    Constituencies,
    /// The channels on which they are told of it.
    Channels,
    /// Who makes decisions.
    DecisionMakers,
    /// In what capacity they are made.
    Capacities,
    /// The bodies that a decision is escalated to.
    HigherBodies,
}

impl WordList {
    /// Every list, in the order of the settings.
    pub const ALL: [WordList; 6] = [
        WordList::Categories,
        WordList::Constituencies,
        WordList::Channels,
        WordList::DecisionMakers,
        WordList::Capacities,
        WordList::HigherBodies,
    ];

    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            WordList::Categories => "categories",
            WordList::Constituencies => "constituencies",
            WordList::Channels => "channels",
            WordList::DecisionMakers => "decisionMakers",
            WordList::Capacities => "capacities",
            WordList::HigherBodies => "higherBodies",
        }
    }

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            WordList::Categories => "Categories",
            WordList::Constituencies => "Constituencies, or parties",
            WordList::Channels => "Channels of notification",
            WordList::DecisionMakers => "Decision makers",
            WordList::Capacities => "Capacities of a decision",
            WordList::HigherBodies => "Bodies to escalate to",
        }
    }

    /// What it is for.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            WordList::Categories => "Offered as the category of a record",
            WordList::Constituencies => "Asked for an impact assessment of a change request",
            WordList::Channels => "On which they are told that a change request was issued",
            WordList::DecisionMakers => "Offered where a decision is recorded",
            WordList::Capacities => "In what capacity a decision is made",
            WordList::HigherBodies => "Offered where a decision is escalated",
        }
    }

    /// The words of a register whose file does not say.
    fn usual(self) -> &'static [&'static str] {
        match self {
            WordList::Categories => programme::CATEGORIES,
            WordList::Constituencies => programme::CONSTITUENCIES,
            WordList::Channels => programme::CHANNELS,
            WordList::DecisionMakers => programme::DECISION_MAKERS,
            WordList::Capacities => programme::CAPACITIES,
            WordList::HigherBodies => programme::HIGHER_BODIES,
        }
    }
}

impl Scheme {
    /// The words of a list, in order.
    #[must_use]
    pub fn words(&self, list: WordList) -> Vec<String> {
        if list == WordList::Categories {
            return self.categories.clone();
        }
        let said = self.lists.as_ref().and_then(|lists| lists.get(list.name())?.as_array());
        match said {
            Some(words) => words.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect(),
            None => list.usual().iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    /// Puts other words in place of a list. Words that are those already change nothing.
    pub fn set_words(&mut self, list: WordList, words: Vec<String>) {
        if self.words(list) != words {
            self.say_words(list, words);
        }
    }

    fn say_words(&mut self, list: WordList, words: Vec<String>) {
        if list == WordList::Categories {
            self.categories = words;
        } else {
            let words = words.into_iter().map(Json::String).collect();
            self.lists.get_or_insert_default().insert(list.name().to_owned(), Json::Array(words));
        }
    }

    /// Writes out in each of them the lists that differ: what is not said is the usual, and a merge has to see it.
    pub(super) fn write_out(schemes: &mut [Scheme]) {
        for list in WordList::ALL {
            let words: Vec<Vec<String>> = schemes.iter().map(|scheme| scheme.words(list)).collect();
            if words.iter().any(|other| *other != words[0]) {
                for (scheme, words) in schemes.iter_mut().zip(words) {
                    scheme.say_words(list, words);
                }
            }
        }
    }
}
