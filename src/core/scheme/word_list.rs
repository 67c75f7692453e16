//! The lists of words that a programme offers where something is filled in: its constituencies, its types of change, who decides.

use serde_json::Value as Json;

use super::{Scheme, preset};

macro_rules! lists {
    ($($variant:ident $name:literal $label:literal $hint:literal;)*) => {
        /// A list of the programme's words. What is recorded keeps the words it was given, whatever becomes of the list.
        #[allow(missing_docs, reason = "the table beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WordList { $($variant),* }

        impl WordList {
            /// Every list, in the order of the settings.
            pub const ALL: &'static [WordList] = &[$(WordList::$variant),*];

            const TABLE: &'static [[&'static str; 3]] = &[$([$name, $label, $hint]),*];
        }
    };
}

lists! {
    Categories "categories" "Categories" "Offered as the category of a record";
    Constituencies "constituencies" "Constituencies, or parties" "Asked for an impact assessment of a change request, where its process has that stage";
    Channels "channels" "Channels of notification" "On which they are told that a change request was issued";
    DecisionMakers "decisionMakers" "Decision makers" "Offered where a decision is recorded";
    Capacities "capacities" "Capacities of a decision" "In what capacity a decision is made";
    HigherBodies "higherBodies" "Bodies to escalate to" "Offered where a decision is escalated";
    DecisionModes "decisionModes" "Modes of a decision" "How a decision is made, the usual way first";
    ChangeTypes "changeTypes" "Types of change" "What a change request can be about";
    WithoutAssessment "withoutAssessment" "Approved without impact assessment" "Types of change that may be, where they cost nothing, move nothing and affect nobody";
    Routes "routes" "Routes of a change" "The ways that a change request can go";
    ReleaseTypes "releaseTypes" "Types of release" "In which a change is carried out";
    MilestoneChanges "milestoneChanges" "Changes of a milestone" "What a change can do to a milestone";
    IssueTypes "issueTypes" "Types of issue" "What sort of issue it is";
    Proximities "proximities" "Proximity of a risk" "How near it is, the nearest first";
    Responses "responses" "Responses to a risk" "To a threat, then to an opportunity";
    Controls "controls" "Control of a risk" "Whose hands it is in";
    Priorities "priorities" "Priorities" "The highest first";
    Classifications "classifications" "Classifications" "Who may see a record. The first is what everybody may see";
    PublicWords "publicWords" "Words that may be published" "Names of parties and bodies that the public snapshot keeps where an owner is named";
}

impl WordList {
    fn about(self) -> [&'static str; 3] {
        WordList::TABLE[self as usize]
    }

    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.about()[0]
    }

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.about()[1]
    }

    /// What it is for.
    #[must_use]
    pub fn hint(self) -> &'static str {
        self.about()[2]
    }
}

impl Scheme {
    /// The words of a list, in order. One that the set-up does not say is that of [`preset::unsaid`].
    #[must_use]
    pub fn words(&self, list: WordList) -> Vec<String> {
        if list == WordList::Categories {
            return self.categories.clone();
        }
        let said = |scheme: &Scheme| {
            let words = scheme.lists.as_ref()?.get(list.name())?.as_array()?;
            Some(words.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect())
        };
        said(self).or_else(|| said(preset::unsaid())).unwrap_or_default()
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

    /// Says all that it means, so that it means that anywhere.
    pub(super) fn say_all(&mut self) {
        for list in WordList::ALL.iter().copied() {
            self.say_words(list, self.words(list));
        }
        self.response_window = Some(self.response_window());
        self.field_labels = Some(self.field_labels().clone());
        self.external_references = Some(self.external_series().to_vec());
    }

    /// Writes out in each of them what differs: what is not said is as in [`preset::unsaid`], and a merge has to see it.
    pub(super) fn write_out(schemes: &mut [Scheme]) {
        for list in WordList::ALL.iter().copied() {
            let words: Vec<Vec<String>> = schemes.iter().map(|scheme| scheme.words(list)).collect();
            if words.iter().any(|other| *other != words[0]) {
                for (scheme, words) in schemes.iter_mut().zip(words) {
                    scheme.say_words(list, words);
                }
            }
        }
        if schemes.iter().any(|scheme| scheme.response_window() != schemes[0].response_window()) {
            schemes.iter_mut().for_each(|scheme| scheme.response_window = Some(scheme.response_window()));
        }
        if schemes.iter().any(|scheme| scheme.field_labels() != schemes[0].field_labels()) {
            schemes.iter_mut().for_each(|scheme| scheme.field_labels = Some(scheme.field_labels().clone()));
        }
        if schemes.iter().any(|scheme| scheme.external_series() != schemes[0].external_series()) {
            schemes.iter_mut().for_each(|scheme| scheme.external_references = Some(scheme.external_series().to_vec()));
        }
        if schemes.iter().any(|scheme| scheme.process != schemes[0].process) {
            schemes.iter_mut().for_each(|scheme| scheme.process.get_or_insert_default().say_all());
        }
    }
}
