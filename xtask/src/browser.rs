//! The browsers that the tests drive, and how Debian's come onto the machine.

use std::path::PathBuf;
use std::process::Command;

use crate::child;
use crate::failure::{Failure, Outcome};

/// An engine that the built page is tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    /// Safari's engine.
    WebKit,
}

/// Imports what `tests/browser/webkit/window.py` is made of.
const HAS_WEBKIT: &str = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1'); \
                          from gi.repository import Gtk, WebKit2";

impl Engine {
    pub(crate) const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// As it is given to `--engine`, and to the specs in `RAID_ENGINE`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// # Errors
    /// A sentence that names those there are.
    pub(crate) fn from_name(name: &str) -> Outcome<Engine> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found.ok_or_else(|| Failure::new(format!("There is no engine “{name}”; there are chromium, firefox and webkit.")))
    }

    /// Debian's packages. Without fonts, every text is as wide as nothing.
    pub(crate) fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver", "fonts-liberation"],
            Self::Firefox => &["firefox-esr", "fonts-liberation"],
            Self::WebKit => {
                &["webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1", "gir1.2-gtk-3.0", "fonts-liberation"]
            }
        }
    }

    pub(crate) fn is_there(self) -> bool {
        match self {
            Self::Chromium => chromium().is_some() && chromedriver().is_some(),
            Self::Firefox => firefox().is_some(),
            Self::WebKit => {
                let has_programs = ["WebKitWebDriver", "Xvfb"].iter().all(|name| child::find(&[name]).is_some());
                has_programs && child::answer(child::program("/usr/bin/python3").args(["-c", HAS_WEBKIT])).is_some()
            }
        }
    }

    /// Installs its packages from Debian.
    pub(crate) fn install(self) -> Outcome {
        child::run("`apt-get update`", as_root("apt-get").args(["update", "-qq"]))?;
        let mut install = as_root("apt-get");
        install.args(["install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]).args(self.packages());
        child::run("`apt-get install`", install.env("DEBIAN_FRONTEND", "noninteractive"))
    }
}

/// `CHROMIUM` names another than Debian's.
pub(crate) fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| child::find(&["chromium", "chromium-browser", "google-chrome"]))
}

/// Chromium's driver; `CHROMEDRIVER` names another.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    std::env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| child::find(&["chromedriver"]))
}

/// `FIREFOX` names another than Debian's.
pub(crate) fn firefox() -> Option<PathBuf> {
    std::env::var_os("FIREFOX").map(PathBuf::from).or_else(|| child::find(&["firefox-esr", "firefox"]))
}

/// With `sudo` unless we are root already.
fn as_root(name: &str) -> Command {
    let root = child::answer(child::program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = child::program(if root { name } else { "sudo" });
    if !root {
        command.arg(name);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_is_known_by_its_name() {
        for engine in Engine::ALL {
            assert_eq!(Engine::from_name(engine.name()).ok(), Some(engine));
        }
        assert!(Engine::from_name("gecko").is_err());
    }
}
