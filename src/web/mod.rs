//! Everything that knows a browser.

pub mod app;
pub mod embed;
pub mod files;
pub mod persistence;
pub mod platform;
pub mod reading;
pub mod route;
pub mod store;
pub mod styles;
pub mod views;
