//! What a host's JavaScript sees: one handle behind the `<raid-register>` element.

mod address;
mod checking;
mod fetching;
mod handle;
mod inner;
mod publish;
mod sheets;
mod source;
mod told;

pub use handle::{RegisterHandle, on_panic, version};
