//! The help mark: a question mark whose tooltip opens on hover and on focus.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::markdown;
use crate::dom::{Listener, NodeExt, StyleExt, append, fresh_id, listen, make_with, set, svg};
use crate::view::Context;

/// The style.
pub const STYLE: &str = include_str!("help.css");

const MARK: &str = "M11 18h2v-2h-2zm1-17a11 11 0 1 0 0 22 11 11 0 0 0 0-22m0 20a9 9 0 1 1 0-18 9 9 0 0 1 0 18m0-15a4 4 0 0 0-4 4h2a2 2 0 1 1 4 0c0 2-3 1.75-3 5h2c0-2.25 3-2.5 3-5a4 4 0 0 0-4-4";

/// A help mark.
pub struct Help {
    /// The mark.
    pub node: HtmlElement,
    tip: HtmlElement,
    _listeners: Vec<Listener>,
}

impl Help {
    /// A mark that explains what is named `subject` with this Markdown.
    pub fn mark(text: &str, subject: Option<&str>, context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "span", "stTooltipIcon bk-help", "stTooltipIcon");
        let button = make_with(document, "button", "bk-help-mark", "stTooltipHoverTarget");
        set(&button, "type", "button");
        let name = subject.map(|subject| format!("Help for {subject}"));
        set(&button, "aria-label", name.as_deref().unwrap_or("Help"));
        append(&button, &svg(document, MARK, "bk-help-icon"));
        append(&node, &button);
        let (tip, listeners) = tooltip(&button, text, context);
        Self {
            node,
            tip,
            _listeners: listeners,
        }
    }

    /// A tooltip on an element of its own, such as a button.
    pub fn on(target: &HtmlElement, text: &str, context: &Context) -> Self {
        let (tip, listeners) = tooltip(target, text, context);
        Self {
            node: target.clone(),
            tip,
            _listeners: listeners,
        }
    }
}

impl Drop for Help {
    fn drop(&mut self) {
        self.tip.remove();
    }
}

/// A tooltip for `target`, floating over the page while it is hovered or focused.
fn tooltip(target: &HtmlElement, text: &str, context: &Context) -> (HtmlElement, Vec<Listener>) {
    let document = &context.document;
    let tip = make_with(document, "div", "bk-tooltip", "stTooltipContent");
    set(&tip, "role", "tooltip");
    let id = fresh_id("bk-tooltip");
    set(&tip, "id", &id);
    set(target, "aria-describedby", &id);
    for node in markdown::block(document, text) {
        tip.add(&node);
    }
    let shown = Rc::new(Cell::new(false));
    let listeners = [
        ("pointerenter", true),
        ("focus", true),
        ("pointerleave", false),
        ("blur", false),
    ]
    .map(|(name, show)| {
        let (tip, shown, root, anchor) = (
            tip.clone(),
            shown.clone(),
            context.root.clone(),
            target.clone(),
        );
        listen(target, name, move |_| {
            if shown.replace(show) != show {
                if show {
                    place(&tip, &anchor, &root);
                } else {
                    tip.remove();
                }
            }
        })
    });
    let escape = {
        let (tip, shown) = (tip.clone(), shown);
        listen(target, "keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if key.as_deref() == Some("Escape") && shown.replace(false) {
                tip.remove();
            }
        })
    };
    (tip, listeners.into_iter().chain([escape]).collect())
}

/// Puts a tooltip above its anchor, or below where there is no room, inside the window.
fn place(tip: &HtmlElement, anchor: &HtmlElement, root: &HtmlElement) {
    append(root, tip);
    let anchor = anchor.get_bounding_client_rect();
    let origin = root.get_bounding_client_rect();
    let size = tip.get_bounding_client_rect();
    let above = anchor.top() - size.height() - 8.0;
    let top = if above > 0.0 {
        above
    } else {
        anchor.bottom() + 8.0
    };
    let left = (anchor.left() + (anchor.width() - size.width()) / 2.0)
        .min(origin.right() - size.width() - 8.0)
        .max(origin.left() + 8.0);
    let style = tip.style();
    style.put("top", &format!("{}px", top - origin.top()));
    style.put("left", &format!("{}px", left - origin.left()));
}
