//! The menus of a grid: which columns are shown, and what a button in a cell can do. A script draws
//! them, which is fetched when a reader first opens one.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::floating::Floating;
use super::grid::Grid;
use crate::dom::{FocusExt, Listener, listen, make_with};
use crate::float::Float;
use crate::lazy::{self, COLUMN_MENU};

/// What is done with a choice; the menu is handed over.
pub(super) type Choose = Box<dyn Fn(&Rc<Grid>, &str, &HtmlElement)>;

impl Grid {
    /// Opens the list of all columns, each of which can be shown or hidden.
    pub(super) fn open_visibility(&self, place: &HtmlElement) {
        let (labels, shown) = (Array::new(), Array::new());
        for column in &self.state.borrow().columns {
            let title = match column.title.as_str() {
                "" => "(index)",
                title => title,
            };
            labels.push(&title.into());
            shown.push(&(!column.is_hidden).into());
        }
        let choose: Choose = Box::new(|grid, choice, _| {
            let Ok(index) = choice.parse::<usize>() else {
                return grid.close_floating();
            };
            {
                let mut state = grid.state.borrow_mut();
                if let Some(column) = state.columns.get_mut(index) {
                    column.is_hidden = !column.is_hidden;
                }
                state.arrange();
            }
            grid.refresh();
        });
        let test_id = "stDataFrameColumnVisibilityMenu";
        let facts = Array::of3(&"Columns".into(), &labels, &shown);
        self.open_drawn(test_id, "list", place.clone(), &facts, choose);
    }

    /// Opens the list of what a button in a cell can do.
    pub(super) fn open_labels(&self, row: usize, position: usize, labels: Vec<String>) {
        let Some(place) = self.cell_node(row, position) else {
            return;
        };
        let entries = Array::new();
        for label in &labels {
            entries.push(&label.into());
        }
        let choose: Choose = Box::new(move |grid, choice, _| {
            grid.close_floating();
            let label = choice
                .parse()
                .ok()
                .and_then(|index: usize| labels.get(index));
            if let Some(label) = label {
                grid.click_button(row, position, label);
            }
        });
        let facts = Array::of2(&"Actions".into(), &entries);
        self.open_drawn("stDataFrameButtonMenu", "list", place, &facts, choose);
    }

    /// Opens a menu that the function `name` of the script draws from facts.
    pub(super) fn open_drawn(
        &self,
        test_id: &'static str,
        name: &'static str,
        place: HtmlElement,
        facts: &Array,
        choose: Choose,
    ) {
        let grid = self.this.clone();
        let facts = JsValue::from(facts);
        lazy::when(COLUMN_MENU, move || {
            let Some(grid) = grid.upgrade() else { return };
            let class = "bk-grid-menu bk-column-menu";
            let node = make_with(&grid.context.document, "div", class, test_id);
            let drawn = [node.clone().into(), place.clone().into(), facts];
            lazy::call(COLUMN_MENU, name, &drawn);
            let weak = grid.this.clone();
            let menu = node.clone();
            let chosen = listen(&node, "choose", move |_| {
                let choice = menu.get_attribute("data-choice");
                if let (Some(grid), Some(choice)) = (weak.upgrade(), choice) {
                    choose(&grid, &choice, &menu);
                }
            });
            grid.float(node.clone(), &place, vec![chosen]);
            let first = node.query_selector("[role^=menuitem]").ok().flatten();
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                first.take_focus();
            }
        });
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
        self.table.take_focus();
    }
}
