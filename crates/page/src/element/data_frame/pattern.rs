//! Patterns as scripts write them, in the terms of the browser.

use js_sys::{Array, Function, Reflect, RegExp};
use wasm_bindgen::JsCast;

/// A pattern that is none would throw in the constructor.
fn made(pattern: &str) -> Option<RegExp> {
    let arguments = Array::of2(&pattern.into(), &"us".into());
    let class = Reflect::get(&js_sys::global(), &"RegExp".into()).ok()?;
    let class: Function = class.dyn_into().ok()?;
    let made = Reflect::construct(&class, &arguments).ok()?;
    Some(made.unchecked_into())
}

/// What the first group of a pattern finds in a text.
pub(super) fn first_group(pattern: &str, text: &str) -> Option<String> {
    made(pattern)?.exec(text)?.get(1).as_string()
}

/// Whether a pattern matches a text; one that is none matches nothing.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    made(pattern).is_some_and(|pattern| pattern.test(text))
}
