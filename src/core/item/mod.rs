//! What a record is: its values, where it stands, links, assessments, and a change request's case.

mod anomaly;
mod assessment;
pub mod case;
mod content;
mod extra;
mod fields;
mod following;
mod glance;
mod keys;
mod link;
mod note;
mod owner;
mod record;
mod reference;
mod standing;
mod step;
mod value;
mod wire;

pub use anomaly::Anomaly;
pub use assessment::{Assessment, Slot};
pub use content::content_of;
pub use extra::Extra;
pub use fields::Fields;
pub(crate) use following::Follows;
pub use glance::Glance;
pub(crate) use keys::{NESTED, STRUCTURES, is_newer_field};
pub use link::Link;
pub use note::Note;
pub use owner::Owner;
pub(crate) use owner::OwnerText;
pub(crate) use record::provisional_forms;
pub use record::{Item, provisional};
pub use reference::{ExternalRef, normal_form};
pub use standing::Standing;
pub use step::{Done, Step};
pub use value::{BadValue, Value};
pub(crate) use wire::{CitedLink, elsewhere, fingerprint};

pub use crate::kind::{Field, Kind, LinkType, Shape, Status};
