//! Keeps what a form of the set-up was filled in with.

use crate::scheme::Scheme;
use crate::web::store::Store;
use crate::workflow::{Command, Refusal};

/// The set-up that a form comes to: it was filled in from `opening`, and what somebody else changed meanwhile stays.
pub(super) fn rebased(store: &Store, opening: &Scheme, to: &Scheme) -> Scheme {
    store.session().read(|session| to.rebased(opening, &session.register().scheme))
}

/// Changes the set-up as [`rebased`] has it, and says `done`. A form in which nothing was changed changes nothing.
///
/// # Errors
/// Which part cannot be kept, where it is one, and why.
pub(super) fn change_setup(store: &Store, opening: &Scheme, to: &Scheme, done: &'static str) -> Result<(), (String, String)> {
    if to == opening {
        return Ok(());
    }
    let to = Box::new(rebased(store, opening, to));
    match store.session().carry_out(Command::ChangeScheme { to }) {
        Ok(_) => store.notices().announce(done),
        Err(Refusal::NoChange) => {}
        Err(Refusal::BadSetup { what, why }) => return Err((what, why)),
        Err(refusal) => return Err((String::new(), refusal.to_string())),
    }
    Ok(())
}

/// The same, with the part and the reason in one sentence.
pub(super) fn change_setup_or_say(store: &Store, opening: &Scheme, to: &Scheme, done: &'static str) -> Result<(), String> {
    change_setup(store, opening, to, done).map_err(|(what, why)| if what.is_empty() { why } else { format!("{what}: {why}") })
}
