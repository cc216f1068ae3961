//! What the fields for text and numbers share: label, frame, input, instructions.

use std::rc::Rc;

use brooklet_protocol::widget;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::hint::Hint;
use super::leaving;
use crate::dom::{Listener, append, clear, fresh_id, listen, make_with, set, set_optional, svg};
use crate::text::icon;
use crate::text::label::Label;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("field.css");

const CROSS: &str = "m2 0 10 10L22 0l2 2-10 10 10 10-2 2-10-10L2 24l-2-2 10-10L0 2z";

/// The button in a field that empties it.
pub(super) fn clear_button(document: &Document, test_id: &str) -> HtmlElement {
    let button = make_with(document, "button", "bk-field-button", test_id);
    set(&button, "type", "button");
    set(&button, "aria-label", "Clear value");
    append(&button, &svg(document, CROSS, ""));
    button
}

/// A labelled frame with an `input` in it.
pub(super) struct Field {
    pub(super) node: HtmlElement,
    pub(super) frame: HtmlElement,
    pub(super) input: HtmlInputElement,
    pub(super) hint: Hint,
    pub(super) label: Label,
    sign: HtmlElement,
    test_id: &'static str,
    shown_sign: Option<String>,
    context: Context,
}

impl Field {
    pub(super) fn new(test_id: &'static str, label: &widget::Label, context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", &format!("{test_id} bk-field"), test_id);
        let label = Label::new(label, context);
        let frame = make_with(document, "div", "bk-field-frame", "");
        let sign = make_with(document, "span", "bk-field-icon", "");
        let input: HtmlInputElement = make_with(document, "input", "", "").unchecked_into();
        label.name(&input);
        let hint = Hint::new(document, &node);
        append(&frame, &sign);
        // A box of no look of its own: style sheets of authors reach the input through it.
        let inner = make_with(document, "div", "bk-field-input", "");
        append(&inner, &input);
        append(&frame, &inner);
        append(&node, &label.node);
        append(&node, &frame);
        label_click(&label.node, &input);
        Self {
            node,
            frame,
            input,
            hint,
            label,
            sign,
            test_id,
            shown_sign: None,
            context: context.clone(),
        }
    }

    pub(super) fn update(
        &mut self,
        label: &widget::Label,
        placeholder: &str,
        sign: Option<&str>,
        disabled: bool,
    ) {
        self.label.update(label);
        self.label.name(&self.input);
        self.input.set_placeholder(placeholder);
        self.input.set_disabled(disabled);
        for node in [&self.node, &self.frame] {
            set_optional(node, "data-disabled", disabled.then_some("true"));
        }
        if self.shown_sign.as_deref() != sign {
            clear(&self.sign);
            if let Some(sign) = sign {
                append(&self.sign, &icon::icon(&self.context.document, sign));
            }
            let test_id = sign.map(|_| format!("{}Icon", self.test_id));
            set_optional(&self.sign, "data-testid", test_id.as_deref());
            self.shown_sign = sign.map(str::to_owned);
        }
    }

    /// Whether the reader is in the field.
    pub(super) fn has_focus(&self) -> bool {
        self.context.document.active_element().as_ref() == Some(self.input.as_ref())
    }

    /// Calls `commit` at Enter and as the reader leaves, `change` at every keystroke and when the focus
    /// comes.
    pub(super) fn commits(
        &self,
        commit: impl Fn() + 'static,
        change: impl Fn() + 'static,
    ) -> Vec<Listener> {
        let commit: Rc<dyn Fn()> = Rc::new(commit);
        let change = Rc::new(change);
        let mut listeners = leaving::listeners(&self.node, &self.input, &commit);
        listeners.push(listen(&self.input, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if key.key() == "Enter" && !key.is_composing() {
                commit();
            }
        }));
        let at_focus = change.clone();
        listeners.push(listen(&self.input, "focus", move |_| at_focus()));
        listeners.push(listen(&self.input, "input", move |_| change()));
        listeners
    }
}

/// A label that is no `for` leads to its field all the same.
fn label_click(label: &HtmlElement, input: &HtmlInputElement) {
    let id = fresh_id("bk-field");
    set(input, "id", &id);
    set(label, "for", &id);
}
