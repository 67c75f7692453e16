//! `dist/element/`: the npm package, the element's own files with types, manifest and readme made of `www/raid-api.js`.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::files::{copy, copy_folder};
use crate::{child, places};

/// Runs in Node.
const MAKER: &str = "xtask/src/element.mjs";
const FOLDER: &str = "element";

/// The files of the page that the element, and its frame edition, are made of.
const FILES: [&str; 5] = ["raid-register.js", "raid-embed.js", "raid-embed-host.js", "embed.html", "page.css"];
const FOLDERS: [&str; 2] = ["glue", "samples"];

/// Puts the package together from the finished page.
pub(crate) fn package(page: &Path) -> Outcome {
    let package = page.join(FOLDER);
    fs::create_dir_all(&package).map_err(Failure::at("create", &package))?;
    for file in FILES {
        copy(&page.join(file), &package.join(file))?;
    }
    // Whoever passes the package on passes the licence on.
    copy(&places::root().join("LICENSE"), &package.join("LICENSE"))?;
    for folder in FOLDERS {
        copy_folder(&page.join(folder), &package.join(folder))?;
    }
    let table = format!("file://{}", places::root().join("www/raid-api.js").display());
    let mut node = child::program("node");
    child::run("Making the package", node.args([MAKER, &table, env!("CARGO_PKG_VERSION")]).arg(&package))
}
