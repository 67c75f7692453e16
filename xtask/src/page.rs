//! `dist/`: the page as it is put on a server, made from the program and what stands in `www/`.
//!
//! Everything in `www/` is shipped as it stands; from `index.html` goes what is only there for Trunk, which can serve it while
//! somebody works at it. The names of the files never change, because host pages link to them.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::compile::BuildMode;
use crate::failure::{Failure, Outcome};
use crate::files::{change, clear, copy, copy_folder, files_below, has_ending, replace};
use crate::options::Options;
use crate::sizes::Size;
use crate::steps::{Steps, spoken};
use crate::{build_name, child, compile, element, glue, html, offline, places, resemblance, sizes, tools};

/// Where a host finds the glue in `dist/`; the WebAssembly stands beside it.
const GLUE: &str = "glue/raid-register.js";

/// Not -O3, and only short functions with one caller are inlined: rustc has inlined already, and doing more of it makes the
/// compressed file up to 7 % larger. These few take 0.3 %, and leave the browser fewer functions to make ready when a task is
/// done for the first time. The names are kept, for the order.
const OPTIMISE: [&str; 7] = ["--generate-global-effects", "-O2", "--converge", "-aimfs=0", "-fimfs=0", "-ocimfs=20", "-g"];

/// Functions that resemble each other stand together: nothing else changes, and brotli finds 3 % more to leave out.
const ORDER: [&str; 1] = ["--reorder-functions-by-name"];

/// What Rust uses, and nothing else.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Scripts that are shipped with all that they import in them: one file is there or is not, and is of one version.
const WHOLE: [&str; 2] = ["raid-register.js", "raid-embed.js"];
/// What they import.
const PARTS: [&str; 6] =
    ["raid-api.js", "raid-calls.js", "raid-engine.js", "raid-failure.js", "raid-rescue.js", "raid-source.js"];

/// Meant to be read, so not made smaller.
const FOR_READING: [&str; 1] = ["examples"];

/// `cargo xtask build`: installs what is missing, then builds. A page that is too heavy is made, but fails.
///
/// `--quick` makes it neither small nor fast, for trying out a change.
pub(crate) fn command(options: Options) -> Outcome {
    if options.has("--quick") {
        return provided(BuildMode::Quick).map(drop);
    }
    sizes::within_budget(&provided(BuildMode::Full)?)
}

/// Installs what is missing, then builds.
pub(crate) fn provided(mode: BuildMode) -> Outcome<Vec<Size>> {
    let mut steps = Steps::new(tools::FOR_THE_PAGE.len() + 1);
    tools::provide(&tools::FOR_THE_PAGE, &mut steps)?;
    steps.next("building the page");
    build(mode)
}

/// Makes `dist/` and says what it weighs. A page that breaks a promise never gets there.
pub(crate) fn build(mode: BuildMode) -> Outcome<Vec<Size>> {
    let start = std::time::Instant::now();
    let program = compile::compile(mode)?;
    let page = places::work().join("page");
    compose(&program, &page, mode)?;
    make_whole(&page)?;
    make_smaller(&page)?;
    offline::list_files(&page)?;
    keep_promises(&page)?;
    element::package(&page)?;
    let sizes = if mode == BuildMode::Full { sizes::compress(&page)? } else { Vec::new() };
    replace(&places::dist(), &page)?;
    println!("{}dist/ made in {}", sizes::table(&sizes), spoken(start.elapsed()));
    Ok(sizes)
}

/// Puts everything together in a fresh folder.
fn compose(program: &Path, page: &Path, mode: BuildMode) -> Outcome {
    clear(page)?;
    copy_folder(&places::root().join("www"), page)?;
    let (index, glue) = (page.join("index.html"), page.join(GLUE));
    change(&index, &index, |text| Ok(html::tidied(text)))?;
    let folder = page.join("glue");
    fs::create_dir_all(&folder).map_err(Failure::at("create", &folder))?;
    change(&program.join(compile::GLUE), &glue, |text| glue::made_ours(text).ok_or_else(nothing_renamed))?;
    let parts: Vec<&str> = match mode {
        BuildMode::Full => vec![compile::FIRST, compile::SECOND],
        BuildMode::Quick => vec![compile::FIRST],
    };
    match mode {
        BuildMode::Full => {
            change(&glue, &glue, |text| glue::joining(text).ok_or_else(nothing_to_join))?;
            optimise(program, &parts, &folder)?;
        }
        BuildMode::Quick => parts.iter().try_for_each(|part| copy(&program.join(part), &folder.join(part)))?,
    }
    build_name::give(page, &glue, &parts.iter().map(|part| folder.join(part)).collect::<Vec<_>>())
}

