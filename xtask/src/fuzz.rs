//! The laws of files, tried on inputs that libFuzzer makes up.
//!
//! `cargo fuzz` wants a nightly compiler for its sanitizers. The core is safe Rust, where they find nothing; the coverage
//! that leads libFuzzer is a pass of LLVM that a stable compiler has too. The crate is in `xtask/fuzz`, by itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::steps::{Steps, spoken};
use crate::{child, places};

/// What is tried, and the most bytes of one input.
const TARGETS: [(&str, u32); 6] =
    [("read", 32_768), ("merge", 32_768), ("export_open", 32_768), ("log_line", 4_096), ("date", 64), ("reference", 64)];

/// Counters at every branch and what is compared there: how libFuzzer finds its way.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares";

const MINUTES: u32 = 5;

/// `cargo xtask fuzz`: builds the targets, then tries each for some minutes, or one input again.
pub(crate) fn command(options: Options) -> Outcome {
    let minutes = options.number("--minutes")?.unwrap_or(MINUTES);
    let chosen = chosen(options.value("--target"))?;
    let mut steps = Steps::new(chosen.len() + 1);
    steps.next("building with counters for coverage");
    let program = build()?;
    if let Some(input) = options.value("--input") {
        let [(target, _)] = chosen[..] else { return Err(Failure::new("--input needs --target, too.")) };
        return child::run("The law", of_target(&program, target).arg(input));
    }
    let mut broken = 0;
    for (target, longest) in chosen {
        steps.next(&format!("{target}, for {minutes} min"));
        broken += usize::from(!try_out(&program, target, longest, minutes)?);
    }
    if broken == 0 {
        Ok(())
    } else {
        Err(Failure::new(format!("{broken} of the targets broke a law; the inputs are named above.")))
    }
}

fn chosen(name: Option<&str>) -> Outcome<Vec<(&'static str, u32)>> {
    let found: Vec<_> = TARGETS.into_iter().filter(|(target, _)| name.is_none_or(|name| name == *target)).collect();
    let names: Vec<&str> = TARGETS.iter().map(|(target, _)| *target).collect();
    if found.is_empty() { Err(Failure::new(format!("The targets are {}.", names.join(", ")))) } else { Ok(found) }
}

/// Everything but the corpus in the repository; lost on `cargo clean`.
fn folder() -> PathBuf {
    places::work().join("fuzz")
}

/// Counters go into what is tried and not into what the compiler runs: hence the target's name.
fn build() -> Outcome<PathBuf> {
    if child::find(&["c++", "g++", "clang++"]).is_none() {
        return Err(Failure::new("libFuzzer needs a C++ compiler: `apt-get install g++`."));
    }
    let host = child::answer(child::program("rustc").arg("-vV")).unwrap_or_default();
    let host =
        host.lines().find_map(|line| line.strip_prefix("host: ")).ok_or_else(|| Failure::new("rustc does not say its host."))?;
    let built = folder().join("build");
    let mut cargo = child::cargo("build --quiet --release --locked --manifest-path xtask/fuzz/Cargo.toml --target");
    cargo.arg(host).env("CARGO_TARGET_DIR", &built).env("RUSTFLAGS", COVERAGE);
    child::run("Building the targets", &mut cargo)?;
    Ok(built.join(host).join("release").join("raid-fuzz"))
}

fn of_target(program: &Path, target: &str) -> Command {
    let mut command = child::program(program);
    command.env("RAID_FUZZ_TARGET", target).env("RUST_BACKTRACE", "1");
    command
}

/// Tries one target; `false` when a law was broken.
fn try_out(program: &Path, target: &str, longest: u32, minutes: u32) -> Outcome<bool> {
    let [inputs, found] = ["corpus", "found"].map(|kind| folder().join(kind).join(target));
    for made in [&inputs, &found] {
        fs::create_dir_all(made).map_err(Failure::at("create", made))?;
    }
    let log = folder().join(format!("{target}.log"));
    let file = fs::File::create(&log).map_err(Failure::at("create", &log))?;
    let mut fuzzing = of_target(program, target);
    fuzzing.env("RAID_FUZZ_SEEDS", &inputs).arg(&inputs).args(corpora(target)).stderr(file);
    fuzzing.arg(format!("-max_total_time={}", minutes * 60)).arg(format!("-max_len={longest}"));
    fuzzing.arg(format!("-artifact_prefix={}/", found.display())).arg("-dict=xtask/fuzz/words.dict");
    fuzzing.args(["-print_final_stats=1", "-timeout=30", "-rss_limit_mb=2560"]);
    let start = Instant::now();
    let holds = fuzzing.status().map_err(|error| child::not_started(&fuzzing, &error))?.success();
    let said = fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    println!("  {} inputs in {}; {} is what libFuzzer says", executions(&said), spoken(start.elapsed()), log.display());
    if !holds {
        println!("{}", broken(&said, target));
    }
    Ok(holds)
}

/// The inputs in the repository. Files serve every target of files.
fn corpora(target: &str) -> Vec<PathBuf> {
    let named = if target == "export_open" { vec![target, "read"] } else { vec![target] };
    named.into_iter().map(|name| places::root().join("tests").join("corpus").join(name)).filter(|path| path.is_dir()).collect()
}

fn executions(said: &str) -> &str {
    let all = said.lines().rev().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    all.map_or("0", str::trim)
}

/// What broke, and how to see it again.
fn broken(said: &str, target: &str) -> String {
    let file = said.lines().find_map(|line| line.split("Test unit written to ").nth(1)).unwrap_or("(no file)");
    let panic = said.lines().skip_while(|line| !line.contains("panicked at")).take(12).collect::<Vec<_>>().join("\n");
    format!(
        "BROKEN: {target}\n{panic}\nTo see it again: cargo xtask fuzz --target {target} --input {file}\n\
         Once it is mended, keep the input: cp {file} tests/corpus/{target}/"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_chosen_by_its_name() {
        assert_eq!(chosen(Some("date")), Ok(vec![("date", 64)]));
        assert_eq!(chosen(None).map(|all| all.len()), Ok(6));
        assert!(chosen(Some("dates")).is_err());
    }

    #[test]
    fn what_broke_is_told_with_the_way_to_see_it_again() {
        let said = "INFO: Seed\nthread '<unnamed>' panicked at src/x.rs:1:1:\nassertion failed\n\
                    Test unit written to target/found/date/crash-1\nstat::number_of_executed_units: 12\n";
        assert_eq!(executions(said), "12");
        let told = broken(said, "date");
        assert!(told.contains("assertion failed") && told.contains("--target date --input target/found/date/crash-1"), "{told}");
    }
}
