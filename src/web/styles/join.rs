//! Joins the sheets when the page is built. Comments and indentation stay where people read them.

use std::path::Path;
use std::{env, fs, io};

/// Tokens and shared pieces first, print last: later sheets may lean on earlier ones.
const SHEETS: [&str; 9] = ["base", "shell", "overview", "list", "item", "change", "planning", "dialogs", "print"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/web/styles");
    let mut joined = String::new();
    for sheet in SHEETS {
        let text = fs::read_to_string(Path::new("src/web/styles").join(sheet).with_extension("css"))?;
        for line in without_comments(&text).lines().map(str::trim).filter(|line| !line.is_empty()) {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("sheet.css"), joined)
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("/*");
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.filter_map(|piece| piece.split_once("*/")).map(|(_, after)| after);
    std::iter::once(first).chain(rest).collect()
}
