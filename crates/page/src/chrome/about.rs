//! What this is, for who asks in the menu.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::dom::{Listener, append, listen, make_with, set};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("about.css");

pub(super) struct About {
    dialog: HtmlDialogElement,
    _close: Listener,
}

impl About {
    /// The dialog, closed, inside `holder`.
    pub(super) fn new(context: &Context, holder: &HtmlElement) -> Self {
        let document = &context.document;
        let node = make_with(document, "dialog", "bk-about", "bkAbout");
        set(&node, "aria-label", "About");
        let name = make_with(document, "strong", "", "");
        name.set_text_content(Some(concat!("Brooklet ", env!("CARGO_PKG_VERSION"))));
        let text = make_with(document, "p", "", "");
        text.set_text_content(Some(
            "This app is a Streamlit script. It runs in your browser, without a server: what you enter stays here.",
        ));
        let button = make_with(document, "button", "bk-notice-again", "");
        set(&button, "type", "button");
        button.set_text_content(Some("Close"));
        for child in [&name, &text, &button] {
            append(&node, child);
        }
        append(holder, &node);
        let dialog: HtmlDialogElement = node.unchecked_into();
        let closed = dialog.clone();
        let close = listen(&button, "click", move |_| closed.close());
        Self {
            dialog,
            _close: close,
        }
    }

    pub(super) fn show(&self) {
        // It fails only where the dialog is open already, or off the page.
        let _ = self.dialog.show_modal();
    }
}
