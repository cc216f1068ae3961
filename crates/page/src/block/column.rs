//! One of `st.columns` on the page.

use brooklet_protocol::Block;
use web_sys::HtmlElement;

use super::{BlockView, alignment, set_flag, set_gap, set_property, vertical};
use crate::dom::{append, make_with, set};
use crate::view::Context;

struct ColumnView {
    frame: HtmlElement,
    body: HtmlElement,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let frame = make_with(&context.document, "div", "stColumn bk-column", "stColumn");
    let body = vertical(context);
    append(&frame, &body);
    Box::new(ColumnView { frame, body })
}

impl BlockView for ColumnView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Column(column) = block else {
            return false;
        };
        set_property(&self.frame, "--bk-weight", &column.weight.to_string());
        set_gap(&self.frame, "--bk-gap", column.gap);
        set(
            &self.frame,
            "data-align",
            alignment(column.vertical_alignment),
        );
        set_flag(&self.frame, "bk-border", column.border);
        true
    }
}
