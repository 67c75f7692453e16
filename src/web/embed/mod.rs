//! What a host's JavaScript sees: one handle behind the `<raid-register>` element.

mod address;
mod handle;
mod sheets;

pub use handle::RegisterHandle;
