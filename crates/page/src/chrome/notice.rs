//! A message in words about the app itself, above its content, with a way on where there is one.

use std::rc::Rc;

use brooklet_client::Notice;
use web_sys::HtmlElement;

use super::Action;
use crate::dom::{Listener, append, listen, make_with, set};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("notice.css");

pub(super) struct NoticeBar {
    pub(super) node: HtmlElement,
    text: HtmlElement,
    button: HtmlElement,
    _again: Listener,
}

impl NoticeBar {
    pub(super) fn new(context: &Context, act: &Rc<dyn Fn(Action)>) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", "bk-notice", "bkNotice");
        set(&node, "role", "alert");
        node.set_hidden(true);
        let text = make_with(document, "p", "bk-notice-text", "");
        let button = make_with(document, "button", "bk-notice-again", "bkRunAgain");
        set(&button, "type", "button");
        button.set_text_content(Some("Run again"));
        append(&node, &text);
        append(&node, &button);
        let act = act.clone();
        let again = listen(&button, "click", move |_| act(Action::Rerun));
        Self {
            node,
            text,
            button,
            _again: again,
        }
    }

    pub(super) fn show(&self, notice: Option<&Notice>) {
        let (text, is_resting) = match notice {
            Some(Notice::Text(text)) => (Some(text.as_str()), false),
            Some(Notice::Resting(text)) => (Some(text.as_str()), true),
            None => (None, false),
        };
        self.text.set_text_content(text);
        self.button.set_hidden(!is_resting);
        self.node.set_hidden(text.is_none());
    }
}
