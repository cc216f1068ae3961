//! The field that a search of a grid is typed into.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom::{Listener, append, make_with, set};
use crate::view::Context;

/// The field, the words beside it, and its buttons.
pub(super) struct SearchBar {
    pub(super) node: HtmlElement,
    pub(super) field: HtmlInputElement,
    pub(super) words: HtmlElement,
    pub(super) listeners: RefCell<Vec<Listener>>,
    /// The next part of a search under way.
    pub(super) next: RefCell<Option<Timeout>>,
}

impl SearchBar {
    pub(super) fn new(context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", "bk-grid-search", "stDataFrameSearch");
        set(&node, "role", "search");
        node.set_hidden(true);
        let field: HtmlInputElement = make_with(document, "input", "", "").unchecked_into();
        set(&field, "type", "text");
        set(&field, "aria-label", "Search the table");
        set(&field, "placeholder", "Search");
        let words = make_with(document, "span", "bk-grid-found", "");
        set(&words, "role", "status");
        append(&node, &field);
        append(&node, &words);
        Self {
            node,
            field,
            words,
            listeners: RefCell::default(),
            next: RefCell::default(),
        }
    }
}
