//! The set-up that a host gives a register which begins: the attribute `preset`, an address.

use std::rc::Rc;

use super::fetching::fetched;
use super::inner::Inner;
use crate::scheme::preset::Preset;
use crate::web::platform::blobs;
use crate::web::platform::task::LocalBoxFuture;
use crate::web::second_part::{self, second_part};

impl Inner {
    /// Begins the register with the set-up at that address. Where it cannot be had, the register has the general one, and that
    /// is said.
    pub(super) async fn set_up_from(self: &Rc<Self>, address: String) {
        second_part::load().await;
        let done = set_up(Rc::clone(self), address.clone()).await;
        if let Err(why) = done
            && !self.stopped.get()
        {
            let why = why.trim_end_matches('.');
            self.store
                .notices()
                .complain(format!("The set-up {address} could not be used: {why}. The register has the general one"));
        }
    }

    async fn begin_from(&self, address: String) -> Result<(), String> {
        let file = fetched(address, None).await?;
        let preset = Preset::read(&blobs::read(&file, &mut |_| ()).await?)?;
        let (title, is_empty) =
            self.store.session().read(|session| (session.register().title.clone(), session.register().is_empty()));
        // What was begun meanwhile stays.
        if is_empty && !self.stopped.get() {
            self.store.begin(&title, preset.begun());
        }
        Ok(())
    }
}

second_part! {
    "81" fn set_up(inner: Rc<Inner>, address: String) -> LocalBoxFuture<'static, Result<(), String>> {
        Box::pin(async move { inner.begin_from(address).await })
    }
}
