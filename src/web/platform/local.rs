//! Small settings of one browser, in `localStorage`, and of one tab of it, in `sessionStorage`. Where storage is denied nothing is kept, and nothing fails.

/// What was kept under that key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    read(Where::Browser, &full(key))
}

/// Keeps a text under that key, where the browser lets us: `true` when it did.
pub fn set(key: &str, text: &str) -> bool {
    write(Where::Browser, &full(key), text)
}

/// What this tab kept under that key.
#[must_use]
pub fn get_in_tab(key: &str) -> Option<String> {
    read(Where::Tab, &full(key))
}

/// Keeps a text for this tab under that key, where the browser lets us. What is too long is not kept, nor what was before.
pub fn set_in_tab(key: &str, text: &str) {
    write(Where::Tab, &full(key), text);
}

/// For how long.
#[derive(Clone, Copy)]
enum Where {
    Browser,
    Tab,
}

fn full(key: &str) -> String {
    format!("raid-register:{key}")
}

#[cfg(target_arch = "wasm32")]
fn storage(place: Where) -> Option<web_sys::Storage> {
    let window = web_sys::window()?;
    match place {
        Where::Browser => window.local_storage(),
        Where::Tab => window.session_storage(),
    }
    .ok()?
}

#[cfg(target_arch = "wasm32")]
fn read(place: Where, key: &str) -> Option<String> {
    storage(place)?.get_item(key).ok()?
}

#[cfg(target_arch = "wasm32")]
fn write(place: Where, key: &str, text: &str) -> bool {
    let Some(storage) = storage(place) else { return false };
    let kept = storage.set_item(key, text).is_ok();
    if !kept {
        let _ = storage.remove_item(key);
    }
    kept
}

/// Natively, in tests, there is no browser to keep anything in.
#[cfg(not(target_arch = "wasm32"))]
fn read(_: Where, _: &str) -> Option<String> {
    None
}

#[cfg(not(target_arch = "wasm32"))]
fn write(_: Where, _: &str, _: &str) -> bool {
    false
}
