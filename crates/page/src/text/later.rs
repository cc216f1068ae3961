//! What is drawn plain until its script is there: formulas and rare emoji.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::dom::{make, set, unset};
use crate::lazy;

/// The style.
pub const STYLE: &str = include_str!("later.css");

const MARK: &str = "data-later";

/// A formula, on a line of its own or within one.
pub fn formula(document: &Document, source: &str, is_display: bool) -> HtmlElement {
    let node = make(document, "span");
    set(&node, MARK, if is_display { "display" } else { "formula" });
    node.set_text_content(Some(source));
    node
}

/// An emoji by its short name.
pub(super) fn emoji(document: &Document, name: &str) -> HtmlElement {
    let node = make(document, "span");
    set(&node, MARK, "emoji");
    node.set_text_content(Some(&format!(":{name}:")));
    node
}

/// Draws what waits in `root`, or is it, as soon as it can be.
pub fn fill(root: &Element) {
    if root.has_attribute(MARK) {
        draw_when_possible(root.clone());
    }
    let Ok(found) = root.query_selector_all("[data-later]") else {
        return;
    };
    for node in (0..found.length()).filter_map(|place| found.item(place)) {
        draw_when_possible(node.unchecked_into());
    }
}

fn draw_when_possible(node: Element) {
    match node.get_attribute(MARK).as_deref() {
        Some(kind @ ("formula" | "display")) => {
            let is_display = kind == "display";
            lazy::when(lazy::MATH, move || {
                unset(&node, MARK);
                let source = node.text_content().unwrap_or_default();
                let arguments = [node.into(), source.into(), is_display.into()];
                lazy::call(lazy::MATH, "draw", &arguments);
            });
        }
        Some("emoji") => lazy::when(lazy::EMOJI, move || {
            let text = node.text_content().unwrap_or_default();
            let found = lazy::call(lazy::EMOJI, "named", &[text.trim_matches(':').into()]);
            let found = found.and_then(|emoji| emoji.as_string());
            // A node off the page stays where it is.
            let _ = node.replace_with_with_str_1(&found.unwrap_or(text));
        }),
        _ => {}
    }
}
