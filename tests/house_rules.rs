//! The house rules that a machine can check.

mod arrows;
#[path = "house_rules/kinds_and_statuses.rs"]
mod kinds_and_statuses;
#[path = "house_rules/programme_words.rs"]
mod programme_words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use arrows::{Arrows, Circle, Crate};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// Most lines of one source file. Most have fewer than half of that.
const MOST_LINES: usize = 400;

/// Who may use whom: each layer of the core, and the layers below it. A layer may always use itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("sorting", &[]),
    ("vec_map", &[]),
    ("text", &[]),
    ("json", &["sorting", "text"]),
    ("words", &["json", "text"]),
    ("stamp", &["json", "text"]),
    ("calendar", &["json", "text", "words"]),
    ("three_way_merge", &["sorting", "json", "calendar"]),
    ("scheme", &["sorting", "vec_map", "json", "text", "words", "calendar", "three_way_merge"]),
    ("kind", &["text", "words", "scheme"]),
    ("record", &["sorting", "words", "kind", "vec_map", "json", "stamp", "text", "calendar", "scheme", "three_way_merge"]),
    ("log", &["sorting", "words", "kind", "json", "stamp", "text", "calendar", "scheme", "three_way_merge", "record"]),
    ("fold", &["sorting", "kind", "json", "stamp", "text", "calendar", "scheme", "three_way_merge", "record", "log"]),
    ("state", &["sorting", "words", "kind", "json", "stamp", "text", "calendar", "scheme", "record", "log", "fold"]),
    ("query", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "record", "state"]),
    ("workflow", &["sorting", "words", "kind", "json", "stamp", "text", "calendar", "scheme", "record", "log", "state"]),
    ("planning", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "record", "state", "workflow"]),
    ("history", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "record", "log", "state", "workflow"]),
    (
        "snapshot",
        &[
            "sorting", "words", "kind", "json", "stamp", "text", "calendar", "scheme", "record", "log", "fold", "state",
            "workflow",
        ],
    ),
    ("export", &["sorting", "kind", "stamp", "text", "calendar", "scheme", "record", "state", "query", "snapshot"]),
    (
        "session",
        &[
            "sorting",
            "kind",
            "stamp",
            "text",
            "calendar",
            "scheme",
            "three_way_merge",
            "record",
            "log",
            "fold",
            "state",
            "workflow",
            "snapshot",
        ],
    ),
];

/// One door to the browser.
const BROWSER: &[&str] = &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];
/// What a crate brings in that asks for the time, for chance, for files or for the network.
const OUTSIDE: &[&str] = &["getrandom", "rand", "uuid", "fastrand", "iana_time_zone", "tokio", "reqwest", "ureq"];

/// Files that may be longer than the rest, and why. One that is shorter again is taken off.
const LONG: &[(&str, &str)] = &[
    ("src/core/state/ingest.rs", "one pass over a record's keys: parting it would part one match"),
    ("src/core/session.rs", "one type with all that a person does"),
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
    assert!(!found.is_empty(), "there is no source in {folder}");
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a source is text");
        Source { path: path.strip_prefix(ROOT).unwrap_or(&path).to_string_lossy().replace('\\', "/"), text }
    };
    found.into_iter().map(read).collect()
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
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

/// A file of the root outside `src/web` could name a browser. A file of the core cannot, for want of the crates: that none of
/// them is among its dependencies is what has to hold.
#[test]
fn only_the_web_knows_a_browser() {
    let outside = sources("src").into_iter().filter(|source| !source.path.starts_with("src/web/"));
    let mut broken: Vec<String> = Vec::new();
    for source in outside {
        let code = source.code();
        broken.extend(BROWSER.iter().filter(|word| names(&code, word)).map(|word| format!("{} names {word}", source.path)));
    }
    let found = dependencies("src/core/Cargo.toml");
    assert!(found.iter().any(|(name, _)| name == "chrono"), "{found:?}");
    for (name, line) in found {
        if BROWSER.iter().chain(OUTSIDE).any(|outside| *outside == name) {
            broken.push(format!("the core depends on {name}"));
        }
        let asks = ["clock", "now", "wasmbind", "std"].into_iter().filter(|feature| line.contains(&format!("\"{feature}\"")));
        broken.extend(asks.map(|feature| format!("the core has {name} with “{feature}”")));
    }
    none(broken);
}

/// The crates that a manifest names, as code writes them, each with its line.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut listing = false;
    let mut found = Vec::new();
    for line in manifest_of(manifest).lines() {
        if line.starts_with('[') {
            listing = is_dependencies(line);
        } else if let Some((name, _)) = line.split_once('=').filter(|_| listing && !line.starts_with(['#', ' '])) {
            found.push((name.trim().replace('-', "_"), line.to_owned()));
        }
    }
    found
}

