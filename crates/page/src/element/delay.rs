//! What shows only after a moment, so that what is quick does not flicker.

use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;

use crate::dom::ClassExt;

const MOMENT_MS: u32 = 500;

/// Keeps an element out of the page for a moment.
pub(super) struct Delay {
    _timeout: Timeout,
}

impl Delay {
    /// Hides `node`, and shows it after a moment unless this is dropped before.
    pub(super) fn of(node: &HtmlElement) -> Self {
        let hide = |node: &HtmlElement, on| {
            node.set_class("bk-nothing", on);
        };
        hide(node, true);
        let node = node.clone();
        Self {
            _timeout: Timeout::new(MOMENT_MS, move || hide(&node, false)),
        }
    }
}
