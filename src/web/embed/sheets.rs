//! Style sheets, made once and adopted by every element: a strict content security policy allows nothing else.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::web::styles;

thread_local! {
    static SHEETS: Array = made();
}

fn made() -> Array {
    let sheets = Array::new();
    let Ok(sheet) = CssStyleSheet::new() else { return sheets };
    let replace = Reflect::get(&sheet, &"replaceSync".into()).ok().and_then(|replace| replace.dyn_into::<Function>().ok());
    if let Some(replace) = replace {
        let _ = replace.call1(&sheet, &styles::sheet().into());
        sheets.push(&sheet);
    }
    sheets
}

/// Gives the root our sheets.
pub(super) fn adopt(root: &ShadowRoot) {
    SHEETS.with(|sheets| drop(Reflect::set(root, &"adoptedStyleSheets".into(), sheets)));
}
