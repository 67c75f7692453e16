//! The browser that the tests drive, and how Debian's comes onto the machine.

use std::path::PathBuf;
use std::process::Command;

use crate::child;
use crate::failure::Outcome;

/// The browser the tests drive; `CHROMIUM` names another.
pub(crate) fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| child::find(&["chromium", "chromium-browser", "google-chrome"]))
}

/// Its driver; `CHROMEDRIVER` names another.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    std::env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| child::find(&["chromedriver"]))
}

/// Without fonts, every text is as wide as nothing.
pub(crate) const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// Installs both from Debian.
pub(crate) fn install() -> Outcome {
    child::run("`apt-get update`", as_root("apt-get").args(["update", "-qq"]))?;
    let mut install = as_root("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]).args(PACKAGES);
    child::run("`apt-get install`", install.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// With `sudo` unless we are root already.
fn as_root(name: &str) -> Command {
    let root = child::answer(child::program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = child::program(if root { name } else { "sudo" });
    if !root {
        command.arg(name);
    }
    command
}
