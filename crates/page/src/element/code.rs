//! `st.code` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Code;
use web_sys::HtmlElement;

use crate::dom::{clear, make_with};
use crate::text::code;
use crate::view::{Context, View};

struct CodeView {
    node: HtmlElement,
    shown: Option<Code>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Code, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stCode bk-code", "stCode");
    let mut view = CodeView {
        node,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl CodeView {
    fn paint(&mut self, element: &Code) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let look = code::Look {
            language: element.language.as_deref(),
            line_numbers: element.line_numbers,
            wrap_lines: element.wrap_lines,
        };
        code::fill(&self.node, &self.context.document, &element.body, look);
        self.shown = Some(element.clone());
    }
}

impl View for CodeView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Code(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
