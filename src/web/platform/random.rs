//! Chance, for the identity of a session.

use crate::stamp::Replica;

/// A replica that no other session has: 32 bits from the browser's source of chance.
#[must_use]
pub fn replica() -> Replica {
    Replica(random())
}

#[cfg(target_arch = "wasm32")]
fn random() -> u32 {
    use wasm_bindgen::JsCast;
    let mut bytes = [0_u8; 4];
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok();
    let crypto = crypto.and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok());
    match crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)) {
        Some(Ok(_)) => u32::from_le_bytes(bytes),
        _ => (js_sys::Math::random() * f64::from(u32::MAX)) as u32,
    }
}

/// Tests get a sequence that is the same each time.
#[cfg(not(target_arch = "wasm32"))]
fn random() -> u32 {
    thread_local! {
        static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0x7e57_0001) };
    }
    NEXT.replace(NEXT.get() + 1)
}
