//! A place kept free.

use brooklet_protocol::Element;
use web_sys::HtmlElement;

use crate::dom::make_with;
use crate::view::{Context, View};

struct Empty(HtmlElement);

/// A place kept free.
pub fn view(context: &Context) -> Box<dyn View> {
    Box::new(Empty(make_with(
        &context.document,
        "div",
        "stEmpty bk-nothing",
        "stEmpty",
    )))
}

impl View for Empty {
    fn node(&self) -> &HtmlElement {
        &self.0
    }

    fn update(&mut self, element: &Element) -> bool {
        *element == Element::Empty
    }
}
