//! Small settings of one browser, in `localStorage`. Where storage is denied nothing is kept, and nothing fails.

/// What was kept under that key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    read(&full(key))
}

/// Keeps a text under that key, where the browser lets us.
pub fn set(key: &str, text: &str) {
    write(&full(key), text);
}

fn full(key: &str) -> String {
    format!("raid-register:{key}")
}

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(target_arch = "wasm32")]
fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

#[cfg(target_arch = "wasm32")]
fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Natively, in tests, there is no browser to keep anything in.
#[cfg(not(target_arch = "wasm32"))]
fn read(_: &str) -> Option<String> {
    None
}

#[cfg(not(target_arch = "wasm32"))]
fn write(_: &str, _: &str) {}
