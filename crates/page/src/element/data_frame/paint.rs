//! Painting a grid: the rows and columns on the screen, and what is marked in them.

use std::collections::VecDeque;

use brooklet_protocol::element::SelectionMode;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::drawing;
use super::grid::{Grid, Mark, Painted, Row};
use super::select::Selection;
use super::state::{Cell, ROW, State};
use super::viewport::{Placed, visible};
use crate::dom::{
    NodeExt, StyleExt, append, clear, make, make_with, set, set_optional, svg, unset,
};

/// Lines and a pencil: the column can be edited.
const PENCIL: &str =
    "M3 5h14v2H3zm0 4h14v2H3zm0 4h7v2H3zm9.5 5.5 6-6 1.5 1.5-6 6H12.5zm7-7 .9-.9 1.5 1.5-.9.9z";

impl Grid {
    /// Paints what can be seen.
    pub(super) fn paint(&self) {
        self.take_size();
        let state = self.state.borrow();
        let columns = visible(&state.placed, &state.viewport);
        let mut painted = self.painted.borrow_mut();
        if painted.columns != columns || self.head.first_element_child().is_none() {
            painted.columns.clone_from(&columns);
            let old = std::mem::take(&mut painted.rows);
            // Each row is drawn anew in its own node: the last of these is taken first.
            painted.free.extend(old.into_values().rev());
            for row in &mut painted.free {
                row.node.remove();
                row.laid_out.clear();
            }
            self.paint_head(&state, &columns);
        }
        self.paint_blank(&state, &columns);
        if state.rows_with_new() == 0 || state.shown.is_empty() {
            self.paint_nothing(&state);
            return;
        }
        let (first, end) = state.viewport.visible_rows();
        let Painted { rows, free, .. } = &mut *painted;
        let mut gone: VecDeque<Row> = rows
            .extract_if(.., |row, _| !(first..end).contains(row))
            .map(|(_, row)| row)
            .collect();
        for row in first..end {
            let made = rows.entry(row).or_insert_with(|| {
                let made = gone.pop_front().or_else(|| free.pop());
                self.fill(&state, &columns, row, made)
            });
            let top = state.viewport.row_top(row);
            move_row(&made.node, state.viewport.scroll_left, top);
        }
        for row in gone {
            row.node.remove();
            free.push(row);
        }
        free.truncate(50);
        self.line_up(rows.values());
        self.mark(&state, &mut painted);
    }

