//! The second part of the program: what a first view does without.
//!
//! `cargo xtask build` parts the WebAssembly in two files (feature `split`): what a first view needs, and everything that is
//! reachable through a function marked by [`second_part!`] alone. The second file is fetched when the first view stands, or
//! earlier by whatever needs it. Such a function may be called once the part is [here](is_here); whoever may be earlier waits
//! for it: with [`arrived`] in the background, with [`here`] where somebody waits for what follows, with [`once_here`] for a
//! person, who is shown that it is awaited. Nothing is ignored meanwhile.
//!
//! Without the feature, and natively, there is one part, and it is here.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::platform::task::spawn_local;
use super::platform::thrown;

/// Whether the program is parted.
pub const IS_SPLIT: bool = cfg!(all(feature = "split", target_family = "wasm"));

/// Where the second part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody has asked for it.
    Unasked,
    /// It is on its way.
    OnItsWay,
    /// It could not be had: a sentence for a person.
    Failed(String),
    /// It is here.
    Here,
}

type Listener = Rc<dyn Fn()>;

struct Chunk {
    arrival: RefCell<Arrival>,
    /// Fetches it and joins it to the first part: promises nothing but that.
    fetch: RefCell<Option<Function>>,
    waiting: RefCell<Vec<Waker>>,
    /// How many actions of a person wait for it.
    actions: Cell<usize>,
    listeners: RefCell<Vec<(u64, Listener)>>,
    next: Cell<u64>,
}

thread_local! {
    static CHUNK: Chunk = Chunk {
        arrival: RefCell::new(if IS_SPLIT { Arrival::Unasked } else { Arrival::Here }),
        fetch: RefCell::default(),
        waiting: RefCell::default(),
        actions: Cell::new(0),
        listeners: RefCell::default(),
        next: Cell::new(0),
    };
}

/// Listening ends when this is dropped.
pub struct Subscription(u64);

impl Drop for Subscription {
    fn drop(&mut self) {
        CHUNK.with(|chunk| chunk.listeners.borrow_mut().retain(|(number, _)| *number != self.0));
    }
}

/// Hears of each change of [`arrival`] and [`actions_wait`], until the subscription is dropped.
#[must_use]
pub fn subscribe(listener: impl Fn() + 'static) -> Subscription {
    CHUNK.with(|chunk| {
        let number = chunk.next.replace(chunk.next.get() + 1);
        chunk.listeners.borrow_mut().push((number, Rc::new(listener)));
        Subscription(number)
    })
}

/// From now on `fetch()` promises that the second part is here, or rejects with an error whose message is for a person.
pub fn fetch_with(fetch: Function) {
    CHUNK.with(|chunk| *chunk.fetch.borrow_mut() = Some(fetch));
}

/// Where it is.
#[must_use]
pub fn arrival() -> Arrival {
    CHUNK.with(|chunk| chunk.arrival.borrow().clone())
}

/// Whether functions of the second part may be called.
#[must_use]
pub fn is_here() -> bool {
    !IS_SPLIT || CHUNK.with(|chunk| *chunk.arrival.borrow() == Arrival::Here)
}

/// Whether something that a person did waits for it.
#[must_use]
pub fn actions_wait() -> bool {
    CHUNK.with(|chunk| chunk.actions.get() > 0)
}

/// Asks for it, unless it is here or on its way.
pub fn request() {
    if matches!(arrival(), Arrival::Unasked | Arrival::Failed(_)) {
        set(Arrival::OnItsWay);
        spawn_local(async {
            set(match fetched().await {
                Ok(()) => Arrival::Here,
                Err(why) => Arrival::Failed(why),
            });
        });
    }
}

async fn fetched() -> Result<(), String> {
    let words = |error: JsValue| thrown::message(&error);
    let fetch =
        CHUNK.with(|chunk| chunk.fetch.borrow().clone()).ok_or("The script beside the program is of an earlier version.")?;
    let promise: Promise = fetch.call0(&JsValue::NULL).and_then(JsCast::dyn_into).map_err(words)?;
    JsFuture::from(promise).await.map(drop).map_err(words)
}

fn set(arrival: Arrival) {
    CHUNK.with(|chunk| *chunk.arrival.borrow_mut() = arrival);
    CHUNK.with(|chunk| chunk.waiting.take()).into_iter().for_each(Waker::wake);
    tell();
}

fn tell() {
    let listeners: Vec<Listener> =
        CHUNK.with(|chunk| chunk.listeners.borrow().iter().map(|(_, listener)| Rc::clone(listener)).collect());
    listeners.iter().for_each(|listener| listener());
}

/// Resolves when it is here, at once where it is, without asking for it: for what is done in the background.
pub async fn arrived() {
    if !is_here() {
        until(|arrival| *arrival == Arrival::Here).await;
    }
}

/// Asks for it, and resolves when it is here, at once where it is. Where it cannot be had this waits until it was fetched
/// after all.
pub async fn here() {
    if !is_here() {
        request();
        arrived().await;
    }
}

/// Resolves when it is here, or could not be had, without asking for it.
pub async fn settled() {
    until(|arrival| matches!(arrival, Arrival::Here | Arrival::Failed(_))).await;
}

/// As [`here`], for somebody who is told where it cannot be had.
///
/// # Errors
/// Why it could not be had; it is asked for anew by whoever needs it next.
pub async fn here_or_why_not() -> Result<(), String> {
    request();
    settled().await;
    match arrival() {
        Arrival::Failed(why) => Err(why),
        Arrival::Here | Arrival::Unasked | Arrival::OnItsWay => Ok(()),
    }
}

async fn until(is_enough: fn(&Arrival) -> bool) {
    poll_fn(|context| {
        CHUNK.with(|chunk| {
            if is_enough(&chunk.arrival.borrow()) {
                return Poll::Ready(());
            }
            chunk.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
    })
    .await;
}

/// Does what nobody waits for: at once where the part is here, or when it has come, in the order of asking.
pub fn in_background(act: impl FnOnce() + 'static) {
    if is_here() {
        return act();
    }
    spawn_local(async move {
        arrived().await;
        act();
    });
}

/// Does what a person asked for: at once where the part is here, or when it has come, in the order of asking. Meanwhile the
/// page shows that it is awaited.
pub fn once_here(act: impl FnOnce() + 'static) {
    if is_here() {
        return act();
    }
    let action = Action::begin();
    spawn_local(async move {
        here().await;
        drop(action);
        act();
    });
}

/// Something that a person did, while it waits for the second part.
pub struct Action(());

impl Action {
    /// It waits from now on, until it is dropped.
    #[must_use]
    pub fn begin() -> Action {
        CHUNK.with(|chunk| chunk.actions.set(chunk.actions.get() + 1));
        tell_later();
        Action(())
    }
}

impl Drop for Action {
    fn drop(&mut self) {
        CHUNK.with(|chunk| chunk.actions.set(chunk.actions.get() - 1));
        tell_later();
    }
}

/// Whoever listens may be at work just now.
fn tell_later() {
    spawn_local(async { tell() });
}

/// Declares functions of the second part. Each has a number of its own, of two hexadecimal digits, by which the tool that parts
/// the program finds both ends of it (see `xtask/src/split.rs`). Panics where the part is not here.
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
            assert!($crate::web::chunk::is_here(), concat!(stringify!($name), " was called before the second part had come"));
            near($($argument),*)
        }
    )*};
}

pub(crate) use second_part;
