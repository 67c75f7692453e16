//! Style sheets, made once and adopted by every element: a strict content security policy allows nothing else.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::web::styles::SHEET;

thread_local! {
    static SHEETS: Array = made();
}

fn made() -> Array {
    let sheets = Array::new();
    if let Ok(sheet) = CssStyleSheet::new() {
        let _ = Reflect::apply(&replace_sync(&sheet), &sheet, &Array::of1(&SHEET.concat().into()));
        sheets.push(&sheet);
    }
    sheets
}

fn replace_sync(sheet: &JsValue) -> js_sys::Function {
    Reflect::get(sheet, &"replaceSync".into()).ok().map(js_sys::Function::from).unwrap_or_default()
}

/// Gives the root our sheets.
pub(super) fn adopt(root: &ShadowRoot) {
    SHEETS.with(|sheets| drop(Reflect::set(root, &"adoptedStyleSheets".into(), sheets)));
}
