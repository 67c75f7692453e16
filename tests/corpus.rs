//! The laws of files, over the corpus: small inputs by hand, those that once broke a law, and those that fuzzing found to
//! reach what no other reaches. `cargo xtask fuzz` looks for more.

mod file_laws;

use std::path::{Path, PathBuf};

use file_laws::{Law, TARGETS};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn inputs(target: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(corpus().join(target)).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// Inputs that are known to break a law today, by target and name. They stand by themselves, in the folder `known`, where
/// fuzzing does not begin with them; what is mended goes back to the others.
const KNOWN: &[&str] = &["merge/three-copies-one-id-two-facts"];

/// The inputs of a target that break a law, and how many of the others it holds of.
fn tried(target: &str, law: Law) -> (Vec<String>, usize) {
    let (mut broken, mut held) = (Vec::new(), 0);
    for path in inputs(target) {
        let bytes = std::fs::read(&path).expect("it is there");
        match std::panic::catch_unwind(|| law(&bytes)) {
            Ok(holds) => held += usize::from(holds),
            Err(_) => broken.push(format!("{target}/{}", path.file_name().unwrap_or_default().to_string_lossy())),
        }
    }
    (broken, held)
}

#[test]
fn every_input_keeps_the_laws() {
    for (target, law) in TARGETS {
        let (broken, held) = tried(target, law);
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        // Of what is refused at the door every law holds.
        assert!(held >= 5, "{target}: only {held} inputs are looked into");
    }
}

#[test]
fn what_is_known_to_break_a_law_is_named() {
    let names = TARGETS.iter().flat_map(|(target, _)| {
        let found = inputs(&format!("known/{target}"));
        found.into_iter().map(move |path| format!("{target}/{}", path.file_name().unwrap_or_default().to_string_lossy()))
    });
    let (mut names, mut known): (Vec<String>, Vec<&str>) = (names.collect(), KNOWN.to_vec());
    names.sort();
    known.sort_unstable();
    assert_eq!(names, known);
}

#[test]
fn what_is_too_large_for_the_corpus_keeps_the_laws() {
    let golden = include_bytes!("golden/v1.raid.json").to_vec();
    let zeros = vec![0; 512 << 10];
    for (bytes, opens) in [(golden, true), (zeros, false)] {
        assert_eq!(file_laws::read_law(&bytes), opens);
        assert_eq!(file_laws::export_open_law(&bytes), opens);
        assert_eq!(file_laws::left_in_its_file(&bytes), opens);
    }
}

#[test]
fn a_broken_law_is_found() {
    let lossy: Law = |bytes| {
        let (text, trimmed) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(bytes.trim_ascii()));
        assert_eq!(text, trimmed);
        true
    };
    let (broken, held) = tried("reference", lossy);
    assert_eq!(broken, ["reference/10", "reference/43"]);
    assert!(held > 40, "{held}");
}

#[test]
fn the_corpus_stays_small() {
    let all: Vec<PathBuf> = TARGETS.iter().flat_map(|(target, _)| inputs(target)).collect();
    let size: u64 = all.iter().filter_map(|path| path.metadata().ok()).map(|found| found.len()).sum();
    assert!(size < 300_000, "{size} bytes");
}
