//! From a bare machine to a running, tested page: `cargo xtask serve | test | build | bench | fuzz`.
//!
//! Each command first installs what it misses (see [`tools`]), outside the repository, and says what it is doing.

mod background;
mod bench;
mod browser;
mod build_name;
mod cargo_install;
mod cargo_tool;
mod checks;
mod child;
mod compile;
mod element;
mod failure;
mod faults;
mod files;
mod fuzz;
mod glue;
mod html;
mod mime;
mod npm;
mod offline;
mod options;
mod page;
mod places;
mod progress;
mod resemblance;
mod serve;
mod site;
mod sizes;
mod specs;
mod steps;
mod tools;
mod torture;

use std::process::ExitCode;

use failure::{Failure, Outcome};
use options::Options;

const HELP: &str = "\
cargo xtask serve [--port N] [--no-build]   build the release page and serve it on this machine
cargo xtask test [--fast] [--engine NAME]   run every check; --fast: format, lints and tests of the core only;
                                            --engine: the page in chromium, firefox or webkit only
cargo xtask build [--quick]                 write dist/ and list what it weighs; --quick: not optimised, for trying out
cargo xtask bench [--sizes N,N] [--rounds N]  measure the page with made-up registers
cargo xtask torture [--kills N] [--minutes N] [--seed N] [--only NAME,NAME] [--no-build]
                                            kill the browser while registers are edited, and look what is lost
cargo xtask faults                          provoke faults in the page of dist/, built anew with places that can fail
cargo xtask fuzz [--minutes N] [--target T]   try the laws of files on made-up inputs; --input FILE: on that one again
cargo xtask help                            this text

What a command needs and the machine lacks is installed first, under ~/.cache/raid-register
(the browser for the tests comes from apt). Needed beforehand: Rust with rustup, and Node 20 with npm.";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_told() {
                eprintln!("{failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(words: Vec<String>) -> Outcome {
    let (command, rest) = words.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    match command {
        "serve" => serve::command(Options::read(rest, &["--port"], &["--no-build"])?),
        "test" => checks::command(Options::read(rest, &["--engine"], &["--fast"])?),
        "build" => page::command(Options::read(rest, &[], &["--quick"])?),
        "torture" => torture::command(Options::read(rest, &["--kills", "--minutes", "--seed", "--only"], &["--no-build"])?),
        "faults" => faults::command(Options::read(rest, &[], &[])?),
        "bench" => bench::command(Options::read(rest, &["--sizes", "--rounds"], &[])?),
        "fuzz" => fuzz::command(Options::read(rest, &["--minutes", "--target", "--input"], &[])?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(Failure::new(format!("There is no command “{unknown}”.\n\n{HELP}"))),
    }
}
