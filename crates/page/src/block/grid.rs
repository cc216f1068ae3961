//! `st.grid` on the page.

use brooklet_protocol::Block;
use brooklet_protocol::block::Grid;
use web_sys::HtmlElement;

use super::{BlockView, alignment, set_flag, set_gap, set_property, vertical, wrapper};
use crate::dom::{append, make_with, set};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("grid.css");

/// The least width of a column where the script does not say one, in CSS pixels.
const USUAL_COLUMN: u32 = 200;

/// The most columns of a grid that does not count them.
const MOST_COLUMNS: u32 = 24;

struct GridView {
    frame: HtmlElement,
    body: HtmlElement,
}

/// A view for it.
pub(super) fn view(context: &Context) -> Box<dyn BlockView> {
    let frame = wrapper(context);
    let body = make_with(&context.document, "div", "stGrid bk-grid", "stGrid");
    append(&frame, &body);
    Box::new(GridView { frame, body })
}

impl GridView {
    fn paint(&self, grid: &Grid) {
        let body = &self.body;
        set_gap(body, "row-gap", grid.row_gap);
        set_gap(body, "--bk-gap", grid.column_gap);
        let least = grid.min_column_width.unwrap_or(USUAL_COLUMN);
        let most = grid.columns.unwrap_or(MOST_COLUMNS);
        let columns = if grid.wrap {
            // As many columns as fit, but none narrower than its share of the most columns.
            format!(
                "repeat(auto-fill, minmax(min(100%, max({least}px, (100% - {most} * var(--bk-gap) + var(--bk-gap)) / {most} - .1px)), 1fr))"
            )
        } else {
            format!("repeat({most}, minmax({least}px, 1fr))")
        };
        set_property(body, "grid-template-columns", &columns);
        let rows = grid
            .row_height
            .map_or_else(|| "auto".to_owned(), |height| format!("{height}px"));
        set_property(body, "grid-auto-rows", &rows);
        set(body, "data-align", alignment(grid.vertical_alignment));
        set_flag(body, "bk-bordered", grid.border);
        set_flag(body, "bk-fixed", grid.row_height.is_some());
        set_flag(body, "bk-dense", grid.dense);
        set_flag(body, "bk-scrolls", !grid.wrap);
    }
}

impl BlockView for GridView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn key_node(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Grid(grid) = block else {
            return false;
        };
        self.paint(grid);
        true
    }
}

struct CellView {
    frame: HtmlElement,
    body: HtmlElement,
}

/// A cell that holds several elements.
pub(super) fn cell(context: &Context) -> Box<dyn BlockView> {
    let frame = make_with(&context.document, "div", "stGridCell bk-cell", "stGridCell");
    let body = vertical(context);
    append(&frame, &body);
    Box::new(CellView { frame, body })
}

impl BlockView for CellView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::GridCell(cell) = block else {
            return false;
        };
        let columns = match cell.columns {
            Some(columns) => format!("span {columns}"),
            None => "1 / -1".to_owned(),
        };
        set_property(&self.frame, "grid-column", &columns);
        set_property(&self.frame, "grid-row", &format!("span {}", cell.rows));
        true
    }
}
