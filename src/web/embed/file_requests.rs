//! What a person or a host asks of the register's files is done by the second part of the program.

use std::rc::Rc;

use super::file_request::FileRequest;
use super::inner::{Inner, SAMPLE};
use crate::web::platform::task::{LocalBoxFuture, spawn_local};
use crate::web::second_part::{self, PendingAction, second_part};

impl Inner {
    /// Does it as soon as the second part is here; the page shows that it is awaited.
    pub(super) fn run(self: &Rc<Self>, request: FileRequest) {
        let (inner, action) = (Rc::clone(self), (!second_part::is_loaded()).then(PendingAction::begin));
        spawn_local(async move {
            second_part::load().await;
            drop(action);
            run(&inner, request).await;
        });
    }

    /// The same for a host.
    ///
    /// # Errors
    /// Why the second part could not be had.
    pub(super) async fn run_for_host(self: &Rc<Self>, request: FileRequest) -> Result<(), String> {
        second_part::try_load().await?;
        run(self, request).await;
        Ok(())
    }

    async fn do_request(self: &Rc<Self>, request: FileRequest) {
        match request {
            FileRequest::Offer(file, name) => self.offer(&file, &name).await,
            FileRequest::ShowUnread(name, unread, file) => self.files.offer_read(&name, Err(unread), Some(file)),
            FileRequest::Export(records) => self.export(records).await,
            FileRequest::Publish => self.publish(),
            FileRequest::Sample => self.fetch_to_offer(&format!("{}{SAMPLE}", self.base), "the sample register").await,
            FileRequest::ListEarlier => self.list_earlier().await,
            FileRequest::Pin(key, pinned) => self.pin_earlier(&key, pinned).await,
        }
    }
}

second_part! {
    "51" fn run<'a>(inner: &'a Rc<Inner>, request: FileRequest) -> LocalBoxFuture<'a, ()> {
        Box::pin(inner.do_request(request))
    }
}
