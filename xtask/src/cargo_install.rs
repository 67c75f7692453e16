//! `cargo install` of a program of ours, into the folder where it is looked for.

use std::fs;

use crate::cargo_tool::CargoTool;
use crate::failure::{Failure, Outcome};
use crate::{child, places, progress};

/// What makes compiling a tool quicker, by about a fifth.
const HASTE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false"),
    ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false"),
];

/// Whether the exact version runs. Every program of these packages answers "name version", but for one that knows no version:
/// that has to be where it was installed.
pub(crate) fn is_there(tool: &CargoTool) -> bool {
    if *tool == CargoTool::split() {
        return tool.home().join("bin").join(tool.program).is_file();
    }
    let said = child::answer(child::program(tool.program).arg("--version"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(tool.version.as_str()))
}

pub(crate) fn install(tool: &CargoTool) -> Outcome {
    let half_made = places::work().join("install").join(tool.package);
    let mut cargo = child::cargo("install --locked --debug --root");
    cargo.arg(tool.home()).args(tool.features.split_whitespace()).arg(format!("{}@{}", tool.package, tool.version));
    // Kept until the end, so that an interrupted installation goes on where it stopped.
    cargo.env("CARGO_TARGET_DIR", &half_made).envs(HASTE);
    progress::follow(&mut cargo)?;
    fs::remove_dir_all(&half_made).map_err(Failure::at("tidy away", &half_made))
}