fn nothing_renamed() -> Failure {
    Failure::new("Nothing in the glue bears Yew's prefix any more: see xtask/src/glue.rs before shipping this.")
}

fn nothing_to_join() -> Failure {
    Failure::new("The glue does not keep what the WebAssembly exports: see xtask/src/glue.rs before shipping this.")
}

/// Optimises and orders each part, or takes what came of the same bytes last time: it is the slowest part of a build without
/// changes.
fn optimise(from: &Path, parts: &[&str], to: &Path) -> Outcome {
    let folder = places::work().join("optimised");
    fs::create_dir_all(&folder).map_err(Failure::at("create", &folder))?;
    let mut wanted = Vec::new();
    for part in parts {
        let made = optimised(&from.join(part), &folder)?;
        copy(&made, &to.join(part))?;
        wanted.push(made);
    }
    let others = files_below(&folder)?.into_iter().filter(|file| !wanted.contains(file));
    others.into_iter().try_for_each(|file| fs::remove_file(&file).map_err(Failure::at("remove", &file)))
}

fn optimised(from: &Path, folder: &Path) -> Outcome<PathBuf> {
    let bytes = fs::read(from).map_err(Failure::at("read", from))?;
    let mut hasher = DefaultHasher::new();
    (bytes, OPTIMISE, ORDER, FEATURES, resemblance::VERSION).hash(&mut hasher);
    let made = folder.join(format!("{:016x}.wasm", hasher.finish()));
    if !made.is_file() {
        let (half_made, named) = (folder.join("half-made"), folder.join("named"));
        wasm_opt(from, &OPTIMISE, &half_made)?;
        let bytes = fs::read(&half_made).map_err(Failure::at("read", &half_made))?;
        let bytes = resemblance::named(&bytes)
            .ok_or_else(|| Failure::new("wasm-opt wrote what xtask/src/resemblance.rs cannot read."))?;
        fs::write(&named, bytes).map_err(Failure::at("write", &named))?;
        wasm_opt(&named, &ORDER, &half_made)?;
        fs::rename(&half_made, &made).map_err(Failure::at("rename", &half_made))?;
    }
    Ok(made)
}

fn wasm_opt(from: &Path, passes: &[&str], to: &Path) -> Outcome {
    child::run("wasm-opt", tools::page_tool("wasm-opt").arg(from).args(passes).args(FEATURES).arg("-o").arg(to))
}

/// Puts the element's parts into its script; the glue stays by itself, because it is fetched anew after a fault, and so does
/// the element beside its frame edition.
fn make_whole(page: &Path) -> Outcome {
    let mut esbuild = tools::page_tool("esbuild");
    esbuild.args(["--bundle", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
    esbuild.arg(format!("--external:./{GLUE}")).args(["--external:./raid-register.js", "--outdir=.", "--outbase=."]);
    child::run("esbuild", esbuild.args(WHOLE).current_dir(page))?;
    PARTS.iter().map(|part| page.join(part)).try_for_each(|part| fs::remove_file(&part).map_err(Failure::at("remove", &part)))
}

/// Takes comments and blanks out of scripts and style sheets.
fn make_smaller(page: &Path) -> Outcome {
    let smaller =
        files_below(page)?.into_iter().filter(|file| has_ending(file, &["js", "mjs", "css"]) && !is_for_reading(page, file));
    let mut esbuild = tools::page_tool("esbuild");
    esbuild.args(["--minify", "--target=es2022", "--charset=utf8", "--log-level=warning", "--allow-overwrite", "--outdir=."]);
    child::run("esbuild", esbuild.arg("--outbase=.").args(smaller).current_dir(page))
}

/// Refuses a page that a strict Content-Security-Policy would break.
fn keep_promises(page: &Path) -> Outcome {
    for file in files_below(page)?.iter().filter(|file| !is_for_reading(page, file)) {
        if let Some(what) = blocked(file)? {
            let place = file.strip_prefix(page).unwrap_or(file).display();
            return Err(Failure::new(format!("{place} has {what}, which a strict Content-Security-Policy blocks.")));
        }
    }
    Ok(())
}

/// What a strict policy would block in a file.
fn blocked(file: &Path) -> Outcome<Option<String>> {
    let read = || fs::read_to_string(file).map_err(Failure::at("read", file));
    if has_ending(file, &["html"]) {
        return Ok(html::inline_code(&read()?).map(str::to_owned));
    }
    if has_ending(file, &["js", "mjs"]) {
        return Ok(glue::text_as_code(&read()?).map(str::to_owned));
    }
    Ok(None)
}

fn is_for_reading(page: &Path, file: &Path) -> bool {
    FOR_READING.iter().any(|folder| file.starts_with(page.join(folder)))
}