    /// Puts rows into their order. What stands right stays: what is put anew is styled anew.
    fn line_up<'a>(&self, rows: impl DoubleEndedIterator<Item = &'a Row>) {
        let mut next: Option<&Node> = None;
        for Row { node, .. } in rows.rev() {
            let stands = node.parent_node().is_some() && node.next_sibling().as_ref() == next;
            if !stands {
                self.body.add_before(node, next);
            }
            next = Some(node.as_ref());
        }
    }

    /// Takes over how large the place is, and how far it is scrolled.
    fn take_size(&self) {
        let mut state = self.state.borrow_mut();
        let viewport = &mut state.viewport;
        viewport.width = f64::from(self.scroll.client_width());
        viewport.height = f64::from(self.scroll.client_height());
        viewport.scroll_left = f64::from(self.scroll.scroll_left());
        viewport.scroll_top = f64::from(self.scroll.scroll_top());
        let size = (viewport.width, viewport.height, viewport.scroll_left);
        // All cells inherit from the table: setting the same again would have each of them styled anew.
        if self.size.replace(Some(size)) == Some(size) {
            return;
        }
        let (width, height, left) = size;
        let style = self.table.style();
        style.put("width", &format!("{width}px"));
        style.put("height", &format!("{height}px"));
        style.put("--bk-left", &format!("{left}px"));
        self.move_head(left);
    }

    fn move_head(&self, left: f64) {
        let row = self.head.first_element_child();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            move_row(&row, left, 0.0);
        }
    }

    /// A table without rows or columns says so.
    fn paint_nothing(&self, state: &State) {
        clear(&self.body);
        let row = make_with(&self.context.document, "tr", "bk-grid-row", "");
        set(&row, "role", "row");
        set(&row, "aria-rowindex", "2");
        let class = "bk-grid-cell bk-grid-only";
        let cell = make_with(&self.context.document, "td", class, "");
        set(&cell, "role", "gridcell");
        set(&cell, "aria-colindex", "1");
        set(&cell, "data-missing", "empty");
        let align = (!state.shown.is_empty()).then_some("center");
        set_optional(&cell, "data-align", align);
        let style = row.style();
        style.put(
            "transform",
            &format!("translateY({}px)", state.head_height()),
        );
        style.put("height", &format!("{}px", state.viewport.row_height));
        append(&row, &cell);
        append(&self.body, &row);
    }

    fn paint_head(&self, state: &State, columns: &[Placed]) {
        let document = &self.context.document;
        clear(&self.head);
        clear(&self.body);
        let row = make_with(document, "tr", "bk-grid-row", "");
        set(&row, "role", "row");
        set(&row, "aria-rowindex", "1");
        if state.has_markers() {
            append(&row, &self.marker(state, None));
        }
        if columns.is_empty() {
            let cell = make_with(document, "th", "bk-grid-cell bk-grid-only", "");
            set(&cell, "role", "columnheader");
            append(&row, &cell);
        }
        for placed in columns {
            append(&row, &self.head_cell(state, placed));
        }
        let height = format!("{}px", state.head_height());
        row.style().put("height", &height);
        self.paint_groups(state, columns, &row);
        append(&self.head, &row);
        self.move_head(state.viewport.scroll_left);
    }

    /// The labels that neighbouring columns share: their heads say them to those who do not see them.
    fn paint_groups(&self, state: &State, columns: &[Placed], row: &HtmlElement) {
        let groups = |placed: &Placed, level: usize| {
            let column = state.column(placed.position);
            let labels = column.and_then(|column| column.groups.get(..=level));
            labels.map(<[String]>::to_vec)
        };
        let levels = (state.head_height() / ROW) as usize - 1;
        for level in 0..levels {
            let mut rest = columns;
            while let Some(first) = rest.first() {
                let labels = groups(first, level);
                let is_same = |placed: &&Placed| {
                    placed.is_pinned == first.is_pinned && groups(placed, level) == labels
                };
                let count = rest.iter().take_while(is_same).count();
                let (all, others) = rest.split_at(count);
                rest = others;
                let Some(label) = labels.and_then(|mut labels| labels.pop()) else {
                    continue;
                };
                let class = "bk-grid-cell bk-grid-group";
                let node = make_with(&self.context.document, "th", class, "");
                set(&node, "role", "presentation");
                set(&node, "aria-hidden", "true");
                node.set_text_content(Some(&label));
                let width = all.iter().map(|placed| placed.width).sum();
                place_cell(&node, &Placed { width, ..*first });
                let style = node.style();
                style.put("top", &format!("{}px", level as f64 * ROW));
                style.put("height", &format!("{ROW}px"));
                append(row, &node);
            }
        }
    }

    fn head_cell(&self, state: &State, placed: &Placed) -> HtmlElement {
        let document = &self.context.document;
        let cell = make_with(document, "th", "bk-grid-cell bk-grid-head", "");
        set(&cell, "role", "columnheader");
        set(&cell, "id", &self.cell_id((None, placed.position)));
        set(&cell, "aria-colindex", &(placed.position + 1).to_string());
        set(&cell, "data-column", &placed.position.to_string());
        place_cell(&cell, placed);
        let Some(column) = state.column(placed.position) else {
            return cell;
        };
        let sort = state.sort.filter(|(source, _)| *source == column.source);
        set_optional(
            &cell,
            "aria-sort",
            sort.map(|(_, direction)| direction.name()),
        );
        set_optional(&cell, "title", column.help.as_deref());
        let name = make_with(document, "span", "bk-grid-name", "");
        if column.editor.is_some() {
            append(&cell, &svg(document, PENCIL, "bk-grid-pencil"));
        }
        if !column.groups.is_empty() {
            let words = make_with(document, "span", "bk-grid-words", "");
            words.set_text_content(Some(&format!("{} / ", column.groups.join(" / "))));
            append(&cell, &words);
        }
        name.set_text_content(Some(&column.title));
        append(&cell, &name);
        let unnamed = column.is_index() && column.title.is_empty();
        set_optional(&cell, "aria-label", unnamed.then_some("Index"));
        let menu = make_with(
            document,
            "span",
            "bk-grid-menu-target",
            "stDataFrameColumnMenuTarget",
        );
        set(&menu, "aria-hidden", "true");
        append(&cell, &menu);
        let edges: &[&str] = if placed.position > 0 {
            &["bk-grid-edge", "bk-grid-edge bk-grid-before"]
        } else {
            &["bk-grid-edge"]
        };
        for class in edges {
            let edge = make_with(document, "span", class, "");
            set(&edge, "aria-hidden", "true");
            append(&cell, &edge);
        }
        cell
    }

    /// The box that selects a row, or all of them.
    fn marker(&self, state: &State, row: Option<usize>) -> HtmlElement {
        let document = &self.context.document;
        // It is none of the table's own cells, for it is none of the data.
        let cell = make_with(document, "div", "bk-grid-cell bk-grid-marker", "");
        set(&cell, "role", "presentation");
        let mark = make_with(document, "span", "bk-grid-check", "");
        let selects_many = state.element.selection.contains(&SelectionMode::MultiRow);
        let has_mark = row.map_or(selects_many || state.can_delete(), |row| row < state.rows());
        if has_mark {
            append(&cell, &mark);
        }
        cell
    }

    fn fill(&self, state: &State, columns: &[Placed], row: usize, made: Option<Row>) -> Row {
        let document = &self.context.document;
        let mut made = made.unwrap_or_else(|| Row {
            node: make_with(document, "tr", "bk-grid-row", ""),
            cells: Vec::new(),
            laid_out: Vec::new(),
            marks: Vec::new(),
        });
        let is_new = row >= state.rows();
        if made.laid_out != columns || is_new {
            self.lay_out_row(state, columns, row, &mut made);
        }
        let Row { node, cells, .. } = &made;
        set(node, "aria-rowindex", &(row + 2).to_string());
        let placeholder = state.element.placeholder.as_deref().unwrap_or("None");
        for (cell, placed) in cells.iter().zip(columns) {
            let position = placed.position;
            let Some(column) = state.column(position) else {
                continue;
            };
            set(cell, "data-testid", &format!("glide-cell-{position}-{row}"));
            if is_new {
                self.draw_new(cell);
                continue;
            }
            let value = state.value(row, column);
            let is_lacking = column.is_required && column.editor.is_some() && value.is_null();
            set_optional(cell, "data-lacking", is_lacking.then_some(""));
            drawing::draw(document, cell, &value, column, placeholder);
        }
        if is_new {
            // Another row has other cells.
            made.laid_out.clear();
        }
        made
    }

    /// Makes the cells of a row, and sets what is the same in all rows.
    fn lay_out_row(&self, state: &State, columns: &[Placed], row: usize, made: &mut Row) {
        let document = &self.context.document;
        let is_new = row >= state.rows();
        let node = &made.node;
        set(node, "role", "row");
        let height = format!("{}px", state.viewport.row_height);
        node.style().put("height", &height);
        clear(node);
        if state.has_markers() {
            append(node, &self.marker(state, Some(row)));
        }
        made.cells
            .resize_with(columns.len(), || make(document, "td"));
        for (cell, placed) in made.cells.iter().zip(columns) {
            let Some(column) = state.column(placed.position) else {
                continue;
            };
            let can_edit = column.editor.is_some() || is_new;
            cell.set_class_name("bk-grid-cell");
            let names_row = column.is_index();
            set(
                cell,
                "role",
                if names_row { "rowheader" } else { "gridcell" },
            );
            set(cell, "aria-colindex", &(placed.position + 1).to_string());
            set(
                cell,
                "aria-readonly",
                if can_edit { "false" } else { "true" },
            );
            set_optional(cell, "data-editable", can_edit.then_some(""));
            unset(cell, "data-new");
            set(cell, "data-column", &placed.position.to_string());
            set(cell, "data-align", column.align);
            set_optional(cell, "data-index", names_row.then_some(""));
            place_cell(cell, placed);
            append(node, cell);
        }
        made.marks = vec![None; columns.len()];
        made.laid_out = columns.to_vec();
    }

    /// A cell of the row that stands for a new one: its sign shows what a press does.
    fn draw_new(&self, cell: &HtmlElement) {
        clear(cell);
        unset(cell, "data-missing");
        unset(cell, "data-lacking");
        set(cell, "data-new", "");
        for class in ["bk-grid-new", "bk-grid-words"] {
            append(cell, &make_with(&self.context.document, "span", class, ""));
        }
        if let Some(words) = cell.last_element_child() {
            words.set_text_content(Some("Add row"));
        }
    }

    /// The corner that fills other cells with what is marked.
    fn mark_fill(&self, state: &State, range: Option<super::state::Range>) {
        if let Ok(Some(old)) = self.body.query_selector(".bk-grid-fill") {
            old.remove();
        }
        let can_edit = state
            .element
            .editing
            .is_some_and(|editing| !editing.disabled);
        let Some(((_, row), (_, position))) = range.filter(|_| can_edit) else {
            return;
        };
        if let Some(cell) = self.cell_node(row, position).filter(|_| row < state.rows()) {
            let corner = make_with(&self.context.document, "span", "bk-grid-fill", "");
            set(&corner, "aria-hidden", "true");
            append(&cell, &corner);
        }
    }

    fn cell_id(&self, (row, column): Cell) -> String {
        match row {
            Some(row) => format!("{}-{row}-{column}", self.id),
            None => format!("{}-head-{column}", self.id),
        }
    }

    /// Shows the cursor, what is selected and what was found.
    fn mark(&self, state: &State, painted: &mut Painted) {
        let range = state.range();
        let active = state.active();
        let found = &state.search;
        let required = state.required();
        let Painted { rows, columns, .. } = painted;
        for (row, made) in rows {
            let is_there = *row < state.rows();
            let is_selected = is_there && state.selection.rows.contains(&state.row(*row));
            let waits = is_there && state.edits.is_incomplete(state.row(*row) as u32, &required);
            set_optional(&made.node, "data-waits", waits.then_some(""));
            set(&made.node, "aria-selected", word(is_selected));
            let cells = made.cells.iter().zip(&mut made.marks);
            for ((cell, known), placed) in cells.zip(columns.iter()) {
                let position = placed.position;
                let is_in_range = range.is_some_and(|((first, last), (left, right))| {
                    (first..=last).contains(row) && (left..=right).contains(&position)
                });
                let is_column = is_column_selected(state, position);
                let hit = found.found.iter().position(|hit| *hit == (*row, position));
                let mark = Mark {
                    is_selected: is_selected || is_in_range || is_column,
                    is_twice: is_selected && is_column,
                    is_cursor: active == Some((Some(*row), position)),
                    found: hit.map(|hit| hit == found.current),
                };
                let at = (Some(*row), position);
                let id = (state.cursor == Some(at)).then(|| self.cell_id(at));
                set_optional(cell, "id", id.as_deref());
                if *known == Some(mark) {
                    continue;
                }
                set(cell, "aria-selected", word(mark.is_selected));
                set_optional(cell, "data-twice", mark.is_twice.then_some(""));
                set_optional(cell, "data-cursor", mark.is_cursor.then_some(""));
                let sign = mark
                    .found
                    .map(|is_current| if is_current { "current" } else { "" });
                set_optional(cell, "data-found", sign);
                *known = Some(mark);
            }
        }
        if let Ok(Some(frame)) = self.scroll.closest(".bk-full") {
            let is_picked = state.selection != Selection::default();
            set_optional(&frame, "data-picked", is_picked.then_some(""));
        }
        self.mark_fill(state, range);
        self.draw_outline(state, range);
        self.mark_head(state);
        let all = state.rows() > 0 && state.selection.rows.len() == state.rows();
        let head_row = self.head.first_element_child();
        if let Some(row) = head_row {
            set(&row, "aria-selected", if all { "true" } else { "false" });
        }
        let cursor = state.cursor.map(|cell| self.cell_id(cell));
        set_optional(&self.table, "aria-activedescendant", cursor.as_deref());
    }

    fn mark_head(&self, state: &State) {
        let cells = self.head.query_selector_all("th[data-column]");
        if let Ok(cells) = cells {
            for index in 0..cells.length() {
                let cell: Option<HtmlElement> =
                    cells.get(index).and_then(|cell| cell.dyn_into().ok());
                let Some(cell) = cell else { continue };
                let position = cell.get_attribute("data-column");
                let position = position
                    .and_then(|position| position.parse().ok())
                    .unwrap_or(usize::MAX);
                let is_selected = is_column_selected(state, position);
                set(
                    &cell,
                    "aria-selected",
                    if is_selected { "true" } else { "false" },
                );
                let is_cursor = state.cursor == Some((None, position));
                set_optional(&cell, "data-cursor", is_cursor.then_some(""));
                let is_active = state.active().is_some_and(|(_, column)| column == position);
                set_optional(&cell, "data-active", is_active.then_some(""));
            }
        }
    }
}

/// Moves a row to where the scroll position has it. Cells that stay where they are move back. The
/// style sheet takes from cells what a browser's own rules for tables have them inherit: else all of
/// them would be styled anew whenever their row moves.
pub(super) fn move_row(row: &HtmlElement, left: f64, top: f64) {
    let moved = format!("translate({}px,{top}px)", -left);
    row.style().put("transform", &moved);
}

fn word(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}

pub(super) fn place_cell(cell: &HtmlElement, placed: &Placed) {
    let style = cell.style();
    style.put("left", &format!("{}px", placed.left));
    style.put("width", &format!("{}px", placed.width));
    set_optional(cell, "data-pinned", placed.is_pinned.then_some(""));
    // What stands at the edge needs no line there.
    set_optional(cell, "data-first", (placed.left <= 0.0).then_some(""));
}

fn is_column_selected(state: &State, position: usize) -> bool {
    let column = state.column(position);
    column.is_some_and(|column| state.selection.columns.contains(&column.name))
}
