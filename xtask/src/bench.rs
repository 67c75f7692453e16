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

/// Other people's grids, each a file of `tests/bench/grids/`.
const GRIDS: [&str; 3] = ["ag", "tabulator", "tanstack"];
/// How many records the start of the page is measured with.
const AT_THE_START: u32 = 1_000;

/// `cargo xtask bench`: builds the page, makes the registers up and lets `tests/bench/start.mjs` and `run.mjs` measure.
pub(crate) fn command(options: Options) -> Outcome {
    let sizes = options.numbers("--sizes")?.unwrap_or(SIZES.to_vec());
    let rounds = options.number("--rounds")?.unwrap_or(ROUNDS);
    let needed: Vec<Tool> = tools::FOR_THE_PAGE
        .into_iter()
        .chain([Tool::Browser(browser::Engine::Chromium), Tool::BrowserTests, Tool::Grids])
        .collect();
    let mut steps = Steps::new(needed.len() + sizes.len() + 4);
    tools::provide(&needed, &mut steps)?;
    steps.next("building the page");
    page::build(compile::BuildMode::Full)?;
    let registers = make_up(&sizes, &mut steps)?;
    let grids = bundle_grids()?;
    steps.next("measuring how the page starts, beside other people's grids");
    let small = make_up(&[AT_THE_START], &mut steps)?;
    measure_start(&small, &grids, rounds)?;
    steps.next("measuring");
    measure(&registers, &grids, rounds)
}

/// Each grid's page with all that it needs in one script.
fn bundle_grids() -> Outcome<PathBuf> {
    let made = places::work().join("bench").join("grids");
    let sources = places::root().join("tests").join("bench").join("grids");
    for name in GRIDS {
        let folder = made.join(name);
        crate::files::clear(&folder)?;
        crate::files::copy(&sources.join("index.html"), &folder.join("index.html"))?;
        let mut esbuild = tools::page_tool("esbuild");
        esbuild.arg(sources.join(name).with_extension("js")).args(["--bundle", "--minify", "--format=esm", "--log-level=error"]);
        esbuild.arg(format!("--outfile={}", folder.join("grid.js").display()));
        esbuild.env("NODE_PATH", tools::grids().join("node_modules"));
        child::run("Bundling a grid", &mut esbuild)?;
        let sheet = folder.join("grid.css");
        if !sheet.exists() {
            std::fs::write(&sheet, "").map_err(Failure::at("write", &sheet))?;
        }
    }
    Ok(made)
}

/// Lets Node measure the start, and keeps the figures beside the registers.
fn measure_start(registers: &[Register], grids: &Path, rounds: u32) -> Outcome {
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.args(["tests/bench/start.mjs", "--rounds", &rounds.to_string(), "--dist"]).arg(places::dist());
    node.arg("--grids").arg(grids).arg("--chromium").arg(browser);
    node.args(registers.iter().flat_map(|register| [PathBuf::from("--file"), register.file.clone()]));
    node.arg("--out").arg(places::work().join("bench").join("start.json"));
    child::run("The measurement of the start", &mut node)
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
fn measure(registers: &[Register], grids: &Path, rounds: u32) -> Outcome {
    let files: Vec<String> = registers.iter().map(|register| format!("{}={}", register.items, register.file.display())).collect();
    let figures = places::work().join("bench").join("result.json");
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.args(["tests/bench/run.mjs", "--files", &files.join(","), "--rounds", &rounds.to_string()]);
    node.arg("--dist").arg(places::dist()).arg("--grids").arg(grids).arg("--out").arg(&figures).arg("--chromium").arg(browser);
    child::run("The measurement", &mut node)?;
    println!("All figures are in {}", figures.display());
    Ok(())
}
