//! What a register's programme calls things, for all who have to offer, check or tell it.

use std::collections::BTreeMap;

use super::{Scheme, WordList, preset};

/// Working days in which an impact assessment is answered, where the set-up does not say.
const RESPONSE_WINDOW: u16 = 10;

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
        self.response_window.unwrap_or(RESPONSE_WINDOW)
    }

    /// What fields are called here, where it is not what they are called elsewhere.
    #[must_use]
    pub fn field_labels(&self) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        self.field_labels.as_ref().or(preset::unsaid().field_labels.as_ref()).unwrap_or(&NONE)
    }

    /// How a decision is made, unless it says otherwise.
    #[must_use]
    pub fn usual_decision_mode(&self) -> String {
        self.words(WordList::DecisionModes).into_iter().next().unwrap_or_default()
    }

    /// Whether a change of that type is approved without an impact assessment.
    #[must_use]
    pub fn goes_without_assessment(&self, change_type: Option<&str>) -> bool {
        change_type.is_some_and(|change_type| self.words(WordList::WithoutAssessment).iter().any(|word| word == change_type))
    }

    /// Whether everybody may see what is classified so. What is not classified is not kept from anybody.
    #[must_use]
    pub fn is_public(&self, classification: Option<&str>) -> bool {
        classification.is_none_or(|word| self.words(WordList::Classifications).first().is_some_and(|first| first == word))
    }

    /// A meeting's reference, as an example.
    #[must_use]
    pub fn meeting_example(&self) -> String {
        format!("{}030", self.groups.get(1).or(self.groups.first()).map_or("MTG", |group| &group.code))
    }

    /// Whether the stage of that name is left out.
    #[must_use]
    pub fn skips_stage(&self, name: &str) -> bool {
        self.process.as_ref().is_some_and(|process| is_named(&process.skipped_stages, name))
    }

    /// Whether the requirement of that name is asked for nowhere.
    #[must_use]
    pub fn waives(&self, requirement: &str) -> bool {
        self.process.as_ref().is_some_and(|process| is_named(&process.waived_requirements, requirement))
    }

    /// The sentence that asks for a requirement, where it is another than the usual.
    #[must_use]
    pub fn requirement_wording(&self, requirement: &str) -> Option<&str> {
        said(self.process.as_ref()?.requirement_wording.as_ref(), requirement)
    }

    /// The words on the screen for the stage of that usual name.
    #[must_use]
    pub fn stage_label<'s>(&'s self, usual: &'s str) -> &'s str {
        self.process.as_ref().and_then(|process| said(process.stage_labels.as_ref(), usual)).unwrap_or(usual)
    }

    /// The words on the screen for the status of that word.
    #[must_use]
    pub(crate) fn label_of_status<'s>(&'s self, word: &'s str) -> &'s str {
        self.process.as_ref().and_then(|process| said(process.status_labels.as_ref(), word)).unwrap_or(word)
    }

    /// Who may decide, each with up to what: those on the list of decision makers first, in its order.
    #[must_use]
    pub fn authority(&self) -> Vec<(&str, &str)> {
        let Some(authority) = self.process.as_ref().and_then(|process| process.authority.as_ref()) else { return Vec::new() };
        let makers = self.words(WordList::DecisionMakers);
        let listed = makers.iter().filter_map(|who| authority.get_key_value(who));
        let others = authority.iter().filter(|(who, _)| !makers.contains(who));
        listed.chain(others).map(|(who, up_to)| (who.as_str(), up_to.as_str())).collect()
    }
}

fn is_named(names: &[String], name: &str) -> bool {
    names.iter().any(|have| have == name)
}

fn said<'s>(words: Option<&'s BTreeMap<String, String>>, name: &str) -> Option<&'s str> {
    words?.get(name).map(String::as_str)
}
