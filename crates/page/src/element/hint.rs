//! The words in the corner of a field: what to do to apply a text, or why it is refused.

use web_sys::{Document, HtmlElement};

use crate::dom::{append, make_with, set_optional};

/// Without words it is no part of the page.
#[derive(Clone)]
pub(super) struct Hint {
    node: HtmlElement,
    field: HtmlElement,
}

impl Hint {
    /// None yet, for the field that is `field`.
    pub(super) fn new(document: &Document, field: &HtmlElement) -> Self {
        let node = make_with(document, "div", "bk-field-hint", "InputInstructions");
        Self {
            node,
            field: field.clone(),
        }
    }

    /// Says what can be done; a reader hears nothing of it at every keystroke.
    pub(super) fn say(&self, words: &str) {
        self.show(words, false);
    }

    /// Says what is wrong, so that it is heard at once.
    pub(super) fn warn(&self, words: &str) {
        self.show(words, true);
    }

    /// Takes the words away.
    pub(super) fn clear(&self) {
        self.show("", false);
    }

    fn show(&self, words: &str, is_warning: bool) {
        if words.is_empty() {
            return self.node.remove();
        }
        set_optional(&self.node, "role", is_warning.then_some("alert"));
        self.node.set_text_content(Some(words));
        append(&self.field, &self.node);
    }
}
