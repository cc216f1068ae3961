//! Key combinations that press a button.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::dom::{Listener, listen};
use crate::view::Context;

/// Calls `press` when the combination (`ctrl+k`) is typed on the page.
pub(super) fn listen_for(context: &Context, shortcut: &str, press: Rc<dyn Fn()>) -> Listener {
    let parts: Vec<String> = shortcut.split('+').map(str::to_owned).collect();
    listen(&context.document, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let has = |name: &str| parts.iter().any(|part| part == name);
        let either = key.ctrl_key() || key.meta_key();
        let wants_either = has("ctrl") || has("cmd") || has("mod");
        let name = match key.key().as_str() {
            " " => "space".to_owned(),
            name => name.trim_start_matches("Arrow").to_lowercase(),
        };
        if either == wants_either
            && key.alt_key() == has("alt")
            && key.shift_key() == has("shift")
            && parts.last() == Some(&name)
        {
            event.prevent_default();
            press();
        }
    })
}
