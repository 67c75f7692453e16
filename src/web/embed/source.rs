//! The register at `src`, which is opened where nobody keeps one yet. Where it cannot be fetched no other begins in its place:
//! it is asked for again, and what is recorded meanwhile joins it.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::fetching::fetched;
use super::file_request::FileRequest;
use super::inner::Inner;
use crate::web::persistence::Persistence;
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::{LocalBoxFuture, future_to_promise, spawn_local};
use crate::web::platform::thrown;
use crate::web::reading;
use crate::web::second_part::{self, second_part};

/// Milliseconds after which a file that has not come is no longer waited for before anything is shown.
const LONG: u32 = 30_000;
/// Milliseconds until it is asked for again; twice as many each time, up to the longest.
const FIRST_WAIT: u32 = 5_000;
const LONGEST_WAIT: u32 = 300_000;

impl Inner {
    /// Opens `src`, where nobody keeps the register. Two who find nothing at the same time take turns: the second finds what
    /// the first has kept.
    pub(super) async fn open_first(
        self: &Rc<Self>,
        keeper: &Rc<Persistence>,
        src: &str,
        ahead: Option<Promise>,
    ) -> Result<(), String> {
        let turn = self.take_turn(keeper).await;
        fail_point("first");
        let found = if turn.is_some() { keeper.look_again().await } else { Ok(false) };
        let is_wanted = found == Ok(false) && !self.stopped.get();
        if is_wanted && let Err(why) = self.fetch_first(src, ahead).await {
            keeper.await_source(src);
            self.say_awaited(src, &why);
        }
        end_turn(keeper, turn);
        found.map(drop).map_err(|why| why.to_string())
    }

    /// Where nobody else keeps the register, its file opens at once. What is no register is shown as any file is.
    async fn fetch_first(self: &Rc<Self>, src: &str, ahead: Option<Promise>) -> Result<(), String> {
        let file = within(LONG, fetched(src.to_owned(), ahead)).await?;
        let read = self.read(&file, src).await;
        match read {
            _ if self.stopped.get() => Ok(()),
            Ok(found) => {
                self.open(found, Some(file));
                Ok(())
            }
            Err(unread) => {
                let why = unread.to_string();
                self.run(FileRequest::ShowUnread(src.into(), unread, file));
                Err(why)
            }
        }
    }

    /// Asks for the file that the register is to join, until it has come.
    pub(super) fn follow_awaited(self: &Rc<Self>, keeper: Rc<Persistence>, src: String) {
        let inner = Rc::clone(self);
        spawn_local(async move {
            second_part::load().await;
            awaited(inner, keeper, src).await;
        });
    }

    /// Asks for the awaited file until it has come, less and less often.
    async fn fetch_awaited(self: Rc<Self>, keeper: Rc<Persistence>, src: String) {
        let mut wait = 0;
        while !self.stopped.get() && keeper.awaited().is_some() {
            match self.fetch_to_join(&keeper, &src).await {
                Ok(()) => return self.unsay_awaited(),
                Err(why) => self.say_awaited(&src, &why),
            }
            wait = (wait * 2).clamp(FIRST_WAIT, LONGEST_WAIT);
            TimeoutFuture::new(wait).await;
        }
        self.unsay_awaited();
    }

    async fn fetch_to_join(&self, keeper: &Rc<Persistence>, src: &str) -> Result<(), String> {
        let file = fetched(src.to_owned(), None).await?;
        let found = reading::read(&file, false, |_| {}).await.map_err(|unread| unread.to_string())?;
        let turn = self.take_turn(keeper).await;
        // Another tab may have been quicker.
        let looked = keeper.look_again().await.map_err(|why| why.to_string());
        let done = match looked {
            Ok(_) if !self.stopped.get() && keeper.awaited().is_some() => keeper.join_source(found).await,
            looked => looked.map(drop),
        };
        end_turn(keeper, turn);
        done.inspect(|()| self.store.notices().announce(format!("{src} has come: what was recorded meanwhile was added to it")))
    }

    #[cold]
    fn say_awaited(&self, src: &str, why: &str) {
        let why = why.trim_end_matches('.');
        let words = format!(
            "{src} could not be fetched: {why}. It is tried again, also at your next visit; what you record meanwhile is kept and joins it"
        );
        let is_said = self.store.notices().lasting().iter().any(|said| said.text == words);
        if !is_said && !self.stopped.get() {
            self.unsay_awaited();
            self.store.notices().complain(words);
            self.said_awaited.set(Some(self.store.notices().last().number));
        }
    }

    fn unsay_awaited(&self) {
        if let Some(number) = self.said_awaited.take() {
            self.store.notices().put_away(number);
        }
    }

    async fn take_turn(&self, keeper: &Persistence) -> Option<Function> {
        let turns = self.turns.borrow().clone().filter(|_| keeper.is_kept())?;
        let promise: Promise = turns.call1(&JsValue::NULL, &keeper.name().into()).ok()?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }
}

second_part! {
    "53" fn awaited(inner: Rc<Inner>, keeper: Rc<Persistence>, src: String) -> LocalBoxFuture<'static, ()> {
        Box::pin(inner.fetch_awaited(keeper, src))
    }
}

/// The next one's turn comes when what was opened is kept.
fn end_turn(keeper: &Rc<Persistence>, turn: Option<Function>) {
    if let Some(end) = turn {
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            // Where what keeps it cannot be had, nobody waits for that.
            second_part::wait_until_settled().await;
            if second_part::is_loaded() {
                keeper.flush().await;
            }
            let _ = end.call0(&JsValue::NULL);
        });
    }
}

async fn within(milliseconds: u32, file: impl Future<Output = Result<Blob, String>> + 'static) -> Result<Blob, String> {
    let text = |why: String| JsValue::from_str(&why);
    let file = future_to_promise(async move { file.await.map(JsValue::from).map_err(text) });
    let late = future_to_promise(async move {
        TimeoutFuture::new(milliseconds).await;
        Err("no answer has come yet".into())
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&file, &late))).await;
    first.and_then(JsCast::dyn_into).map_err(|error| thrown::message(&error))
}
