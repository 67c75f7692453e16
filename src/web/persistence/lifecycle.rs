//! Browsers freeze pages that nobody looks at, and keep pages that were left: neither hears of other tabs meanwhile.

use gloo::events::EventListener;
use js_sys::Reflect;

use super::connection::Connection;
use super::state::Event;

/// Tells of what happens to the page, until it is dropped.
pub(super) fn listen(tell: impl Fn(Event<Connection>) + Clone + 'static) -> [EventListener; 4] {
    let (window, document) = (gloo::utils::window(), gloo::utils::document());
    let notifier = |make: fn() -> Event<Connection>| {
        let tell = tell.clone();
        move || tell(make())
    };
    let (frozen, thawed, cached, restored) = (
        notifier(|| Event::Frozen),
        notifier(|| Event::Thawed),
        notifier(|| Event::PageCached),
        notifier(|| Event::PageRestored),
    );
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
