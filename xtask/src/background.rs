//! Another command of ours that runs beside the checks, its output put by until it is asked for.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::failure::{Failure, Outcome};
use crate::{child, places};

/// A command on its way. Dropped before its end it is stopped.
pub(crate) struct Background {
    words: String,
    running: Option<Child>,
    output: PathBuf,
}

impl Background {
    /// Starts `cargo xtask` with these words.
    pub(crate) fn start(words: &[&str]) -> Outcome<Self> {
        let words = words.join(" ");
        let output = places::work().join(format!("{words}.log"));
        fs::create_dir_all(places::work()).map_err(Failure::at("create", &places::work()))?;
        let file = File::create(&output).map_err(Failure::at("create", &output))?;
        let second = file.try_clone().map_err(Failure::at("open", &output))?;
        let own =
            std::env::current_exe().map_err(|error| Failure::new(format!("This program cannot be found again: {error}.")))?;
        let mut command = child::program(own);
        command.args(words.split(' ')).stdin(Stdio::null()).stdout(file).stderr(second);
        let running = command.spawn().map_err(|error| child::not_started(&command, &error))?;
        Ok(Self { words, running: Some(running), output })
    }

    /// Waits for its end and shows what it has printed.
    pub(crate) fn finish(mut self) -> Outcome {
        let ended = self.running.take().map(|mut running| running.wait());
        print!("{}", fs::read_to_string(&self.output).unwrap_or_default());
        match ended {
            Some(Ok(status)) if status.success() => Ok(()),
            Some(Ok(status)) => Err(Failure::new(format!("`cargo xtask {}` failed ({status}).", self.words))),
            Some(Err(error)) => Err(Failure::new(format!("`cargo xtask {}` was lost: {error}.", self.words))),
            None => Ok(()),
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.kill();
            let _ = running.wait();
        }
    }
}
