//! The set-up of a register: its scoring matrix, governance groups, working days, lists of words, kinds and fields as data. What
//! a set-up does not say, and what one can begin from, stands in the files of `www/presets`.

mod band;
mod changes;
mod check;
mod custom_field;
mod external;
mod group;
mod kind_setup;
mod matrix;
mod person;
pub mod preset;
mod process;
mod scale;
mod vocabulary;
mod word_list;

pub use band::Band;
pub use custom_field::{CustomField, CustomFields, CustomShape};
pub use external::ExternalSeries;
pub use group::Group;
pub use kind_setup::KindSetup;
pub use matrix::{Level, Matrix};
pub use person::Person;
pub use process::ProcessSetup;
pub use scale::{Scale, ScaleOf, ScaleStep, resized};
pub use word_list::WordList;

use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::json::keep_newer;
use crate::json::object;
use crate::vec_map::VecMap;

object! {
    /// The vocabulary of one register. A change makes a new version; what was assessed under an old one keeps its level.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Scheme {
        /// 1 for the first; one more at each change.
        pub version: u32 = "version",
        /// Likelihood by impact gives a band.
        pub matrix: Matrix = "matrix",
        /// What the steps of `likelihood` and `impact` are called and mean.
        pub scales: Option<VecMap<String, Scale>> = "scales",
        /// The worst band that is accepted without more ado, where that is said.
        pub appetite: Option<Band> = "riskAppetite",
        /// Who meets and decides.
        pub groups: Vec<Group> = "groups" always,
        /// The roles that records name, and who has them.
        pub people: Vec<Person> = "people",
        /// Offered for a risk's category.
        pub categories: Vec<String> = "categories" always,
        /// Which days are working days. Left out of the file when it is the usual one.
        pub calendar: Calendar = "calendar",
        /// The lists of the programme's words by the names of [`WordList`]. One that is not there is the usual, as are all in a
        /// file that was written before they could be changed; those that only a newer version knows are kept.
        pub lists: Option<Extra> = "lists",
        /// Working days in which an impact assessment is answered.
        pub response_window: Option<u16> = "responseWindow",
        /// What fields are called here, by their names in the file.
        pub field_labels: Option<BTreeMap<String, String>> = "fieldLabels",
        /// Fields that are not asked for, by their names in the file. What is filled in there is shown all the same.
        pub hidden_fields: Vec<String> = "hiddenFields",
        /// The programme's own fields, by the names under which records hold them.
        pub custom: Option<CustomFields> = "customFields",
        /// What is different about kinds of record, by their names in the file.
        pub kinds: Option<VecMap<String, KindSetup>> = "kinds",
        /// The bodies and series whose references are cited.
        pub external_references: Option<Vec<ExternalSeries>> = "externalReferences",
        /// What is different about the change process.
        pub process: Option<ProcessSetup> = "process",
        /// The name of the preset that it was begun from.
        pub preset: Option<String> = "preset",
    }
}

type Extra = serde_json::Map<String, serde_json::Value>;

impl Scheme {
    /// The same, with what a newer version wrote in the one that it takes the place of: a form knows nothing of it.
    pub(crate) fn keep_newer(&mut self, from: &Scheme) {
        keep_newer(&mut self.extra, &from.extra);
        self.calendar.keep_newer(&from.calendar);
        for group in &mut self.groups {
            if let Some(from) = from.groups.iter().find(|from| from.code == group.code) {
                keep_newer(&mut group.extra, &from.extra);
            }
        }
        for person in &mut self.people {
            if let Some(from) = from.people.iter().find(|from| from.role == person.role) {
                keep_newer(&mut person.extra, &from.extra);
            }
        }
        for (name, scale) in self.scales.iter_mut().flat_map(VecMap::iter_mut) {
            let from = from.scales.as_ref().and_then(|scales| scales.get(name));
            for (number, step) in scale.iter_mut() {
                if let Some(from) = from.and_then(|from| from.get(number)) {
                    keep_newer(&mut step.extra, &from.extra);
                }
            }
        }
        for (name, field) in self.custom.iter_mut().flat_map(VecMap::iter_mut) {
            if let Some(from) = from.custom.as_ref().and_then(|custom| custom.get(name)) {
                keep_newer(&mut field.extra, &from.extra);
            }
        }
        for (name, kind) in self.kinds.iter_mut().flat_map(VecMap::iter_mut) {
            if let Some(from) = from.kinds.as_ref().and_then(|kinds| kinds.get(name)) {
                keep_newer(&mut kind.extra, &from.extra);
            }
        }
        if let Some((process, from)) = self.process.as_mut().zip(from.process.as_ref()) {
            keep_newer(&mut process.extra, &from.extra);
        }
    }

    /// This set-up, which a form made of `opening`, where `current` has taken its place meanwhile: what was changed there stays.
    #[must_use]
    pub fn rebased(&self, opening: &Scheme, current: &Scheme) -> Scheme {
        Scheme::three_way_merge(opening, current, self)
    }

    /// The scheme after a change that was made of `from` and comes to `found`: what others changed meanwhile is in it.
    pub(crate) fn three_way_merge(from: &Scheme, found: &Scheme, to: &Scheme) -> Scheme {
        if from == found {
            return to.clone();
        }
        let mut sides = [from, found, to].map(Clone::clone);
        Scheme::write_out(&mut sides);
        let [from, found, to] = &sides;
        let (three_way_merge, _) = crate::three_way_merge::three_way_merge(from, found, to);
        let mut merged = three_way_merge.unwrap_or_else(|| to.clone());
        merged.version = found.version.max(to.version);
        merged.process = merged.process.and_then(ProcessSetup::tidied);
        merged
    }
}

crate::json::required!(Group, Person, Scheme, ExternalSeries, VecMap<String, KindSetup>);
