//! `st.container` on the page.

use brooklet_protocol::Block;
use brooklet_protocol::block::{Placement, Stack};
use web_sys::HtmlElement;

use super::{BlockView, set_flag, set_gap, vertical, wrapper};
use crate::dom::{Watcher, append, make_with, set, watch};
use crate::view::Context;

/// How near to its end a container counts as scrolled to it, in CSS pixels.
const NEAR: i32 = 30;

struct StackView {
    frame: HtmlElement,
    body: HtmlElement,
    is_horizontal: bool,
    autoscroll: Option<bool>,
    follower: Option<Watcher>,
}

/// A view for it.
pub(super) fn view(block: &Block, context: &Context) -> Box<dyn BlockView> {
    let is_horizontal = matches!(block, Block::Horizontal(_));
    let body = if is_horizontal {
        let class = "stHorizontalBlock bk-horizontal";
        make_with(&context.document, "div", class, "stHorizontalBlock")
    } else {
        vertical(context)
    };
    let frame = wrapper(context);
    append(&frame, &body);
    let follower = (!is_horizontal).then(|| follow(&body));
    Box::new(StackView {
        frame,
        body,
        is_horizontal,
        autoscroll: None,
        follower,
    })
}

/// Keeps what is new in view while the reader looks at the end of a container that scrolls.
fn follow(body: &HtmlElement) -> Watcher {
    let holder = body.clone();
    let mut height = 0;
    watch(body, move || {
        let is_on = match holder.get_attribute("data-autoscroll").as_deref() {
            Some("true") => true,
            Some("false") => false,
            _ => matches!(
                holder.query_selector(":scope > .bk-wrapper > .stChatMessage"),
                Ok(Some(_))
            ),
        };
        let was_near = holder.scroll_top() + holder.client_height() >= height - NEAR;
        height = holder.scroll_height();
        if is_on && was_near && height > holder.client_height() {
            holder.set_scroll_top(height);
        }
    })
}

impl StackView {
    fn paint(&mut self, stack: &Stack) {
        set_gap(&self.body, "--bk-gap", stack.gap);
        set_flag(&self.body, "bk-border", stack.border);
        set_flag(&self.body, "bk-wrap", stack.wrap);
        for (name, place) in [("data-across", stack.across), ("data-down", stack.down)] {
            let place = match place {
                Placement::Start => "start",
                Placement::Center => "center",
                Placement::End => "end",
                Placement::Distribute => "distribute",
            };
            set(&self.body, name, place);
        }
        if self.autoscroll != stack.autoscroll {
            self.autoscroll = stack.autoscroll;
            let flag = stack
                .autoscroll
                .map_or("", |on| if on { "true" } else { "false" });
            set(&self.body, "data-autoscroll", flag);
        }
    }
}

impl BlockView for StackView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn key_node(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        match block {
            Block::Vertical(stack) if !self.is_horizontal => self.paint(stack),
            Block::Horizontal(stack) if self.is_horizontal => self.paint(stack),
            _ => return false,
        }
        true
    }

    fn dispose(&mut self) {
        self.follower = None;
    }
}
