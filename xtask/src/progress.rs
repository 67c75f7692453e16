//! How far a `cargo install` is, read from cargo's own progress line.

use std::io::{BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::child;
use crate::failure::{Failure, Outcome};

/// Cargo draws its progress line even into a pipe if told so.
const DRAW: [(&str, &str); 2] = [("CARGO_TERM_PROGRESS_WHEN", "always"), ("CARGO_TERM_PROGRESS_WIDTH", "80")];

/// In a log, where a line cannot be drawn over, once in a while is enough.
const PAUSE: Duration = Duration::from_secs(15);

/// Runs a cargo command, showing only "132 of 300 crates"; what cargo said is in the failure.
pub(crate) fn follow(command: &mut Command) -> Outcome {
    let mut child = command.envs(DRAW).stderr(Stdio::piped()).spawn().map_err(|error| child::not_started(command, &error))?;
    let said = child.stderr.take().map(listen).unwrap_or_default();
    let status = child.wait().map_err(|error| child::not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(last_lines(&said, 20))) }
}

/// Shows progress until the pipe closes and returns the other lines.
fn listen(pipe: impl Read) -> String {
    let mut said = String::new();
    let mut shown = Shown::new();
    for line in Lines(BufReader::new(pipe).bytes()) {
        match counted(&line) {
            Some((done, all)) => shown.count(done, all),
            None => said.extend([line.as_str(), "\n"]),
        }
    }
    shown.end();
    said
}

/// What the terminal was last told.
struct Shown {
    at: Option<Instant>,
    drawn_over: bool,
}

impl Shown {
    fn new() -> Self {
        Self { at: None, drawn_over: std::io::stdout().is_terminal() }
    }

    fn count(&mut self, done: u32, all: u32) {
        if self.drawn_over {
            print!("\r  {done} of {all} crates ");
        } else if self.at.is_none_or(|at| at.elapsed() >= PAUSE) {
            println!("  {done} of {all} crates");
        } else {
            return;
        }
        self.at = Some(Instant::now());
        // A terminal that cannot be written to is no reason to stop installing.
        std::io::stdout().flush().ok();
    }

    fn end(&self) {
        if self.drawn_over && self.at.is_some() {
            println!();
        }
    }
}

/// Lines ended by `\n` or `\r`.
struct Lines<I>(I);

impl<I: Iterator<Item = std::io::Result<u8>>> Iterator for Lines<I> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut line = Vec::new();
        while let Some(Ok(byte)) = self.0.next() {
            match byte {
                b'\n' | b'\r' if line.is_empty() => {}
                b'\n' | b'\r' => return Some(String::from_utf8_lossy(&line).into_owned()),
                _ => line.push(byte),
            }
        }
        (!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned())
    }
}

/// The numbers in `Building [===>   ] 132/300: quote, syn`.
fn counted(line: &str) -> Option<(u32, u32)> {
    let line = line.trim_start().strip_prefix("Building [")?;
    let (_, after) = line.split_once("] ")?;
    let (done, rest) = after.split_once('/')?;
    let all = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    Some((done.parse().ok()?, all.parse().ok()?))
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_progress_line_is_counted() {
        assert_eq!(counted("    Building [=====>     ] 132/300: quote(build), syn   "), Some((132, 300)));
        assert_eq!(counted("    Building [==========>] 300/300"), Some((300, 300)));
    }

    #[test]
    fn other_lines_are_not() {
        for line in ["   Compiling syn v2.0.119", " Downloading 3/4 crates", "error: Building [", ""] {
            assert_eq!(counted(line), None, "{line}");
        }
    }

    #[test]
    fn lines_end_at_carriage_returns_too() {
        let lines: Vec<String> = Lines("one\rtwo\r\n\nthree".bytes().map(Ok)).collect();
        assert_eq!(lines, ["one", "two", "three"]);
    }

    #[test]
    fn only_the_last_lines_are_kept() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }
}
