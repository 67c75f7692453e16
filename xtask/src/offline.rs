//! What the stand-alone page keeps for work without a network: the build's own files, under a name that changes with them.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::files::{change, files_below};

/// The service worker, which gets the list.
const WORKER: &str = "sw.js";

/// What is not part of the stand-alone page: the worker itself, what takes it back, and what is for hosts.
const NOT_KEPT: [&str; 8] =
    ["sw.js", "sw-kill.js", "host.html", "host.css", "host.js", "embed.html", "raid-embed.js", "raid-embed-host.js"];
const NOT_KEPT_BELOW: [&str; 3] = ["element/", "examples/", "schema/"];

/// Puts the names of all files into the service worker, and a name for all of them together.
pub(crate) fn list_files(page: &Path) -> Outcome {
    let mut hasher = DefaultHasher::new();
    let mut names = Vec::new();
    for file in files_below(page)? {
        let name = file.strip_prefix(page).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if is_kept(&name) {
            fs::read(&file).map_err(Failure::at("read", &file))?.hash(&mut hasher);
            names.push(name);
        }
    }
    let build = format!("{:016x}", hasher.finish());
    let worker = page.join(WORKER);
    change(&worker, &worker, |script| {
        filled(script, &build, &names).ok_or_else(|| Failure::new("sw.js has no place for its list of files."))
    })
}

fn is_kept(name: &str) -> bool {
    !NOT_KEPT.contains(&name) && !NOT_KEPT_BELOW.iter().any(|folder| name.starts_with(folder))
}

/// `script` with its own name for the build and the list of files; `None` where there is no place for them.
fn filled(script: &str, build: &str, names: &[String]) -> Option<String> {
    let list: Vec<String> = names.iter().map(|name| format!("\"./{name}\"")).collect();
    let named = script.replacen("\"not built\"", &format!("\"{build}\""), 1);
    let start = ["FILES=[", "FILES = [", "=[]", "= []"]
        .into_iter()
        .find_map(|mark| named.find(mark).map(|at| at + mark.find('[').unwrap_or(0)))?;
    let end = start + named[start..].find(']')?;
    let whole = format!("{}[{}{}", &named[..start], list.join(","), &named[end..]);
    (named != script).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_gets_its_list_and_its_name() {
        let names = ["index.html".to_owned(), "glue/a.wasm".to_owned()];
        for script in ["const BUILD = \"not built\";\nconst FILES = [];", "const a=\"not built\",b=[],c=[1];"] {
            let filled = filled(script, "0f", &names).unwrap();
            assert!(filled.contains("\"0f\"") && filled.contains("[\"./index.html\",\"./glue/a.wasm\"]"), "{filled}");
        }
        assert_eq!(filled("const FILES = [];", "0f", &names), None);
        assert_eq!(filled("const BUILD = \"not built\";", "0f", &names), None);
    }

    #[test]
    fn hosts_files_are_not_kept_for_the_page() {
        assert!(is_kept("raid-register.js") && is_kept("samples/mhhs.raid.json"));
        assert!(!is_kept("sw.js") && !is_kept("element/package.json"));
    }
}
