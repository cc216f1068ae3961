//! What keys do in a grid, after the ARIA pattern for grids.

use brooklet_protocol::element::SelectionMode;
use web_sys::KeyboardEvent;

use super::grid::Grid;
use super::select::selects;
use super::state::Cell;

/// How far one press moves the edge of a column, in CSS pixels.
const STEP: f64 = 10.0;

impl Grid {
    /// A key was pressed; says whether the grid has made use of it.
    pub(super) fn key(&self, event: &KeyboardEvent) -> bool {
        let key = event.key();
        let has_command = event.ctrl_key() || event.meta_key();
        let cursor = self.state.borrow().active();
        if has_command && key.eq_ignore_ascii_case("f") {
            self.open_search();
            return true;
        }
        if has_command && key.eq_ignore_ascii_case("a") {
            return self.select_all();
        }
        if key == " " && has_command && event.shift_key() && self.can_select_rows() {
            self.toggle_all();
            return true;
        }
        if let Some((None, column)) = cursor
            && self.head_key(event, column)
        {
            return true;
        }
        if let ("Enter" | " ", Some((Some(row), column))) = (key.as_str(), cursor)
            && self.press_button(row, column)
        {
            return true;
        }
        if self.is_editor() && self.edit_key(event, cursor) {
            return true;
        }
        match key.as_str() {
            "Enter" | " " if cursor.is_some() => self.act(cursor, &key),
            "Escape" => self.let_go(),
            _ => match self.next_cell(event, cursor) {
                Some(cell) => {
                    self.go(cell, event.shift_key());
                    true
                }
                None => false,
            },
        }
    }

    /// Keys that change something.
    fn edit_key(&self, event: &KeyboardEvent, cursor: Option<Cell>) -> bool {
        let key = event.key();
        let has_command = event.ctrl_key() || event.meta_key();
        if has_command {
            return match key.to_lowercase().as_str() {
                "z" => self.step_history(!event.shift_key()),
                "y" => self.step_history(false),
                "d" => self.fill_down(false),
                "r" => self.fill_down(true),
                _ => false,
            };
        }
        // Rows can be selected where no cell is.
        if key == "Delete" || key == "Backspace" {
            return self.clear_marked();
        }
        let Some((Some(row), column)) = cursor else {
            return false;
        };
        match key.as_str() {
            " " if event.shift_key() && self.state.borrow().has_markers() => {
                self.toggle_row(row, false);
                true
            }
            "Enter" | "F2" => self.edit(row, column, None),
            "Tab" => {
                let last = self.state.borrow().shown.len().saturating_sub(1);
                let next = if event.shift_key() {
                    column.checked_sub(1)
                } else {
                    Some(column + 1).filter(|next| *next <= last)
                };
                // Beyond the last cell of a row the key leaves the grid.
                let Some(next) = next else { return false };
                self.go((Some(row), next), false);
                true
            }
            key if key.chars().count() == 1 && !event.alt_key() => {
                self.edit(row, column, Some(key))
            }
            _ => false,
        }
    }

    /// Where a key moves the cursor to.
    fn next_cell(&self, event: &KeyboardEvent, cursor: Option<Cell>) -> Option<Cell> {
        let state = self.state.borrow();
        let last_row = state.rows_with_new().checked_sub(1)?;
        let last_column = state.shown.len().checked_sub(1)?;
        let is_far = event.ctrl_key() || event.meta_key();
        let key = event.key();
        let from = if event.shift_key() {
            state.cursor
        } else {
            cursor
        };
        let Some((row, column)) = from else {
            return key.starts_with("Arrow").then_some((Some(0), 0));
        };
        let page = state.viewport.page();
        let up = |by: usize| match row {
            Some(0) | None => None,
            Some(row) => Some(row.saturating_sub(by)),
        };
        let down = |by: usize| Some(row.map_or(0, |row| (row + by).min(last_row)));
        Some(match key.as_str() {
            "ArrowDown" if is_far => (Some(last_row), column),
            "ArrowUp" if is_far => (Some(0), column),
            "ArrowDown" => (down(1), column),
            "ArrowUp" => (up(1), column),
            "ArrowRight" if is_far => (row, last_column),
            "ArrowLeft" if is_far => (row, 0),
            "ArrowRight" => (row, (column + 1).min(last_column)),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => (down(page), column),
            "PageUp" => (row.map(|row| row.saturating_sub(page)), column),
            "Home" if is_far => (Some(0), 0),
            "End" if is_far => (Some(last_row), last_column),
            "Home" => (row, 0),
            "End" => (row, last_column),
            _ => return None,
        })
    }

    /// Keys on the head of a column: sort, menu, move, resize.
    fn head_key(&self, event: &KeyboardEvent, column: usize) -> bool {
        let key = event.key();
        let is_menu = key == "ContextMenu"
            || (key == "F10" && event.shift_key())
            || (key == "ArrowDown" && event.alt_key());
        if is_menu {
            self.open_menu(column);
            return true;
        }
        if event.alt_key() && (key == "ArrowLeft" || key == "ArrowRight") {
            let is_right = key == "ArrowRight";
            if event.shift_key() {
                let to = if is_right {
                    column + 1
                } else {
                    column.wrapping_sub(1)
                };
                self.move_column(column, to);
            } else {
                self.resize_by(column, if is_right { STEP } else { -STEP });
            }
            return true;
        }
        if key == "Enter" || key == " " {
            self.press_head(
                column,
                event.ctrl_key() || event.meta_key(),
                event.shift_key(),
            );
            return true;
        }
        false
    }

