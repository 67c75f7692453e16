//! What a record is: its values, where it stands, links, assessments, and a change request's case.

mod anomaly;
mod assessment;
pub mod case;
mod content;
mod custom_value;
mod extra;
mod fields;
mod following;
mod keys;
mod link;
mod note;
mod owner;
mod record_summary;
mod reference;
mod status_entry;
mod step;
mod value;
mod whole_record;
mod wire;

pub use anomaly::Anomaly;
pub use assessment::{Assessment, Slot};
pub use content::content_of;
pub use custom_value::CustomValue;
pub(crate) use custom_value::sort_number;
pub use extra::Extra;
pub use fields::Fields;
pub(crate) use following::Follows;
pub(crate) use keys::{NESTED, STRUCTURES, is_newer_field, key};
pub use link::Link;
pub use note::Note;
pub use owner::Owner;
pub(crate) use owner::OwnerText;
pub use record_summary::RecordSummary;
pub use reference::{ExternalRef, normal_form};
pub use status_entry::StatusEntry;
pub use step::{Done, Step};
pub use value::{BadValue, Value};
pub(crate) use whole_record::provisional_forms;
pub use whole_record::{Record, provisional};
pub(crate) use wire::{CitedLink, elsewhere, fingerprint};

pub use crate::kind::{Field, Kind, LinkType, Shape, Status};
