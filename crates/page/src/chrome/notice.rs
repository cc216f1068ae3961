//! A message in words about the app itself, above its content, with a way on where there is one.

use std::rc::Rc;

use web_sys::HtmlElement;

use super::Action;
use crate::dom::{Listener, append, listen, make_with, set};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("notice.css");

/// What the page says of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Nothing is to be done.
    Said(String),
    /// The app rests until the reader runs it again.
    Resting(String),
}

pub(super) struct Notice {
    pub(super) node: HtmlElement,
    text: HtmlElement,
    button: HtmlElement,
    _again: Listener,
}

impl Notice {
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

    pub(super) fn show(&self, words: Option<&Words>) {
        let (text, is_resting) = match words {
            Some(Words::Said(text)) => (Some(text.as_str()), false),
            Some(Words::Resting(text)) => (Some(text.as_str()), true),
            None => (None, false),
        };
        self.text.set_text_content(text);
        self.button.set_hidden(!is_resting);
        self.node.set_hidden(text.is_none());
    }
}
