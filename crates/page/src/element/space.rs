//! `st.space` on the page.

use brooklet_protocol::Element;
use web_sys::HtmlElement;

use crate::dom::make_with;
use crate::view::{Context, View};

struct Space(HtmlElement);

/// A view for it: its frame has the size.
pub fn view(context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stSpace", "stSpace");
    Box::new(Space(node))
}

impl View for Space {
    fn node(&self) -> &HtmlElement {
        &self.0
    }

    fn update(&mut self, element: &Element) -> bool {
        *element == Element::Space
    }
}
