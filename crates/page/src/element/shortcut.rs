//! Key combinations that press a button.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::dom::{Listener, listen};
use crate::view::Context;

const MODIFIERS: [&str; 4] = ["ctrl", "cmd", "alt", "shift"];

/// Calls `press` when the combination (`ctrl+k`) is typed on the page. In a field of text, keys that
/// write or move there are left to it.
pub(super) fn listen_for(context: &Context, shortcut: &str, press: Rc<dyn Fn()>) -> Listener {
    let parts: Vec<String> = shortcut.split('+').map(str::to_owned).collect();
    let is_mac = is_mac();
    listen(&context.document, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let has = |name: &str| parts.iter().any(|part| part == name);
        let command = has("ctrl") || has("cmd");
        let Some(base) = parts.last() else { return };
        let is_it = key.ctrl_key() == (command && !is_mac)
            && key.meta_key() == (command && is_mac)
            && key.alt_key() == has("alt")
            && key.shift_key() == has("shift")
            && is_key(key, base);
        let belongs_to_field = !command && !has("alt") && !is_free(base) && is_in_field(key);
        if is_it && !belongs_to_field && !key.is_composing() {
            event.prevent_default();
            press();
        }
    })
}

fn is_key(event: &KeyboardEvent, base: &str) -> bool {
    let name = match event.key().as_str() {
        " " => "space".to_owned(),
        name => name.trim_start_matches("Arrow").to_lowercase(),
    };
    // With Alt or Shift another character is written, by the same key.
    let code = event.code().to_lowercase();
    let of_code = ["key", "digit"]
        .into_iter()
        .find_map(|kind| code.strip_prefix(kind));
    name == base || of_code == Some(base)
}

/// Whether a key does nothing in a field of text.
fn is_free(base: &str) -> bool {
    base == "escape" || (base.starts_with('f') && base.len() > 1)
}

fn is_in_field(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let element = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlElement>());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.is_content_editable()
    })
}

fn is_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.contains("Mac"))
}

/// A combination in words: `Ctrl + Shift + K`.
pub(super) fn words(shortcut: &str) -> String {
    let is_mac = is_mac();
    let word = |part: &str| match part {
        "ctrl" | "cmd" if is_mac => "⌘".to_owned(),
        "ctrl" | "cmd" => "Ctrl".to_owned(),
        "alt" if is_mac => "⌥".to_owned(),
        "escape" => "Esc".to_owned(),
        "pageup" => "PageUp".to_owned(),
        "pagedown" => "PageDown".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        name if MODIFIERS.contains(&name) || (name.len() > 3 && name.is_ascii()) => {
            let (first, rest) = name.split_at(1);
            format!("{}{rest}", first.to_uppercase())
        }
        name => name.to_uppercase(),
    };
    // "Tab", "End" have three letters, as "F12" does.
    let parts = shortcut.split('+').map(|part| match part {
        "tab" => "Tab".to_owned(),
        "end" => "End".to_owned(),
        part => word(part),
    });
    parts.collect::<Vec<String>>().join(" + ")
}
