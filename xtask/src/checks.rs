//! Every check, in the order of how soon it tells of a mistake. The first that fails ends it.

use std::time::Duration;

use crate::background::Background;
use crate::browser::{self, Engine};
use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::steps::{Steps, spoken};
use crate::tools::{self, Tool};
use crate::{child, faults, places, specs, torture};

/// What a check does.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// Cargo with these words, on this machine.
    Cargo(&'static str),
    /// Cargo with these words, the tests in a headless browser. There must be some: `tests/web*.rs`.
    InBrowser(&'static str),
    /// The release page, within its budget. It is built from the beginning, beside the checks before.
    Build,
    /// The specs of the release page.
    Specs(Engine),
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

const THE_REST: [(&str, Check); 14] = [
    ("dependencies", Check::Cargo("deny --locked --workspace --config .cargo/deny.toml check -D warnings licenses bans sources")),
    (
        "dependencies: core",
        Check::Cargo("deny --locked --manifest-path src/core/Cargo.toml --config .cargo/deny-core.toml check -D warnings bans"),
    ),
    ("lints: xtask", Check::Cargo("clippy --quiet --package xtask --all-targets -- -D warnings")),
    ("tests: xtask", Check::Cargo("test --quiet --package xtask")),
    ("lints: components", Check::Cargo("clippy --quiet --features testing --all-targets -- -D warnings")),
    // The tests of the core have run, and do not know the components.
    ("tests: components as HTML", Check::Cargo("test --quiet --features testing --lib --test components_*")),
    ("lints: page", Check::Cargo("clippy --quiet --target wasm32-unknown-unknown --lib --test web* -- -D warnings")),
    ("tests: in a browser", Check::InBrowser("test --target wasm32-unknown-unknown --lib --test web*")),
    ("page", Check::Build),
    ("tests: the page in Chromium", Check::Specs(Engine::Chromium)),
    ("tests: the page in Firefox", Check::Specs(Engine::Firefox)),
    ("tests: the page in WebKit", Check::Specs(Engine::WebKit)),
    ("tests: faults", Check::Own(faults::check)),
    ("tests: kills", Check::Own(torture::check)),
];

/// `cargo xtask test`: installs what is missing, then checks everything, or with `--fast` the core, or with `--engine` the
/// page in that browser only.
pub(crate) fn command(options: Options) -> Outcome {
    let engine = options.value("--engine").map(Engine::from_name).transpose()?;
    let (needed, checks) = match options.has("--fast") {
        true => (tools::FOR_THE_CORE.to_vec(), FAST.to_vec()),
        false => (needed_for(engine), FAST.into_iter().chain(THE_REST).filter(|(_, check)| check.is_for(engine)).collect()),
    };
    let mut steps = Steps::new(needed.len() + checks.len());
    provide(&needed, &mut steps)?;
    carry_out(&checks, &mut steps)
}

/// The tests in a browser need Chromium in any case.
fn needed_for(engine: Option<Engine>) -> Vec<Tool> {
    let is_spared = |tool: &Tool| {
        let Tool::Browser(one) = tool else { return false };
        *one != Engine::Chromium && engine.is_some_and(|engine| engine != *one)
    };
    tools::FOR_ALL_TESTS.into_iter().filter(|tool| !is_spared(tool)).collect()
}

/// Browser tests that are not written yet need no packages; their check says that they are missing.
fn provide(needed: &[Tool], steps: &mut Steps) -> Outcome {
    let written = places::browser_tests().join("package-lock.json").is_file();
    let wanted: Vec<Tool> = needed.iter().copied().filter(|tool| written || *tool != Tool::BrowserTests).collect();
    tools::provide(&wanted, steps)
}

fn carry_out(checks: &[(&str, Check)], steps: &mut Steps) -> Outcome {
    let mut report = Vec::new();
    let mut building = match checks.iter().any(|(_, check)| matches!(check, Check::Build)) {
        true => Some(Background::start(&["build"])?),
        false => None,
    };
    for (name, check) in checks {
        println!();
        let start = steps.next(name);
        let outcome = check.carry_out(&mut building);
        report.push(Line { name, time: start.elapsed(), passed: outcome.is_ok() });
        if let Err(failure) = outcome {
            println!("\nFAILED: {name}. {failure}\n\n{}", summary(&report));
            return Err(Failure::told_already());
        }
    }
    println!("\n{}{}", specs::slowest(), summary(&report));
    Ok(())
}

impl Check {
    fn is_for(self, engine: Option<Engine>) -> bool {
        match (self, engine) {
            (Self::Specs(own), Some(engine)) => own == engine,
            (Self::Own(_), Some(engine)) => engine == Engine::Chromium,
            (Self::Specs(_) | Self::Own(_), None) | (Self::Cargo(_) | Self::InBrowser(_) | Self::Build, _) => true,
        }
    }

    fn carry_out(self, building: &mut Option<Background>) -> Outcome {
        match self {
            Self::Cargo(line) => child::run("cargo", &mut child::cargo(line)),
            Self::InBrowser(line) => in_browser(line),
            Self::Build => building.take().map_or(Ok(()), Background::finish),
            Self::Specs(engine) => specs::run(engine),
            Self::Own(check) => check(),
        }
    }
}

fn in_browser(line: &str) -> Outcome {
    specs::files("tests", "web", ".rs")?;
    let driver = browser::chromedriver().ok_or_else(|| Failure::new("There is no chromedriver."))?;
    let mut cargo = child::cargo(line);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("CHROMEDRIVER", driver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    // Reading debug information takes the runner ten seconds for each file of tests.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    child::run("cargo", &mut cargo)
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
    fn one_engine_needs_no_other_but_chromium() {
        let checks = |engine| THE_REST.into_iter().filter(|(_, check)| check.is_for(engine)).count();
        assert_eq!((checks(None), checks(Some(Engine::WebKit))), (14, 10));
        assert_eq!(needed_for(None).len(), tools::FOR_ALL_TESTS.len());
        assert!(!needed_for(Some(Engine::Chromium)).contains(&Tool::Browser(Engine::Firefox)));
        assert!(needed_for(Some(Engine::Firefox)).contains(&Tool::Browser(Engine::Chromium)));
    }
}
