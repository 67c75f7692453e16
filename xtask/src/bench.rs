//! How long a person waits, measured in a browser with registers of several sizes.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use crate::{browser, child, compile, page, places};

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const ROUNDS: u32 = 7;

/// The same registers every time, so that two measurements compare.
const SEED: u32 = 1;

/// `cargo xtask bench`: builds the page, makes the registers up and lets `tests/bench/run.mjs` measure.
pub(crate) fn command(options: Options) -> Outcome {
    let sizes = options.numbers("--sizes")?.unwrap_or(SIZES.to_vec());
    let rounds = options.number("--rounds")?.unwrap_or(ROUNDS);
    let needed: Vec<Tool> =
        tools::FOR_THE_PAGE.into_iter().chain([Tool::Browser(browser::Engine::Chromium), Tool::BrowserTests]).collect();
    let mut steps = Steps::new(needed.len() + sizes.len() + 2);
    tools::provide(&needed, &mut steps)?;
    steps.next("building the page");
    page::build(compile::Effort::Full)?;
    let registers = make_up(&sizes, &mut steps)?;
    steps.next("measuring");
    measure(&registers, rounds)
}

/// A made-up register and how many items it has.
struct Register {
    items: u32,
    file: PathBuf,
}

fn make_up(sizes: &[u32], steps: &mut Steps) -> Outcome<Vec<Register>> {
    let folder = places::work().join("bench");
    std::fs::create_dir_all(&folder).map_err(Failure::at("create", &folder))?;
    let made = sizes.iter().map(|items| {
        steps.next(&format!("making up a register of {items} items"));
        let file = folder.join(format!("{items}.raid.json"));
        synthetic(&file, *items, SEED)?;
        Ok(Register { items: *items, file })
    });
    made.collect()
}

/// Writes a made-up register of `items` items to `path`: `examples/synthetic.rs` of the main crate knows how.
fn synthetic(path: &Path, items: u32, seed: u32) -> Outcome {
    let mut cargo = child::cargo("run --quiet --release --no-default-features --example synthetic --");
    child::run("Making up a register", cargo.arg(path).arg(items.to_string()).arg(seed.to_string()))
}

/// Lets Node measure, and keeps the figures beside the registers.
fn measure(registers: &[Register], rounds: u32) -> Outcome {
    let files: Vec<String> = registers.iter().map(|register| format!("{}={}", register.items, register.file.display())).collect();
    let figures = places::work().join("bench").join("result.json");
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.args(["tests/bench/run.mjs", "--files", &files.join(","), "--rounds", &rounds.to_string()]);
    node.arg("--dist").arg(places::dist()).arg("--out").arg(&figures).arg("--chromium").arg(browser);
    child::run("The measurement", &mut node)?;
    println!("All figures are in {}", figures.display());
    Ok(())
}
