//! Icons that a script names: an emoji, or a Material symbol.

use web_sys::{Document, HtmlElement};

use crate::dom::{make_with, set};

/// The style.
pub const STYLE: &str = include_str!("icon.css");

/// An icon beside a text that says the same. A font draws a Material symbol from its name.
pub fn icon(document: &Document, text: &str) -> HtmlElement {
    let node = match material(text) {
        Some(name) => symbol(document, name),
        None if text == "spinner" => {
            make_with(document, "span", "bk-spinner-wheel", "stSpinnerIcon")
        }
        None => {
            let node = make_with(document, "span", "bk-sign bk-emoji", "stIconEmoji");
            node.set_text_content(Some(text));
            node
        }
    };
    set(&node, "aria-hidden", "true");
    node
}

/// The name of the Material symbol that a text such as `:material/home:` names.
pub fn material(text: &str) -> Option<&str> {
    text.strip_prefix(":material/")?.strip_suffix(':')
}

/// What a reader hears of an icon that stands without a text.
pub fn spoken(text: &str) -> String {
    material(text).map_or_else(|| text.to_owned(), name)
}

/// A Material symbol within a text, where a screen reader hears its name.
pub fn symbol_in_text(document: &Document, name: &str) -> HtmlElement {
    let node = symbol(document, name);
    set(&node, "role", "img");
    set(&node, "aria-label", &self::name(name));
    node
}

/// What a reader hears of a Material symbol.
pub fn name(symbol: &str) -> String {
    format!("{} icon", symbol.replace('_', " "))
}

fn symbol(document: &Document, name: &str) -> HtmlElement {
    let node = make_with(document, "span", "bk-sign bk-material", "stIconMaterial");
    set(&node, "translate", "no");
    node.set_text_content(Some(name));
    node
}
