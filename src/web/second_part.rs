//! The second part of the program: what a first view does without.
//!
//! With the feature `split` the WebAssembly can be parted in two files: what a first view needs, and everything that is
//! reachable through a function marked by [`second_part!`] alone. The second file is fetched when the first view stands, or
//! earlier by whatever needs it. Such a function may be called once the part is [loaded](is_loaded); whoever may be earlier waits
//! for it: with [`wait_until_loaded`] in the background, with [`load`] where somebody waits for what follows, with [`when_loaded`] for a
//! person, who is shown that it is awaited. Nothing is ignored meanwhile.
//!
//! Without the feature, and natively, there is one part, and it is loaded.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::platform::task::spawn_local;
use super::platform::thrown;
use super::subscribers::Subscribers;
pub use super::subscribers::Subscription;

/// Whether the program is parted.
pub const IS_SPLIT: bool = cfg!(all(feature = "split", target_family = "wasm"));

/// Where the second part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadState {
    /// Nobody has asked for it.
    NotRequested,
    /// It is on its way.
    Loading,
    /// It could not be had: a sentence for a person.
    Failed(String),
    /// It is here.
    Loaded,
}

struct SecondPart {
    state: RefCell<LoadState>,
    /// Fetches it and joins it to the first part: promises nothing but that.
    fetch: RefCell<Option<Function>>,
    waiting: RefCell<Vec<Waker>>,
    /// How many actions of a person wait for it.
    actions: Cell<usize>,
    subscribers: Subscribers<()>,
}

thread_local! {
    static SECOND_PART: SecondPart = SecondPart {
        state: RefCell::new(if IS_SPLIT { LoadState::NotRequested } else { LoadState::Loaded }),
        fetch: RefCell::default(),
        waiting: RefCell::default(),
        actions: Cell::new(0),
        subscribers: Subscribers::default(),
    };
}

/// Hears of each change of [`load_state`] and [`has_pending_actions`], until the subscription is dropped.
#[must_use]
pub fn subscribe(listener: impl Fn() + 'static) -> Subscription {
    SECOND_PART.with(|part| part.subscribers.subscribe(move |()| listener()))
}

/// From now on `fetch()` promises that the second part is here, or rejects with an error whose message is for a person.
pub fn set_fetch(fetch: Function) {
    SECOND_PART.with(|part| *part.fetch.borrow_mut() = Some(fetch));
}

/// Where it is.
#[must_use]
pub fn load_state() -> LoadState {
    SECOND_PART.with(|part| part.state.borrow().clone())
}

/// Whether functions of the second part may be called.
#[must_use]
pub fn is_loaded() -> bool {
    !IS_SPLIT || SECOND_PART.with(|part| *part.state.borrow() == LoadState::Loaded)
}

/// Whether something that a person did waits for it.
#[must_use]
pub fn has_pending_actions() -> bool {
    SECOND_PART.with(|part| part.actions.get() > 0)
}

/// Asks for it, unless it is here or on its way.
pub fn request() {
    if matches!(load_state(), LoadState::NotRequested | LoadState::Failed(_)) {
        set(LoadState::Loading);
        spawn_local(async {
            set(match fetched().await {
                Ok(()) => LoadState::Loaded,
                Err(why) => LoadState::Failed(why),
            });
        });
    }
}

async fn fetched() -> Result<(), String> {
    let words = |error: JsValue| thrown::message(&error);
    let fetch =
        SECOND_PART.with(|part| part.fetch.borrow().clone()).ok_or("The script beside the program is of an earlier version.")?;
    let promise: Promise = fetch.call0(&JsValue::NULL).and_then(JsCast::dyn_into).map_err(words)?;
    JsFuture::from(promise).await.map(drop).map_err(words)
}

fn set(state: LoadState) {
    SECOND_PART.with(|part| *part.state.borrow_mut() = state);
    SECOND_PART.with(|part| part.waiting.take()).into_iter().for_each(Waker::wake);
    tell();
}

fn tell() {
    SECOND_PART.with(|part| part.subscribers.clone()).tell(&());
}

