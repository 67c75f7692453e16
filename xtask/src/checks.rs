//! Every check, in the order of how soon it tells of a mistake. The first that fails ends it.

use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::serve::Site;
use crate::steps::{Steps, spoken};
use crate::tools::{self, Tool};
use crate::{browser, child, faults, page, places, sizes};

/// What a check does.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// Cargo with these words, on this machine.
    Cargo(&'static str),
    /// Cargo with these words, the tests in a headless browser. There must be some: `tests/web*.rs`.
    InBrowser(&'static str),
    /// The release page, within its budget.
    Build,
    /// `tests/browser/*.spec.mjs` against the release page.
    Playwright,
    /// What one of our own commands does.
    Own(fn() -> Outcome),
}

/// The core knows no browser, `testing` draws components as HTML text, the default is what is shipped.
const FAST: [(&str, Check); 3] = [
    ("format", Check::Cargo("fmt --all --check")),
    (
        "lints: core",
        Check::Cargo(
            "clippy --quiet --package raid-core --package raid-register --no-default-features --all-targets -- -D warnings",
        ),
    ),
    ("tests: core", Check::Cargo("test --quiet --package raid-core --package raid-register --no-default-features")),
];

const THE_REST: [(&str, Check); 9] = [
    ("lints: xtask", Check::Cargo("clippy --quiet --package xtask --all-targets -- -D warnings")),
    ("tests: xtask", Check::Cargo("test --quiet --package xtask")),
    ("lints: components", Check::Cargo("clippy --quiet --features testing --all-targets -- -D warnings")),
    ("tests: components as HTML", Check::Cargo("test --quiet --features testing")),
    ("lints: page", Check::Cargo("clippy --quiet --target wasm32-unknown-unknown --lib --test web* -- -D warnings")),
    ("tests: in a browser", Check::InBrowser("test --target wasm32-unknown-unknown --lib --test web*")),
    ("page", Check::Build),
    ("tests: the page", Check::Playwright),
    ("tests: faults", Check::Own(faults::check)),
];

/// A file of browser tests that hangs fails after five minutes. Needs Node 20.11.
const PATIENCE: &str = "--test-timeout=300000";

/// `cargo xtask test`: installs what is missing, then checks everything, or with `--fast` the core.
pub(crate) fn command(options: Options) -> Outcome {
    let (needed, checks) = match options.has("--fast") {
        true => (&tools::FOR_THE_CORE[..], FAST.to_vec()),
        false => (&tools::FOR_ALL_TESTS[..], FAST.into_iter().chain(THE_REST).collect()),
    };
    let mut steps = Steps::new(needed.len() + checks.len());
    provide(needed, &mut steps)?;
    carry_out(&checks, &mut steps)
}

/// Browser tests that are not written yet need no packages; their check says that they are missing.
fn provide(needed: &[Tool], steps: &mut Steps) -> Outcome {
    let written = places::browser_tests().join("package-lock.json").is_file();
    let wanted: Vec<Tool> = needed.iter().copied().filter(|tool| written || *tool != Tool::BrowserTests).collect();
    tools::provide(&wanted, steps)
}

fn carry_out(checks: &[(&str, Check)], steps: &mut Steps) -> Outcome {
    let mut report = Vec::new();
    for (name, check) in checks {
        println!();
        let start = steps.next(name);
        let outcome = check.carry_out();
        report.push(Line { name, time: start.elapsed(), passed: outcome.is_ok() });
        if let Err(failure) = outcome {
            println!("\nFAILED: {name}. {failure}\n\n{}", summary(&report));
            return Err(Failure::told_already());
        }
    }
    println!("\n{}", summary(&report));
    Ok(())
}

impl Check {
    fn carry_out(self) -> Outcome {
        match self {
            Self::Cargo(line) => child::run("cargo", &mut child::cargo(line)),
            Self::InBrowser(line) => in_browser(line),
            Self::Build => sizes::within_budget(&page::build(page::Effort::Full)?),
            Self::Playwright => playwright(),
            Self::Own(check) => check(),
        }
    }
}

fn in_browser(line: &str) -> Outcome {
    some("tests", "web", ".rs")?;
    let driver = browser::chromedriver().ok_or_else(|| Failure::new("There is no chromedriver."))?;
    let mut cargo = child::cargo(line);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("CHROMEDRIVER", driver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    // Reading debug information takes the runner ten seconds for each file of tests.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    child::run("cargo", &mut cargo)
}

/// Runs the specs in Node's own test runner. They find the page's address in `RAID_PAGE` and the browser in `CHROMIUM`.
fn playwright() -> Outcome {
    let specs = some("tests/browser", "", ".spec.mjs")?;
    let site = Site::open(places::dist(), None)?;
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.args(["--test", "--test-reporter=spec", PATIENCE]).args(specs).env("RAID_PAGE", site.address()).env("CHROMIUM", browser);
    child::run("The browser tests", &mut node)
}

/// The files of a folder with this beginning and ending. None at all is a failure: tests that are not there do not pass.
fn some(folder: &str, beginning: &str, ending: &str) -> Outcome<Vec<String>> {
    let entries = std::fs::read_dir(places::root().join(folder)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut files: Vec<String> = names
        .filter(|name| name.starts_with(beginning) && name.ends_with(ending))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        Err(Failure::new(format!("There are no tests in {folder}/{beginning}*{ending} yet.")))
    } else {
        Ok(files)
    }
}

/// One check of the report at the end.
struct Line<'a> {
    name: &'a str,
    time: Duration,
    passed: bool,
}

fn summary(report: &[Line<'_>]) -> String {
    let lines = report.iter().map(|line| {
        let word = if line.passed { "passed" } else { "FAILED" };
        format!("{:>13}  {word}  {}\n", spoken(line.time), line.name)
    });
    let passed = report.iter().filter(|line| line.passed).count();
    let lines: String = lines.collect();
    format!("{lines}{passed} passed, {} failed", report.len() - passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts() {
        let line = |passed| Line { name: "format", time: Duration::from_millis(500), passed };
        let told = summary(&[line(true), line(false)]);
        assert_eq!(told, "        0.5 s  passed  format\n        0.5 s  FAILED  format\n1 passed, 1 failed");
    }

    #[test]
    fn no_tests_at_all_is_a_failure() {
        assert!(some("tests", "nowhere", ".rs").is_err());
    }
}
