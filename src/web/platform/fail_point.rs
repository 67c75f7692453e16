//! Places at which a page for tests can be made to fail. Any other build has nothing there.
//!
//! The tests set `globalThis.raidFailPoint` to the name of a place: when it is reached the next time, the module panics there.
//! `name:trap` traps without a panic, `name:stack` runs out of stack.

/// Fails here where a test asks for it.
#[cfg(feature = "fail-points")]
pub fn fail_point(place: &str) {
    let (global, key) = (js_sys::global(), "raidFailPoint".into());
    let asked = js_sys::Reflect::get(&global, &key).ok().and_then(|asked| asked.as_string()).unwrap_or_default();
    let (asked, how) = asked.split_once(':').unwrap_or((&asked, "panic"));
    if asked != place {
        return;
    }
    let _ = js_sys::Reflect::delete_property(&global, &key);
    #[cfg(target_arch = "wasm32")]
    if how == "trap" {
        core::arch::wasm32::unreachable();
    }
    if how == "stack" {
        deeper(0);
    }
    assert!(asked != place, "a test asked for a fault at {place}");
}

/// Calls itself until the stack ends.
#[cfg(feature = "fail-points")]
#[expect(unconditional_recursion, reason = "that is what it is for")]
fn deeper(depth: u64) -> u64 {
    std::hint::black_box(deeper(std::hint::black_box(depth + 1)) + depth)
}

/// Nothing.
#[cfg(not(feature = "fail-points"))]
#[inline(always)]
pub fn fail_point(_place: &str) {}
