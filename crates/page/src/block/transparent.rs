//! A part of a block that leaves no trace on the page.

use brooklet_protocol::Block;
use web_sys::HtmlElement;

use super::BlockView;
use crate::dom::make_with;
use crate::view::Context;

struct Transparent(HtmlElement);

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let node = make_with(&context.document, "div", "bk-transparent", "");
    Box::new(Transparent(node))
}

impl BlockView for Transparent {
    fn frame(&self) -> &HtmlElement {
        &self.0
    }

    fn body(&self) -> &HtmlElement {
        &self.0
    }

    fn update(&mut self, block: &Block) -> bool {
        *block == Block::Transparent
    }
}
