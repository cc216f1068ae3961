//! `st.json` on the page: a tree to fold and unfold.

mod text;
mod tree;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Json;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement};

use crate::dom::{Listener, NodeExt, append, clear, listen, make, make_with, set, unset};
use crate::view::{Context, View};

/// How deep the tree of a cell is unfolded at first.
const CELL_DEPTH: u32 = 2;

/// The style.
pub const STYLE: &str = include_str!("json.css");

struct JsonView {
    tree: Tree,
    shown: Option<Json>,
    context: Context,
}

/// What a tree stands in, whose folds can be pressed.
struct Tree {
    node: HtmlElement,
    value: Rc<RefCell<JsValue>>,
    depth: Rc<Cell<u32>>,
    listener: Listener,
}

/// A view for it.
pub fn view(element: &Json, context: &Context) -> Box<dyn View> {
    let mut view = JsonView {
        tree: Tree::new(&context.document, "stJson bk-json"),
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

/// The tree of what a text holds, as JSON or as Python writes it, and what listens to its folds;
/// nothing if that has no entries to unfold.
pub(super) fn tree_of_text(document: &Document, text: &str) -> Option<(HtmlElement, Listener)> {
    let value = text::parse_python(text).filter(JsValue::is_object)?;
    let tree = Tree::new(document, "bk-json");
    tree.show(document, value, CELL_DEPTH);
    Some((tree.node, tree.listener))
}

impl Tree {
    fn new(document: &Document, class: &str) -> Self {
        let node = make_with(document, "div", class, "");
        let value: Rc<RefCell<JsValue>> = Rc::default();
        let depth: Rc<Cell<u32>> = Rc::default();
        let listener = {
            let (value, depth) = (value.clone(), depth.clone());
            let document = document.clone();
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
        Self {
            node,
            value,
            depth,
            listener,
        }
    }

    fn show(&self, document: &Document, value: JsValue, depth: u32) {
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
}

impl JsonView {
    fn paint(&mut self, element: &Json) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        let node = &self.tree.node;
        clear(node);
        set(node, "data-testid", "stJson");
        unset(node, "role");
        match text::parse(&element.body) {
            Ok(value) => {
                let depth = match (element.expanded, element.max_expand_depth) {
                    (false, _) => 0,
                    (true, None) => u32::MAX,
                    (true, Some(depth)) => depth,
                };
                self.tree.show(&self.context.document, value, depth);
            }
            Err(message) => self.complain(&message, &element.body),
        }
        self.shown = Some(element.clone());
    }

    /// Shows that the text is no JSON.
    fn complain(&self, message: &str, body: &str) {
        let document = &self.context.document;
        let node = &self.tree.node;
        set(node, "data-testid", "stAlertContainer");
        set(node, "role", "alert");
        let content = make_with(document, "div", "bk-json-error", "stAlertContentError");
        let title = make(document, "strong");
        title.set_text_content(Some("Json Parse Error: "));
        append(&content, &title);
        let text = document.create_text_node(&format!("{message}\n{body} ← here"));
        content.add(&text);
        append(node, &content);
    }
}

impl View for JsonView {
    fn node(&self) -> &HtmlElement {
        &self.tree.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Json(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
