//! Style sheets, made once and adopted by every element: a strict content security policy allows nothing else.

use std::cell::Cell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::web::{second_part, styles};

thread_local! {
    static IS_COMPLETE: Cell<bool> = const { Cell::new(false) };
    static SHEETS: Array = made();
    /// Ends with the page: the sheet is completed when the second part of the program has come, before that draws anything.
    static COMPLETED: second_part::Subscription = second_part::subscribe(|| if second_part::is_loaded() { complete() });
}

fn made() -> Array {
    let sheets = Array::new();
    let Ok(sheet) = CssStyleSheet::new() else { return sheets };
    if write(&sheet) {
        sheets.push(&sheet);
    }
    IS_COMPLETE.set(second_part::is_loaded());
    COMPLETED.with(|_| {});
    sheets
}

fn complete() {
    let sheet = SHEETS.with(|sheets| sheets.get(0));
    let is_complete = IS_COMPLETE.replace(true);
    if let Some(sheet) = sheet.dyn_ref::<CssStyleSheet>().filter(|_| !is_complete) {
        write(sheet);
    }
}

fn write(sheet: &CssStyleSheet) -> bool {
    let replace = Reflect::get(sheet, &"replaceSync".into()).ok().and_then(|replace| replace.dyn_into::<Function>().ok());
    replace.is_some_and(|replace| replace.call1(sheet, &styles::sheet().into()).is_ok())
}

/// Gives the root our sheets.
pub(super) fn adopt(root: &ShadowRoot) {
    SHEETS.with(|sheets| drop(Reflect::set(root, &"adoptedStyleSheets".into(), sheets)));
}
