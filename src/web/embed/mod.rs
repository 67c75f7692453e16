//! What a host's JavaScript sees: one handle behind the `<raid-register>` element.

mod address;
mod checking;
mod fetching;
mod file_request;
mod file_requests;
mod handle;
mod host_events;
mod inner;
mod preset;
mod publish;
mod sheets;
mod source;

pub use handle::{RegisterHandle, fetch_second_part_with, on_panic, version};
