//! Icons that a script names: an emoji, or a Material symbol.

use web_sys::{Document, Element};

use crate::dom::{make_with, set};

/// The style.
pub const STYLE: &str = ".brooklet .bk-material { font-size: .75em; letter-spacing: -.02em; opacity: .7; }\n.brooklet .bk-emoji { line-height: 1; }\n";

/// An icon. A Material symbol is shown by its name.
pub fn icon(document: &Document, text: &str) -> Element {
    let material = text
        .strip_prefix(":material/")
        .and_then(|rest| rest.strip_suffix(':'));
    let node = match material {
        Some(name) => {
            let node = make_with(document, "span", "bk-material", "stIconMaterial");
            set(&node, "translate", "no");
            node.set_text_content(Some(name));
            node
        }
        None => {
            let node = make_with(document, "span", "bk-emoji", "stIconEmoji");
            node.set_text_content(Some(text));
            node
        }
    };
    set(&node, "aria-hidden", "true");
    node.into()
}
