//! One law of files, tried on inputs that libFuzzer makes up. `RAID_FUZZ_TARGET` says which; seeds are written into the
//! folder `RAID_FUZZ_SEEDS`, where there is one.
#![no_main]

#[path = "../../../tests/file_laws/mod.rs"]
mod file_laws;
mod seeds;

use std::path::Path;
use std::sync::OnceLock;

use file_laws::{Law, TARGETS};

static LAW: OnceLock<Law> = OnceLock::new();

fn begin() {
    let name = std::env::var("RAID_FUZZ_TARGET").unwrap_or_default();
    let found = TARGETS.into_iter().find(|(target, _)| *target == name);
    let (_, law) = found.unwrap_or_else(|| panic!("RAID_FUZZ_TARGET is none of the targets: {name}"));
    LAW.get_or_init(|| law);
    if let Some(folder) = std::env::var_os("RAID_FUZZ_SEEDS") {
        seeds::write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), &name, Path::new(&folder));
    }
}

libfuzzer_sys::fuzz_target!(init: begin(), |bytes: &[u8]| {
    LAW.get().expect("the target is chosen first")(bytes);
});
