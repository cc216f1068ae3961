//! `st.html` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Html;
use web_sys::HtmlElement;

use crate::dom::{NodeExt, clear, make_with, set_optional};
use crate::text::html;
use crate::view::{Context, View};

struct HtmlView {
    node: HtmlElement,
    shown: Option<Html>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Html, context: &Context) -> Box<dyn View> {
    let mut view = HtmlView {
        node: make_with(&context.document, "div", "stHtml", "stHtml"),
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl HtmlView {
    fn paint(&mut self, element: &Html) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let nodes = if element.runs_scripts {
            html::clean_with_scripts(document, &element.body)
        } else {
            html::clean(document, &element.body)
        };
        let only_styles = !nodes.is_empty() && nodes.iter().all(|node| node.node_name() == "STYLE");
        set_optional(&self.node, "data-only-styles", only_styles.then_some(""));
        for node in nodes {
            self.node.add(&node);
        }
        self.shown = Some(element.clone());
    }
}

impl View for HtmlView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Html(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
