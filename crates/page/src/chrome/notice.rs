//! A message in words about the app itself, above its content.

use web_sys::HtmlElement;

use crate::dom::{make_with, set};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("notice.css");

pub(super) struct Notice {
    pub(super) node: HtmlElement,
}

impl Notice {
    pub(super) fn new(context: &Context) -> Self {
        let node = make_with(&context.document, "div", "bk-notice", "bkNotice");
        set(&node, "role", "alert");
        node.set_hidden(true);
        Self { node }
    }

    pub(super) fn show(&self, text: Option<&str>) {
        self.node.set_text_content(text);
        self.node.set_hidden(text.is_none());
    }
}
