//! What can be shown over the whole window: a frame with a button that appears above its content.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, KeyboardEvent};

use crate::dom::{
    FocusExt, Listener, NodeExt, append, clear, listen, make_with, set, set_optional, svg,
};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("fullscreen.css");

const WIDEN: &str = "M7 14H5v5h5v-2H7zm-2-4h2V7h3V5H5zm12 7h-3v2h5v-5h-2zM14 5v2h3v3h2V5z";
const NARROW: &str = "M5 16h3v3h2v-5H5zm3-8H5v2h5V5H8zm6 11h2v-3h3v-2h-5zm2-11V5h-2v5h5V8z";

/// A frame around `content`.
pub(super) struct Fullscreen {
    /// The frame.
    pub(super) node: HtmlElement,
    parts: Rc<Parts>,
    _listeners: [Listener; 2],
}

struct Parts {
    context: Context,
    node: HtmlElement,
    button: HtmlElement,
    /// What it is called.
    subject: Cell<Option<String>>,
    is_open: Cell<bool>,
}

impl Fullscreen {
    /// A frame that is as large as its content.
    pub(super) fn around(content: &HtmlElement, context: &Context) -> Self {
        let make = |tag, class, test_id| make_with(&context.document, tag, class, test_id);
        let node = make("div", "bk-full", "stFullScreenFrame");
        let tools = make("div", "stElementToolbar bk-full-tools", "stElementToolbar");
        let place = make("div", "", "stElementToolbarButton");
        let button = make("button", "", "stBaseButton-elementToolbar");
        set(&button, "type", "button");
        append(&place, &button);
        append(&tools, &place);
        append(&node, &tools);
        append(&node, content);
        let parts = Rc::new(Parts {
            context: context.clone(),
            node: node.clone(),
            button: button.clone(),
            subject: Cell::default(),
            is_open: Cell::new(false),
        });
        parts.label();
        let click = {
            let parts = parts.clone();
            listen(&button, "click", move |_| parts.show(!parts.is_open.get()))
        };
        let escape = {
            let parts = parts.clone();
            listen(&node, "keydown", move |event| {
                let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
                if parts.is_open.get() && key.as_deref() == Some("Escape") {
                    event.stop_propagation();
                    parts.show(false);
                }
            })
        };
        Self {
            node,
            parts,
            _listeners: [click, escape],
        }
    }

    /// A button more, before that of the frame itself.
    pub(super) fn tool(&self, label: &str, path: &str) -> HtmlElement {
        let document = &self.parts.context.document;
        let place = make_with(document, "div", "", "stElementToolbarButton");
        let button = make_with(document, "button", "", "stBaseButton-elementToolbar");
        set(&button, "type", "button");
        set(&button, "aria-label", label);
        append(&button, &svg(document, path, ""));
        append(&place, &button);
        let own = self.parts.button.parent_element();
        if let Some(tools) = own.as_ref().and_then(|own| own.parent_element()) {
            tools.add_before(&place, own.as_deref());
        }
        button
    }

    /// Says what the content is called.
    pub(super) fn name(&self, subject: Option<String>) {
        self.parts.subject.set(subject);
        self.parts.label();
    }
}

impl Parts {
    fn label(&self) {
        let (words, path) = if self.is_open.get() {
            ("Close fullscreen", NARROW)
        } else {
            ("Fullscreen", WIDEN)
        };
        let subject = self.subject.take();
        let label = match &subject {
            Some(subject) => format!("{words}: {subject}"),
            None => words.to_owned(),
        };
        self.subject.set(subject);
        set(&self.button, "aria-label", &label);
        clear(&self.button);
        append(&self.button, &svg(&self.context.document, path, ""));
    }

    /// Shows it above everything else on the page, or in its place again.
    fn show(&self, is_open: bool) {
        self.is_open.set(is_open);
        if is_open {
            set(&self.node, "popover", "manual");
            call(&self.node, "showPopover");
        } else {
            call(&self.node, "hidePopover");
            set_optional(&self.node, "popover", None);
        }
        self.label();
        self.button.take_focus();
    }
}

/// Calls a method that older browsers lack, and that may refuse.
fn call(node: &HtmlElement, method: &str) {
    let method = Reflect::get(node, &JsValue::from(method)).ok();
    if let Some(method) = method.and_then(|method| method.dyn_into::<Function>().ok()) {
        // Where the browser refuses, the element stays as it is.
        let _ = method.call0(node);
    }
}
