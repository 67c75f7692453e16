//! The change process of one register: which stages and requirements it leaves out, what it calls statuses, and who may
//! decide up to what. What the names stand for, the workflow says.

use std::collections::BTreeMap;

use super::Scheme;
use crate::json::object;

object! {
    /// What is different about the change process of one register. What it does not say is as the workflow's table has it.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct ProcessSetup {
        /// Stages of a change request that are left out, by their names in the file.
        pub skipped_stages: Vec<String> = "skippedStages",
        /// What the stages of a change request's life are called here, by their usual names.
        pub stage_labels: Option<BTreeMap<String, String>> = "stageLabels",
        /// What statuses are called here, by their words in the file.
        pub status_labels: Option<BTreeMap<String, String>> = "statusLabels",
        /// Requirements that no step asks for, by their names in the file.
        pub waived_requirements: Vec<String> = "waivedRequirements",
        /// The sentences that ask for requirements here, by their names in the file.
        pub requirement_wording: Option<BTreeMap<String, String>> = "requirementWording",
        /// Who may decide, and up to what. Shown where a decision is recorded; nobody is refused by it.
        pub authority: Option<BTreeMap<String, String>> = "authority",
    }
}

type Words = Option<BTreeMap<String, String>>;

impl ProcessSetup {
    fn words_mut(&mut self) -> [&mut Words; 4] {
        [&mut self.stage_labels, &mut self.status_labels, &mut self.requirement_wording, &mut self.authority]
    }

    /// It without what says nothing; `None` where nothing is left.
    #[must_use]
    pub fn tidied(mut self) -> Option<ProcessSetup> {
        for words in self.words_mut() {
            *words = words.take().filter(|words| !words.is_empty());
        }
        Some(self).filter(|process| *process != ProcessSetup::default())
    }

    /// Writes out in each of them what differs, for a merge to see what was taken away.
    pub(super) fn write_out(schemes: &mut [Scheme]) {
        if schemes.iter().any(|scheme| scheme.process != schemes[0].process) {
            for scheme in schemes {
                for words in scheme.process.get_or_insert_default().words_mut() {
                    words.get_or_insert_default();
                }
            }
        }
    }
}

impl Scheme {
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
        let makers = self.words(super::WordList::DecisionMakers);
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

crate::json::required!(ProcessSetup);
