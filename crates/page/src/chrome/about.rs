//! What this is, for who asks in the menu.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlDialogElement, HtmlElement};

use crate::dom::{Listener, NodeExt, append, clear, listen, make_with, set};
use crate::text::markdown;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("about.css");

/// A dialog that has its content only while it is open: closed it is no text of the page.
pub(super) struct About {
    document: Document,
    dialog: HtmlDialogElement,
    /// Markdown that the script adds.
    own: RefCell<Option<String>>,
    _listeners: [Listener; 2],
}

impl About {
    /// The dialog, closed, inside `holder`.
    pub(super) fn new(context: &Context, holder: &HtmlElement) -> Self {
        let document = &context.document;
        let node = make_with(document, "dialog", "bk-about", "bkAbout");
        set(&node, "aria-label", "About");
        append(holder, &node);
        let dialog: HtmlDialogElement = node.clone().unchecked_into();
        let pressed = dialog.clone();
        let click = listen(&node, "click", move |event| {
            let button = event.target().and_then(|target| target.dyn_into().ok());
            if button.is_some_and(|button: HtmlElement| button.tag_name() == "BUTTON") {
                pressed.close();
            }
        });
        let closed = node.clone();
        let close = listen(&node, "close", move |_| clear(&closed));
        Self {
            document: document.clone(),
            dialog,
            own: RefCell::default(),
            _listeners: [click, close],
        }
    }

    /// Takes over what the script says about its app.
    pub(super) fn set_text(&self, text: Option<&str>) {
        self.own.replace(text.map(str::to_owned));
    }

    pub(super) fn show(&self) {
        let name = make_with(&self.document, "strong", "", "");
        name.set_text_content(Some(concat!("Brooklet ", env!("CARGO_PKG_VERSION"))));
        let text = make_with(&self.document, "p", "", "");
        text.set_text_content(Some(
            "This app is a Streamlit script. It runs in your browser, without a server.",
        ));
        let button = make_with(&self.document, "button", "bk-notice-again", "");
        set(&button, "type", "button");
        button.set_text_content(Some("Close"));
        clear(&self.dialog);
        if let Some(own) = &*self.own.borrow() {
            let section = make_with(&self.document, "div", "bk-markdown", "stMarkdownContainer");
            for node in markdown::block(&self.document, own) {
                section.add(&node);
            }
            append(&self.dialog, &section);
        }
        for child in [&name, &text, &button] {
            append(&self.dialog, child);
        }
        // It fails only where the dialog is off the page.
        let _ = self.dialog.show_modal();
    }
}
