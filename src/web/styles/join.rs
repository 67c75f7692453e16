//! Joins the sheets when the page is built. Comments and indentation stay where people read them.

use std::path::Path;
use std::{env, fs, io};

/// Tokens and shared pieces first, print last: later sheets may lean on earlier ones. What the second part of the program draws
/// has its sheets there.
const SHEETS: [(&str, &[&str]); 3] = [
    ("first", &["base", "shell", "overview", "list"]),
    ("second", &["item", "change", "planning"]),
    ("last", &["dialogs", "print"]),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/web/styles");
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    SHEETS.iter().try_for_each(|(name, sheets)| fs::write(Path::new(&folder).join(name).with_extension("css"), joined(sheets)?))
}

fn joined(sheets: &[&str]) -> io::Result<String> {
    let mut joined = String::new();
    for sheet in sheets {
        let text = fs::read_to_string(Path::new("src/web/styles").join(sheet).with_extension("css"))?;
        for line in without_comments(&text).lines().map(str::trim).filter(|line| !line.is_empty()) {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    Ok(joined)
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("/*");
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.filter_map(|piece| piece.split_once("*/")).map(|(_, after)| after);
    std::iter::once(first).chain(rest).collect()
}
