//! One record: everything about it, edited in place; and the forms that raise one.
//!
//! | folder | what a person does there |
//! |---|---|
//! | [`page`] | looks at the record: its head, its sections, what needs them |
//! | [`fields`] | reads and edits the fields where they stand |
//! | [`status`] | moves it on, strikes it out |
//! | [`assessment`], [`mitigation`] | assesses a risk, and says what is done about it |
//! | [`links`] | links it to others |
//! | [`history`] | reads what happened, writes notes |
//! | [`change`] | takes a change request through its life |
//! | [`raise`] | raises a record |
//! | [`form`] | what all their forms are made of |

mod assessment;
mod change;
mod fields;
mod form;
mod history;
mod links;
mod mitigation;
mod page;
mod raise;
mod record_context;
mod reference;
mod requirement_place;
mod status;

pub(super) use fields::{Focus, InPlace, InPlaceProps, Layout, Subject};
pub use page::item_view;
pub use raise::{RaiseDialog, RaiseDialogProps};
