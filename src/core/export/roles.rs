//! Which words of a text name a role or a body. What names a person stays inside, and whatever might.

use rustc_hash::FxHashSet;

use crate::scheme::{Scheme, WordList};

/// Words that name roles and bodies in any programme.
const WORDS: &str = "\
    accountable acting administrator adviser advisor agent agents analyst architect architecture area assessor assurance \
    authority bank board bodies body business ceo cfo chair chairperson change cio coo co code commercial committee \
    company compliance constituency contact contacts contract contractor coordinator council cto cutover data delivery \
    department deputy design director directorate engineer engineering environment environments executive expert finance \
    forum governance government group groups head helpdesk implementation independent industry integration integrator it \
    large lead leader leads legal licensed manager managers market medium meeting member members migration milestone \
    national office officer operations operator operators owner owners panel participant participants parties partner \
    partners party plan planning portfolio principal procurement product programme programmes project provider providers \
    qualification quality register registrar regulation regulator regulatory release rep representative representatives \
    reps requirements responsible resource risk risks secretariat secretary security senior service services small smart \
    sponsor stakeholder steering subgroup support system systems team teams technical technology test tester testers \
    testing transition transmission user users vendor vendors workstream working";

/// Words that stand between two others and name nothing.
const BETWEEN: [&str; 7] = ["and", "or", "of", "the", "for", "to", "&"];

/// The words of roles and bodies of one register.
pub(super) struct Roles(FxHashSet<String>);

/// What a text may be besides words that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// A person or a role.
    Persons,
    /// A body, which people write as an abbreviation.
    Bodies,
}

/// A word of a text, and whether it leaves.
struct Word<'t> {
    text: &'t str,
    is_kept: bool,
}

impl Roles {
    /// The words that everybody uses, and those of the register's own parties, groups and categories.
    pub(super) fn of(scheme: &Scheme) -> Roles {
        let parties = [scheme.words(WordList::PublicWords), scheme.words(WordList::Constituencies)].concat();
        let groups = scheme.groups.iter().flat_map(|group| [&group.code, &group.name]);
        let own =
            groups.chain(&scheme.categories).chain(&parties).flat_map(|name| words(name)).map(|word| word.text.to_lowercase());
        Roles(WORDS.split_whitespace().map(str::to_owned).chain(own).collect())
    }

    /// As much of a text as names a role or a body; `None` when nothing does.
    pub(super) fn of_text(&self, written: &str, names: Names) -> Option<String> {
        let mut words = words(written);
        for word in &mut words {
            word.is_kept = self.knows(word.text) || (names == Names::Bodies && is_abbreviation(word.text));
        }
        for at in 1..words.len().saturating_sub(1) {
            let lower = words[at].text.to_lowercase();
            words[at].is_kept &= !BETWEEN.contains(&lower.as_str());
            words[at].is_kept |= BETWEEN.contains(&lower.as_str()) && words[at - 1].is_kept && words[at + 1].is_kept;
        }
        if words.iter().all(|word| word.is_kept) && !words.is_empty() {
            return Some(written.to_owned());
        }
        rest(&words)
    }

    fn knows(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }
}

/// What is kept, with a blank between what was kept.
fn rest(words: &[Word<'_>]) -> Option<String> {
    let kept: Vec<&str> = words.iter().filter(|word| word.is_kept).map(|word| word.text).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '&' | '\'' | '’');
    let pieces = text.split(|c| !is_part(c)).filter(|piece| !piece.is_empty());
    pieces.map(|piece| Word { text: piece, is_kept: false }).collect()
}

/// Capitals and figures: "DAG030", "SITWG".
fn is_abbreviation(word: &str) -> bool {
    word.len() >= 2
        && word.len() <= 8
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_person_stays_and_the_role_leaves() {
        let roles = Roles::of(&Scheme::default());
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(roles.of_text(written, Names::Persons).as_deref(), expected, "{written}");
        };
        for role in [
            "Programme",
            "Programme (PMO)",
            "Programme (Qualification)",
            "DNO Representative",
            "Supplier Agent and Large Supplier Representatives",
            "Elexon Qualification Lead",
            "TMAG members",
            "I&C Supplier",
            "Programme (Test Architect)",
            "National Grid ESO",
            "DCC/SI",
        ] {
            check(role, Some(role));
        }
        check("Jane Doe", None);
        check("JANE DOE", None);
        check("J. Doe", None);
        check("JD", None);
        check("jane.doe@example.com", None);
        check("Jane of the Doe", None);
        check("DNO Representative (Jane Doe)", Some("DNO Representative"));
        check("Jane Doe (DNO)", Some("DNO"));
        check("Jane Doe, Programme Manager", Some("Programme Manager"));
        check("Programme Manager Jane Doe", Some("Programme Manager"));
        check("Jane Doe and Team", Some("Team"));
        check("Zoë O’Neil – PMO", Some("PMO"));
        check("", None);
    }

    #[test]
    fn a_body_may_be_an_abbreviation() {
        let roles = Roles::of(&Scheme::default());
        for (written, expected) in [
            ("TMAG", Some("TMAG")),
            ("XYZ", Some("XYZ")),
            ("DAG030", Some("DAG030")),
            ("Extraordinary DAG030", Some("DAG030")),
            ("Jane Doe", None),
            ("Change Board (Jane Doe)", Some("Change Board")),
        ] {
            assert_eq!(roles.of_text(written, Names::Bodies).as_deref(), expected, "{written}");
        }
    }
}
