//! The change process of one register: which stages and requirements it leaves out, what it calls statuses, and who may
//! decide up to what. What the names stand for, the workflow says.

use std::collections::BTreeMap;

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

    /// Writes out what it does not say, for a merge to see what was taken away.
    pub(super) fn say_all(&mut self) {
        for words in self.words_mut() {
            words.get_or_insert_default();
        }
    }
}

crate::json::required!(ProcessSetup);
