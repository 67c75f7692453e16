//! Folders of npm packages, installed exactly as their lock file says.

use std::fs;
use std::path::Path;

use crate::child;
use crate::failure::{Failure, Outcome};

/// A copy of the lock file the packages were installed from, left beside them.
const INSTALLED: &str = "node_modules/.installed-lock.json";
const LOCK: &str = "package-lock.json";

/// Whether `folder` has the packages of the lock file in `wanted`.
pub(crate) fn is_there(folder: &Path, wanted: &Path) -> bool {
    let read = |path: &Path| fs::read(path).ok();
    let installed = read(&folder.join(INSTALLED));
    installed.is_some() && installed == read(&wanted.join(LOCK))
}

/// Installs the packages of `folder`. No package's own script runs, and Playwright fetches no browser.
pub(crate) fn install(folder: &Path) -> Outcome {
    let mut npm = child::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    child::run("`npm ci`", npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    copy(&folder.join(LOCK), &folder.join(INSTALLED))
}

/// Installs the packages that `wanted` lists, into `folder`, away from the repository.
pub(crate) fn install_into(folder: &Path, wanted: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(Failure::at("create", folder))?;
    for name in ["package.json", LOCK] {
        copy(&wanted.join(name), &folder.join(name))?;
    }
    install(folder)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).map_err(Failure::at("copy", from))
}
