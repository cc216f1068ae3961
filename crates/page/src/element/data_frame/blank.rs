//! The room below the last row: lines go on as if rows without cells stood there.

use super::grid::Grid;
use super::paint::{move_row, place_cell};
use super::state::{MARKER, State};
use super::viewport::Placed;
use crate::dom::{StyleExt, append, clear, make, make_with};

impl Grid {
    /// Draws the lines where the rows end above the lower edge of the grid.
    pub(super) fn paint_blank(&self, state: &State, columns: &[Placed]) {
        clear(&self.blank);
        let viewport = &state.viewport;
        let rows = state.rows_with_new().max(1);
        let end = viewport.head_height + rows as f64 * viewport.row_height;
        let height = viewport.height - end;
        if height < 1.0 {
            return;
        }
        let document = &self.context.document;
        let row = make_with(document, "tr", "bk-grid-row", "");
        row.style().put("height", &format!("{height}px"));
        move_row(&row, viewport.scroll_left, end);
        if state.has_markers() {
            let class = "bk-grid-cell bk-grid-marker";
            append(&row, &make_with(document, "td", class, ""));
        }
        let whole = Placed {
            position: 0,
            left: if state.has_markers() { MARKER } else { 0.0 },
            width: viewport.width,
            is_pinned: false,
        };
        let columns = if columns.is_empty() {
            &[whole]
        } else {
            columns
        };
        for placed in columns {
            let cell = make(document, "td");
            cell.set_class_name("bk-grid-cell");
            place_cell(&cell, placed);
            append(&row, &cell);
        }
        append(&self.blank, &row);
    }
}
