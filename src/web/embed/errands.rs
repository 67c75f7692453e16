//! What a person or a host asks of the register's files is done by the second part of the program.

use std::rc::Rc;

use super::errand::Errand;
use super::inner::{Inner, SAMPLE};
use crate::web::chunk::{self, Action, second_part};
use crate::web::platform::task::{Later, spawn_local};

impl Inner {
    /// Does it as soon as the second part is here; the page shows that it is awaited.
    pub(super) fn run(self: &Rc<Self>, errand: Errand) {
        let (inner, action) = (Rc::clone(self), (!chunk::is_here()).then(Action::begin));
        spawn_local(async move {
            chunk::here().await;
            drop(action);
            run(&inner, errand).await;
        });
    }

    /// The same for a host.
    ///
    /// # Errors
    /// Why the second part could not be had.
    pub(super) async fn run_for_host(self: &Rc<Self>, errand: Errand) -> Result<(), String> {
        chunk::here_or_why_not().await?;
        run(self, errand).await;
        Ok(())
    }

    async fn do_errand(self: &Rc<Self>, errand: Errand) {
        match errand {
            Errand::Offer(file, name) => self.offer(&file, &name).await,
            Errand::ShowUnread(name, unread, file) => self.files.offer_read(&name, Err(unread), Some(file)),
            Errand::Export(records) => self.export(records).await,
            Errand::Publish => self.publish(),
            Errand::Sample => self.fetch_to_offer(&format!("{}{SAMPLE}", self.base), "the sample register").await,
            Errand::ListEarlier => self.list_earlier().await,
            Errand::Pin(key, pinned) => self.pin_earlier(&key, pinned).await,
        }
    }
}

second_part! {
    "51" fn run<'a>(inner: &'a Rc<Inner>, errand: Errand) -> Later<'a, ()> {
        Box::pin(inner.do_errand(errand))
    }
}
