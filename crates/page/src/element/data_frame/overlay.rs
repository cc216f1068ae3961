//! A cell looked at closely: the whole of a long text, a picture in its size, sound and film.

use brooklet_frame::Value;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::columns::Kind;
use super::editor::place_over;
use super::grid::Grid;
use super::value_text::raw;
use crate::address::{is_harmless, is_harmless_source};
use crate::dom::{FocusExt, Listener, NodeExt, append, listen, make, make_with, set};
use crate::element::json::tree_of_text;
use crate::text::markdown;

impl Grid {
    /// Shows all of a cell beside it.
    pub(super) fn open_cell(&self, row: usize, position: usize) {
        let Some((kind, content)) = self.content(row, position) else {
            return;
        };
        if kind == Kind::Checkbox {
            return;
        }
        let selector = format!("td[data-testid='glide-cell-{position}-{row}']");
        let cell = self.table.query_selector(&selector).ok().flatten();
        let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let document = &self.context.document;
        let node = make_with(document, "div", "bk-grid-overlay", "");
        set(&node, "role", "dialog");
        set(&node, "aria-label", "Cell");
        set(&node, "tabindex", "-1");
        let mut listeners = vec![self.overlay_keys(&node)];
        let tree = content.first().filter(|_| kind == Kind::Json);
        match tree.and_then(|text| tree_of_text(document, text)) {
            Some((tree, listener)) => {
                append(&node, &tree);
                listeners.push(listener);
            }
            None => self.fill_overlay(&node, kind, &content),
        }
        self.float(node.clone(), &cell, listeners);
        place_over(&node, &cell, &self.context.root);
        node.take_focus();
    }

    fn overlay_keys(&self, node: &HtmlElement) -> Listener {
        let grid = self.this.clone();
        listen(node, "keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            // On what can be pressed Enter is a press.
            let closes = match key.as_deref() {
                Some("Escape") => true,
                Some("Enter") => event.target() == event.current_target(),
                _ => false,
            };
            if let (true, Some(grid)) = (closes, grid.upgrade()) {
                event.prevent_default();
                event.stop_propagation();
                grid.close_floating();
            }
        })
    }

    fn content(&self, row: usize, position: usize) -> Option<(Kind, Vec<String>)> {
        let state = self.state.borrow();
        let column = state.column(position)?;
        let value = state.value(row, column);
        let texts = match &value {
            Value::Null => return None,
            Value::List(items) => items.iter().map(|item| raw(&item)).collect(),
            value => vec![raw(value)],
        };
        Some((column.kind, texts))
    }

    fn fill_overlay(&self, node: &HtmlElement, kind: Kind, content: &[String]) {
        let document = &self.context.document;
        let source = content.first().cloned().unwrap_or_default();
        let tag = match kind {
            Kind::Image => Some("img"),
            Kind::Audio => Some("audio"),
            Kind::Video => Some("video"),
            _ => None,
        };
        if let Some(tag) = tag.filter(|_| is_harmless_source(&source)) {
            let media = make(document, tag);
            set(&media, "src", &source);
            set(&media, if tag == "img" { "alt" } else { "controls" }, "");
            append(node, &media);
            return;
        }
        match kind {
            Kind::Markdown => {
                for part in markdown::block(document, &source) {
                    node.add(&part);
                }
            }
            Kind::Link if is_harmless(&source) => {
                let anchor = make(document, "a");
                set(&anchor, "href", &source);
                set(&anchor, "target", "_blank");
                set(&anchor, "rel", "noopener noreferrer");
                anchor.set_text_content(Some(&source));
                append(node, &anchor);
            }
            Kind::List => {
                for text in content {
                    let bubble = make_with(document, "span", "bk-grid-bubble", "");
                    bubble.set_text_content(Some(text));
                    append(node, &bubble);
                }
            }
            _ => {
                let text = make_with(document, "pre", "bk-grid-text", "");
                text.set_text_content(Some(&content.join(", ")));
                append(node, &text);
            }
        }
    }
}
