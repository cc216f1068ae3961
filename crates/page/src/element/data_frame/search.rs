//! The field that searches the cells of a grid.

use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::grid::Grid;
use super::search_results::Search;
use crate::dom::{FocusExt, append, listen, make_with, set};

/// How many cells are looked at before the page gets its turn.
const CELLS_AT_ONCE: usize = 20_000;

/// Connects the field with its grid.
pub(super) fn connect(grid: &Rc<Grid>) {
    let document = &grid.context.document;
    let mut listeners = Vec::new();
    for (label, sign, step) in [
        ("Previous match", "↑", Some(-1)),
        ("Next match", "↓", Some(1)),
        ("Close search", "×", None),
    ] {
        let button = make_with(document, "button", "bk-grid-step", "");
        set(&button, "type", "button");
        set(&button, "aria-label", label);
        button.set_text_content(Some(sign));
        append(&grid.bar.node, &button);
        let grid = Rc::downgrade(grid);
        listeners.push(listen(&button, "click", move |_| {
            with(&grid, |grid| match step {
                Some(step) => grid.step(step),
                None => grid.close_search(),
            });
        }));
    }
    let weak = Rc::downgrade(grid);
    listeners.push(listen(&grid.bar.field, "input", move |_| {
        with(&weak, |grid| grid.search(&grid.bar.field.value()));
    }));
    let weak = Rc::downgrade(grid);
    listeners.push(listen(&grid.bar.node, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        match key.key().as_str() {
            "Enter" => with(&weak, |grid| {
                grid.step(if key.shift_key() { -1 } else { 1 });
            }),
            "Escape" => with(&weak, Grid::close_search),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }));
    grid.bar.listeners.replace(listeners);
}

fn with(grid: &Weak<Grid>, act: impl FnOnce(&Grid)) {
    if let Some(grid) = grid.upgrade() {
        act(&grid);
    }
}

impl Grid {
    /// Shows the field, or closes it.
    pub(super) fn toggle_search(&self) {
        if self.bar.node.hidden() {
            self.open_search();
        } else {
            self.close_search();
        }
    }

    pub(super) fn open_search(&self) {
        self.bar.node.set_hidden(false);
        self.bar.field.take_focus();
        self.bar.field.select();
    }

    fn close_search(&self) {
        self.bar.node.set_hidden(true);
        self.search("");
        self.bar.field.set_value("");
        self.table.take_focus();
    }

    fn search(&self, text: &str) {
        self.state.borrow_mut().search = Search::of(text);
        self.bar.next.take();
        self.go_on_searching(true);
    }

    /// Looks through a part of the rows; the page stays alive between one and the next.
    fn go_on_searching(&self, is_first: bool) {
        let had = self.state.borrow().search.found.len();
        let more = {
            let mut state = self.state.borrow_mut();
            let mut search = std::mem::take(&mut state.search);
            let columns = state.shown.len();
            let rows = CELLS_AT_ONCE / columns.max(1);
            let more = search.go_on(
                state.rows(),
                rows.max(1),
                |row, position| {
                    let column = state.column(position);
                    column.map_or_else(String::new, |column| state.text(row, column))
                },
                columns,
            );
            state.search = search;
            more
        };
        let has = self.state.borrow().search.found.len();
        self.say_found(more);
        if (had == 0 && has > 0) || is_first {
            self.step(0);
        }
        if more {
            let grid = self.this.clone();
            let next = Timeout::new(0, move || with(&grid, |grid| grid.go_on_searching(false)));
            self.bar.next.replace(Some(next));
        }
    }

    fn say_found(&self, goes_on: bool) {
        let state = self.state.borrow();
        let words = state.search.words(goes_on);
        self.bar.words.set_text_content(Some(&words));
    }

    /// Goes to another cell of those found.
    fn step(&self, by: isize) {
        let cell = {
            let mut state = self.state.borrow_mut();
            let count = state.search.found.len() as isize;
            if count > 0 {
                let next = (state.search.current as isize + by).rem_euclid(count);
                state.search.current = next as usize;
            }
            let cell = state.search.found.get(state.search.current).copied();
            if let Some((row, column)) = cell {
                state.anchor = None;
                state.cursor = Some((Some(row), column));
            }
            cell
        };
        if let Some((row, column)) = cell {
            self.scroll_to((Some(row), column));
        }
        self.paint();
        self.say_found(self.bar.next.borrow().is_some() && cell.is_none());
    }
}
