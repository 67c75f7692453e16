//! What the register holds: records of nine kinds, their fields, statuses and links.

mod anomaly;
mod assessment;
pub mod case;
mod extra;
mod field;
mod fields;
mod glance;
mod kind;
mod link;
mod note;
mod owner;
mod record;
mod reference;
mod status;
mod step;
mod value;
mod wire;

pub use anomaly::Anomaly;
pub use assessment::{Assessment, Slot};
pub use extra::Extra;
pub(crate) use extra::Follows;
pub use field::{Field, Shape};
pub use fields::Fields;
pub use glance::Glance;
pub use kind::Kind;
pub use link::{Link, LinkType};
pub use note::Note;
pub use owner::Owner;
pub(crate) use owner::OwnerText;
pub(crate) use record::provisional_forms;
pub use record::{Item, provisional};
pub use reference::{ExternalRef, normal_form};
pub use status::{Standing, Status};
pub use step::{Done, Step};
pub use value::{BadValue, Value};
pub(crate) use wire::{CitedLink, elsewhere, fingerprint};
