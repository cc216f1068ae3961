//! `st.skeleton` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::Skeleton;
use web_sys::HtmlElement;

use super::delay::Delay;
use crate::dom::{make_with, set};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("skeleton.css");

struct SkeletonView {
    node: HtmlElement,
    shown: Skeleton,
    _delay: Option<Delay>,
}

/// A view for it.
pub fn view(element: &Skeleton, context: &Context) -> Box<dyn View> {
    let class = "stSkeleton bk-shape";
    let node = make_with(&context.document, "div", class, "stSkeletonElement");
    set(&node, "aria-hidden", "true");
    let delay = element.delayed.then(|| Delay::of(&node));
    Box::new(SkeletonView {
        node,
        shown: *element,
        _delay: delay,
    })
}

impl View for SkeletonView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        *element == Element::Skeleton(self.shown)
    }
}
