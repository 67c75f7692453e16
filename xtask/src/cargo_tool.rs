//! Programs that `cargo install` makes, one folder per version in the user's cache.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use crate::places;

/// `src/web/second_part.rs` writes the names that this version looks for.
const SPLIT: &str = "0.2.4";
const DENY: &str = "0.20.2";

/// A program that `cargo install` makes.
#[derive(PartialEq, Eq)]
pub(crate) struct CargoTool {
    pub(crate) package: &'static str,
    pub(crate) program: &'static str,
    pub(crate) version: String,
    /// The features that it needs, as Cargo is told them.
    pub(crate) features: &'static str,
}

impl CargoTool {
    pub(crate) fn split() -> Self {
        let (package, program) = ("wasm_split_cli_support", "wasm-split-cli");
        Self { package, program, version: SPLIT.to_owned(), features: "--features build-binary" }
    }

    pub(crate) fn wasm_bindgen() -> Self {
        Self { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: wasm_bindgen_version(), features: "" }
    }

    pub(crate) fn deny() -> Self {
        Self { package: "cargo-deny", program: "cargo-deny", version: DENY.to_owned(), features: "" }
    }

    pub(crate) fn home(&self) -> PathBuf {
        places::cache().join(format!("{}-{}", self.package, self.version))
    }

    /// What a person would type.
    pub(crate) fn by_hand(&self) -> String {
        format!("cargo install --locked {} {}@{}", self.features, self.package, self.version).replace("  ", " ")
    }
}

impl fmt::Display for CargoTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.package, self.version)
    }
}

/// The folders of our own tools, to stand first on the `PATH`.
pub(crate) fn folders() -> Vec<PathBuf> {
    [CargoTool::split(), CargoTool::wasm_bindgen(), CargoTool::deny()]
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
