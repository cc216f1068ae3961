//! The menus of a grid: which columns are shown, and what a button in a cell can do.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::floating::Floating;
use super::grid::Grid;
use crate::dom::{Listener, append, listen, make_with, set};
use crate::float::Float;

type Act = Box<dyn Fn(&Rc<Grid>)>;

/// An entry of a menu.
pub(super) struct Item {
    label: String,
    /// For one that can be on or off.
    is_on: Option<bool>,
    act: Act,
}

fn item(label: &str, act: impl Fn(&Rc<Grid>) + 'static) -> Item {
    Item {
        label: label.to_owned(),
        is_on: None,
        act: Box::new(act),
    }
}

impl Grid {
    /// Opens the list of all columns, each of which can be shown or hidden.
    pub(super) fn open_visibility(&self, place: &HtmlElement) {
        let entries: Vec<Item> = {
            let state = self.state.borrow();
            let columns = state.columns.iter().enumerate();
            columns
                .map(|(index, column)| {
                    let title = match (column.title.as_str(), column.is_index()) {
                        ("", true) => "(index)",
                        (title, _) => title,
                    };
                    let place = place.clone();
                    Item {
                        is_on: Some(!column.is_hidden),
                        ..item(title, move |grid| {
                            {
                                let mut state = grid.state.borrow_mut();
                                let column = &mut state.columns[index];
                                column.is_hidden = !column.is_hidden;
                                state.arrange();
                            }
                            grid.refresh();
                            grid.open_visibility(&place);
                        })
                    }
                })
                .collect()
        };
        self.open_items("stDataFrameColumnVisibilityMenu", "Columns", place, entries);
    }

    /// Opens the list of what a button in a cell can do.
    pub(super) fn open_labels(&self, row: usize, position: usize, labels: Vec<String>) {
        let Some(place) = self.cell_node(row, position) else {
            return;
        };
        let entries = labels.into_iter().map(|label| {
            let said = label.clone();
            item(&label, move |grid| grid.click_button(row, position, &said))
        });
        self.open_items(
            "stDataFrameButtonMenu",
            "Actions",
            &place,
            entries.collect(),
        );
    }

    fn open_items(&self, test_id: &str, name: &str, place: &HtmlElement, items: Vec<Item>) {
        let document = &self.context.document;
        let node = make_with(document, "div", "bk-choices bk-grid-menu", test_id);
        set(&node, "role", "menu");
        set(&node, "aria-label", name);
        let mut listeners = Vec::new();
        let mut nodes: Vec<HtmlElement> = Vec::new();
        for Item { label, is_on, act } in items {
            let entry = make_with(document, "div", "bk-choice", "");
            match is_on {
                None => set(&entry, "role", "menuitem"),
                Some(is_on) => {
                    set(&entry, "role", "menuitemcheckbox");
                    set(&entry, "aria-checked", if is_on { "true" } else { "false" });
                }
            }
            set(&entry, "tabindex", "-1");
            entry.set_text_content(Some(&label));
            append(&node, &entry);
            let grid = self.this.clone();
            listeners.push(listen(&entry, "click", move |_| {
                if let Some(grid) = grid.upgrade() {
                    grid.close_floating();
                    act(&grid);
                }
            }));
            nodes.push(entry);
        }
        let first = nodes.first().cloned();
        let grid = self.this.clone();
        listeners.push(listen(&node, "keydown", move |event| {
            if let (Some(grid), Some(key)) = (grid.upgrade(), event.dyn_ref::<KeyboardEvent>())
                && menu_key(&grid, key, &nodes)
            {
                event.prevent_default();
                event.stop_propagation();
            }
        }));
        self.float(node, place, listeners);
        if let Some(first) = first {
            let _ = first.focus();
        }
    }

    /// Lets something float beside a cell, in the place of what floated before.
    pub(super) fn float(
        &self,
        node: HtmlElement,
        place: &HtmlElement,
        mut listeners: Vec<Listener>,
    ) {
        self.close_floating();
        let (float, outside) = Float::at(place, node, place, &self.context);
        listeners.push(outside);
        float.open();
        self.floating.replace(Some(Floating { float, listeners }));
    }

    /// Closes what floats, and goes back to the grid.
    pub(super) fn close_floating(&self) {
        let Some(floating) = self.floating.take() else {
            return;
        };
        floating.float.close();
        // It may be its own listener that closes it: what it holds is let go of afterwards.
        gloo::timers::callback::Timeout::new(0, move || drop(floating.listeners)).forget();
        let _ = self.table.focus();
    }
}

fn menu_key(grid: &Grid, event: &KeyboardEvent, nodes: &[HtmlElement]) -> bool {
    let focused = grid.context.document.active_element();
    let is_focused = |node: &HtmlElement| Some(node.as_ref()) == focused.as_ref();
    let index = nodes.iter().position(is_focused).unwrap_or(0);
    let count = nodes.len().max(1);
    let next = match event.key().as_str() {
        "ArrowDown" => (index + 1) % count,
        "ArrowUp" => (index + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        "Enter" | " " => {
            if let Some(node) = nodes.get(index) {
                node.click();
            }
            return true;
        }
        "Escape" | "Tab" => {
            grid.close_floating();
            return true;
        }
        _ => return false,
    };
    if let Some(node) = nodes.get(next) {
        let _ = node.focus();
    }
    true
}
