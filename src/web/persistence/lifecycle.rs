//! Browsers freeze pages that nobody looks at, and keep pages that were left: neither hears of other tabs meanwhile.

use std::rc::Weak;

use gloo::events::EventListener;
use js_sys::Reflect;

use super::state::Event;
use super::{Persistence, with};

/// Listens until it is dropped.
pub(super) fn listen(persistence: &Weak<Persistence>) -> [EventListener; 4] {
    let (window, document) = (gloo::utils::window(), gloo::utils::document());
    let told = |make: fn() -> Event<super::Connection>| {
        let weak = persistence.clone();
        move || with(&weak, |persistence| persistence.apply(make()))
    };
    let (frozen, thawed, cached, restored) =
        (told(|| Event::Frozen), told(|| Event::Thawed), told(|| Event::PageCached), told(|| Event::PageRestored));
    let persisted = |event: &web_sys::Event| Reflect::get(event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy());
    [
        EventListener::new(&document, "freeze", move |_| frozen()),
        EventListener::new(&document, "resume", move |_| thawed()),
        EventListener::new(&window, "pagehide", move |event| {
            if persisted(event) {
                cached()
            }
        }),
        EventListener::new(&window, "pageshow", move |event| {
            if persisted(event) {
                restored()
            }
        }),
    ]
}
