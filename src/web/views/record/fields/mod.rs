//! A record's fields, each edited where it stands: how a value looks, the form in its place, and the sections they fill.

mod details;
mod in_place;
mod in_place_view;
mod own_fields;
mod shown;
mod subject;
mod texts;

pub(super) use details::Details;
pub(crate) use in_place::{Focus, InPlace, InPlaceProps, Layout};
pub(super) use own_fields::own_fields;
pub(super) use shown::{due_words, owner_words, prose};
pub(crate) use subject::Subject;
pub(super) use subject::offers;
pub(super) use texts::texts;
