//! What a change of the set-up changed, in words.

use super::{Band, Group, ProcessSetup, ScaleOf, Scheme, WordList};
use crate::text::excerpt;

/// So many words of a list are named; of more, how many.
const MOST_NAMED: usize = 3;

impl Scheme {
    /// What is different in the set-up that took the place of this one, each part as a person calls it.
    #[must_use]
    pub fn changes(&self, to: &Scheme) -> Vec<String> {
        let mut changes = Vec::new();
        let mut tell = |differs: bool, what: &str| changes.extend(differs.then(|| what.to_owned()));
        if let Some(preset) = to.preset.as_deref().filter(|preset| self.preset.as_deref() != Some(preset)) {
            // What it comes with is what that says.
            return vec![format!("begun as “{}”", excerpt(preset))];
        }
        let size = |scheme: &Scheme| [scheme.matrix.likelihoods().len(), scheme.matrix.impacts().len()];
        let [from_size, to_size] = [size(self), size(to)].map(|[likelihood, impact]| format!("{likelihood} × {impact}"));
        if from_size == to_size {
            tell(self.matrix != to.matrix, "scoring matrix");
        } else {
            tell(true, &format!("scoring matrix {from_size} → {to_size}"));
        }
        for scale in ScaleOf::ALL {
            let said = |scheme: &Scheme| scheme.scales.as_ref().and_then(|scales| scales.get(scale.name())).cloned();
            tell(said(self).unwrap_or_default() != said(to).unwrap_or_default(), &format!("scale of {}", scale.name()));
        }
        let appetite = |scheme: &Scheme| scheme.appetite.map_or("not said", Band::word);
        if self.appetite != to.appetite {
            tell(true, &format!("appetite for risk {} → {}", appetite(self), appetite(to)));
        }
        tell(self.calendar != to.calendar, "working days");
        tell(self.kinds != to.kinds, "kinds of record");
        tell(self.field_labels() != to.field_labels(), "names of fields");
        tell(self.hidden_fields != to.hidden_fields, "which fields are used");
        let custom = |scheme: &Scheme| {
            let fields = scheme.custom_in_order().into_iter();
            fields.map(|(name, _)| scheme.custom_label(name).to_owned()).collect::<Vec<_>>()
        };
        changes.extend(list_changes("custom fields", &custom(self), &custom(to)));
        if self.custom_fields() != to.custom_fields() && custom(self) == custom(to) {
            let fields = to.custom_in_order().into_iter();
            let changed = fields.filter(|(name, field)| self.custom_field(name) != Some(*field));
            let changed: Vec<String> = changed.map(|(name, _)| to.custom_label(name).to_owned()).collect();
            changes.push(format!("custom fields (changed {})", named(&changed)));
        }
        if self.response_window() != to.response_window() {
            changes.push(format!("days to answer {} → {}", self.response_window(), to.response_window()));
        }
        let line = |scheme: &Scheme| scheme.groups.iter().map(Group::told).collect::<Vec<_>>();
        changes.extend(list_changes("groups", &line(self), &line(to)));
        let role = |scheme: &Scheme| scheme.people.iter().map(|person| person.role.clone()).collect::<Vec<_>>();
        changes.extend(list_changes("people and roles", &role(self), &role(to)));
        if self.people != to.people && role(self) == role(to) {
            let changed = to.people.iter().filter(|person| !self.people.contains(person));
            let changed: Vec<String> = changed.map(|person| person.role.clone()).collect();
            changes.push(format!("people and roles (changed {})", named(&changed)));
        }
        for list in WordList::ALL.iter().copied() {
            changes.extend(list_changes(&list.label().to_lowercase(), &self.words(list), &to.words(list)));
        }
        let codes = |scheme: &Scheme| scheme.external_series().iter().map(|series| series.code.clone()).collect::<Vec<_>>();
        changes.extend(list_changes("external references", &codes(self), &codes(to)));
        if self.external_series() != to.external_series() && codes(self) == codes(to) {
            changes.push("links of external references".into());
        }
        if self.process != to.process {
            let usual = ProcessSetup::default();
            let [from, to] = [self, to].map(|scheme| scheme.process.as_ref().unwrap_or(&usual));
            from.changes(to, &mut changes);
        }
        changes
    }
}

