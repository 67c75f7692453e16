//! Kills the browser while registers are edited, and looks whether everything that was acknowledged is there.
//!
//! What is promised, and what is done to the browser, stands at the head of `tests/browser/torture/main.mjs`.

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use crate::{browser, child, compile, page, places};

const DRIVER: &str = "tests/browser/torture/main.mjs";
/// In `cargo xtask test`; a thousand by hand.
const KILLS_OF_A_CHECK: &str = "30";

/// `cargo xtask torture`: builds the page, and tortures it.
pub(crate) fn command(options: Options) -> Outcome {
    let needed: Vec<Tool> =
        tools::FOR_THE_PAGE.into_iter().chain([Tool::Browser(browser::Engine::Chromium), Tool::BrowserTests]).collect();
    let mut steps = Steps::new(needed.len() + 2);
    tools::provide(&needed, &mut steps)?;
    if !options.has("--no-build") {
        steps.next("building the page");
        page::build(compile::BuildMode::Full)?;
    }
    steps.next("killing the browser");
    let mut words = Vec::new();
    for name in ["--kills", "--minutes", "--seed"] {
        words.extend(options.number(name)?.into_iter().flat_map(|number| [name.to_owned(), number.to_string()]));
    }
    words.extend(options.value("--only").into_iter().flat_map(|names| ["--only".to_owned(), names.to_owned()]));
    drive(&words)
}

/// Against the page that is in `dist/`.
pub(crate) fn check() -> Outcome {
    drive(&["--kills".to_owned(), KILLS_OF_A_CHECK.to_owned()])
}

fn drive(words: &[String]) -> Outcome {
    let browser = browser::chromium().ok_or_else(|| Failure::new("There is no Chromium."))?;
    let mut node = child::program("node");
    node.arg(DRIVER).arg("--dist").arg(places::dist()).args(words).env("CHROMIUM", browser);
    child::run("The torture", &mut node)
}