/// Resolves when it is here, at once where it is, without asking for it: for what is done in the background.
pub async fn wait_until_loaded() {
    if !is_loaded() {
        until(|state| *state == LoadState::Loaded).await;
    }
}

/// Asks for it, and resolves when it is here, at once where it is. Where it cannot be had this waits until it was fetched
/// after all.
pub async fn load() {
    if !is_loaded() {
        request();
        wait_until_loaded().await;
    }
}

/// Resolves when it is here, or could not be had, without asking for it.
pub async fn wait_until_settled() {
    until(|state| matches!(state, LoadState::Loaded | LoadState::Failed(_))).await;
}

/// As [`load`], for somebody who is told where it cannot be had.
///
/// # Errors
/// Why it could not be had; it is asked for anew by whoever needs it next.
pub async fn try_load() -> Result<(), String> {
    request();
    wait_until_settled().await;
    match load_state() {
        LoadState::Failed(why) => Err(why),
        LoadState::Loaded | LoadState::NotRequested | LoadState::Loading => Ok(()),
    }
}

async fn until(is_enough: fn(&LoadState) -> bool) {
    poll_fn(|context| {
        SECOND_PART.with(|part| {
            if is_enough(&part.state.borrow()) {
                return Poll::Ready(());
            }
            part.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
    })
    .await;
}

/// Does what nobody waits for: at once where the part is here, or when it has come, in the order of asking.
pub fn when_loaded_quietly(act: impl FnOnce() + 'static) {
    if is_loaded() {
        return act();
    }
    spawn_local(async move {
        wait_until_loaded().await;
        act();
    });
}

/// Does what a person asked for: at once where the part is here, or when it has come, in the order of asking. Meanwhile the
/// page shows that it is awaited.
pub fn when_loaded(act: impl FnOnce() + 'static) {
    if is_loaded() {
        return act();
    }
    let action = PendingAction::begin();
    spawn_local(async move {
        load().await;
        drop(action);
        act();
    });
}

/// Something that a person did, while it waits for the second part.
pub struct PendingAction(());

impl PendingAction {
    /// It waits from now on, until it is dropped.
    #[must_use]
    pub fn begin() -> PendingAction {
        SECOND_PART.with(|part| part.actions.set(part.actions.get() + 1));
        tell_later();
        PendingAction(())
    }
}

impl Drop for PendingAction {
    fn drop(&mut self) {
        SECOND_PART.with(|part| part.actions.set(part.actions.get() - 1));
        tell_later();
    }
}

/// Whoever listens may be at work just now.
fn tell_later() {
    spawn_local(async { tell() });
}

/// Declares functions of the second part. Each has a number of its own, of two hexadecimal digits, by which the tool that parts
/// the program, `wasm_split_cli_support`, finds both ends of it. Panics where the part is not here.
macro_rules! second_part {
    ($($(#[$attribute:meta])* $number:literal $visible:vis fn $name:ident $(<$life:lifetime>)? ($($argument:ident: $type:ty),* $(,)?) $(-> $result:ty)? $body:block)*) => {$(
        #[cfg(not(all(feature = "split", target_family = "wasm")))]
        $(#[$attribute])*
        $visible fn $name $(<$life>)? ($($argument: $type),*) $(-> $result)? $body

        #[cfg(all(feature = "split", target_family = "wasm"))]
        $(#[$attribute])*
        $visible fn $name $(<$life>)? ($($argument: $type),*) $(-> $result)? {
            // Both ends are Rust of one compilation: the types that cross are laid out alike on either side.
            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            #[allow(improper_ctypes)]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_00rest00_import_", $number, "000000000000000000000000000000_", stringify!($name))]
                safe fn near $(<$life>)? ($($argument: $type),*) $(-> $result)?;
            }
            #[unsafe(export_name = concat!("__wasm_split_00rest00_export_", $number, "000000000000000000000000000000_", stringify!($name)))]
            #[allow(improper_ctypes_definitions)]
            extern "C" fn far $(<$life>)? ($($argument: $type),*) $(-> $result)? $body
            assert!($crate::web::second_part::is_loaded(), concat!(stringify!($name), " was called before the second part had come"));
            near($($argument),*)
        }
    )*};
}

pub(crate) use second_part;
