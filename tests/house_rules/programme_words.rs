//! No word of the programme that the sample comes from stands in `src`: its set-up is a file like any other
//! (`www/presets/mhhs.json`), and whatever needs a word asks the register's scheme for it.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{ROOT, Source, none, sources};
use crate::arrows::literals;

/// Words of that file which any programme says.
const ALSO_PLAIN: &[&str] = &[
    "Change request",
    "Chair",
    "Commercial",
    "Consumer",
    "Consumers",
    "Data",
    "Design",
    "Governance",
    "High",
    "grid",
    "Internal",
    "Low",
    "MDSG",
    "Medium",
    "Migration",
    "Offline",
    "Plan",
    "Qualification",
    "Remove",
    "Security",
    "Shared",
    "Testing",
];

/// Names on the wire that cannot change any more.
const FROZEN: &[&str] = &["inSitScope", "dins"];

/// The one line that names the file.
const PRESETS: &str = "../../../www/presets/mhhs.json";

/// Where the general words that a public snapshot may keep are listed, some of which are also names of parties here.
const ROLES: &str = "src/core/export/roles.rs";

/// What gives a programme's word away in a text.
#[derive(Default)]
struct Words {
    /// Abbreviations and names written like one: `PSG`, `iDNO`, `RECCo`.
    abbreviations: BTreeSet<String>,
    /// Names of several words: "The Clock".
    names: BTreeSet<String>,
    /// Names of one word, which only a text that says nothing else gives away: "Housekeeping".
    plain: BTreeSet<String>,
}

impl Words {
    /// Those of the programme's set-up that the general one does not have.
    fn of_preset() -> Words {
        let read = |name: &str| {
            let path = format!("{ROOT}/www/presets/{name}.json");
            let file = std::fs::read_to_string(path).expect("the preset is there");
            let mut texts = BTreeSet::new();
            let json: Json = serde_json::from_str(&file).expect("the preset is JSON");
            texts_of(&json["setup"], &mut texts);
            texts
        };
        let mut words = Words::default();
        for text in read("mhhs").difference(&read("general")) {
            words.abbreviations.extend(parts(text).filter(|part| is_abbreviation(part)).map(str::to_owned));
            match text.split_whitespace().count() {
                1 if text.chars().count() > 1 => drop(words.plain.insert(text.clone())),
                2..=6 => drop(words.names.insert(text.trim().to_owned())),
                _ => {}
            }
        }
        for set in [&mut words.abbreviations, &mut words.names, &mut words.plain] {
            set.retain(|word| !ALSO_PLAIN.contains(&word.as_str()) && !FROZEN.contains(&word.as_str()));
        }
        words
    }

    /// The words of the programme in a literal.
    fn within(&self, literal: &str) -> BTreeSet<&str> {
        let abbreviations = self.abbreviations.iter().filter(|word| parts(literal).any(|part| part == *word));
        let names = self.names.iter().filter(|name| super::names(literal, name));
        let plain = self.plain.iter().filter(|word| literal == *word);
        abbreviations.chain(names).chain(plain).map(String::as_str).collect()
    }
}

fn texts_of(json: &Json, texts: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => drop(texts.insert(text.clone())),
        Json::Array(parts) => parts.iter().for_each(|part| texts_of(part, texts)),
        Json::Object(members) => members.values().for_each(|member| texts_of(member, texts)),
        _ => {}
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|part| !part.is_empty())
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

fn broken(words: &Words, source: &Source) -> Vec<String> {
    let code = source.code();
    let said = literals(&code).into_iter().filter(|(_, literal)| literal != PRESETS);
    let found = said.flat_map(|(line, literal)| {
        let within: Vec<String> = words.within(&literal).into_iter().map(str::to_owned).collect();
        within.into_iter().map(move |word| format!("{}:{line} says “{word}”: ask the scheme for it", source.path))
    });
    found.collect()
}

#[test]
fn the_programmes_words_stand_in_its_preset_alone() {
    let words = Words::of_preset();
    let others = sources("src").into_iter().filter(|source| source.path != ROLES);
    none(others.flat_map(|source| broken(&words, &source)).collect());
}

#[test]
fn a_list_in_a_view_and_a_word_in_a_sentence_are_found() {
    let words = Words::of_preset();
    let found = |text: &str| {
        let source = Source { path: "src/web/views/some.rs".into(), text: text.into() };
        broken(&words, &source).len()
    };
    assert_eq!(found("const GROUPS: [&str; 2] = [\"PSG\", \"DAG\"];"), 2);
    assert_eq!(found("let channels = vec![\"The Clock\".to_owned()];"), 1);
    assert_eq!(found("html! { <p>{ \"Say whether it is in SIT scope\" }</p> }"), 1);
    assert_eq!(found("const WHO: [&str; 2] = [\"Large Supplier\", \"Elexon\"];"), 2);
    assert_eq!(found("item.text(Field::ChangeType) == Some(\"Housekeeping\")"), 1);
    assert_eq!(found("// PSG and “The Clock”\nlet position = \"SITUATION\"; scheme.channels()"), 0);
}
