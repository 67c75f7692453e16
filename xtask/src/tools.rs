//! What the commands need beyond Rust, and how it is installed where it is missing.
//!
//! Tools live in the user's cache, one folder per version, so that every clone finds them again; the same version that is
//! already on the `PATH` is used as it is. All are built without optimisation: they run for seconds, and compiling them is
//! nearly all of a newcomer's wait.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Engine;
use crate::cargo_tool::CargoTool;
use crate::failure::{Failure, Outcome};
use crate::steps::{Steps, spoken};
use crate::{cargo_install, child, npm, places};

const TARGET: &str = "wasm32-unknown-unknown";

/// Something to be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Rust's standard library for WebAssembly.
    Target,
    /// rustfmt and clippy, absent from rustup's minimal profile.
    Lints,
    /// Parts the program in two files.
    Split,
    /// Must have exactly the version of the wasm-bindgen crate.
    WasmBindgen,
    /// Looks after licences and sources of what we depend on.
    Deny,
    /// wasm-opt and esbuild.
    PageTools,
    /// A browser and its driver.
    Browser(Engine),
    /// What the browser tests import.
    BrowserTests,
    /// The tables that the benchmark measures the start of the page against.
    Grids,
}

pub(crate) const FOR_THE_PAGE: [Tool; 4] = [Tool::Target, Tool::Split, Tool::WasmBindgen, Tool::PageTools];
pub(crate) const FOR_THE_CORE: [Tool; 1] = [Tool::Lints];
pub(crate) const FOR_ALL_TESTS: [Tool; 10] = [
    Tool::Lints,
    Tool::Deny,
    Tool::Target,
    Tool::Split,
    Tool::WasmBindgen,
    Tool::PageTools,
    Tool::Browser(Engine::Chromium),
    Tool::Browser(Engine::Firefox),
    Tool::Browser(Engine::WebKit),
    Tool::BrowserTests,
];

/// Installs those of `tools` that are missing, a numbered step each.
pub(crate) fn provide(tools: &[Tool], steps: &mut Steps) -> Outcome {
    for tool in tools {
        if tool.is_there() {
            steps.next(&format!("{}: already here", tool.name()));
            continue;
        }
        let start = steps.next(&format!("installing {}, {}", tool.name(), tool.wait()));
        tool.install().map_err(|why| Failure::new(format!("{why}\n{}", tool.cannot())))?;
        if !tool.is_there() {
            return Err(Failure::new(tool.cannot()));
        }
        println!("  done in {}", spoken(start.elapsed()));
    }
    Ok(())
}

/// wasm-opt or esbuild.
pub(crate) fn page_tool(name: &str) -> Command {
    child::program(page_tools().join("node_modules").join(".bin").join(name))
}

impl Tool {
    fn name(self) -> String {
        match self {
            Self::Target => format!("Rust's {TARGET} target"),
            Self::Lints => "rustfmt and clippy".to_owned(),
            Self::Split => CargoTool::split().to_string(),
            Self::WasmBindgen => CargoTool::wasm_bindgen().to_string(),
            Self::Deny => CargoTool::deny().to_string(),
            Self::PageTools => "wasm-opt and esbuild".to_owned(),
            Self::Browser(Engine::Chromium) => "Chromium and its driver".to_owned(),
            Self::Browser(Engine::Firefox) => "Firefox".to_owned(),
            Self::Browser(Engine::WebKit) => "WebKit and its driver".to_owned(),
            Self::BrowserTests => "the browser tests' packages".to_owned(),
            Self::Grids => "the grids of the benchmark".to_owned(),
        }
    }

    fn cannot(self) -> String {
        format!("Could not install {}; by hand: {}", self.name(), self.by_hand())
    }

    /// Measured on two cores.
    fn wait(self) -> &'static str {
        match self {
            Self::Target | Self::Lints | Self::PageTools | Self::BrowserTests | Self::Grids => "some seconds",
            Self::Split | Self::WasmBindgen | Self::Deny => "about 2 minutes",
            Self::Browser(_) => "about 1 minute",
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Target => child::answer(child::program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
                .is_some_and(|folder| Path::new(folder.trim()).is_dir()),
            Self::Lints => {
                ["fmt --version", "clippy --version"].iter().all(|line| child::answer(&mut child::cargo(line)).is_some())
            }
            Self::Split => cargo_install::is_there(&CargoTool::split()),
            Self::WasmBindgen => cargo_install::is_there(&CargoTool::wasm_bindgen()),
            Self::Deny => cargo_install::is_there(&CargoTool::deny()),
            Self::PageTools => npm::is_there(&page_tools(), &page_tools_list()),
            Self::Browser(engine) => engine.is_there(),
            Self::BrowserTests => npm::is_there(&places::browser_tests(), &places::browser_tests()),
            Self::Grids => npm::is_there(&grids(), &grids_list()),
        }
    }

    fn install(self) -> Outcome {
        match self {
            Self::Target => child::run("rustup", child::program("rustup").args(["target", "add", TARGET])),
            Self::Lints => child::run("rustup", child::program("rustup").args(["component", "add", "rustfmt", "clippy"])),
            Self::Split => cargo_install::install(&CargoTool::split()),
            Self::WasmBindgen => cargo_install::install(&CargoTool::wasm_bindgen()),
            Self::Deny => cargo_install::install(&CargoTool::deny()),
            Self::PageTools => npm::install_into(&page_tools(), &page_tools_list()),
            Self::Browser(engine) => engine.install(),
            Self::BrowserTests => npm::install(&places::browser_tests()),
            Self::Grids => npm::install_into(&grids(), &grids_list()),
        }
    }

    fn by_hand(self) -> String {
        match self {
            Self::Target => format!("rustup target add {TARGET}"),
            Self::Lints => "rustup component add rustfmt clippy".to_owned(),
            Self::Split => CargoTool::split().by_hand(),
            Self::WasmBindgen => CargoTool::wasm_bindgen().by_hand(),
            Self::Deny => CargoTool::deny().by_hand(),
            Self::PageTools => format!("install Node 20, copy xtask/npm to {} and run `npm ci` there", page_tools().display()),
            Self::Browser(engine) => format!("sudo apt-get install {}", engine.packages().join(" ")),
            Self::BrowserTests => "install Node 20 and run `npm ci` in tests/browser".to_owned(),
            Self::Grids => format!("install Node 20, copy xtask/npm-bench to {} and run `npm ci` there", grids().display()),
        }
    }
}

/// Where the grids of the benchmark are installed.
pub(crate) fn grids() -> PathBuf {
    places::cache().join("npm-bench")
}

fn grids_list() -> PathBuf {
    places::root().join("xtask").join("npm-bench")
}

fn page_tools() -> PathBuf {
    places::cache().join("npm")
}

fn page_tools_list() -> PathBuf {
    places::root().join("xtask").join("npm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_can_be_had_by_hand() {
        for tool in FOR_ALL_TESTS.into_iter().chain([Tool::Grids]) {
            assert!(!tool.by_hand().is_empty() && !tool.name().is_empty(), "{tool:?}");
        }
    }
}
