//! The kinds of record. Each is declared in one file: its words, references, fields, statuses, columns and what its page has.
//!
//! A kind is added by a file, a line in `kinds.rs`, its rows in the table of `workflow`, and the schema, which is made. A field is
//! added by a row in `field.rs` and its name in the files of the kinds that have it.

mod action;
mod assumption;
mod change_request;
mod column;
mod content_role;
mod decision;
mod definition;
mod dependency;
mod document;
mod field;
mod issue;
mod kinds;
mod link_type;
mod meeting;
mod milestone;
mod newer;
mod of_kind;
mod risk;
mod setup;
mod status;

pub use column::{Column, CustomName};
pub use definition::{Definition, DueMeaning, Numbering, OnAgenda, PageSection, Rating, Series};
pub use field::{Field, Shape};
pub use kinds::{ALWAYS_WRITTEN, Kind, SECTIONS};
pub use link_type::LinkType;
pub use of_kind::COMMON;
pub use status::Status;
