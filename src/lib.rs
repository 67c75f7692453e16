//! A risk and change register for large delivery programmes.
//!
//! The register itself is the package `raid-core` in `src/core`; its first page says how it works. What stands here is
//! everything that knows a browser, compiled for the least size, and the core under the names that users know.
//! The stand-alone page is just the first host of the `<raid-register>` element.

pub use raid_core::{
    calendar, export, fold, history, kind, log, planning, query, record, scheme, session, snapshot, sorting, stamp, state, text,
    vec_map, words, workflow,
};

#[cfg(feature = "web")]
pub mod web;
