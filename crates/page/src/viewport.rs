//! The width that a phone gives the page.

use web_sys::{Document, HtmlElement};

use crate::dom::{append, make, set};

/// A page that is nothing but an app is as wide as the screen, unless it says itself how wide it is:
/// otherwise a phone would lay it out for a desk and make it small.
pub fn fit(document: &Document, root: &HtmlElement) {
    let is_whole = match (root.parent_element(), document.body()) {
        (Some(parent), Some(body)) => parent == *body,
        _ => false,
    };
    let is_said = !matches!(document.query_selector("meta[name=viewport]"), Ok(None));
    if is_whole
        && !is_said
        && let Some(head) = document.head()
    {
        let meta = make(document, "meta");
        set(&meta, "name", "viewport");
        set(&meta, "content", "width=device-width, initial-scale=1");
        append(&head, &meta);
    }
}
