//! `st.form` on the page.

use brooklet_protocol::Block;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{BlockView, set_flag, vertical, wrapper};
use crate::dom::{Listener, append, listen, make_with};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("form.css");

/// The fields in which Enter submits, and those in which it takes Ctrl or Cmd with it.
const LINES: &str = "[data-testid=stTextInput], [data-testid=stNumberInput], .bk-date-time";
const AREAS: &str = "[data-testid=stTextArea]";

/// The frame of a form. What its widgets hold is kept by [`brooklet_client::Widgets`].
struct FormView {
    frame: HtmlElement,
    node: HtmlElement,
    body: HtmlElement,
    id: String,
    _enter: Listener,
}

/// A form of that id.
pub(super) fn view(id: &str, context: &Context) -> Box<dyn BlockView> {
    let frame = wrapper(context);
    let node = make_with(&context.document, "div", "stForm bk-form", "stForm");
    let body = vertical(context);
    append(&node, &body);
    append(&frame, &node);
    let (form, widgets) = (id.to_owned(), context.widgets.clone());
    // The field has heard the key before: what was typed is part of the submission.
    let enter = listen(&node, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.key() == "Enter" && !key.is_composing() && submits(key) {
            widgets.enter(&form);
        }
    });
    Box::new(FormView {
        frame,
        node,
        body,
        id: id.to_owned(),
        _enter: enter,
    })
}

impl BlockView for FormView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Form { id, border, .. } = block else {
            return false;
        };
        if *id != self.id {
            return false;
        }
        set_flag(&self.node, "bk-border", *border);
        true
    }
}

fn submits(key: &KeyboardEvent) -> bool {
    let field = key
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .filter(|target| {
            target.is_instance_of::<web_sys::HtmlInputElement>()
                || target.tag_name() == "TEXTAREA"
                || target.get_attribute("role").as_deref() == Some("spinbutton")
        });
    let is_in = |kind: &str| {
        let found = field.as_ref().and_then(|field| field.closest(kind).ok());
        found.flatten().is_some()
    };
    is_in(LINES) || (is_in(AREAS) && (key.ctrl_key() || key.meta_key()))
}
