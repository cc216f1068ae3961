//! The grid on the DOM: a table of which only the rows and columns on the screen are there.
//!
//! The browser scrolls over an empty area as large as all cells would be. The table sticks to its
//! corner and is as large as what can be seen; rows and cells are moved where the scroll position
//! has them, so that head and pinned columns stay by themselves.

use std::cell::{self, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_protocol::WidgetValue;
use gloo::timers::callback::Interval;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use super::cell_field::Open;
use super::export::{CELLS, html, tsv};
use super::floating::Floating;
use super::search_bar::SearchBar;
use super::select::selects;
use super::state::{Cell, ROW, State};
use super::viewport::{Placed, scroll_to_column};
use crate::dom::{StyleExt, append, fresh_id, make, make_with, set, set_optional};
use crate::view::Context;

/// A drag over cells that is under way.
#[derive(Default)]
pub(super) struct Dragging {
    /// Where the pointer is in the window.
    pub(super) pointer: cell::Cell<(f64, f64)>,
    /// How far the grid scrolls at once, beyond whose edge the pointer is.
    pub(super) speed: cell::Cell<f64>,
    /// What lets it scroll again and again.
    pub(super) clock: RefCell<Option<Interval>>,
}

/// A grid.
pub(super) struct Grid {
    pub(super) this: Weak<Grid>,
    pub(super) context: Context,
    /// What scrolls.
    pub(super) scroll: HtmlElement,
    pub(super) area: HtmlElement,
    pub(super) table: HtmlElement,
    pub(super) head: HtmlElement,
    pub(super) body: HtmlElement,
    /// The edge of the marked range.
    pub(super) outline: HtmlElement,
    /// What stands below the last row.
    pub(super) blank: HtmlElement,
    /// Says what has happened to a reader who does not see it.
    pub(super) status: HtmlElement,
    pub(super) state: RefCell<State>,
    pub(super) bar: SearchBar,
    pub(super) floating: RefCell<Option<Floating>>,
    /// The cell that is being edited.
    pub(super) open: RefCell<Option<Open>>,
    pub(super) dragging: Dragging,
    pub(super) painted: RefCell<Painted>,
    pub(super) id: String,
    /// Width and height of the table, and how far it is scrolled to the right, as last set.
    pub(super) size: cell::Cell<Option<(f64, f64, f64)>>,
    measure: Option<CanvasRenderingContext2d>,
}

/// What stands in the table.
#[derive(Default)]
pub(super) struct Painted {
    pub(super) rows: BTreeMap<usize, Row>,
    pub(super) columns: Vec<Placed>,
    /// Rows to be used again.
    pub(super) free: Vec<Row>,
}

/// A row of it.
pub(super) struct Row {
    pub(super) node: HtmlElement,
    pub(super) cells: Vec<HtmlElement>,
    /// The columns that its cells are laid out for: what does not change from row to row is not set
    /// again.
    pub(super) laid_out: Vec<Placed>,
    /// How each cell is marked.
    pub(super) marks: Vec<Option<Mark>>,
}

/// How a cell is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) is_selected: bool,
    /// Whether both its row and its column are.
    pub(super) is_twice: bool,
    pub(super) is_cursor: bool,
    /// Whether it holds what is searched for, and whether it is the one shown.
    pub(super) found: Option<bool>,
}

impl Grid {
    pub(super) fn new(state: State, context: &Context) -> Rc<Self> {
        let document = &context.document;
        let scroll = make_with(
            document,
            "div",
            "bk-grid-scroll",
            "stDataFrameGlideDataEditor",
        );
        let area = make_with(document, "div", "bk-grid-area", "");
        let table = make_with(document, "table", "bk-grid-table", "");
        set(&table, "role", "grid");
        set(&table, "tabindex", "0");
        set(&table, "aria-multiselectable", "true");
        let head = make(document, "thead");
        let body = make(document, "tbody");
        for part in [&head, &body] {
            set(part, "role", "rowgroup");
            append(&table, part);
        }
        let blank = make_with(document, "tbody", "bk-grid-blank", "");
        set(&blank, "aria-hidden", "true");
        append(&table, &blank);
        let outline = make_with(document, "div", "bk-grid-outline", "");
        set(&outline, "aria-hidden", "true");
        append(&table, &outline);
        let status = make_with(document, "div", "bk-grid-words", "");
        set(&status, "role", "status");
        append(&area, &table);
        append(&scroll, &area);
        let canvas: HtmlCanvasElement = make(document, "canvas").unchecked_into();
        let measure = canvas.get_context("2d").ok().flatten();
        Rc::new_cyclic(|this: &Weak<Self>| Self {
            this: this.clone(),
            context: context.clone(),
            scroll,
            area,
            table,
            head,
            body,
            outline,
            blank,
            status,
            state: RefCell::new(state),
            bar: SearchBar::new(context),
            floating: RefCell::default(),
            open: RefCell::default(),
            dragging: Dragging::default(),
            painted: RefCell::default(),
            id: fresh_id("bk-grid"),
            size: cell::Cell::default(),
            measure: measure.and_then(|measure| measure.dyn_into().ok()),
        })
    }

    /// Works out all widths and places anew, and paints everything.
    pub(super) fn refresh(&self) {
        // Where it does not stand in the page yet, or is hidden, it has neither size nor font.
        if self.scroll.offset_parent().is_none() {
            return;
        }
        self.lay_out();
        self.painted.borrow_mut().columns.clear();
        self.paint();
    }

    /// Marks the frame around the grid while keys go to it.
    pub(super) fn show_focus(&self, is_visible: bool) {
        if let Some(frame) = self.scroll.parent_element() {
            set_optional(&frame, "data-focused", is_visible.then_some(""));
        }
    }