    /// What a press on the head of a column does: select the column where that can be done, else
    /// sort by it.
    pub(super) fn press_head(&self, position: usize, adds: bool, extends: bool) {
        let (selects_columns, name, sort) = {
            let state = self.state.borrow();
            let Some(column) = state.column(position) else {
                return;
            };
            (
                selects(&state.element.selection, "columns") && !column.is_index(),
                column.name.clone(),
                state.next_sort(column.source),
            )
        };
        if !selects_columns {
            self.sort(sort);
            return;
        }
        {
            let mut state = self.state.borrow_mut();
            let modes = state.element.selection.clone();
            let names = match state.last_column.replace(position) {
                Some(last) if extends && modes.contains(&SelectionMode::MultiColumn) => {
                    let range = position.min(last)..=position.max(last);
                    let columns = range.filter_map(|position| state.column(position));
                    let columns = columns.filter(|column| !column.is_index());
                    columns.map(|column| column.name.clone()).collect()
                }
                _ => Vec::new(),
            };
            if names.is_empty() {
                state.selection.toggle_column(&name, &modes, adds);
            } else {
                state.selection.add_columns(names);
            }
        }
        self.report();
    }

    fn act(&self, cursor: Option<Cell>, key: &str) -> bool {
        let Some((Some(row), column)) = cursor else {
            return false;
        };
        if key == " " && self.state.borrow().has_markers() {
            self.toggle_row(row, false);
            return true;
        }
        if key == "Enter" {
            self.open_cell(row, column);
            return true;
        }
        false
    }

    /// Selects a row as shown, or lets go of it; all from the last one on if it `extends`.
    pub(super) fn toggle_row(&self, shown: usize, extends: bool) {
        {
            let mut state = self.state.borrow_mut();
            if shown >= state.rows() {
                return;
            }
            let row = state.row(shown);
            let modes = state.row_modes();
            match state.last_row.replace(shown) {
                Some(last) if extends && modes.contains(&SelectionMode::MultiRow) => {
                    let range = shown.min(last)..=shown.max(last);
                    let rows: Vec<usize> = range.map(|shown| state.row(shown)).collect();
                    state.selection.rows.extend(rows);
                }
                _ => state.selection.toggle_row(row, &modes),
            }
        }
        self.report();
    }

    /// Selects the rows from one to another as shown, and no others.
    pub(super) fn select_rows(&self, first: usize, last: usize) {
        {
            let mut state = self.state.borrow_mut();
            if !state.row_modes().contains(&SelectionMode::MultiRow) {
                return;
            }
            let end = (first.max(last) + 1).min(state.rows());
            let rows = (first.min(last)..end)
                .map(|shown| state.row(shown))
                .collect();
            if state.selection.rows == rows {
                return;
            }
            state.selection.rows = rows;
            state.last_row = Some(last);
        }
        self.report();
    }

    fn can_select_rows(&self) -> bool {
        let state = self.state.borrow();
        state.has_markers() && state.row_modes().contains(&SelectionMode::MultiRow)
    }

    /// Selects all rows, or none if all are.
    pub(super) fn toggle_all(&self) {
        {
            let mut state = self.state.borrow_mut();
            let rows = state.edits.rows();
            if state.selection.rows.len() == rows.len() {
                state.selection.rows.clear();
            } else {
                state.selection.rows = rows.into_iter().map(|row| row as usize).collect();
            }
        }
        self.report();
    }

    fn select_all(&self) -> bool {
        let (rows, columns) = {
            let state = self.state.borrow();
            (state.rows(), state.shown.len())
        };
        if rows == 0 || columns == 0 {
            return false;
        }
        {
            let mut state = self.state.borrow_mut();
            state.anchor = Some((0, 0));
            state.cursor = Some((Some(rows - 1), columns - 1));
        }
        self.paint();
        true
    }

    /// Lets go of all that is selected.
    pub(super) fn let_go(&self) -> bool {
        let (had_cells, had_selection) = {
            let mut state = self.state.borrow_mut();
            state.anchor = None;
            (state.cursor.take().is_some(), state.clear_selection())
        };
        if had_selection {
            self.report();
        } else if had_cells {
            self.paint();
        }
        had_cells || had_selection
    }

    /// Makes a column wider or narrower.
    pub(super) fn resize_by(&self, position: usize, by: f64) {
        let now = self
            .state
            .borrow()
            .placed
            .get(position)
            .map(|column| column.width);
        if let Some(now) = now {
            self.resize(position, now + by);
        }
    }

    /// Gives a column a width.
    pub(super) fn resize(&self, position: usize, width: f64) {
        {
            let mut state = self.state.borrow_mut();
            let Some(index) = state.shown.get(position).copied() else {
                return;
            };
            let column = &mut state.columns[index];
            column.width = width.clamp(30.0, 1000.0);
            column.is_resized = true;
        }
        self.refresh();
    }

    /// Moves a column to the place of another one; pinned ones stay among themselves.
    pub(super) fn move_column(&self, from: usize, to: usize) {
        {
            let mut state = self.state.borrow_mut();
            let (Some(one), Some(other)) =
                (state.shown.get(from).copied(), state.shown.get(to).copied())
            else {
                return;
            };
            if state.columns[one].is_pinned != state.columns[other].is_pinned {
                return;
            }
            let column = state.columns.remove(one);
            state.columns.insert(other, column);
            state.arrange();
            if state.cursor == Some((None, from)) {
                state.cursor = Some((None, to));
            }
        }
        self.refresh();
    }
}
