//! The words of the programme stand in one module: whatever else of `src` needs one asks the register's scheme for it.

use std::collections::BTreeSet;

use super::{Source, none, sources};
use crate::arrows::literals;

const MODULE: &str = "src/core/scheme/programme.rs";

/// The tables that belong to no register, and so name the module itself.
const TABLES: [&str; 3] = ["src/core/kind/", "src/core/workflow/requirements/", "src/core/record/reference.rs"];

/// Words of the module that mean something else elsewhere too: answers, levels, colours, kinds and buttons. A list of them
/// alone is not found.
const ALSO_PLAIN: &[&str] = &[
    "ASAP",
    "Amber",
    "Blue",
    "Change request",
    "Critical",
    "Green",
    "High",
    "Internal",
    "Low",
    "Medium",
    "No",
    "Red",
    "Remove",
    "Testing",
    "Yes",
    "tbc",
];

/// An example in an error that the calendar gives, which stands below the scheme.
const EXAMPLE: (&str, &str) = ("src/core/calendar/day.rs", "DAG030");

/// What gives a programme's word away in a text.
#[derive(Default)]
struct Words {
    /// Abbreviations and names written like one: `PSG`, `iDNO`, `RECCo`.
    abbreviations: BTreeSet<String>,
    /// Names of several words: "The Clock".
    names: BTreeSet<String>,
    /// Names of one word, which only a text that says nothing else gives away: "Imminent".
    plain: BTreeSet<String>,
}

impl Words {
    fn of(module: &str) -> Words {
        let mut words = Words::default();
        for (_, text) in literals(module) {
            words.abbreviations.extend(parts(&text).filter(|part| is_abbreviation(part)).map(str::to_owned));
            match text.split_whitespace().count() {
                1 if text.chars().count() > 1 => drop(words.plain.insert(text)),
                2..=6 => drop(words.names.insert(text.trim().to_owned())),
                _ => {}
            }
        }
        for set in [&mut words.abbreviations, &mut words.names, &mut words.plain] {
            set.retain(|word| !ALSO_PLAIN.contains(&word.as_str()));
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

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|part| !part.is_empty())
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

fn broken(words: &Words, source: &Source) -> Vec<String> {
    let code = source.code();
    let found = literals(&code);
    let said = found.iter().flat_map(|(line, literal)| {
        let within = words.within(literal).into_iter().filter(|word| (source.path.as_str(), *word) != EXAMPLE);
        within.map(move |word| format!("{}:{line} says “{word}”: ask the scheme for it", source.path))
    });
    let is_table = TABLES.iter().any(|table| source.path.starts_with(table));
    let passes_by = !is_table && code.contains("programme::");
    let past = passes_by.then(|| format!("{} goes past the scheme to `programme`", source.path));
    said.chain(past).collect()
}

fn module() -> Words {
    let module = sources("src/core/scheme").into_iter().find(|source| source.path == MODULE).expect("the module is there");
    Words::of(&module.code())
}

#[test]
fn the_programmes_words_stand_in_one_module() {
    let words = module();
    let others = sources("src").into_iter().filter(|source| !source.path.starts_with("src/core/scheme/"));
    none(others.flat_map(|source| broken(&words, &source)).collect());
}

#[test]
fn a_word_that_is_plain_elsewhere_is_still_one_of_the_programme() {
    let all = std::fs::read_to_string(std::path::Path::new(super::ROOT).join(MODULE)).expect("the module is there");
    let said: Vec<String> = literals(&all).into_iter().map(|(_, text)| text).collect();
    let gone = ALSO_PLAIN.iter().filter(|word| !said.iter().any(|text| super::names(text, word)));
    none(gone.map(|word| format!("“{word}” is no word of the programme: take it off the list")).collect());
    let calendar = sources("src/core/calendar").into_iter().find(|source| source.path == EXAMPLE.0);
    assert!(calendar.is_some_and(|source| source.code().contains(EXAMPLE.1)), "{EXAMPLE:?} is not needed");
}

#[test]
fn a_list_in_a_view_and_a_word_in_a_sentence_are_found() {
    let words = module();
    let found = |text: &str| {
        let source = Source { path: "src/web/views/some.rs".into(), text: text.into() };
        broken(&words, &source).len()
    };
    assert_eq!(found("const GROUPS: [&str; 2] = [\"PSG\", \"DAG\"];"), 2);
    assert_eq!(found("let channels = vec![\"The Clock\".to_owned()];"), 1);
    assert_eq!(found("html! { <p>{ \"Say whether it is in SIT scope\" }</p> }"), 1);
    assert_eq!(found("const WHO: [&str; 2] = [\"Large Supplier\", \"Elexon\"];"), 2);
    assert_eq!(found("item.text(Field::ChangeType) == Some(\"Housekeeping\")"), 1);
    assert_eq!(found("crate::scheme::programme::CHANNELS"), 1);
    assert_eq!(found("// PSG and “The Clock”\nlet position = \"SITUATION\"; scheme.channels()"), 0);
}