    fn lay_out(&self) {
        let font = self.font();
        let measure = |text: &str| self.text_width(&font, text);
        let mut state = self.state.borrow_mut();
        let room = f64::from(self.scroll.client_width());
        state.lay_out(room, &measure);
        let height = state.element.row_height.map_or(ROW, f64::from);
        let rows = state.rows_with_new();
        state.viewport.row_height = height;
        self.table.style().put("--bk-row", &format!("{height}px"));
        state.viewport.head_height = state.head_height();
        state.viewport.rows = rows;
        let style = self.area.style();
        let tall = if rows == 0 || state.frame.columns.is_empty() && state.frame.index.depth() == 0
        {
            state.viewport.head_height + ROW
        } else {
            state.viewport.scroll_height()
        };
        style.put("width", &format!("{}px", state.width()));
        style.put("height", &format!("{tall}px"));
        let edits = state.element.editing.is_some();
        set_optional(&self.table, "data-edits", edits.then_some(""));
        let name = state.element.alt.clone();
        set(
            &self.table,
            "aria-label",
            name.as_deref().unwrap_or("Table"),
        );
        set(&self.table, "aria-rowcount", &(rows.max(1) + 1).to_string());
        set(
            &self.table,
            "aria-colcount",
            &state.shown.len().max(1).to_string(),
        );
    }

    fn font(&self) -> String {
        let window = web_sys::window();
        let style = window.and_then(|window| window.get_computed_style(&self.table).ok().flatten());
        let family = style.and_then(|style| style.get_property_value("font-family").ok());
        format!(
            "14px {}",
            family
                .filter(|family| !family.is_empty())
                .unwrap_or_else(|| "sans-serif".to_owned())
        )
    }

    fn text_width(&self, font: &str, text: &str) -> f64 {
        let Some(measure) = &self.measure else {
            return text.chars().count() as f64 * 7.0;
        };
        measure.set_font(font);
        let cut: String = text.chars().take(200).collect();
        measure.measure_text(&cut).map_or(0.0, |size| size.width())
    }

    /// How wide a column has to be for its texts.
    pub(super) fn fitting(&self, position: usize) -> Option<f64> {
        let font = self.font();
        let state = self.state.borrow();
        let column = state.column(position)?;
        Some(state.fitting(column, &|text| self.text_width(&font, text)))
    }

    /// Moves the cursor, and the range with it where it `extends`.
    pub(super) fn go(&self, cell: Cell, extends: bool) {
        self.scroll_to(cell);
        self.place_cursor(cell, extends);
    }

    /// The same where the cell is on the screen.
    pub(super) fn place_cursor(&self, cell: Cell, extends: bool) {
        {
            let mut state = self.state.borrow_mut();
            if extends && state.is_single_cell() {
                return;
            }
            let before = state.cursor;
            match (extends, before, cell) {
                (true, Some((Some(row), column)), (Some(_), _)) => {
                    state.anchor.get_or_insert((row, column));
                }
                _ => state.anchor = None,
            }
            state.cursor = Some(cell);
        }
        self.paint();
        let selects_cells = selects(&self.state.borrow().element.selection, "cells");
        if selects_cells {
            self.select_cells();
        }
    }

    fn select_cells(&self) {
        {
            let mut state = self.state.borrow_mut();
            let before = state.selection.cells.clone();
            state.select_range();
            if before == state.selection.cells {
                return;
            }
        }
        self.report();
    }

    pub(super) fn scroll_to(&self, (row, column): Cell) {
        let (down, right) = {
            let state = self.state.borrow();
            (
                row.and_then(|row| state.viewport.scroll_to_row(row)),
                scroll_to_column(&state.placed, column, &state.viewport),
            )
        };
        if let Some(down) = down {
            self.scroll.set_scroll_top(down.round() as i32);
        }
        if let Some(right) = right {
            self.scroll.set_scroll_left(right.round() as i32);
        }
    }

    /// Tells the script what is selected.
    pub(super) fn report(&self) {
        let (id, json) = {
            let state = self.state.borrow();
            // What is selected in an editor is the reader's own affair.
            let id = state.element.id.clone();
            let id = id.filter(|_| state.element.editing.is_none());
            (id, state.selection.json())
        };
        if let Some(id) = id {
            self.context.widgets.set(&id, WidgetValue::Json(json));
        }
        self.paint();
    }

    /// Sorts by a column.
    pub(super) fn sort(&self, sort: Option<(super::columns::Source, brooklet_frame::Direction)>) {
        let words = {
            let mut state = self.state.borrow_mut();
            state.sort_by(sort);
            let column = sort.and_then(|(source, _)| {
                state.columns.iter().find(|column| column.source == source)
            });
            match (sort, column) {
                (Some((_, direction)), Some(column)) => {
                    format!("Sorted by {}, {}", column.title, direction.name())
                }
                _ => "In the order of the table".to_owned(),
            }
        };
        self.status.set_text_content(Some(&words));
        self.refresh();
    }

    /// Copies cells to what an event of the clipboard carries.
    pub(super) fn copy(&self, data: &web_sys::DataTransfer) -> bool {
        let (rows, values) = self.state.borrow().copied();
        if rows.is_empty() {
            return false;
        }
        let set = |kind: &str, text: &str| -> Result<(), JsValue> { data.set_data(kind, text) };
        set("text/plain", &tsv(&rows)).is_ok()
            && set("text/html", &html(&rows)).is_ok()
            && set(CELLS, &values.to_string()).is_ok()
    }
}
