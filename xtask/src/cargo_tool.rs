//! Programs that `cargo install` makes, one folder per version in the user's cache.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::{child, places, progress};

/// 0.22 needs a newer Rust than ours.
const TRUNK: &str = "0.21.14";

/// What makes compiling a tool quicker, by about a fifth.
const HASTE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false"),
    ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false"),
];

/// A program that `cargo install` makes.
pub(crate) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Features that only download things, which it never does for us.
    left_out: &'static str,
}

impl CargoTool {
    pub(crate) fn trunk() -> Self {
        Self { package: "trunk", program: "trunk", version: TRUNK.to_owned(), left_out: "--no-default-features" }
    }

    pub(crate) fn wasm_bindgen() -> Self {
        Self { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: wasm_bindgen_version(), left_out: "" }
    }

    fn home(&self) -> PathBuf {
        places::cache().join(format!("{}-{}", self.package, self.version))
    }

    /// Whether the exact version runs. Every program of the two packages answers "name version".
    pub(crate) fn is_there(&self) -> bool {
        let said = child::answer(child::program(self.program).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    pub(crate) fn install(&self) -> Outcome {
        let half_made = places::work().join("install").join(self.package);
        let mut cargo = child::cargo("install --locked --debug --root");
        cargo.arg(self.home()).args(self.left_out.split_whitespace()).arg(format!("{}@{}", self.package, self.version));
        // Kept until the end, so that an interrupted installation goes on where it stopped.
        cargo.env("CARGO_TARGET_DIR", &half_made).envs(HASTE);
        progress::follow(&mut cargo)?;
        fs::remove_dir_all(&half_made).map_err(Failure::at("tidy away", &half_made))
    }

    /// What a person would type.
    pub(crate) fn by_hand(&self) -> String {
        format!("cargo install --locked {}@{}", self.package, self.version)
    }
}

impl fmt::Display for CargoTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.package, self.version)
    }
}

/// The folders of our own tools, to stand first on the `PATH`.
pub(crate) fn folders() -> Vec<PathBuf> {
    [CargoTool::trunk(), CargoTool::wasm_bindgen()]
        .iter()
        .map(|tool| tool.home().join("bin"))
        .filter(|bin| bin.is_dir())
        .collect()
}

fn wasm_bindgen_version() -> String {
    let lock = fs::read_to_string(places::root().join("Cargo.lock")).unwrap_or_default();
    locked_version(&lock, "wasm-bindgen").unwrap_or_default().to_owned()
}

/// The version that a Cargo.lock pins a package to.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"…\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(LOCK, "yew"), None);
    }
}
