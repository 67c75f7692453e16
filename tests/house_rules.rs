//! The house rules that a machine can check.

mod arrows;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use arrows::{Arrows, Circle, Crate};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// Most lines of one source file. Most have fewer than half of that.
const MOST_LINES: usize = 400;

/// Who may use whom: each layer of the core, and the layers below it. A layer may always use itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("sorting", &[]),
    ("handful", &[]),
    ("text", &[]),
    ("json", &["sorting", "text"]),
    ("kind", &["text"]),
    ("stamp", &["text"]),
    ("calendar", &["text"]),
    ("joined", &["sorting", "json", "calendar"]),
    ("scheme", &["text", "calendar", "joined"]),
    ("item", &["sorting", "kind", "handful", "json", "stamp", "text", "calendar", "scheme", "joined"]),
    ("log", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "joined", "item"]),
    ("fold", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "joined", "item", "log"]),
    ("state", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "item", "log", "fold"]),
    ("query", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "item", "state"]),
    ("planning", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "item", "state"]),
    ("workflow", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "item", "log", "state"]),
    ("history", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "item", "log", "state", "workflow"]),
    ("snapshot", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "item", "log", "fold", "state", "workflow"]),
    ("export", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "item", "state", "query", "snapshot"]),
    (
        "session",
        &[
            "sorting", "kind", "stamp", "text", "calendar", "scheme", "joined", "item", "log", "fold", "state", "workflow",
            "snapshot",
        ],
    ),
    // The rooms under their former name, until nobody uses it any more.
    ("register", &["export", "history", "planning", "query", "state", "workflow"]),
];

/// One door to the browser.
const BROWSER: &[&str] = &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];

