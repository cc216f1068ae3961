//! Buttons in a row, of which Tab reaches one and arrows the others.

use web_sys::{HtmlElement, KeyboardEvent};

use crate::dom::{FocusExt, set};

/// Makes one button the one that Tab reaches.
pub(super) fn stop_at(buttons: &[HtmlElement], stop: usize) {
    for (index, button) in buttons.iter().enumerate() {
        set(button, "tabindex", if index == stop { "0" } else { "-1" });
    }
}

/// Moves the focus from button to button.
pub(super) fn walk(buttons: &[HtmlElement], event: &KeyboardEvent) {
    let is_focused = |button: &HtmlElement| button.matches(":focus").unwrap_or(false);
    let Some(index) = buttons.iter().position(is_focused) else {
        return;
    };
    let count = buttons.len();
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => (index + 1) % count,
        "ArrowLeft" | "ArrowUp" => (index + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    event.prevent_default();
    stop_at(buttons, next);
    buttons[next].take_focus();
}
