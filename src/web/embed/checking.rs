//! The state of a register is compared with its log, a little at a time, while nobody is at work.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::{LocalBoxFuture, spawn_local};
use crate::web::second_part::{self, second_part};
use crate::web::store::{ConsistencyCheck, Listeners, StoreEvent, Subscription};

/// What a person does, beside what changes the register or what is shown of it.
const STIRS: [&str; 5] = ["keydown", "input", "pointerdown", "wheel", "scroll"];
/// Time given to it at once, in milliseconds: who scrolls or types next waits no longer.
const SLICE: f64 = 3.0;
/// So long nobody has to have done anything before it goes on, in milliseconds.
const AFTER_WORK: u32 = 1_000;
/// Records compared with their log before the time is looked at.
const STEP: usize = 8;
/// Records whose lines are fetched at once, where the log is not here.
const AT_ONCE: usize = 256;

/// Compares after each file that is opened or put right, until it is dropped.
pub(super) struct Checking {
    _subscription: Subscription,
    _stirs: [EventListener; 5],
}

impl Checking {
    /// Of the register that is shown in `mount`.
    pub(super) fn follow(check: &ConsistencyCheck, listeners: &Listeners, mount: &Element) -> Checking {
        let stirs = Rc::new(Cell::new(0_u64));
        let listen = |name: &'static str| {
            let stirs = Rc::clone(&stirs);
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(mount, name, options, move |_| stirs.set(stirs.get() + 1))
        };
        let heard = STIRS.map(listen);
        let (check, revised) = (check.clone(), listeners.clone());
        let subscription = listeners.subscribe(move |news| {
            if matches!(news, StoreEvent::Opened | StoreEvent::Reconciled) {
                let (check, listeners, stirs) = (check.clone(), revised.clone(), Rc::clone(&stirs));
                spawn_local(async move {
                    second_part::wait_until_loaded().await;
                    compared(&check, &listeners, &stirs).await;
                });
            }
        });
        Checking { _subscription: subscription, _stirs: heard }
    }
}

second_part! {
    "50" fn compared<'a>(check: &'a ConsistencyCheck, listeners: &'a Listeners, stirs: &'a Cell<u64>) -> LocalBoxFuture<'a, ()> {
        Box::pin(compare(check, listeners, stirs))
    }
}

async fn compare(check: &ConsistencyCheck, listeners: &Listeners, stirs: &Cell<u64>) {
    TimeoutFuture::new(300).await;
    let done_so_far = || (listeners.revision(), stirs.get());
    let mut seen = done_so_far();
    loop {
        idle().await;
        fail_point("idle");
        // Somebody is at work: this can wait.
        if std::mem::replace(&mut seen, done_so_far()) != seen {
            TimeoutFuture::new(AFTER_WORK).await;
            continue;
        }
        match check.fetch_wanted(AT_ONCE).await {
            Ok(true) => continue,
            Ok(false) => {}
            // Nothing depends on it; what cannot be read is told to whoever looks at it.
            Err(_) => return check.end(),
        }
        let start = js_sys::Date::now();
        while js_sys::Date::now() - start < SLICE && check.wants(STEP).is_none() {
            if check.advance(STEP) {
                return check.end();
            }
        }
    }
}

/// When the browser has nothing else to do, or a little later where it does not say.
pub(super) async fn idle() {
    let window = gloo::utils::window();
    let ask = Reflect::get(&window, &"requestIdleCallback".into()).ok().and_then(|ask| ask.dyn_into::<Function>().ok());
    let Some(ask) = ask else { return TimeoutFuture::new(40).await };
    let called = Promise::new(&mut |resolve, _| {
        let _ = ask.call1(&window, &resolve);
    });
    let _ = JsFuture::from(called).await;
}
