//! The browser's services, each small, none of them deciding anything.

pub mod blobs;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod dates;
pub mod fail_point;
pub mod frame;
pub mod host_storage;
pub mod local;
pub mod random;
pub mod reading;
pub mod storage;
pub mod task;
pub mod thrown;
