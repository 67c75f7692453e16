//! The program: what Cargo compiles of it, parted in two files where it is to be shipped, and the JavaScript around it.

use std::path::{Path, PathBuf};

use crate::cargo_tool::CargoTool;
use crate::failure::{Failure, Outcome};
use crate::files::{clear, copy};
use crate::{child, places};

/// Whether the page is made to be shipped or to be tried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BuildMode {
    /// Parted in two, optimised, within its budget.
    Full,
    /// Neither parted, optimised nor weighed.
    Quick,
}

/// What is made, in a folder: the glue, the first part, and the second where there is one.
pub(crate) const GLUE: &str = "raid-register.js";
pub(crate) const FIRST: &str = "raid-register_bg.wasm";
pub(crate) const SECOND: &str = "raid-register_rest.wasm";

/// Into one file: `--features split` marks where the program is parted, and the linker notes what refers to what.
const TO_BE_PARTED: &str = "rustc --release --lib --crate-type cdylib --features split -- -Clink-args=--emit-relocs";
const WHOLE: &str = "build --release --lib";

/// How a page for trying things out is compiled: in a third of the time, at twice the size.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_INCREMENTAL", "true"),
];

/// Compiles the program and says where glue and WebAssembly are.
pub(crate) fn compile(mode: BuildMode) -> Outcome<PathBuf> {
    let made = places::work().join("program");
    clear(&made)?;
    match mode {
        BuildMode::Full => {
            let compiled = cargo(TO_BE_PARTED, &target(), &[])?;
            let parts = places::work().join("parts");
            part(&compiled, &parts)?;
            bind(&parts.join("main.wasm"), &made, &["--keep-lld-exports"])?;
            copy(&parts.join("split_rest.wasm"), &made.join(SECOND))?;
        }
        // Beside the release build, so that neither makes the other compile again.
        BuildMode::Quick => bind(&cargo(WHOLE, &places::work().join("quick"), &QUICK)?, &made, &[])?,
    }
    Ok(made)
}

/// Cargo's own folder.
fn target() -> PathBuf {
    let work = places::work();
    work.parent().map_or(work.clone(), Path::to_path_buf)
}

fn cargo(line: &str, target: &Path, settings: &[(&str, &str)]) -> Outcome<PathBuf> {
    let (words, after) = line.split_once(" -- ").map_or((line, ""), |(words, after)| (words, after));
    let mut cargo = child::cargo(words);
    cargo.args(["--locked", "--target", "wasm32-unknown-unknown", "--target-dir"]).arg(target).envs(settings.iter().copied());
    if !after.is_empty() {
        cargo.arg("--").args(after.split_whitespace());
    }
    child::run("Compiling the program", &mut cargo)?;
    Ok(target.join("wasm32-unknown-unknown/release/raid_register.wasm"))
}

/// Parts it in two: what is reachable without any mark of `src/web/second_part.rs`, and the rest. More files than these two mean
/// that a mark names another part.
fn part(compiled: &Path, parts: &Path) -> Outcome {
    clear(parts)?;
    let mut tool = child::program(CargoTool::split().program);
    child::run("wasm-split-cli", tool.arg(compiled).arg(parts).env("RUST_LOG", "error"))?;
    let count = crate::files::files_below(parts)?.iter().filter(|file| crate::files::has_ending(file, &["wasm"])).count();
    if count == 2 { Ok(()) } else { Err(Failure::new(format!("The program was parted in {count} files, and not in two."))) }
}

/// Writes the glue, and the WebAssembly that it needs. Names of functions stay, for the order.
fn bind(wasm: &Path, to: &Path, more: &[&str]) -> Outcome {
    let mut bindgen = child::program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--no-demangle", "--out-name", "raid-register", "--out-dir"]).arg(to);
    child::run("wasm-bindgen", bindgen.args(more).arg(wasm))
}
