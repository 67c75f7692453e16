//! The specs of the built page, in each engine, several files at a time.

use std::fs;
use std::path::PathBuf;

use crate::browser::{self, Engine};
use crate::failure::{Failure, Outcome};
use crate::serve::Site;
use crate::{child, places};

/// What Firefox runs. The others are long, or about Chromium alone.
const IN_FIREFOX: [&str; 9] = ["embed", "failure", "files", "kept", "lists", "main_job", "offline", "paste", "print"];

/// A file of tests that hangs fails after a quarter of an hour. Needs Node 20.11.
const PATIENCE: &str = "--test-timeout=900000";

/// How many of the slowest tests are told.
const SLOWEST: usize = 10;

/// Runs them in Node's own test runner. They find the page's address in `RAID_PAGE`, the engine in `RAID_ENGINE`, and the
/// browsers in `CHROMIUM` and `FIREFOX`. Each file has a browser of its own, so that they can run side by side.
pub(crate) fn run(engine: Engine) -> Outcome {
    let specs = of(engine)?;
    let site = Site::open(places::dist(), None)?;
    let mut node = child::program("node");
    node.args(["--test", PATIENCE, &format!("--test-concurrency={}", at_a_time())]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=./tests/browser/times.mjs").arg(format!("--test-reporter-destination={}", times(engine).display()));
    for (name, browser) in [("CHROMIUM", browser::chromium()), ("FIREFOX", browser::firefox())] {
        node.envs(browser.map(|browser| (name, browser)));
    }
    node.args(specs).env("RAID_PAGE", site.address()).env("RAID_ENGINE", engine.name());
    child::run("The browser tests", &mut node)
}

/// Two even on one core: a browser test waits most of its time.
fn at_a_time() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4))
}

/// Where the runner notes how long each test took.
fn times(engine: Engine) -> PathBuf {
    places::work().join(format!("times-{}.tsv", engine.name()))
}

/// axe takes a third of the time of all.
const LONGEST: &str = "tests/browser/access.spec.mjs";

/// The files, the longest first: it should not be alone at the end.
fn of(engine: Engine) -> Outcome<Vec<String>> {
    let mut specs = match engine {
        Engine::Chromium => files("tests/browser", "", ".spec.mjs")?,
        Engine::Firefox => IN_FIREFOX.iter().map(|name| format!("tests/browser/{name}.spec.mjs")).collect(),
        Engine::WebKit => files("tests/browser/webkit", "", ".spec.mjs")?,
    };
    let length = |path: &String| fs::metadata(places::root().join(path)).map_or(0, |file| file.len());
    specs.sort_by_key(|path| std::cmp::Reverse((path == LONGEST, length(path))));
    Ok(specs)
}

/// The files of a folder with this beginning and ending. None at all is a failure: tests that are not there do not pass.
pub(crate) fn files(folder: &str, beginning: &str, ending: &str) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(places::root().join(folder)).into_iter().flatten().flatten();
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

/// The tests that took longest, of all engines that have run.
pub(crate) fn slowest() -> String {
    let read = |engine| fs::read_to_string(times(engine)).unwrap_or_default();
    slowest_of(Engine::ALL.map(|engine| (engine.name(), read(engine))))
}

fn slowest_of(times: [(&str, String); 3]) -> String {
    let mut all: Vec<(u64, String)> = Vec::new();
    for (engine, lines) in &times {
        let timed = lines.lines().filter_map(|line| line.split_once('\t'));
        all.extend(timed.filter_map(|(time, name)| Some((time.parse().ok()?, format!("{engine} {}", name.replace('\t', ": "))))));
    }
    all.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    let lines = all.iter().take(SLOWEST).map(|(time, name)| format!("{:>11.1} s  {name}\n", *time as f64 / 1000.0));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("The tests of the page that took longest:\n{lines}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tests_at_all_is_a_failure() {
        assert!(files("tests", "nowhere", ".rs").is_err());
    }

    #[test]
    fn what_firefox_runs_is_there() {
        for path in of(Engine::Firefox).unwrap() {
            assert!(places::root().join(&path).is_file(), "{path}");
        }
    }

    #[test]
    fn the_slowest_come_first_whatever_the_engine() {
        let of = |lines: &str| lines.to_owned();
        let told = slowest_of([
            ("chromium", of("1200\tlists.spec.mjs\tscrolls\n90\tfiles.spec.mjs\topens\n")),
            ("firefox", of("7000\tprint.spec.mjs\tprints\n")),
            ("webkit", String::new()),
        ]);
        let expected = "        7.0 s  firefox print.spec.mjs: prints\n        1.2 s  chromium lists.spec.mjs: scrolls\n";
        assert!(told.contains(expected), "{told}");
        assert_eq!(slowest_of([("chromium", String::new()), ("firefox", String::new()), ("webkit", String::new())]), "");
    }
}
