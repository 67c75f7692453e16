//! The marks at which the program is parted in two files: each has a number of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// The numbers of one file: what stands before a function within `second_part!`.
fn numbers(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_start).filter_map(|line| line.strip_prefix('"')?.split_once("\" "));
    let marks = lines.filter(|(_, rest)| rest.starts_with("fn ") || rest.starts_with("pub fn ") || rest.starts_with("pub("));
    marks.map(|(number, _)| number.to_owned()).collect()
}

#[test]
fn no_two_functions_of_the_second_part_bear_one_number() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web")) {
        let text = fs::read_to_string(&path).expect("a source is text");
        let found = numbers(&text);
        assert_eq!(text.contains("second_part! {"), !found.is_empty(), "{}", path.display());
        for number in found {
            let is_number = number.len() == 2 && number.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            assert!(is_number, "“{number}” in {} is not two hexadecimal digits", path.display());
            if let Some(other) = seen.insert(number.clone(), path.clone()) {
                panic!("{number} stands in {} and in {}", other.display(), path.display());
            }
        }
    }
    assert!(seen.len() > 20, "they are found where they stand: {seen:?}");
}