/// Files that may be longer than the rest, and why.
const LONG: &[(&str, &str)] = &[
    ("src/core/state/ingest.rs", "one pass over a record's keys: parting it would part one match"),
    ("src/core/session.rs", "one type with all that a person does"),
    ("src/core/log/fact.rs", "the wire contract stands in one place"),
];

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Without its tests, which may cut corners, and without comments.
    fn code(&self) -> String {
        let product = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = product.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn layer(&self) -> &str {
        let inner = self.path.trim_start_matches("src/core/");
        inner.split(['/', '.']).next().unwrap_or_default()
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    gather(&Path::new(ROOT).join(folder), &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        Source { path: path.strip_prefix(ROOT).unwrap_or(&path).to_string_lossy().replace('\\', "/"), text }
    };
    found.into_iter().map(read).collect()
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn core() -> Vec<Source> {
    sources("src/core")
}

#[track_caller]
fn none(broken: Vec<String>) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Whether the word stands there on its own.
fn names(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(part) && !code[at + word.len()..].starts_with(part))
}

#[test]
fn only_the_web_knows_a_browser() {
    let broken = core().into_iter().flat_map(|source| {
        let code = source.code();
        let named: Vec<String> =
            BROWSER.iter().filter(|word| names(&code, word)).map(|word| format!("{} names {word}", source.path)).collect();
        named
    });
    none(broken.collect());
}

#[test]
fn the_core_asks_for_nothing_from_outside() {
    let outside = [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::env",
        "std::net",
        "thread::",
        "println!",
        "eprintln!",
        "rand::",
    ];
    let broken = core().into_iter().flat_map(|source| {
        let code = source.code();
        outside.iter().filter(|word| code.contains(**word)).map(|word| format!("{} uses {word}", source.path)).collect::<Vec<_>>()
    });
    none(broken.collect());
}

/// Two slices may be of two buffers: the difference of their addresses is then no place in either.
#[test]
fn places_are_offsets_and_never_addresses() {
    let addresses = ["as_ptr", "as_mut_ptr", "offset_from", "element_offset", "subslice_range", "substr_range", "addr("];
    let broken = core().into_iter().flat_map(|source| {
        let code = source.code();
        addresses
            .iter()
            .filter(|word| code.contains(**word))
            .map(|word| format!("{} uses {word}", source.path))
            .collect::<Vec<_>>()
    });
    none(broken.collect());
}

#[test]
fn each_layer_uses_only_those_below_it() {
    let layers: BTreeSet<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    let mut broken = Vec::new();
    for source in core().iter().filter(|source| source.path != "src/core/lib.rs") {
        let Some((_, below)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer()) else {
            broken.push(format!("{} is in no layer of the table", source.path));
            continue;
        };
        for layer in &layers {
            let used = names(&source.code(), &format!("crate::{layer}"));
            if used && *layer != source.layer() && !below.contains(layer) {
                broken.push(format!("{} uses {layer}", source.path));
            }
        }
    }
    none(broken);
}

/// The crates whose files are looked at for circles.
const CRATES: [Crate; 3] = [
    Crate { folder: "src/core", root: "lib.rs", name: "raid_core" },
    Crate { folder: "src", root: "lib.rs", name: "raid_register" },
    Crate { folder: "xtask/src", root: "main.rs", name: "xtask" },
];

/// Files that use each other still. The list only becomes shorter.
const CIRCLES: &[&[&str]] = &[];

#[test]
fn no_two_files_use_each_other() {
    let sources: Vec<Source> = ["src", "xtask/src"].into_iter().flat_map(sources).collect();
    let files: Vec<(&str, &str)> = sources.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
    let arrows = Arrows::read(&CRATES, &files);
    let found = arrows.circles();
    let known: BTreeSet<Circle> = CIRCLES.iter().map(|circle| circle.iter().map(|file| (*file).to_owned()).collect()).collect();
    let fresh = found
        .difference(&known)
        .map(|circle| format!("These use each other, {}:\n    &{circle:?},\n{}", circle.len(), arrows.ties(circle).join("\n")));
    let gone = known.difference(&found).map(|circle| format!("No circle any more, take it off the list: {circle:?}"));
    none(fresh.chain(gone).collect());
}

#[test]
fn nothing_is_left_undone_and_nothing_may_blow_up() {
    let words = [".unwrap()", "todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "XXX", "HACK", "panic!("];
    let broken = sources("src").into_iter().flat_map(|source| {
        let text = source.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("/// "))
            .map(|(at, line)| (at + 1, line.to_owned()));
        let found: Vec<String> = lines
            .flat_map(|(at, line)| {
                words
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{at} has {word}", source.path))
                    .collect::<Vec<_>>()
            })
            .collect();
        found
    });
    none(broken.collect());
}

#[test]
fn files_are_short() {
    let is_long = |source: &&Source| source.text.lines().count() > MOST_LINES;
    let broken = ["src", "tests", "xtask"].into_iter().flat_map(sources);
    let broken = broken.filter(|source| {
        is_long(&source) && !source.path.starts_with("tests/") && !LONG.iter().any(|(path, _)| *path == source.path)
    });
    none(broken.map(|source| format!("{} has {} lines", source.path, source.text.lines().count())).collect());
    let needless = LONG.iter().filter(|(path, _)| !sources("src").iter().any(|source| source.path == *path));
    none(needless.map(|(path, _)| format!("{path} is gone: take it off the list")).collect());
}

#[test]
fn every_source_says_what_it_is_for() {
    let broken = ["src", "tests"].into_iter().flat_map(sources).filter(|source| !source.text.starts_with("//!"));
    none(broken.map(|source| format!("{} does not begin with //!", source.path)).collect());
}

#[test]
fn there_is_no_drawer_for_odds_and_ends() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc", "manager", "shared"];
    let broken = ["src", "tests", "xtask"].into_iter().flat_map(sources);
    let broken = broken.filter(|source| source.path.split(['/', '.']).any(|name| vague.contains(&name)));
    none(broken.map(|source| source.path).collect());
}

/// Sections of a manifest that list dependencies.
fn is_dependencies(heading: &str) -> bool {
    let name = heading.trim_matches(['[', ']']);
    name.ends_with("dependencies")
}

#[test]
fn every_dependency_says_why() {
    for manifest in ["Cargo.toml", "src/core/Cargo.toml", "xtask/Cargo.toml", "xtask/fuzz/Cargo.toml"] {
        let Ok(text) = std::fs::read_to_string(Path::new(ROOT).join(manifest)) else { continue };
        let mut listing = false;
        let mut explained = false;
        let mut broken = Vec::new();
        for line in text.lines() {
            match line {
                line if line.starts_with('[') => (listing, explained) = (is_dependencies(line), false),
                line if line.starts_with('#') => explained = true,
                "" => explained = false,
                line if listing && !explained && !line.starts_with([' ', ']']) => broken.push(format!("{manifest}: {line}")),
                _ => {}
            }
        }
        none(broken);
    }
}

/// *Keep a Changelog*, and one line for each entry: nobody reads a paragraph there.
#[test]
fn the_change_log_is_grouped_and_has_a_line_for_each_entry() {
    const GROUPS: [&str; 6] = ["### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"];
    let changes = std::fs::read_to_string(Path::new(ROOT).join("CHANGELOG.md")).expect("the change log is there");
    let (_, versions) = changes.split_once("\n## Unreleased\n").expect("what is not released yet stands first");
    let is_known = |line: &str| match line {
        "" => true,
        line if line.starts_with("## ") || line.starts_with("#### ") => true,
        line if line.starts_with("### ") => GROUPS.contains(&line),
        line => line.starts_with("- ") && line.chars().count() <= 160,
    };
    none(versions.lines().filter(|line| !is_known(line)).map(|line| format!("CHANGELOG.md: {line}")).collect());
    let version = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(versions.lines().any(|line| line == version), "CHANGELOG.md has no {version}");
}

/// Enums of our own whose every case must be looked at: a new one has to break the build, not fall through.
#[test]
fn no_case_of_ours_falls_through_unseen() {
    let ours =
        ["Fact::", "Kind::", "Shape::", "Slot::", "Recorded::", "Anomaly::", "Fault::", "Scope::", "DueFilter::", "Finding::"];
    let mut broken = Vec::new();
    for source in core() {
        let code = source.code();
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("_ =>")) {
            let indent = line.len() - line.trim_start().len();
            let arms = lines[..at]
                .iter()
                .rev()
                .take_while(|arm| !(arm.contains("match ") && arm.len() - arm.trim_start().len() < indent));
            let mut arms = arms.filter(|arm| arm.len() - arm.trim_start().len() == indent);
            let blind = arms.find(|arm| ours.iter().any(|ours| arm.trim_start().starts_with(ours)));
            if let Some(arm) = blind.filter(|_| !ALLOWED.contains(&(source.path.as_str(), line.trim()))) {
                broken.push(format!("{}:{} passes over the rest of {}", source.path, at + 1, arm.trim()));
            }
        }
    }
    none(broken);
}

/// Where a question is about some facts only, and every other answers it the same way whatever comes.
const ALLOWED: &[(&str, &str)] = &[
    ("src/core/session.rs", "_ => return false,"),
    ("src/core/session.rs", "_ => return None,"),
    ("src/core/snapshot/check.rs", "_ => {}"),
];
