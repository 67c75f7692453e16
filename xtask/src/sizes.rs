//! What the page weighs on the wire, and what it may weigh at most.

use std::fmt::Write;
use std::path::Path;

use crate::child;
use crate::failure::{Failure, Outcome};

/// What must be there, and the most bytes that brotli may leave of it. Raising a number is a decision, not a repair.
const BUDGET: [(&str, u64); 5] = [
    ("index.html", 2_000),
    ("raid-register.js", 9_000),
    ("raid-embed-host.js", 2_000),
    ("glue/raid-register.js", 10_000),
    ("glue/raid-register_rest.wasm", 502_000),
];

/// What a first view fetches before it stands, besides the register itself.
const FIRST_LOAD: [&str; 8] = [
    "index.html",
    "page.css",
    "icon.svg",
    "page.webmanifest",
    "page.js",
    "raid-register.js",
    "glue/raid-register.js",
    "glue/raid-register_bg.wasm",
];
/// The most bytes that brotli may leave of all that.
const FIRST_LOAD_BUDGET: u64 = 395_000;

/// Runs in Node, which brings gzip and brotli along.
const COMPRESS: &str = include_str!("compress.mjs");

/// One file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
    file: String,
}

/// Leaves a compressed twin beside each file below `folder` and says what each weighs, by name.
pub(crate) fn compress(folder: &Path) -> Outcome<Vec<Size>> {
    let mut node = child::program("node");
    node.args(["--input-type=module", "--eval", COMPRESS, "--"]).arg(folder);
    let lines = child::answer(&mut node).ok_or_else(|| Failure::new("Node could not compress the page."))?;
    let mut sizes: Vec<Size> = lines.lines().filter_map(size).collect();
    sizes.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(sizes)
}

/// Refuses a page that lacks a file or is heavier than agreed.
pub(crate) fn within_budget(sizes: &[Size]) -> Outcome {
    let mut amiss: Vec<String> = BUDGET.iter().filter_map(|(file, most)| over(sizes, file, *most)).collect();
    let first_load = first_load(sizes);
    if first_load > FIRST_LOAD_BUDGET {
        amiss.push(format!(
            "A first view is {} bytes with brotli, {} more than agreed (xtask/src/sizes.rs).",
            grouped(first_load),
            grouped(first_load - FIRST_LOAD_BUDGET)
        ));
    }
    if amiss.is_empty() { Ok(()) } else { Err(Failure::new(amiss.join("\n"))) }
}

/// What a first view weighs, with brotli.
fn first_load(sizes: &[Size]) -> u64 {
    sizes.iter().filter(|size| FIRST_LOAD.contains(&size.file.as_str())).map(|size| size.brotli).sum()
}

fn over(sizes: &[Size], file: &str, most: u64) -> Option<String> {
    match sizes.iter().find(|size| size.file == file) {
        None => Some(format!("The page lacks {file}.")),
        Some(size) if size.brotli > most => Some(format!(
            "{file} is {} bytes with brotli, {} more than agreed (xtask/src/sizes.rs).",
            grouped(size.brotli),
            grouped(size.brotli - most)
        )),
        Some(_) => None,
    }
}

/// The sizes as lines, with totals.
pub(crate) fn table(sizes: &[Size]) -> String {
    let mut table = format!("{:>12} {:>12} {:>12}  file\n", "raw", "gzip -9", "brotli 11");
    let first: Vec<Size> = sizes.iter().filter(|size| FIRST_LOAD.contains(&size.file.as_str())).cloned().collect();
    for size in sizes.iter().chain([&total(&first, "of that for a first view"), &total(sizes, "in all")]) {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(grouped);
        writeln!(table, "{raw:>12} {gzip:>12} {brotli:>12}  {}", size.file).expect("writing to a String succeeds");
    }
    table
}

fn total(sizes: &[Size], of_what: &str) -> Size {
    let sum = |of: fn(&Size) -> u64| sizes.iter().map(of).sum();
    Size { raw: sum(|size| size.raw), gzip: sum(|size| size.gzip), brotli: sum(|size| size.brotli), file: of_what.to_owned() }
}

fn size(line: &str) -> Option<Size> {
    let mut cells = line.split('\t');
    let mut number = || cells.next()?.parse().ok();
    let (raw, gzip, brotli) = (number()?, number()?, number()?);
    Some(Size { raw, gzip, brotli, file: cells.next()?.to_owned() })
}

/// 1234567 as "1,234,567".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8_lossy(&groups.join(&b',')).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of which every other file weighs 7 bytes.
    fn page(file: &str, brotli: u64) -> Vec<Size> {
        let named = BUDGET.iter().map(|(file, _)| *file).chain(FIRST_LOAD);
        let mut lines: Vec<String> = named
            .filter(|other| *other != file)
            .map(|other| format!("9\t8\t7\t{other}"))
            .chain([format!("9\t8\t{brotli}\t{file}")])
            .collect();
        lines.sort();
        lines.dedup();
        lines.iter().filter_map(|line| size(line)).collect()
    }

    #[test]
    fn the_budget_of_a_file_holds_to_the_byte() {
        let (rest, most) = BUDGET[4];
        assert_eq!(within_budget(&page(rest, most)), Ok(()));
        let told = within_budget(&page(rest, most + 1)).unwrap_err().to_string();
        let weight = grouped(most + 1);
        assert_eq!(told, format!("{rest} is {weight} bytes with brotli, 1 more than agreed (xtask/src/sizes.rs)."));
    }

    #[test]
    fn the_budget_of_a_first_view_holds_to_the_byte() {
        let (first, most) = ("glue/raid-register_bg.wasm", FIRST_LOAD_BUDGET - 7 * 7);
        assert_eq!(within_budget(&page(first, most)), Ok(()));
        let told = within_budget(&page(first, most + 1)).unwrap_err().to_string();
        let weight = grouped(FIRST_LOAD_BUDGET + 1);
        assert_eq!(told, format!("A first view is {weight} bytes with brotli, 1 more than agreed (xtask/src/sizes.rs)."));
    }

    #[test]
    fn a_missing_file_is_told() {
        let mut sizes = page("index.html", 1);
        sizes.retain(|size| size.file != "index.html");
        let told = within_budget(&sizes).unwrap_err().to_string();
        assert_eq!(told, "The page lacks index.html.");
    }

    #[test]
    fn the_table_has_totals() {
        let sizes: Vec<Size> = ["1000\t500\t400\tindex.html", "1234567\t20\t10\tb.wasm"].into_iter().filter_map(size).collect();
        assert_eq!(
            table(&sizes),
            "         raw      gzip -9    brotli 11  file\n       1,000          500          400  index.html\n   \
             1,234,567           20           10  b.wasm\n       1,000          500          400  of that for a first view\n   \
             1,235,567          520          410  in all\n"
        );
    }

    #[test]
    fn other_output_is_no_size() {
        assert_eq!(size("(node:1) Warning"), None);
    }
}