fn manifest_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
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
    let met: BTreeSet<String> = core().iter().map(|source| source.layer().to_owned()).collect();
    broken.extend(layers.iter().filter(|layer| !met.contains(**layer)).map(|layer| format!("{layer} is no layer any more")));
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

fn arrows() -> Arrows {
    let sources: Vec<Source> = ["src", "xtask/src"].into_iter().flat_map(sources).collect();
    let files: Vec<(&str, &str)> = sources.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
    Arrows::read(&CRATES, &files)
}

/// The rooms of the web, each above those that it may use; `src/web/mod.rs` says what they hold.
const WEB: [&str; 13] = [
    "subscribers",
    "platform",
    "second_part",
    "styles",
    "route",
    "event_lines",
    "reading",
    "store",
    "files",
    "persistence",
    "views",
    "app",
    "embed",
];

#[test]
fn each_room_of_the_web_uses_only_those_below_it() {
    let arrows = arrows();
    let floor = |path: &str| {
        let room = path.strip_prefix("src/web/")?.split(['/', '.']).next()?;
        Some(WEB.iter().position(|have| *have == room))
    };
    let broken = arrows.all().filter_map(|(from, to)| match (floor(from)?, floor(to)?) {
        (Some(from), Some(to)) if from >= to => None,
        _ => Some(format!("{from} uses {to}")),
    });
    none(broken.collect());
}

#[test]
fn no_two_files_use_each_other() {
    let arrows = arrows();
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
    let long: Vec<(String, usize)> = ["src", "xtask"]
        .into_iter()
        .flat_map(sources)
        .map(|source| (source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .collect();
    let known = |path: &str| LONG.iter().any(|(known, _)| *known == path);
    let broken = long.iter().filter(|(path, _)| !known(path)).map(|(path, lines)| format!("{path} has {lines} lines"));
    let is_long = |path: &str| long.iter().any(|(long, _)| *long == path);
    let needless = LONG.iter().filter(|(path, _)| !is_long(path));
    let needless = needless.map(|(path, _)| format!("{path} is not longer than {MOST_LINES} lines: take it off the list"));
    none(broken.chain(needless).collect());
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
    heading.starts_with('[') && heading.trim_matches(['[', ']']).ends_with("dependencies")
}

#[test]
fn every_dependency_says_why() {
    for manifest in ["Cargo.toml", "src/core/Cargo.toml", "xtask/Cargo.toml", "xtask/fuzz/Cargo.toml"] {
        let text = manifest_of(manifest);
        assert!(text.lines().any(is_dependencies), "{manifest} lists no dependencies");
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
    let mut broken: Vec<String> =
        versions.lines().filter(|line| !is_known(line)).map(|line| format!("CHANGELOG.md: {line}")).collect();
    for version in versions.split("\n## ") {
        let twice = GROUPS.iter().filter(|group| version.lines().filter(|line| line == *group).count() > 1);
        broken.extend(twice.map(|group| format!("CHANGELOG.md has {group} twice in one version")));
    }
    none(broken);
    let version = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(versions.lines().any(|line| line == version), "CHANGELOG.md has no {version}");
}

/// Enums of our own whose every case must be looked at: a new one has to break the build, not fall through.
#[test]
fn no_case_of_ours_falls_through_unseen() {
    let ours = [
        "Fact::",
        "Kind::",
        "Shape::",
        "Slot::",
        "Recorded::",
        "Anomaly::",
        "OpenError::",
        "Scope::",
        "DueFilter::",
        "Finding::",
    ];
    let core = core();
    let is_there =
        |ours: &str| core.iter().any(|source| source.text.contains(&format!("pub enum {} {{", ours.trim_end_matches(':'))));
    let mut broken: Vec<String> =
        ours.iter().filter(|ours| !is_there(ours)).map(|ours| format!("{ours} is no enum of ours")).collect();
    let mut needed = BTreeSet::new();
    for source in &core {
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
            let Some(arm) = blind else { continue };
            let found = (source.path.as_str(), line.trim());
            if ALLOWED.contains(&found) {
                needed.insert((source.path.clone(), line.trim().to_owned()));
            } else {
                broken.push(format!("{}:{} passes over the rest of {}", source.path, at + 1, arm.trim()));
            }
        }
    }
    let is_needed = |(path, line): &(&str, &str)| needed.contains(&((*path).to_owned(), (*line).to_owned()));
    broken.extend(ALLOWED.iter().filter(|allowed| !is_needed(allowed)).map(|allowed| format!("{allowed:?} is not needed")));
    none(broken);
}

/// Where a question is about some facts only, and every other answers it the same way whatever comes.
const ALLOWED: &[(&str, &str)] =
    &[("src/core/state/scratch.rs", "_ => return false,"), ("src/core/snapshot/check.rs", "_ => {}")];
