//! `st.json` on the page: a tree to fold and unfold.

mod text;
mod tree;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Json;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::dom::{Listener, NodeExt, append, clear, listen, make, make_with, set, unset};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("json.css");

struct JsonView {
    node: HtmlElement,
    shown: Option<Json>,
    context: Context,
    value: Rc<RefCell<JsValue>>,
    depth: Rc<Cell<u32>>,
    _listener: Listener,
}

/// A view for it.
pub fn view(element: &Json, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stJson bk-json", "stJson");
    let value: Rc<RefCell<JsValue>> = Rc::default();
    let depth: Rc<Cell<u32>> = Rc::default();
    let listener = {
        let (value, depth) = (value.clone(), depth.clone());
        let document = context.document.clone();
        listen(&node, "click", move |event| {
            let fold = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .and_then(|target| {
                    target
                        .closest(".bk-json-fold, .bk-json-more")
                        .ok()
                        .flatten()
                });
            if let Some(fold) = fold {
                tree::toggle(&document, &value.borrow(), depth.get(), &fold);
            }
        })
    };
    let mut view = JsonView {
        node,
        shown: None,
        context: context.clone(),
        value,
        depth,
        _listener: listener,
    };
    view.paint(element);
    Box::new(view)
}

impl JsonView {
    fn paint(&mut self, element: &Json) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        set(&self.node, "data-testid", "stJson");
        unset(&self.node, "role");
        let document = &self.context.document;
        match text::parse(&element.body) {
            Ok(value) => {
                let depth = match (element.expanded, element.max_expand_depth) {
                    (false, _) => 0,
                    (true, None) => u32::MAX,
                    (true, Some(depth)) => depth,
                };
                // A value that neither has entries nor is a list is no tree, as in Streamlit.
                let root = if value.is_object() {
                    tree::tree(document, &value, depth)
                } else {
                    tree::no_tree(document)
                };
                append(&self.node, &root);
                self.value.replace(value);
                self.depth.set(depth);
            }
            Err(message) => self.complain(&message, &element.body),
        }
        self.shown = Some(element.clone());
    }

    /// Shows that the text is no JSON.
    fn complain(&self, message: &str, body: &str) {
        let document = &self.context.document;
        set(&self.node, "data-testid", "stAlertContainer");
        set(&self.node, "role", "alert");
        let content = make_with(document, "div", "bk-json-error", "stAlertContentError");
        let title = make(document, "strong");
        title.set_text_content(Some("Json Parse Error: "));
        append(&content, &title);
        let text = document.create_text_node(&format!("{message}\n{body} ← here"));
        content.add(&text);
        append(&self.node, &content);
    }
}

impl View for JsonView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Json(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