impl ProcessSetup {
    fn changes(&self, to: &ProcessSetup, changes: &mut Vec<String>) {
        let lists = [
            ("stages of a change", &self.skipped_stages, &to.skipped_stages),
            ("requirements of a change", &self.waived_requirements, &to.waived_requirements),
        ];
        for (name, from, to) in lists {
            let [from, to] = [from, to].map(|names| names.iter().map(|name| spaced(name)).collect::<Vec<_>>());
            changes.extend(said_changes(name, &from, &to, ["used again", "left out"]));
        }
        for (name, from, to) in [
            ("names of stages", &self.stage_labels, &to.stage_labels),
            ("names of statuses", &self.status_labels, &to.status_labels),
            ("wording of requirements", &self.requirement_wording, &to.requirement_wording),
            ("authority to decide", &self.authority, &to.authority),
        ] {
            let [from, to] = [from, to].map(|words| {
                let words = words.iter().flatten();
                words.map(|(name, words)| format!("{}: {words}", spaced(name))).collect::<Vec<_>>()
            });
            changes.extend(said_changes(name, &from, &to, ["removed", "added"]));
        }
    }
}

/// "impactAssessment" as "impact assessment"; words as they are.
fn spaced(name: &str) -> String {
    if name.contains(char::is_whitespace) || name.starts_with(char::is_uppercase) {
        return name.to_owned();
    }
    name.chars().flat_map(|c| c.is_ascii_uppercase().then_some(' ').into_iter().chain([c.to_ascii_lowercase()])).collect()
}

fn list_changes(name: &str, from: &[String], to: &[String]) -> Option<String> {
    said_changes(name, from, to, ["removed", "added"])
}

/// What went off a list and what came on it, in those words.
fn said_changes(name: &str, from: &[String], to: &[String], [went, came]: [&str; 2]) -> Option<String> {
    if from == to {
        return None;
    }
    let lacking =
        |of: &[String], in_this: &[String]| of.iter().filter(|word| !in_this.contains(word)).cloned().collect::<Vec<_>>();
    let (added, removed) = (lacking(to, from), lacking(from, to));
    let mut said: Vec<String> = Vec::new();
    said.extend((!added.is_empty()).then(|| format!("{came} {}", named(&added))));
    said.extend((!removed.is_empty()).then(|| format!("{went} {}", named(&removed))));
    let said = if said.is_empty() { "in another order".into() } else { said.join("; ") };
    Some(format!("{name} ({said})"))
}

fn named(words: &[String]) -> String {
    let (first, rest) = words.split_at(words.len().min(MOST_NAMED));
    let first: Vec<String> = first.iter().map(|word| excerpt(word)).collect();
    if rest.is_empty() { first.join(", ") } else { format!("{} and {} more", first.join(", "), rest.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_that_changed_is_named() {
        let from = Scheme::default();
        let mut to = from.clone();
        assert_eq!(from.changes(&to), Vec::<String>::new());
        to.response_window = Some(5);
        to.groups = vec![Group::new("BOARD", "Programme Board")];
        to.set_words(WordList::Channels, vec!["Mail".into()]);
        let mut turned = from.words(WordList::HigherBodies);
        turned.reverse();
        to.set_words(WordList::HigherBodies, turned);
        let changes = from.changes(&to);
        assert_eq!(changes[0], "days to answer 10 → 5");
        assert!(
            changes[1].starts_with("groups (added BOARD Programme Board; removed ") && changes[1].ends_with(" more)"),
            "{}",
            changes[1]
        );
        assert!(changes[2].starts_with("channels of notification (added Mail; removed "), "{}", changes[2]);
        assert_eq!(changes[3], "bodies to escalate to (in another order)");
        assert_eq!(changes.len(), 4);
        let mut to = from.clone();
        to.hidden_fields = vec!["area".into()];
        to.field_labels = Some([("area".to_owned(), "Site".to_owned())].into());
        to.external_references = Some(vec![super::super::ExternalSeries { code: "TICKET".into(), ..Default::default() }]);
        let changes = from.changes(&to);
        assert_eq!(changes[..2], ["names of fields", "which fields are used"]);
        assert!(changes[2].starts_with("external references (added TICKET; removed "), "{}", changes[2]);
    }
}
