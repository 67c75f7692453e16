//! Real faults in a real page: the page of `dist/` with a WebAssembly of the same source that panics where a test asks for it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::{self, Engine};
use crate::failure::{Failure, Outcome};
use crate::files::{change, clear, copy, copy_folder, files_below, has_ending};
use crate::options::Options;
use crate::serve::Site;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use crate::{build_name, child, glue, places};

/// Not optimised: the tests in a browser have compiled everything else for the same profile already.
const COMPILE: &str = "build --quiet --target wasm32-unknown-unknown --lib --features fail-points";
const SPEC: &str = "tests/browser/faults.mjs";

/// `cargo xtask faults`: against the page that is in `dist/`.
pub(crate) fn command(_: Options) -> Outcome {
    let needed: Vec<Tool> =
        tools::FOR_THE_PAGE.into_iter().chain([Tool::Browser(Engine::Chromium), Tool::BrowserTests]).collect();
    tools::provide(&needed, &mut Steps::new(needed.len()))?;
    check()
}

/// Builds that page and lets Node drive it.
pub(crate) fn check() -> Outcome {
    let page = build()?;
    let site = Site::open(page, None)?;
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout=300000", SPEC]);
    node.env("RAID_PAGE", site.address()).env("RAID_SHIPPED", places::dist()).env("CHROMIUM", browser);
    child::run("The tests of faults", &mut node)
}

fn build() -> Outcome<PathBuf> {
    let (glue, page) = (places::work().join("faulty-glue"), places::work().join("faulty"));
    child::run("Compiling the page that can fail", child::cargo(COMPILE).env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    let mut bindgen = child::program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "raid-register", "--out-dir"]).arg(&glue);
    child::run("wasm-bindgen", bindgen.arg(compiled()))?;
    put_in(&glue, &page)?;
    Ok(page)
}

/// Where Cargo leaves the WebAssembly.
fn compiled() -> PathBuf {
    let target = places::work();
    target.parent().unwrap_or(&target).join("wasm32-unknown-unknown/debug/raid_register.wasm")
}

/// Puts it in the place of the shipped one, in a copy of the page, under the same name of a build.
fn put_in(fresh: &Path, page: &Path) -> Outcome {
    clear(page)?;
    copy_folder(&places::dist(), page)?;
    for twin in files_below(page)?.into_iter().filter(|file| has_ending(file, &["br", "gz"])) {
        fs::remove_file(&twin).map_err(Failure::at("remove", &twin))?;
    }
    let [script, module] = ["raid-register.js", "raid-register_bg.wasm"];
    let (glue, wasm) = (page.join("glue").join(script), page.join("glue").join(module));
    let name = build_name::of(&wasm)?;
    change(&fresh.join(script), &glue, |text| {
        glue::made_ours(text).ok_or_else(|| Failure::new("Nothing in the glue bears Yew's prefix."))
    })?;
    copy(&fresh.join(module), &wasm)?;
    build_name::write(&name, &glue, &[wasm])
}
