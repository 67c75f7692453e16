//! The words after a command.

use crate::failure::{Failure, Outcome};

/// Options as given: `--name value` and bare `--switch`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    values: Vec<(String, String)>,
    switches: Vec<String>,
}

impl Options {
    /// Reads `words`, refusing any that is in neither list.
    pub(crate) fn read(words: &[String], values: &[&str], switches: &[&str]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if switches.contains(&word.as_str()) {
                options.switches.push(word.clone());
            } else if values.contains(&word.as_str()) {
                let value = words.next().ok_or_else(|| Failure::new(format!("{word} needs a value after it.")))?;
                options.values.push((word.clone(), value.clone()));
            } else {
                return Err(Failure::new(format!("“{word}” is not an option here; see `cargo xtask help`.")));
            }
        }
        Ok(options)
    }

    pub(crate) fn has(&self, switch: &str) -> bool {
        self.switches.iter().any(|given| given == switch)
    }

    /// The whole number given for `name`, if any was.
    pub(crate) fn number(&self, name: &str) -> Outcome<Option<u32>> {
        self.value(name).map(|text| number(name, text)).transpose()
    }

    /// The whole numbers given for `name`, separated by commas.
    pub(crate) fn numbers(&self, name: &str) -> Outcome<Option<Vec<u32>>> {
        self.value(name).map(|text| text.split(',').map(|part| number(name, part.trim())).collect()).transpose()
    }

    /// What was given for `name`, if anything was.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rfind(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

fn number(name: &str, text: &str) -> Outcome<u32> {
    text.parse().map_err(|_| Failure::new(format!("{name} takes whole numbers; “{text}” is none.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Options> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::read(&words, &["--port", "--sizes"], &["--fast"])
    }

    #[test]
    fn values_and_switches_are_told_apart() {
        let options = read("--fast --sizes 10,20 --port 80").unwrap();
        assert!(options.has("--fast"));
        assert_eq!(options.number("--port"), Ok(Some(80)));
        assert_eq!(options.value("--port"), Some("80"));
        assert_eq!(options.numbers("--sizes"), Ok(Some(vec![10, 20])));
    }

    #[test]
    fn what_is_not_given_is_none() {
        let options = read("").unwrap();
        assert!(!options.has("--fast"));
        assert_eq!(options.number("--port"), Ok(None));
    }

    #[test]
    fn the_last_value_counts() {
        assert_eq!(read("--port 1 --port 2").unwrap().number("--port"), Ok(Some(2)));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in ["--slow", "80", "--port"] {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("--port eighty").unwrap().number("--port").is_err());
    }
}
