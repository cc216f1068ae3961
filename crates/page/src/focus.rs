//! Where the Tab key stops.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What can have the focus by itself.
const STOPS: &str = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable=true], [tabindex]";

/// The elements inside of `node` at which the Tab key stops, in order.
pub fn stops(node: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = node.query_selector_all(STOPS) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|place| found.item(place)?.dyn_into::<HtmlElement>().ok())
        .filter(|stop| {
            let is_shown = stop.get_client_rects().length() > 0;
            is_shown && stop.tab_index() >= 0 && !stop.has_attribute("disabled")
        })
        .collect()
}

/// Whether the Tab key would leave `node`, and from which end.
pub fn leaves(event: &KeyboardEvent, node: &HtmlElement) -> Option<Edge> {
    if event.key() != "Tab" {
        return None;
    }
    let stops = stops(node);
    let focused = node.owner_document()?.active_element()?;
    let is_at = |stop: Option<&HtmlElement>| match stop {
        Some(stop) => **stop == focused,
        None => true,
    };
    let is_outside = **node == focused;
    if event.shift_key() {
        (is_outside || is_at(stops.first())).then_some(Edge::Start)
    } else {
        (is_at(stops.last())).then_some(Edge::End)
    }
}

/// An end of a part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Before everything in it.
    Start,
    /// Behind everything in it.
    End,
}
