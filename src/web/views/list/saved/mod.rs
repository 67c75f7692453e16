//! Lists that have a name: applied, saved, renamed and deleted.

mod saved_list;
mod saved_menu;

pub(super) use saved_menu::SavedMenu;
