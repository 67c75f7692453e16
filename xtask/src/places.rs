//! Where things are. Only `dist/` is seen at the top of the repository; the rest is under `target/` or the user's cache.

use std::env;
use std::path::PathBuf;

/// The repository.
pub(crate) fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map(PathBuf::from).unwrap_or(own)
}

/// The page, ready to be copied to any web server.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Half-made things; lost on `cargo clean`, and made again.
pub(crate) fn work() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(target).join("xtask")
}

/// Installed tools, shared by every clone on this machine. `XDG_CACHE_HOME` moves it.
pub(crate) fn cache() -> PathBuf {
    let home = || env::home_dir().unwrap_or_else(root).join(".cache");
    env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("raid-register")
}

/// Node tests and what they import.
pub(crate) fn browser_tests() -> PathBuf {
    root().join("tests").join("browser")
}
