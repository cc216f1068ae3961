//! The menu of a column. A script draws it, which is fetched when a reader first opens one.

use brooklet_frame::{Direction, Value};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::columns::{GridColumn, Kind};
use super::grid::Grid;
use super::menu::Choose;
use super::moment_text::point;
use super::value_text::{number_of, truth_of};
use crate::lazy::{self, COLUMN_MENU};

/// Of more rows than these only some are looked at for what a column holds, and so many of them.
const MANY: usize = 100_000;
const SAMPLE: usize = 10_000;

impl Grid {
    /// Opens the menu of a column.
    pub(super) fn open_menu(&self, position: usize) {
        let place = self.head_node(position);
        let facts = {
            let state = self.state.borrow();
            let Some(column) = state.column(position) else {
                return;
            };
            let has_figures = state.element.editing.is_none() && state.rows() > 0;
            let format = column.details.format.as_deref().unwrap_or_default();
            Array::of5(
                &column.title.as_str().into(),
                &column.kind_name().into(),
                &format.into(),
                &column.is_pinned.into(),
                &has_figures.into(),
            )
        };
        let choose: Choose = Box::new(move |grid, choice, menu| {
            grid.choose_in_menu(position, choice, menu);
        });
        self.open_drawn("stDataFrameColumnMenu", "draw", place, &facts, choose);
    }

    fn choose_in_menu(&self, position: usize, choice: &str, menu: &HtmlElement) {
        let Some(index) = self.state.borrow().shown.get(position).copied() else {
            return;
        };
        if choice == "statistics" {
            return self.show_figures(index, menu);
        }
        self.close_floating();
        let source = self.state.borrow().columns[index].source;
        match choice {
            "ascending" => return self.sort(Some((source, Direction::Ascending))),
            "descending" => return self.sort(Some((source, Direction::Descending))),
            "autosize" => {
                if let Some(width) = self.fitting(position) {
                    self.resize(position, width);
                }
            }
            choice => {
                let mut state = self.state.borrow_mut();
                let column = &mut state.columns[index];
                match choice {
                    "pin" => column.is_pinned = !column.is_pinned,
                    "hide" => column.is_hidden = true,
                    choice => {
                        if let Some(format) = choice.strip_prefix("format:") {
                            column.details.format = Some(format.to_owned());
                        }
                    }
                }
                state.arrange();
            }
        }
        self.refresh();
    }

    /// Hands over what a column holds: all of it, or some of very many rows.
    fn show_figures(&self, index: usize, menu: &HtmlElement) {
        let state = self.state.borrow();
        let column = &state.columns[index];
        let rows = state.frame.rows;
        let is_sampled = rows > MANY;
        let step = if is_sampled { rows / SAMPLE } else { 1 };
        let values = Array::new();
        for row in (0..rows).step_by(step) {
            values.push(&figure_of(&column.value(&state.frame, row), column));
        }
        let facts = [menu.into(), values.into(), is_sampled.into()];
        lazy::call(COLUMN_MENU, "show", &facts);
    }

    /// The head of a column, or the grid itself where that is not on the screen.
    fn head_node(&self, position: usize) -> HtmlElement {
        let found = self
            .table
            .query_selector(&format!("th[data-column='{position}']"));
        let found = found.ok().flatten().and_then(|node| node.dyn_into().ok());
        found.unwrap_or_else(|| self.table.clone())
    }
}

/// A value as the script of the menu counts it.
fn figure_of(value: &Value, column: &GridColumn) -> JsValue {
    match (column.kind, value) {
        (Kind::Text, Value::Text(text)) => (*text).into(),
        (Kind::Text, Value::Bool(truth)) => (*truth).into(),
        (Kind::Checkbox, value) => truth_of(value).into(),
        (Kind::Date | Kind::Datetime, value) => point(value, column.details.timezone.as_deref())
            .map(|micros| micros as f64 / 1e3)
            .into(),
        (_, Value::Null) => JsValue::NULL,
        (_, value) => number_of(value).into(),
    }
}
