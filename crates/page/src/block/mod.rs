//! Blocks on the page: what holds elements and other blocks. A file each.

mod chat_message;
mod column;
mod dialog;
mod expander;
mod form;
mod grid;
mod popover;
mod stack;
mod tabs;
mod transparent;

use brooklet_protocol::Block;
use brooklet_protocol::block::{Gap, VerticalAlignment};
use web_sys::HtmlElement;

use crate::dom::{ClassExt, StyleExt, make_with};
use crate::view::Context;

/// The styles of all blocks.
pub const STYLES: &[&str] = &[
    include_str!("block.css"),
    chat_message::STYLE,
    dialog::STYLE,
    expander::STYLE,
    form::STYLE,
    grid::STYLE,
    popover::STYLE,
    tabs::STYLE,
];

/// A block on the page.
pub trait BlockView {
    /// Its outermost DOM element; it stays the same for the life of the view.
    fn frame(&self) -> &HtmlElement;

    /// The DOM element that holds its children.
    fn body(&self) -> &HtmlElement;

    /// The DOM element that carries the class of the block's key.
    fn key_node(&self) -> &HtmlElement {
        self.frame()
    }

    /// Takes over another version of the block and says whether that was possible.
    fn update(&mut self, block: &Block) -> bool;

    /// Called before the view leaves the page, to let go of what lies outside of its frame.
    fn dispose(&mut self) {}
}

/// A view for a block.
pub fn build(block: &Block, context: &Context) -> Box<dyn BlockView> {
    let mut view: Box<dyn BlockView> = match block {
        Block::Vertical(_) | Block::Horizontal(_) => stack::view(block, context),
        Block::Transparent => transparent::view(context),
        Block::Column(_) => column::view(context),
        Block::Expander(expander) => expander::view(expander, context),
        Block::Tabs(_) => tabs::view(context),
        Block::Tab => tabs::panel(context),
        Block::Popover(_) => popover::view(context),
        Block::Form { id, .. } => form::view(id, context),
        Block::Grid(_) => grid::view(context),
        Block::GridCell(_) => grid::cell(context),
        Block::Dialog(_) => dialog::view(context),
        Block::ChatMessage(_) => chat_message::view(context),
    };
    view.update(block);
    view
}

/// What stands between a block of the page and its parent, as in Streamlit's DOM.
fn wrapper(context: &Context) -> HtmlElement {
    make_with(&context.document, "div", "bk-wrapper", "stLayoutWrapper")
}

/// A place for children below each other.
fn vertical(context: &Context) -> HtmlElement {
    let class = "stVerticalBlock bk-vertical";
    make_with(&context.document, "div", class, "stVerticalBlock")
}

/// Sets a custom property to a gap.
fn set_gap(node: &HtmlElement, property: &str, gap: Gap) {
    let gap = match gap {
        Gap::None => "0px".to_owned(),
        Gap::XxSmall => "0.25rem".to_owned(),
        Gap::XSmall => "0.5rem".to_owned(),
        Gap::Small => "1rem".to_owned(),
        Gap::Medium => "2rem".to_owned(),
        Gap::Large => "4rem".to_owned(),
        Gap::XLarge => "6rem".to_owned(),
        Gap::XxLarge => "8rem".to_owned(),
        Gap::Px(pixels) => format!("{pixels}px"),
    };
    set_property(node, property, &gap);
}

/// Sets a property of a known name, which always works.
fn set_property(node: &HtmlElement, property: &str, value: &str) {
    node.style().put(property, value);
}

fn set_flag(node: &HtmlElement, class: &str, on: bool) {
    node.set_class(class, on);
}

fn alignment(alignment: VerticalAlignment) -> &'static str {
    match alignment {
        VerticalAlignment::Top => "top",
        VerticalAlignment::Center => "center",
        VerticalAlignment::Bottom => "bottom",
    }
}
