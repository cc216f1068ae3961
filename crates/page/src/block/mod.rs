//! Blocks on the page: what holds elements and other blocks.

mod expander;
mod form;

use brooklet_protocol::Block;
use brooklet_protocol::block::{Gap, VerticalAlignment};
use web_sys::HtmlElement;

use crate::dom::{append, make_with, set};
use crate::view::Context;

/// The styles of all blocks.
pub const STYLES: &[&str] = &[include_str!("block.css"), expander::STYLE, form::STYLE];

/// A block on the page.
pub struct BlockView {
    /// Its outermost DOM element.
    pub frame: HtmlElement,
    /// The DOM element that holds its children.
    pub body: HtmlElement,
    kind: Kind,
}

enum Kind {
    Vertical,
    Horizontal,
    Column,
    Expander(expander::Expander),
    Form(form::Form),
    Transparent,
}

/// A view for a block.
pub fn build(block: &Block, context: &Context) -> BlockView {
    let document = &context.document;
    let make = |class: &str, test_id: &str| make_with(document, "div", class, test_id);
    let wrapper = || make("bk-wrapper", "stLayoutWrapper");
    let vertical = || make("stVerticalBlock bk-vertical", "stVerticalBlock");
    let (frame, body, kind) = match block {
        Block::Vertical { .. } => (wrapper(), vertical(), Kind::Vertical),
        Block::Horizontal { .. } => {
            let body = make("stHorizontalBlock bk-horizontal", "stHorizontalBlock");
            (wrapper(), body, Kind::Horizontal)
        }
        Block::Transparent => {
            let body = make("bk-transparent", "");
            (body.clone(), body, Kind::Transparent)
        }
        Block::Column { .. } => (
            make("stColumn bk-column", "stColumn"),
            vertical(),
            Kind::Column,
        ),
        Block::Expander { .. } => {
            let (frame, body) = (wrapper(), vertical());
            let expander = expander::Expander::new(context, &body);
            append(&frame, &expander.node);
            (frame, body, Kind::Expander(expander))
        }
        Block::Form { id, .. } => {
            let (frame, body) = (wrapper(), vertical());
            let form = form::Form::new(id, context, &body);
            append(&frame, &form.node);
            (frame, body, Kind::Form(form))
        }
    };
    if !matches!(kind, Kind::Expander(_) | Kind::Form(_) | Kind::Transparent) {
        append(&frame, &body);
    }
    let mut view = BlockView { frame, body, kind };
    view.update(block);
    view
}

impl BlockView {
    /// The DOM element that carries the class of the block's key.
    pub fn key_node(&self) -> &HtmlElement {
        match self.kind {
            Kind::Vertical | Kind::Horizontal | Kind::Transparent => &self.body,
            Kind::Column | Kind::Expander(_) | Kind::Form(_) => &self.frame,
        }
    }

    /// Takes over another version of the block and says whether that was possible.
    pub fn update(&mut self, block: &Block) -> bool {
        match (&mut self.kind, block) {
            (Kind::Vertical, Block::Vertical { border, gap }) => {
                set_gap(&self.body, *gap);
                set_flag(&self.body, "bk-border", *border);
            }
            (Kind::Horizontal, Block::Horizontal { gap, wrap }) => {
                set_gap(&self.body, *gap);
                set_flag(&self.body, "bk-wrap", *wrap);
            }
            (
                Kind::Column,
                Block::Column {
                    weight,
                    vertical_alignment,
                    border,
                    gap,
                },
            ) => {
                let style = self.frame.style();
                // Custom properties of known names can always be set.
                let _ = style.set_property("--bk-weight", &weight.to_string());
                set_gap(&self.frame, *gap);
                let alignment = match vertical_alignment {
                    VerticalAlignment::Top => "top",
                    VerticalAlignment::Center => "center",
                    VerticalAlignment::Bottom => "bottom",
                };
                set(&self.frame, "data-align", alignment);
                set_flag(&self.frame, "bk-border", *border);
            }
            (
                Kind::Expander(view),
                Block::Expander {
                    label,
                    expanded,
                    icon,
                },
            ) => {
                view.update(label, *expanded, icon.as_deref());
            }
            (
                Kind::Form(view),
                Block::Form {
                    id,
                    clear_on_submit,
                    enter_to_submit,
                    border,
                },
            ) if view.is(id) => view.update(*clear_on_submit, *enter_to_submit, *border),
            (Kind::Transparent, Block::Transparent) => {}
            _ => return false,
        }
        true
    }
}

fn set_gap(node: &HtmlElement, gap: Gap) {
    let gap = match gap {
        Gap::None => "0".to_owned(),
        Gap::XxSmall => "0.25rem".to_owned(),
        Gap::XSmall => "0.5rem".to_owned(),
        Gap::Small => "1rem".to_owned(),
        Gap::Medium => "2rem".to_owned(),
        Gap::Large => "4rem".to_owned(),
        Gap::XLarge => "6rem".to_owned(),
        Gap::XxLarge => "8rem".to_owned(),
        Gap::Px(pixels) => format!("{pixels}px"),
    };
    let _ = node.style().set_property("--bk-gap", &gap);
}

fn set_flag(node: &HtmlElement, class: &str, on: bool) {
    let _ = node.class_list().toggle_with_force(class, on);
}
