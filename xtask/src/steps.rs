//! What is going on and how far it is, as lines on the terminal.

use std::time::{Duration, Instant};

/// Numbers the headings of a job that takes a while: "step 2 of 5: …".
#[derive(Debug)]
pub(crate) struct Steps {
    done: usize,
    all: usize,
}

impl Steps {
    pub(crate) fn new(all: usize) -> Self {
        Self { done: 0, all }
    }

    /// Announces the next step and starts its clock.
    pub(crate) fn next(&mut self, what: &str) -> Instant {
        self.done += 1;
        println!("step {} of {}: {what}", self.done, self.all);
        Instant::now()
    }
}

/// "4.2 s" or "3 min 05 s".
pub(crate) fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_spoken_in_seconds_then_minutes() {
        assert_eq!(spoken(Duration::from_millis(4240)), "4.2 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }
}
